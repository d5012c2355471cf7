"""All names of a document in one go. The order is the precedence: a stretch of text that is one name is no other.

people on the call, in credits, beside titles -> listings -> firms introduced -> closed sets (places, authorities, exchanges, indices) -> later mentions
-> segments, customer groups, products -> what is left, as mentions of kind "name".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.names import firms, groups, lookup, persons
from kg.extract.names.gates import names_a_firm
from kg.extract.names.listings import Listing, index_codes, listings
from kg.extract.names.runs import Index, Run, empty, runs
from kg.lexicon import holding, starts, table
from kg.naming import company_key, demonyms, tokens
from kg.types import PROSE, Context, DocumentType, EntityType, Mention, PassageKind, Span, Thing


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a document, sorted by start; no two overlap. ``listed`` are tickers in brackets, for whoever stands in front."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    listed: tuple[Listing, ...]


class Taken:
    """Stretches of the text that are names already, for asking whether a new one overlaps."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._mentions: list[Mention] = []

    def add(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            start, end = mention.span
            at = bisect_right(self._starts, start)
            if (at and self._mentions[at - 1].span.end > start) or (at < len(self._starts) and self._starts[at] < end):
                continue
            self._starts.insert(at, start)
            self._mentions.insert(at, mention)

    def names(self, listed: tuple[Listing, ...]) -> Names:
        return Names(tuple(self._mentions), tuple(self._starts), listed)

    def of(self, type_: EntityType) -> list[Mention]:
        return [m for m in self._mentions if isinstance(m.value, Thing) and m.value.type == type_]

    def acronyms(self, text: str) -> dict[str, str]:
        """Initials that were introduced behind a firm's name -> the name."""
        return {m.span.of(text): m.value.name for m in self._mentions if m.rule == "names.firm.acronym" and isinstance(m.value, Thing)}

    def firms(self) -> list[Thing]:
        return [m.value for m in self.of(EntityType.COMPANY) if isinstance(m.value, Thing)]

    def people(self) -> dict[str, str]:
        return {
            m.value.name: m.value.name
            for m in self._mentions
            if isinstance(m.value, Thing) and m.value.type == EntityType.PERSON and not m.value.key
        }


def survey(context: Context) -> Names:
    """The names of the document of ``context``."""
    text = context.document.text
    spans = [p.span for p in context.layout.passages if p.kind in PROSE and p.kind != PassageKind.TABLE]
    found = [r for s in spans for r in runs(text, s.start, s.end)]
    index = Index(text, found)
    common = frozenset(_LOWER.findall(" ".join({*text.split()})))  # each word once
    ticker = _own_ticker(context)
    article = context.layout.type != DocumentType.EARNINGS_CALL
    bracketed = spans if article else holding(spans, [m.start() for m in _BRACKET.finditer(text)])
    listed = tuple(x for s in bracketed for x in listings(text, s.start, s.end))
    taken = Taken()
    taken.add(persons.in_credits(context))
    taken.add(persons.of_participants(context, index))
    taken.add(groups.introduced(context.folded, found))
    taken.add(_introduced(text, found, listed, common, company_key(context.company.name)[0] if context.company else ""))
    taken.add(_closed(text, spans, index))
    taken.add(_authorities(found))
    taken.add(_towns(text, found, taken))
    taken.add(_persons(text, found, article))
    taken.add(firms.again(text, _known_firms(context, taken), index, common, ticker | taken.acronyms(text)))
    taken.add(persons.again(taken.people(), index))
    people = {form for full in taken.people() for form in persons.surname_forms(full)}
    if article:
        cued = _cued(text, found, people, common)
        taken.add(Mention("thing", r.span, "names.firm.cue", Thing(EntityType.COMPANY, r.text, r.span)) for r in cued)
        taken.add(firms.again(text, _known_firms(context, taken), index, common, ticker))
    called = {form for p in context.layout.participants for form in persons.forms(p)}
    if beside := _listed_with(
        text, [r for r in found if r.text not in called and r.text not in people], taken, common, context.company if not article else None
    ):
        taken.add(beside)
        taken.add(firms.again(text, [m.value for m in beside if isinstance(m.value, Thing)], index, common))
    taken.add(groups.find(context, spans))
    taken.add(groups.fixed(context.folded, text, found))
    inside = {r.text for r in found if not r.first}
    found = [r for r in found if r.text not in called]
    taken.add(
        Mention("name", r.span, "names.run", r.text)
        for r in found
        if _names_something(r) and (len(r.words) > 1 or not r.first or r.text in inside or not _ordinary(r, common))
    )
    return taken.names(listed)


def _cued(text: str, found: list[Run], people: set[str], common: frozenset[str]) -> list[Run]:
    """The names of an article beside words that only stand around a firm."""
    return [
        r
        for r in found
        if firms.by_cue(text, r)
        and r.text not in people
        and _single(r, common)
        and not (r.first and len(r.words) == 1 and _ordinary(r, common))
    ]


_BRACKET = re.compile(r"[(\[<] ?[A-Z0-9]")
_LOWER = re.compile(r"(?<![\w'\u2019-])[a-z]{3,}(?![\w])")


_OFFERED = frozenset(
    "systems software networks technology technologies energy health media brands".split()
)  # behind a firm's own name: what it offers


def _single(run: Run, common: frozenset[str]) -> bool:
    """Whether a single word is no common one: neither in the document's lower-case words nor only an opening of sentences."""
    return len(run.words) > 1 or run.words[0].lower() not in common


@cache
def _pattern_words() -> frozenset[str]:
    """The words of which the patterns of relations are made: at the start of a sentence they name nothing."""
    rows = [row for group in table("relations").values() if isinstance(group, list) for row in group]
    return frozenset(w for row in rows for w in re.findall(r"[a-z]{3,}", row["say"])) | frozenset(
        table("presence")["operates"]["cues"].split()
    )


def _ordinary(run: Run, common: frozenset[str]) -> bool:
    low = run.words[0].lower()
    return low in common or low in _pattern_words() or low.endswith(("ly", "ing", "ed"))


def _introduced(text: str, found: list[Run], listed: tuple[Listing, ...], common: frozenset[str], own: str) -> Iterator[Mention]:
    starts = [x.span.start for x in listed]
    for run in found:
        if split := firms.person_of_firm(run):
            yield from split
            continue
        at = bisect_right(starts, run.span.end + 3)
        listing = firms.by_listing(run, listed[max(0, at - 2) : at])
        rule = (
            "names.firm.listing"
            if listing and not empty(run) and not (run.text.isupper() and len(run.words) > 2)
            else firms.by_form(run, common)
        )
        if rule:
            thing = Thing(EntityType.COMPANY, run.text, run.span)
            if rule == "names.firm.kind" and own and run.words[0].lower() == own and run.words[-1].lower() in _OFFERED:
                continue
            yield Mention("thing", run.span, rule, thing)
            if listing and rule:
                where = Span(listing.span.start + 1, listing.span.end - 1)
                at = text.find(listing.ticker, where.start, where.end)
                yield Mention(
                    "thing",
                    Span(at, at + len(listing.ticker)),
                    "names.firm.ticker",
                    Thing(EntityType.COMPANY, run.text, Span(at, at + len(listing.ticker))),
                )
            if short := firms.acronym(text, run):
                yield Mention("thing", short, "names.firm.acronym", Thing(EntityType.COMPANY, run.text, short))


def _closed(text: str, spans: list[Span], index: Index) -> Iterator[Mention]:
    codes = (t for s in holding(spans, starts(text, (" .", "(.", "<."))) for t in index_codes(text, s.start, s.end))
    opened = [s.start for s in spans]
    for thing in (*lookup.closed(text, index), *codes):
        at = bisect_right(opened, thing.span.start) - 1
        if at >= 0 and thing.span.end <= spans[at].end:
            yield Mention("thing", thing.span, f"names.{thing.type.value.lower()}", thing)


def _authorities(found: list[Run]) -> Iterator[Mention]:
    """ "Tasmanian Provincial Government", "Ministry of Trade": by the last word or the first two."""
    data = table("government")
    kinds, heads = frozenset(data["kinds"]), tuple(data["heads"])
    for run in found:
        if (len(run.words) > 1 and run.words[-1] in kinds and not empty(run)) or (run.text.startswith(heads) and len(run.words) > 2):
            yield Mention("thing", run.span, "names.authority", Thing(EntityType.GOVERNMENT_BODY, run.text, run.span))


def _towns(text: str, found: list[Run], taken: Taken) -> Iterator[Mention]:
    """A name in front of a comma and a place: "Oakham, California"; behind a small word, so that no list of places is one."""
    starts = {m.span.start for m in taken.of(EntityType.MARKET)}
    for run in found:
        after = run.span.end + 2
        if (
            text[run.span.end : after] == ", "
            and after in starts
            and len(run.words) <= 3
            and not empty(run)
            and _INTO.search(text, max(0, run.span.start - 24), run.span.start)
        ):
            yield Mention("thing", run.span, "names.market.town", Thing(EntityType.MARKET, run.text, run.span))


_INTO = re.compile(r"\b(?:in|near|at|from|to|outside|our|our new|the new|of)(?: (?:our|new|the|nearby)){0,2} $")


def _persons(text: str, found: list[Run], article: bool) -> Iterator[Mention]:
    quoted = persons.quoted_surnames(text) if article else frozenset()
    for run in found:
        rule = persons.in_prose(text, run) or persons.quoted(text, run, quoted)
        if rule:
            yield Mention("thing", run.span, rule, Thing(EntityType.PERSON, run.text, run.span))


def _own_ticker(context: Context) -> dict[str, str]:
    """The ticker of the reporting company as one of its names: of three letters or more, because shorter ones are also words."""
    stated = context.layout.header.ticker
    return {stated.value: context.company.name} if context.company and stated and len(stated.value) > 2 and stated.value.isalpha() else {}


def _known_firms(context: Context, taken: Taken) -> list[Thing]:
    """Firms in full: the reporting company, brokers and employers of the roster, and what the prose introduced."""
    out = [context.company] if context.company else []
    for participant in context.layout.participants:
        out += [participant.firm] if participant.firm else []
        out += [t.org for t in participant.titles if t.org and t.org.type == EntityType.COMPANY]
    people = {n.name for p in context.layout.participants for n in p.names}
    return sorted(
        (t for t in (*out, *taken.firms()) if t.name not in people or t is context.company),
        key=lambda t: (t.span, -len(tokens(t.name)), t.name),
    )


_BETWEEN = re.compile(r",? and |, | or |,? as well as | & ")


def _listed_with(text: str, found: list[Run], taken: Taken, common: frozenset[str], own: Thing | None) -> list[Mention]:
    """Names in one list with a firm: "Oakham, Kestrel and Alder Bank"; beside the company that speaks (``own``) may stand what it sells."""
    firms_ = [
        m
        for m in taken.of(EntityType.COMPANY)
        if m.rule != "names.firm.kind" and not (own and isinstance(m.value, Thing) and m.value.name == own.name)
    ]
    known = {s for m in firms_ for s in (m.span.start, m.span.end)}
    out: list[Mention] = []
    for row in (found, found[::-1]):
        for run, other in pairwise(row):
            a, b = (run, other) if run.span.start < other.span.start else (other, run)
            if (
                {run.span.start, run.span.end} & known
                and _names_something(other)
                and not other.first
                and names_a_firm(other.text, common)
                and _BETWEEN.fullmatch(text, a.span.end, b.span.start)
            ):
                known |= {other.span.start, other.span.end}
                out.append(Mention("thing", other.span, "names.firm.listed-with", Thing(EntityType.COMPANY, other.text, other.span)))
    return out


_AMOUNT = re.compile(r"(?:[A-Z]{2,4}\$?|[A-Z]\$)\d")


def _names_something(run: Run) -> bool:
    return (
        not empty(run)
        and run.text not in demonyms()
        and not _AMOUNT.match(run.text)
        and (any(c.islower() for c in run.text) or 2 <= len(run.text) <= 6)
    )
