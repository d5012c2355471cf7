"""Periods and comparisons in prose, as said. Words: ``kg/data/periods.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from kg.concordance import Concordance, concordance
from kg.extract.periods.forms import PERIODS, Form, forms, meaning
from kg.extract.quantity import Basis, Comparison, Grain, PeriodRef
from kg.types import Context, Mention, Passage, Span

_RUN = re.compile(r"\d+")
_UPPER_MONTHS = ("may", "mar", "march", "dec", "sep", "jan", "jun")


def find_periods(context: Context, passage: Passage) -> Iterator[Mention]:
    """Every period (kind "period", value PeriodRef) and comparison (kind "cue", value Comparison) said in ``passage``, in order.

    A comparison that names a period ("from a year ago", "versus the third quarter of 2020") stands before the period it holds.
    """
    start, end = passage.span
    places = concordance(context, PERIODS)
    text = places.running[start:end]
    done, floor, cues = 0, 0, forms().cues
    waiting: Mention | None = None  # a comparison that may turn out to name the period behind it
    for at, anchors in groupby(_anchors(places, text, start, end), key=itemgetter(0)):
        if at < done:
            continue
        here = tuple(anchors)
        keys = tuple(map(itemgetter(3), here))
        found = _longest(text, at, keys, context.document.text, start)
        if found is not None:
            form, stop, ref = found
            compared = _compared(text, at, floor, ref)
            if compared is not None:
                yield Mention("cue", Span(start + compared[0], start + stop), f"cue.{form.rule}", compared[1])
            if waiting is not None and (compared is None or waiting.span.start < start + compared[0]):
                yield waiting
            yield Mention("period", Span(start + at, start + stop), f"period.{form.rule}", ref)
            done = floor = stop
            waiting = None
        elif word := next((anchor for anchor in here if anchor[3] in cues), None):
            if waiting is not None:
                yield waiting
            name, prior = cues[word[3]]
            done = at - word[1]
            waiting = Mention("cue", Span(start + at, start + done), "cue.said", Comparison(basis=Basis(name) if name else None, prior=prior))
            if name:
                yield waiting
                waiting = None
    if waiting is not None:
        yield waiting


def _anchors(places: Concordance, text: str, start: int, end: int) -> list[tuple[int, int, int, str]]:
    """(offset, minus the length, 0 or 1, the term or sign at which forms may start), in order: the longest first, terms before signs."""
    out = [(at - start, at + stop, 0, term) for at, stop, term in places.every(PERIODS, start, end)]
    for number in places.digits(start, end):
        for run in _RUN.finditer(text, number[0] - start, number[1] - start):
            sign = _sign(text, *run.span())
            if sign is not None:
                out.append((sign[0], -len(sign[1]), 1, sign[1]))
    out.sort()
    return out


def _sign(text: str, a: int, b: int) -> tuple[int, str] | None:
    """What a run of digits may open: a code ("Q1", "2H", "FY21"), a year or a day."""
    before = text[a - 1] if a else " "
    after = text[b] if b < len(text) else " "
    if before in "qh" and b - a == 1:
        lead = a - 2 if a > 1 and text[a - 2] in "cf" else a - 1
        return (lead, "<code>") if not (lead and text[lead - 1].isalnum()) else None
    if before == "'" and b - a == 2 and text[a - 2 : a - 1] in (" ", ""):
        return a - 1, "<short>"
    back = 2 if before == "y" else 3
    if a >= back and text[a - back : a] in ("fy", "cy", "fy ", "fy'", "fy-", "cy ", "cy'"):
        return (a - back, "<code>") if not (a > back and text[a - back - 1].isalnum()) else None
    if before.isalnum() or before in "$€£¥₹.,_":
        return None
    if b - a == 1 and after in "qhm":
        return a, "<code>"
    if b - a == 4 and text[a : a + 2] in ("19", "20"):
        return (a, "<year>") if before not in "/#" else None
    return (a, "<day>") if b - a <= 2 and before not in "/#" else None


@lru_cache(maxsize=1024)
def _starting(keys: tuple[str, ...]) -> tuple[Form, ...]:
    """The forms that any of the terms may open, each once."""
    known = forms().by_start
    return tuple(dict.fromkeys(form for key in keys for form in known.get(key, ())))


def _longest(text: str, at: int, keys: tuple[str, ...], raw: str, base: int) -> tuple[Form, int, PeriodRef] | None:
    """The form that reads furthest from ``at``."""
    best: tuple[Form, int, PeriodRef] | None = None
    for form in _starting(keys):
        match = form.pattern.match(text, at)
        if match is None or match.end() == at or (best is not None and match.end() <= best[1]):
            continue
        if not _month_written(match, raw, base):
            continue
        ref = meaning(form, match)
        if ref is not None:
            best = (form, match.end(), ref)
    return best


def _month_written(match: re.Match[str], raw: str, base: int) -> bool:
    """Months that are words of other meanings count only with a capital."""
    if "m" not in match.re.groupindex or match["m"] is None:
        return True
    if match["m"] not in _UPPER_MONTHS:
        return True
    return raw[base + match.start("m")].isupper()


def _compared(text: str, at: int, floor: int, ref: PeriodRef) -> tuple[int, Comparison] | None:
    """The comparison that ends in the period at ``at``: (start, value)."""
    base = max(floor, at - 60)
    match = forms().against.search(text[base:at])
    if match is None or ref.grain == Grain.SPAN:
        return None
    word = match["word"]
    if word == "than" and text.endswith(("later ", "earlier ", "sooner ", "rather ", "other ", "before "), 0, base + match.start()):
        return None
    if word == "on" and ref.grain != Grain.SAME:
        return None
    known: Basis | None = None
    if ref.years == -1 or (ref.grain == Grain.YEAR and ref.offset == -1):
        known = Basis.YOY
    elif ref.grain == Grain.QUARTER and ref.offset == -1:
        known = Basis.QOQ
    if word in ("from", "on", "over", "against", "above", "below") and known is None and ref.offset is not None:
        return None
    return base + match.start(), Comparison(basis=known, against=ref, prior=word not in ("than", "over", "on"))
