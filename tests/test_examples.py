"""The examples are what they say: the gold is what its annotation gives, every page of examples/ runs."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ANNOTATIONS = sorted((ROOT / "examples" / "gold").glob("*.annotation"))


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_gold_is_what_its_annotation_gives(path: Path) -> None:
    annotate = runpy.run_path(str(ROOT / "examples" / "gold" / "annotate.py"))["annotate"]
    assert path.with_suffix(".jsonl").read_text(encoding="utf-8") == annotate(path), "run: python examples/gold/annotate.py"


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_gold_speaks_the_format(path: Path) -> None:
    rows = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    entities = {row["id"] for row in rows if row["kind"] == "entity"}
    for row in rows:
        for end in ("company", "person", "org", "broker", "subject", "object", "of", "by", "asker"):
            assert row.get(end) is None or row[end] in entities, row
        assert set(row.get("answerers", [])) <= entities, row
