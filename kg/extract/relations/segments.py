"""Segments that a company has and customer groups that it serves, where it speaks of them as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.clause import Clause
from kg.extract.relations.patterns import reporting
from kg.types import EntityType, Predicate, Relation, Span, Standing, Thing

_SEGMENT = re.compile(r"‹S(\d+)›")
_GROUP = re.compile(r"‹K(\d+)›")
_OWNER = re.compile(r"(?:\b(?:our|its|the company's)|‹C(\d+)›'?s?'?|\bthe)(?: [a-z-]+){0,3} $")
_SERVES = re.compile(
    r"\b(?:serve|serves|served|serving|sell to|sold to|sales to|selling to|revenues? from|demand from|orders from|contracts? with|contracts? from|help|helping|helps|provide|offer|offering|target|targeting|"
    r"work with|working with|adding|added|signed|our|for|solutions? (?:for|to)|services? (?:for|to)|products? (?:for|to)|support|supporting)(?: (?:more and more|more|our|many|new|the|several|large|small|over \d+|\d+|all|of|to|some|additional|other|key|existing))*(?: [a-z-]+)?,?(?: --)? $"
)
_PLURALS = "companies|banks|institutions|agencies|operators|retailers|manufacturers|providers|firms|hospitals|utilities|insurers|brokers|governments|universities|developers|restaurants|automakers|carriers"
_GROUPS = re.compile(r"‹K\d+›(?:(?:, | and |, and |, including |, such as | such as | or )(?:the |our |other )?‹K\d+›)*")
_EARNS = re.compile(r"\b(?:revenues?|sales|income|orders) (?:contribution )?(?:from|to)(?: [a-z-]+)? $")
_INCLUDING = re.compile(rf"(?:customers|clients|‹K\d+›),? (?:including|such as|like) ((?:(?:‹K\d+›|(?:[a-z-]+ ){{0,4}}(?:{_PLURALS})\b)(?:, and |, | and )?)+)")
_OWN = re.compile(r"\b(?:we|our|us)\b|‹W\d+›")
_GONE = re.compile(r"\b(?:sold|divested|exited|discontinued|former|(?:completed|closed|after|since|following) the (?:sale|exit|divestiture) of)\b")


def segments(clause: Clause, outside: bool) -> Iterator[Relation]:
    """hasSegment for each segment with "our", "its" or a firm in front."""
    for match in _SEGMENT.finditer(clause.masked):
        thing = clause.things[int(match[1])]
        front = _OWNER.search(clause.masked, max(0, match.start() - 40), match.start())
        if front is None or outside or (front.group().startswith("the") and not all(w[0].isupper() for w in thing.name.split()[:-1] if w not in ("and", "of", "&"))):
            continue
        owner = clause.things[int(front[1])] if front[1] else reporting(clause, match.start(), True, outside)
        if owner is not None and owner.type == EntityType.COMPANY and owner.name != thing.name:
            gone = _GONE.search(clause.masked, max(0, match.start() - 40), match.start())
            yield _relation(clause, owner, Predicate.HAS_SEGMENT, thing, thing.span, Standing.PAST if gone else Standing.CURRENT)


def customers(clause: Clause, outside: bool) -> Iterator[Relation]:
    """customerOf for each customer group that the company says it serves, sells to or earns from."""
    owner: Thing | None = None
    for match in _GROUPS.finditer(clause.masked):
        groups = [clause.things[int(i)] for i in _GROUP.findall(match.group())]
        before = clause.masked[max(0, match.start() - 60) : match.start()]
        word = any(t.name.lower().endswith(("customers", "clients", "customer", "client")) for t in groups)
        earns = bool(_EARNS.search(before))
        if not (earns or _SERVES.search(before) or (word and _OWN.search(clause.masked))):
            continue
        owner = owner or reporting(clause, match.start(), earns, outside)
        if owner is not None:
            for thing in groups:
                yield _relation(clause, thing, Predicate.CUSTOMER_OF, owner, thing.span, Standing.CURRENT)
    for match in _INCLUDING.finditer(clause.masked):
        owner = owner or reporting(clause, match.start(), False, outside)
        for i in _GROUP.findall(match[1]) if owner else ():
            if owner:
                yield _relation(clause, clause.things[int(i)], Predicate.CUSTOMER_OF, owner, clause.things[int(i)].span, Standing.CURRENT)
        for part in re.finditer(rf"(?:[a-z-]+ ){{0,4}}(?:{_PLURALS})\b(?: at the [a-z-]+ level)?", match[1]) if owner else ():
            lead = re.match(r"(?:and|or|also|then|the|many|other|some) ", part.group())
            start = clause.at(match.start(1) + part.start() + (lead.end() if lead else 0))
            span = Span(start, clause.at(match.start(1) + part.end()))
            name = clause.context.document.text[span.start : span.end]
            if owner and len(name.split()) > 1:
                yield _relation(clause, Thing(EntityType.CUSTOMER_GROUP, name, span), Predicate.CUSTOMER_OF, owner, span, Standing.CURRENT)


def _relation(clause: Clause, subject: Thing, predicate: Predicate, object_: Thing, at: Span, standing: Standing) -> Relation:
    inside = [t.span for t in (subject, object_) if clause.span.covers(t.span)] or [at]
    span = Span(min(s.start for s in inside), max(s.end for s in inside))
    return Relation(span=span, rule=f"relations.{predicate.value}", subject=subject, predicate=predicate, object=object_, standing=standing, by=clause.scene.by)
