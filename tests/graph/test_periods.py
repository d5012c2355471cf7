"""Fiscal periods: keys, dates, the calendar, neighbours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.periods import PARTS, period


@pytest.mark.parametrize(
    ("key", "year_end", "start", "end", "calendar", "previous"),
    [
        ("2021-Q1", 12, "2021-01-01", "2021-03-31", "2021-Q1", "2020-Q4"),
        ("2024-Q2", 9, "2024-01-01", "2024-03-31", "2024-Q1", "2024-Q1"),
        ("2021-FY", 3, "2020-04-01", "2021-03-31", "2020-FY", "2020-FY"),
        ("2021-FY", 12, "2021-01-01", "2021-12-31", "2021-FY", "2020-FY"),
        ("2021-H1", 12, "2021-01-01", "2021-06-30", "2021-H1", "2020-H2"),
        ("2021-9M", 12, "2021-01-01", "2021-09-30", "2021-9M", None),
        ("2021-Q4", 1, "2020-11-01", "2021-01-31", "2020-Q4", "2021-Q3"),
        ("2024-Q4", 2, "2023-12-01", "2024-02-29", "2024-Q1", "2024-Q3"),
        ("2021", 12, "2021-01-01", "2021-12-31", "2021-FY", "2020-FY"),
    ],
)
def test_fiscal(key: str, year_end: int, start: str, end: str, calendar: str, previous: str | None) -> None:
    found = period(key, year_end)
    assert found is not None and found.owned
    assert (found.start, found.end, found.calendar, found.previous) == (start, end, calendar, previous)


def test_months_and_days_belong_to_nobody() -> None:
    month, day = period("2024-02"), period("2021-03-19")
    assert month is not None and (month.start, month.end, month.previous, month.year_earlier, month.owned) == ("2024-02-01", "2024-02-29", "2024-01", "2023-02", False)
    assert day is not None and (day.start, day.end, day.type, day.owned) == ("2021-03-19", "2021-03-19", "Day", False)


@pytest.mark.parametrize("key", ["", "2021-Q5", "soon", "2021-13", "2021-02-30", "21-Q1", "0000-Q1", "2021-Q1-TTM"])
def test_what_is_no_period(key: str) -> None:
    assert period(key) is None


@given(st.integers(1900, 2100), st.sampled_from(sorted(PARTS)), st.integers(1, 12))
def test_quarters_fill_the_year(year: int, part: str, year_end: int) -> None:
    found = period(f"{year}-{part}", year_end)
    assert found is not None
    start, end = date.fromisoformat(found.start), date.fromisoformat(found.end)
    assert start.day == 1 and (end + timedelta(days=1)).day == 1
    assert round((end - start).days / 30.44) == PARTS[part][1]
    if found.previous and part.startswith("Q"):
        before = period(found.previous, year_end)
        assert before is not None and date.fromisoformat(before.end) + timedelta(days=1) == start
