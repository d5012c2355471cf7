"""Readings to quads: what is said and what is meant, evidence on everything, names that are stable and legal."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import DERIVED, ENTITIES, Quad, iri, quads
from kg.graph.observations import as_meant
from kg.graph.terms import BASE, ID, KG, OA, PREFIXES, RDF, TYPE, date, decimal, local_name, plain, slug, string
from kg.graph.titles import executive, roles
from kg.types import EntityType, Identity, Observation, Resolution, Role, Span, Thing
from kg.vocab import CLASSES, METRICS, PROPERTIES
from tests.graph.sample import first_call, readings, resolution, rival_call

Values = dict[str, set[str]]


def kg(name: str) -> str:
    return f"<{KG}{name}>"


def named(name: str) -> str:
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


@pytest.fixture(scope="module")
def nodes(graph: list[Quad]) -> dict[str, Values]:
    found: dict[str, Values] = defaultdict(lambda: defaultdict(set))
    for s, p, o, _ in graph:
        found[s][p].add(o)
    return found


def numbers(nodes: dict[str, Values], metric: str, period: str) -> list[Values]:
    wanted = (named(f"metric:{metric}"), named(f"period:{period}"))
    return [v for v in nodes.values() if wanted[0] in v.get(kg("metric"), ()) and wanted[1] in v.get(kg("period"), ()) and kg("Observation") in v[TYPE]]


def test_a_loss_is_a_negative_profit_and_its_words_are_kept(nodes: dict[str, Values]) -> None:
    (loss,) = numbers(nodes, "netIncome", "northwind-robotics.2024-Q2")
    assert loss[kg("value")] == {decimal(Decimal("-5200000"))}
    assert loss[kg("statedMetric")] == {named("metric:netLoss")}
    (span,) = loss[kg("evidence")]
    assert '"net loss of $5.2 million, compared with a loss of $9 million"' in nodes[span][f"<{OA}exact>"]
    (comparison,) = loss[kg("comparison")]
    assert nodes[comparison][kg("priorValue")] == {decimal(Decimal("-9000000"))}
    assert nodes[comparison][kg("priorPeriod")] == {named("period:northwind-robotics.2023-Q2")}


def test_the_mirror_turns_everything() -> None:
    thing = Thing(EntityType.COMPANY, "Alder Bank", Span(0, 1), "e1")
    loss = Observation(
        span=Span(0, 1), rule="r", of=thing, metric="operatingLoss", low=Decimal(3), high=Decimal(5), bound=">=", change=Decimal("-58.4"), prior=Decimal(9)
    )
    meant = as_meant(loss)
    assert (meant.metric, meant.low, meant.high, meant.bound, meant.change, meant.prior) == ("operatingIncome", -5, -3, "<=", Decimal("58.4"), -9)
    assert as_meant(replace(loss, value=Decimal(0))).value == 0
    assert as_meant(meant) is meant


def test_the_same_number_said_again_is_one_claim_with_two_spans(nodes: dict[str, Values]) -> None:
    levels = [v for v in numbers(nodes, "revenue", "northwind-robotics.2024-Q2") if named("company:northwind-robotics") in v[kg("about")]]
    assert sorted(len(v[kg("evidence")]) for v in levels) == [1, 2]
    assert len({next(iter(v[kg("datapoint")])) for v in levels}) == 1


def test_guidance_is_a_range_with_a_speaker(nodes: dict[str, Values]) -> None:
    (guidance,) = [v for v in numbers(nodes, "revenue", "northwind-robotics.2024-Q3") if kg("Guidance") in v[kg("status")]]
    assert guidance[kg("lowerBound")] == {decimal(Decimal(420000000))}
    assert guidance[kg("statedBy")] == {named("person:dana-whitfield")}
    assert kg("value") not in guidance


def test_a_metric_of_its_own_is_narrower_in_the_scheme_of_the_company(nodes: dict[str, Values]) -> None:
    metric = nodes[named("metric:northwind-robotics.robots-leased")]
    assert kg("Metric") in metric[TYPE]
    assert metric["<http://www.w3.org/2004/02/skos/core#broader>"] == {named("metric:other")}
    assert metric["<http://www.w3.org/2004/02/skos/core#inScheme>"] == {named("scheme:northwind-robotics")}


def test_fiscal_years_end_with_the_company(nodes: dict[str, Values]) -> None:
    quarter = nodes[named("period:northwind-robotics.2024-Q2")]
    assert quarter[kg("startDate")] == {'"2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'}
    assert quarter[kg("calendarKey")] == {'"2024-Q1"'}
    assert quarter[kg("yearEarlier")] == {named("period:northwind-robotics.2023-Q2")}
    assert nodes[named("period:northwind-robotics.2024-Q3")][kg("previous")] == {named("period:northwind-robotics.2024-Q2")}


def test_only_what_holds_is_a_direct_triple(graph: list[Quad]) -> None:
    triples = {q[:3] for q in graph}
    assert (named("company:northwind-robotics"), kg("competitorOf"), named("company:alder-automation")) in triples
    assert (named("company:northwind-robotics"), kg("shareholderOf"), named("company:alder-automation")) not in triples  # denied
    assert (named("company:alder-automation"), kg("acquires"), named("company:cobalt-grippers")) not in triples  # planned
    assert (named("person:dana-whitfield"), kg("worksFor"), named("company:alder-automation")) not in triples  # past


def test_defined_classes_are_derived(nodes: dict[str, Values]) -> None:
    for name, class_ in (("person:dana-whitfield", "Executive"), ("person:priya-raman", "Analyst"), ("company:harbor-street-securities", "Broker"), ("company:fjord-motion", "Subsidiary")):
        assert kg(class_) in nodes[named(name)][TYPE]
    assert kg("Executive") not in nodes[named("person:priya-raman")][TYPE]


def test_questions_and_answers(nodes: dict[str, Values]) -> None:
    (floor,) = [v for v in nodes.values() if kg("Floor") in v[TYPE]]
    assert floor[kg("asker")] == {named("person:priya-raman")}
    assert floor[kg("answerer")] == {named("person:dana-whitfield")}
    (answer,) = [v for v in nodes.values() if kg("Answer") in v[TYPE]]
    (question,) = answer[kg("answers")]
    assert kg("Question") in nodes[question][TYPE]


def test_a_listing_holds_the_ticker(nodes: dict[str, Values]) -> None:
    listing = nodes[named("listing:nasdaq.NWRX")]
    assert (listing[kg("issuer")], listing[kg("exchange")]) == ({named("company:northwind-robotics")}, {named("exchange:nasdaq")})


def test_a_merged_name_is_redirected(nodes: dict[str, Values]) -> None:
    assert nodes[named("person:whitfield")]["<http://purl.org/dc/terms/isReplacedBy>"] == {named("person:dana-whitfield")}


def test_every_claim_and_every_direct_triple_is_proved(nodes: dict[str, Values]) -> None:
    texts = {r.document.sha256[:16]: r.document.text for r in readings()}
    proved = set()
    for values in nodes.values():
        if {kg("Observation"), kg("Claim"), kg("Listing")} & values.get(TYPE, set()):
            for span in values[kg("evidence")]:
                start, end = (int(next(iter(nodes[span][f"<{OA}{edge}>"])).split('"')[1]) for edge in ("start", "end"))
                document = span.split("#")[0].rsplit("/", 1)[-1]
                assert nodes[span][f"<{OA}exact>"] == {string(texts[document][start:end])}
        if f"<{RDF}subject>" in values:
            proved.add(tuple(next(iter(values[f"<{RDF}{part}>"])) for part in ("subject", "predicate", "object")))
    relations = {kg(name) for name, p in PROPERTIES.items() if "Thing" in p.domain or set(p.domain) & {"Company", "Organization", "Person"}} - {kg("fiscalYearEnd")}
    direct = {(s, p, o) for s, values in nodes.items() for p, os in values.items() if p in relations for o in os if s.startswith((f"<{ID}company", f"<{ID}person"))}
    assert direct - proved == set()


def test_at_most_25_triples_an_observation(nodes: dict[str, Values]) -> None:
    found = [v for v in nodes.values() if kg("Observation") in v.get(TYPE, ())]
    spans = {s for v in found for s in v[kg("evidence")]}
    comparisons = {c for v in found for c in v.get(kg("comparison"), ())}
    size = sum(len(os) for v in [*found, *(nodes[n] for n in spans | comparisons)] for os in v.values())
    assert size <= 25 * len(found)


def test_each_document_stands_in_its_own_graph(graph: list[Quad]) -> None:
    documents = {r.document.sha256[:16]: r.document.id for r in readings()}
    assert {g for *_, g in graph} == {ENTITIES, DERIVED, *(f"<{ID}document/{d}>" for d in documents)}
    for s, _, _, g in graph:
        if s.startswith(f"<{ID}document/") or "#char=" in s:
            assert s.startswith(g[:-1])


def test_a_document_can_be_removed_exactly(graph: list[Quad]) -> None:
    call, _, article = readings()
    gone = f"<{ID}document/{article.document.sha256[:16]}>"
    kept = {q for q in graph if q[3] not in (gone, ENTITIES, DERIVED)}
    rest = {q for q in quads(readings()[:2], resolution()) if q[3] not in (ENTITIES, DERIVED)}
    assert kept == rest
    assert call.document.sha256[:16] in str(rest)


def test_order_does_not_matter() -> None:
    expected = list(quads(readings(), resolution()))
    for seed in range(3):
        shuffled = readings()
        random.Random(seed).shuffle(shuffled)
        assert list(quads(shuffled, resolution())) == expected


def test_a_reading_given_twice_counts_once(graph: list[Quad]) -> None:
    assert set(quads([*readings(), first_call()], resolution())) == set(graph)


def test_entities_that_were_never_resolved_stand_for_themselves() -> None:
    found = set(quads([first_call()], Resolution(())))
    assert (named("company:northwind-robotics"), TYPE, kg("Company"), ENTITIES) in found


def test_every_name_of_ours_is_in_the_vocabulary(graph: list[Quad]) -> None:
    used = {t[len(KG) + 1 : -1] for q in graph for t in q[:3] if t.startswith(f"<{KG}")}
    codes = {t for q in graph for t in q[2:3] if t.startswith(f"<{KG}")}
    assert {p[len(KG) + 1 : -1] for _, p, *_ in graph if p.startswith(f"<{KG}")} <= set(PROPERTIES)
    assert {o[len(KG) + 1 : -1] for _, p, o, _ in graph if p == TYPE and o.startswith(f"<{KG}")} <= set(CLASSES)
    assert used and codes
    metrics = {o.removeprefix(f"<{BASE}metric/")[:-1] for _, p, o, _ in graph if p == kg("metric")}
    assert {m for m in metrics if "." not in m} <= set(METRICS)


def test_iris_are_flat_and_legal(graph: list[Quad]) -> None:
    for quad in graph:
        for t in quad:
            if t.startswith(f"<{ID}"):
                assert re.fullmatch(rf"<{ID}[a-z-]+/[A-Za-z0-9_][A-Za-z0-9._-]*(#char=\d+,\d+)?>", t), t
    assert not any(t.startswith("_:") for q in graph for t in q)


def test_numbers_are_written_once_and_canonically(graph: list[Quad]) -> None:
    values = Counter(o for *_, p, o, _ in graph if p == kg("value"))
    assert decimal(Decimal("41.50")) in values
    assert not any(re.search(r"\.\d*0\"\^\^|E\+", o) for o in values)


@given(st.text(max_size=40))
def test_any_name_gives_a_legal_iri(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", local_name(name))
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug(name))
    assert iri(Identity(name, EntityType.COMPANY, name, (), ())).startswith(f"{ID}company/")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_plain_decimals_keep_their_value(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value) and plain(value) != "-0"


def test_plain_examples() -> None:
    assert [plain(Decimal(v)) for v in ("8.2E+8", "41.10", "-0.0", "0", "1E-3", "15.0")] == ["820000000", "41.1", "0", "0", "0.001", "15"]
    assert [date(d).split("#")[-1] for d in ("2021-03-19", "2021-03", "2021", "soon")] == ["date>", "gYearMonth>", "gYear>", '"soon"']


@pytest.mark.parametrize(
    ("title", "expected", "leads"),
    [
        ("Chairman and Chief Executive Officer", ("chair", "chief-executive-officer"), True),
        ("Senior Vice President, Investor Relations", ("investor-relations", "vice-president"), True),
        ("CFO", ("chief-financial-officer",), True),
        ("Senior Analyst", ("analyst",), False),
        ("Spokeswoman", ("spokesperson",), False),
        ("Beekeeper", (), False),
        ("Precious metals trader", (), False),  # "CIO" is not in "precious"
    ],
)
def test_titles(title: str, expected: tuple[str, ...], leads: bool) -> None:
    assert roles(title) == expected
    assert executive(title) is leads


def test_hostile_names_stay_in_their_literals() -> None:
    call = first_call()
    nasty = '<script>alert("x")</script>\n\u202e}} ; drop'
    entities = tuple(replace(e, name=nasty) if e.id == "e4" else e for e in call.entities)
    found = list(quads([replace(call, entities=entities)], Resolution(())))
    assert any(string(nasty) == q[2] for q in found)
    assert all("\n" not in t for q in found for t in q)


def test_two_companies_in_one_market_have_two_contexts() -> None:
    calls = []
    for call, market in ((first_call(), "e5"), (rival_call(), "e4")):
        number = next(f for f in call.facts if isinstance(f, Observation))
        norway = Thing(EntityType.MARKET, "Norway", number.span, market)
        calls.append(replace(call, facts=(replace(number, of=norway, period="2023-Q4"),)))
    found = {(s, p, o) for s, p, o, _ in quads(calls, resolution())}
    contexts = {o for _, p, o in found if p == kg("context")}
    assert contexts == {named("context:northwind-robotics.market_norway.2023-Q4"), named("context:alder-automation.market_norway.2023-Q4")}
    assert all(len({o for s, p, o in found if s == c and p == kg("period")}) == 1 for c in contexts)


def test_what_the_head_of_a_document_says_is_proved_too(nodes: dict[str, Values]) -> None:
    article = f"<{ID}document/{readings()[2].document.sha256[:16]}>"
    claims = [v for v in nodes.values() if article in v.get(f"<{RDF}subject>", ())]
    assert {next(iter(v[f"<{RDF}predicate>"])).split("/")[-1].split("#")[-1] for v in claims} == {"company>", "title>"}  # the others stand in a sidecar
    assert nodes[article]["<http://purl.org/dc/terms/issued>"] == {date("2024-07-30")}


def test_the_head_of_a_brokers_research_leads_no_company() -> None:
    call = first_call()
    role = next(f for f in call.facts if isinstance(f, Role))
    priya, harbor = (Thing(t, n, role.span, k) for t, n, k in ((EntityType.PERSON, "Priya Raman", "p2"), (EntityType.COMPANY, "Harbor Street Securities", "e6")))
    found = set(quads([replace(call, facts=(*call.facts, replace(role, person=priya, org=harbor, title="Head of Research")))], resolution()))
    assert (named("person:priya-raman"), TYPE, kg("Executive"), DERIVED) not in found
