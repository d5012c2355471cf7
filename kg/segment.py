"""Document -> Layout: the first house style that fits, else the article parser, else paragraphs with a note. Sentences as spans."""

from __future__ import annotations

from kg.sentences import sentences
from kg.styles import STYLES
from kg.types import Document, Layout

__all__ = ["segment", "sentences"]


def segment(document: Document) -> Layout:
    """The layout of ``document``. Never raises; an unknown layout is read paragraph by paragraph, with a note."""
    style = next(style for style in STYLES if style.fits(document))
    return style.split(document)
