"""How much of a document was understood as something: the share of its characters in a passage of a known kind, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from kg.types import Document, Layout, Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BLANK = re.compile(r"\s+")
UNKNOWN = "plain"  # the style that reads what no house style fits: its paragraphs are paragraphs by default, not by recognition


@dataclass(frozen=True, slots=True)
class Coverage:
    """``covered`` of ``total`` characters, white space not counted; ``rest``: the uncovered stretches, at most a line each, in order."""

    covered: int
    total: int
    rest: tuple[Span, ...]
    known: bool  # a house style fits the document

    @property
    def share(self) -> Decimal:
        """From 0 to 1 with four digits, rounded down: 1 means all. 1 for a document without characters."""
        if not self.total:
            return Decimal(1)
        return (Decimal(self.covered) / Decimal(self.total)).quantize(Decimal("0.0001"), ROUND_DOWN)


def coverage(document: Document, layout: Layout) -> Coverage:
    """The coverage of ``document`` by the passages of ``layout``."""
    text = document.text
    covered, rest, at = 0, [], 0
    for passage in sorted(layout.passages, key=lambda p: p.span):
        start, end = max(at, passage.span.start), max(at, passage.span.end)
        rest += _lines(text, at, start)
        covered += _visible(text[start:end])
        at = max(at, end)
    rest += _lines(text, at, len(text))
    return Coverage(covered, covered + sum(_visible(span.of(text)) for span in rest), tuple(rest), layout.style != UNKNOWN)


def _lines(text: str, start: int, end: int) -> list[Span]:
    return [Span(*match.span()) for match in _LINE.finditer(text, start, end)]


def _visible(text: str) -> int:
    return len(_BLANK.sub("", text))
