"""The classes of words of ``grammar.toml`` and of metrics of ``classes.toml``: each example holds one of its class, no counterexample does."""

from __future__ import annotations

import pytest

from kg.lexicon import table, words_of


@pytest.mark.parametrize(("file", "name"), [(file, name) for file in ("grammar", "classes", "subjects") for name in table(file)])
def test_examples_hold_a_word_of_the_class(file: str, name: str) -> None:
    row, words = table(file)[name], words_of(file, name)
    assert row["examples"] and row["counterexamples"]
    assert all(words & set(said.split()) for said in row["examples"])
    assert not any(words & set(said.split()) for said in row["counterexamples"])


@pytest.mark.parametrize("name", table("classes"))
def test_classes_of_metrics_name_metrics(name: str) -> None:
    row = table("classes")[name]
    assert words_of("classes", name) | set(row["examples"]) | set(row["counterexamples"]) <= set(table("metrics"))
