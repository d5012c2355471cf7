"""Segments and customer groups, named by common words ("our retail banking segment", "third-party customers") or by a name ("the Oakham division")."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.concordance import Vocabulary, concordance
from kg.extract.names.gates import names_a_product, names_a_segment
from kg.extract.names.runs import Run
from kg.extract.names.weighed import weighed
from kg.lexicon import holding, starts, table, words_of
from kg.naming import demonyms, places, singular, tokens
from kg.types import Context, EntityType, Mention, Span, Thing

_WORD = r"[\w/&][\w/&'-]*(?:\.\w+)*"


@cache
def _segment() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?P<our>our|its|the company's|the firm's|(?<=[a-z])'s) |\b(?P<the>the|this|that|in|and|for|from|to|of|on|while|with|or) )(?P<name>(?:{_WORD}(?:, and|,)? ){{1,7}}?)"
        r"(?P<noun>segments?|divisions?|business units?|business(?:es)?)\b(?! (?:model|models|plan|plans|results|performance|day|days|customers|review|highlights|conditions|days?|unit results|partners?|travel|process|leaders?))"
    )


@cache
def _vague() -> frozenset[str]:
    return frozenset(table("groups")["segment"]["vague"].split())


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(table("groups")["segment"]["adjectives"].split())


_LINES = re.compile(rf"\b(?:in|of|for|from|our|the company's|its|and|higher|lower)(?: (?:our|the|its|the company's))? (?P<names>{_WORD}(?:(?:, and |, | and | ){_WORD}){{0,24}}?) product (?P<noun>lines?|categor(?:y|ies))\b")


@cache
def _customers() -> frozenset[str]:
    data = table("groups")["customers"]
    kinds = [k for k in data["kinds"].split() if k not in ("third", "party")] + ["third party"]
    return frozenset((*(f"{k} {n}" for k in kinds for n in data["nouns"] if n.endswith("s")), *(g.lower() for g in data["groups"])))


CUSTOMERS = Vocabulary("customers", _customers)


_VERB = re.compile(r"\b(?:\w{3,}(?:ied|ned|ted|red|led|sed|ved|ked)|\w+(?:tly|ally|lly|rly)|is|are|was|were|has|have|had|will|grew|rose|fell|saw|see|drive|driven|drove|continue|continues|make|making|do|did|does|run|ran|take|took|give|get|got|put|turn|turning|looking|moving|across|within|about|at|we|i|you|they|he|she|it|if|when|where|which|who|that|but|because|so|not)\b")


def find(context: Context, spans: Sequence[Span]) -> Iterator[Mention]:
    """The segments, product lines and customer groups named in the passages ``spans``."""
    folded, text, places = context.folded, context.document.text, concordance(context, CUSTOMERS)
    for span in holding(spans, starts(folded, (" product line", " product categor"))):
        yield from _lines(folded, text, span)
    nouns = starts(folded, (" segment", " division", " business"))
    for span in holding(spans, nouns):
        yield from _segments(folded, text, span, nouns[bisect_left(nouns, span.start) : bisect_left(nouns, span.end)])
    opened = [s.start for s in spans]
    for a, b, _ in places.longest(CUSTOMERS, 0, len(folded)):
        i = bisect_right(opened, a) - 1
        if i >= 0 and b <= spans[i].end:
            yield Mention("thing", Span(a, b), "names.customers", Thing(EntityType.CUSTOMER_GROUP, text[a:b], Span(a, b)))


_REACH = 110  # characters in front of such a noun in which its name stands
_BEYOND = 29  # … and from its first character on, what may follow it


def _segments(folded: str, text: str, span: Span, nouns: Sequence[int]) -> Iterator[Mention]:
    """The segments of one passage, each in front of one of ``nouns``."""
    at = span.start
    for noun in nouns:
        at = max(at, noun - _REACH)
        stop = min(span.end, noun + _BEYOND)
        while match := _segment().search(folded, at, stop):
            at = match.start() + 1
            where = _segment_span(folded, text, match)
            if where is not None:
                at = match.end()
                for each, name in _each(folded, text, where, match["noun"]):
                    yield Mention("thing", each, "names.segment", Thing(EntityType.SEGMENT, name, each))
                break


_TWO = re.compile(r"(?P<one>[^,]+?)\s+(?:and|&)\s+(?P<other>[^,]+)$")


def _each(folded: str, text: str, where: Span, noun: str) -> Iterator[tuple[Span, str]]:
    """The segment at ``where``; "home and garden segments" are two where the document also speaks of a home and of a garden segment."""
    two = _TWO.match(folded, where.start, where.end - len(noun) - 1)
    single = singular(noun)
    if two is None or "and" in two["other"].split() or not all(_alone(folded, two[side], single) for side in ("one", "other")):
        yield where, " ".join(where.of(text).split())
        return
    first = Span(*two.span("one"))
    yield first, f"{' '.join(first.of(text).split())} {single}"
    second = Span(two.start("other"), where.end)
    yield second, " ".join(second.of(text).split())


def _alone(folded: str, name: str, noun: str) -> bool:
    """Whether a name stands in front of the noun without another one joined to it."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.search(rf"(?<!\band )(?<!& )(?<![\w-]){words}\s+{noun}", folded) is not None


def _segment_span(folded: str, text: str, match: re.Match[str]) -> Span | None:
    """Where the segment stands, without adjectives in front; None when the words name none ("The Alder Business Daily" does not)."""
    start = match.start("name")
    while (word := re.match(r"([\w-]+) ", folded[start : match.end("name")])) and word[1] in _adjectives():
        start += word.end()
    longer = text[match.start("noun")].isupper() and text[match.end() + 1 : match.end() + 2].isupper()
    named = not longer and named_segment(text[start : match.end("name")].rstrip(" ,"), match["noun"], bool(match["our"]))
    where = Span(start, match.end())
    return where if named and names_a_segment(text, where) else None


def _lines(folded: str, text: str, span: Span) -> Iterator[Mention]:
    for match in _LINES.finditer(folded, span.start, span.end):
        yield from _line(folded, text, match)


def _line(folded: str, text: str, match: re.Match[str]) -> Iterator[Mention]:
    """The product lines of one list: one, or as many as its commas and "and" part; none when a part of it is no name."""
    start, end = match.span("names")
    many = match["noun"] in ("lines", "categories")
    parts = list(re.finditer(r"(?:(?!,| and ).)+", folded[start:end])) if many else [re.compile(r".*").match(folded[start:end])]
    found: list[tuple[int, int, str]] = []
    for i, part in enumerate(p for p in parts if p):
        lead = re.match(r"(?:\s|,|and |our |the |its |the company's )*", part.group())
        a, stop = start + part.start() + (lead.end() if lead else 0), start + part.end()
        words = folded[a:stop].split()
        if not 1 <= len(words) <= 4 or set(words) & (_vague() | _adjectives()):
            return
        b = match.end() if i == len(parts) - 1 else stop
        found.append((a, b, text[a : stop if many else b]))
    for a, b, name in found:
        if names_a_product(text, Span(a, b)):
            yield Mention("thing", Span(a, b), "names.product-line", Thing(EntityType.PRODUCT, " ".join(name.split()), Span(a, b)))


def named_segment(name: str, noun: str, owned: bool) -> bool:
    """Whether the words in front of "segment", "division" or "business" name one: no vague word among them; "business" needs an owner or capitals."""
    parts = name.replace(",", " ").split()
    low = [p.lower() for p in parts]
    if not parts or any(p.isdigit() for p in parts) or low[0] in _vague() or low[-1] in _vague() or any(w in _vague() and w not in ("and", "of") for w in low) or _VERB.search(name.lower()):
        return False
    capital = all(p[0].isupper() or p.lower() in ("and", "of", "&") or p[0].isdigit() for p in parts)
    if noun.startswith(("business", "franchise")) and not owned:
        return capital and len(parts) <= 4
    return owned or capital or len(parts) <= 3


_INTRODUCED = re.compile(
    r",? (?:which|that) (?:is|was|remains) (?:still |now |also )?(?:our|its|the (?:company|group|firm)'s) (?:[a-z-]+ ){0,2}(?:segment|division)\b"
    r"|, (?:our|its|the (?:company|group|firm)'s) (?:[a-z-]+ ){0,2}(?:segment|division)\b"
    r"|, (?:our|its|the (?:company|group|firm)'s) (?:second-|third-)?(?:largest|biggest|smallest) (?:business|unit)\b"
)


def fixed(folded: str, text: str, found: Sequence[Run]) -> Iterator[Mention]:
    """Names of parts that hold an "and", "Home Care and Garden", "Robots, Home and Garden": said so more than once, no less often than their pieces
    alone, and measured."""
    rows = [(row, text[row[0].span.start : row[-1].span.end]) for row in _rows(text, found)]
    joint, alone = Counter(name for _, name in rows), Counter(run.text for run in found)
    somewhere = places().keys() | demonyms().keys()
    for row, name in rows:
        own = joint[name] > 1 and max(alone[run.text] for run in row) <= 2 * joint[name] and somewhere.isdisjoint(run.text for run in row)
        if own and not any(run.possessive for run in row[:-1]) and weighed(folded, name.lower()) and not set(tokens(name)) <= _OFFICES:
            where = Span(row[0].span.start, row[-1].span.end)
            yield Mention("thing", where, "names.segment.joined", Thing(EntityType.SEGMENT, " ".join(name.split()), where))


def _rows(text: str, found: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Capitalised runs in a row, the last behind "and", the others behind commas; and those with "&" inside."""
    yield from ((run,) for run in found if " & " in run.text)
    for n, (run, last) in enumerate(pairwise(found)):
        if not _AND.fullmatch(text, run.span.end, last.span.start):
            continue
        first = n
        while first and text[found[first - 1].span.end : found[first].span.start] == ", ":
            first -= 1
        for begin in range(first, n + 1):
            if not _CUT.search(text, max(0, found[begin].span.start - 30), found[begin].span.start):
                yield found[begin], *found[begin + 1 : n + 2]


_CUT = re.compile(r"\b(?!(?:Our|The|In|At|For|From|And)\s)[A-Z][\w.&-]*\s$")  # a capital in front: the run is the end of another name
_OFFICES = words_of("subjects", "functions") | {"and", "&", "general", "administrative"}  # "Sales and Marketing" costs, and sells nothing
_AND = re.compile(r",?\s+(?:and|&)\s+")
_LISTED = re.compile(r"\b(?:segments|divisions|business units)(?:,? (?:which are|namely|called))?(?:,|:| -| are)? $")
_LISTING = 60  # characters in front of a list of segments in which the word for them stands
_NEXT = re.compile(r",? and (?:the )?|, ")


def introduced(folded: str, found: Iterable[Run]) -> Iterator[Mention]:
    """Names that stand beside what they are, "Home Care, our largest segment" or "two segments: Home Care and Garden", at each of their places."""
    found = tuple(found)
    names = {run.text for run in found if not run.possessive and _INTRODUCED.match(folded, run.span.end)}
    nouns = starts(folded, ("segments", "divisions", "business units"))
    listed: list[Run] = []
    for run in found:
        if listed and _NEXT.fullmatch(folded, listed[-1].span.end, run.span.start):
            listed.append(run)
        else:
            if len(listed) > 1:
                names.update(r.text for r in listed)
            front = max(0, run.span.start - _LISTING)
            listed = [run] if bisect_left(nouns, front) < bisect_left(nouns, run.span.start) and _LISTED.search(folded, front, run.span.start) else []
    names.update(r.text for r in listed if len(listed) > 1)
    for run in found:
        if run.text in names:
            yield Mention("thing", run.span, "names.segment.introduced", Thing(EntityType.SEGMENT, run.text, run.span))
