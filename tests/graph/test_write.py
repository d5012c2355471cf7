"""Every format gives back what went in; the same quads give the same bytes; files appear whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.graph import Quad
from kg.graph.spelling import short, unescape
from kg.graph.terms import string
from kg.network import network
from kg.tables import csv_text, tables
from kg.write import FORMATS, TEXTS, text, turtle, write

RDF_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


def parsed(data: str, format: ox.RdfFormat) -> set[str]:
    return {str(q) for q in ox.parse(data, format=format)}


def expected(graph: list[Quad], named: bool) -> set[str]:
    lines = "".join(f"{s} {p} {o} {g if named else ''} .\n" for s, p, o, g in graph)
    return parsed(lines, ox.RdfFormat.N_QUADS)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_parsing_back_gives_the_same_quads(graph: list[Quad], name: str) -> None:
    assert parsed("".join(TEXTS[name](graph)), RDF_FORMATS[name]) == expected(graph, named=name != "ttl")


def test_rdflib_reads_the_same_graph(graph: list[Quad]) -> None:
    import rdflib

    ours = rdflib.Graph().parse(data="".join(turtle(graph)), format="turtle")
    theirs = rdflib.Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in graph), format="nt")
    assert set(ours) == set(theirs)
    assert not any(isinstance(t, rdflib.BNode) for triple in ours for t in triple)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib 7 builds its own Dataset with names that it deprecates
def test_rdflib_reads_the_same_dataset(graph: list[Quad]) -> None:
    import rdflib

    for name, format_ in (("trig", "trig"), ("jsonld", "json-ld")):
        ours = rdflib.Dataset()
        ours.parse(data="".join(TEXTS[name](graph)), format=format_)
        assert len(set(ours.quads((None, None, None, None)))) == len(set(graph))


@pytest.mark.parametrize("name", [f for f in FORMATS if f not in ("csv", "parquet")])
def test_order_does_not_matter(graph: list[Quad], name: str) -> None:
    shuffled = [*graph, *graph[::7]]
    random.Random(7).shuffle(shuffled)
    assert "".join(text(shuffled, name)) == "".join(text(graph, name))


def test_hash_seeds_do_not_matter(root: Path) -> None:
    code = "from kg.graph import quads; from kg.write import turtle; from tests.graph.sample import *; print(''.join(turtle(quads(readings(), resolution()))))"
    runs = {
        subprocess.run([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1 and len(runs.pop()) > 10_000


def test_turtle_is_readable(graph: list[Quad]) -> None:
    lines = "".join(turtle(graph)).splitlines()
    assert "company:fjord-motion a kg:Company , kg:Subsidiary ;" in lines
    assert "    kg:value 41.5 ;" in lines
    assert max(map(len, lines)) < 200
    assert lines[0].startswith("@base") and [x for x in lines if x.startswith("@prefix")] == sorted(x for x in lines if x.startswith("@prefix"))
    unused = [x for x in lines if x.startswith("@prefix") and not any(x.split()[1] in line for line in lines if not line.startswith("@"))]
    assert unused == []


@given(st.text(max_size=30))
def test_any_text_survives(value: str) -> None:
    quad = ("<https://w3id.org/finkg/id/company/x>", "<http://www.w3.org/2004/02/skos/core#prefLabel>", string(value), "<https://w3id.org/finkg/id/graph/entities>")
    clean = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if any("\ud800" <= c <= "\udfff" for c in value) else value
    for name, format_ in RDF_FORMATS.items():
        (back,) = ox.parse("".join(TEXTS[name]([quad])), format=format_)
        assert isinstance(back.object, ox.Literal)
        if clean == value:
            assert back.object.value == value
    assert unescape(string(value)[1:-1]) == value or clean != value


def test_strange_iris_are_written_in_full() -> None:
    quad = ("<https://w3id.org/finkg/id/company/a.>", "<https://example.org/p/q>", "<https://w3id.org/finkg/id/company/-b>", "<https://example.org/g>")
    assert parsed("".join(turtle([quad])), ox.RdfFormat.TURTLE) == expected([quad], named=False)
    assert parsed("".join(TEXTS["trig"]([quad])), ox.RdfFormat.TRIG) == expected([quad], named=True)


def test_the_empty_graph_can_be_written() -> None:
    for name, format_ in RDF_FORMATS.items():
        assert parsed("".join(TEXTS[name]([])), format_) == set()
    assert len(network([])) == 0


def test_networkx(graph: list[Quad]) -> None:
    g = network(graph)
    assert g.nodes["company:fjord-motion"] == {"label": "Fjord Motion", "type": "Company | Subsidiary"}
    edge = g.edges["company:northwind-robotics", "company:alder-automation", "kg:competitorOf"]
    assert edge["evidence"] == "compete with Alder Automation"
    assert not any(n.startswith(("turn:", "series:", "context:")) or "#char" in n for n in g)


def test_graphml_is_read_back(graph: list[Quad], tmp_path: Path) -> None:
    import networkx

    (path,) = write(graph, tmp_path / "graph.graphml")
    back, g = networkx.read_graphml(path, force_multigraph=True), network(graph)
    assert dict(back.nodes(data=True)) == dict(g.nodes(data=True))
    assert sorted(back.edges(keys=True)) == sorted(g.edges(keys=True))


def test_tables(graph: list[Quad]) -> None:
    found = tables(graph)
    rows = [dict(zip(found["observations"][0], row, strict=True)) for row in found["observations"][1]]
    (arms,) = [r for r in rows if r["value"] == "96000000"]
    assert (arms["about"], arms["unit"], arms["change"], arms["comparison"], arms["prior"], arms["period"]) == (
        "segment:northwind-robotics.warehouse-arms", "unit:USD", "-8", "YearOverYear", "104350000", "2024-Q2",
    )  # fmt: skip
    assert ("company:fjord-motion", "subsidiaryOf", "company:northwind-robotics", "Current") in {row[:4] for row in found["relations"][1]}
    assert len(found["entities"][1]) == 11  # ten identities and a redirect


def test_csv_runs_no_formula() -> None:
    (data,) = csv_text((("name", "value"), [("=cmd()", "-5"), ("plain, quoted", "")]))
    assert list(csv.reader(io.StringIO(data))) == [["name", "value"], ["'=cmd()", "-5"], ["plain, quoted", ""]]


def test_parquet_holds_the_same(graph: list[Quad], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    paths = write(graph, tmp_path / "graph.parquet")
    assert [p.name for p in paths] == ["graph.entities.parquet", "graph.relations.parquet", "graph.observations.parquet"]
    table = parquet.read_table(paths[2])
    assert table.num_rows == len(tables(graph)["observations"][1])
    assert sum(v is not None for v in table["value"].to_pylist()) > 5


def test_files_are_replaced_whole(graph: list[Quad], tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("before")

    def poisoned():  # type: ignore[no-untyped-def]
        yield graph[0]
        raise RuntimeError("poison")

    with pytest.raises(RuntimeError):
        write(poisoned(), path)
    assert path.read_text() == "before" and [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no format that kg writes"):
        write([], tmp_path / "graph.docx")


def test_short() -> None:
    assert [short(t) for t in ('"a \\"b\\""@en', '"5"^^<http://www.w3.org/2001/XMLSchema#integer>', "<https://example.org/x>")] == ['a "b"', "5", "https://example.org/x"]
