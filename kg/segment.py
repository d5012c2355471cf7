"""Document -> Layout: the first house style that fits, else the article parser, else paragraphs with a note. Sentences as spans."""

from __future__ import annotations

import re

from kg.styles import STYLES
from kg.types import Document, Layout, Span


def segment(document: Document) -> Layout:
    """The layout of ``document``. Never raises; an unknown layout is read paragraph by paragraph, with a note."""
    style = next(style for style in STYLES if style.fits(document))
    return style.split(document)


_END = re.compile(r"[.!?]+[\"')\]\u201d\u2019]*(?=\s+[\"'(\[\u201c\u2018$\u20ac\u00a3]?[A-Z0-9])|\n[^\S\n]*\n\s*")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Messrs|Prof|Sr|Jr|St|Inc|Corp|Co|Ltd|vs|No|U\.S|U\.K|e\.g|i\.e|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Z])\.$")


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of ``text[span]``, without the white space between them, in order."""
    out: list[Span] = []
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match.group()[0] == "." and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        _add(out, text, start, match.end())
        start = match.end()
    _add(out, text, start, span.end)
    return tuple(out)


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Span(start, end))
