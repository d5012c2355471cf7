"""What speaks against an observation: another document that gives another number, or its own document's arithmetic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kg.types import Observation, Span, Status
from kg.view.model import Model, metric_label

_HALF = Decimal("0.5")
_OFFSETS = re.compile(r" \(also [\d, -]+\)$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look twice at node ``node``, in words; ``other`` is the node that says otherwise, if one does."""

    node: int
    other: int | None
    words: str


def doubts(model: Model) -> list[Doubt]:
    """All doubts, by node. Nothing is corrected: which of two numbers holds is for the reader to judge."""
    found = [*_between(model), *_within(model)]
    return sorted(found, key=lambda d: (d.node, -1 if d.other is None else d.other, d.words))


def _between(model: Model) -> Iterator[Doubt]:
    """The same number of the same subject and period, told otherwise in another document."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, node in enumerate(model.nodes):
        o = node.observation
        if o is not None and o.status == Status.REPORTED and o.value is not None and o.bound is None and o.period:
            groups[node.owner, o.metric, o.label, o.period, o.unit, o.share_of, o.accounting].append(place)
    for places in groups.values():
        for a, b in combinations(places, 2):
            one, two = model.nodes[a], model.nodes[b]
            if one.docs & two.docs or not _apart(one.observation, two.observation):
                continue
            yield Doubt(a, b, f"Another document says {two.name}")
            yield Doubt(b, a, f"Another document says {one.name}")


def _apart(a: Observation | None, b: Observation | None) -> bool:
    """Whether two values differ by more than the coarser of them is rounded to."""
    if a is None or b is None or a.value is None or b.value is None:
        return False
    return abs(a.value - b.value) > max(_last_place(a.value), _last_place(b.value)) * _HALF


def _last_place(number: Decimal) -> Decimal:
    """The worth of the last digit that is not a trailing zero: 100000 for 441200000."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _within(model: Model) -> Iterator[Doubt]:
    """What the numbers of one document say against each other (the notes of ``kg.consistency``)."""
    notes: dict[tuple[int, Span], list[str]] = defaultdict(list)
    for d, reading in enumerate(model.readings):
        for note in reading.notes:
            if note.rule.startswith("consistency."):
                notes[d, note.span].append(note.message)
    for place, node in enumerate(model.nodes):
        if node.observation is not None:
            said = dict.fromkeys(m for p in model.proofs.get(place, ()) for m in notes.get((p.doc, p.span), ()))
            yield from (Doubt(place, None, _said(message)) for message in said)


def _said(message: str) -> str:
    """A note in words for readers: the label of its metric, and no offsets."""
    metric, of, rest = _OFFSETS.sub("", message).partition(" of ")
    return f"{metric_label(metric)}{of}{rest}" if of else metric
