"""Fiscal periods: a key as written in the facts (``2021-Q1``) -> dates, calendar key, the period before and the one a year earlier.

Convention: a fiscal year is named after the calendar year in which it ends. Dates are inclusive.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

_KEY = re.compile(r"(\d{4})(?:-(Q[1-4]|H[12]|9M|FY))?")
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")
# part of the year -> (months before it, its length in months, kg:periodType)
PARTS = {
    "Q1": (0, 3, "Quarter"),
    "Q2": (3, 3, "Quarter"),
    "Q3": (6, 3, "Quarter"),
    "Q4": (9, 3, "Quarter"),
    "H1": (0, 6, "HalfYear"),
    "H2": (6, 6, "HalfYear"),
    "9M": (0, 9, "NineMonths"),
    "FY": (0, 12, "FiscalYear"),
}
_BEFORE = {"Q1": ("Q4", -1), "Q2": ("Q1", 0), "Q3": ("Q2", 0), "Q4": ("Q3", 0), "H1": ("H2", -1), "H2": ("H1", 0), "FY": ("FY", -1)}


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its dates (ISO, inclusive). ``owned`` when it depends on a company's fiscal year; a month or a day belongs to nobody."""

    key: str
    type: str
    start: str
    end: str
    calendar: str
    fiscal_year: int | None = None
    previous: str | None = None
    year_earlier: str | None = None

    @property
    def owned(self) -> bool:
        return self.fiscal_year is not None


def period(key: str, year_end: int = 12) -> Period | None:
    """The period that ``key`` names for a company whose fiscal year ends with month ``year_end``; None when it is not a period key."""
    if match := _KEY.fullmatch(key):
        return _fiscal(int(match[1]), match[2] or "FY", year_end)
    match = _DAY.fullmatch(key)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    last = monthrange(year, month)[1] if year else 31
    if match[3] is None:
        before = _month(12 * year + month - 2)
        return Period(key, "Month", f"{key}-01", f"{key}-{last:02d}", key, None, before, f"{year - 1:04d}-{month:02d}")
    return Period(key, "Day", key, key, key) if int(match[3]) <= last else None


def _fiscal(year: int, part: str, year_end: int) -> Period | None:
    if not 1 < year < 9999:
        return None
    skip, length, type_ = PARTS[part]
    first = 12 * (year - 1) + year_end + skip  # months since year 0, January = 0
    middle = first + (length - 1) // 2
    end_year, end_month = divmod(first + length - 1, 12)
    end = f"{end_year:04d}-{end_month + 1:02d}-{monthrange(end_year, end_month + 1)[1]:02d}"
    before = _BEFORE.get(part)
    return Period(
        key=f"{year:04d}-{part}",
        type=type_,
        start=f"{_month(first)}-01",
        end=end,
        calendar=_calendar(middle, length, part),
        fiscal_year=year,
        previous=f"{year + before[1]:04d}-{before[0]}" if before else None,
        year_earlier=f"{year - 1:04d}-{part}",
    )


def _calendar(middle: int, length: int, part: str) -> str:
    """The calendar period of the same length that holds the middle month: the key that joins companies with different fiscal years."""
    year, month = divmod(middle, 12)
    if length == 3:
        return f"{year:04d}-Q{month // 3 + 1}"
    return f"{year:04d}-H{month // 6 + 1}" if length == 6 else f"{year:04d}-{part}"


def _month(months: int) -> str:
    year, month = divmod(months, 12)
    return f"{year:04d}-{month + 1:02d}"
