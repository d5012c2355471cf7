"""Pages printed one word a line: the words of a passage are gathered into running text for reading, and what is read is put back in place."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.quantity import Quantity
from kg.fold import fold
from kg.types import Context, Mention, Passage, Span

_WORD = re.compile(r"\S+")


def scattered(text: str, span: Span) -> bool:
    """Whether nearly every word of ``text[span]`` stands on a line of its own."""
    start, end = span
    return text.count("\n", start, end) * 12 > end - start > 40


def gathered(context: Context, passage: Passage) -> tuple[Context, Passage, tuple[int, ...]]:
    """The passage as a document of its own with single spaces, and the offset in the real text of each of its characters."""
    text = context.document.text
    words: list[str] = []
    places: list[int] = []
    for match in _WORD.finditer(text, passage.span.start, passage.span.end):
        if words:
            places.append(match.start() - 1)
        words.append(match.group())
        places.extend(range(match.start(), match.end()))
    running = " ".join(words)
    document = replace(context.document, text=running)
    return replace(context, document=document, folded=fold(running), concordance=None), replace(passage, span=Span(0, len(running))), tuple(places)


def put_back(mention: Mention, places: tuple[int, ...]) -> Mention:
    """``mention`` with the offsets of the real text."""
    value = mention.value
    if isinstance(value, Quantity):
        value = replace(value, number=_place(value.number, places), unit_span=_maybe(value.unit_span, places), bound_span=_maybe(value.bound_span, places))
    return mention._replace(span=_place(mention.span, places), value=value)


def _place(span: Span, places: tuple[int, ...]) -> Span:
    return Span(places[span.start], places[span.end - 1] + 1)


def _maybe(span: Span | None, places: tuple[int, ...]) -> Span | None:
    return None if span is None else _place(span, places)
