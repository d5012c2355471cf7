"""The explorer: readings and their resolution as one offline HTML page, or as a still SVG of the same positions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.types import Reading, Resolution

MAX_NODES = 20_000


def render(
    readings: Sequence[Reading],
    resolution: Resolution,
    *,
    focus: str | None = None,
    hops: int = 2,
    docs: Sequence[str] | None = None,
    max_nodes: int = MAX_NODES,
    title: str | None = None,
    cache: Path | None = None,
) -> str:
    """One self-contained HTML page (write it as UTF-8). The same input gives the same text.

    ``focus`` is a name, alias or slug: the page opens on its neighbourhood of ``hops``. ``docs`` are document ids: the rest is left out.
    Above ``max_nodes`` drawn nodes the page opens on the companies with counts and expands on demand.
    ``cache`` is a JSON file of positions: read when it exists, then written, so that a rebuild moves as little as possible.
    Raises KgError when ``focus`` or one of ``docs`` is not in the graph.
    """
    from kg.view.html import page
    from kg.view.prepare import find, prepare

    model, placed = prepare(readings, resolution, docs=docs, title=title, cache=cache)
    opening = {"focus": model.nodes[find(model, focus)].id, "hops": hops} if focus else {}
    return page(model, placed, limit=max_nodes, opening=opening)


def svg(
    readings: Sequence[Reading],
    resolution: Resolution,
    *,
    focus: str | None = None,
    hops: int = 2,
    docs: Sequence[str] | None = None,
    max_nodes: int = 400,
    title: str | None = None,
    cache: Path | None = None,
) -> str:
    """A still picture of the same positions as ``render``, as SVG text: for a README or a report, without a browser.

    At most ``max_nodes`` nodes are drawn, actors before structure before facts.
    """
    from kg.view.prepare import find, prepare
    from kg.view.still import still

    model, placed = prepare(readings, resolution, docs=docs, title=title, cache=cache)
    start = find(model, focus) if focus else None
    return still(model, placed, start=start, hops=hops, most=max_nodes)
