"""Each house style reads its own small documents exactly; every character lies in some passage."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.segment import segment
from kg.styles import STYLES
from kg.styles.layout import is_safe_harbour
from kg.types import Layout, PassageKind, Section
from tests.styles.read import DOCUMENTS, document, floors, person, read, speakers

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
NAMES = sorted(p.stem for p in DOCUMENTS.glob("*.txt"))


def test_every_document_has_its_expectation() -> None:
    assert sorted(EXPECTED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_style_reads_its_document(name: str) -> None:
    _, layout = read(name)
    want = EXPECTED[name]
    assert layout.style == want["style"]
    assert [person(p) for p in layout.participants] == want["people"]
    assert [n.name for p in layout.participants for n in p.names[1:]] == want["aliases"]
    assert speakers(layout) == want["speakers"]
    assert [" > ".join(who or "-" for who in floor) for floor in floors(layout)] == want["floors"]
    assert [n.message for n in layout.notes] == want["notes"]


@pytest.mark.parametrize("name", NAMES)
def test_every_character_lies_in_a_passage(name: str) -> None:
    text, layout = read(name)
    covered = {i for p in layout.passages for i in range(p.span.start, p.span.end)}
    assert not [i for i, c in enumerate(text) if not c.isspace() and i not in covered]


def check(text: str, layout: Layout) -> None:
    """Spans hold, passages stand in order and do not overlap, turns and participants are found where they say."""
    assert all(0 <= p.span.start < p.span.end <= len(text) for p in layout.passages)
    assert all(a.span.end <= b.span.start for a, b in pairwise(layout.passages))
    assert all(p.turn is None or 0 <= p.turn < len(layout.turns) for p in layout.passages)
    ids = {p.id for p in layout.participants}
    assert all(t.speaker is None or t.speaker in ids for t in layout.turns)
    assert [t.index for t in layout.turns] == list(range(len(layout.turns)))
    for p in layout.participants:
        for name in p.names:
            assert 0 <= name.span.start < name.span.end <= len(text)
        assert all(0 <= t.span.start < t.span.end <= len(text) for t in p.titles)
        assert (p.firm is None) == (p.firm_span is None)
    for e in layout.exchanges:
        assert e.asker is None or e.asker in ids
        assert set(e.answerers) <= ids
        assert all(e.span.covers(s) for s in (*e.questions, *e.answers))
    assert all(a.span.end <= b.span.start for a, b in pairwise(layout.exchanges))


@pytest.mark.parametrize("name", NAMES)
def test_spans_hold(name: str) -> None:
    check(*read(name))


PIECES = st.sampled_from(
    ["Operator\n", "Arne Holt - CFO\n", "Arne Holt\n", "Ines Varga -- Quill Securities -- Analyst\n", "Arne Holt:", "Speaker 2:\n", "=" * 40 + "\n", "-" * 40 + "\n", "Operator   [1]\n", " * Arne Holt\n", "EXECUTIVES\n",
     "ANALYSTS\n", "Presentation\n", "Company Participants\n", "Analysts\n", "Moderator:\n", "Our next question comes from Ines Varga with Quill Securities.", "Thank you.", "\n", " ", "Page 1 of 2\n", "--\n", "CFO\n", "\r\n", "\x0c", "[Interpreted] ",
     "I turn it over to our CFO, Arne Holt.", "Question-and-Answer Session\n", "Mr. ", "&amp;", "İ", "\u2028", "Call participants:\n", "Duration: 5 minutes\n", "(", ")", ":", ",  ", "- ", "A - ", "Q - "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_pieces_of_a_call_can_be_read(text: str) -> None:
    check(text, segment(document(text)))


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    check(text, segment(document(text)))


@given(st.sampled_from(NAMES), st.integers(0, 3000), st.integers(0, 3000))
def test_any_part_of_a_call_can_be_read(name: str, start: int, length: int) -> None:
    text = (DOCUMENTS / f"{name}.txt").read_bytes().decode("utf-8")[start : start + length]
    check(text, segment(document(text)))


@given(st.sampled_from(NAMES), st.integers(0, 3000), st.integers(0, 3000))
def test_every_style_reads_any_text_without_raising(name: str, start: int, length: int) -> None:
    text = (DOCUMENTS / f"{name}.txt").read_bytes().decode("utf-8")[start : start + length]
    for style in STYLES:
        style.fits(document(text))
        check(text, style.split(document(text)))


def test_styles_have_names_and_marks() -> None:
    names = [style.NAME for style in STYLES]
    assert len(set(names)) == len(names)
    assert all(style.MARKS and all(style.MARKS) for style in STYLES)


def test_only_the_forward_looking_statement_is_boilerplate() -> None:
    assert is_safe_harbour(
        "Today's words hold forward-looking statements; there are risks and uncertainties in them. "
        "Actual results may differ materially. Please see our filings for the risk factors that we know of."
    )
    assert not is_safe_harbour(
        "Some of our statements are forward-looking. With me are Arne Holt, our CEO, and Ines Varga, our CFO. "
        "Revenue rose by a tenth, and we hired forty people in the plant by the river. We opened a depot too."
    )


def test_sections_and_safe_harbour_of_a_call() -> None:
    text, layout = read("name-title")
    boilerplate = [p.span.of(text) for p in layout.passages if p.kind == PassageKind.BOILERPLATE]
    assert len(boilerplate) == 1
    assert boilerplate[0].startswith("Some of our remarks are forward-looking")
    assert [t.section for t in layout.turns].index(Section.QUESTIONS) == 6


def test_crlf_and_trailing_blanks_make_no_difference() -> None:
    for name in NAMES:
        text, layout = read(name)
        other = segment(document(text.replace("\r\n", "\n").replace("\n", "\r\n")))
        assert other.style == layout.style
        assert speakers(other) == speakers(layout), name


def test_a_topic_is_no_speaker() -> None:
    text = "Operator: Welcome to the call.\nRuth Quist: Thank you, Lena.\nHarbour Services: they grew by a tenth.\nPriya Nair: Thanks, Ruth. Quiet quarter.\nRuth Quist: Thank you, Priya.\n"
    assert speakers(segment(document(text))) == ["Lena", "Ruth Quist", "Priya Nair", "Ruth Quist"]


@pytest.mark.parametrize("head", ["**{}:** ", "**{}**: ", "{}: "])
def test_marked_up_names(head: str) -> None:
    text = "".join(head.format(name) + said + "\n\n" for name, said in (("Operator", "Welcome to the call."), ("Ruth Quist", "Thank you."), ("Priya Nair", "Thanks, Ruth."), ("Ruth Quist", "Thank you, Priya.")))
    assert speakers(segment(document(text))) == ["-", "Ruth Quist", "Priya Nair", "Ruth Quist"]


def test_names_under_headings() -> None:
    text = "".join(f"### {name}\n\n{said}\n\n" for name, said in (("Operator", "Welcome to the call."), ("Ruth Quist", "Thank you all."), ("Priya Nair", "Thanks a lot, Ruth."), ("Ruth Quist", "Thank you, Priya."), ("Priya Nair", "That was all.")))
    assert speakers(segment(document(text))) == ["-", "Ruth Quist", "Priya Nair", "Ruth Quist", "Priya Nair"]
