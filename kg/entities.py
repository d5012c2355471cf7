"""Things -> entities of one document: participants first (their ids are kept), then the rest by type and name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.types import Context, Entity, Fact, Scene, Thing


def gather(context: Context, scenes: Sequence[Scene], facts: Iterable[Fact]) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    """The entities of the document, and the facts with every ``Thing.key`` filled in and sorted by span."""
    return (), ()
