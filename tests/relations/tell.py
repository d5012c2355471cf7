"""A one-paragraph document about the fictional company Northwind, read by the names and relations of finkg."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.names import find, survey
from kg.extract.relations import relate_relations
from kg.fold import fold
from kg.segment import sentences
from kg.types import (
    Context,
    Document,
    DocumentType,
    EntityType,
    Header,
    Layout,
    Mention,
    Part,
    Participant,
    Passage,
    PassageKind,
    Relation,
    Scene,
    Section,
    Span,
    Thing,
)

COMPANY = "Northwind"
PEOPLE = (("Ines Holt", Part.EXECUTIVE), ("Amaro Quist", Part.ANALYST))


def context_of(text: str, type_: DocumentType = DocumentType.EARNINGS_CALL, by: str | None = "p1") -> tuple[Context, tuple[Scene, ...]]:
    """The document of ``text`` with its scenes; ``by`` speaks: p1 for the company, p2 is an analyst."""
    document = Document("d", "d.txt", "0" * 64, text)
    passage = Passage(Span(0, len(text)), PassageKind.SPEECH if type_ == DocumentType.EARNINGS_CALL else PassageKind.PARAGRAPH, Section.REMARKS)
    people = tuple(Participant(f"p{i}", part, (Thing(EntityType.PERSON, name, Span(0, 0), proper=False),)) for i, (name, part) in enumerate(PEOPLE, 1))
    layout = Layout("test", type_, Header(), (passage,), participants=people)
    context = Context(document, layout, fold(text), Thing(EntityType.COMPANY, COMPANY, Span(0, 0)))
    context = replace(context, names=survey(context))
    mentions = tuple(sorted(find(context, passage), key=lambda m: (m.span.start, -m.span.end)))
    return context, (Scene(passage, sentences(text, passage.span), mentions, by),)


def mentions_of(text: str, type_: DocumentType = DocumentType.EARNINGS_CALL) -> list[Mention]:
    """The names in ``text``."""
    return list(context_of(text, type_)[1][0].mentions)


def relations_of(text: str, type_: DocumentType = DocumentType.EARNINGS_CALL, by: str | None = "p1") -> list[Relation]:
    """The relations said in ``text``."""
    return list(relate_relations(*context_of(text, type_, by)))
