"""Numbers whose subject their kind decides: prices of shares, levels of indices, deals and stakes."""

from __future__ import annotations

from kg.extract.deals import DEALS, deal_subject
from kg.extract.subjects.asked import Asked
from kg.extract.subjects.found import Answer, Found, Whole
from kg.types import EntityType, Thing

_BIDS = frozenset(
    {"bid", "bids", "tender offer", "tender offers", "offer price", "tender price", "bid price", "takeover offer", "takeover bid"}
)


def share_price(asked: Asked) -> Answer:
    """ "Alder Bank shares fell 2 percent": the firm or index named last in front."""
    if asked.id != "stockPrice":
        return None
    at = asked.line.tokens[asked.anchor].start
    firms = [
        m.value
        for m in asked.line.things
        if isinstance(m.value, Thing) and m.value.type in (EntityType.COMPANY, EntityType.INDEX) and m.span.end <= at
    ]
    return Found(firms[-1], "shares-of") if firms and not asked.parts.own(firms[-1]) else Whole.COMPANY


def market_share(asked: Asked) -> Answer:
    """ "we have 30% of the market": ours."""
    ours = asked.id == "marketShare" and any(t.text in ("we", "our") for t in asked.line.tokens[: asked.anchor])
    return Whole.COMPANY if ours else None


def index_level(asked: Asked) -> Answer:
    """ "5 points on the Harbor 40": the index behind the number."""
    if asked.id != "other:index level":
        return None
    at = asked.line.tokens[asked.anchor].end
    return next(
        (
            Found(m.value, "index")
            for m in asked.line.things
            if isinstance(m.value, Thing) and m.value.type is EntityType.INDEX and m.span.start > at
        ),
        Whole.COMPANY,
    )


def offered(asked: Asked) -> Answer:
    """ "buy Tarn Sensors for $940 million", "a 12% stake held by Harbor": the target, the holder; a price without a noun in an article about an offer is of the target."""
    token = asked.measure.token
    bid = asked.id == "price" and (token is None or asked.line.tokens[token].metric.said in _BIDS)
    if asked.id not in DEALS and not bid:
        return None
    found = deal_subject(asked.parts.context, asked.line, asked.anchor, asked.id)
    if found is not None:
        return found
    if asked.target is not None and asked.id != "stake" and (asked.id != "dealValue" or asked.parts.context.layout.style == "article"):
        return Found(asked.target, "target-before")
    return Whole.COMPANY if asked.id in DEALS else None
