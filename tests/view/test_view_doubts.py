"""Numbers that contradict each other are told, not settled."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.types import Note, Observation, Reading
from kg.view.doubts import doubts
from kg.view.draft import build
from tests.view.world import call, resolved


def _other(reading: Reading, factor: Decimal) -> Reading:
    """The same call as another document that multiplies its first dollar number by ``factor``."""
    facts = list(reading.facts)
    n = next(i for i, f in enumerate(facts) if isinstance(f, Observation) and f.value and f.period and f.bound is None and f.unit == "USD")
    fact = facts[n]
    assert isinstance(fact, Observation) and fact.value is not None
    facts[n] = replace(fact, value=fact.value * factor)
    return replace(reading, document=replace(reading.document, id="another"), facts=(facts[n],))


def _found(readings: list[Reading]) -> list[str]:
    return [d.words for d in doubts(build(readings, resolved(readings)))]


def test_two_documents_that_differ_contradict_each_other_both_ways() -> None:
    one = call(0, 1)
    two = _other(one, Decimal("1.5"))
    model = build([one, two], resolved([one, two]))
    found = doubts(model)
    assert len(found) == 2 and {d.node for d in found} == {d.other for d in found}
    assert all(d.words.startswith("Another document says ") for d in found)


def test_what_agrees_or_is_only_rounded_contradicts_nothing() -> None:
    one = call(0, 1)
    assert _found([one]) == [] and _found([one, _other(one, Decimal(1))]) == []
    assert _found([one, _other(one, Decimal("1.00001"))]) == []


def test_the_notes_of_a_document_stand_at_their_numbers() -> None:
    one = call(0, 1)
    fact = next(f for f in one.facts if isinstance(f, Observation))
    note = Note(f"{fact.metric} of Northwind Robotics: 1 over 2 is 50, not 40 percent (also 12-15)", fact.span, "consistency.ratio")
    words = _found([replace(one, notes=(note,))])
    assert words and all(w.endswith("of Northwind Robotics: 1 over 2 is 50, not 40 percent") and w[0].isupper() for w in words)
