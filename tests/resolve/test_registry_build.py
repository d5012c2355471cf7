"""A registry through the whole build: the user's slug, LEI, ticker and Wikidata item stand in the graph."""

from __future__ import annotations

from pathlib import Path

from kg.build import build
from kg.resolve import load_registry

ARTICLE = """Northwind Robotics Inc (NYSE: NWR) said on Monday that revenue rose 8 percent to $40 million in the first quarter.

Northwind Robotics said it expects revenue of $44 million in the second quarter.
"""
ROWS = "slug\ttype\tlabel\taliases\tticker\tlei\twikidata\treplacedBy\nnorthwind\tCompany\tNorthwind Robotics\tNorthwind Robotics Inc\tNWR\t5493001KJTIIGC8Y1R12\tQ90000001\t\n"


def test_codes_of_the_registry_stand_in_the_graph(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "names.tsv").write_text(ROWS, encoding="utf-8")
    report = build([tmp_path / "article.txt"], registry=load_registry(tmp_path / "names.tsv"))
    about = {(p.rsplit("#")[-1].rsplit("/")[-1].rstrip(">"), o) for s, p, o, _ in report.quads if s.endswith("/company/northwind>")}
    assert {("ticker", '"NWR"'), ("leiCode", '"5493001KJTIIGC8Y1R12"'), ("owl#sameAs".rsplit("#")[-1], "<http://www.wikidata.org/entity/Q90000001>")} <= about
