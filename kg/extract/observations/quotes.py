"""Prices of markets: what a currency, a commodity, a token or an index trades at.

"The dollar was trading at 104.20 yen", "corn futures settled at $6.12 a bushel", "the Harbor 40 index closed at 6,120", "one euro bought $1.31".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract.observations.drafts import Draft
from kg.extract.observations.labels import label_of
from kg.extract.observations.naming import Named
from kg.extract.observations.nouns import own_words
from kg.extract.observations.tokens import QUANTITY, Line
from kg.extract.observations.words import directions
from kg.extract.owners.phrases import currencies, market, named, topic
from kg.extract.quantity import Quantity
from kg.extract.syntax.phrases import Kind, Phrase
from kg.lexicon import words_of
from kg.types import Context, EntityType, Thing

_LEVEL = "other:index level"
_BUYS = frozenset("bought buys buying worth fetched fetching =".split())
_TO = frozenset("at to around near above below about of over under past".split())
_TOKENS, _OFTEN = ("crypto", "token", "bitcoin", "coin "), 4  # words of a story of tokens, and how many make one
_LITTLE = 10_000  # of money, below which an amount is the price of a thing and not of a firm
_PER = frozenset("to per against versus vs".split())


def quoted(context: Context, line: Line, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` with the numbers of an article that are quotes of a market named as such, and with those quotes that were in no draft."""
    if context.layout.style != "article":
        return drafts
    out: list[Draft] = []
    for draft in drafts:
        if _unit_bought(line, draft.anchor):
            continue  # "one euro bought $1.31": one is no price
        name = _named(context, line, draft.anchor, draft.level is None) if _loose(draft) else None
        if name is None and draft.named.rule == "thing-moved":
            name = _economy(line, draft.anchor) or _closed(context, line, draft.anchor)
        if name is None and draft.named.id == "dealValue" and draft.level is not None and _retail(line.tokens[draft.level].quantity):
            name = replace(draft.named, id="price")
        out.append(draft if name is None else replace(draft, named=name))
    taken = {k for draft in out for k in draft.tokens}
    for i in line.quantities():
        if i not in taken and not _unit_bought(line, i) and (name := _named(context, line, i, False)) is not None:
            out.append(Draft(name, "quote", level=i, tokens=[i]))
    return sorted(out, key=lambda d: d.anchor)


def _retail(quantity: Quantity) -> bool:
    """ "on sale for $500 to $600": an amount for which no firm is bought."""
    most = quantity.value or quantity.high
    return quantity.money and not quantity.scaled and most is not None and most < _LITTLE and "/" not in (quantity.unit or "")


def _loose(draft: Draft) -> bool:
    """Whether no metric of the vocabulary was named for the number, or only one of the sentence before."""
    return (draft.named.id.startswith("other:") and draft.named.id != _LEVEL) or draft.named.rule in ("carried", "thing-moved", "growth", "shares-moved", "shares-of-firm")


def _named(context: Context, line: Line, i: int, change: bool) -> Named | None:
    return next((named for way in _WAYS if (named := way(context, line, i, change)) is not None), None)


def _pair(_: Context, line: Line, i: int, change: bool) -> Named | None:
    """ "trades around 91 to the dollar", "$1.36 per euro": so much of one currency for another."""
    behind = [t.text for t in line.tokens[i + 1 : i + 4]]
    if change or not behind or behind[0] not in _PER:
        return None
    said = " ".join(behind[1:3]) if behind[1:2] == ["the"] else " ".join(behind[1:2])
    return Named("exchangeRate", "quote-pair", i, i) if said.removeprefix("the ") in currencies() else None


def _bought(_: Context, line: Line, i: int, __: bool) -> Named | None:
    """ "one euro bought $1.31", "one pound worth 210 yen", "($1 = 96.4 yen)": what one of a currency costs."""
    return Named("exchangeRate", "quote-bought", i - 2, i - 2) if i > 1 and line.tokens[i].quantity.money and _unit_bought(line, i - 2) else None


def _unit_bought(line: Line, i: int) -> bool:
    tokens = line.tokens
    return tokens[i].kind == QUANTITY and tokens[i].quantity.money and tokens[i].quantity.value == 1 and i + 2 < len(tokens) and tokens[i + 1].text in _BUYS and tokens[i + 2].kind == QUANTITY


def _subject(context: Context, line: Line, i: int, change: bool) -> Named | None:
    """ "The dollar fell to 104.20 yen", "Brent crude was up 2 percent at $61.40 a barrel": the subject of the clause is what is traded."""
    parse = line.parse
    subject = parse.subject(i)
    if subject is None or subject.last >= i or subject.kind is not Kind.NOUN:
        return None
    thing = market(context, line, subject.first, subject.last)
    if thing is None or not _about(line, subject, thing) or not (change or _at(line, i)):
        return None
    quantity = line.tokens[i].quantity
    if change:
        return _of(thing, subject) if quantity.percentage or quantity.money or thing.type is EntityType.INDEX else None
    fits = quantity.money or (quantity.bare and not quantity.scaled) if thing.type is not EntityType.INDEX else quantity.bare
    return _of(thing, subject) if fits else None


def _coin(context: Context, line: Line, i: int, change: bool) -> Named | None:
    """ "LDRC was trading at $0.0014", in a story of tokens: a name of unknown kind with the price of a token."""
    subject = line.parse.subject(i)
    if subject is None or subject.last >= i or not line.tokens[i].quantity.money or line.tokens[i].quantity.scaled or change or not _at(line, i):
        return None
    start, end = line.tokens[subject.first].start, line.tokens[subject.last].end
    if not any(start <= name.start and name.end <= end for name in line.names) or sum(context.folded.count(word) for word in _TOKENS) < _OFTEN:
        return None
    return Named("price", "quote-coin", subject.first, subject.last)


def _economy(line: Line, i: int) -> Named | None:
    """ "Exports plunged 29.9 percent": the subject is a measure of the economy."""
    subject = line.parse.subject(i)
    words = [line.tokens[k].text for k in own_words(line, subject)] if subject is not None else []
    label = label_of(words) if words and topic().search(" ".join(words)) else None
    return Named("other:" + label, "subject", subject.first, subject.last) if label and subject is not None else None


def _closed(context: Context, line: Line, i: int) -> Named | None:
    """ "Alder Bank finished down 0.2 percent": shares of a firm."""
    subject, verb = line.parse.subject(i), line.parse.verb(i)
    if subject is None or verb is None or line.tokens[verb.first].text not in words_of("economy", "closing"):
        return None
    thing = named(context, line, subject.first, subject.last)
    firm = isinstance(thing, Thing) and thing.type is EntityType.COMPANY
    return Named("stockPrice", "shares-of-firm", subject.first, subject.last) if firm else None


def _of(thing: Thing, phrase: Phrase) -> Named:
    id = _LEVEL if thing.type is EntityType.INDEX else "exchangeRate" if thing.name in currencies().values() else "price"
    return Named(id, "quote", phrase.first, phrase.last)


def _about(line: Line, phrase: Phrase, thing: Thing) -> bool:
    """Whether the phrase is about the thing itself or its price: "spot gold", "corn futures", not "oil output"."""
    last = phrase.head
    while last > phrase.first and line.tokens[last].start >= thing.span.end and not line.tokens[last].text.isalpha():
        last -= 1  # "crude futures CLc1"
    head = line.tokens[last]
    return head.start < thing.span.end or head.text in words_of("economy", "quoted")


def _at(line: Line, i: int) -> bool:
    """Whether a verb of trading and "at" or "to" stand before the number at token ``i``."""
    tokens = line.tokens
    k = i - 1
    while k > 0 and (tokens[k].text in ("the", "a", "an", "average", "record", "session", "high", "low", "new", "just", "and") or tokens[k].text.endswith("ly")):
        k -= 1
    verb = line.parse.verb(i)
    trades = verb is not None and tokens[verb.head].text in words_of("economy", "trading")
    return (tokens[k].text in _TO and (trades or any(t.text in words_of("economy", "trading") for t in tokens[max(0, k - 6) : k]))) or (trades and verb is not None and k == verb.last and tokens[k].text not in directions()["verb"])


_WAYS: tuple[Callable[[Context, Line, int, bool], Named | None], ...] = (_pair, _bought, _subject, _coin)
