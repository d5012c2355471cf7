"""A call in no known layout: turns found by the shape of the lines, with a note that says so."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.styles.colon import colon_heads, count_heads
from kg.styles.heads import bare_name, name_dash_title, operator, unnamed
from kg.styles.layout import layout
from kg.types import Document, Layout, PassageKind

NAME = "generic"
MARKS: tuple[str, ...] = ("Arne Holt:", "ARNE HOLT", "Arne Holt - CFO")
_CALL = re.compile(r"\b(?:earnings|conference|results|investor)\b[^.\n]{0,40}\bcall\b|\boperator\b|\bquestion-and-answer\b", re.IGNORECASE)


def fits(document: Document) -> bool:
    """The text speaks of a call, and at least two people head turns in one of the common shapes."""
    text = document.text
    if _CALL.search(text[:8000]) is None:
        return False
    lines = read_lines(text)
    if count_heads(text, lines, True, 2) >= 2:
        return True
    return len({e.span.of(text) for line in lines if (e := _head(text, line)) is not None}) >= 2


def split(document: Document) -> Layout:
    """Names with a colon, names with a title, names in capitals or alone that head more than one turn."""
    text = document.text
    draft = Draft(NAME, document, read_lines(text), generic=True)
    colon_heads(draft, 0, inline=True)
    counts: dict[str, int] = {}
    for line in draft.lines:
        entry = _head(text, line)
        if entry is not None:
            counts[line.text] = counts.get(line.text, 0) + 1
    for i, line in enumerate(draft.lines):
        if i in draft.heads:
            continue
        entry = _head(text, line)
        if entry is not None and (entry.name is None or entry.title is not None or counts[line.text] > 1):
            draft.head(i, entry)
    draft.mark(0, min(draft.heads, default=0), PassageKind.HEADER)
    return layout(draft)


def _head(text: str, line: Line) -> Entry | None:
    if len(line.text) > 120:
        return None
    entry = operator(line) or unnamed(line) or bare_name(text, line) or name_dash_title(text, line)
    return entry if entry is not None and (entry.name is None or entry.title is not None or entry.firm is None) else None
