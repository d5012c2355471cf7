"""Where companies do business and sit: "sales in Peru", "the Lima-based firm", "Peru's largest brewer Oakham"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extract.relations.clause import Clause
from kg.extract.relations.patterns import reporting, standing_of, trimmed
from kg.lexicon import table
from kg.types import DocumentType, EntityType, Predicate, Relation, Span, Standing, Thing

_LIST = re.compile(r"‹M\d+›(?:(?:, | and |, and | or |, or | as well as |, as well as |/|, such as | such as |, including | including | like | to | - |, especially |, particularly |, mainly | \(|, mostly | and then )(?:in |the |in the |both |both in |our |both the )?‹M\d+›)*")
_PLACE = re.compile(r"‹M(\d+)›")
_TOWARDS = re.compile(r"\b(?:from|to|for) (?:the )?$")
_SOLD = re.compile(r"\b(?:revenues?|sales|volumes?|net sales|shipments|bookings|orders)\b")
_OWNED = re.compile(r"\b(?:our|its|the company's) (?:[a-z-]+ )?$")
_BUSINESS = re.compile(r" (?:business|businesses|operations|market|facility|plant|stores|segment|team|sales|region|office|factory|mine|portfolio|subsidiary)\b")
_BASED = re.compile(r"(?:‹[MNU](?P<town>\d+)›, )?‹M(\d+)›-?(?:based|headquartered) (?:(?!(?:was|were|is|are|has|had|have|will|that|which|said|and)\b)[a-z-]+ ){0,4}(?:‹([CNUW])(\d+)›|(?:firm|company|group|bank|lender|retailer|maker|business|insurer|airline)\b)")
_OWN = re.compile(r"\b(?:we|our|us|we're|we've|we'll)\b|‹W\d+›")
_EVENT = re.compile(r"\b(?:conference|analyst day|investor day|capital markets day|hosting|summit|roadshow|symposium|meeting|event|approval|approvals|regulators?|court|lawsuit|legislation|lives? in|roles?|positions?|joined|studied|worked in|flew|visit(?:ed|ing)?|congress)\b")
_SOURCE = re.compile(r"\b(?:revenues?|sales|growth|demand|orders|volumes?|shipments|exports|expand(?:ed|ing)?|expansion|contribution|customers|business|facility|facilities|plants?|operations|production|moving|moved|relocat\w+) [^‹›,.]{0,25}$")
_LEFT = re.compile(r"\b(?:sale of|sold|divested|divestiture of|exit(?:ed)? (?:from|of)?|closure of|closed our|disposal of)\b")
_TOP = re.compile(r"‹M(\d+)›'s (?:[a-z0-9.-]+ ){0,6}(?:‹C(\d+)›|(?:exporter|maker|company|firm|bank|airline|carrier|retailer|producer|operator|group|insurer|lender)\b)")
_AT = re.compile(r"\bat ‹([CNU])(\d+)› in ‹M(\d+)›")
_SEAT = re.compile(r"(?<!regional )(?<!new )\bheadquarter(?:s|ed) in $|\bbased in $")


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("presence")["operates"]
    cues = "|".join(sorted(set(data["cues"].split()), key=len, reverse=True))
    never = "|".join(re.escape(w) for w in data["never"])
    before = "|".join(data["prepositions"])
    return (
        re.compile(rf"\b(?:{cues})\b"),
        re.compile(rf"\b(?:{never})\b"),
        re.compile(rf"\b(?:{before})(?: (?:the|both|our|most of|all of|parts of|some of|regions like|regions such as|markets like|markets such as|countries like|countries such as|places like|areas like|key|new|existing|other|mainly))*(?: (?:new|largest|own))? $"),
    )  # fmt: skip


def operates(clause: Clause, outside: bool) -> Iterator[Relation]:
    """operatesIn for places where a company does business, headquarteredIn for its seat."""
    yield from _seats(clause, outside)
    if outside:
        return
    article = clause.context.layout.type != DocumentType.EARNINGS_CALL
    if article:
        yield from _belongs(clause)
    cue, never, before = _words()
    for group in _LIST.finditer(clause.masked):
        if not before.search(clause.masked, max(0, group.start() - 60), group.start()) and not _market(clause.masked, group):
            continue
        around = clause.masked[max(0, group.start() - 80) : group.end() + 40]
        if _TOWARDS.search(clause.masked, max(0, group.start() - 12), group.start()) and not _SOURCE.search(clause.masked[max(0, group.start() - 45) : group.start()]):
            continue
        if _SEAT.search(clause.masked, 0, group.start()) or not cue.search(around) or _EVENT.search(around) or never.search(clause.masked[max(0, group.start() - 45) : group.end() + 25]):
            continue
        if not article and not _OWN.search(clause.masked) and not _SOLD.search(around):
            continue
        owner = _doer(clause, group.start()) if article else reporting(clause, group.start(), True, outside)
        if owner is None:
            continue
        standing = standing_of(clause.masked, group.start(), group.end(), Predicate.OPERATES_IN)
        if _LEFT.search(clause.masked, max(0, group.start() - 60), group.end() + 20):
            standing = Standing.PAST
        for i in _PLACE.findall(group.group()):
            yield _relation(clause, owner, Predicate.OPERATES_IN, clause.things[int(i)], standing)


def _market(masked: str, group: re.Match[str]) -> bool:
    """"our Peru business", "the Peru market": a place in front of a word for business, behind a possessive."""
    return bool(_BUSINESS.match(masked, group.end()) and _OWNED.search(masked, 0, group.start()))


def _belongs(clause: Clause) -> Iterator[Relation]:
    """"Peru's largest brewer Oakham", "a trader at Oakham in Lima"."""
    for match in _TOP.finditer(clause.masked):
        firm = clause.things[int(match[2])] if match[2] else clause.context.company
        if firm is not None:
            yield _relation(clause, firm, Predicate.OPERATES_IN, clause.things[int(match[1])], Standing.CURRENT)
    for match in _AT.finditer(clause.masked):
        yield _relation(clause, clause.things[int(match[2])], Predicate.OPERATES_IN, clause.things[int(match[3])], Standing.CURRENT)


_DOES = re.compile(r"\b(?:operates?|operating|operations?|plants?|factory|factories|stores|presence|expand(?:s|ed|ing)?|launch(?:ed|es)?|opened|sales|sells?|business|units?|branches|production|headquarters|market share|offices?)\b")


def _doer(clause: Clause, before: int) -> Thing | None:
    """In an article: the firm that is said to sell, operate or expand there; a firm must stand before the place in the sentence, or "it"."""
    if not _DOES.search(clause.masked[max(0, before - 50) : before + 30]):
        return None
    return reporting(clause, before, bool(_EARNED.search(clause.masked[:before])), False)


_EARNED = re.compile(r"\b(?:revenues?|sales|shipments|bookings|orders) (?:[a-z-]+ ){0,4}(?:rose|fell|grew|increased|declined|climbed|jumped|up|down|growth)\b")


def _seats(clause: Clause, outside: bool) -> Iterator[Relation]:
    for match in _BASED.finditer(clause.masked):
        place = replace(clause.things[int(match["town"] or match[2])], type=EntityType.MARKET)
        firm = clause.things[int(match[4])] if match[4] else reporting(clause, match.start(), False, outside) or _subject(clause)
        if firm is not None and firm.type == EntityType.COMPANY:
            yield _relation(clause, firm, Predicate.HEADQUARTERED_IN, place, Standing.CURRENT)


def _subject(clause: Clause) -> Thing | None:
    return clause.context.company if clause.context.layout.type != DocumentType.EARNINGS_CALL else None


def _relation(clause: Clause, firm: Thing, predicate: Predicate, place: Thing, standing: Standing) -> Relation:
    start = min(firm.span.start, place.span.start) if clause.span.covers(firm.span) else place.span.start
    end = max(firm.span.end, place.span.end) if clause.span.covers(firm.span) else place.span.end
    span = trimmed(clause.context.document.text, Span(start, end))
    return Relation(span=span, rule=f"relations.{predicate.value}", subject=firm, predicate=predicate, object=place, standing=standing, by=clause.scene.by)
