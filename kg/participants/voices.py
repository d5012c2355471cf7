"""What the words of the call say about who speaks: operator's announcements, introductions, hand-overs, short forms."""

from __future__ import annotations

from collections.abc import Sequence

from kg.participants.cast import Cast
from kg.participants.talk import Talk
from kg.types import Note


def voices(text: str, cast: Cast, talks: Sequence[Talk]) -> list[Note]:
    """Completes ``cast`` from what is said; returns what could not be settled."""
    return []
