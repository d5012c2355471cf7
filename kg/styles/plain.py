"""A document of no known style: paragraphs, and a note that says so."""

from __future__ import annotations

import re

from kg.header import header
from kg.types import Document, DocumentType, Layout, Note, Passage, PassageKind, Section, Span

NAME = "plain"
MARKS: tuple[str, ...] = ("any text",)
_PARAGRAPH = re.compile(r"\S(?:.*\S)?")


def fits(document: Document) -> bool:  # noqa: ARG001 (fits whatever no other style does)
    return True


def split(document: Document) -> Layout:
    passages = tuple(Passage(Span(*m.span()), PassageKind.PARAGRAPH, Section.BODY) for m in _PARAGRAPH.finditer(document.text))
    note = Note("no house style fits: read as plain paragraphs, without speakers", Span(0, min(80, len(document.text))), "styles.plain")
    return Layout(NAME, DocumentType(document.meta.type or DocumentType.NEWS_ARTICLE), header(document, Span(0, min(400, len(document.text)))), passages, notes=(note,))
