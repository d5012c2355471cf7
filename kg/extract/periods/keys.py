"""What a period said in a document means: a key of FACTS, by the document's own fiscal period, its date and the company's year end.

A fiscal year has the number of the calendar year in which it ends. Nothing is guessed from nothing: without the document's period or date,
a period that leans on them is None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from kg.extract.quantity import Basis, Comparison, Grain, PeriodRef

_KEY = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(9M)|(FY)|(\d\d)(?:-(\d\d))?)$")


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the document gives: its fiscal year and quarter (None when it reports a year or is undated), its date, the last month of a year."""

    year: int | None
    quarter: int | None
    part: str | None  # "Q1", "H1", "9M", "FY"
    date: tuple[int, int, int] | None
    year_end: int


def resolve(ref: PeriodRef, document_period: str | None, date: str | None, year_end: int = 12, *, forward: bool | None = None) -> str | None:
    """The key of ``ref`` as FACTS writes it ("2021-Q1", "2021-FY", "2021-03", "2021-03-19"), or None when it cannot be known.

    ``document_period`` is the fiscal period that the document reports ("2021-Q1"), ``date`` its ISO date, ``year_end`` the month (1-12)
    in which the company's fiscal year ends. ``forward`` tells an outlook (True) from a report (False) where the words leave it open: in a
    report on the first quarter "the fourth quarter" is the one before, in an outlook the one to come.
    """
    ground = _ground(document_period, date, year_end if 1 <= year_end <= 12 else 12)
    if ref.ended:
        return _ended(ref, ground, forward)
    if ref.grain in (Grain.QUARTER, Grain.HALF, Grain.NINE_MONTHS):
        return _part(ref, ground, forward)
    if ref.grain == Grain.YEAR:
        year = _year(ref, ground, forward)
        return None if year is None else _last_day(year, ground.year_end) if ref.point else f"{year}-FY"
    if ref.grain == Grain.SAME:
        return _same(ref, ground)
    if ref.grain == Grain.TO_DATE:
        year = ref.year or (None if ground.year is None else ground.year + (ref.years or 0))
        return _to_date(year, ground) if year is not None else None
    if ref.grain == Grain.MONTH:
        return _month(ref, ground, forward)
    return _day(ref, ground, forward) if ref.grain == Grain.DAY else None


def basis(comparison: Comparison, document_period: str | None, date: str | None, year_end: int = 12) -> Basis | None:
    """How the period that a comparison names lies to the document's (or observation's) period: a year, a quarter or otherwise before."""
    if comparison.basis is not None or comparison.against is None:
        return comparison.basis
    key = resolve(comparison.against, document_period, date, year_end, forward=False)
    return between(key, document_period) if key and document_period else None


def between(prior: str, period: str) -> Basis:
    """The basis of a change from ``prior`` to ``period``, both keys of FACTS."""
    a, b = _KEY.match(prior), _KEY.match(period)
    if a is None or b is None:
        return Basis.OTHER
    if prior[4:] == period[4:] or (a[5] and b[2] and int(a[1]) == int(b[1]) - 1):
        return Basis.YOY if int(a[1]) == int(b[1]) - 1 else Basis.OTHER
    if a[2] and b[2] and int(b[1]) * 4 + int(b[2]) - int(a[1]) * 4 - int(a[2]) == 1:
        return Basis.QOQ
    return Basis.OTHER


def _ground(document_period: str | None, date: str | None, year_end: int) -> _Ground:
    day = None
    if date and re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        parts = [int(part) for part in date.split("-")]
        day = (parts[0], min(max(parts[1], 1), 12) if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28)
    match = _KEY.match(document_period) if document_period else None
    if match is None:
        year = None if day is None else _fiscal_year(day[0], day[1], year_end)
        return _Ground(year, None, None, day, year_end)
    if match[6]:
        year = _fiscal_year(int(match[1]), int(match[6]), year_end)
        return _Ground(year, None, None, day or (int(match[1]), int(match[6]), int(match[7] or 28)), year_end)
    quarter = int(match[2]) if match[2] else {"H1": 2, "H2": 4, "9M": 3}.get(document_period[5:] if document_period else "", 4)
    return _Ground(int(match[1]), quarter, document_period[5:] if document_period else None, day, year_end)


def _fiscal_year(year: int, month: int, year_end: int) -> int:
    return year if month <= year_end else year + 1


def _quarter_of(month: int, year_end: int) -> int:
    return (month - year_end - 1) % 12 // 3 + 1


def _end_month(year: int, quarter: int, year_end: int) -> tuple[int, int]:
    """The calendar (year, month) in which a fiscal quarter ends."""
    month = year_end - 3 * (4 - quarter)
    return (year, month) if month > 0 else (year - 1, month + 12)


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _over(ground: _Ground) -> bool:
    """Whether the fiscal year that the document reports was over when it was written."""
    if ground.part not in ("Q4", "FY", "H2") or ground.year is None:
        return False
    if ground.date is None:
        return True
    return (ground.date[0], ground.date[1]) > (ground.year, ground.year_end)


def _year(ref: PeriodRef, ground: _Ground, forward: bool | None) -> int | None:
    if ref.year is not None:
        return ref.year
    if ground.year is None or ref.offset is None:
        return None
    later = ref.said if forward is None or ref.offset else forward
    return ground.year + ref.offset + (1 if later and _over(ground) else 0)


def _part(ref: PeriodRef, ground: _Ground, forward: bool | None) -> str | None:
    if ref.number is None:
        if ref.grain != Grain.QUARTER or ref.offset is None:
            return None
        at = _quarter_now(ground)
        if at is None:
            return None
        index = at[0] * 4 + at[1] - 1 + ref.offset + _step(ref, ground, forward)
        year, number = index // 4, index % 4 + 1
    else:
        number = ref.number
        if not 1 <= number <= {Grain.QUARTER: 4, Grain.HALF: 2}.get(ref.grain, 1):
            return None
        found = _part_year(ref, number, ground, forward)
        if found is None:
            return None
        year = found
    if ref.point:
        return _last_day(*_end_month(year, number, ground.year_end))
    part = "9M" if ref.grain == Grain.NINE_MONTHS else f"{'Q' if ref.grain == Grain.QUARTER else 'H'}{number}"
    return f"{year}-{part}"


def _step(ref: PeriodRef, ground: _Ground, forward: bool | None) -> int:
    """ "The quarter" of a report is the one reported, of an outlook the next; of an undated report the one before the day of the article.
    "So far this quarter" is of the quarter that runs on the day."""
    if ref.offset or (ref.said and ground.quarter is None):
        return 0
    if ref.said:
        return 0 if ground.date and ground.year is not None and ground.quarter and ground.date[:2] <= _end_month(ground.year, ground.quarter, ground.year_end) else 1
    return (1 if forward else 0) if ground.quarter is not None else (0 if forward else -1)


def _quarter_now(ground: _Ground) -> tuple[int, int] | None:
    """The document's quarter; of an article, the quarter in which it was written."""
    if ground.year is None:
        return None
    if ground.quarter is not None:
        return ground.year, ground.quarter
    return None if ground.date is None else (ground.year, _quarter_of(ground.date[1], ground.year_end))


def _part_year(ref: PeriodRef, number: int, ground: _Ground, forward: bool | None) -> int | None:
    if ref.year is not None and not ref.ended:
        return ref.year
    if ground.year is None:
        return None
    if ref.years is not None:
        return ground.year + ref.years + (1 if ref.years >= 0 and _over(ground) and forward else 0)
    last = {Grain.QUARTER: number, Grain.HALF: 2 * number}.get(ref.grain, 3)
    if ground.quarter is None:
        now = _quarter_of(ground.date[1], ground.year_end) if ground.date else 4
        running = last == now and ref.grain == Grain.QUARTER and forward is None
        return ground.year if last < now or forward or running else ground.year - (ref.grain != Grain.HALF)
    ahead = last - ground.quarter
    if ref.grain != Grain.QUARTER:
        return ground.year + (1 if forward and ahead <= 0 else 0)
    if ahead == 3:
        return ground.year if forward else ground.year - 1
    if ahead == -3:
        return ground.year + (1 if forward is not False else 0)
    if ahead == 2 and forward is False:
        return ground.year - 1
    if ahead == 1 and forward is False:
        return ground.year - 1
    return ground.year + (1 if forward and ahead < 0 else 0)


def _same(ref: PeriodRef, ground: _Ground) -> str | None:
    if ground.year is None or ground.part is None:
        return None if ref.year is None else f"{ref.year}-{ground.part or 'FY'}"
    year = ref.year if ref.year is not None else ground.year + (ref.years or 0)
    return f"{year}-{ground.part}"


def _to_date(year: int, ground: _Ground) -> str | None:
    part = {1: "Q1", 2: "H1", 3: "9M", 4: "FY"}.get(ground.quarter or 0)
    return f"{year}-{part}" if part else None


def _ended(ref: PeriodRef, ground: _Ground, forward: bool | None) -> str | None:
    month = ref.number or 12
    year = ref.year if ref.year is not None else _month_year(month, ground, None)
    if year is None:
        return None
    fiscal = _fiscal_year(year, month, ground.year_end)
    if ref.grain == Grain.MONTH:
        return f"{year}-{month:02d}"
    if ref.grain == Grain.YEAR:
        return f"{fiscal}-FY"
    quarter = _quarter_of(month, ground.year_end)
    if ref.part is not None and ref.part != quarter:  # a company whose year ends otherwise than is known: its own count holds
        later = forward if forward is not None or ground.date is None else (year, month) > ground.date[:2]
        own = _part_year(ref, ref.part, ground, later)
        return None if own is None or ref.years is not None else f"{own if ref.year is None or ground.quarter is not None else fiscal}-Q{ref.part}"
    if ref.grain == Grain.HALF:
        return f"{fiscal}-H1" if quarter == 2 else f"{fiscal}-H2" if quarter == 4 else None
    if ref.grain == Grain.NINE_MONTHS:
        return f"{fiscal}-9M" if quarter == 3 else None
    return f"{fiscal}-Q{quarter}"


def _month_year(month: int, ground: _Ground, forward: bool | None) -> int | None:
    """The calendar year of a month named without one: the last such month, unless it lies close ahead or an outlook is given."""
    if ground.date is not None:
        year, now = ground.date[0], ground.date[1]
    elif ground.year is not None and ground.quarter is not None:
        year, now = _end_month(ground.year, ground.quarter, ground.year_end)
        year, now = (year, now + 1) if now < 12 else (year + 1, 1)
    else:
        return None
    ahead = (month - now) % 12
    if ahead == 0:
        return year
    future = ahead <= 3 if forward is None else forward
    return year + (1 if month < now else 0) if future else year - (1 if month > now else 0)


def _month(ref: PeriodRef, ground: _Ground, forward: bool | None) -> str | None:
    if ref.number is None:
        if ground.date is None or ref.offset is None:
            return None
        index = ground.date[0] * 12 + ground.date[1] - 1 + ref.offset
        return f"{index // 12}-{index % 12 + 1:02d}"
    if ref.year is not None:
        return f"{ref.year}-{ref.number:02d}"
    if ref.years is not None:
        base = ground.date[0] if ground.date else ground.year
        return None if base is None else f"{base + ref.years}-{ref.number:02d}"
    year = _month_year(ref.number, ground, forward)
    return None if year is None else f"{year}-{ref.number:02d}"


def _day(ref: PeriodRef, ground: _Ground, forward: bool | None) -> str | None:
    if ref.number is None:
        if ground.date is None:
            return None
        year, month, day = ground.date
        if ref.offset == -1:
            day -= 1
            if day == 0:
                year, month = (year, month - 1) if month > 1 else (year - 1, 12)
                day = monthrange(year, month)[1]
        return f"{year}-{month:02d}-{day:02d}"
    year_ = ref.year if ref.year is not None else _month_year(ref.number, ground, forward)
    if year_ is None or ref.day is None or not 1 <= ref.day <= monthrange(year_, ref.number)[1]:
        return None
    return f"{year_}-{ref.number:02d}-{ref.day:02d}"

