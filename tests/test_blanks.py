"""Runs of blanks change nothing that is read, and every span points into the document as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.blanks import put_back, squeezed
from kg.facts import facts
from kg.types import Document, Meta, Observation, Reading

CALL = """Operator
Good morning, and welcome to the Northwind Robotics first quarter 2021 earnings call.
Nora Vale -- Chief Financial Officer
In terms of pumps, revenue rose 14 percent to $ 3 million, and the Harbor segment grew 4 percent.
Net income was $2 million, compared with $1 million in the first quarter of 2020.
"""


def read(text: str) -> Reading:
    return facts(Document("call", "call.txt", "0" * 64, text, meta=Meta(date="2021-05-04")))


def told(reading: Reading) -> list[tuple[str, ...]]:
    said = [f for f in reading.facts if isinstance(f, Observation)]
    return [(f.of.name, f.metric, str(f.value), str(f.change), f.period or "", " ".join(f.span.of(reading.document.text).split())) for f in said]


@pytest.mark.parametrize("blanks", ["  ", "   ", " \t ", "\u00a0 "])
def test_runs_of_blanks_change_nothing(blanks: str) -> None:
    wide = re.sub(r"(?<=\S) (?=\S)", blanks, CALL)
    assert told(read(wide)) == told(read(CALL)) != []
    assert read(wide).document.text == wide


def test_what_proves_a_fact_stands_where_it_is_said() -> None:
    wide = re.sub(r"(?<=\S) (?=\S)", "   ", CALL)
    assert proofs(read(wide)) == proofs(read(CALL)) != []


def proofs(reading: Reading) -> list[str]:
    """The words of every mention that the facts rest on."""
    return [" ".join(m.span.of(reading.document.text).split()) for f in reading.facts if isinstance(f, Observation) for m in f.because]


def test_columns_stay_apart() -> None:
    table = "Revenue    12.0    14.0\nOrders  from   Harbor    rose    today\n"
    made = squeezed(Document("d", "d.txt", "0" * 64, table))
    assert made is not None and made[0].text == "Revenue    12.0    14.0\nOrders from Harbor rose today\n"
    assert squeezed(Document("d", "d.txt", "0" * 64, CALL)) is None


@given(st.text(alphabet="ab 1\n\t.", max_size=80))
def test_places_are_those_of_the_document(text: str) -> None:
    document = Document("d", "d.txt", "0" * 64, text)
    made = squeezed(document)
    if made is not None:
        short, places = made
        assert len(places) == len(short.text) + 1 and places[-1] == len(text)
        assert all(text[place] == char or text[place].isspace() for place, char in zip(places, short.text, strict=False))
        assert put_back(facts(short), document, places).document is document
