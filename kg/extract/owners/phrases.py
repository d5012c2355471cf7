"""What a noun phrase of an article names: a unit of a firm, a firm, a person, a place, an index, a currency, a commodity; or that it stands for what was named before.

Words: ``kg/data/traded.toml`` and ``kg/data/economy.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cache
from itertools import pairwise

from kg.extract.kinds import is_common, is_person
from kg.extract.observations.tokens import METRIC, QUANTITY, WORD, Line
from kg.extract.subjects.words import NO_NAMES, UNITS
from kg.extract.syntax.tags import Tag
from kg.lexicon import any_of, table, words_of
from kg.naming import company_key, demonyms
from kg.types import Context, EntityType, Span, Thing

_LONGER = re.compile(r" (?:and )?(?:[A-Z][a-z]+ )*(?:Co|Corp|Inc|Ltd|Plc|AG|SA|Bank|Telephone|Airlines|Airways|Mobile|Telecom|Motors|Steel|Oil|Petroleum|Electric|Power|Group|Holdings)\b")


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
_DESCRIBING = ("-based", "-called", "-wide", "-listed", "-owned", "-backed")


@cache
def traded() -> dict[str, str]:
    """Folded word or words -> the name of the currency, commodity or token that they speak of."""
    rows = table("traded")
    return {said: name for kind in ("currency", "commodity", "token") for name, words in rows[kind].items() if not name.endswith("examples") for said in words}


@cache
def currencies() -> dict[str, str]:
    """Folded word or words -> the currency that they speak of."""
    return {said.removeprefix("the "): name for name, words in table("traded")["currency"].items() if not name.endswith("examples") for said in words}


@cache
def topic() -> re.Pattern[str]:
    """The words of the economy and of markets."""
    return re.compile(rf"\b{any_of(table('economy')['topic']['words'])}\b")


def market(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """The index, currency, commodity or token that a noun phrase names."""
    start, end = line.tokens[first].start, line.tokens[last].end
    known = (m.value for m in line.things if isinstance(m.value, Thing) and m.value.type is EntityType.INDEX and start <= m.span.start < end)
    return next(known, None) or _index(context, line, first, last) or _traded(context, line, first, last)


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
        if context.folded.startswith(("-based", "-listed", "-backed", "-owned", "- and "), mention.span.end):
            continue  # "Oslo- and Bergen-listed"
        if thing.type is EntityType.MARKET and _LONGER.match(context.document.text, mention.span.end):
            continue  # "Norway and Sweden Telephone Co", "Oakham Mobile"
        if own(context, thing) and context.company is not None:
            return context.company
        if best is None or _ORDER.index(thing.type) <= _ORDER.index(best.type):
            best = thing
    described = (best is None or best.type is EntityType.MARKET) and any(t.text in _CALLED for t in tokens[first : last + 1] if best is None or t.start > best.span.start)
    if described:
        return None  # "Norway's largest exporter" is no country
    if best is not None and best.type is EntityType.MARKET:
        return _capitals(context, line, first, last) or best  # "Norway's Harbor"
    return best


def own(context: Context, thing: Thing) -> bool:
    """Whether the name is the company's that the story is about: its beginning, its initials ("NR" for Northwind Robotics), or the one word of it that tells it
    from others; a firm may have been taken for a person."""
    if context.company is None or thing.type not in (EntityType.COMPANY, EntityType.PERSON):
        return False
    a, b = sorted((thing.name.lower().split(), context.company.name.lower().split()), key=len)
    if b[: len(a)] == a:
        return True
    key = company_key(context.company.name)
    initials = thing.name.isupper() and 1 < len(thing.name) < 5 and thing.name.lower() in ("".join(word[0] for word in key), "".join(word[0] for word in b))
    return initials or (len(a) == 1 and len(a[0]) > 3 and a[0] in key[1:] and a[0] not in words_of("suffixes", "kind"))


def describes(name: str) -> bool:
    """Whether the words are no name but say what a firm is, or where: "computer maker", "Oslo-based", "Danish media group"."""
    first, last = name.split()[0], name.split()[-1]
    return last.endswith(_DESCRIBING) or (last in _CALLED and (first in demonyms() or (name.islower() and last not in UNITS)))


def _titled(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "Danish building group Alder Stone", "British tycoon Anna Holt": the name behind what the firm or person is."""
    tokens = line.tokens
    for name in line.names:
        at = next((k for k in range(first + 1, last + 1) if tokens[k].start == name.start), None)
        if at is None or name.end < tokens[last].end or tokens[at - 1].capital or name.of(context.folded).split()[-1] in words_of("economy", "nameless"):
            continue
        said = " ".join(name.of(context.document.text).split())
        firm = tokens[at - 1].text in table("news")["subject"]["descriptors"]
        if firm or (is_person(context.document.text, said) and line.parse.tags[at - 1] is Tag.NOUN):
            thing = Thing(EntityType.COMPANY if firm else EntityType.PERSON, said, name)
            return context.company if own(context, thing) else thing
    return None


def _state(_: Context, line: Line, first: int, last: int) -> Refers | None:
    """ "the central bank", "the government's debt", "the country": of the country spoken of."""
    words = [t.text.removesuffix("'s") for t in line.tokens[first : last + 1]]
    central = any(pair == ("central", "bank") for pair in pairwise(words))
    return Refers.PLACE if central or (words[0] in ("the", "that", "this") and any(w in _COUNTRY for w in words[1:])) else None


def _firm(_: Context, line: Line, first: int, last: int) -> Refers | None:
    """ "Norway's largest exporter", "the Danish brewer": a firm by what it is."""
    return Refers.FIRM if last > first and any(t.text in _CALLED for t in line.tokens[first : last + 1]) and line.tokens[first].text not in ("a", "an", "another", "no", "any") else None


def _index(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "the Harbor 40 index", "the Dow average": capitals with a word for an index at their end; "the Dow", "Norway's stock market"."""
    tokens = line.tokens
    if last == first + 1 and tokens[first].text == "the" and tokens[last].text in words_of("economy", "indices"):
        return _called(context, line, last, last)
    if tokens[last].text == "market" and last > first + 1 and tokens[last - 1].text in ("stock", "share", "equity"):
        return _called(context, line, first + (tokens[first].text == "the"), last)
    head = next((n for n in range(last, first, -1) if tokens[n].text in _INDICES), None)
    if head is None:
        return None
    start = head
    while start > first and (tokens[start - 1].capital or tokens[start - 1].text in ("price", "industrial", "stock", "composite") or (tokens[start - 1].text[0].isdigit() and start - 1 > first)):
        start -= 1
    while start < head and tokens[start].text in ("the", "a", "an", "its"):
        start += 1
    if start == head or not tokens[start].capital:
        return None
    return _called(context, line, start, head)


def _called(context: Context, line: Line, first: int, last: int) -> Thing:
    span = Span(line.tokens[first].start, line.tokens[last].end)
    return Thing(EntityType.INDEX, " ".join(span.of(context.document.text).split()), span)


def _traded(_: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "The US currency", "North Sea Brent", "spot gold": what is quoted on a market, the longest words first."""
    tokens = line.tokens
    alone = first == last and tokens[last].kind == QUANTITY
    unit = traded().get(tokens[last].text.split()[-1]) or table("traded")["code"].get(tokens[last].quantity.currency) if alone else None
    if unit is not None:
        return Thing(EntityType.PRODUCT, unit, Span(tokens[last].start, tokens[last].end))  # "one euro bought $1.31"
    for size in (3, 2, 1):
        for n in range(last - size + 1, first - 1, -1):
            name = traded().get(" ".join(t.text.removesuffix("'s") for t in tokens[n : n + size]))
            if name is not None and all(t.kind in (WORD, METRIC) for t in tokens[n : n + size]):
                return Thing(EntityType.PRODUCT, name, Span(tokens[n].start, tokens[n + size - 1].end))
    return None


def _demonym(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """ "German industrial output", "North American truck production": the place of an adjective."""
    text, tokens = context.document.text, line.tokens
    for n in range(first, last):
        for end in (n + 1, n):  # the longer one first
            place = demonyms().get(" ".join(text[tokens[n].start : tokens[end].end].split())) if end < last else None
            if place is not None:
                return Thing(EntityType.MARKET, place, Span(tokens[n].start, tokens[end].end))
    return None


def _capitals(context: Context, line: Line, first: int, last: int) -> Thing | None:
    """A name that no finder knows, as the whole phrase or as an owner: "Harbor Protocol currently has 4 million users", "Harbor's 4 million users"."""
    start, end = line.tokens[first].start, line.tokens[last].end
    text = context.document.text
    words = [t for t in line.tokens if t.kind == WORD]
    if len(words) > 4 and sum(t.capital for t in words) * 3 > len(words) * 2:
        return None  # a headline in which all words are capitals
    for name in line.names:
        said = name.of(text)
        whole = name.end >= end or context.folded.startswith(("'s", "'"), name.end)
        if name.of(context.folded).split()[-1] in words_of("economy", "nameless"):
            continue
        opens = name.start == line.span.start and " " not in said and not said.isupper()
        if start <= name.start < end and whole and len(said) > 1 and not said[0].isdigit() and not (opens and not _inside(text, said)) and not is_common(text, said):
            thing = Thing(_kind(text, said), " ".join(said.split()), name)
            return context.company if own(context, thing) else thing
    return None


def _kind(text: str, said: str) -> EntityType:
    return EntityType.PRODUCT if any(c.isdigit() for c in said) else EntityType.PERSON if is_person(text, " ".join(said.split())) else EntityType.COMPANY


def _inside(text: str, word: str) -> bool:
    """Whether the text writes the word with its capital inside a sentence: at the opening of one that tells nothing."""
    return re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", text) is not None


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
    return None


_WAYS: tuple[Callable[[Context, Line, int, int], Thing | Refers | None], ...] = (_part, _index, _known, _titled, _state, _firm, _demonym, _traded, _reference, _capitals)
