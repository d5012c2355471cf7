"""The closed classes of ``kg/data/grammar.toml``: each example holds a word of its class, no counterexample does; metrics exist."""

from __future__ import annotations

import pytest

from kg.lexicon import table, words_of

METRICS = ("company-only", "topical")


@pytest.mark.parametrize("name", table("grammar"))
def test_examples_hold_a_word_of_the_class(name: str) -> None:
    row, words = table("grammar")[name], words_of("grammar", name)
    assert row["examples"] and row["counterexamples"]
    assert all(words & set(said.split()) for said in row["examples"])
    assert not any(words & set(said.split()) for said in row["counterexamples"])


@pytest.mark.parametrize("name", METRICS)
def test_classes_of_metrics_name_metrics(name: str) -> None:
    assert words_of("grammar", name) <= set(table("metrics"))
