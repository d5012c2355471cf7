"""Numbers, periods and questions as short words for labels. Exact values stay beside them in the model."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.types import Observation

_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 4, "k"))
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_CURRENCY = re.compile(r"[A-Z]{3}$")
_PERIOD = re.compile(r"(\d{4})-(Q[1-4]|H[12]|9M|FY)$")


def plain(value: Decimal) -> str:
    """Without exponent or trailing zeros: ``820``, ``-0.25``."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "") else text


def short(value: Decimal) -> str:
    """At most four digits and a scale: ``1.56m``, ``14bn``, ``9,250``."""
    size = abs(value)
    for scale, letter in _SCALES:
        if size >= scale:
            places = Decimal(1).scaleb(-max(0, 3 - (value / scale).adjusted()))
            return plain((value / scale).quantize(places)) + letter
    if size >= 1000:
        return f"{value:,.0f}"
    return plain(round(value, 4)) if size < 1 else plain(round(value, 2))


def amount(value: Decimal, unit: str | None) -> str:
    """A value with its unit: ``CNY 820m``, ``$1.56bn``, ``22%``, ``50 bp``, ``$0.25 a share``, ``1,200 stores``."""
    unit = unit or ""
    code, _, per = unit.partition("/")
    if _CURRENCY.match(code):
        sign = "-" if value < 0 else ""
        symbol = _SYMBOLS.get(code, code + "\u00a0")
        return f"{sign}{symbol}{short(abs(value))}" + (f" a {per}" if per else "")
    if unit == "percent":
        return f"{plain(round(value, 2))}%"
    if unit in ("", "count"):
        return short(value)
    if unit == "ratio":
        return f"{plain(round(value, 3))}×"
    return f"{short(value)} {unit}"


def level(obs: Observation) -> str:
    """The level as said, with its bound or range; empty when only a change is stated."""
    if obs.on_change:
        return amount(obs.value, obs.unit) if obs.value is not None else ""
    if obs.value is not None:
        return _bound(obs.bound) + amount(obs.value, obs.unit)
    return _range(obs, obs.unit)


def change(obs: Observation) -> str:
    """The change with an arrow: ``▲ 41.1% YoY``; empty when none is stated."""
    unit = obs.change_unit or "percent"
    basis = f" {obs.basis}" if obs.basis in ("YoY", "QoQ") else ""
    if obs.change is not None:
        bound = _bound(obs.bound) if obs.on_change or obs.value is None else ""
        arrow = "▲" if obs.change > 0 else "▼" if obs.change < 0 else "■"
        return f"{arrow}\u00a0{bound}{amount(abs(obs.change), unit)}{basis}"
    if obs.on_change and (obs.low is not None or obs.high is not None):
        return f"change {_range(obs, unit)}{basis}"
    return ""


def period(value: str | None) -> str:
    """``2021-Q1`` -> ``Q1 2021``; other values as they are."""
    match = _PERIOD.match(value or "")
    return f"{match[2]} {match[1]}" if match else (value or "")


def period_key(value: str | None) -> tuple[int, int, str]:
    """Sorts periods by their end, then the shorter first."""
    match = _PERIOD.match(value or "")
    if match:
        return int(match[1]), {"Q1": 31, "Q2": 61, "H1": 62, "Q3": 91, "9M": 92, "Q4": 121, "H2": 122, "FY": 123}[match[2]], value or ""
    parts = (value or "").split("-")
    if parts[0].isdigit():
        month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 12
        return int(parts[0]), month * 10, value or ""
    return 0, 0, value or ""


_FILLER = re.compile(
    r"^(?:(?:and|so|but|okay|ok|yes|yeah|hi|hello|great|well|then|also|just|maybe|thanks|thank you|sorry|i was wondering|my (?:first |second |last )?question is)\b[\s,.:–—-]*)+",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[^.?!]*\?")


def gist(question: str) -> str:
    """The first real question of a floor, without the small talk before it; the opening words when nothing ends in a question mark."""
    asks = [_FILLER.sub("", " ".join(m.split())) for m in _ASKS.findall(question)]
    best = next((a for a in asks if len(a.split()) >= 5), asks[0] if asks else " ".join(question.split()))
    return best[:1].upper() + best[1:]


def words(identifier: str) -> str:
    """``researchAndDevelopmentExpense`` -> ``Research and development expense``; ``other:cloud seats`` -> ``Cloud seats``."""
    text = identifier.removeprefix("other:")
    if " " not in text and text != text.lower():
        text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text).lower()
    return text[:1].upper() + text[1:]


def _bound(bound: str | None) -> str:
    return {">": ">\u00a0", ">=": "≥\u00a0", "<": "<\u00a0", "<=": "≤\u00a0", "~": "~"}.get(bound or "", "")


def _range(obs: Observation, unit: str | None) -> str:
    if obs.low is not None and obs.high is not None:
        return f"{amount(obs.low, unit)} to {amount(obs.high, unit)}"
    if obs.low is not None:
        return f"≥\u00a0{amount(obs.low, unit)}"
    return f"≤\u00a0{amount(obs.high, unit)}" if obs.high is not None else ""
