"""Transcripts filed with a stock exchange: a covering letter, ``MANAGEMENT:`` rosters, ``Moderator:``, names with a colon, page numbers."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.participants.titles import is_title
from kg.styles.colon import colon_heads
from kg.styles.furniture import mark_furniture
from kg.styles.heads import affiliation, name_span
from kg.styles.layout import layout
from kg.types import Document, Layout, Part, PassageKind, Span

NAME = "exchange-filing"
MARKS: tuple[str, ...] = ("MANAGEMENT:", "MR. ARNE HOLT \u2013 CHIEF FINANCIAL OFFICER", "Moderator:", "Page 3 of 16", "Call Participants:", "Ms. Ines Varga, 2:12")
_LETTER = ("SEBI", "Stock Exchange", "Exchange Plaza", "Scrip Code", "Scrip code", "Regulation 30", "Listing Department")
_MODERATOR = re.compile(r"^[ \t]*Moderator\s*:[ \t]*\r?$", re.MULTILINE)
_CLOCKED = re.compile(r"^[ \t]*(?:Mr|Ms|Mrs|Dr)\.? [^\n:,]{3,50}, \d{1,2}:\d\d[ \t]*\r?$", re.MULTILINE)
_ROSTER = re.compile(r"^(?:management|call participants|participants|speakers|management team)\s*:?\s*$", re.IGNORECASE)
_DASH = re.compile(r"\s*[\u2013\u2014-]\s+|,\s+")
_HONORIFIC = re.compile(r"^(?:mr|ms|mrs|dr|shri|smt)\b", re.IGNORECASE)


def fits(document: Document) -> bool:
    """A moderator's turns on lines of their own, or clocked turns after a letter to an exchange."""
    text = document.text
    if "Moderator" in text and _MODERATOR.search(text) is not None:
        return True
    head = text[:6000]
    return any(mark in head for mark in _LETTER) and _CLOCKED.search(text) is not None


def split(document: Document) -> Layout:
    """Letter and rosters, then turns; lines of a paragraph are joined over line ends."""
    draft = Draft(NAME, document, read_lines(document.text), wrapped=True)
    mark_furniture(draft)
    colon_heads(draft, 0, inline=False)
    first = _first_head(draft)
    colon_heads(draft, first, inline=True)  # a short label stands beside the speech
    for i in [i for i in draft.heads if i < first]:
        del draft.heads[i]
    for i in range(first):
        if draft.kinds[i] != PassageKind.BOILERPLATE:
            draft.kinds[i] = PassageKind.HEADER
    _rosters(draft, first)
    return layout(draft)


def _first_head(draft: Draft) -> int:
    """The first head that is the operator's, a clocked one, or a name that heads again later."""
    text = draft.document.text
    later: dict[str, int] = {}
    for entry in draft.heads.values():
        name = entry.span.of(text)
        later[name] = later.get(name, 0) + 1
    for i in sorted(draft.heads):
        entry = draft.heads[i]
        if later[entry.span.of(text)] > 1 or (entry.name is None and entry.part in (Part.MODERATOR, Part.OPERATOR)) or draft.lines[i].text[-1].isdigit():
            return i
    return min(draft.heads, default=0)


def _rosters(draft: Draft, first: int) -> None:
    text = draft.document.text
    inside = False
    for i in range(first):
        line = draft.lines[i]
        if _ROSTER.match(line.text):
            inside = True
            draft.mark(i, i + 1, PassageKind.ROSTER)
        elif inside:
            entry = _entry(text, line)
            if entry is not None:
                draft.roster.append(entry)
                draft.mark(i, i + 1, PassageKind.ROSTER)
            elif draft.kinds[i] != PassageKind.BOILERPLATE and not re.match(r"^(?:\+|management|and|&)", line.text, re.IGNORECASE):
                inside = False


def _entry(text: str, line: Line) -> Entry | None:
    m = _DASH.search(line.text)
    if m is None or not (_HONORIFIC.match(line.text) or is_title(line.text[m.end() :])):
        return None
    name = name_span(text, line.start, line.start + m.start())
    if name is None:
        return None
    rest = Span(line.start + m.end(), line.end)
    employer = re.search(r"\s+[\u2013\u2014-]\s+[^\u2013\u2014]*$", rest.of(text))
    if employer is not None and is_title(rest.of(text)[: employer.start()]) and not is_title(employer.group()):
        rest = Span(rest.start, rest.start + employer.start())
    return affiliation(text, Span(line.start, rest.end), name, rest, re.compile(r"\s+--\s+"))
