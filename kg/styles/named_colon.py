"""Company pages and programming interfaces: ``Name: text``, ``Name, Title: text``, ``NAME (Firm): text``; Markdown titles above."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Line, read_lines
from kg.styles.colon import colon_heads, count_heads
from kg.styles.furniture import mark_furniture
from kg.styles.heads import name_dash_title
from kg.styles.layout import layout
from kg.types import Document, Layout, PassageKind

NAME = "named-colon"
MARKS: tuple[str, ...] = ("Operator: Good day", "ARNE HOLT: Thank you", "Ines Varga (Quill Securities): Hi", "Arne Holt, CFO: Thanks", "# Northwind Q2 Earnings Call Transcript")
_PARTICIPANTS = re.compile(r"^\W*(?:participants|speakers)\W*$", re.IGNORECASE)
_LONG = 160  # a longer line is a paragraph of its own, not a line of one


def fits(document: Document) -> bool:
    """At least three different people head turns so."""
    text = document.text
    if text.count(":") < 3:
        return False
    return count_heads(text, read_lines(text[:60000]), True, 3) >= 3


def split(document: Document) -> Layout:
    """Heads stand at the beginning of a line; short lines are the lines of one paragraph."""
    lines = read_lines(document.text)
    lengths = sorted(len(line.text) for line in lines)
    wrapped = bool(lengths) and lengths[len(lengths) * 9 // 10] < _LONG and len(lines) > 60
    draft = Draft(NAME, document, lines, wrapped=wrapped)
    if wrapped:
        mark_furniture(draft)
    colon_heads(draft, 0, inline=True)
    first = min(draft.heads, default=0)
    for i in range(first):
        if draft.kinds[i] != PassageKind.BOILERPLATE:
            draft.kinds[i] = PassageKind.HEADER
    _listed(draft, first)
    return layout(draft)


def _listed(draft: Draft, first: int) -> None:
    """Lines "- Name - Title" under a heading "Participants"."""
    inside = False
    for i in range(first):
        line = draft.lines[i]
        if _PARTICIPANTS.match(line.text):
            inside = True
            draft.kinds[i] = PassageKind.ROSTER
        elif inside:
            bare = line.text.lstrip("-*\u2022 ")
            entry = name_dash_title(draft.document.text, Line(line.end - len(bare), line.end, bare, line.gap))
            if entry is None:
                return
            draft.roster.append(entry)
            draft.kinds[i] = PassageKind.ROSTER
