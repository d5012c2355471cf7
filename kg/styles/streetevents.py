"""Event transcripts with ruled lines: ``* Name`` rosters with the firm on the next line, turns headed by a numbered name between rules."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines, within
from kg.participants.titles import is_plain_analyst
from kg.styles.heads import name_span, operator, unnamed
from kg.styles.layout import layout
from kg.types import Document, Layout, Part, PassageKind, Span

NAME = "streetevents"
MARKS: tuple[str, ...] = ("================", "Corporate Participants", " * Arne Holt", "Operator    [1]", "Ines Varga,  Quill Securities - Analyst   [12]")
_RULE = re.compile(r"^[=_-]{12,}$")
_FITS = re.compile(r"^[ \t]*[=-]{20,}[ \t]*\r?\n(?:[ \t]*\r?\n)*[^\n]{2,200}\[\d+\][ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*[=-]{20,}", re.MULTILINE)
_NUMBER = re.compile(r"\s*\[\d+\]$")
_COMPANY = re.compile(r"^corporate partici", re.IGNORECASE)
_CALL = re.compile(r"^conference call partici", re.IGNORECASE)
_QUESTIONS = re.compile(r"^questions? and answers?", re.IGNORECASE)
_AFTER = re.compile(r"^(?:definitions|disclaimer|copyright)", re.IGNORECASE)
_HEADING = re.compile(r"^(?:presentation|transcript|questions? and answers?|definitions|disclaimer|copyright|corporate partici|conference call partici|overview|summary)", re.IGNORECASE)
_DASH = re.compile(r"\s+-+\s+")


def fits(document: Document) -> bool:
    """A numbered name between two ruled lines."""
    return "--------------------" in document.text and _FITS.search(document.text) is not None


def split(document: Document) -> Layout:
    """Rules cut the document; what stands between two of them is a heading or a turn head."""
    draft = Draft(NAME, document, read_lines(document.text))
    lines = draft.lines
    part: Part | None = None
    state = PassageKind.HEADER
    i = 0
    while i < len(lines):
        line = lines[i]
        if _rule(line):
            draft.mark(i, i + 1, PassageKind.BOILERPLATE)
            i += 1
            continue
        ruled = i > 0 and _rule(lines[i - 1]) and i + 1 < len(lines) and _rule(lines[i + 1])
        if ruled and (not draft.heads or (line.text[-1] == "]" and _NUMBER.search(line.text)) or _HEADING.match(line.text)):
            state, part = _between(draft, i, state, part)
            i += 1
            continue
        if state == PassageKind.ROSTER:
            i += _roster(draft, i, part or Part.EXECUTIVE)
            continue
        draft.mark(i, i + 1, state)
        i += 1
    return layout(draft)


def _rule(line: Line) -> bool:
    return line.text[0] in "=-_" and _RULE.match(line.text) is not None


def _between(draft: Draft, index: int, state: PassageKind, part: Part | None) -> tuple[PassageKind, Part | None]:
    """A line between two rules: a section's heading, a turn's head, or the notes after the talk."""
    line = draft.lines[index]
    text = line.text
    if _NUMBER.search(text):
        draft.head(index, _head(draft.document.text, line))
        return PassageKind.SPEECH, part
    draft.mark(index, index + 1, PassageKind.HEADER)
    if _COMPANY.match(text):
        return PassageKind.ROSTER, Part.EXECUTIVE
    if _CALL.match(text):
        return PassageKind.ROSTER, Part.ANALYST
    if _QUESTIONS.match(text):
        draft.questions = draft.questions or index
    if _AFTER.match(text):
        draft.mark(index, index + 1, PassageKind.BOILERPLATE)
        return PassageKind.BOILERPLATE, part
    return (state if state == PassageKind.BOILERPLATE and draft.heads else PassageKind.HEADER), part


def _head(text: str, line: Line) -> Entry:
    """"Name,  Firm - Title   [n]"."""
    m = _NUMBER.search(line.text)
    end = line.start + (m.start() if m else len(line.text))
    bare = Line(line.start, end, text[line.start : end], line.gap)
    found = operator(bare) or unnamed(bare)
    if found is not None:
        return Entry(Span(line.start, line.end), None, part=found.part)
    comma = re.search(r",\s{2,}", bare.text) or re.search(r",\s(?=[^,]*\s-\s)", bare.text) or re.search(r",\s", bare.text)
    stop = line.start + comma.start() if comma else end
    name = name_span(text, line.start, stop, single=True)
    if name is None:
        return Entry(Span(line.start, line.end), None, part=Part.UNIDENTIFIED)
    if comma is None:
        return Entry(Span(line.start, line.end), name)
    return _affiliated(text, Span(line.start, line.end), name, Span(line.start + comma.end(), end), None)


def _affiliated(text: str, span: Span, name: Span, rest: Span, part: Part | None) -> Entry:
    """"Firm - Title": the firm ends at the first dash. An analyst's plain title says nothing more."""
    whole = rest.of(text)
    dash = _DASH.search(whole)
    firm = Span(rest.start, rest.start + dash.start()) if dash else rest
    title = Span(rest.start + dash.end(), rest.end) if dash else None
    analyst = part == Part.ANALYST or (part is None and title is not None and _says_analyst(title.of(text)))
    if analyst:
        plain = title is None or is_plain_analyst(title.of(text))
        return Entry(span, name, None if plain else title, firm, Part.ANALYST)
    if part is None and not within(firm.of(text), text[:1500].partition("=====")[0]):
        return Entry(span, name, title, firm, Part.ANALYST)
    return Entry(span, name, title, None, part)


def _says_analyst(title: str) -> bool:
    return is_plain_analyst(title) or "nalyst" in title or "Research" in title


def _roster(draft: Draft, index: int, part: Part) -> int:
    """"* Name" and the line after it."""
    text, lines = draft.document.text, draft.lines
    line = lines[index]
    draft.mark(index, index + 1, PassageKind.ROSTER)
    if not line.text.startswith("*"):
        return 1
    name = name_span(text, line.start, line.end, single=True)
    after = lines[index + 1] if index + 1 < len(lines) else None
    if name is None or after is None or after.text.startswith("*") or _RULE.match(after.text):
        if name is not None:
            draft.roster.append(Entry(Span(line.start, line.end), name, part=part))
        return 1
    draft.mark(index + 1, index + 2, PassageKind.ROSTER)
    entry = _affiliated(text, Span(name.start, after.end), name, Span(after.start, after.end), part)
    if entry.part == Part.EXECUTIVE and entry.title is not None:
        entry = Entry(entry.span, entry.name, entry.title, None, None)
    draft.roster.append(entry)
    return 2
