"""Quantities: what is read of sentences of our own, entry by entry of the data files, and on any text at all."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quantities import find_measures, find_quantities
from kg.extract.quantity import PeriodRef, Quantity, Sort
from kg.fold import fold
from kg.lexicon import table
from kg.types import Context, Document, DocumentType, Header, Layout, Mention, Passage, PassageKind, Section, Span, Stated

TABLE = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text(encoding="utf-8"))


def context(text: str, exchange: str | None = None) -> tuple[Context, Passage]:
    passage = Passage(Span(0, len(text)), PassageKind.SPEECH, Section.REMARKS)
    header = Header(exchange=Stated(exchange, None, "test") if exchange else None)
    return Context(Document("d", "d", "", text), Layout("test", DocumentType.EARNINGS_CALL, header, (passage,)), fold(text)), passage


def read(text: str, exchange: str | None = None) -> list[Mention]:
    return list(find_quantities(*context(text, exchange)))


def compact(mention: Mention) -> str:
    q = mention.value
    assert isinstance(q, Quantity)
    number = f"{q.value}" if q.value is not None else f"{'' if q.low is None else q.low}..{'' if q.high is None else q.high}"
    sort = "" if q.sort == Sort.NUMBER else str(q.sort)
    converted = f"= {q.converted.value} {q.converted.unit}" if q.converted else ""
    return " ".join(part for part in (q.bound or "", number, q.unit, sort, "uncertain" if q.uncertain else "", converted) if part)


@pytest.mark.parametrize(("text", "expected"), TABLE["said"], ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_said(text: str, expected: list[str]) -> None:
    assert [compact(m) for m in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, marks=pytest.mark.xfail(strict=True), id=row[0]) for row in TABLE["failing"]])
def test_known_failures(text: str, expected: list[str]) -> None:
    assert [compact(m) for m in read(text)] == expected


def entries(name: str, section: str) -> list[Any]:
    return [pytest.param(entry, id=str(entry.get("code") or entry.get("unit") or entry.get("sign") or entry.get("factor") or entry.get("say", "")[0])) for entry in table(name)[section]]


@pytest.mark.parametrize("entry", [*entries("currencies", "currency"), *entries("currencies", "ambiguous")])
def test_currencies_of_the_data(entry: dict[str, Any]) -> None:
    for text, value in entry["examples"]:
        (mention,) = read(text)
        quantity = mention.value
        assert isinstance(quantity, Quantity)
        assert quantity.value == Decimal(value), text
        assert quantity.currency is not None, text
        assert quantity.unit == entry.get("code", quantity.unit), text
        assert mention.span.of(text) == text
    for text in entry.get("counterexamples", ()):
        assert not any(m.value.money for m in read(text) if isinstance(m.value, Quantity)), text


@pytest.mark.parametrize("entry", entries("scales", "scale"))
def test_scales_of_the_data(entry: dict[str, Any]) -> None:
    for text, value in entry["examples"]:
        (mention,) = read(text)
        assert isinstance(mention.value, Quantity)
        assert mention.value.value == Decimal(value), text
        assert mention.value.scaled
    for text in entry.get("counterexamples", ()):
        assert not any(m.value.scaled for m in read(text) if isinstance(m.value, Quantity)), text


@pytest.mark.parametrize("entry", entries("units", "unit"))
def test_units_of_the_data(entry: dict[str, Any]) -> None:
    for text, value in entry["examples"]:
        (mention,) = read(text)
        assert isinstance(mention.value, Quantity)
        assert mention.value.value == Decimal(value), text
        if "unit" in entry and entry["unit"] != "points":
            assert mention.value.unit == entry["unit"], text
        elif "unit" not in entry:
            assert mention.value.unit in entry["say"] or mention.value.unit.lower() in entry["say"], text


def test_what_amounts_are_per() -> None:
    for text, unit in table("units")["per"]["examples"]:
        (mention,) = read(text)
        assert isinstance(mention.value, Quantity)
        assert mention.value.unit == unit, text


@pytest.mark.parametrize("entry", entries("bounds", "bound"))
def test_bounds_of_the_data(entry: dict[str, Any]) -> None:
    for text in entry["examples"]:
        mention = read(text)[0]
        assert isinstance(mention.value, Quantity)
        assert mention.value.bound == entry["sign"], text
        assert mention.value.bound_span is not None, text
    for text in entry.get("counterexamples", ()):
        assert not any(m.value.bound for m in read(text) if isinstance(m.value, Quantity)), text


def test_a_dollar_is_read_by_the_document() -> None:
    assert compact(read("$5 million")[0]) == "5000000 USD"
    assert compact(read("$5 million", exchange="TSX")[0]) == "5000000 CAD"
    assert compact(read("All figures in Australian dollars. We made $5 million")[0]) == "5000000 AUD"
    assert compact(read("Meridian Foods earns RMB; sales were ¥5 million")[0]) == "5000000 CNY"


def test_parts_have_their_own_characters() -> None:
    text = "more than CNY 3.25 million was spent"
    (mention,) = read(text)
    quantity = mention.value
    assert isinstance(quantity, Quantity)
    assert quantity.number.of(text) == "3.25"
    assert quantity.unit_span is not None
    assert quantity.unit_span.of(text) == "CNY"
    assert quantity.bound_span is not None
    assert quantity.bound_span.of(text) == "more than"
    assert mention.span.of(text) == "more than CNY 3.25 million"
    assert quantity.place == Decimal(10000)


def test_lines_may_break_anywhere() -> None:
    assert [compact(m) for m in read("sales\nrose\n12\nbasis\npoints\nto\n$3.2\nbillion")] == ["12 bp", "3200000000 USD"]


def test_pages_printed_one_word_a_line() -> None:
    text = "\n \n".join("Margins rose by more than 40 basis points in the first quarter to 12.5 percent".split())
    found = list(find_measures(*context(text)))
    assert [compact(m) for m in found if m.kind == "quantity"] == ["> 40 bp", "12.5 percent"]
    assert [m.span.of(text).split() for m in found] == [["first", "quarter"], ["more", "than", "40", "basis", "points"], ["12.5", "percent"]]
    quantity = found[1].value
    assert isinstance(quantity, Quantity)
    assert quantity.number.of(text) == "40"


FRAGMENTS = ["$", "5", "1,234.5", "%", " to ", "-", "–", " million", "bn", " CNY ", "(", ")", "[", "]", " basis points", " percent", "low ", "single digits", "half", " a ", "two", "-thirds", " of ", "Q1", " 2021", " flat", ".", ",", " and ", "½", "US$", "\n", " per share", "twenty", " between ", "±", " plus or minus ", "1/2", "mid-", "teens", "'", "İ", "０", "²", "\n \n"]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)))
def test_any_text_can_be_read(text: str) -> None:
    end = -1
    for mention in find_measures(*context(text)):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        value = mention.value
        if isinstance(value, PeriodRef) or not isinstance(value, Quantity):
            continue
        assert mention.span.start >= end
        end = mention.span.end
        assert mention.span.covers(value.number)
        said = value.number.of(text)
        assert any(c.isdigit() for c in said) or any(c.isalpha() for c in said) or any(c in "½¼¾" for c in said)
        for number in (value.value, value.low, value.high, value.place):
            assert number is None or (number.is_finite() and "E" not in f"{number:f}")
        if value.low is not None and value.high is not None:
            assert value.low <= value.high


@given(st.decimals(min_value=0, max_value=999999, places=3, allow_nan=False), st.sampled_from([("million", 6), ("billion", 9), ("thousand", 3), ("crore", 7)]))
def test_decimals_are_exact(number: Decimal, scale: tuple[str, int]) -> None:
    (mention,) = read(f"$ {number} {scale[0]}")
    assert isinstance(mention.value, Quantity)
    assert mention.value.value == number.scaleb(scale[1])
    assert mention.value.place == Decimal(1).scaleb(scale[1] - 3)
