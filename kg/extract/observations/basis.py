"""What a change is against: a year before, a quarter before, something else, or nothing that is said or implied."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from kg.extract.observations.drafts import Draft
from kg.extract.observations.market import quoted
from kg.extract.observations.tokens import CUE, PERIOD, QUANTITY, Line
from kg.extract.observations.when import base, key_of, period_at
from kg.extract.quantity import Basis, Comparison, Grain, How, PeriodRef
from kg.lexicon import words_of
from kg.types import Context

_KEY = re.compile(r"(\d{4})-(Q([1-4])|H([12])|9M|FY)$")
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?$")
_BALANCES = words_of("classes", "balances") | {"deposits", "loans", "assetsUnderManagement", "backlog"}
_REVISED = re.compile(r"\b(?:rais|lift|cut|lower|increas|reduc|boost|trimm?|slash|hik)\w* (?:\w+ ){0,5}?(?:guidance|outlook|forecasts?|targets?|estimates?|price targets?|dividend|authori[sz]ation|workforce|headcount|staff)\b")
_LONG = re.compile(r"\b(?:years|decades?|weeks?|days|hours)\b")
_ANNUAL = re.compile(r"[^,;.]{0,20}\bannuali[sz]ed\b")
_YEARLY = re.compile(r"\s*(?:(?:a|per|each|every) year|annually)\b")
_APART = re.compile(r"\bsince (?!\w+ of last year)|(?:than|from) (?:at )?the (?:start|beginning) of|^ (?:more|less) (?:likely|efficient|productive|powerful|expensive|accurate)\b")  # against neither a year nor a quarter
_RATE = re.compile(r" (?:annual )?rate\b")
_ENDS = frozenset("; , and but while".split())
_IN_QUARTER = frozenset("in during for".split())


@dataclass(frozen=True, slots=True)
class Against:
    """``basis`` and ``key`` of what a number is compared with; ``said`` in its own sentence rather than implied."""

    basis: str | None = None
    key: str | None = None
    said: bool = False


def compared(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, key: str | None, ref: PeriodRef | None, lately: str | None) -> Against:
    """What ``draft``, a number for the period ``key`` (said as ``ref``), is against. ``lately``: the basis of the comparisons said just before it."""
    at = draft.change if draft.change is not None else draft.prior
    if at is None:
        return Against()
    said = _said(context, line, draft, floor, ceiling, key)
    if said is None and draft.change is not None:
        said = Against(_implied(line, draft, ref, lately, not context.layout.turns))
    return said or Against() if draft.prior is None else _with_prior(context, line, draft, ceiling, key, said)


def _said(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, key: str | None) -> Against | None:
    """The comparison in words: "year over year", "from the third quarter"."""
    at = draft.change if draft.change is not None else draft.prior
    assert at is not None
    comparison, _ = _comparison_at(line, at, floor if floor <= at else 0, ceiling)
    if comparison is None and draft.prior is not None:
        comparison, _ = _comparison_at(line, draft.prior, draft.prior, len(line.tokens), far=True)
    if comparison is None and draft.prior is None:
        comparison = _of_the_list(line, at)
    if comparison is None or (comparison.basis is None and comparison.against is None and draft.change is not None):
        return None  # "down 11% versus the minus 2% that we had expected" is against neither
    against = counted_from(comparison.against, key, context)
    basis = comparison.basis.value if comparison.basis else between(key, against, context.layout.header.year_end)
    return Against(basis, against, True)


def _with_prior(context: Context, line: Line, draft: Draft, ceiling: int, key: str | None, said: Against | None) -> Against:
    """What a number is against whose prior is told: the period said of the prior, else the comparison of the sentence."""
    assert draft.prior is not None
    ref, _ = period_at(line, draft.prior, draft.prior, ceiling, context)
    if ref is None and draft.level is not None:  # "slightly below the third quarter's 87.3%"
        ref = next((t.period for t in reversed(line.tokens[max(draft.level + 1, draft.prior - 3) : draft.prior]) if t.period is not None and t.period.grain != Grain.SPAN), None)
    own = counted_from(ref, key, context)
    against = own or (said.key if said else None)
    basis = between(key, own, context.layout.header.year_end) if own and draft.change is None else None
    basis = basis or (said.basis if said else None) or between(key, against, context.layout.header.year_end)
    if against is None and basis in ("YoY", "QoQ"):
        against = year_before(key) if basis == "YoY" else quarter_before(key)
    return Against(basis, against, (said is not None and said.said) or own is not None)


def _implied(line: Line, draft: Draft, ref: PeriodRef | None, lately: str | None, article: bool) -> str:
    """The basis of a change that is said without a comparison: as a rule, a year before."""
    at = draft.change
    assert at is not None
    lead, tail = line.folded[: line.tokens[at].start - line.span.start], _rest(line, at)
    if _YEARLY.match(tail):
        return "YoY"
    if ref is not None and ref.grain == Grain.DAY and lately is not None and not quoted(line, draft):
        return lately  # "visits grew 5% through March 15, and fell 30% in the second half of March, year over year"
    if quoted(line, draft) or (ref is not None and (ref.grain == Grain.DAY or (ref.grain == Grain.SPAN and _LONG.search(line.folded)))):
        return "other"
    if draft.named.id == "interestRate" or (article and draft.named.id == "price") or _REVISED.search(lead + tail) or _APART.search(tail):
        return "other"
    if article and draft.named.id.startswith("other:") and _RATE.match(tail):
        return "other"  # "output rose at a 3 percent rate": of a year, had it gone on
    if _ANNUAL.match(tail) or lately == "QoQ" or (draft.named.id in _BALANCES and _in_the_quarter(line, at)):
        return "QoQ"
    return "YoY"


def _rest(line: Line, at: int) -> str:
    """What stands behind the number at token ``at`` in its clause."""
    last = next((k for k in range(at + 1, len(line.tokens)) if line.tokens[k].text in _ENDS), len(line.tokens))
    return line.folded[line.tokens[at].end - line.span.start : line.tokens[last - 1].end - line.span.start]


def _in_the_quarter(line: Line, at: int) -> bool:
    """ "Deposits rose by $2 billion during the quarter": a balance moves within the quarter."""
    for k, t in enumerate(line.tokens):
        if t.kind == PERIOD and t.period is not None and t.period.grain == Grain.QUARTER and abs(k - at) < 8:
            return any(w.text in _IN_QUARTER for w in line.tokens[max(0, k - 2) : k]) or t.text.startswith(("in ", "during ", "for "))
    return False


def counted_from(ref: PeriodRef | None, key: str | None, context: Context) -> str | None:
    """The key of the period ``ref`` that a number for ``key`` is compared with. "The year before", "the prior quarter" count from that number's period."""
    if ref is None:
        return None
    m = _KEY.match(key or "")
    if m and ref.how == How.RELATIVE and ref.grain == Grain.SAME and ref.years:
        return f"{int(m[1]) + ref.years}-{m[2]}"
    if m and ref.grain == Grain.SAME and ref.year:
        return f"{ref.year}-{m[2]}"
    if m and ref.how == How.RELATIVE and ref.offset == -1 and not ref.point:
        if ref.grain == Grain.YEAR:
            return year_before(key)
        if ref.grain == Grain.QUARTER and m[3]:
            return quarter_before(key)
    return same_part(key_of(ref, context, False), key)


def _comparison_at(line: Line, i: int, floor: int, ceiling: int, far: bool = False) -> tuple[Comparison | None, int]:
    """The comparison said of the change at token ``i``: behind it before the next number, else before it."""
    tokens = line.tokens
    for k in range(i + 1, min(ceiling, len(tokens))):
        t = tokens[k]
        if (t.kind == QUANTITY and not far) or t.text == ";":
            break
        if t.kind == CUE and not (far and t.comparison and t.comparison.prior and t.comparison.against is None):
            return t.comparison, k
        if t.kind == PERIOD and (base(line, k) or (far and (t.period is None or t.period.grain != Grain.SPAN))):
            return Comparison(basis=_basis_of(t.period, tokens[k + 1].text if k + 1 < len(tokens) else ""), against=t.period), k
    for k in range(i - 1, floor - 1, -1):
        t = tokens[k]
        if t.kind == QUANTITY:
            break
        if t.kind == CUE and t.comparison and not (t.comparison.prior and t.comparison.against is None):
            return t.comparison, k
        if t.kind == PERIOD and k <= 2 and base(line, k):  # "Against 2022, …"
            return Comparison(basis=_basis_of(t.period), against=t.period), k
    return None, -1


def _of_the_list(line: Line, at: int) -> Comparison | None:
    """The one comparison of the sentence, behind its last number: "revenue was up 5% and volume down 2%, sequentially"."""
    last = line.quantities()[-1]
    cues = [k for k, t in enumerate(line.tokens) if t.kind == CUE and t.comparison is not None and (t.comparison.basis is not None or t.comparison.against is not None)]
    return line.tokens[cues[0]].comparison if len(cues) == 1 and at < last < cues[0] and not any(t.text in (";", "while", "but") for t in line.tokens[at:last]) else None


def _basis_of(ref: PeriodRef | None, behind: str = "") -> Basis | None:
    """The basis that a relative period states by itself: "the prior quarter", "a year ago"."""
    if ref is None or ref.how != How.RELATIVE:
        return None
    if ref.grain == Grain.QUARTER and (ref.offset == -1 or behind in ("before", "earlier", "prior")):
        return Basis.QOQ
    if ref.grain == Grain.SAME and (ref.years or 0) < -1:
        return Basis.OTHER
    return Basis.YOY if ref.grain == Grain.SAME or (ref.grain == Grain.YEAR and ref.offset == -1) else None


def year_before(key: str | None) -> str | None:
    """ "2021-Q1" -> "2020-Q1"."""
    m = _KEY.match(key or "")
    return f"{int(m[1]) - 1}-{m[2]}" if m else None


def quarter_before(key: str | None) -> str | None:
    """ "2021-Q1" -> "2020-Q4"; None for other periods."""
    m = _KEY.match(key or "")
    if not m or not m[3]:
        return None
    return f"{int(m[1]) - 1}-Q4" if m[3] == "1" else f"{m[1]}-Q{int(m[3]) - 1}"


def same_part(base: str | None, key: str | None) -> str | None:
    """The part of the year ``base`` that ``key`` is of its own: the first quarter against 2021 is against 2021-Q1."""
    m = _KEY.match(key or "")
    return f"{base[:4]}-{m[2]}" if base and base.endswith("-FY") and m and m[2] != "FY" and base[:4] != m[1] else base


def between(period: str | None, prior: str | None, year_end: int = 12) -> str | None:
    """YoY, QoQ or other, from the two periods; None when one is not known."""
    if not period or not prior:
        return None
    if prior == year_before(period):
        return "YoY"
    if prior == quarter_before(period):
        return "QoQ"
    a, b = _last_month(prior, year_end), _last_month(period, year_end)
    if a is not None and b is not None and (_DAY.match(prior) or _DAY.match(period)):  # a balance of a day beside that of another day or of a quarter
        return {12: "YoY", 3: "QoQ"}.get(b - a, "other")
    return "other"


def _last_month(key: str, year_end: int) -> int | None:
    """The month (counted from year 0) at whose end a period ends; None for a day within a month."""
    m, day = _KEY.match(key), _DAY.match(key)
    if m:
        ahead = 4 - int(m[3]) if m[3] else 4 - 2 * int(m[4]) if m[4] else 1 if m[2] == "9M" else 0
        return int(m[1]) * 12 + year_end - 3 * ahead
    if day and (day[3] is None or int(day[3]) == monthrange(int(day[1]), int(day[2]))[1]):
        return int(day[1]) * 12 + int(day[2])
    return None
