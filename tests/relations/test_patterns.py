"""Every pattern of relations.toml does what its examples say, and nothing on its counterexamples."""

from __future__ import annotations

import pytest

from kg.extract.relations.patterns import cues, patterns
from kg.lexicon import table
from kg.naming import company_key
from kg.types import DocumentType, Predicate
from tests.relations.tell import relations_of

ROWS = [(name, i, row) for name, group in table("relations").items() if isinstance(group, list) for i, row in enumerate(group)]
EXAMPLES = [(name, example) for name, _, row in ROWS for example in row["examples"]]
COUNTEREXAMPLES = [(name, sentence) for name, _, row in ROWS for sentence in row["counterexamples"]]


def pairs(sentence: str, name: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Read as said on a call, and as written in an article: one of the two must have it."""
    found = [*relations_of(sentence + "."), *relations_of(sentence + ".", DocumentType.NEWS_ARTICLE, None)]
    return [(company_key(r.subject.name), company_key(r.object.name), r.standing.value) for r in found if r.predicate == Predicate(name)]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda v: v if isinstance(v, str) else v[0][:50])
def test_examples(name: str, example: list[str]) -> None:
    sentence, subject, object_, *standing = example
    wanted = (company_key(subject), company_key(object_), standing[0] if standing else "current")
    assert wanted in pairs(sentence, name)


@pytest.mark.parametrize(("name", "sentence"), COUNTEREXAMPLES, ids=lambda v: v[:50])
def test_counterexamples(name: str, sentence: str) -> None:
    assert pairs(sentence, name) == []


def test_every_pattern_has_cues_and_examples() -> None:
    assert len(patterns()) == len(ROWS) > 30
    assert all(row["cues"] and row["examples"] and row["counterexamples"] for _, _, row in ROWS)
    wakes = cues()
    assert {n for numbers in wakes.values() for n in numbers} == set(range(len(ROWS)))
