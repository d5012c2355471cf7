"""Verbatim transcripts: ``Name:`` or ``Speaker 3:`` alone on a line, the words below it, a blank line between turns."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, read_lines
from kg.styles.colon import colon_head, colon_heads
from kg.styles.layout import layout
from kg.types import Document, Layout, PassageKind

NAME = "rev-verbatim"
MARKS: tuple[str, ...] = ("Speaker 1:", "Arne Holt:", "Operator:")
_HEAD = re.compile(r"^(?:[A-Z][\w.'\u2019-]*(?: [A-Z(][\w.'\u2019)-]*){0,4}|Speaker \d+|Operator):[ \t]*\r?\n(?=\S)", re.MULTILINE)
_STAMP = re.compile(r"^[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?$")


def fits(document: Document) -> bool:
    """The document begins with such a head, and has at least three."""
    text = document.text
    if ":\n" not in text and ":\r\n" not in text and ": \n" not in text:
        return False
    first = _HEAD.search(text)
    if first is None or text[: first.start()].strip().count("\n") > 4:
        return False
    if sum(1 for _ in zip(_HEAD.finditer(text), range(3), strict=False)) < 3:
        return False
    lines = read_lines(text)
    heads = [found[1] >= line.end for line in lines if ":" in line.text[:60] and (found := colon_head(text, line))]
    return sum(heads) >= 0.8 * len(heads)


def split(document: Document) -> Layout:
    """A head is a name and a colon alone on a line."""
    draft = Draft(NAME, document, read_lines(document.text))
    for i, line in enumerate(draft.lines):
        if _STAMP.match(line.text):
            draft.mark(i, i + 1, PassageKind.BOILERPLATE)
    colon_heads(draft, 0, inline=False)
    draft.mark(0, min(draft.heads, default=0), PassageKind.HEADER)
    return layout(draft)
