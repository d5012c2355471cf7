"""The period a number is for, and what its change is against."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.extract.observations.tokens import CUE, PERIOD, QUANTITY, Line
from kg.extract.observations.words import directions
from kg.extract.periods import resolve
from kg.extract.quantity import Grain, How, PeriodRef
from kg.lexicon import table
from kg.types import Context

_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?$")
_KEY = re.compile(r"(\d{4})-(Q([1-4])|H([12])|9M|FY)$")


def key_of(ref: PeriodRef | None, context: Context, forward: bool | None = None) -> str | None:
    """The key of ``ref`` in this document, or None. ``forward`` tells an outlook (True) from a report (False)."""
    if ref is None:
        return None
    header = context.layout.header
    return resolve(ref, header.period.value if header.period else None, header.date.value if header.date else None, header.year_end, forward=forward)


def period_at(line: Line, i: int, floor: int, ceiling: int, context: Context) -> tuple[PeriodRef | None, int]:
    """The period said of the number at token ``i``: right behind it, else before it. Tokens of other numbers bound the search:
    ``floor`` is the first token that may be looked at, ``ceiling`` the one after the last. (None, -1) when there is none."""
    tokens = line.tokens
    for k in range(i + 1, min(ceiling, len(tokens))):
        t = tokens[k]
        if t.kind == QUANTITY or (t.text in _ENDS and not (t.text == "over" and _stretch_at(line, k + 1))):
            break
        if t.kind == CUE and t.comparison and t.comparison.prior:
            break
        if t.kind == PERIOD and not idle(line, k):
            stretch = t.period is not None and t.period.grain == Grain.SPAN  # "over the past three years": a period without a key
            if _elsewhere(line, i, k) or base(line, k) or (key_of(t.period, context) is None and not stretch):
                break
            return t.period, k
    if i and tokens[i - 1].text == "now":
        return None, i - 1
    for k in range(i - 1, floor - 1, -1):
        t = tokens[k]
        if t.kind == PERIOD and not _taken(line, k, i) and not base(line, k) and not idle(line, k):
            return _as_long(line, k), k
    return None, -1


_ENDS = frozenset("; compared versus from against which while but than over vs relative lapping lapped laps lap".split())


def _stretch_at(line: Line, k: int) -> bool:
    """Whether a stretch without a key stands at token ``k``, or behind an article: "over the past three years"."""
    return any(t.kind == PERIOD and t.period is not None and t.period.grain == Grain.SPAN for t in line.tokens[k : k + 2])


def _as_long(line: Line, k: int) -> PeriodRef | None:
    """The period at token ``k``; in "a prior year increase of 7%" as long as the document's own."""
    ref = line.tokens[k].period
    said = ref is not None and ref.grain == Grain.YEAR and ref.how == How.RELATIVE and ref.offset == -1
    behind = line.tokens[k + 1].text if k + 1 < len(line.tokens) else ""
    return replace(ref, grain=Grain.SAME, offset=None, years=-1) if ref is not None and said and behind in directions()["noun"] else ref


_OCCASION = re.compile(r" (?:earnings |results |conference )*(?:call|press release|report|letter)s?\b(?! for)")  # "on our Q4 call we said …"
_LIKE = frozenset((a, b) for a in "compared relative similar comparable identical equal flat unchanged steady line consistent par".split() for b in ("to", "with", "from"))
_BASES = frozenset("from than versus vs over against since until".split())


def base(line: Line, k: int) -> bool:
    """Whether the period at token ``k`` is what something is compared with: "from a year earlier", "than the prior-year period"."""
    before = [t.text for t in line.tokens[max(0, k - 6) : k] if t.text not in ("the", "a", "same", "our", "end", "of", "close", "comparable")]
    ref = line.tokens[k].period
    if before and before[-1] == "over" and ref is not None and ref.grain == Grain.SPAN:
        return False  # "over the past five years"
    return bool(before) and (before[-1] in _BASES or tuple(before[-2:]) in _LIKE)


def only_period(line: Line) -> PeriodRef | None:
    """The period of a sentence that names one period, behind its last number: it holds for all numbers of the list.
    Only of "year to date", which no number is compared with."""
    said = [k for k, t in enumerate(line.tokens) if t.kind == PERIOD and not base(line, k)]
    numbers = [k for k, t in enumerate(line.tokens) if t.kind == QUANTITY]
    if len(said) != 1 or not numbers or said[0] < numbers[-1]:
        return None
    ref = line.tokens[said[0]].period
    return ref if ref is not None and ref.grain == Grain.TO_DATE else None


def _taken(line: Line, k: int, i: int) -> bool:
    """Whether the period at token ``k`` belongs to a number before it: "$53 million in the prior year, and net income was $31 million"."""
    if _opens(line, k):
        return False
    before = line.tokens[max(0, k - 5) : k]
    return any(t.kind == QUANTITY for t in before) and any(t.text in (",", "and", ";", "while", "but") for t in line.tokens[k + 1 : i])


def _opens(line: Line, k: int) -> bool:
    """Whether the period at token ``k`` opens a statement: "…, and for the nine months we bought …"."""
    at = k - 1
    while at >= 0 and line.tokens[at].text in ("for", "in", "during", "the", "our"):
        at -= 1
    return at < k - 1 and at >= 0 and line.tokens[at].text in (",", ";", "and", "but", "while")


def idle(line: Line, k: int) -> bool:
    """Whether the period at token ``k`` is no number's: "notes due 2029", "holders of record as of August 12", "since 2007", "as a result of our
    first quarter performance", "its April forecast". Words: ``[idle]`` of ``kg/data/periods.toml``."""
    tokens, words = line.tokens, _idle_words()
    ref = tokens[k].period
    day = ref is not None and ref.grain in (Grain.MONTH, Grain.DAY)
    before = words["before"] | (words["before_days"] if day else words["before_years"] if ref is not None and ref.grain == Grain.YEAR else frozenset())
    for at in range(k - 1, max(-1, k - 7), -1):
        if tokens[at].text in before or (at and f"{tokens[at - 1].text} {tokens[at].text}" in before):
            return True
        if tokens[at].text not in words["between"]:
            break
    if _OCCASION.match(line.folded, tokens[k].end - line.span.start):
        return True
    behind = tokens[k + 1].text if k + 1 < len(tokens) else ""
    return (day and behind in words["behind_months"]) or (behind in words["behind"] and ref is not None and ref.grain == Grain.YEAR)


@cache
def _idle_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries) for name, entries in table("periods")["idle"].items() if name != "examples"}


def _elsewhere(line: Line, i: int, k: int) -> bool:
    """Whether a comma and a new statement lie between the number and the period behind it."""
    between = line.tokens[i + 1 : k]
    if line.tokens[k - 1].text in ("and", "but", "while") and any(t.kind == QUANTITY for t in line.tokens[k + 1 : k + 5]):
        return True  # "is about 18% and this year is 22%"
    comma = next((n for n, t in enumerate(between) if t.text == ","), None)
    return comma is not None and (len(between) > 4 or (comma + 1 < len(between) and between[comma + 1].text in ("and", "but", "while")))


def balance_day(key: str | None, context: Context) -> str | None:
    """The last day of a quarter or year: a balance "for the first quarter" is the one at its end. Other keys stay."""
    m = _KEY.match(key or "")
    if m is None or m[2] == "9M" or m[4]:
        return key
    grain = Grain.QUARTER if m[3] else Grain.YEAR
    return key_of(PeriodRef(grain=grain, how=How.EXPLICIT, number=int(m[3]) if m[3] else None, year=int(m[1]), point=True), context)


def ahead(ref: PeriodRef | None, key: str | None, context: Context) -> bool:
    """Whether the period lies after the document's own."""
    header = context.layout.header
    own = header.period.value if header.period else _running(context)
    if ref is None or key is None:
        return bool(ref and ref.offset and ref.offset > 0 and ref.how == How.RELATIVE)
    if header.date and _DATE.match(key):
        return key > header.date.value[: len(key)]
    if own is None:
        return False
    a, b = _order(key, True), _order(own, False)
    return a is not None and b is not None and a > b


def unfinished(key: str | None, context: Context) -> bool:
    """Whether the document's period lies inside the longer period ``key``: "this year" in a call on the first quarter."""
    header = context.layout.header
    a, b, c = _order(key or "", True), _order(key or "", False), _order(header.period.value if header.period else "", False)
    return a is not None and b is not None and c is not None and a <= c < b


def _running(context: Context) -> str | None:
    """The quarter that runs on the day of an article without a period of its own."""
    return key_of(PeriodRef(grain=Grain.QUARTER, how=How.RELATIVE, offset=0), context, True)


def _ended_before(context: Context) -> str | None:
    """The quarter that was over on the day of an article without a period of its own."""
    return key_of(PeriodRef(grain=Grain.QUARTER, how=How.RELATIVE, offset=-1), context)


def gone(key: str | None, context: Context) -> bool:
    """Whether the period is over with the document's own: a report's, no outlook's."""
    header = context.layout.header
    a, b = _order(key or "", False), _order((header.period.value if header.period else _ended_before(context)) or "", False)
    return a is not None and b is not None and a <= b


def _order(key: str, start: bool) -> tuple[int, int] | None:
    """Year and the quarter in which the period starts or ends."""
    m = _KEY.match(key)
    if not m:
        return None
    if start:
        return int(m[1]), int(m[3]) if m[3] else 2 * int(m[4]) - 1 if m[4] else 1
    quarter = int(m[3]) if m[3] else 2 * int(m[4]) if m[4] else 3 if m[2] == "9M" else 4
    return int(m[1]), quarter
