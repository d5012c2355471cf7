"""The month in which a company's fiscal year ends, from when it reports and from the days its speakers name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from datetime import date as Date

from kg.calendar import ORDINALS
from kg.fold import fold
from kg.lexicon import starts

# How common it is among companies that a year ends in the month; and how likely a call is so many days after the end of the quarter.
_COMMON = {12: 40, 6: 8, 9: 8, 3: 8, 1: 6, 10: 3, 5: 3, 8: 3, 11: 2, 2: 3, 7: 2, 4: 1}
_LAGS = ((8, 0.0), (12, 0.5), (15, 0.7), (44, 1.0), (76, 0.15), (110, 0.05))
_LAGS_YEAR = ((8, 0.0), (12, 0.5), (15, 0.7), (50, 1.0), (80, 0.5), (110, 0.2))  # after a whole year, which takes longer to close
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_BEFORE = re.compile(r"\b(?:ended|ending|as of|at|through)\s+$")
_DAY = re.compile(r"(?P<m>[a-z]+)\s+(?P<d>\d\d?)\b(?:,?\s+(?P<y>20\d\d)\b)?")
_MONTH = "|".join(_MONTHS)
_YEAR_SAID = re.compile(rf"\b(?:our|its|the company's) (?:fiscal|financial) year(?: (?:19|20)\d\d)?,?(?: which| that)? (?:ended|ending|ends)(?: on| in)? (?P<m>{_MONTH})\b(?: (?P<d>\d\d?)\b)?")
_QUARTER_SAID = re.compile(rf"\b(?P<n>first|second|third|fourth) (?:fiscal )?quarter(?: of (?:our |the |its )?(?:fiscal (?:year )?)?(?:(?:19|20)\d\d)?)?,?(?: which| that)? (?:ended|ending|ends)(?: on| in)? (?P<m>{_MONTH})\b(?: (?P<d>\d\d?)\b)?")
_NAMED_QUARTER = re.compile(rf"\b(?P<m>{_MONTH}) quarter\b")
_OFTEN = 6  # times that a quarter is called by its month ("the September quarter"), at least, in a report that calls its own so
_LEAD = 24  # characters before a month in which such a word stands
_SAID = 2  # days at the end of a month, at least, that speak for a year's end other than December


def year_end(period: str, year: int, month: int, day: int | None = None, text: str = "") -> int:
    """The month in which the fiscal year ends, from the period reported and the day of the call, which is about a month after the period's end."""
    quarter, fiscal = _quarter(period), int(period[:4])
    if quarter is None:
        return 12
    lag = (year - fiscal) * 12 + month - 12 + 3 * (4 - quarter)
    if 0 <= lag <= 4:
        return 12
    months = {
        back: month - back + 3 * (4 - quarter) + (year - fiscal) * 12 for back in (1, 2, 3)
    }  # back: months from the quarter's end to the call
    possible = {back: end for back, end in months.items() if 1 <= end <= 12}
    if day is None or not possible:
        return possible.get(1, 12)
    lags = _LAGS_YEAR if quarter == 4 else _LAGS
    votes = _named(text, int(period[:4])) if len(possible) > 1 else Counter()
    likely = {
        end: _COMMON[end] * _likely(_days_since(year, month, day, back), lags) * (1 + votes[(month - back - 1) % 12 + 1])
        for back, end in possible.items()
    }
    best = max(likely, key=lambda end: (likely[end], -end))
    return best if likely[best] else possible.get(1, best)


def latest(quarter: int, year: int, month: int, day: int, text: str = "") -> tuple[int, int]:
    """The fiscal year of the ``quarter`` that was reported on a day, which the calendar year does not explain, and the month in which that year ends."""
    lags = _LAGS if quarter % 2 else _LAGS_YEAR
    votes = _named(text, year)
    likely: dict[int, float] = {}
    for back in (1, 2, 3):
        closing = 12 * year + month - 1 - back + 3 * (4 - quarter)  # months since the year 0, of the last of the fiscal year
        quarter_end = (month - back - 1) % 12 + 1
        likely[closing] = _COMMON[closing % 12 + 1] * _likely(_days_since(year, month, day, back), lags) * (1 + votes[quarter_end])
    best = max(likely, key=lambda closing: (likely[closing], closing))
    return best // 12, best % 12 + 1


def said_year_end(text: str, period: str) -> int | None:
    """The month in which the fiscal year ends, of an undated call: said outright ("our fiscal year ended September 30", "the third fiscal quarter
    ending December 31"); else from what the quarter reported is called ("the September quarter"); else from the ends of months that are named
    ("as of August 31"): the month named most is the quarter's last. None where the months of a calendar year are named as well, or nothing is."""
    quarter = _quarter(period)
    if quarter is None:
        return None
    folded = fold(text)
    said = _outright(folded) or _called(folded, quarter)
    if said is not None:
        return said
    votes = _named(text, int(period[:4]))
    calendar = 3 * quarter
    best = max(votes, key=lambda m: (votes[m], -m), default=calendar)
    if votes[best] < _SAID or votes[calendar] or (best % 3 == 0 and quarter == 4):
        return None
    return (best - 3 * quarter - 1) % 12 + 1


def _outright(folded: str) -> int | None:
    """The month in which the fiscal year is said to end; None where nothing or several are said."""
    said = {_last_month(m, 4) for m in _YEAR_SAID.finditer(folded)} | {_last_month(m, ORDINALS[m["n"]]) for m in _QUARTER_SAID.finditer(folded)}
    return said.pop() if len(said) == 1 else None


def _last_month(match: re.Match[str], quarter: int) -> int:
    """The last month of the year whose ``quarter`` ends in the month of ``match``; a day in its first week is of the month before."""
    month = _MONTHS.index(match["m"]) + 1 - (match["d"] is not None and int(match["d"]) <= 7)
    return (month - 3 * quarter - 1) % 12 + 1


def _called(folded: str, quarter: int) -> int | None:
    """The month in which the fiscal year ends, from the month after which the quarter is called most often."""
    named = Counter(m["m"] for m in _NAMED_QUARTER.finditer(folded))
    best = max(named, key=lambda m: (named[m], m), default=None)
    if best is None or named[best] < _OFTEN or 2 * named[best] < 3 * max((n for m, n in named.items() if m != best), default=0):
        return None
    return (_MONTHS.index(best) + 1 - 3 * quarter - 1) % 12 + 1


def _named(text: str, fiscal: int) -> Counter[int]:
    """How often the last days of each month are named in the fiscal year and the one before."""
    votes: Counter[int] = Counter()
    folded = fold(text)
    for at in starts(folded, _MONTHS):
        found = _DAY.match(folded, at)
        if found is None or found["m"] not in _MONTHS or not _BEFORE.search(folded, max(0, at - _LEAD), at):
            continue
        month, day, year = _MONTHS.index(found["m"]) + 1, int(found["d"]), int(found["y"] or 0)
        if day >= 24 and (not year or year in (fiscal, fiscal - 1)):
            votes[month] += 1
    return votes


def _quarter(period: str) -> int | None:
    return int(period[6]) if period[5:6] == "Q" else None


def _likely(days: int, lags: tuple[tuple[int, float], ...]) -> float:
    return next((weight for below, weight in lags if days < below), 0.0)


def _days_since(year: int, month: int, day: int, back: int) -> int:
    """Days from the end of the month ``back`` months ago."""
    ended = year * 12 + month - 1 - back
    last = Date(ended // 12, ended % 12 + 1, monthrange(ended // 12, ended % 12 + 1)[1])
    return (Date(year, month, min(day, monthrange(year, month)[1])) - last).days
