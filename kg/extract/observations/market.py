"""The day of what a market quotes: a share price, an index, an exchange rate. It is the day of the article, whatever quarter the company reports."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.extract.observations.drafts import Draft
from kg.extract.observations.tokens import CUE, PERIOD, QUANTITY, Line
from kg.extract.observations.when import base, idle, key_of
from kg.extract.quantity import Grain, PeriodRef
from kg.lexicon import words_of
from kg.types import Context

_QUOTED = words_of("classes", "quoted")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b")
_NOW = re.compile(r"\b(?:today|now|current|currently|this (?:morning|afternoon)|(?:yesterday|last night)'s)\b")
_ASIDE = frozenset(", ; and but while sending pushing lifting driving".split())


def quoted(line: Line, draft: Draft) -> bool:
    """Whether a market makes the number. "At constant exchange rates, growth of 8%" is no rate."""
    named = draft.named.id
    level = draft.level is not None and not line.tokens[draft.level].quantity.percentage
    return draft.named.rule.startswith("quote") or named == "stockPrice" or named.startswith("other:index") or (named in _QUOTED and level and draft.change is None)


def quote_period(context: Context, line: Line, draft: Draft) -> tuple[PeriodRef | None, str | None]:
    """(words, key) of the period of a quote: its own, else the day of the article; a stretch that is still open ("so far this year") has no key."""
    ref = _own(line, draft)
    if ref is not None:
        running = ref.grain in (Grain.TO_DATE, Grain.SPAN, Grain.SAME) or (ref.grain == Grain.YEAR and ref.offset == 0)
        return ref, None if running else key_of(ref, context, False)
    stated = context.layout.header.date
    if stated is None or len(stated.value) != 10 or (context.layout.turns and not _NOW.search(line.folded)):
        return None, None
    return None, _on_weekday(stated.value, line, draft) or stated.value


def _own(line: Line, draft: Draft) -> PeriodRef | None:
    """The period in the number's own clause; the one of a result before the comma is not the quote's: "posted a second-quarter loss, and its shares fell 4%"."""
    tokens = line.tokens
    for k in range(draft.last + 1, len(tokens)):
        if tokens[k].kind == QUANTITY or tokens[k].text in _ASIDE:
            break
        if tokens[k].kind == PERIOD and not base(line, k) and not idle(line, k):
            return tokens[k].period
    against = any(t.kind == CUE or t.text in ("against", "and") for t in tokens[max(0, draft.first - 4) : draft.first])  # "up 34 percent in May versus a 44 percent rise in the index"
    for k in range(draft.first - 1, -1, -1):
        if not against and (tokens[k].kind == QUANTITY or tokens[k].text in _ASIDE):
            break
        if tokens[k].kind == PERIOD and not base(line, k) and not idle(line, k):
            return tokens[k].period
    return None


def _on_weekday(day: str, line: Line, draft: Draft) -> str | None:
    """The last such weekday up to ``day``: "closed at $12 on Friday"; the one nearest to the number."""
    at = line.tokens[draft.last].end - line.span.start
    said = min(_WEEKDAY.finditer(line.folded), key=lambda m: abs(m.start() - at), default=None)
    if said is None:
        return None
    try:
        written = date.fromisoformat(day)
    except ValueError:
        return None
    return (written - timedelta(days=(written.weekday() - _WEEKDAYS.index(said[1])) % 7)).isoformat()
