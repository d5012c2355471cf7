"""The forms of ``kg/data/periods.toml``, compiled once: where each may start, its pattern, and the PeriodRef that a match means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.calendar import ORDINALS, month_number
from kg.concordance import Vocabulary
from kg.extract.quantity import Grain, How, PeriodRef
from kg.lexicon import table

_NUMBERS = {**ORDINALS, "front": 1, "back": 2, "latter": 2, "last": 2}  # of quarters and halves
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_YEARS = {"last": -1, "prior": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the": 0, "next": 1}
_LIGATURE = re.compile(r"(?<!<=)fi")  # PDFs write "ﬁscal" and "ﬁrst"
_CLASS = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a period. ``offset``, ``years`` and ``number`` hold for every match."""

    rule: str
    grain: str
    pattern: re.Pattern[str]
    groups: frozenset[str]
    offset: int | None
    years: int | None
    number: int | None
    said: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms by the term at which they start."""

    by_start: Mapping[str, tuple[Form, ...]]
    cues: Mapping[str, tuple[str, bool]]  # term -> (basis, whether a prior follows)
    against: re.Pattern[str]


@cache
def forms() -> Forms:
    """The forms of periods of ``kg/data/periods.toml``, by how they start."""
    data = table("periods")
    classes: dict[str, str] = data["classes"]
    by_start: dict[str, list[Form]] = {}
    for entry in data["form"]:
        pattern = re.compile(_LIGATURE.sub("(?:fi|\ufb01)", _fill(_fill(entry["say"], classes), classes)))
        form = Form(
            entry["rule"], entry["grain"], pattern, frozenset(pattern.groupindex), entry.get("offset"), entry.get("years"), entry.get("number"), entry.get("said", False)
        )
        for start in (*entry["starts"], *(start.replace("fi", "\ufb01") for start in entry["starts"] if "fi" in start)):
            by_start.setdefault(start, []).append(form)
    cues = {say: (entry["basis"], entry.get("prior", False)) for entry in data["cue"] for say in entry["say"]}
    for month in _month_names():
        by_start.setdefault(month, []).extend(by_start["<month>"])
    words = "|".join(sorted(map(re.escape, data["against"]["words"]), key=lambda w: (-len(w), w)))
    between = "|".join(sorted(map(re.escape, data["against"]["between"]), key=lambda w: (-len(w), w)))
    against = re.compile(rf"(?<![a-z])(?P<word>{words})[, ]+(?:(?:{between}) ){{0,3}}$")
    return Forms({start: tuple(items) for start, items in by_start.items()}, cues, against)


def _starts() -> frozenset[str]:
    return frozenset(start for start in forms().by_start if not start.startswith("<")) | frozenset(forms().cues)


PERIODS = Vocabulary("periods", _starts, over_lines=True)


def _fill(say: str, classes: Mapping[str, str]) -> str:
    return _CLASS.sub(lambda m: f"(?:{classes[m[1]]})" if m[1] in classes and m[1] != "tail" else classes.get(m[1], m[0]), say)


def _month_names() -> tuple[str, ...]:
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
    return (*full, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")


def meaning(form: Form, match: re.Match[str]) -> PeriodRef | None:
    """What a match of a form says; None when its parts contradict each other (a day 45, a month 13)."""
    get = {name: match[name] for name in form.groups if match[name] is not None}
    year = _year(get)
    years = form.years
    if "ago" in get:
        years = -1
    if "yrel" in get:
        years = _YEARS.get(get["yrel"].removeprefix("the "), 0)
    number = form.number or _number(get)
    fiscal = _fiscal(get)
    if form.grain == "ended":
        return _ended(get, year)
    month = _month(get)
    how = How.EXPLICIT if year is not None else How.RELATIVE
    if form.grain in ("quarter", "half", "nine-months"):
        if number is None or (form.offset is not None and "nth" not in get):
            return PeriodRef(grain=Grain(form.grain), how=how, offset=form.offset, fiscal=fiscal, said=form.said)
        inherited = year is None and years is None
        return PeriodRef(grain=Grain(form.grain), how=How.INHERITED if inherited else how, number=number, year=year, years=None if year else years, fiscal=fiscal)
    if form.grain == "same":
        if "count" in get:
            years = -_COUNTS[get["count"]]
        return PeriodRef(grain=Grain.SAME, how=how, year=year, years=years)
    if form.grain == "year":
        offset = None if year is not None else years if "yrel" in get else form.offset
        return PeriodRef(grain=Grain.YEAR, how=how, year=year, offset=offset, fiscal=fiscal, said=form.said)
    return _point(form, get, year, years, number, month)


def _point(form: Form, get: Mapping[str, str], year: int | None, years: int | None, number: int | None, month: int | None) -> PeriodRef | None:
    how = How.EXPLICIT if year is not None else How.RELATIVE
    if form.grain == "quarter-end":
        return PeriodRef(grain=Grain.QUARTER, how=How.RELATIVE, offset=-1 if "rel" in get else 0, point=True)
    if form.grain == "year-end":
        return PeriodRef(grain=Grain.YEAR, how=how, year=year, offset=None if year else years or 0, point=True)
    if form.grain == "part-end":
        inherited = year is None and years is None
        return PeriodRef(grain=Grain.QUARTER, how=How.INHERITED if inherited else how, number=number, year=year, years=None if year else years, point=True)
    if form.grain == "to-date":
        return PeriodRef(grain=Grain.TO_DATE, how=how, year=year, years=years)
    if form.grain == "span":
        return PeriodRef(grain=Grain.SPAN, how=How.EXPLICIT if year else How.RELATIVE, year=None)
    if month is None:
        return PeriodRef(grain=Grain(form.grain), how=How.RELATIVE, offset=form.offset)
    day = int(get["d"]) if "d" in get else None
    if day is not None and not 1 <= day <= 31:
        return None
    inherited = year is None and years is None
    return PeriodRef(grain=Grain(form.grain), how=How.INHERITED if inherited else how, number=month, year=year, years=None if year else years, day=day)


def _ended(get: Mapping[str, str], year: int | None) -> PeriodRef | None:
    length, month = get.get("length", "quarter"), _month(get)
    grain = Grain.QUARTER
    if length.startswith(("six", "6", "26", "27", "twenty-six")) or "half" in length:
        grain = Grain.HALF
    elif length.startswith(("nine", "9", "39", "40", "thirty-nine")):
        grain = Grain.NINE_MONTHS
    elif length.startswith(("twelve", "12", "52", "53", "fifty")) or "year" in length:
        grain = Grain.YEAR
    elif length == "month":
        grain = Grain.MONTH
    if month is None:
        return None
    how = How.EXPLICIT if year is not None else How.INHERITED
    return PeriodRef(grain=grain, how=how, number=month, year=year, day=int(get["d"]) if "d" in get else None, part=ORDINALS.get(length.split()[0]) if grain == Grain.QUARTER else None, ended=True)


def _year(get: Mapping[str, str]) -> int | None:
    later = get.get("y4")
    if later is not None:
        first = int(get["y"])
        year = int(later) if len(later) == 4 else first - first % 100 + int(later)
        return year if year == first + 1 else None if len(later) == 4 else first
    for name in ("y", "y2", "y3", "y6"):
        if name in get:
            figures = get[name].lstrip("'")
            value = int(figures)
            return value if len(figures) == 4 else value + (2000 if value < 60 else 1900)
    return None


def _number(get: Mapping[str, str]) -> int | None:
    for name in ("n", "n2"):
        if name in get:
            return int(get[name])
    if "nth" in get:
        return _NUMBERS.get(get["nth"].replace("\ufb01", "fi"))
    return None


def _month(get: Mapping[str, str]) -> int | None:
    if "m2" in get:
        return int(get["m2"]) if 1 <= int(get["m2"]) <= 12 else None
    return month_number(get["m"]) if "m" in get else None


def _fiscal(get: Mapping[str, str]) -> bool | None:
    said = " ".join(get[name].replace("\ufb01", "fi") for name in ("fy0", "fy", "fy2", "fyb") if name in get)
    if not said or said == "year":
        return None
    return not said.startswith(("calendar", "cy"))
