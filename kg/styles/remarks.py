"""Prepared remarks: turns headed ``Name, Title`` on a line, or the words of the company alone, with no speakers at all."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.participants.titles import is_title, part_of
from kg.styles.furniture import mark_furniture
from kg.styles.heads import name_span, operator
from kg.styles.layout import layout
from kg.types import Document, Layout, PassageKind, Span

NAME = "remarks"
MARKS: tuple[str, ...] = ("Prepared Remarks", "Arne Holt, Chief Financial Officer", "We grew revenue in the quarter.")
_WE = re.compile(r"\b(?:we|our|us|we're|we've)\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|told|according to)\b|[\"\u201c]")
_COMMA = re.compile(r"\s*,\s+")
_LONG = 160


def fits(document: Document) -> bool:
    """Two heads of a name and a title, or a text in which a company speaks of itself and nobody is quoted."""
    text = document.text
    if len(text) < 200:
        return False
    if sum(1 for line in read_lines(text[:40000]) if len(line.text) < 110 and _head(text, line)) >= 2 and "remarks" in text[:3000].lower():
        return True
    sample = text[:8000]
    words = sample.count(" ") + sample.count("\n") + 1
    return len(_WE.findall(sample)) >= 0.018 * words and len(_SAID.findall(sample)) <= 0.004 * words


def split(document: Document) -> Layout:
    """Lines "Name, Title" head turns; everything else is speech."""
    text = document.text
    lines = read_lines(text)
    lengths = sorted(len(line.text) for line in lines)
    draft = Draft(NAME, document, lines, wrapped=bool(lengths) and lengths[-1] < _LONG and len(lines) > 60)
    if draft.wrapped:
        mark_furniture(draft)
    for i, line in enumerate(lines):
        if len(line.text) < 110 and draft.kinds[i] == PassageKind.SPEECH:
            entry = operator(line) or _head(text, line)
            if entry is not None:
                draft.head(i, entry)
    first = min(draft.heads, default=0)
    for i in range(first):
        if draft.kinds[i] == PassageKind.SPEECH and len(lines[i].text) < _LONG:
            draft.kinds[i] = PassageKind.HEADER
    return layout(draft)


def _head(text: str, line: Line) -> Entry | None:
    m = _COMMA.search(line.text)
    if m is None or line.text[-1] in ".?!:;":
        return None
    name = name_span(text, line.start, line.start + m.start())
    rest = Span(line.start + m.end(), line.end)
    if name is None or not is_title(rest.of(text)) or not all(w[0].isupper() or w in ("of", "and", "the", "for", "&", ",", "to") for w in rest.of(text).split()):
        return None
    return Entry(Span(line.start, line.end), name, rest, None, part_of(rest.of(text)))
