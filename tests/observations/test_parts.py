"""What is a part of a company and what is none: the words that a document measures, and the rest."""

from __future__ import annotations

import pytest

from kg.extract.names.weighed import weighed
from kg.facts import facts
from kg.types import Document, Entity, Meta, Observation


def _of(text: str) -> list[str]:
    reading = facts(Document("d", "d.txt", "0" * 64, text, meta=Meta(company="Northwind Robotics", period="2024-Q2", date="2024-07-25")))
    return [fact.of.name for fact in reading.facts if isinstance(fact, Observation)]


def _segments(text: str) -> list[Entity]:
    reading = facts(Document("d", "d.txt", "0" * 64, text, meta=Meta(company="Northwind Robotics", period="2024-Q2", date="2024-07-25")))
    return [entity for entity in reading.entities if entity.type.value == "Segment"]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("sales at kestrel rose", "kestrel", True),
        ("the kestrel segment was small", "kestrel", True),
        ("kestrel\n  revenue was flat", "kestrel", True),
        ("kestrel, which grew", "kestrel", True),
        ("the vale  store sold more. vale store orders", "vale store", True),
        ("sales rose. in kestrel, we sold more", "kestrel", True),
        ("up mid-teens in kestrel", "kestrel", True),
        ("kestrel used our tools and was pleased", "kestrel", False),
        ("kestrels revenue", "kestrel", False),
    ],
)
def test_what_a_document_measures(text: str, name: str, told: bool) -> None:
    assert weighed(text, name) is told


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Vale Act has many parts. The credit of $700 ends in June.", "Northwind Robotics"),
        ("Tarn Outdoor used our tools. Operating margin was 12%.", "Northwind Robotics"),
        ("Thereby, operating income rose 3%.", "Northwind Robotics"),
        ("On tax reform, gross margin was 12%.", "Northwind Robotics"),
        ("Norway's No. 2 exporter of pumps forecast revenue of $4 million.", "Northwind Robotics"),
        ("OCI rose. Gross margin was 12%.", "Northwind Robotics"),
        ("Finally, Automotive. Revenue grew 4% to $3 million.", "Automotive"),
        ("Northwind revenue grew 4%.", "Northwind Robotics"),
        ("We shipped 4 million sensors.", "sensors"),
        ("Residential grew 4%.", "Residential"),
    ],
)
def test_whose_a_number_is(text: str, whose: str) -> None:
    assert _of(text)[:1] == [whose]


def test_segments_joined_by_and_are_several_where_the_document_names_each() -> None:
    joined = "Margins were better in both our home and garden segments."
    assert [e.name for e in _segments(joined)] == ["home and garden segments"]
    named = {name for e in _segments("Our home segment grew. Our garden segment grew. " + joined) for name in (e.name, *e.aliases)}
    assert "home and garden segments" not in named and "garden segments" in named


def test_a_name_that_holds_an_and_is_one_where_the_document_says_it_so() -> None:
    once = "Revenue from Home Care and Garden rose 4%. "
    assert "Home Care and Garden" in {e.name for e in _segments(once + "Home Care and Garden sales were strong.")}
    apart = "Home Care sales rose. We like Home Care. Home Care is new. Garden grew. Garden is old. Our Garden team is large. We sell Garden."
    assert "Home Care and Garden" not in {e.name for e in _segments(once + apart)}
    assert "Wealth & Home" in {e.name for e in _segments("Wealth & Home sales rose 4%. Growth in Wealth & Home was strong.")}
    offices = "Sales and Marketing expenses rose 4%. The growth in Sales and Marketing expenses was small."
    assert not _segments(offices)
