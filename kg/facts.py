"""The fold over one document: Document -> Reading. Pure; sees nothing but the document.

    read -> segment -> FINDERS over each passage -> RELATERS over all scenes -> entities
"""

from __future__ import annotations

from kg.entities import gather
from kg.extract import FINDERS, RELATERS
from kg.fold import fold
from kg.segment import segment, sentences
from kg.types import PROSE, Context, Document, EntityType, Fact, Layout, Mention, Note, Passage, Reading, Scene, Span, Thing


def facts(document: Document) -> Reading:
    """Everything that can be read in ``document``: entities, facts, notes. Never raises on any text."""
    layout = segment(document)
    context = Context(document, layout, fold(document.text), reporting_company(layout))
    scenes = tuple(_scene(context, passage) for passage in layout.passages if passage.kind in PROSE)
    found: list[Fact] = []
    notes: list[Note] = [*document.notes, *layout.notes]
    for relate in RELATERS:
        for item in relate(context, scenes):
            if isinstance(item, Note):
                notes.append(item)
            else:
                found.append(item)
    entities, facts_ = gather(context, scenes, found)
    company = next((e.id for e in entities if context.company and e.type == EntityType.COMPANY and e.name == context.company.name), None)
    return Reading(document, layout, company, entities, facts_, tuple(sorted(notes, key=lambda n: (n.span, n.rule, n.message))))


def reporting_company(layout: Layout) -> Thing | None:
    """The company the document reports on, from its header."""
    stated = layout.header.company
    if stated is None:
        return None
    return Thing(EntityType.COMPANY, stated.value, stated.span or Span(0, 0))


def _scene(context: Context, passage: Passage) -> Scene:
    mentions: list[Mention] = []
    for find in FINDERS:
        mentions.extend(find(context, passage))
    mentions.sort(key=lambda m: (m.span.start, -m.span.end, m.kind, m.rule))
    turn = context.layout.turns[passage.turn] if passage.turn is not None else None
    return Scene(passage, sentences(context.document.text, passage.span), tuple(mentions), turn.speaker if turn else None)
