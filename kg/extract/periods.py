"""Periods and comparisons in prose, and what they mean for one document. Words: ``kg/data/periods.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.quantity import PeriodRef
from kg.types import Context, Mention, Passage


def find_periods(context: Context, passage: Passage) -> Iterator[Mention]:
    """Every period (kind "period", value PeriodRef) and comparison (kind "cue", value Comparison) said in ``passage``, in order."""
    yield from ()


def resolve(ref: PeriodRef, document_period: str | None, date: str | None, year_end: int = 12) -> str | None:
    """The key of ``ref`` as FACTS writes it ("2021-Q1", "2021-FY", "2021-03", "2021-03-19"), or None when it cannot be known.

    ``document_period`` is the fiscal period that the document reports ("2021-Q1"), ``date`` its ISO date, ``year_end`` the month (1-12)
    in which the company's fiscal year ends; a fiscal year has the number of the calendar year in which it ends.
    """
    return None
