"""One turn of a call while it is being read: who has the floor, and the paragraphs said."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.participants.announce import Announced
from kg.participants.cast import Person
from kg.participants.draft import Entry
from kg.types import Part, Section, Span


@dataclass(slots=True)
class Talk:
    """A turn. ``entry`` None: talk before the first head. ``paragraphs`` are in order and do not overlap."""

    entry: Entry | None
    person: Person | None
    first_line: int
    paragraphs: list[Span] = field(default_factory=list)
    section: Section = Section.REMARKS
    interpreted: bool = False
    announced: Announced | None = None  # whom the operator announced before a voice without a name

    @property
    def start(self) -> int:
        return self.entry.span.start if self.entry else self.paragraphs[0].start

    @property
    def end(self) -> int:
        return self.paragraphs[-1].end if self.paragraphs else (self.entry.span.end if self.entry else 0)

    @property
    def body(self) -> Span | None:
        """From the first paragraph to the end of the last."""
        return Span(self.paragraphs[0].start, self.paragraphs[-1].end) if self.paragraphs else None

    @property
    def part(self) -> Part:
        """What the speaker is on the call."""
        if self.person is None:
            return Part.UNIDENTIFIED
        return self.person.part or (Part.ANALYST if self.person.firm else Part.UNIDENTIFIED)

    def said(self, text: str) -> str:
        """The words of the turn."""
        body = self.body
        return body.of(text) if body else ""
