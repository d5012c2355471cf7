"""Document -> Layout: the first house style that fits, else the article parser, else paragraphs with a note. Sentences as spans."""

from __future__ import annotations

from dataclasses import replace

from kg.header import doubts
from kg.sentences import sentences
from kg.styles import STYLES
from kg.types import Document, Layout

__all__ = ["segment", "sentences"]


def segment(document: Document) -> Layout:
    """The layout of ``document``. Never raises; an unknown layout is read paragraph by paragraph, with a note.

    A fact about the document that it does not state itself (inferred, or in the file name alone) gets a note as well.
    """
    style = next(style for style in STYLES if style.fits(document))
    layout = style.split(document)
    return replace(layout, notes=(*layout.notes, *doubts(document, layout.header)))
