"""The numbers and years of a tokenised sentence, and which year each number is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edgar.words import LISTED, MONTHS
from kg.extract.quantities import find_measures
from kg.extract.quantity import Grain, PeriodRef, Quantity
from kg.fold import fold
from kg.types import Context, Document, DocumentType, Header, Layout, Mention, Passage, PassageKind, Section, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One tokenised sentence of an annual report; ``low`` are the tokens in lower case."""

    tokens: tuple[str, ...]
    low: tuple[str, ...]
    values: tuple[tuple[int, Quantity], ...]  # token of the number, amounts of money only
    years: tuple[tuple[int, int], ...]  # token, year
    report: int  # the year of the report


def sentence(tokens: Sequence[str], report: int) -> Sentence:
    """The numbers and years of one tokenised sentence."""
    text, starts = " ".join(tokens), []
    at = 0
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    index = {start: i for i, start in enumerate(starts)}
    passage = Passage(Span(0, len(text)), PassageKind.PARAGRAPH, Section.BODY)
    context = Context(Document("s", "s", "", text), Layout("filing", DocumentType.FILING, Header(), (passage,)), fold(text))
    mentions = list(find_measures(context, passage))
    low = tuple(t.lower() for t in tokens)
    values = tuple((token, q) for token, q in _values(mentions, index) if not _aside(low, token))
    years = tuple(sorted({(_token(starts, m.span), m.value.year) for m in mentions if isinstance(m.value, PeriodRef) and m.value.year and m.value.grain != Grain.SPAN}))
    return Sentence(tuple(tokens), low, values, years, report)


def _values(mentions: Iterable[Mention], index: dict[int, int]) -> Iterator[tuple[int, Quantity]]:
    for mention in mentions:
        quantity = mention.value
        if isinstance(quantity, Quantity) and quantity.money and quantity.number.start in index and quantity.bound not in (">", ">=", "<", "<="):
            yield index[quantity.number.start], quantity


def _aside(low: Sequence[str], token: int) -> bool:
    """A value after tax, a share, or at par beside the value meant: "$ 3 million ( $ 2 million after tax or $ 0.10 per share )"."""
    before = low[max(0, token - 3) : token]
    if "or" in before and any(t in ("million", "billion", "tax", ")") for t in low[max(0, token - 8) : token]):
        return True
    opened = before[-1:] == ("($",) or before[-2:] == ("(", "$")
    if opened and low[token - 2 - (before[-1:] != ("($",))] in ("million", "billion") and any("tax" in t or t == "per" for t in low[token : token + 6]):
        return True
    return "par" in low[token : token + 5] or "par" in low[max(0, token - 4) : token]


def _token(starts: Sequence[int], span: Span) -> int:
    return max((i for i, start in enumerate(starts) if start < span.end), default=0)


def series(s: Sentence) -> list[list[int]]:
    """Values that stand in one list ("$ 3 million , $ 4 million and $ 5 million"): indexes into ``s.values``."""
    out: list[list[int]] = []
    for k, (token, _) in enumerate(s.values):
        if out:
            before = s.values[out[-1][-1]][0]
            gap = s.low[before + 1 : token]
            if all(t in LISTED or t.isdigit() or t in MONTHS for t in gap):
                out[-1].append(k)
                continue
        out.append([k])
    return out


def tags(s: Sentence, group: Sequence[int]) -> list[str]:
    """Which year each value of a list is of."""
    tokens = [s.values[k][0] for k in group]
    after = [[y for t, y in s.years if token < t < nxt] for token, nxt in zip(tokens, [*tokens[1:], tokens[-1] + 16], strict=True)]
    around = [y for _, y in s.years]
    if len(group) > 1 and len({y for _, y in s.years}) >= len(group) and (not all(after) or any(len(a) > 1 for a in after)):
        ordered = list(dict.fromkeys([y for t, y in s.years if t > tokens[-1]] if sum(t > tokens[-1] for t, _ in s.years) >= len(group) else around))
        if len(ordered) >= len(group):
            return [_tag(s, y) for y in ordered[: len(group)]]
    if all(after):
        return [_tag(s, a[0]) for a in after]
    if len(group) == 1:
        before = [y for t, y in s.years if t < tokens[0]]
        stop = next((t for t in range(tokens[0] + 1, len(s.low)) if s.low[t] in (".", ";", "$")), len(s.low))
        near = after[0] or [y for t, y in s.years if tokens[0] < t < stop] or before[-1:]
        return [_tag(s, near[0]) if near else "cy"]
    return [("cy", "py", "py1")[min(i, 2)] for i in range(len(group))]


def _tag(s: Sentence, year: int) -> str:
    return "cy" if year >= s.report else "py" if year == s.report - 1 else "py1"
