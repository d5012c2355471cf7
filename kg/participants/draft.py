"""What a house style has read of a transcript, before it becomes a Layout: lines with their kinds, turn heads, roster entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.types import Document, Part, PassageKind, Span


class Line(NamedTuple):
    """A line without the white space around it. ``gap``: line breaks between it and the line before."""

    start: int
    end: int
    text: str
    gap: int


def read_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    out: list[Line] = []
    at = gap = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            start = at + raw.index(bare[0])
            out.append(Line(start, start + len(bare), bare, gap))
            gap = 0
        gap += 1
        at += len(raw)
    return out


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as one roster line or one turn head names them. ``name`` None: a head that names nobody ("Unidentified Analyst")."""

    span: Span
    name: Span | None
    title: Span | None = None
    firm: Span | None = None
    part: Part | None = None
    interpreted: bool = False


@dataclass(slots=True)
class Draft:
    """A transcript as a style reads it. ``kinds`` runs along ``lines``; a turn head on the line of its speech ends before ``bodies[i]``."""

    style: str
    document: Document
    lines: list[Line]
    kinds: list[PassageKind] = field(default_factory=list)
    heads: dict[int, Entry] = field(default_factory=dict)  # index of the head's first line -> head
    bodies: dict[int, int] = field(default_factory=dict)  # index of a head's line -> offset at which its speech begins
    roster: list[Entry] = field(default_factory=list)
    questions: int | None = None  # index of the line from which on questions are asked
    tail: int | None = None  # index of the first line after the talk
    wrapped: bool = False  # a paragraph runs over several lines
    generic: bool = False

    def __post_init__(self) -> None:
        if not self.kinds:
            self.kinds = [PassageKind.SPEECH] * len(self.lines)

    def mark(self, first: int, last: int, kind: PassageKind) -> None:
        """Lines ``first`` to ``last`` (exclusive) are of this kind."""
        for i in range(max(first, 0), min(last, len(self.kinds))):
            self.kinds[i] = kind

    def head(self, index: int, entry: Entry, lines: int = 1, body: int | None = None) -> None:
        """A turn begins at line ``index``; its head takes ``lines`` lines, or ends before ``body`` on the same line."""
        self.heads[index] = entry
        self.mark(index, index + lines, PassageKind.TURN_HEAD)
        if body is not None:
            self.bodies[index + lines - 1] = body


def within(firm: str, title_block: str) -> bool:
    """Whether ``firm`` is the company of the title block: its first word that is no article stands there."""
    words = [w for w in re.findall(r"[\w'\u2019&.-]+", firm.lower()) if w not in ("the", "inc", "inc.", "co", "co.", "corp", "corp.")]
    return bool(words) and re.search(rf"(?<!\w){re.escape(words[0])}(?!\w)", title_block.lower()) is not None
