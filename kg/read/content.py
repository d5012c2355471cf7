"""What a format reader gives back: the text and what the file says about itself."""

from __future__ import annotations

from dataclasses import dataclass

from kg.types import Meta, Note


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one file. ``meta`` holds what the format states outside the text (fields of a JSON or XML file)."""

    text: str
    format: str  # Document.format
    meta: Meta = Meta()
    notes: tuple[Note, ...] = ()
