"""When two facts are the same: numbers as exact decimals, metrics by id or words, spans by overlap; and which of them pair up."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.jsonl import Line

Same = Callable[[Line, Line], bool]

_EMPTY_WORDS = frozenset("of the in for and a to per from on other total number".split())
_MONEY = re.compile(r"^[A-Z]{3}(/share)?$")
_UNITS = {"%": "percent", "percentage": "percent", "shares": "count"}


def match(gold: Sequence[Line], found: Sequence[Line], ok: Same) -> tuple[int, list[Line], list[Line]]:
    """Each gold line takes the first free prediction that fits: (matches, missed, extra)."""
    used: set[int] = set()
    missed = []
    for row in gold:
        taken = next((i for i, other in enumerate(found) if i not in used and ok(row, other)), None)
        if taken is None:
            missed.append(row)
        else:
            used.add(taken)
    return len(used), missed, [row for i, row in enumerate(found) if i not in used]


def overlap(x: Line, y: Line) -> bool:
    """Whether the spans of two facts share a character."""
    return bool(x["start"] < y["end"] and y["start"] < x["end"])


def same_number(x: Line, y: Line) -> bool:
    """The level where there is one, else the range, else the change; a unit must agree where the gold's is money, percent or bp."""
    value, other = decimal(x.get("value")), decimal(y.get("value"))
    if value is not None:
        unit = _unit(x.get("unit"))
        strict = bool(_MONEY.match(str(x.get("unit")))) or x.get("unit") in ("percent", "bp")
        return other is not None and abs(value) == abs(other) and (unit == _unit(y.get("unit")) or not strict)
    low, high = ((decimal(x.get(k)), decimal(y.get(k))) for k in ("low", "high"))
    if low[0] is not None or high[0] is not None:
        return low[0] == low[1] and high[0] == high[1]
    change = decimal(x.get("change"))
    if change is not None:
        return change == decimal(y.get("change")) and x.get("changeUnit") == y.get("changeUnit")
    return all(decimal(y.get(k)) is None for k in ("value", "change", "low", "high"))


def same_sign(x: Line, y: Line) -> bool:
    """Whether level and change have the same sign and size."""
    change = decimal(x.get("change"))
    return decimal(x.get("value")) == decimal(y.get("value")) and (change is None or change == decimal(y.get("change")))


def same_metric(x: Line, y: Line) -> bool:
    """The same id; or, where one is ``other:…``, at least half of the words of the shorter wording."""
    if x["metric"] == y["metric"]:
        return True
    if not (x["metric"].startswith("other:") or y["metric"].startswith("other:")):
        return False
    a, b = _metric_words(x), _metric_words(y)
    return bool(a & b) and 2 * len(a & b) >= min(len(a), len(b))


def _metric_words(row: Line) -> set[str]:
    metric = row["metric"]
    said = metric.split(":", 1)[1] if metric.startswith("other:") else re.sub(r"([A-Z])", r" \1", metric)
    words = plain(f"{said} {row.get('label') or ''}").split()
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words} - _EMPTY_WORDS


def plain(text: str | None) -> str:
    """Folded words with single blanks between them, without marks."""
    return re.sub(r"[^\w]+", " ", (text or "").casefold()).strip()


def decimal(value: Any) -> Decimal | None:
    """A number of the facts format; None for none, and for what is no number."""
    if value is None:
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


def _unit(unit: str | None) -> str | None:
    return _UNITS.get(unit, unit) if unit else unit
