"""The confidence of a reading follows from what was counted for its ways."""

from __future__ import annotations

from decimal import Decimal

from kg.extract.observations.trust import trust
from kg.facts import facts
from kg.lexicon import table
from kg.types import Document, Meta, Observation


def test_counts_are_shares() -> None:
    for step in ("role", "measure", "open", "about"):
        assert all(0 <= right <= of and of > 0 for right, of in table("trust")[step].values()), step


def test_better_ways_are_more_trusted_and_unknown_ones_are_as_their_step() -> None:
    counts = table("trust")["measure"]
    ordered = sorted((way for way, (_, of) in counts.items() if of >= 10), key=lambda way: counts[way][0] / counts[way][1])
    assert trust(ordered[0], "level", "owner", False) < trust("no such way", "level", "owner", False) < trust(ordered[-1], "level", "owner", False)


def test_an_observation_carries_the_confidence_of_its_three_ways() -> None:
    text = "Revenue was $31 million in the quarter."
    reading = facts(Document("d", "d.txt", "0" * 64, text, meta=Meta(company="Northwind Robotics", period="2024-Q2", date="2024-07-25")))
    (observation,) = [fact for fact in reading.facts if isinstance(fact, Observation)]
    measure, role, about = observation.rule.split("/")
    assert observation.confidence == trust(measure, role, about, False) != Decimal("0.9")
