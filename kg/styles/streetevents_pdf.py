"""Printed event transcripts: ``CORPORATE PARTICIPANTS`` and ``CONFERENCE CALL PARTICIPANTS``, turns headed ``Name - Firm - Title``, page footers."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.participants.titles import is_plain_analyst
from kg.styles.furniture import mark_furniture
from kg.styles.heads import DASHES, name_span, operator, reads_as_affiliation, unnamed
from kg.styles.layout import layout
from kg.types import Document, Layout, Part, PassageKind, Span

NAME = "streetevents-pdf"
MARKS: tuple[str, ...] = ("CORPORATE PARTICIPANTS", "CONFERENCE CALL PARTICIPANTS", "PRESENTATION", "Arne Holt - Northwind Robotics Inc. - CFO")
_CORPORATE = re.compile(r"^CORPORATE PARTICIPANTS\W*$", re.MULTILINE)
_CALL = re.compile(r"^CONFERENCE CALL PARTICIPANTS\W*$")
_TALK = re.compile(r"^PRESENTATION\W*$", re.MULTILINE)
_QUESTIONS = re.compile(r"^QUESTIONS? AND ANSWERS?\W*$")
_FOOTER = re.compile(r"^(?:\d+\s+)?(?:THOMSON |REFINITIV |LSEG )?\w* ?STREETEVENTS \||^\S+ \d{1,2}, \d{4} / \d{1,2}:\d\d[AP]M|^DISCLAIMER$|^\W*client id", re.IGNORECASE)
_AFTER = re.compile(r"^DISCLAIMER\W*$")


def fits(document: Document) -> bool:
    """The heading of the company's roster in capitals, and the heading of the presentation."""
    text = document.text
    return "CORPORATE PARTICIPANTS" in text and _CORPORATE.search(text) is not None and _TALK.search(text) is not None and "--------------------" not in text


def split(document: Document) -> Layout:
    """Rosters tell who is of the company; the heads of the turns give firm and title."""
    text = document.text
    draft = Draft(NAME, document, read_lines(text), wrapped=True)
    mark_furniture(draft)
    begin, corporate = _rosters(draft)
    for i in range(begin, len(draft.lines)):
        line = draft.lines[i]
        if _AFTER.match(line.text):
            draft.mark(i, len(draft.lines), PassageKind.BOILERPLATE)
            break
        if _FOOTER.match(line.text):
            draft.mark(i, i + 1, PassageKind.BOILERPLATE)
        elif _QUESTIONS.match(line.text):
            draft.mark(i, i + 1, PassageKind.HEADER)
            draft.questions = draft.questions or i
        elif draft.kinds[i] == PassageKind.SPEECH and len(line.text) < 160:
            entry = operator(line) or unnamed(line) or _head(text, line, corporate)
            if entry is not None:
                draft.head(i, entry)
    return layout(draft)


def _rosters(draft: Draft) -> tuple[int, str]:
    """The index of the first line of the talk, and the words of the company's roster."""
    state = ""
    corporate: list[str] = []
    for i, line in enumerate(draft.lines):
        if _TALK.match(line.text):
            draft.mark(i, i + 1, PassageKind.HEADER)
            return i + 1, "\n".join(corporate)
        if _CORPORATE.match(line.text) or _CALL.match(line.text):
            state = "corporate" if _CORPORATE.match(line.text) else "call"
            draft.mark(i, i + 1, PassageKind.ROSTER)
        elif draft.kinds[i] == PassageKind.SPEECH:
            draft.mark(i, i + 1, PassageKind.ROSTER if state else PassageKind.HEADER)
            if state == "corporate":
                corporate.append(line.text)
    return 0, ""


def _head(text: str, line: Line, corporate: str) -> Entry | None:
    cuts = list(DASHES.finditer(line.text))
    if not cuts or line.text[-1] in ".?!":
        return None
    name = name_span(text, line.start, line.start + cuts[0].start(), single=True)
    rest = line.text[cuts[0].end() :]
    if name is None or not reads_as_affiliation(rest):
        return None
    span = Span(line.start, line.end)
    firm = Span(line.start + cuts[0].end(), line.start + cuts[1].start()) if len(cuts) > 1 else Span(line.start + cuts[0].end(), line.end)
    title = Span(line.start + cuts[1].end(), line.end) if len(cuts) > 1 else None
    if name.of(text) in corporate:
        return Entry(span, name, title if title is not None else firm)
    return Entry(span, name, None if title is None or is_plain_analyst(title.of(text)) else title, firm, Part.ANALYST)
