"""The scorer: its own behaviour on small sheets, its equality with the reference beside the real gold, and the floor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import floor
import pytest

from kg.jsonl import Line
from kg.score import Sheet, listing, predict, read_gold, score, table

SHA = "a" * 64


def sheet(*rows: Line) -> dict[str, tuple[str, Sheet]]:
    return {SHA: ("call", Sheet([{"kind": "document", "id": "call", "sha256": SHA}, *rows]))}


def facts(*rows: Line) -> list[Line]:
    return [{"doc": "call", **row} for row in ({"kind": "document", "sha256": SHA}, *rows)]


NORTHWIND = {"kind": "entity", "id": "e1", "type": "Company", "name": "Northwind Robotics", "aliases": ["Northwind"]}
REVENUE = {"kind": "observation", "of": "e1", "metric": "revenue", "value": "412600000", "unit": "USD", "status": "reported", "start": 10, "end": 30}


def f1(gold: Line, found: Line, depth: str = "3subject") -> float:
    result = score(sheet(NORTHWIND, gold), facts({**NORTHWIND, "name": "Northwind Inc."}, found))
    return float(result.as_dict()["scores"][f"observation.{depth}"]["F1"])


def test_an_observation_is_found_by_number_metric_and_subject() -> None:
    assert f1(REVENUE, REVENUE) == 1
    assert f1(REVENUE, {**REVENUE, "value": "412600000.0", "start": 29, "end": 60}) == 1, "numbers are decimals, spans need only overlap"
    assert f1(REVENUE, {**REVENUE, "unit": "EUR"}) == 0
    assert f1(REVENUE, {**REVENUE, "start": 30, "end": 60}) == 0
    assert f1(REVENUE, {**REVENUE, "value": "-412600000"}) == 0
    assert f1(REVENUE, {**REVENUE, "value": "-412600000"}, "2metric") == 1
    assert f1(REVENUE, {**REVENUE, "metric": "other:total revenue"}) == 1
    assert f1(REVENUE, {**REVENUE, "status": "guidance"}, "4period+status") == 0


def test_precision_counts_only_the_annotated_region() -> None:
    region = {"kind": "region", "start": 0, "end": 100}
    late = {**REVENUE, "start": 100, "end": 120}
    result = score(sheet(region, NORTHWIND, REVENUE), facts(NORTHWIND, REVENUE, late)).as_dict()
    assert result["scores"]["observation.1number"] == {"P": 1.0, "R": 1.0, "F1": 1.0, "tp": 1, "pred": 1, "gold": 1}


def test_symmetric_relations_match_either_way_round() -> None:
    kestrel = {"kind": "entity", "id": "e2", "type": "Company", "name": "Kestrel"}
    rivals = {"kind": "relation", "subject": "e1", "predicate": "competitorOf", "object": "e2", "start": 1, "end": 9}
    turned = {**rivals, "subject": "e2", "object": "e1"}
    owner = {**rivals, "predicate": "subsidiaryOf"}
    result = score(sheet(NORTHWIND, kestrel, rivals, owner), facts(NORTHWIND, kestrel, turned, {**turned, "predicate": "subsidiaryOf"}))
    assert result.scores["relation.competitorOf"].found == 1
    assert result.scores["relation.subsidiaryOf"].found == 0
    assert [line.split()[:2] for line in listing(result, "relation")] == [["call", "MISS"], ["call", "EXTRA"]]
    assert "relation.competitorOf" in table(result)


def test_a_document_without_facts_is_named() -> None:
    assert score(sheet(NORTHWIND, REVENUE), []).missing == ["call"]


@pytest.mark.parametrize(("gold", "documents"), [("gold", "seeds"), ("gold/dev", "corpus/gold")])
def test_same_figures_as_the_reference(shared: Path, tmp_path: Path, gold: str, documents: str) -> None:
    predicted = predict([shared / documents])
    (tmp_path / "facts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in predicted), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(shared / gold), str(tmp_path / "facts.jsonl"), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert score(read_gold(shared / gold), predicted).as_dict() == reference


@pytest.mark.parametrize("corpus", floor.CORPORA)
def test_no_figure_falls_below_its_floor(corpus: str) -> None:
    gold, documents = floor.CORPORA[corpus]
    if not (gold.is_dir() and documents.is_dir()):
        pytest.skip(f"needs {documents}, which is not part of the project")
    fell = floor.drops(floor.pinned()[corpus], floor.figures(corpus))
    assert not fell, "\n".join(fell)


def test_the_floor_refuses_a_drop() -> None:
    high = {"sha256": "x", "figures": {"role": {"P": 1.0, "R": 1.0, "F1": 1.0}}}
    low = {"sha256": "x", "figures": {"role": {"P": 1.0, "R": 0.9, "F1": 0.9474}}}
    assert floor.drops(high, low) and not floor.drops(low, high) and not floor.drops(high, high)
    assert floor.drops(high, {**low, "sha256": "y"})
