"""Rosters headed ``Company Participants`` / ``Executives`` and ``Conference Call Participants`` / ``Analysts``, then turns headed by a name alone.

Older documents head turns ``Name - Firm``; some answers are headed ``A - Name`` and questions ``Q - Name``.
"""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines, within
from kg.participants.names import key, why_same
from kg.participants.sections import MARK
from kg.participants.titles import is_title
from kg.styles.heads import DASHES, affiliation, bare_name, name_dash_title, name_span, operator, unnamed
from kg.styles.layout import layout
from kg.types import Document, Layout, Part, PassageKind, Span

NAME = "seeking-alpha"
MARKS: tuple[str, ...] = ("Company Participants", "Executives", "Conference Call Participants", "Analysts", "Question-and-Answer Session")
_COMPANY = re.compile(r"^(?:executives?|(?:company|corporate) (?:participants?|representatives?)|management(?: participants)?)\s*:?$", re.IGNORECASE)
_CALL = re.compile(r"^(?:analysts?|(?:conference )?call participants?|conference call participants?|other participants?)\s*:?$", re.IGNORECASE)
_FITS = re.compile(r"^[ \t]*(?:Executives?|(?:Company|Corporate) (?:Participants?|Representatives?)|Analysts|Conference Call Participants)[ \t]*:?[ \t]*\r?$", re.MULTILINE)
_RULED = re.compile(r"^[ \t]*[=-]{20,}", re.MULTILINE)
_DEBRIS = re.compile(r"^(?:V\. Bullish|V\. Bearish|Bullish|Bearish|Neutral|\d+ Authors? in the Last \d+ Days|Ratings Summary.*|Factor Grades|Overall Sentiment.*)$", re.IGNORECASE)


def fits(document: Document) -> bool:
    """A roster heading alone on a line near the top, and no ruled lines."""
    top = document.text[:6000]
    return bool(_FITS.search(top)) and not _RULED.search(top)


def split(document: Document) -> Layout:
    """Rosters first; then a line is a turn head when it names somebody of them, or is a well-formed name standing alone."""
    text = document.text
    draft = Draft(NAME, document, read_lines(text))
    body = _rosters(draft)
    known = {key(e.name.of(text)) for e in draft.roster if e.name}
    names = [e.name.of(text) for e in draft.roster if e.name]
    for i in range(body, len(draft.lines)):
        line = draft.lines[i]
        if len(line.text) > 110:
            continue
        if MARK.match(line.text):
            draft.mark(i, i + 1, PassageKind.HEADER)
            draft.questions = draft.questions or i
        elif _DEBRIS.match(line.text):
            draft.mark(i, i + 1, PassageKind.BOILERPLATE)
        else:
            entry = operator(line) or unnamed(line) or _head(draft, i, known, names)
            if entry is not None:
                draft.head(i, entry)
                if entry.name:
                    known.add(key(entry.name.of(text)))
    draft.mark(body, min((i for i in draft.heads), default=body), PassageKind.HEADER)
    return layout(draft)


def _rosters(draft: Draft) -> int:
    """Reads the roster blocks at the top; returns the index of the first line after them."""
    text = draft.document.text
    part: Part | None = None
    last = 0
    seen = False
    for i, line in enumerate(draft.lines):
        if _COMPANY.match(line.text) or _CALL.match(line.text):
            part = Part.ANALYST if _CALL.match(line.text) else Part.EXECUTIVE
            draft.mark(i, i + 1, PassageKind.ROSTER)
            if not seen:
                draft.mark(0, i, PassageKind.HEADER)
            seen, last = True, i + 1
            continue
        if part is None:
            if i > 60:
                break
            continue
        entry = roster_line(text, line, part)
        if operator(line) or entry is None or (last < i - 1 and len(line.text) > 140):
            break
        draft.mark(i, i + 1, PassageKind.ROSTER)
        draft.roster.append(entry)
        last = i + 1
    return last


def roster_line(text: str, line: Line, part: Part) -> Entry | None:
    """"Name - Title" of the company's side, "Name - Firm" of the other; a name alone."""
    if len(line.text) > 200:
        return None
    span = Span(line.start, line.end)
    m = DASHES.search(line.text) or re.search(r"\s*[\u2013\u2014]\s*|\s-(?=\S)|(?<=\w)-\s", line.text) or re.search(r",\s", line.text)
    if m is None:
        name = name_span(text, line.start, line.end, listed=True)
        return Entry(span, name, part=part) if name else None
    name = name_span(text, line.start, line.start + m.start(), single=True, listed=True)
    if name is None:
        return None
    rest = Span(line.start + m.end(), line.end)
    if part == Part.EXECUTIVE:
        if is_title(rest.of(text)):
            made = affiliation(text, span, name, rest)
            return Entry(span, name, made.title or rest, None, made.part if made.title else Part.EXECUTIVE)
        house = within(rest.of(text), text[: min(span.start, 400)])
        return Entry(span, name, None if house else rest, None, Part.EXECUTIVE)
    made = affiliation(text, span, name, rest)
    if made.firm is not None:
        return Entry(span, name, made.title, made.firm, Part.ANALYST)
    return Entry(span, name, None, rest, Part.ANALYST)


def _head(draft: Draft, index: int, known: set[tuple[str, ...]], names: list[str]) -> Entry | None:
    text, line = draft.document.text, draft.lines[index]
    entry = bare_name(text, line, listed=True)
    if entry is not None and entry.name is not None and key(entry.name.of(text)) in known:
        return entry
    entry = bare_name(text, line)
    if entry is None and DASHES.search(line.text):
        entry = name_dash_title(text, line)
    if entry is None or entry.name is None:
        return None
    name = entry.name.of(text)
    if key(name) in known or any(why_same(name, other) for other in names):
        return entry
    before = draft.lines[index - 1].text if index else "."
    after = draft.lines[index + 1].text if index + 1 < len(draft.lines) else ""
    return entry if before[-1] in ".?!)]\u2026\"\u201d-" and len(after) > len(line.text) else None
