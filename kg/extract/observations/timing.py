"""When a number is for and what kind of statement it is: its period, its status, and what the sentences before lend to both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from kg.extract.observations.basis import counted_from
from kg.extract.observations.drafts import Draft
from kg.extract.observations.market import quote_period, quoted
from kg.extract.observations.rows import end_of_row
from kg.extract.observations.status import status_of, told
from kg.extract.observations.tokens import CUE, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.when import ahead, base, gone, key_of, only_period, period_at, unfinished
from kg.extract.quantity import Basis, Grain, How, PeriodRef
from kg.lexicon import words_of
from kg.types import Context, Status

_RESULTS = words_of("classes", "results")
_DEALS = words_of("classes", "agreed")  # what is agreed or there, whatever "will" stands beside it


_ANNUAL = re.compile(r"\b(?:our|the|total|expects?|expected|forecast) (?:annual|yearly) (?!rate|run|report|meeting|recurring)")
_NOW = re.compile(r"\b(?:currently|as we speak|as of (?:now|today)|(?:has|have|is|are|owns|operates|serves) now|now (?:has|have|owns?|operates?|serves?|stands?))\b")
_TWELVE = re.compile(r"\b(?:past|last|trailing) (?:12|twelve) months\b|\b(?:in|over|during) the past year\b")
_LONG_TERM = re.compile(r"\b(?:long(?:er)?[- ]term(?! (?:goal|target|ambition|objective)s)|eventually|steady[- ]state)\b")
_COMING = re.compile(r"\b(?:over|in|during|within|through) the (?:next|coming|following) (?:[\w-]+ ){1,4}(?:years?|months|quarters|decades?)\b")
_ESTIMATED = re.compile(r"\b(?:estimated|projected|expected|anticipated|forecast(?:ed)?|budgeted|planned)(?! (?:to|by))(?:[ -][\w.-]+){1,5} (?:is|are|of|at|to be)(?: \w+)? ?$")


class Before(Protocol):
    """What the sentences before lend."""

    period: PeriodRef | None
    spoken: PeriodRef | None
    outlook: bool
    guided: PeriodRef | None
    whole: int
    result: str | None
    key: str | None


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
    if draft.rule == "further-level" and ref is not None and ref.how == How.RELATIVE and before.key is not None:
        key = counted_from(ref, before.key, context)  # "40 million, up from 38 a year ago, but down from 52 in the previous quarter"
    future = (ahead(ref, key, context) and not _running(ref)) or (ref is not None and ref.grain == Grain.SPAN and bool(_COMING.search(line.folded)))
    if quoted(line, draft):
        status, _ = status_of(line, draft.first, draft.anchor, future and own, outlook)
        if status == Status.REPORTED:
            ref, key = quote_period(context, line, draft)
            return Stated(status, key, ref)
    if ref is not None and ref.grain == Grain.SPAN and _TWELVE.search(line.folded):
        key = _twelve_months(context, draft)
    status, why = status_of(line, draft.first, draft.anchor, future and own, outlook or (before.outlook and (future or not own)))
    if status is None:
        return None
    past = own and ref is not None and (ref.offset or 0) < 0
    over = own and why == "outlook-weak" and gone(key, context)
    if status == Status.TARGET and own and unfinished(key, context):
        status = Status.GUIDANCE  # a goal with its date: "our savings target of $60 million for this year"
    if status == Status.GUIDANCE and not own and why in ("outlook", "outlook-weak") and _LONG_TERM.search(line.folded):
        status, ref, key = Status.TARGET, None, None
    if (status in (Status.GUIDANCE, Status.TARGET) and (past or over)) or (status == Status.GUIDANCE and not future and (draft.named.id in _DEALS or _owned(line, draft))):
        status = Status.REPORTED
    if status == Status.GUIDANCE:
        ref, key = _outlook(context, line, draft.anchor, ref, own, before, told(line, draft.anchor) or _named_year(context, line, draft.anchor, ref))
    elif status == Status.REPORTED and future and not draft.named.id.startswith("dividend"):  # declared, to be paid on a day to come
        ref, key = _report(context, ref, key, own, why == "reported-past")
    if status == Status.REPORTED and unfinished(key, context):
        ranged = line.tokens[draft.anchor].quantity.ranged
        told_of = why == "reported-past" or draft.named.id in _DEALS or line.tokens[draft.anchor].quantity.unit == "count"
        if (ranged and why != "reported-past") or (own and (not told_of or _ESTIMATED.search(line.folded, 0, line.tokens[draft.anchor].start - line.span.start))):
            status = Status.GUIDANCE
        else:
            key = _so_far(context, line, key if own else None)
    if key is None and ref is None and status in (Status.REPORTED, Status.CONSENSUS):
        key = _today(context, line, draft) or _reported(context, line, draft, before)
    return Stated(status, key, ref)


def _running(ref: PeriodRef | None) -> bool:
    """Whether "so far this quarter" is said: of what has been, in a quarter that is not over."""
    return ref is not None and ref.grain == Grain.QUARTER and ref.said


def _so_far(context: Context, line: Line, year: str | None) -> str | None:
    """The period of what is told of a ``year`` that is not over: the year as far as it is said ("year to date"), the document's own where the
    sentence speaks of that ("sales for the quarter were 69 million this year"), else the year."""
    header = context.layout.header.period
    said = [t.period for t in line.tokens if t.kind == PERIOD and t.period is not None]
    so_far = next((ref for ref in said if ref.grain == Grain.TO_DATE), None)
    if so_far is not None:
        return key_of(so_far, context)
    own = header.value if header else None
    return own if year is None or any(key_of(ref, context, False) == own for ref in said) else year


def _twelve_months(context: Context, draft: Draft) -> str | None:
    """ "Over the past twelve months": up to the document's own period for a change; for a level, the year when that has just ended."""
    header = context.layout.header.period
    if header is None:
        return None
    return f"{header.value[:4]}-FY" if header.value[5:] in ("Q4", "FY") else header.value if draft.level is None else None


def _today(context: Context, line: Line, draft: Draft) -> str | None:
    """The day of the document, for what is there "now": "currently, more than 600,000 systems are in use"."""
    date = context.layout.header.date
    if date is None or len(date.value) != 10 or draft.change is not None:
        return None
    if line.tokens[draft.anchor].quantity.unit not in ("count", "shares") and draft.named.id not in ("price", "interestRate"):
        return None
    text = line.folded[: line.tokens[draft.last].end - line.span.start]
    return date.value if _NOW.search(text) else None


def _owned(line: Line, draft: Draft) -> bool:
    """ "We will keep serving our 1.3 million customers": there already."""
    at = draft.anchor
    return line.tokens[at].quantity.unit == "count" and at > 0 and line.tokens[at - 1].text in ("our", "its", "their")


def _reported(context: Context, line: Line, draft: Draft, before: Before) -> str | None:
    """The period of a report that says none: the document's own, or that of the results just told; in a call on a fourth quarter that speaks
    of the year, or compares with a year, the year."""
    header = context.layout.header.period
    if header is None and draft.named.id in _RESULTS:
        return before.result
    if header is None or not header.value.endswith("Q4"):
        return header.value if header else None
    year = int(header.value[:4])
    compared = {key_of(t.period, context, False) for k, t in enumerate(line.tokens) if t.period is not None and (t.kind == CUE or base(line, k))}
    quarterly = any(key is not None and "-Q" in key for key in compared) or any(t.comparison is not None and t.comparison.basis == Basis.QOQ for t in line.tokens)
    yearly = before.whole or (f"{year - 1}-FY" in compared and _names_year(line, year - 1))
    return f"{year}-FY" if yearly and not quarterly else header.value


def _names_year(line: Line, year: int) -> bool:
    return any(t.period is not None and t.period.year == year and t.period.grain == Grain.YEAR for t in line.tokens)


def _outlook(context: Context, line: Line, last: int, ref: PeriodRef | None, own: bool, before: Before, past: bool) -> tuple[PeriodRef | None, str | None]:
    """The period of an outlook: its own, else the one that the outlook is given for. A period that is over and was only lent is none.
    ``past``: the outlook is history ("we had said that margins for the year would be 40%")."""
    if ref is not None and (ref.grain == Grain.TO_DATE or (ref.grain == Grain.DAY and ref.number is None) or (ref.grain == Grain.SAME and ref.years)):
        ref, own = None, False  # what is behind: "on a strong prior-year comparable"
    key = key_of(ref, context, None if past or not (own or (ref is not None and ref.grain == Grain.YEAR)) else True)
    if own or (key is not None and not gone(key, context)):
        return ref, key
    if _ANNUAL.search(line.folded, 0, line.tokens[last].end - line.span.start):
        ref = PeriodRef(grain=Grain.YEAR, how=How.RELATIVE, offset=0)
        return ref, key_of(ref, context, True)
    key = key_of(before.guided, context, True)
    return (None, None) if key is None or gone(key, context) or len(key) > 7 else (before.guided, key)


def _named_year(context: Context, line: Line, last: int, ref: PeriodRef | None) -> bool:
    """Whether the year is named beside "the full year": "the dividend for 2008 would be 40% of the full year's profit"."""
    key = key_of(ref, context)
    return key is not None and any(t.kind == PERIOD and t.period is not None and t.period.year and not base(line, k) and key_of(t.period, context) == key for k, t in enumerate(line.tokens[:last]))


def _report(context: Context, ref: PeriodRef | None, key: str | None, own: bool, past: bool) -> tuple[PeriodRef | None, str | None]:
    """The period of a reported number that seems to lie ahead: "in the fourth quarter we had", said in the third, was a year ago."""
    if not own:
        return None, None
    return ref, key_of(ref, context, False) or key if past else key


def _period(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, before: Before) -> tuple[PeriodRef | None, bool]:
    """(the period's words or None, whether they stand in the sentence itself)."""
    if draft.when is not None:
        return draft.when, True
    last = end_of_row(line, draft.anchor) if draft.paired else draft.anchor
    ref, at = period_at(line, last, last, len(line.tokens), context) if last != draft.anchor else (None, -1)
    if ref is None and at < 0:
        ref, at = period_at(line, draft.anchor, floor if floor <= draft.anchor else 0, ceiling, context)
    if ref is None and floor and at < 0:
        ref, at = period_at(line, draft.anchor, 0, draft.anchor, context)
    if ref is None and at < 0:
        ref = only_period(line) or _of_pair(context, line, draft.anchor)
    if ref is not None and ref.grain == Grain.SAME and ref.years == 0 and before.spoken is not None and not context.layout.turns:
        return before.spoken, True
    if ref is not None or at >= 0:
        return ref, ref is not None
    lent = before.period or (before.spoken if _goes_on(line) else None)
    return None if lent is not None and lent.point else lent, False  # "at the end of the quarter" is of one balance alone


def _of_pair(context: Context, line: Line, i: int) -> PeriodRef | None:
    """The period behind the other of two numbers for one thing: "to fall 4% to $50 million in 2010", "$31 million or 12 cents in 2010"."""
    k = next((k for k in range(i + 1, min(len(line.tokens), i + 5)) if line.tokens[k].kind == QUANTITY), None)
    if k is None or line.tokens[i + 1].text not in ("to", "or") or any(t.kind != WORD for t in line.tokens[i + 1 : k]):
        return None
    ref, at = period_at(line, k, k, len(line.tokens), context)
    return ref if at > k else None


def _goes_on(line: Line) -> bool:
    """Whether the sentence speaks of the period of the one before: "It beat …", "A poll of analysts had …"."""
    return line.tokens[0].text in ("it", "that", "this") or any(word in line.folded for word in (" poll ", "analyst", "consensus"))
