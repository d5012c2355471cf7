"""The examples and counterexamples of every entry of the word files of this room."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.metrics import MetricMention, find_metrics, metric
from kg.facts import facts
from kg.fold import fold
from kg.lexicon import table
from kg.types import Context, Document, DocumentType, Header, Layout, Meta, Observation, Passage, PassageKind, Section, Span


def mentions(text: str) -> list[MetricMention]:
    """The metrics named in a plain text."""
    document = Document("case", "case.txt", "0" * 64, text)
    context = Context(document, Layout("plain", DocumentType.NEWS_ARTICLE, Header(), ()), fold(text))
    passage = Passage(Span(0, len(text)), PassageKind.PARAGRAPH, Section.BODY)
    return [m.value for m in find_metrics(context, passage) if isinstance(m.value, MetricMention)]


def observations(text: str) -> list[Observation]:
    """The observations of a text as of a call of Northwind Robotics."""
    document = Document("case", "case.txt", "0" * 64, text, meta=Meta(company="Northwind Robotics", period="2024-Q2", date="2024-07-25"))
    return [f for f in facts(document).facts if isinstance(f, Observation)]


def cases(file: str, key: str) -> list[Any]:
    return [pytest.param(name, text, id=f"{name}: {text}") for name, row in table(file).items() for text in row.get(key, ())]


@pytest.mark.parametrize(("id", "text"), cases("metrics", "examples"))
def test_metric_is_found(id: str, text: str) -> None:
    assert id in {m.metric.id for m in mentions(text)}


@pytest.mark.parametrize(("id", "text"), cases("metrics", "counterexamples"))
def test_metric_is_not_found(id: str, text: str) -> None:
    assert id not in {m.metric.id for m in mentions(text)}


@pytest.mark.parametrize("id", table("metrics"))
def test_links_of_a_metric_exist(id: str) -> None:
    row, known = table("metrics")[id], table("metrics")
    for key in ("opposite", "numerator", "denominator", "broader", "pershare", "counted", "ratio", "amount"):
        assert row.get(key, id) in known
    assert set(row.get("addends", ())) | set(row.get("subtrahends", ())) <= set(known)
    assert metric(id).kind in ("flow", "stock", "ratio", "count")
    assert metric(id).unit in ("currency", "percent", "count", "per-share", "times", "days", "physical")


def test_no_term_names_two_metrics() -> None:
    owner: dict[str, str] = {}
    for id, row in table("metrics").items():
        for term in row["spoken"]:
            assert term == term.lower().strip()
            assert owner.setdefault(term, id) == id, f"{term} names {owner[term]} and {id}"


@pytest.mark.parametrize(("name", "text"), [c for c in cases("qualifiers", "examples") if c.values[0] != "plain"])
def test_accounting_is_read(name: str, text: str) -> None:
    assert table("qualifiers")[name]["accounting"] in {o.accounting for o in observations(text)}


@pytest.mark.parametrize(("name", "text"), [c for c in cases("qualifiers", "counterexamples") if c.values[0] != "plain"])
def test_accounting_is_not_read(name: str, text: str) -> None:
    assert table("qualifiers")[name]["accounting"] not in {o.accounting for o in observations(text)}


@pytest.mark.parametrize(("name", "text"), cases("predicates", "examples"))
def test_predicate_names_the_metric(name: str, text: str) -> None:
    row = table("predicates")[name]
    assert row["metric"] in {o.metric for o in observations(text)}


@pytest.mark.parametrize(("name", "text"), cases("verbs", "examples"))
def test_verb_says_the_direction(name: str, text: str) -> None:
    change = next(o.change for o in observations(text))
    lower = "loss ratio" in text.lower()
    up = name == "up" or name == ("worse" if lower else "better")
    assert change is not None
    assert (change > 0) == up


@pytest.mark.parametrize(("name", "text"), [c for c in cases("hedges", "examples") if c.values[0] in ("guidance", "target", "consensus")])
def test_hedge_says_the_status(name: str, text: str) -> None:
    assert {o.status.value for o in observations(text)} == {name}


@pytest.mark.parametrize(("name", "text"), [c for c in cases("hedges", "counterexamples") if c.values[0] in ("guidance", "target", "consensus")])
def test_plain_statement_is_reported(name: str, text: str) -> None:
    assert {o.status.value for o in observations(text)} <= {"reported"}


def test_supposed_and_denied_are_left_out() -> None:
    for text in table("hedges")["unread"]["examples"]:
        assert not observations(text)
