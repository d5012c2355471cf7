"""What a noun phrase of an article names: a unit of a firm, a firm, a person, a place, an index, a currency, a commodity; or that it stands for what was named before.

Words: ``kg/data/traded.toml`` and ``kg/data/economy.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache

from kg.extract.observations.tokens import METRIC, QUANTITY, WORD, Line
from kg.extract.subject_words import NO_NAMES
from kg.lexicon import table, words_of
from kg.naming import demonyms
from kg.types import Context, EntityType, Span, Thing


class Refers(Enum):
    """A phrase that names nothing itself."""

    ANY = "it"
    FIRM = "the company"
    PLACE = "the country"
    PERSON = "he"


_PRONOUNS = frozenset("it its it's they their them".split())
_PARTS = frozenset("unit units division divisions wing arm subsidiary segment brand venture plant mine factory refinery business".split())
_INDICES = frozenset("index indices average composite".split())
# The kinds that own numbers, those first that win where a phrase names several: "Norway's Northwind Inc".
_ORDER = (EntityType.COMPANY, EntityType.SEGMENT, EntityType.PRODUCT, EntityType.BRAND, EntityType.INDEX, EntityType.GOVERNMENT_BODY, EntityType.PERSON, EntityType.EXCHANGE, EntityType.CUSTOMER_GROUP, EntityType.MARKET)
_CALLED = words_of("economy", "firm") - _PRONOUNS
_COUNTRY = words_of("economy", "country")


@cache
def traded() -> dict[str, str]:
    """Folded word or words -> the name of the currency, commodity or token that they speak of."""
    rows = table("traded")
    return {said: name for kind in ("currency", "commodity", "token") for name, words in rows[kind].items() if not name.endswith("examples") for said in words}


def named(context: Context, line: Line, first: int, last: int) -> Thing | Refers | None:
    """What the tokens ``first`` … ``last`` of a noun phrase name, or are said to belong to; a reference where they only stand for something named before."""
    return next((thing for way in _WAYS if (thing := way(context, line, first, last)) is not None), None)


def _part(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "Northwind's Nordic unit", "its finance arm": the part of a firm."""
    tokens = line.tokens
    for n in range(last, first, -1):
        word = tokens[n].text.removesuffix("'s")
        if word not in _PARTS or tokens[n].kind != WORD:
            continue
        start = next((k + 1 for k in range(n - 1, first - 1, -1) if tokens[k].text.endswith(("'s", "s'")) or tokens[k].text in ("its", "their", "the", "a", "an", "'", "s")), first)
        if start >= n or tokens[start].kind not in (WORD, METRIC):
            return None
        span = Span(tokens[start].start, tokens[n].start + len(word))
        return Thing(EntityType.SEGMENT, " ".join(span.of(context.document.text).split()), span)
    return None


def _known(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """A name that the document's names hold: of the kind that owns numbers first, the last of one kind."""
    tokens = line.tokens
    start, end = tokens[first].start, tokens[last].end
    best: Thing | None = None
    for mention in line.things:
        thing = mention.value
        if not isinstance(thing, Thing) or not (start <= mention.span.start < end) or thing.name.lower() in NO_NAMES or not thing.proper:
            continue
        if context.folded.startswith(("-based", "-listed", "-backed"), mention.span.end):
            continue
        if own(context, thing) and context.company is not None:
            return context.company
        if best is None or _ORDER.index(thing.type) <= _ORDER.index(best.type):
            best = thing
    described = line.tokens[last].text in _CALLED and (best is None or best.type is EntityType.MARKET)
    return None if described else best  # "Norway's largest exporter" is no country


def own(context: Context, thing: Thing) -> bool:
    """Whether the name is the company's that the story is about, or its beginning; a firm may have been taken for a person."""
    if context.company is None or thing.type not in (EntityType.COMPANY, EntityType.PERSON):
        return False
    a, b = sorted((thing.name.lower().split(), context.company.name.lower().split()), key=len)
    return b[: len(a)] == a


def _firm(_: Context, line: Line, first: int, last: int) -> Refers | None:
    """ "Norway's largest exporter", "the Danish brewer": a firm by what it is."""
    return Refers.FIRM if last > first and line.tokens[last].text in _CALLED and line.tokens[first].text not in ("a", "an", "another", "no", "any") else None


def _index(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "the Harbor 40 index", "the Dow average": capitals with a word for an index at their end."""
    tokens = line.tokens
    head = next((n for n in range(last, first, -1) if tokens[n].text in _INDICES), None)
    if head is None:
        return None
    start = head
    while start > first and (tokens[start - 1].capital or tokens[start - 1].text in ("price", "industrial", "stock", "composite") or (tokens[start - 1].kind == QUANTITY and start - 1 > first)):
        start -= 1
    if start == head or not tokens[start].capital:
        return None
    span = Span(tokens[start].start, tokens[head].end)
    return Thing(EntityType.INDEX, " ".join(span.of(context.document.text).split()), span)


def _traded(_: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "The US currency", "North Sea Brent", "spot gold": what is quoted on a market, the longest words first."""
    tokens = line.tokens
    for size in (3, 2, 1):
        for n in range(last - size + 1, first - 1, -1):
            name = traded().get(" ".join(t.text.removesuffix("'s") for t in tokens[n : n + size]))
            if name is not None and all(t.kind in (WORD, METRIC) for t in tokens[n : n + size]):
                return Thing(EntityType.PRODUCT, name, Span(tokens[n].start, tokens[n + size - 1].end))
    return None


def _demonym(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "German industrial output": the country of an adjective."""
    text = context.document.text
    for n in range(first, last + 1):
        place = demonyms().get(text[line.tokens[n].start : line.tokens[n].end])
        if place is not None and n < last:
            return Thing(EntityType.MARKET, place, Span(line.tokens[n].start, line.tokens[n].end))
    return None


def _capitals(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """A name that no finder knows, as the whole phrase or as an owner: "Harbor Protocol currently has 4 million users", "Harbor's 4 million users"."""
    start, end = line.tokens[first].start, line.tokens[last].end
    text = context.document.text
    for name in line.names:
        said = name.of(text)
        whole = name.end >= end or context.folded.startswith(("'s", "'"), name.end)
        if start <= name.start < end and whole and len(said) > 2 and (" " in said or said.isupper() or name.start > line.span.start) and not said[0].isdigit():
            return Thing(EntityType.COMPANY, " ".join(said.split()), name)
    return None


def _reference(_: Context, line: Line, first: int, last: int) -> Refers | None:
    """ "it", "its shares", "the company", "the Oslo-based brewer", "the country's exports"."""
    words = [t.text for t in line.tokens[first : last + 1]]
    if words[0] in _PRONOUNS:
        return Refers.ANY
    if words[0] in ("he", "his", "she", "her", "him"):
        return Refers.PERSON
    definite = words[0] in ("the", "that", "this") or "-based" in words[0] or words[0].endswith(("'s", "s'"))
    if (definite and any(w.removesuffix("'s") in _CALLED for w in words[1:])) or words[0].removesuffix("'s") in _CALLED:
        return Refers.FIRM
    return Refers.PLACE if definite and any(w.removesuffix("'s") in _COUNTRY for w in words[1:]) else None


_WAYS: tuple[Callable[[Context, Line, int, int], Thing | Refers | None], ...] = (_part, _index, _known, _firm, _demonym, _traded, _reference, _capitals)
