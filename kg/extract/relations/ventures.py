"""Joint ventures: "our joint venture with Kestrel", "Oakham, a joint venture of Alder Bank and Kestrel". The venture is a firm of its own, unnamed or named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.clause import Clause
from kg.extract.relations.patterns import reporting
from kg.types import EntityType, Predicate, Relation, Span, Standing, Thing

_FIRM = r"‹[CNU]\d+›"
_LIST = rf"{_FIRM}(?:(?:, | and |, and ){_FIRM})*"
_UNNAMED = re.compile(rf"\b(?P<venture>(?:50-50 |50/50 )?(?:joint venture|jv)) (?:agreement )?with (?P<with>{_LIST})(?: in ‹M(?P<place>\d+)›)?")
_NAMED = re.compile(rf"(?P<named>{_FIRM}),? (?:which is |is |was )?(?:an?|the|our|its) (?:[\w.-]+ ){{0,4}}(?:joint venture|jv) (?:of|between|with|among) (?P<of>{_LIST})")
_OVER = re.compile(r"\b(?:terminated|ended|dissolved|exited|former|did not work|didn't work|unwound|wound up)\b")
_PLANNED = re.compile(r"\b(?:plans?|planned|will|to (?:form|create|establish|set up)|intends?|agreed to|memorandum)\b")


def ventures(clause: Clause, outside: bool) -> Iterator[Relation]:
    """jointVentureOf for a venture and each of its parents."""
    for match in _NAMED.finditer(clause.masked):
        venture = clause.things[int(re.findall(r"\d+", match["named"])[0])]
        for parent in _things(clause, match["of"]):
            yield _relation(clause, venture, parent, match)
        if " with " in match.group() and (own := reporting(clause, match.start(), False, outside)):
            yield _relation(clause, venture, own, match)
    for match in _UNNAMED.finditer(clause.masked):
        parents = _things(clause, match["with"])
        last = clause.things[int(match["place"])] if match["place"] else parents[-1]
        span = Span(clause.at(match.start("venture")), last.span.end)
        venture = Thing(EntityType.COMPANY, " ".join(clause.context.document.text[span.start : span.end].split()), span)
        own = reporting(clause, match.start(), False, outside)
        for parent in (*parents, *((own,) if own else ())):
            yield _relation(clause, venture, parent, match)
        if match["place"]:
            yield Relation(span=span, rule="relations.operatesIn.venture", subject=venture, predicate=Predicate.OPERATES_IN, object=last, standing=_standing(clause, match), by=clause.scene.by)


def _things(clause: Clause, signs: str) -> list[Thing]:
    return [clause.things[int(i)] for i in re.findall(r"\d+", signs)]


def _standing(clause: Clause, match: re.Match[str]) -> Standing:
    around = clause.masked[max(0, match.start() - 60) : match.end() + 60]
    return Standing.PAST if _OVER.search(around) else Standing.PLANNED if _PLANNED.search(around[:80]) else Standing.CURRENT


def _relation(clause: Clause, venture: Thing, parent: Thing, match: re.Match[str]) -> Relation:
    spans = [t.span for t in (venture, parent) if clause.span.covers(t.span)]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return Relation(span=span, rule="relations.jointVentureOf", subject=venture, predicate=Predicate.JOINT_VENTURE_OF, object=parent, standing=_standing(clause, match), by=clause.scene.by)
