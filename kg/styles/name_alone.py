"""Turns headed by a name alone on a line; no rosters, no titles."""

from __future__ import annotations

import re
from collections import Counter

from kg.participants.draft import Draft, read_lines
from kg.participants.names import key, looks_like_name
from kg.styles.heads import operator_lines
from kg.styles.name_title import by_name
from kg.types import Document, Layout

NAME = "name-alone"
MARKS: tuple[str, ...] = ("Operator", "Arne Holt", "Ines Varga")
_SHORT = re.compile(r"^[ \t#*]*([A-Z][\w.'\u2019-]*(?: [\w.'\u2019-]+){1,4})[ \t*]*\r?$", re.MULTILINE)


def fits(document: Document) -> bool:
    """Turns of the operator, and at least two names that stand alone on a line more than once."""
    text = document.text
    if not operator_lines(text):
        return False
    lines = Counter(m.group(1) for m in _SHORT.finditer(text))
    return sum(1 for name, count in lines.items() if count > 1 and looks_like_name(name)) >= 2


def split(document: Document) -> Layout:
    """A name is a head where it follows a full stop, or names somebody who has spoken."""
    draft = Draft(NAME, document, read_lines(document.text))
    counts = Counter(line.text for line in draft.lines if len(line.text) < 60)
    return by_name(draft, (key(name) for text, count in counts.items() if count > 1 and looks_like_name(name := text.strip("#* "))))
