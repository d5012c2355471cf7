"""Statements that compare a metric with a period and name no number: "in line with the second quarter of 2023", "more than last year's rate"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.extract.observations.basis import between, year_before
from kg.extract.observations.phrases import complete
from kg.extract.observations.tokens import CUE, METRIC, PERIOD, WORD, Line, Token
from kg.extract.observations.when import key_of
from kg.types import Context, Observation, Span, Status, Thing

_LEVEL = re.compile(r"\b(?:was|were|is|are|remained|came in) (?:broadly |largely |essentially |roughly |about )?(?:in line|flat|comparable|consistent|unchanged) (?:with|to|compared (?:with|to)) ")
_RATE = re.compile(r"\bgrowth(?: rate)?\b.{0,30}?\b(?:will|should|would|to) be (more than|higher than|above|no less than|at least|less than|lower than|below) (?:that (?:of )?)?(?:the )?last year")
_FASTER = re.compile(r"\b(?:will|should|would|to) grow (?:by )?(more|faster|less|slower) than (?:(?:it|they|we) did )?(?:in )?last year")
_BOUND = {"more": ">", "faster": ">", "less": "<", "slower": "<", "more than": ">", "higher than": ">", "above": ">", "no less than": ">=", "at least": ">=", "less than": "<", "lower than": "<", "below": "<"}


def compares(folded: str) -> bool:
    """Whether a sentence (folded) has the words of such a statement."""
    return bool(_LEVEL.search(folded) or _RATE.search(folded) or _FASTER.search(folded))


def unnumbered(context: Context, line: Line, of: Thing, by: str | None) -> Iterator[Observation]:
    """The observations without a number of one sentence."""
    match = _LEVEL.search(line.folded)
    if match:
        yield from _in_line(context, line, match, of, by)
    match = _RATE.search(line.folded) or _FASTER.search(line.folded)
    if match:
        yield from _rate(context, line, match, of, by)


def _metric_before(line: Line, at: int) -> Token | None:
    """The metric that is the subject of the verb at offset ``at`` of the sentence: a period and a few words may stand between."""
    words = 0
    for k in range(len(line.tokens) - 1, -1, -1):
        t = line.tokens[k]
        if t.end - line.span.start > at or t.kind in (PERIOD, CUE) or t.text in ("during", "for", "in", "the", "of", "growth", "rate"):
            continue
        if t.kind == WORD and words < 3:
            words += 1
            continue
        return t if t.kind == METRIC and complete(line.tokens, k) else None
    return None


def _in_line(context: Context, line: Line, match: re.Match[str], of: Thing, by: str | None) -> Iterator[Observation]:
    metric = _metric_before(line, match.start())
    against = next((t for t in line.tokens if t.kind in (PERIOD, CUE) and 0 <= t.start - line.span.start - match.end() <= 12), None)
    header = context.layout.header.period
    if metric is None or against is None or header is None:
        return
    prior = key_of(against.period, context)
    basis = between(header.value, prior) or "YoY"
    points = metric.metric.metric.unit == "percent"
    yield Observation(
        span=Span(metric.start, against.end), rule="in-line-with", by=by, of=of, metric=metric.metric.metric.id, change=Decimal(0), change_unit="pp" if points else "percent",
        bound="~", basis=basis, prior_period=prior, period=header.value, accounting=metric.metric.accounting, confidence=Decimal("0.8"),
    )  # fmt: skip


def _rate(context: Context, line: Line, match: re.Match[str], of: Thing, by: str | None) -> Iterator[Observation]:
    metric = _metric_before(line, match.start())
    if metric is None:
        return
    own = next((t.period for t in line.tokens if t.kind == PERIOD and t.end - line.span.start <= match.start()), None)
    key = key_of(own, context)
    header = context.layout.header.period
    prior = year_before(key) or (f"{int(header.value[:4]) - 1}-FY" if header else None)
    yield Observation(
        span=Span(metric.start, line.span.start + match.end()), rule="against-last-year's-rate", by=by, of=of, metric=metric.metric.metric.id, status=Status.GUIDANCE, label="growth rate",
        on_change=True, bound=_BOUND[match[1]], basis="YoY", period=key, prior_period=prior, confidence=Decimal("0.7"),
    )  # fmt: skip
