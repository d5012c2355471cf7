"""The adapter to KPI-EDGAR: its scores on hand-made pairs, and what it reads of sentences of our own."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def bench(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(root / "bench"))
    import kpi_edgar

    return kpi_edgar


def test_a_relation_may_stand_in_either_order(bench: ModuleType) -> None:
    kpi, value = (0, 2, "kpi"), (4, 5, "cy")
    assert bench.score([[(kpi, value)]], [[(value, kpi)]]) == {"strict": (1, 1, 1), "adjusted": (1, 1, 1)}


def test_adjusted_counts_shared_words(bench: ModuleType) -> None:
    value = (6, 7, "cy")
    found = bench.score([[((0, 4, "kpi"), value)]], [[((2, 4, "kpi"), value)]])
    assert found["strict"] == (0, 0, 0)
    assert found["adjusted"] == (1, 0.75, pytest.approx(6 / 7))  # (2 of 4 words + 1 of 1) / 2 found, no word too many


def test_types_must_agree(bench: ModuleType) -> None:
    assert bench.score([[((0, 2, "kpi"), (4, 5, "cy"))]], [[((0, 2, "kpi"), (4, 5, "py"))]])["adjusted"] == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Freight costs were $ 3 million , $ 2 million and $ 1 million in 2021 , 2020 and 2019 , respectively .", {("Freight costs", "3", "cy"), ("Freight costs", "2", "py"), ("Freight costs", "1", "py1")}),
        ("The Company recorded goodwill of $ 7 million in 2020 .", {("goodwill", "7", "py")}),
        ("We spent $ 9 million of restricted cash .", {("restricted cash", "9", "cy")}),
        ("Other loans include farm loans of $ 4 million and boat loans of $ 2 million .", {("Other loans", "4", "cy"), ("farm loans", "4", "cy"), ("Other loans", "farm loans", "thereof"), ("Other loans", "2", "cy"), ("boat loans", "2", "cy"), ("Other loans", "boat loans", "thereof")}),
    ],
)  # fmt: skip
def test_what_is_read(bench: ModuleType, text: str, expected: set[tuple[str, str, str]]) -> None:
    tokens = text.split()
    found = bench.relations(bench.sentence(tokens, 2021))
    assert {(" ".join(tokens[a[0] : a[1]]), " ".join(tokens[b[0] : b[1]]), b[2]) for a, b in found} == expected
