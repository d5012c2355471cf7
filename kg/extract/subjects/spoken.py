"""What a speech is about from sentence to sentence: the part that it turned to, and the one that its paragraph opened with.

Counted over labelled sentences that name no part of their own: what the speech turned to is whose they are nearly always, a part that the paragraph opened with
mostly; one named later in the paragraph or in another paragraph is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.subjects.found import Found
from kg.extract.subjects.words import UNITS
from kg.lexicon import words_of
from kg.types import Thing

_SPEECH = 1000  # paragraphs: to the end of the speech
_NEXT = 1  # "In our pump segment, …" reaches the next paragraph, which often breaks off in the middle


@dataclass(frozen=True, slots=True)
class Topics:
    """``frame``: what the speech turned to, or what its speaker heads; ``opening``: the part that the first sentence of the paragraph told of;
    ``recent``: the part named last, which "the segment" means; ``place``: sentences of the paragraph so far."""

    frame: Thing | None = None
    opening: Thing | None = None
    recent: Thing | None = None
    place: int = 0
    since: int = 0  # sentences since ``recent`` was named
    breaks: int = _SPEECH  # paragraphs that ``frame`` still reaches

    @property
    def thing(self) -> Thing | None:
        """Whose a number is that names nobody."""
        return self.opening or self.frame

    @property
    def just(self) -> Thing | None:
        """The part that the sentence before told of: "this was driven by"."""
        return self.recent if self.since == 1 else None

    def told(self, found: Found) -> Topics:
        """A sentence told of a part."""
        if found.rule in ("topic", "definite"):
            return self
        thing = found.thing
        if found.rule == "turning-to" or (found.rule == "front" and _declared(thing)):
            return replace(self, frame=thing, opening=None, recent=thing, since=0, breaks=_SPEECH if found.rule == "turning-to" else _NEXT)
        if self.place == 0 or (found.rule == "front" and self.frame is None):
            return replace(self, opening=thing, recent=thing, since=0)
        same = self.opening is not None and self.opening.name == thing.name
        return replace(self, opening=self.opening if same else None, recent=thing, since=0)

    def went_on(self) -> Topics:
        """A sentence ended."""
        return replace(self, place=self.place + 1, since=self.since + 1)

    def paragraph(self) -> Topics:
        """A new paragraph of the same speech."""
        return replace(self, opening=None, place=0, breaks=self.breaks - 1, frame=self.frame if self.breaks else None)

    def ended(self) -> Topics:
        """The words turned to the company as a whole."""
        return Topics(place=self.place)


SILENCE = Topics()


def _declared(thing: Thing) -> bool:
    """ "In our pump segment, …", "In our pump product line": the words say that it is a part of the company."""
    said = thing.name.lower().split()
    units = UNITS | words_of("subjects", "lines")
    return said[-1] in units and not units.union(("and", "&")).issuperset(said)
