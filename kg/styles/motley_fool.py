"""Turns headed ``Name -- Title`` and ``Name -- Firm -- Analyst``; ``Prepared Remarks:`` at the top, ``Call participants:`` at the end.

Also with the dashes glued to the words, and with name, dashes and title on three lines.
"""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.participants.names import looks_like_name
from kg.participants.sections import MARK
from kg.styles.heads import affiliation, name_span, operator, reads_as_affiliation, unnamed
from kg.styles.layout import layout
from kg.types import Document, Layout, Part, PassageKind, Span

NAME = "motley-fool"
MARKS: tuple[str, ...] = ("Prepared Remarks:", "Arne Holt -- Chief Executive Officer", "Questions & Answers:", "Call participants:", "Duration: 49 minutes")
DOUBLE = re.compile(r"[ \t\u00a0\ufffd]*(?:--|\u2014)[ \t\u00a0\ufffd]*")
_TAIL = re.compile(r"^call participants:?$|^duration: \d+ minutes$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:contents:?|prepared remarks:?|questions? (?:and|&) answers?:?|call participants:?|\W)$", re.IGNORECASE)
_AFTER = re.compile(r"^(?:more \S+ analysis|all earnings call transcripts|this article is a transcript|motley fool transcribing.*|\[operator (?:closing remarks|signoff)\])", re.IGNORECASE)
_PROMOTION = re.compile(r"^(?:should you|where to invest|\d+ stocks we|when our analyst team|they just revealed|\*?stock advisor returns|see the \d+ stocks|continue \u203a|learn more|10 stocks|image source)", re.IGNORECASE)


def fits(document: Document) -> bool:
    """At least three heads with a double dash, on one line or on three."""
    text = document.text
    heads = 0
    at = text.find("--")
    while at >= 0 and heads < 3:
        line = text.rfind("\n", 0, at) + 1
        heads += _is_head(text, line, at)
        at = text.find("--", at + 2)
    return heads >= 3


def _is_head(text: str, line: int, at: int) -> bool:
    """Whether the dashes at ``at`` follow a name that begins at ``line``, or stand alone under one."""
    if line == at:
        line, at = text.rfind("\n", 0, max(line - 1, 0)) + 1, max(line - 1, 0)
        alone = text[at + 3 : at + 4] in ("\n", "\r", "")
    else:
        alone = True
    end = text.find("\n", at + 1)
    if not alone or at - line > 60 or (end if end >= 0 else len(text)) - line > 200:
        return False
    return looks_like_name(" ".join(text[line:at].replace("\ufffd", " ").split()))


def split(document: Document) -> Layout:
    """Heads by their double dash; the roster at the end is read with the same eyes."""
    draft = Draft(NAME, document, read_lines(document.text))
    tail = _tail(draft)
    i = 0
    while i < len(draft.lines):
        i += _tail_line(draft, i) if i >= tail else _line(draft, i)
    _top(draft)
    return layout(draft)


def _tail(draft: Draft) -> int:
    """The index of the line that opens the roster after the talk."""
    for i in range(len(draft.lines) - 1, max(len(draft.lines) // 2, 1), -1):
        text = draft.lines[i].text
        if len(text) < 40 and text.lower().startswith("duration:"):
            return i
        if len(text) < 40 and _TAIL.match(text) and not draft.lines[i - 1].text.lower().startswith("duration:"):
            return i
    return len(draft.lines)


def _head(draft: Draft, index: int) -> tuple[Entry, int] | None:
    """The head at line ``index`` and the number of its lines."""
    text, lines = draft.document.text, draft.lines
    line = lines[index]
    if len(line.text) > 200:
        return None
    if index + 2 < len(lines) and lines[index + 1].text == "--" and len(line.text) <= 60:
        voice = unnamed(line)
        if voice is not None:
            return Entry(Span(line.start, lines[index + 2].end), None, part=Part.ANALYST if "nalyst" in lines[index + 2].text else voice.part), 3
        name = name_span(text, line.start, line.end, single=True)
        if name is not None:
            rest = lines[index + 2]
            if reads_as_affiliation(rest.text):
                return affiliation(text, Span(line.start, rest.end), name, Span(rest.start, rest.end), DOUBLE), 3
    found = operator(line) or unnamed(line)
    if found is not None:
        return found, 1
    return _dashed(text, line)


def _dashed(text: str, line: Line) -> tuple[Entry, int] | None:
    m = DOUBLE.search(line.text)
    if m is None or m.start() > 60:
        return None
    name = name_span(text, line.start, line.start + m.start(), single=True)
    span = Span(line.start, line.end)
    if name is None or m.end() >= len(line.text):
        bare = Line(line.start, line.start + m.start(), line.text[: m.start()], 1)
        found = unnamed(bare)
        return (Entry(span, None, part=found.part), 1) if found else None
    rest = Span(line.start + m.end(), line.end)
    return (affiliation(text, span, name, rest, DOUBLE), 1) if reads_as_affiliation(rest.of(text)) else None


def _line(draft: Draft, index: int) -> int:
    line = draft.lines[index]
    if MARK.match(line.text.rstrip(":")):
        draft.mark(index, index + 1, PassageKind.HEADER)
        if draft.heads:
            draft.questions = draft.questions or index
        return 1
    if len(line.text) < 160 and (_PROMOTION.match(line.text) or _AFTER.match(line.text)) and not _AFTER.match(line.text + "x" * 40):
        draft.mark(index, index + 1, PassageKind.BOILERPLATE)
        return 1
    found = _head(draft, index)
    if found is None:
        if len(line.text) < 30 and _CONTENTS.match(line.text):
            draft.mark(index, index + 1, PassageKind.HEADER)
        return 1
    draft.head(index, found[0], found[1])
    return found[1]


def _tail_line(draft: Draft, index: int) -> int:
    line = draft.lines[index]
    found = None if _TAIL.match(line.text) or _AFTER.match(line.text) else _head(draft, index)
    if found is None and not _TAIL.match(line.text):
        name = name_span(draft.document.text, line.start, line.end)
        found = (Entry(Span(line.start, line.end), name), 1) if name else None
    if found is None:
        draft.mark(index, index + 1, PassageKind.BOILERPLATE if _AFTER.match(line.text) else PassageKind.ROSTER)
        return 1
    draft.mark(index, index + found[1], PassageKind.ROSTER)
    if found[0].name is not None:
        draft.roster.append(found[0])
    return found[1]


def _top(draft: Draft) -> None:
    """Lines before the first head are the title block; without "Prepared Remarks" the operator's first words may stand there."""
    first = min(draft.heads, default=0)
    long = [i for i in range(first) if len(draft.lines[i].text) > 150]
    draft.mark(0, long[0] if long else first, PassageKind.HEADER)
