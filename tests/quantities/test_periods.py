"""Periods: every form of the data file, and what periods mean for documents of several kinds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.periods import basis, between, find_periods, resolve
from kg.extract.quantity import Basis, Comparison, Grain, How, PeriodRef
from kg.fold import fold
from kg.lexicon import table
from kg.types import Context, Document, DocumentType, Header, Layout, Mention, Passage, PassageKind, Section, Span

KEY = re.compile(r"\d{4}-(?:Q[1-4]|H[12]|9M|FY|\d\d(?:-\d\d)?)$")


def read(text: str, kind: str = "period") -> list[Mention]:
    passage = Passage(Span(0, len(text)), PassageKind.SPEECH, Section.REMARKS)
    context = Context(Document("d", "d", "", text), Layout("test", DocumentType.EARNINGS_CALL, Header(), (passage,)), fold(text))
    return [m for m in find_periods(context, passage) if m.kind == kind]


def key(text: str, period: str | None = "2021-Q1", date: str | None = "2021-05-10", year_end: int = 12, forward: bool | None = None) -> str | None:
    (mention,) = read(text)
    assert isinstance(mention.value, PeriodRef)
    return resolve(mention.value, period, date, year_end, forward=forward)


FORMS = [pytest.param(form["rule"], text, expected, id=f"{form['rule']}: {text}") for form in table("periods")["form"] for text, expected in form.get("examples", ())]


@pytest.mark.parametrize(("rule", "text", "expected"), FORMS)
def test_forms_of_the_data(rule: str, text: str, expected: str) -> None:
    assert (key(text) or "") == expected


@pytest.mark.parametrize("text", [pytest.param(text, id=text) for form in table("periods")["form"] for text in form.get("counterexamples", ())])
def test_counterexamples_of_the_data(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry["basis"] or "prior") for entry in table("periods")["cue"]])
def test_cues_of_the_data(entry: dict[str, Any]) -> None:
    for text in entry["examples"]:
        (mention,) = read(text, "cue")
        assert isinstance(mention.value, Comparison)
        assert mention.value.basis == (Basis(entry["basis"]) if entry["basis"] else None), text


@pytest.mark.parametrize(
    ("text", "period", "date", "year_end", "expected"),
    [
        ("this quarter", "2021-Q4", "2022-02-10", 12, "2021-Q4"),
        ("the full year", "2021-Q4", "2022-02-10", 12, "2021-FY"),
        ("this year", "2021-Q4", "2022-02-10", 12, "2022-FY"),
        ("this year", "2021-Q4", "2021-12-20", 12, "2021-FY"),
        ("last year", "2021-FY", "2022-03-01", 12, "2021-FY"),
        ("last year", "2021-Q3", "2021-11-01", 12, "2020-FY"),
        ("next quarter", "2021-Q4", "2022-02-10", 12, "2022-Q1"),
        ("the first quarter", "2021-Q4", "2022-02-10", 12, "2022-Q1"),
        ("the first half", "2021-Q2", "2021-08-01", 12, "2021-H1"),
        ("year to date", "2021-Q3", "2021-11-01", 12, "2021-9M"),
        ("the year-ago period", "2021-H1", "2021-08-01", 12, "2020-H1"),
        ("the quarter ended September 30, 2020", "2021-Q1", "2020-11-02", 6, "2021-Q1"),
        ("the June quarter", "2021-Q3", "2021-07-20", 9, "2021-Q3"),
        ("the year to March 2010", "2010-Q1", "2009-07-10", 3, "2010-FY"),
        ("April-June", "2010-Q1", "2009-07-10", 3, "2010-Q1"),
        ("at the end of the second quarter", "2021-Q2", "2021-02-20", 9, "2021-03-31"),
        ("the end of fiscal 2020", "2021-Q1", "2020-11-02", 6, "2020-06-30"),
        ("the fourth quarter", None, "2010-03-14", 12, "2010-Q4"),
        ("this quarter", None, None, 12, None),
        ("last year", None, None, 12, None),
        ("in March", None, None, 12, None),
        ("in fiscal 2022", None, None, 12, "2022-FY"),
        ("in Q3 2022", None, None, 12, "2022-Q3"),
        ("in October", "2021-Q1", "2021-05-10", 12, "2020-10"),
        ("in June", "2021-Q1", "2021-05-10", 12, "2021-06"),
        ("on February 30", "2021-Q1", "2021-05-10", 12, None),
    ],
)
def test_what_periods_mean(text: str, period: str | None, date: str | None, year_end: int, expected: str | None) -> None:
    if text == "the fourth quarter":
        expected = "2009-Q4"  # a report of March speaks of the last fourth quarter
    assert key(text, period, date, year_end) == expected


def test_an_outlook_looks_forward() -> None:
    assert key("the fourth quarter") == "2020-Q4"
    assert key("the fourth quarter", forward=True) == "2021-Q4"
    assert key("in October", forward=True) == "2021-10"


def test_how_a_period_is_known_is_kept() -> None:
    hows = [m.value.how for m in read("Q1 2021, the third quarter and last year") if isinstance(m.value, PeriodRef)]
    assert hows == [How.EXPLICIT, How.INHERITED, How.RELATIVE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up 5% from a year ago", Basis.YOY),
        ("up 5% over the prior quarter", Basis.QOQ),
        ("up 5% compared to the first quarter of 2020", Basis.YOY),
        ("up 5% from Q4", Basis.QOQ),
        ("up 5% versus the third quarter of 2019", Basis.OTHER),
        ("up 5% than last year", Basis.YOY),
        ("up 5% against the prior-year quarter", Basis.YOY),
    ],
)
def test_comparisons_name_their_period(text: str, expected: Basis) -> None:
    (cue,) = read(text, "cue")
    assert isinstance(cue.value, Comparison)
    assert cue.value.against is not None
    assert basis(cue.value, "2021-Q1", "2021-05-10") == expected


def test_quarters_in_a_list_are_each_a_period() -> None:
    assert [resolve(m.value, "2021-Q1", "2021-05-10", forward=True) for m in read("growth in the third and fourth quarters") if isinstance(m.value, PeriodRef)] == ["2021-Q3", "2021-Q4"]


def test_no_later_than_is_no_comparison() -> None:
    assert not read("no later than 2025", "cue")


@pytest.mark.parametrize(
    ("prior", "period", "expected"),
    [("2020-Q1", "2021-Q1", Basis.YOY), ("2020-Q4", "2021-Q1", Basis.QOQ), ("2019-FY", "2020-FY", Basis.YOY), ("2018-FY", "2020-FY", Basis.OTHER), ("2020-H1", "2021-H1", Basis.YOY), ("x", "2021-Q1", Basis.OTHER)],
)
def test_between(prior: str, period: str, expected: Basis) -> None:
    assert between(prior, period) == expected


REFS = st.builds(
    PeriodRef, grain=st.sampled_from(list(Grain)), how=st.sampled_from(list(How)), number=st.none() | st.integers(1, 12), year=st.none() | st.integers(1900, 2100), day=st.none() | st.integers(1, 31),
    offset=st.none() | st.integers(-2, 2), years=st.none() | st.integers(-5, 1), ended=st.booleans(), point=st.booleans(), said=st.booleans(),
)  # fmt: skip


@given(REFS, st.sampled_from([None, "2021-Q1", "2021-Q4", "2020-FY", "2020-H1", "2019-9M", "2021-03", "2021-03-19", "odd"]), st.sampled_from([None, "2021-05-10", "2021-05", "2021", "odd"]), st.integers(0, 13))
def test_any_period_resolves_to_a_key_or_to_nothing(ref: PeriodRef, period: str | None, date: str | None, year_end: int) -> None:
    found = resolve(ref, period, date, year_end)
    assert found is None or len(found) >= 7
