"""A document of no known style: paragraphs, and a note that says so."""

from __future__ import annotations

import re

from kg.types import Document, DocumentType, Header, Layout, Note, Passage, PassageKind, Section, Span

NAME = "plain"
MARKS: tuple[str, ...] = ("any text",)
_PARAGRAPH = re.compile(r"\S(?:.*\S)?")


def fits(document: Document) -> bool:
    return True


def split(document: Document) -> Layout:
    passages = tuple(Passage(Span(*m.span()), PassageKind.PARAGRAPH, Section.BODY) for m in _PARAGRAPH.finditer(document.text))
    note = Note("no house style fits: read as plain paragraphs, without speakers", Span(0, min(80, len(document.text))), "styles.plain")
    return Layout(NAME, DocumentType.NEWS_ARTICLE, Header(), passages, notes=(note,))
