"""Running headers and footers of pages: lines that are no part of the talk."""

from __future__ import annotations

import re
from collections import Counter

from kg.participants.draft import Draft
from kg.types import PassageKind

_PAGE = re.compile(r"^(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|^- ?\d{1,3} ?-$", re.IGNORECASE)
_RIGHTS = re.compile(r"^(?:copyright\b|\u00a9|\(c\) ?\d{4}|all rights reserved|(?:https?://|www\.)\S+$|[\w.]+\.com/\S*$)", re.IGNORECASE)


def mark_furniture(draft: Draft) -> None:
    """Marks page numbers, rights notices and the lines that repeat beside them as BOILERPLATE."""
    lines = draft.lines
    pages = [i for i, line in enumerate(lines) if len(line.text) < 24 and _PAGE.match(line.text)]
    counts = Counter(line.text for line in lines if len(line.text) < 120)
    paged = len(pages) >= 3
    for i, line in enumerate(lines):
        if len(line.text) < 200 and _RIGHTS.match(line.text) and (paged or i > 5):
            draft.mark(i, i + 1, PassageKind.BOILERPLATE)
    if not paged:
        return
    for i in pages:
        draft.mark(i, i + 1, PassageKind.BOILERPLATE)
    near = {j for i in pages for j in range(i - 6, i + 7)}
    beside = Counter(line.text for i, line in enumerate(lines) if i in near)
    for i, line in enumerate(lines):
        running = counts[line.text] >= 3 and 4 * beside[line.text] >= 3 * counts[line.text]  # a speaker's name stands elsewhere as well
        if i in near and running and len(line.text) < 120 and not line.text.endswith((":", "?")) and len(line.text) > 1 and not _spoken(line.text):
            draft.mark(i, i + 1, PassageKind.BOILERPLATE)


def _spoken(text: str) -> bool:
    return text in ("Operator", "Moderator") or (text.endswith(".") and len(text.split()) < 6)
