"""Who speaks in what order, who asks, who answers: turns, questions, answers and each analyst's whole floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.page import Page
from kg.graph.terms import OA, PROV, TYPE, Triple, integer, kg, node, string
from kg.types import Turn

_START, _END, _DERIVED = f"<{OA}start>", f"<{OA}end>", f"<{PROV}wasDerivedFrom>"


def conversation(page: Page) -> Iterator[Triple]:
    """Turns in order, which of them ask and which answer, and each analyst's whole floor."""
    reading = page.reading
    turns = reading.layout.turns
    for turn in turns:
        yield from _turn(page, turn)
    for order, exchange in enumerate(reading.layout.exchanges, 1):
        floor = node("floor", f"{page.local}.{order}")
        yield floor, TYPE, kg("Floor")
        yield floor, kg("order"), integer(order)
        yield floor, _DERIVED, page.document
        yield floor, kg("extractor"), string(exchange.rule)
        yield floor, _START, integer(exchange.span.start)
        yield floor, _END, integer(exchange.span.end)
        if exchange.asker:
            yield floor, kg("asker"), page.node(exchange.asker).iri
        for answerer in exchange.answerers:
            yield floor, kg("answerer"), page.node(answerer).iri
        yield from _exchange(page, floor, exchange.asker, exchange.answerers, [t for t in turns if exchange.span.overlaps(t.span)])


def _turn(page: Page, turn: Turn) -> Iterator[Triple]:
    iri = node("turn", f"{page.local}.{turn.index}")
    yield iri, TYPE, kg("Turn")
    yield iri, kg("order"), integer(turn.index)
    yield iri, kg("section"), kg(turn.section.value.capitalize())
    yield iri, _DERIVED, page.document
    yield iri, _START, integer(turn.span.start)
    yield iri, _END, integer(turn.span.end)
    if turn.speaker:
        yield iri, kg("speaker"), page.node(turn.speaker).iri


def _exchange(page: Page, floor: str, asker: str | None, answerers: tuple[str, ...], turns: Iterable[Turn]) -> Iterator[Triple]:
    question = None
    for turn in turns:
        iri = node("turn", f"{page.local}.{turn.index}")
        if turn.speaker and turn.speaker == asker:
            question = iri
            yield iri, TYPE, kg("Question")
            yield iri, kg("floor"), floor
        elif turn.speaker in answerers:
            yield iri, TYPE, kg("Answer")
            yield iri, kg("floor"), floor
            if question:
                yield iri, kg("answers"), question
