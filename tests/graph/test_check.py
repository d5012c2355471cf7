"""Every shape and rule fires on an error sown for it, and none on the clean graph; both engines of shapes agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from kg.check import check, rules, shapes
from kg.errors import KgError
from kg.graph import Quad
from kg.graph.terms import KG, OA, PREFIXES, XSD
from kg.store import build
from tests.graph.sample import readings

Quads = list[Quad]


def term(name: str) -> str:
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def number(value: str) -> str:
    return f'"{value}"^^<{XSD}decimal>'


def observation(graph: Quads, *about: tuple[str, str]) -> str:
    """The observation that has all the given (property, object)."""
    have = {}
    for s, p, o, _ in graph:
        have.setdefault(s, set()).add((p, o))
    wanted = {(term(p), o if o[0] in '<"' else term(o)) for p, o in about}
    return min(s for s, pairs in have.items() if wanted <= pairs)


def put(graph: Quads, subject: str, name: str, value: str) -> Quads:
    """``subject`` with the property ``name`` set to ``value``; "" takes it away."""
    kept = [q for q in graph if (q[0], q[1]) != (subject, term(name))]
    home = next((q[3] for q in graph if q[0] == subject), graph[0][3])
    return [*kept, (subject, term(name), value, home)] if value else kept


def add(graph: Quads, *triple: str) -> Quads:
    s, p, o = (t if t[0] in '<"' else term(t) for t in triple)
    return [*graph, (s, p, o, graph[0][3])]


REVENUE = (("kg:metric", "metric:revenue"), ("kg:value", number("410000000")), ("kg:period", "period:northwind-robotics.2024-Q2"))
COMPARED = (("kg:metric", "metric:revenue"), ("kg:value", number("96000000")))
MARGIN = (("kg:metric", "metric:grossMargin"), ("rdf:type", "kg:Observation"))
SHARE = (("kg:shareOf", "metric:revenue"), ("rdf:type", "kg:Observation"))


def comparison(graph: Quads, *about: tuple[str, str]) -> str:
    o = observation(graph, *about)
    return next(q[2] for q in graph if q[0] == o and q[1] == f"<{KG}comparison>")


def span(graph: Quads, *about: tuple[str, str]) -> str:
    o = observation(graph, *about)
    return next(q[2] for q in graph if q[0] == o and q[1] == f"<{KG}evidence>")


# error sown -> (what finds it, how it is sown)
SOWN: dict[str, tuple[str, Callable[[Quads], Quads]]] = {
    "a value without a unit": ("shape.Or", lambda g: put(g, observation(g, *REVENUE), "kg:unit", "")),
    "an observation without evidence": ("shape.MinCount", lambda g: put(g, observation(g, *REVENUE), "kg:evidence", "")),
    "two values": ("shape.MaxCount", lambda g: add(g, observation(g, *REVENUE), "kg:value", number("1"))),
    "neither value nor change": ("shape.Or", lambda g: put(put(g, observation(g, *MARGIN), "kg:value", ""), observation(g, *MARGIN), "kg:comparison", "")),
    "a confidence above one": ("shape.MaxInclusive", lambda g: put(g, observation(g, *REVENUE), "kg:confidence", number("1.5"))),
    "a metric that is a company": ("shape.Class", lambda g: put(g, observation(g, *REVENUE), "kg:metric", term("company:fjord-motion"))),
    "a value that is text": ("shape.Datatype", lambda g: put(g, observation(g, *REVENUE), "kg:value", '"much"')),
    "a span that ends before it starts": ("shape.LessThan", lambda g: put(g, span(g, *REVENUE), "oa:end", f'"3"^^<{XSD}integer>')),
    "a quarter with a strange name": ("shape.Pattern", lambda g: put(g, term("period:northwind-robotics.2024-Q2"), "kg:periodKey", '"second quarter"')),
    "a range upside down": (
        "shape.LessThanOrEquals",
        lambda g: put(g, observation(g, ("kg:status", "kg:Guidance")), "kg:lowerBound", number("440000000")),
    ),
    "a company that is a person": ("shape.Not", lambda g: add(g, "company:fjord-motion", "rdf:type", "kg:Person")),
    "a person owned by a company": ("shape.Class", lambda g: add(g, "person:priya-raman", "kg:subsidiaryOf", "company:fjord-motion")),
    "a thing without a name": ("shape.MinCount", lambda g: put(g, term("company:fjord-motion"), "skos:prefLabel", "")),
    "a relation that nobody stated": ("unproved-relation", lambda g: add(g, "company:fjord-motion", "kg:competitorOf", "company:alder-automation")),
    "digits that are not in the words": ("digits-in-evidence", lambda g: put(g, observation(g, *REVENUE), "kg:value", number("280000000"))),
    "a percentage stored as revenue": ("unit-of-amount", lambda g: put(g, observation(g, *REVENUE), "kg:unit", term("unit:percent"))),
    "money stored as a margin": ("unit-of-ratio", lambda g: put(g, observation(g, *MARGIN), "kg:unit", term("unit:USD"))),
    "a share of 181 percent": ("share-within-whole", lambda g: put(g, observation(g, *SHARE), "kg:value", number("181"))),
    "an occupancy of 120 percent": (
        "within-100-percent",
        lambda g: put(put(g, observation(g, *MARGIN), "kg:metric", term("metric:occupancyRate")), observation(g, *MARGIN), "kg:value", number("120")),
    ),
    "points instead of percent": ("change-of-amount", lambda g: put(g, comparison(g, *COMPARED), "kg:changeUnit", term("unit:percentage-point"))),
    "millions read as billions": (
        "scale-slip",
        lambda g: put(g, observation(g, ("kg:value", number("402000000"))), "kg:value", number("402000000000")),
    ),
    "a prior value of another metric": ("change-agrees", lambda g: put(g, comparison(g, *COMPARED), "kg:priorValue", number("410000000"))),
    "a margin that does not follow": (
        "ratio-agrees",
        lambda g: put(
            put(
                put(put(g, o := observation(g, ("kg:metric", "metric:northwind-robotics.robots-leased"), ("rdf:type", "kg:Observation")), "kg:unit", term("unit:USD")), o, "kg:value", number("100000000")),
                o, "kg:metric", term("metric:grossProfit"),
            ),
            o, "kg:status", term("kg:Reported"),
        ),
    ),
    "a segment greater than its company": ("parts-within-total", lambda g: put(g, observation(g, *COMPARED), "kg:value", number("960000000"))),
    "results of next year": (
        "reported-in-the-future",
        lambda g: put(g, term("period:northwind-robotics.2024-Q2"), "kg:startDate", f'"2025-01-01"^^<{XSD}date>'),
    ),
    "guidance for a year that is over": (
        "guided-in-the-past",
        lambda g: put(g, term("period:northwind-robotics.2024-Q3"), "kg:endDate", f'"2023-06-30"^^<{XSD}date>'),
    ),
    "a parent below its subsidiary": ("ownership-in-a-circle", lambda g: add(g, "company:northwind-robotics", "kg:subsidiaryOf", "company:fjord-motion")),
    "a company that competes with itself": ("relation-to-itself", lambda g: add(g, "company:fjord-motion", "kg:competitorOf", "company:fjord-motion")),
    "the host among the analysts": ("asker-of-the-house", lambda g: put(g, observation(g, ("rdf:type", "kg:Floor")), "kg:asker", term("person:dana-whitfield"))),
    "two chief executives": (
        "one-chief-executive",
        lambda g: put(
            put(g, t := observation(g, ("kg:role", "role:analyst")), "kg:role", term("role:chief-executive-officer")), t, "kg:organization", term("company:northwind-robotics")
        ),
    ),
    "a company called we": ("name-is-a-name", lambda g: put(g, term("company:fjord-motion"), "skos:prefLabel", '"We"')),
    "a loss stored as a profit": ("loss-is-negative", lambda g: put(g, observation(g, ("kg:metric", "metric:netIncome"), ("kg:unit", "unit:USD")), "kg:value", number("5200000"))),
    "an answer before its question": ("answer-after-question", lambda g: put(g, observation(g, ("rdf:type", "kg:Answer")), "kg:order", f'"0"^^<{XSD}integer>')),
    "one company under two slugs": ("two-things-one-name", lambda g: put(g, term("company:fjord-motion"), "skos:prefLabel", '"Alder Automation"')),
}


def test_a_clean_graph_has_no_findings(graph: Quads) -> None:
    assert check(build(graph), [r.document for r in readings()]) == []


@pytest.mark.parametrize("error", SOWN)
def test_each_error_is_found(graph: Quads, error: str) -> None:
    rule, sow = SOWN[error]
    assert rule in {f.rule for f in check(build(sow(graph)))}


def test_every_rule_has_an_error_sown_for_it(root) -> None:  # type: ignore[no-untyped-def]
    tested = {rule for rule, _ in SOWN.values()}
    assert {p.stem for p in (root / "ontology/rules").glob("*.rq")} - tested == {"one-rate-of-exchange"}


def test_conversions_of_one_document_agree(graph: Quads) -> None:
    o = observation(graph, ("kg:convertedUnit", "unit:USD"))
    home = next(q[3] for q in graph if q[0] == o)
    other = term("observation:made-up")
    sown = [*graph]
    for name, value in (("kg:value", number("300")), ("kg:unit", term("unit:NOK")), ("kg:convertedValue", number("100")), ("kg:convertedUnit", term("unit:USD")), ("prov:wasDerivedFrom", home)):
        sown = add(sown, other, name, value)
    assert "one-rate-of-exchange" in {f.rule for f in rules(build(sown))}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib and pyshacl use names that rdflib 7 deprecates
@pytest.mark.parametrize("error", [None, *(e for e, (rule, _) in SOWN.items() if rule.startswith("shape."))])
def test_the_fast_engine_agrees_with_the_judge(graph: Quads, error: str | None) -> None:
    pytest.importorskip("shacl")
    store = build(SOWN[error][1](graph) if error else graph)
    fast, judge = ({(f.where, f.rule) for f in shapes(store, engine)} for engine in ("shacl", "pyshacl"))
    assert fast == judge


def test_spans_are_read_again(graph: Quads) -> None:
    documents = [r.document for r in readings()]
    moved = [dataclasses.replace(d, text="x" + d.text) for d in documents]
    found = check(build(graph), moved)
    spans = [f for f in found if f.rule == "span"]
    assert len(spans) == sum(q[1] == f"<{OA}exact>" for q in set(graph))
    assert {f.rule for f in check(build(graph), documents[:1])} == {"document-missing"}


def test_an_unknown_engine_is_refused(graph: Quads) -> None:
    with pytest.raises(KgError, match="no engine for shapes"):
        shapes(build(graph), "magic")


