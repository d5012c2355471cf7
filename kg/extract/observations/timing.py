"""When a number is for and what kind of statement it is: its period, its status, and what the sentences before lend to both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kg.extract.observations.drafts import Draft
from kg.extract.observations.respectively import periods_paired
from kg.extract.observations.status import status_of
from kg.extract.observations.tokens import Line
from kg.extract.observations.when import ahead, key_of, only_period, period_at, unfinished
from kg.extract.quantity import PeriodRef
from kg.types import Context, Status

_DEALS = frozenset("dealValue price stockPrice marketCapitalization stake capacity".split())  # what is agreed or there, whatever "will" stands beside it


class Before(Protocol):
    """What the sentences before lend."""

    period: PeriodRef | None
    spoken: PeriodRef | None
    outlook: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """``key`` is the period's key; ``ref`` the words it was read from."""

    status: Status
    key: str | None
    ref: PeriodRef | None


def stated(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, before: Before, outlook: bool) -> Stated | None:
    """Period and status of ``draft``; None when it is a hypothetical. ``outlook``: a number before it in the sentence is guidance."""
    ref, own = _period(context, line, draft, floor, ceiling, before)
    key = key_of(ref, context)
    future = ahead(ref, key, context)
    status, why = status_of(line, draft.first, draft.anchor, future and own, outlook or (before.outlook and (future or not own)))
    if status is None:
        return None
    past = own and ref is not None and (ref.offset or 0) < 0
    if (status in (Status.GUIDANCE, Status.TARGET) and past) or (status == Status.GUIDANCE and not future and draft.named.id in _DEALS):
        status = Status.REPORTED
    header = context.layout.header.period
    if status == Status.REPORTED and unfinished(key, context):
        ranged = line.tokens[draft.anchor].quantity.ranged
        if why == "reported" and ranged:
            status = Status.GUIDANCE
        else:
            key = header.value if header else key
    if key is None and ref is None and status in (Status.REPORTED, Status.CONSENSUS) and header:
        key = header.value
    return Stated(status, key, ref)


def _period(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, before: Before) -> tuple[PeriodRef | None, bool]:
    """(the period's words or None, whether they stand in the sentence itself)."""
    ref, at = period_at(line, draft.anchor, floor if floor <= draft.anchor else 0, ceiling, context)
    if ref is None and floor and at < 0:
        ref, at = period_at(line, draft.anchor, 0, draft.anchor, context)
    paired = periods_paired(line).get(draft.anchor)
    if paired is not None:
        ref, at = line.tokens[paired].period, paired
    if ref is None and at < 0:
        ref = only_period(line)
    if ref is not None or at >= 0:
        return ref, ref is not None
    return before.period or (before.spoken if _goes_on(line) else None), False


def _goes_on(line: Line) -> bool:
    """Whether the sentence speaks of the period of the one before: "It beat …", "A poll of analysts had …"."""
    return line.tokens[0].text in ("it", "that", "this") or any(word in line.folded for word in (" poll ", "analyst", "consensus"))
