"""Runs of blanks inside a line, as text from a PDF has them, read as one: the document without them, and what was read in it put back to its places.

    "In   terms   of   pumps" -> "In terms of pumps" -> a reading -> the same reading, each span where it stands in the document
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.types import Document, Reading, Span

_RUN = re.compile(r"(?<=\S)[ \t\u00a0\u2002\u2003\u2009]{2,}(?=\S)")
_CELL = re.compile(r"[ \t\u00a0\u2002\u2003\u2009]{2,}")


def squeezed(document: Document) -> tuple[Document, tuple[int, ...]] | None:
    """The document with one blank for each run, and for each place of its text the place in the document's own; None where there is nothing to do."""
    text = document.text
    if _RUN.search(text) is None:
        return None
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start = 0
        for run in () if _tabular(line) else _RUN.finditer(line):
            kept.append(line[start : run.start() + 1])
            places += range(at + start, at + run.start() + 1)
            start = run.end()
        kept.append(line[start:])
        places += range(at + start, at + len(line))
        at += len(line)
    return dataclasses.replace(document, text="".join(kept)), (*places, len(text))


def _tabular(line: str) -> bool:
    """Whether the gaps of a line part columns: most of its cells hold a number or nothing but a mark."""
    cells = _CELL.split(line.strip())
    return len(cells) > 2 and 2 * sum(any(c.isdigit() for c in cell) or not any(c.isalpha() for c in cell) for cell in cells) > len(cells)


def put_back(reading: Reading, document: Document, places: tuple[int, ...]) -> Reading:
    """``reading`` of a squeezed document as one of ``document``."""
    moved: Reading = _moved(dataclasses.replace(reading, document=document), places)
    return moved


def _moved(value: Any, places: tuple[int, ...]) -> Any:
    """A value with the spans in it moved; the value itself where there are none."""
    if isinstance(value, Span):
        return Span(places[value.start], places[value.end])
    if isinstance(value, tuple):
        new = [_moved(v, places) for v in value]
        return type(value)(*new) if hasattr(value, "_fields") else tuple(new)
    if isinstance(value, Mapping):
        return {key: _moved(v, places) for key, v in value.items()}
    if not dataclasses.is_dataclass(value) or isinstance(value, Document | type):
        return value
    names = _fields(type(value))
    moved = {name: _moved(getattr(value, name), places) for name in names}
    changed = {name: v for name, v in moved.items() if v is not getattr(value, name)}
    return dataclasses.replace(value, **changed) if changed else value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)
