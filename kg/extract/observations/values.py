"""The numbers of an observation: value, unit, range, bound, change, prior, with the sign that the words give them."""

from __future__ import annotations

from decimal import Decimal

from kg.extract.metrics import Metric
from kg.extract.observations.drafts import Draft
from kg.extract.observations.labels import is_paid
from kg.extract.observations.naming import vocabulary
from kg.extract.observations.tokens import METRIC, QUANTITY, Line
from kg.extract.observations.words import FILLERS
from kg.extract.quantity import Quantity, Sort


def numbers_of(line: Line, draft: Draft, usual: str | None) -> dict[str, object]:
    """value, unit, low, high, bound, change, changeUnit, prior, converted."""
    out: dict[str, object] = {}
    tokens = line.tokens
    entry = vocabulary(draft.named.id)
    if draft.level is not None:
        _level(line, draft, entry, _currency(line) or usual, out)
    if draft.split:
        q = tokens[draft.tokens[0]].quantity
        sign = 1 if draft.role is None or draft.role.sign == 1 else -1
        out.update(value=q.high, low=None, high=None, change=q.low * sign if q.low is not None else None, change_unit=q.unit)
    elif draft.change is not None:
        _change(tokens[draft.change].quantity, draft, entry, out)
    if draft.prior is not None:
        value = tokens[draft.prior].quantity.value
        level = out.get("value")
        below = isinstance(level, Decimal) and level < 0 and _still_lost(line, draft)
        out["prior"] = _signed(value, below)
    return out


_GAINS = frozenset("profit income earnings gain positive earned".split())


def _still_lost(line: Line, draft: Draft) -> bool:
    """ "an EBITDA loss of $3 million, compared with $5 million": both are losses where nothing turns to a gain between them."""
    assert draft.level is not None and draft.prior is not None
    between = line.tokens[draft.level + 1 : draft.prior]
    return draft.level < draft.prior and not any(t.text in _GAINS or (t.kind == METRIC and "loss" not in t.text) for t in between)


def _level(line: Line, draft: Draft, entry: Metric | None, currency: str | None, out: dict[str, object]) -> None:
    assert draft.level is not None
    tokens = line.tokens
    q = tokens[draft.level].quantity
    negative = entry is not None and (draft.named.rule == "left-loss" or (entry.id in ("earningsPerShare", "ebitda") and _loss(line, draft)) or (entry.id in _EARNED and _lost(line, draft.level)))
    low, high = (q.high, q.low) if negative else (q.low, q.high)
    unit = _unit(q, tokens[draft.level].text, entry, currency, draft.named.rule != "counted" and is_paid(draft.named.id))
    if tokens[draft.level].text.endswith(" cents") and tokens[draft.level].text[0].isdigit() and currency and unit[3:] == "/share":
        unit = currency + unit[3:]  # "an additional 14 cents" after "12 Hong Kong cents"
    out.update(value=_signed(q.value, negative), low=_signed(low, negative), high=_signed(high, negative), unit=unit, bound=q.bound, converted=q.converted)
    if q.bound is None and draft.level > 0 and tokens[draft.level - 1].text in ("above", "below"):
        out["bound"] = ">" if tokens[draft.level - 1].text == "above" else "<"
    if draft.from_to:
        out.update(value=q.high, low=None, high=None, prior=q.low)
    if draft.high is not None:
        out.update(value=None, low=q.value, high=tokens[draft.high].quantity.value)
    if draft.low is not None:
        out.update(value=None, low=tokens[draft.low].quantity.value, high=q.value)


_BARE = {"percent": "percent", "times": "ratio"}  # what a figure is of a metric that is always one: "book-to-bill was 1.15"
_IN_NUMBER = ("claims", "transactionVolume", "orders")  # counted as often as paid


def _unit(q: Quantity, said: str, entry: Metric | None, currency: str | None, paid: bool = False) -> str:
    """The unit that the metric gives to a number said without one, or said short: earnings of "$1.20" are dollars a share."""
    if entry is None:
        return currency or q.unit if q.bare and q.scaled and paid else q.unit
    if entry.unit == "per-share" and q.money and not q.per:
        return f"{q.unit}/share"
    if entry.id in ("price", "averageSellingPrice") and q.per == "share" and said.endswith("unit"):
        return f"{q.unit[:3]}/unit"
    if entry.unit in _BARE and q.bare and not q.scaled:
        return _BARE[entry.unit]
    if entry.unit == "currency" and q.bare and q.scaled and entry.id not in _IN_NUMBER:
        return currency or q.unit
    return q.unit


def _currency(line: Line) -> str | None:
    """The currency of the first amount of money in the sentence."""
    return next((t.quantity.currency for t in line.tokens if t.kind == QUANTITY and t.quantity.money), None)


def _signed(value: Decimal | None, negative: bool) -> Decimal | None:
    return -value if value is not None and negative and value > 0 else value


def _loss(line: Line, draft: Draft) -> bool:
    token = draft.named.token
    return token is not None and token < len(line.tokens) and line.tokens[token].kind == METRIC and "loss" in line.tokens[token].text


_EARNED = frozenset("earningsPerShare ebitda operatingIncome ebit netIncome pretaxIncome freeCashFlow operatingCashFlow".split())
_LOSES = frozenset("lost lose loses losing".split())


def _lost(line: Line, i: int) -> bool:
    """ "lost 3 cents a share", "was losing $2 million of EBITDA", "EBITDA was a loss of $2 million"."""
    j = i - 1
    while j >= 0 and line.tokens[j].text in FILLERS:
        j -= 1
    if j > 0 and line.tokens[j].text == "of":
        return line.tokens[j - 1].text in ("loss", "deficit")
    return j >= 0 and line.tokens[j].text in _LOSES


def _change(q: Quantity, draft: Draft, entry: Metric | None, out: dict[str, object]) -> None:
    role = draft.role
    sign = 1 if role is None else role.sign
    lower = entry is not None and (entry.better == "lower" or entry.opposite is not None)
    if sign == "better":
        sign = -1 if lower else 1
    elif sign == "worse":
        sign = 1 if lower else -1
    unit = q.unit
    if q.sort in (Sort.CHANGE,):
        sign = 1
    if unit == "percent" and entry is not None and entry.unit == "percent" and entry.id != "sameStoreSales":
        unit = "pp"
    if q.value is not None:
        value = q.value if q.value < 0 else q.value * int(sign)
        out.update(change=value, change_unit=unit)
    else:
        low, high = (q.low, q.high) if sign == 1 else (None if q.high is None else -q.high, None if q.low is None else -q.low)
        out["change_unit"] = unit
        if out.get("value") is None and out.get("low") is None and out.get("high") is None:
            out.update(low=low, high=high, on_change=True)
            if draft.level is None and "unit" not in out:
                out["unit"] = None
    if q.bound and not out.get("bound"):
        out["bound"] = q.bound
        out["on_change"] = out.get("value") is not None or out.get("on_change", False)
