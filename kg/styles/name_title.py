"""Turns headed ``Name - Title`` or a name alone, no rosters; a notice may stand before the first turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.participants.names import key
from kg.participants.sections import MARK
from kg.styles.heads import bare_name, name_dash_title, operator, operator_lines, unnamed
from kg.styles.layout import layout
from kg.types import Document, Layout, PassageKind

NAME = "name-title"
MARKS: tuple[str, ...] = ("Operator", "Tess Moreau - IR Officer", "Arne Holt")
_HEAD = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019-]+){1,4} [-\u2013] .{2,110}", re.DOTALL)


def fits(document: Document) -> bool:
    """Turns of the operator and at least two heads of a name and a title."""
    text = document.text
    if not operator_lines(text):
        return False
    dashed = (line for line in text.split("\n") if " - " in line or " \u2013 " in line)
    heads = Counter(line for line in dashed if _HEAD.fullmatch(line))
    titled = (head for head, count in heads.items() if _titled(head, count))
    return len(list(islice(titled, 2))) == 2


def _titled(head: str, count: int) -> bool:
    entry = name_dash_title(head, Line(0, len(head), head, 1))
    return entry is not None and (entry.title is not None or entry.part is not None or count > 1)


def split(document: Document) -> Layout:
    """Heads by shape; a name alone on a line is a head when it names somebody known, or is well formed and follows a full stop."""
    return by_name(Draft(NAME, document, read_lines(document.text)))


def by_name(draft: Draft, known: Iterable[tuple[str, ...]] = ()) -> Layout:
    """Reads a draft whose turns are headed by names, with titles or without. ``known``: names that head turns wherever they stand alone."""
    text = draft.document.text
    known = set(known)
    for i, line in enumerate(draft.lines):
        if len(line.text) > 150:
            continue
        if MARK.match(line.text):
            draft.mark(i, i + 1, PassageKind.HEADER)
            draft.questions = draft.questions or i
            continue
        entry = operator(line) or unnamed(line) or _titled_head(text, line)
        if entry is None and (entry := bare_name(text, line)) is not None and not _stands(entry, known, draft, i):
            entry = None
        if entry is not None:
            draft.head(i, entry)
            if entry.name:
                known.add(key(entry.name.of(text)))
    first = min(draft.heads, default=0)
    draft.mark(0, first, PassageKind.HEADER)
    return layout(draft)


def _titled_head(text: str, line: Line) -> Entry | None:
    entry = name_dash_title(text, line)
    return entry if entry is not None and (entry.title is not None or entry.part is not None or line.text.count(" - ")) else None


def _stands(entry: Entry, known: set[tuple[str, ...]], draft: Draft, index: int) -> bool:
    assert entry.name is not None
    if key(entry.name.of(draft.document.text)) in known:
        return True
    before = draft.lines[index - 1].text if index else "."
    after = draft.lines[index + 1].text if index + 1 < len(draft.lines) else ""
    return before[-1] in ".?!)]\u2026" and len(after) > 20
