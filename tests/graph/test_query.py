"""SPARQL over files, stores and quads; every named query against the answer of an analyst; what is malformed says where."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.graph import Quad, quads
from kg.query import Value, catalogue, named, named_query, query, render
from kg.store import build, dataset, load
from kg.write import write
from tests.graph.sample import readings, resolution, rival_call


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return build(quads([*readings(), rival_call()], resolution()))


NORTHWIND, ALDER, ARMS, DANA, PRIYA, OLE = "Northwind Robotics", "Alder Automation", "Warehouse Arms", "Dana Whitfield", "Priya Raman", "Ole Berg"
HARBOR = "Harbor Street Securities"
D = Decimal

# query -> its columns to compare, and the rows expected
ANSWERS: dict[str, tuple[tuple[str, ...], set[tuple[Value, ...]]]] = {
    "revenue": (
        ("company", "period", "value", "unit"),
        {(ALDER, "2023-FY", D(1000000000), "NOK"), (NORTHWIND, "2024-Q2", D(410000000), "USD"), (NORTHWIND, "2024-Q3", D(402000000), "USD")},
    ),
    "who-asked-whom": (("order", "asker", "broker", "answerer"), {(1, PRIYA, HARBOR, DANA), (1, PRIYA, HARBOR, OLE)}),
    "segments-that-shrank": (
        ("company", "segment", "metric", "period", "change", "unit", "basis"),
        {(NORTHWIND, ARMS, "Revenue", "2024-Q2", D(-8), "percent", "year over year"), (NORTHWIND, ARMS, "Revenue", "2024-Q3", D(-11), "percent", "year over year")},
    ),
    "accounting-gap": (("about", "metric", "period", "standard", "adjusted", "gap"), {(ALDER, "Operating income", "2023-FY", D(150000000), D(180000000), D(30000000))}),
    "analysts": (("analyst", "broker", "company", "calls"), {(PRIYA, HARBOR, ALDER, 1), (PRIYA, HARBOR, NORTHWIND, 1)}),
    "changes-of-office": (("person", "title", "organization", "standing"), {(DANA, "chief financial officer", ALDER, "past")}),
    "common-analysts": (("analyst", "companies", "count"), {(PRIYA, f"{ALDER}, {NORTHWIND}", 2)}),
    "competitors": (("company", "competitor", "documents"), {(ALDER, NORTHWIND, 1), (NORTHWIND, ALDER, 1)}),
    "conflicts": (("about", "metric", "period", "value", "other_value"), {(ALDER, "Net income", "2023-FY", D(300000000), D(310000000))}),
    "consensus-versus-reported": (("about", "period", "expected", "reported", "gap"), {(NORTHWIND, "2024-Q3", D(400000000), D(402000000), D(2000000))}),
    "deals": (("company", "deal", "target", "standing"), {(ALDER, "buys", "Cobalt Grippers", "planned"), (ALDER, "sells", "Fjordgrip", "past")}),
    "documents": (
        ("path", "type", "company", "period", "date", "observations", "relations"),
        {
            ("alder-fy.txt", "earnings call", ALDER, "2023-FY", "2024-02-08", 8, 6),
            ("alder-news.txt", "news article", ALDER, "2023-FY", "2024-07-30", 2, 3),
            ("northwind-q2.txt", "earnings call", NORTHWIND, "2024-Q2", "2024-04-25", 7, 8),
            ("northwind-q3.txt", "earnings call", NORTHWIND, "2024-Q3", "2024-07-25", 3, 2),
        },
    ),
    "executives": (
        ("company", "person", "title", "last_seen"),
        {(ALDER, OLE, "Chief Executive Officer", "2024-02-08"), (NORTHWIND, DANA, "Chief Executive Officer", "2024-07-25")},
    ),
    "footprint": (("company", "market", "tie"), {(ALDER, "Norway", "headquartered in"), ("Fjord Motion", "Norway", "operates in")}),
    "got-worse": (
        ("about", "metric", "period", "change", "unit"),
        {(ALDER, "Churn rate", "2023-FY", D("1.5"), "pp"), (ARMS, "Revenue", "2024-Q2", D(-8), "percent"), (ARMS, "Revenue", "2024-Q3", D(-11), "percent")},
    ),
    "growth-check": (("about", "period", "earlier", "value", "stated", "computed"), {(ARMS, "2024-Q2", D(104350000), D(96000000), D(-8), D(-8))}),
    "guidance": (
        ("about", "metric", "period", "status", "low", "value", "high", "speaker"),
        {(NORTHWIND, "Revenue", "2024-Q3", "guidance", D(420000000), None, D(430000000), DANA), (ALDER, "Revenue", None, "target", None, D(2000000000), None, OLE)},
    ),
    "guidance-versus-reported": (("about", "period", "low", "high", "reported"), {(NORTHWIND, "2024-Q3", D(420000000), D(430000000), D(402000000))}),
    "listings": (("company", "exchange", "ticker"), {(NORTHWIND, "Nasdaq", "NWRX")}),
    "losses": (("about", "metric", "period", "value"), {(NORTHWIND, "Net income", "2024-Q2", D(-5200000))}),
    "margins": (
        ("company", "metric", "period", "value", "change", "change_unit"),
        {(ALDER, "Churn rate", "2023-FY", D(6), D("1.5"), "pp"), (ALDER, "Gross margin", "2023-FY", D(40), None, None), (NORTHWIND, "Gross margin", "2024-Q2", D("41.5"), D(150), "bp")},
    ),
    "own-metrics": (("company", "metric", "observations"), {(NORTHWIND, "Robots leased", 1)}),
    "ownership": (("company", "owner"), {("Fjord Motion", NORTHWIND)}),
    "peers": (
        ("calendar", "company", "period", "value"),
        {("2023-FY", ALDER, "2023-FY", D(1000000000)), ("2024-Q1", NORTHWIND, "2024-Q2", D(410000000)), ("2024-Q2", NORTHWIND, "2024-Q3", D(402000000))},
    ),
    "ratio-check": (("about", "metric", "period", "stated", "computed"), {(ALDER, "Gross margin", "2023-FY", D(40), D(40))}),
    "related-parties": (("company", "party", "trade", "tie"), {(ALDER, "Meridian Foods", "customer", "shareholder")}),
    "segment-revenue": (
        ("company", "segment", "period", "value", "unit", "change"),
        {(NORTHWIND, ARMS, "2024-Q2", D(96000000), "USD", D(-8)), (NORTHWIND, ARMS, "2024-Q3", D(90000000), "USD", D(-11))},
    ),
    "shares": (("company", "part", "whole", "period", "share", "bound"), {(NORTHWIND, ARMS, "Revenue", "2024-Q3", D(22), "about")}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_named_queries_answer(store: ox.Store, name: str) -> None:
    columns, expected = ANSWERS[name]
    answer = query(store, name)
    assert {tuple(row[answer.columns.index(c)] for c in columns) for row in answer.rows} == expected


def test_the_evidence_of_any_triple_is_one_query_away(store: ox.Store) -> None:
    answer = query(store, "evidence")
    by = {(row[0].rsplit("/")[-1], row[1].split("#")[-1], row[2].rsplit("/")[-1]): row for row in answer.rows}  # type: ignore[union-attr]
    row = by["northwind-robotics", "competitorOf", "alder-automation"]
    assert row[3:5] == ("current", "compete with Alder Automation") and row[-1] == DANA
    numbers = query(store, "evidence-of-numbers")
    assert len(numbers.rows) == 21
    assert (NORTHWIND, "Net income", "2024-Q2", D(-5200000), "US dollar", "net loss of $5.2 million, compared with a loss of $9 million") in {r[:6] for r in numbers.rows}


def test_every_named_query_is_tested_and_tells_its_question_and_columns(store: ox.Store) -> None:
    assert set(catalogue()) == {*ANSWERS, "evidence", "evidence-of-numbers"} and len(catalogue()) >= 20
    for entry in catalogue().values():
        assert entry.question.endswith("?")
        assert query(store, entry.name).columns == entry.columns


def test_named_queries_give_their_rows_in_one_order(store: ox.Store) -> None:
    for name in catalogue():
        assert query(store, name).terms == query(store, name).terms


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(KgError, match="no query is named 'revenu'") as error:
        named_query("revenu")
    assert "revenue" in error.value.hint
    with pytest.raises(KgError, match="xyzzy"):
        query(ox.Store(), "xyzzy")


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT ?x WHERE { ?x a }", "line 1, column 25"),
        ("SELECT ?x\nWHERE { ?x a foo:Bar }", "line 2, column 21: a prefix that is not declared"),
        ("SELEKT *", "line 1, column"),
        ("", "line 1"),
        ("SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }", "works without a network"),
    ],
)
def test_malformed_queries_say_where(sparql: str, said: str) -> None:
    with pytest.raises(KgError) as error:
        query(ox.Store(), sparql)
    assert said in error.value.message


def test_the_word_service_is_free_in_texts_names_and_comments(store: ox.Store) -> None:
    assert query(store, 'SELECT ?x { ?x skos:prefLabel "a SERVICE <http://x>" } # SERVICE').rows == []
    assert query(store, "ASK { ?service a kg:Company }").rows == [(True,)]


def test_files_give_what_quads_give(graph: list[Quad], tmp_path: Path) -> None:
    expected = query(graph, "evidence-of-numbers").rows
    for name in ("ttl", "trig", "nq", "jsonld"):
        (path,) = write(graph, tmp_path / f"graph.{name}")
        assert query(path, "evidence-of-numbers").rows == expected, name
    assert query(tmp_path, "evidence-of-numbers").rows == expected  # a folder with graph.ttl


def test_named_graphs_can_be_asked(graph: list[Quad], tmp_path: Path) -> None:
    (path,) = write(graph, tmp_path / "graph.trig")
    text = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?o a kg:Observation } } GROUP BY ?g ORDER BY DESC(?n)"
    assert [row[1] for row in query(path, text).rows] == [7, 3, 2]
    assert query(build(graph, named=True), text).rows == query(path, text).rows


def test_missing_and_broken_files(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no graph at"):
        load(tmp_path / "absent.ttl")
    (tmp_path / "graph.doc").write_text("x")
    with pytest.raises(KgError, match="no graph file that kg reads"):
        load(tmp_path / "graph.doc")
    (tmp_path / "graph.ttl").write_text("@prefix : <http://x/> .\n:a :b")
    with pytest.raises(KgError, match="cannot be read as"):
        load(tmp_path)


def test_numbers_survive_the_store(store: ox.Store) -> None:
    """The store keeps numbers by value; the graph writes none that it would change."""
    values = {str(q.object) for q in store.quads_for_pattern(None, ox.NamedNode("https://w3id.org/finkg/ontology#value"), None)}
    assert {v.split('"')[1] for v in values if "." in v.split('"')[1]} == {"41.5"}
    made = {o for _, p, o, _ in quads([*readings(), rival_call()], resolution()) if p.endswith("#value>")}
    assert values == made


def test_formats(store: ox.Store) -> None:
    answer = query(store, "revenue")
    table = render(answer).splitlines()
    assert table[0].split() == ["company", "period", "value", "unit", "document"] and table[-1] == "(3 rows)"
    rows = list(csv.reader(io.StringIO(render(answer, "csv"))))
    assert rows[0] == list(answer.columns) and rows[1][:4] == [ALDER, "2023-FY", "1000000000", "NOK"]
    data = json.loads(render(answer, "json"))
    assert data["results"]["bindings"][0]["value"] == {"type": "literal", "value": "1000000000", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}
    made = query(store, "CONSTRUCT { ?a kg:competitorOf ?b } WHERE { ?a kg:competitorOf ?b }")
    assert "company:alder-automation kg:competitorOf company:northwind-robotics ." in render(made, "ttl")
    assert render(made) == render(made, "ttl") and len(render(made, "csv").splitlines()) == 3
    for format_, source in (("ttl", answer), ("docx", answer)):
        with pytest.raises(KgError):
            render(source, format_)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib 7 builds its own Dataset with names that it deprecates
def test_rdflib_sees_the_same_store(store: ox.Store) -> None:
    data = dataset(store)
    text = "SELECT ?name { ?c a <https://w3id.org/finkg/ontology#Company> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
    assert {str(row[0]) for row in data.query(text)} >= {NORTHWIND, ALDER}
    assert len(data) == len(store)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", ["revenue", "who-asked-whom", "segments-that-shrank", "guidance", "ownership", "conflicts", "got-worse"])
def test_rdflib_gives_the_same_rows(store: ox.Store, name: str) -> None:
    """rdflib's own engine over its own memory store is the oracle."""
    import rdflib

    from kg.graph.terms import PREFIXES

    memory = rdflib.Graph().parse(data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt")
    assert len(list(memory.query(catalogue()[name].text, initNs=PREFIXES))) == len(query(store, name).rows)


# Narrowed


@pytest.mark.parametrize("value", ["northwind-robotics", "Northwind Robotics", "company:northwind-robotics", "https://w3id.org/finkg/id/company/northwind-robotics", "NORTHWIND robotics"])
def test_a_query_is_narrowed_to_one_company_however_it_is_named(store: ox.Store, value: str) -> None:
    everything = query(store, "revenue")
    expected = [row for row in everything.rows if row[0] == NORTHWIND]
    assert named(store, "revenue", company=value).rows == expected and 0 < len(expected) < len(everything.rows)


def test_a_query_is_narrowed_by_several_variables_at_once(store: ox.Store) -> None:
    assert [row[:3] for row in named(store, "revenue", company="northwind-robotics", period="2024-Q3").rows] == [(NORTHWIND, "2024-Q3", D(402000000))]
    assert named(store, "revenue", company="alder-automation", period="2024-Q3").rows == []
    assert {row[0] for row in named(store, "got-worse", company=NORTHWIND).rows} == {ARMS}, "the numbers of a segment are its company's too"
    assert {row[1] for row in named(store, "got-worse", metric="churnRate").rows} == {"Churn rate"}
    assert {row[5] for row in named(store, "documents", document="alder-news").rows} == {"alder-news.txt"}


def test_every_variable_that_a_query_takes_narrows_it(store: ox.Store) -> None:
    """With a value that the graph holds, the rows are some of those of the whole query."""
    values = {"period": "2024-Q3", "calendar": "2024-Q2", "document": "northwind-q2.txt", "metric": "revenue", "market": "Norway", "exchange": "Nasdaq"}
    people = dict.fromkeys(("person", "analyst", "asker", "answerer"), PRIYA)
    for entry in catalogue().values():
        assert entry.takes, f"{entry.name} takes nothing"
        everything = set(query(store, entry.name).rows)
        for variable in entry.takes:
            value = {**values, **people, "broker": HARBOR}.get(variable, NORTHWIND)
            found = set(named(store, entry.name, **{variable: value}).rows)
            assert found <= everything or entry.name in ("analysts", "competitors", "own-metrics", "common-analysts"), (entry.name, variable)


def test_what_cannot_be_narrowed_says_what_can(store: ox.Store) -> None:
    with pytest.raises(KgError, match="the query revenue does not take 'metric'") as error:
        named(store, "revenue", metric="revenue")
    assert error.value.hint == "it takes company, period, document"
    for variable, value, near in (("company", "Northwind", NORTHWIND), ("period", "2024-Q33", "2024-Q3"), ("document", "alder-new", "alder-news.txt")):
        with pytest.raises(KgError, match=f"no {variable} of the graph is") as error:
            named(store, "revenue", **{variable: value})
        assert near in error.value.hint
    with pytest.raises(KgError, match="no company of the graph is"):
        named(store, "revenue", company='x> } # <"')
