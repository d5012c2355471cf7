"""The word files of articles: topics of the economy, words for a firm, labels of the wires' tables."""

from __future__ import annotations

import pytest

from kg.extract.kinds import is_common, is_person
from kg.extract.observations.labels import label_of
from kg.extract.owners.phrases import topic
from kg.facts import facts
from kg.fold import fold
from kg.lexicon import table, words_of
from kg.types import Document, Observation


@pytest.mark.parametrize("text", table("economy")["topic"]["examples"])
def test_topic_of_the_economy(text: str) -> None:
    assert topic().search(fold(text))


@pytest.mark.parametrize("text", table("economy")["topic"]["counterexamples"])
def test_no_topic_of_the_economy(text: str) -> None:
    assert not topic().search(fold(text))


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


def _quoted(text: str) -> list[str]:
    """What the story whose second line is ``text`` gives a price, a rate or a level."""
    document = Document("case", "case.txt", "0" * 64, f"Markets move\nOSLO (Reuters) - {text}")
    return [f.of.name for f in facts(document).facts if isinstance(f, Observation) and f.metric in ("price", "exchangeRate")]


_TRADED = [(kind, text) for kind in ("currency", "commodity", "token") for text in table("traded")[kind]["examples"] if "output" not in text]


@pytest.mark.parametrize(("kind", "text"), _TRADED)
def test_what_is_traded_is_quoted(kind: str, text: str) -> None:
    assert set(_quoted(text)) <= {name for name in table("traded")[kind] if not name.endswith("examples")}
    assert _quoted(text)


@pytest.mark.parametrize("text", [text for kind in ("currency", "commodity", "token") for text in table("traded")[kind]["counterexamples"]])
def test_what_is_not_traded(text: str) -> None:
    assert not _quoted(text)


def test_what_is_traded_has_one_name() -> None:
    said = [word for kind in ("currency", "commodity", "token") for name, words in table("traded")[kind].items() if not name.endswith("examples") for word in words]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("The case of Arvid Holm went on. Holm left.", "Holm", True),
        ("Anna Tarn spoke.", "Anna Tarn", True),
        ("Danish Harbor grew. Harbor said so.", "Harbor", False),
        ("Rival Harbor grew, as its rival Alder did.", "Harbor", False),
        ("Tarn Motors grew. Tarn said so.", "Tarn", False),
    ],
)
def test_a_name_is_a_persons(text: str, name: str, person: bool) -> None:
    assert is_person(text, name) is person


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    assert is_common("Lawmakers met. The lawmakers voted.", "Lawmakers")
    assert not is_common("Harbor grew, see www.example.org/harbor-news.", "Harbor")
