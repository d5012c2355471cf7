"""The fold over one document: Document -> Reading. Pure; sees nothing but the document.

    read -> segment -> FINDERS over each passage -> RELATERS over all scenes -> entities
"""

from __future__ import annotations

from dataclasses import replace

from kg.blanks import put_back, squeezed
from kg.concordance import Concordance
from kg.consistency import consistency
from kg.entities import gather
from kg.extract import DERIVERS, FINDERS, RELATERS, VOCABULARIES
from kg.extract.names import subject, survey
from kg.fold import fold
from kg.segment import segment, sentences
from kg.types import PROSE, Context, Document, EntityType, Fact, Layout, Mention, Note, Observation, Passage, Reading, Scene, Span, Thing


def facts(document: Document) -> Reading:
    """Everything that can be read in ``document``: entities, facts, notes. Never raises on any text."""
    spread = squeezed(document)
    return put_back(_facts(spread[0]), document, spread[1]) if spread else _facts(document)


def _facts(document: Document) -> Reading:
    context = frame(document)
    scenes = find(context)
    found, doubts = relate(context, scenes)
    if not found and not context.layout.exchanges:
        doubts.append(Note("no fact was read in this document", Span(0, min(80, len(document.text))), "facts.none"))
    entities, facts_ = gather(context, scenes, found)
    company = next((e.id for e in entities if context.company and e.type == EntityType.COMPANY and e.name == context.company.name), None)
    notes = sorted((*document.notes, *context.layout.notes, *doubts), key=lambda n: (n.span, n.rule, n.message))
    return Reading(document, context.layout, company, entities, facts_, tuple(notes))


def frame(document: Document) -> Context:
    """The document with its layout, its folded text, its names and the company it reports on (of an article without a stated one: the first firm it dwells on)."""
    layout = segment(document)
    folded = fold(document.text)
    context = Context(document, layout, folded, reporting_company(layout), concordance=Concordance(folded, VOCABULARIES))
    names = survey(context)
    return replace(context, names=names, company=context.company or subject(context, names))


def find(context: Context) -> tuple[Scene, ...]:
    """All prose passages with what the finders read in them."""
    return tuple(_scene(context, passage) for passage in context.layout.passages if passage.kind in PROSE)


def relate(context: Context, scenes: tuple[Scene, ...]) -> tuple[list[Fact], list[Note]]:
    """What the relaters make of the scenes: facts, not yet gathered, and notes."""
    facts_: list[Fact] = []
    notes: list[Note] = []
    for relater in RELATERS:
        for item in relater(context, scenes):
            if isinstance(item, Note):
                notes.append(item)
            else:
                facts_.append(item)
    for derive in DERIVERS:
        facts_ += derive(context, tuple(facts_))
    notes.extend(consistency(fact for fact in facts_ if isinstance(fact, Observation)))
    return facts_, notes


def reporting_company(layout: Layout) -> Thing | None:
    """The company the document reports on, from its header."""
    stated = layout.header.company
    if stated is None:
        return None
    return Thing(EntityType.COMPANY, stated.value, stated.span or Span(0, 0))


def _scene(context: Context, passage: Passage) -> Scene:
    mentions: list[Mention] = []
    for finder in FINDERS:
        mentions.extend(finder(context, passage))
    mentions.sort(key=lambda m: (m.span.start, -m.span.end, m.kind, m.rule))
    turn = context.layout.turns[passage.turn] if passage.turn is not None else None
    return Scene(passage, sentences(context.document.text, passage.span, context.layout.style == "article"), tuple(mentions), turn.speaker if turn else None)
