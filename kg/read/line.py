"""One printed line of a PDF and where it stands on its page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line on a page; points, origin at the lower left."""

    text: str
    left: float
    right: float
    base: float  # of the first letter
    last: float  # of the last letter: lower where a broken word was joined
    page: int
    font: str = ""
