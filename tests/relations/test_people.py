"""Offices in prose: every tie of offices.toml does what its examples say, and nothing on its counterexamples."""

from __future__ import annotations

import pytest

from kg.extract.people import people
from kg.lexicon import table
from kg.naming import company_key
from kg.types import DocumentType, Fact, Relation, Role
from tests.relations.tell import context_of

TIES = [example for row in table("offices")["tie"] for example in row["examples"]]
NO_TIES = [sentence for row in table("offices")["tie"] for sentence in row["counterexamples"]]
SUCCESSIONS = [example for row in table("offices")["succession"] for example in row["examples"]]
NO_SUCCESSIONS = [sentence for row in table("offices")["succession"] for sentence in row["counterexamples"]]
NEWS = DocumentType.NEWS_ARTICLE


def read(sentence: str) -> list[Fact]:
    """Of an article in which both people are introduced in a first sentence that ties them to nothing."""
    return list(people(*context_of(f"Mr. Ines Holt met Mr. Amaro Quist. {sentence}.", NEWS, None)))


@pytest.mark.parametrize("example", TIES, ids=lambda e: e[0][:50])
def test_offices(example: list[str]) -> None:
    sentence, person, org, title, *standing = example
    roles = [(r.person.name, company_key(r.org.name), r.title, r.standing.value) for r in read(sentence) if isinstance(r, Role)]
    assert (person, company_key(org), title, standing[0] if standing else "current") in roles


@pytest.mark.parametrize("sentence", NO_TIES)
def test_no_office(sentence: str) -> None:
    assert [r for r in read(sentence) if isinstance(r, Role)] == []


@pytest.mark.parametrize("example", SUCCESSIONS, ids=lambda e: e[0][:50])
def test_succession(example: list[str]) -> None:
    sentence, new, old, *standing = example
    found = [(r.subject.name, r.object.name, r.standing.value) for r in read(sentence) if isinstance(r, Relation)]
    assert found == [(new, old, standing[0] if standing else "current")]


@pytest.mark.parametrize("sentence", NO_SUCCESSIONS)
def test_no_succession(sentence: str) -> None:
    assert [r for r in read(sentence) if isinstance(r, Relation)] == []


def test_a_title_that_is_quoted_first_goes_to_the_name_that_is_quoted_next() -> None:
    text = "Northwind cut its losses, the chief financial officer told a newspaper.\nCosts will fall again, Vera Lund said.\nSales will rise, Lund said."
    roles = [f for f in people(*context_of(text, NEWS, None)) if isinstance(f, Role)]
    assert [(r.person.name, r.title, r.org.name) for r in roles] == [("Vera Lund", "chief financial officer", "Northwind")]
