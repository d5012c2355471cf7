"""``CALL PARTICIPANTS`` as ``Title — Name``, then ``TAKEAWAYS`` and other summaries, then ``Full Conference Call Transcript`` with ``Name: text``."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.participants.titles import is_title, part_of
from kg.styles.colon import colon_heads
from kg.styles.heads import DASHES, name_span
from kg.styles.layout import layout
from kg.types import Document, Layout, PassageKind, Span

NAME = "fool-takeaways"
MARKS: tuple[str, ...] = ("CALL PARTICIPANTS", "Chief Executive Officer \u2014 Arne Holt", "TAKEAWAYS", "Full Conference Call Transcript")
_TAKEAWAYS = re.compile(r"^[ \t#*]*(?:key )?takeaways\W*$", re.IGNORECASE | re.MULTILINE)
_FULL = re.compile(r"^[ \t#*]*full (?:conference|earnings)? ?call transcript\W*$", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"^[#* ]*(?:date|call participants|(?:key )?takeaways|summary|risks|industry glossary|full (?:conference|earnings)? ?call transcript)\W*$", re.IGNORECASE)


def fits(document: Document) -> bool:
    """The heading of the takeaways and the heading of the transcript."""
    text = document.text
    return _TAKEAWAYS.search(text, 0, 20_000) is not None and _FULL.search(text) is not None


def split(document: Document) -> Layout:
    """Sections by their headings; what stands between the takeaways and the transcript is the publisher's own summary."""
    draft = Draft(NAME, document, read_lines(document.text))
    state = ""
    begin = 0
    for i, line in enumerate(draft.lines):
        if _HEADING.match(line.text):
            state = line.text.strip("#* :").lower()
            draft.kinds[i] = PassageKind.HEADER
            begin = i + 1
            if state.startswith("full"):
                break
        elif state == "call participants":
            _participant(draft, i)
        else:
            draft.kinds[i] = PassageKind.PARAGRAPH if state and state != "date" else PassageKind.HEADER
    colon_heads(draft, begin, inline=True)
    return layout(draft)


def _participant(draft: Draft, index: int) -> None:
    """"Title — Name", or the other way round."""
    line = draft.lines[index]
    draft.kinds[index] = PassageKind.ROSTER
    entry = _entry(draft.document.text, line)
    if entry is not None:
        draft.roster.append(entry)


def _entry(text: str, line: Line) -> Entry | None:
    bare = len(line.text) - len(line.text.lstrip("*\u2022- "))
    cuts = list(DASHES.finditer(line.text, bare))
    if not cuts:
        return None
    left, right = Span(line.start + bare, line.start + cuts[-1].start()), Span(line.start + cuts[-1].end(), line.end)
    if not is_title(left.of(text)):
        left, right = right, left
    name = name_span(text, right.start, right.end)
    if name is None or not is_title(left.of(text)):
        return None
    return Entry(Span(line.start, line.end), name, left, None, part_of(left.of(text)))
