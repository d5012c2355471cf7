"""The word files of articles: topics of the economy, words for a firm, labels of the wires' tables."""

from __future__ import annotations

import pytest

from kg.extract.observations.labels import label_of
from kg.extract.owners.story import _topic
from kg.fold import fold
from kg.lexicon import table, words_of


@pytest.mark.parametrize("text", table("economy")["topic"]["examples"])
def test_topic_of_the_economy(text: str) -> None:
    assert _topic().search(fold(text))


@pytest.mark.parametrize("text", table("economy")["topic"]["counterexamples"])
def test_no_topic_of_the_economy(text: str) -> None:
    assert not _topic().search(fold(text))


@pytest.mark.parametrize(("text", "spoken"), [(t, True) for t in table("economy")["firm"]["examples"]] + [(t, False) for t in table("economy")["firm"]["counterexamples"]])
def test_a_firm_is_spoken_of(text: str, spoken: bool) -> None:
    assert any(word in words_of("economy", "firm") for word in fold(text).strip(".").split()) is spoken


def test_labels_of_a_table_name_one_metric_each() -> None:
    labels = [label for rows in table("wire")["label"].values() for label in rows]
    assert len(labels) == len(set(labels))
    assert set(table("wire")["label"]) <= set(table("metrics"))


@pytest.mark.parametrize("words", ["gross mortgage lending", "cost savings"])
def test_a_noun_phrase_names_a_measure(words: str) -> None:
    assert label_of(words.split()) == words
