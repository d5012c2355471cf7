"""Metrics in prose: the names of what numbers measure. One dictionary pass; words: ``kg/data/{metrics,qualifiers,idioms}.toml``.

    Mention(kind="metric", value=MetricMention), span from the first qualifier ("adjusted") to the end of the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.concordance import Vocabulary, concordance
from kg.lexicon import table, words_of
from kg.types import Context, Mention, Passage, Span


@dataclass(frozen=True, slots=True)
class Metric:
    """One entry of the vocabulary."""

    id: str
    kind: str  # flow, stock, ratio, count
    unit: str  # currency, percent, count, per-share, times, days, physical
    better: str  # higher, lower, neutral
    opposite: str | None
    pershare: str | None  # the metric meant when the number is an amount a share
    counted: str | None  # … a bare count
    ratio: str | None  # … a percentage level
    amount: str | None  # … an amount of money, for a ratio


@dataclass(frozen=True, slots=True)
class MetricMention:
    """A metric as said. ``core`` is the term of the vocabulary without its qualifiers."""

    metric: Metric
    core: Span
    accounting: str | None
    said: str  # the term, folded
    share: bool = False  # said as a ratio to revenue: "net loss ratio"


# "net income attributable to common shareholders": the words behind belong to the term.
_OWNED = frozenset({"netIncome", "netLoss", "earningsPerShare", "fundsFromOperations", "pretaxIncome"})
_OWNERS = re.compile(
    r" (?:attributable|attributed|available|applicable|allocable) to (?:[\w.&'-]+ ){0,4}?(?:shareholders?|stockholders?|unitholders?|holders?|owners?|parent|company|partners)\b"
    r"(?: of the (?:company|parent))?| from (?:continuing )?operations| (?:attributable|attributed) to [\w.&'-]+(?: [\w.&'-]+)?(?= (?:was|were|of|for|in)\b)"
)


def _plural(term: str) -> str:
    if not term[-1].isalpha() or term.endswith("s") or " per " in term or len(term.split()[-1]) < 3:
        return term
    return term[:-1] + "ies" if term[-1] == "y" and term[-2] not in "aeiou" else term + "s"


@cache
def metric(id: str) -> Metric:
    """The vocabulary's entry ``id``. KeyError for an id it does not hold."""
    row: dict[str, Any] = table("metrics")[id]
    return Metric(
        id, row["kind"], row["unit"], row["better"], row.get("opposite"), row.get("pershare"), row.get("counted"), row.get("ratio"), row.get("amount")
    )


@cache
def _spoken() -> dict[str, Metric]:
    out: dict[str, Metric] = {}
    for id, row in table("metrics").items():
        for term in row["spoken"]:
            for form in (term, _plural(term)):
                out.setdefault(form, metric(id))
    return out


def spoken(term: str) -> Metric | None:
    """The metric that the folded ``term`` names."""
    return _spoken().get(term)


@cache
def _idioms() -> frozenset[str]:
    return words_of("idioms", "idioms") - set(_spoken())


METRICS = Vocabulary("metrics", lambda: (*_spoken(), *_idioms()))


@cache
def _before() -> dict[str, str | None]:
    return {word: row.get("accounting") for row in table("qualifiers").values() for word in row["before"]}


def find_metrics(context: Context, passage: Passage) -> Iterator[Mention]:
    """Every metric named in ``passage``, in order, without overlaps."""
    spoken, idioms, folded = _spoken(), _idioms(), context.folded
    floor = passage.span.start
    for start, end, term in concordance(context, METRICS).longest(METRICS, *passage.span):
        first, accounting = _qualified(folded, floor, start)
        if term in idioms:
            continue
        tail = _OWNERS.match(folded, end, passage.span.end) if spoken[term].id in _OWNED else None
        end = tail.end() if tail else end
        floor = end
        yield Mention("metric", Span(first, end), "metric-term", MetricMention(spoken[term], Span(start, end), accounting, term, _is_share(spoken[term], term)))


def _is_share(named: Metric, term: str) -> bool:
    return named.unit == "currency" and term.split()[-1] in ("ratio", "margin")


def _qualified(folded: str, floor: int, start: int) -> tuple[int, str | None]:
    """Where the qualifiers before ``start`` begin, and the accounting they state."""
    before, accounting = _before(), None
    while True:
        window = folded[max(floor, start - 24) : start]
        words = window.rstrip().rsplit(None, 2)
        if not words or len(window) == len(window.rstrip()):
            return start, accounting
        two = " ".join(words[-2:]) if len(words) > 1 else ""
        word = two if two in before else words[-1]
        if word not in before:
            return start, accounting
        at = folded.rfind(word.split()[0], max(floor, start - 24), start)
        if at < 0 or (at > floor and folded[at - 1].isalnum()):
            return start, accounting
        accounting = accounting or before[word]
        start = at
