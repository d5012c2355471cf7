"""Numbers of one document held against each other: growth against level and prior, ratios against their parts, sums, shares of totals.

A disagreement is a note on each observation that takes part, never a correction: the speaker may have erred, the transcript, or we. Numbers
agree when some values that round to what was written agree; the last place as written is that of the quantity the observation was built from.
Guidance, targets and estimates of others are left out, and so are bounds and ranges: they say too little to disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from kg.extract.quantity import Quantity
from kg.lexicon import table, words_of
from kg.types import EntityType, Note, Observation, Status

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_ELIMINATED = Decimal("1.05")  # what segments sell to each other is counted twice


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers that round to what was written."""

    low: Decimal
    high: Decimal

    def meets(self, other: Range) -> bool:
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def minus(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def over(self, other: Range) -> Range | None:
        """The quotient; None when the divisor may be zero or less, or this number may be negative."""
        if other.low <= 0 or self.low < 0:
            return None
        return Range(self.low / other.high, self.high / other.low)

    def times(self, factor: Decimal) -> Range:
        return Range(self.low * factor, self.high * factor)


def consistency(observations: Iterable[Observation]) -> Iterator[Note]:
    """Notes on the observations of one document that contradict each other, in the order of the checks."""
    told = [o for o in observations if o.status == Status.REPORTED and o.low is None and o.high is None and o.bound in (None, "~")]
    yield from chain.from_iterable(_growth(o) for o in told)
    levels = _levels(told)
    for key in levels:
        yield from _earlier(levels, key)
        yield from _ratio(levels, key)
        yield from _sum(levels, key)
        yield from _share(levels, key)
    yield from _parts(levels)


# --- one observation -------------------------------------------------------------------------------------------------------------------------


def _growth(o: Observation) -> Iterator[Note]:
    """A change against the level and the prior that were said with it."""
    if o.value is None or o.prior is None or o.change is None or o.on_change:
        return
    found = _moved(_range(o, o.value), _range(o, o.prior), o.change_unit, o.unit)
    said = _range(o, o.change)
    if found is None or found.meets(said) or found.meets(said.times(Decimal(-1))):
        return
    yield Note(f"{_name(o)}: from {_say(o.prior)} to {_say(o.value)} is {_show(found)}, not {_say(o.change)} {o.change_unit}", o.span, "consistency.growth")


def _moved(value: Range, prior: Range, change_unit: str | None, unit: str | None) -> Range | None:
    """How far ``prior`` is from ``value`` in ``change_unit``."""
    if change_unit == "percent":
        if unit == "percent":
            return None  # a percentage of a percentage, or points said as percent: both occur
        quotient = value.over(prior)
        return None if quotient is None else Range(quotient.low - 1, quotient.high - 1).times(_HUNDRED)
    if change_unit == "pp" and unit == "percent":
        return value.minus(prior)
    if change_unit == "bp" and unit == "percent":
        return value.minus(prior).times(_HUNDRED)
    return value.minus(prior) if change_unit == unit else None


# --- several observations --------------------------------------------------------------------------------------------------------------------

_Key = tuple[EntityType, str, str, str | None, str | None, str | None]  # type and name of the thing, metric, accounting, label, period


def _levels(observations: Sequence[Observation]) -> dict[_Key, Observation]:
    """The first level of each metric of each thing in each period; a share of something is none."""
    out: dict[_Key, Observation] = {}
    for o in observations:
        if o.value is not None and o.period is not None and o.share_of is None and not o.metric.startswith("other:") and o.bound is None:
            out.setdefault(_key(o), o)
    return out


def _key(o: Observation) -> _Key:
    return o.of.type, o.of.name.casefold(), o.metric, o.accounting, o.label, o.period


def _earlier(levels: dict[_Key, Observation], key: _Key) -> Iterator[Note]:
    """A change from a year before against that year's level, said elsewhere."""
    now = levels[key]
    if now.change is None or now.prior is not None or now.basis != "YoY" or now.on_change or now.value is None or now.period is None:
        return
    then = levels.get((*key[:5], _year_before(now.period)))
    if then is None or then.value is None or then.unit != now.unit or then.span == now.span:
        return
    found = _moved(_range(now, now.value), _range(then, then.value), now.change_unit, now.unit)
    said = _range(now, now.change)
    if found is not None and not found.meets(said):
        message = f"{_name(now)}: {_say(now.value)} after {_say(then.value)} is {_show(found)}, not {_say(now.change)} {now.change_unit}"
        yield from _both(message, "consistency.growth", now, then)


def _ratio(levels: dict[_Key, Observation], key: _Key) -> Iterator[Note]:
    """A ratio against its parts: gross margin, gross profit and revenue of one thing and period."""
    ratio = levels[key]
    entry = table("metrics").get(ratio.metric, {})
    if "numerator" not in entry or ratio.value is None or ratio.unit not in ("percent", "ratio") or ratio.label is not None:
        return
    above, below = _of(levels, key, entry["numerator"]), _of(levels, key, entry["denominator"])
    if above is None or below is None or above.value is None or below.value is None or above.unit != below.unit:
        return
    quotient = _range(above, above.value).over(_range(below, below.value))
    if quotient is None:
        return
    found = quotient.times(_HUNDRED) if ratio.unit == "percent" else quotient
    if not found.meets(_range(ratio, ratio.value)):
        message = f"{_name(ratio)}: {_say(above.value)} over {_say(below.value)} is {_show(found)}, not {_say(ratio.value)} {ratio.unit}"
        yield from _both(message, "consistency.ratio", ratio, above, below)


def _sum(levels: dict[_Key, Observation], key: _Key) -> Iterator[Note]:
    """A metric against what it is the sum and difference of."""
    total = levels[key]
    entry = table("metrics").get(total.metric, {})
    names = [(name, 1) for name in entry.get("addends", ())] + [(name, -1) for name in entry.get("subtrahends", ())]
    if len(names) < 2 or total.value is None or total.label is not None:
        return
    parts = [(_of(levels, key, name), sign) for name, sign in names]
    found = Range(Decimal(0), Decimal(0))
    known: list[Observation] = []
    for part, sign in parts:
        if part is None or part.value is None or part.unit != total.unit:
            return
        known.append(part)
        found = found.plus(_range(part, part.value)) if sign > 0 else found.minus(_range(part, part.value))
    if not found.meets(_range(total, total.value)):
        yield from _both(f"{_name(total)}: its parts make {_show(found)}, not {_say(total.value)} {total.unit}", "consistency.sum", total, *known)


def _share(levels: dict[_Key, Observation], key: _Key) -> Iterator[Note]:
    """A part that is larger than the company's total."""
    part = levels[key]
    if part.of.type != EntityType.SEGMENT or part.value is None or part.unit in ("percent", None) or part.metric not in _ADDITIVE or part.label is not None:
        return
    for total in _totals(levels, part):
        if total.value is not None and _range(part, part.value).low > _range(total, total.value).high:
            yield from _both(f"{_name(part)}: {_say(part.value)} is more than the total of {_say(total.value)}", "consistency.share", part, total)


_ADDITIVE = words_of("classes", "additive")


def _parts(levels: dict[_Key, Observation]) -> Iterator[Note]:
    """Segments that together make more than the company."""
    groups: dict[tuple[str, str | None, str | None, str | None], list[Observation]] = {}
    for o in levels.values():
        if o.of.type == EntityType.SEGMENT and o.metric in _ADDITIVE and o.label is None and o.unit != "percent":
            groups.setdefault((o.metric, o.accounting, o.period, o.unit), []).append(o)
    for parts in groups.values():
        for total in _totals(levels, parts[0]) if len(parts) > 1 else ():
            found = Range(Decimal(0), Decimal(0))
            for part in parts:
                found = found.plus(_range(part, part.value or Decimal(0)))
            if total.value is not None and found.low > _range(total, total.value).high * _ELIMINATED and all(p.value is not None and p.value < total.value for p in parts):
                yield from _both(f"{_name(total)}: its {len(parts)} segments make {_show(found)}, more than {_say(total.value)}", "consistency.segments", total, *parts)


def _totals(levels: dict[_Key, Observation], part: Observation) -> list[Observation]:
    """The levels of companies in the metric, period and unit of ``part``, when there is one such company only."""
    same = [o for o in levels.values() if o.of.type == EntityType.COMPANY and (o.metric, o.accounting, o.label, o.period, o.unit) == (part.metric, part.accounting, None, part.period, part.unit)]
    return same if len({o.of.name.casefold() for o in same}) == 1 else []


def _of(levels: dict[_Key, Observation], key: _Key, metric: str) -> Observation | None:
    return levels.get((key[0], key[1], metric, key[3], None, key[5]))


def _year_before(period: str) -> str:
    return f"{int(period[:4]) - 1}{period[4:]}"


# --- rounding and words ----------------------------------------------------------------------------------------------------------------------


def _range(o: Observation, number: Decimal) -> Range:
    """``number`` give or take half of the last place that was written (a whole one for "about")."""
    place = next((q.place for q in _quantities(o) if number in (q.value, q.low, q.high) or (q.value is not None and abs(q.value) == abs(number))), None)
    half = (place if place is not None else _last_place(number)) * _HALF
    if o.bound == "~":
        half = max(half * 2, abs(number) * Decimal("0.05"))
    return Range(number - half, number + half)


def _quantities(o: Observation) -> Iterator[Quantity]:
    for mention in o.because:
        if isinstance(mention.value, Quantity):
            yield mention.value


def _last_place(number: Decimal) -> Decimal:
    """The place of the last digit; of a large whole number, of the last that is not a trailing zero."""
    if number == number.to_integral_value() and abs(number) < 1000:
        return Decimal(1)
    exponent = (number.normalize() if number == number.to_integral_value() else number).as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and number else Decimal(1)


def _both(message: str, rule: str, *observations: Observation) -> Iterator[Note]:
    """One note a place, each naming the others by their offsets."""
    spans = list(dict.fromkeys(o.span for o in observations))
    for span in spans:
        others = ", ".join(f"{other.start}-{other.end}" for other in spans if other != span)
        yield Note(f"{message} (also {others})" if others else message, span, rule)


def _name(o: Observation) -> str:
    return f"{o.metric} of {o.of.name}"


def _say(number: Decimal) -> str:
    return f"{number:f}"


def _show(found: Range) -> str:
    """A computed range in words of four figures."""
    low, high = (f"{number:.4g}" if abs(number) < 10000 else f"{number:.0f}" for number in (found.low, found.high))
    return low if low == high else f"{low} to {high}"
