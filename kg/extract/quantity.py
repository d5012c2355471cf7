"""The values that the finders of quantities, periods and comparisons read: frozen, exact, with the characters of each part.

    Mention(kind="quantity", value=Quantity)    a number with its unit, a range, a fuzzy word, or a word that states a change
    Mention(kind="period",   value=PeriodRef)   a stretch of time as said; ``kg.extract.periods.resolve`` turns it into a key of FACTS
    Mention(kind="cue",      value=Comparison)  what a number is compared with: "year-over-year", "from the third quarter"

Numbers are Decimals in base units (millions multiplied out). Offsets are code points into ``Document.text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from kg.lexicon import table
from kg.types import Converted, Span


@cache
def currency_codes() -> frozenset[str]:
    """The codes of all currencies that the grammar knows."""
    return frozenset(entry["code"] for entry in table("currencies")["currency"])


class Sort(StrEnum):
    """How a quantity was said, which decides what it may be: a level, a change, or neither."""

    NUMBER = "number"  # "$3.2 million", "5 to 7%", "38 customers"
    FUZZY = "fuzzy"  # "low single digits", "mid-teens": always low/high
    CHANGE = "change"  # "doubled", "tripled", "flat": the word itself is the change; ``value`` in percent
    FACTOR = "factor"  # "2.1x", "three times", "fivefold": unit "ratio"
    DURATION = "duration"  # "45 days", "12 months", "three years"
    SHARE = "share"  # "two-thirds of", "half of", "one in five": unit percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number as meant. Either ``value`` or ``low``/``high`` (one of these may be None: "double digit" has a low only).

    ``unit``: ISO currency, "CUR/share", "CUR/<thing>", percent, pp, bp, count, shares, ratio, days, or the physical unit as said.
    ``place`` is the last decimal place as written, in base units: "3.2 million" has Decimal("100000"), "$0.42" has Decimal("0.01").
    """

    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    sort: Sort = Sort.NUMBER
    bound: str | None = None  # > >= < <= ~
    signed: bool = False  # a sign was written: "-0.8%", "minus 3%", "($0.12)", "+5%"
    uncertain: bool = False  # the transcriber's brackets: "[5] million"
    place: Decimal = Decimal(1)
    converted: Converted | None = None  # "CNY363 million (USD50.4 million)"
    scaled: bool = False  # a scale was said: million, bn, crore
    bare: bool = False  # no unit was said: "38", "1,200 customers" (unit count)
    number: Span = Span(0, 0)  # the digits or number words
    unit_span: Span | None = None  # "%", "CNY", "dollars per share"
    bound_span: Span | None = None  # "more than"

    @property
    def money(self) -> bool:
        """An amount of money, per something or not."""
        return self.unit[:3] in currency_codes() and self.unit[3:4] in ("", "/")

    @property
    def currency(self) -> str | None:
        """The ISO code, also of an amount per share."""
        return self.unit[:3] if self.money else None

    @property
    def per(self) -> str | None:
        """What an amount is per: "share", "tonne"."""
        return self.unit.partition("/")[2] or None

    @property
    def percentage(self) -> bool:
        """Percent, percentage points or basis points: what a change is said in."""
        return self.unit in ("percent", "pp", "bp")

    @property
    def ranged(self) -> bool:
        return self.value is None


class Grain(StrEnum):
    """How long a period is."""

    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine-months"
    YEAR = "year"
    TO_DATE = "to-date"  # from the start of the fiscal year to the document's period
    MONTH = "month"
    DAY = "day"
    SPAN = "span"  # "the last twelve months", "over three years": no key
    SAME = "same"  # as long as the document's period: "a year ago", "the prior-year period", "the period"


class How(StrEnum):
    """How a period is known."""

    EXPLICIT = "explicit"  # the text names part and year: "Q1 2021", "fiscal 2022"
    RELATIVE = "relative"  # against the document's own period: "last quarter", "a year ago"
    INHERITED = "inherited"  # the part is named, the year is the document's: "the first quarter", "in March"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRef:
    """A stretch of time as said. Numbers count from 1; offsets count from the document's own period (0 this, -1 last, 1 next)."""

    grain: Grain
    how: How
    number: int | None = None  # quarter 1-4, half 1-2, month 1-12
    year: int | None = None  # as written; two digits are completed
    day: int | None = None
    offset: int | None = None  # in grains, RELATIVE
    years: int | None = None  # a year offset beside a named part: "Q4 last year" is number 4, years -1
    fiscal: bool | None = None  # "fiscal 2022" True, "calendar 2022" False, else None
    part: int | None = None  # which quarter it is, where an ended one says so: "the fourth quarter ended January 28"
    ended: bool = False  # named by its last month or day: "six months ended June 30"
    point: bool = False  # a moment rather than a stretch: "at the end of 2023", "as of March 31"
    said: bool = False  # "this year", "last year": counted from the day of the document, where "the year" is the one reported


class Basis(StrEnum):
    """What a change is against, as FACTS names it."""

    YOY = "YoY"
    QOQ = "QoQ"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a number is compared with. ``against`` is the period named in the phrase, where one is; ``prior`` that a number may follow
    ("compared with $3 million a year ago") rather than stand before ("up 5% year-over-year")."""

    basis: Basis | None  # None: to be told from ``against`` and the document's period
    against: PeriodRef | None = None
    prior: bool = False
