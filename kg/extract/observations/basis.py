"""What a change is against: a year before, a quarter before, something else, or nothing that is said or implied."""

from __future__ import annotations

import re
from calendar import monthrange

from kg.extract.observations.drafts import Draft
from kg.extract.observations.tokens import CUE, PERIOD, QUANTITY, Line
from kg.extract.observations.when import base, key_of, period_at
from kg.extract.quantity import Basis, Comparison, Grain, How, PeriodRef
from kg.types import Context

_KEY = re.compile(r"(\d{4})-(Q([1-4])|H([12])|9M|FY)$")


def compared(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, key: str | None) -> tuple[str | None, str | None]:
    """(basis, key of the period compared with) of ``draft``, a number for the period ``key``."""
    basis, against = _said(context, line, draft, floor, ceiling, key)
    if draft.prior is None:
        return basis, against
    ref, _ = period_at(line, draft.prior, draft.prior, ceiling, context)
    against = same_part(key_of(ref, context), key) or against
    basis = basis or between(key, against)
    if against is None and basis in ("YoY", "QoQ"):
        against = year_before(key) if basis == "YoY" else quarter_before(key)
    return basis, against


def _said(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, key: str | None) -> tuple[str | None, str | None]:
    at = draft.change if draft.change is not None else draft.prior
    if at is None:
        return None, None
    comparison, _ = _comparison_at(line, at, floor if floor <= at else 0, ceiling)
    if comparison is None and draft.prior is not None:
        comparison, _ = _comparison_at(line, draft.prior, draft.prior, len(line.tokens), far=True)
    if comparison is not None:
        against = same_part(key_of(comparison.against, context), key)
        basis = comparison.basis.value if comparison.basis else between(key, against)
        return basis, against
    if draft.named.id == "stockPrice":
        return "other", None
    if draft.change is not None:
        return "YoY", None
    return None, None


def _comparison_at(line: Line, i: int, floor: int, ceiling: int, far: bool = False) -> tuple[Comparison | None, int]:
    """The comparison said of the change at token ``i``: behind it before the next number, else before it."""
    tokens = line.tokens
    for k in range(i + 1, min(ceiling, len(tokens))):
        t = tokens[k]
        if (t.kind == QUANTITY and not far) or t.text == ";":
            break
        if t.kind == CUE and not (far and t.comparison and t.comparison.prior and t.comparison.against is None):
            return t.comparison, k
        if t.kind == PERIOD and far and _basis_of(t.period):
            return Comparison(basis=_basis_of(t.period), against=t.period), k
        if t.kind == PERIOD and base(line, k):
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


def _basis_of(ref: PeriodRef | None, behind: str = "") -> Basis | None:
    """The basis that a relative period states by itself: "the prior quarter", "a year ago"."""
    if ref is None or ref.how != How.RELATIVE:
        return None
    if ref.grain == Grain.QUARTER and (ref.offset == -1 or behind in ("before", "earlier", "prior")):
        return Basis.QOQ
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


def between(period: str | None, prior: str | None) -> str | None:
    """YoY, QoQ or other, from the two periods; None when one is not known."""
    if not period or not prior:
        return None
    if prior == year_before(period):
        return "YoY"
    if prior == quarter_before(period):
        return "QoQ"
    if len(period) == len(prior) == 10 and _quarter_apart(prior, period):
        return "QoQ"
    if len(period) == len(prior) == 10 and period[4:] == prior[4:]:
        return "YoY"
    return "other"


def _quarter_apart(earlier: str, later: str) -> bool:
    """Whether two days are ends of months three months apart."""
    months = [int(day[:4]) * 12 + int(day[5:7]) for day in (earlier, later)]
    return months[1] - months[0] == 3 and all(int(day[8:]) == monthrange(int(day[:4]), int(day[5:7]))[1] for day in (earlier, later))
