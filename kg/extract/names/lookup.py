"""Closed sets, found in one dictionary pass: places, exchanges, indices, government bodies. With their capitals, so that "turkey" is no country."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.names.runs import Index, Run
from kg.lexicon import Terms, table
from kg.naming import places
from kg.types import EntityType, Span, Thing


@cache
def known() -> dict[str, tuple[EntityType, str]]:
    """Every name of the closed sets, as written -> (type, the name to be known by)."""
    out: dict[str, tuple[EntityType, str]] = {}
    for file, group, type_ in (("government", "body", EntityType.GOVERNMENT_BODY), ("indices", "index", EntityType.INDEX), ("exchanges", "exchange", EntityType.EXCHANGE)):
        for row in table(file)[group]:
            for name in (row["name"], *row["aliases"]):
                out.setdefault(name, (type_, row["name"]))
    for name, (label, _) in places().items():
        out.setdefault(name, (EntityType.MARKET, label))
    return out


@cache
def _terms() -> Terms:
    return Terms(known())


_BEFORE = frozenset("North South East West Northern Southern Eastern Western Central Mainland Greater Continental Upper Lower Metro Downtown Rural Urban".split())
_AFTER = frozenset("Province County Region Valley City State Area Basin Prefecture District Metro Islands Market Markets".split())


def closed(text: str, runs: Index) -> Iterator[Thing]:
    """The names of the closed sets in ``text`` that are no part of a longer name."""
    for a, b, name in _terms().find(text):
        type_, _ = known()[name]
        run = runs.at(a)
        if type_ == EntityType.MARKET and run is not None:
            span = _place(text, run, a, b)
            if span:
                yield Thing(type_, " ".join(span.of(text).split()), span)
        elif type_ != EntityType.MARKET and (run is None or not _inside(run, b)):
            yield Thing(type_, name, Span(a, b))


def _inside(run: Run, end: int) -> bool:
    """Whether the run goes on with a capitalised word behind the name ("SEC Filings" does not count, "Congress Asset Management" does)."""
    return run.span.end - end > 24


def _place(text: str, run: Run, start: int, end: int) -> Span | None:
    front = text[run.span.start : start].split()
    back = text[end : run.span.end].split()
    if front and not set(front) <= _BEFORE:
        return None
    if text[end - 1] == ".":
        return Span(run.span.start, end)
    if back and back[0] in _AFTER:
        return Span(run.span.start, text.index(back[0], end) + len(back[0])) if len(back) == 1 else None
    if back and not back[0].startswith(("-", "/")):
        return None
    return Span(run.span.start, end)
