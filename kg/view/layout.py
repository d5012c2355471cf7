"""Positions: every company is an island with the same compass (people north, analysts east, segments and numbers south, partners west);
islands that share something lie near one another. Nothing overlaps, and the same model gives the same whole pixels.

Two pictures of each island are laid out: with its facts, and of its structure alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from kg.view.boxes import measure
from kg.view.force import Array, apart, shelves, spread, together, vacant
from kg.view.island import PAGE, Block, Placed, drawn, island
from kg.view.kinds import FACTS, INDEX, KINDS
from kg.view.model import FACETS, Model


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of an earlier build: where each company stood (full, structure), and the island of each node, by ids."""

    leads: dict[str, list[list[float]]]
    homes: dict[str, str]


def place(model: Model, kept: Kept | None = None) -> Placed:
    """The positions of all nodes. ``kept`` is what stays of an earlier build."""
    measured = [measure(node) for node in model.nodes]
    placed = Placed([[*m[0], m[1]] for m in measured], [m[2] for m in measured], [m[3] for m in measured], homes(model, kept.homes if kept else {}))
    members: dict[int, list[int]] = defaultdict(list)
    for i, home in enumerate(placed.home):
        members[home].append(i)
    islands = sorted(members)
    links = _bridges(model, placed.home, islands)
    before = kept.leads if kept else {}
    for picture, with_facts in enumerate((True, False)):
        blocks = [island(model, placed, home, members[home], with_facts, len(islands) == 1) for home in islands]
        known = {i: _centre(blocks[i], before[model.nodes[h].id][picture]) for i, h in enumerate(islands) if model.nodes[h].id in before}
        centres = _sea(blocks, links, known)
        points = [(0, 0)] * len(model.nodes)
        for block, (cx, cy) in zip(blocks, centres, strict=True):
            for node, x, y in block.places:
                points[node] = (round(cx + x - block.width / 2), round(cy + y - block.height / 2))
        for home in islands:
            placed.leads.setdefault(home, []).append([float(c) for c in points[home]])
        if with_facts:
            placed.full = points
        else:
            placed.structure = [points[i] if drawn(model, i, False) else points[placed.home[i]] for i in range(len(points))]
    return placed


def _centre(block: Block, lead: Sequence[float]) -> list[float]:
    """The centre of an island whose company, its first box, stands at ``lead``."""
    _, x, y = block.places[0]
    return [lead[0] - x + block.width / 2, lead[1] - y + block.height / 2]


def homes(model: Model, before: Mapping[str, str] | None = None) -> list[int]:
    """The island of each node: the reporting company that it is tied to most, directly or through others; else that of its document.

    Between equals, the island that it had ``before`` (ids of node and island), then the first.
    """
    home = [i if n.reporting else -1 for i, n in enumerate(model.nodes)]
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for link in model.links:
        for a, b in ((link.source, link.target), (link.target, link.source)):
            votes[a][b] += max(1, len(link.proofs))
    for _ in range(4):
        settled = list(home)
        for i, node in enumerate(model.nodes):
            if settled[i] < 0:
                near = Counter[int]()
                for j, weight in votes[i].items():
                    if settled[j] >= 0 and model.nodes[j].kind not in FACETS:
                        near[settled[j]] += weight
                if node.owner is not None and settled[node.owner] >= 0:
                    near[settled[node.owner]] += 1000
                if near:
                    old = (before or {}).get(node.id)
                    home[i] = min(near, key=lambda j: (-near[j], model.nodes[j].id != old, j))
    for i, node in enumerate(model.nodes):
        if home[i] < 0:
            named = [c for d in sorted(node.docs) if (c := model.companies[d]) is not None]
            home[i] = named[0] if named else -1
    return _orphans(model, home, votes)


def _orphans(model: Model, home: list[int], votes: dict[int, Counter[int]]) -> list[int]:
    """What belongs to no reporting company gathers around the best-linked thing of its document."""
    left: dict[int, list[int]] = defaultdict(list)
    for i, h in enumerate(home):
        if h < 0:
            left[min(model.nodes[i].docs, default=0)].append(i)
    for some in left.values():
        head = max(some, key=lambda i: (KINDS[INDEX[model.nodes[i].kind]].level < FACTS, sum(votes[i].values()), -i))
        for i in some:
            home[i] = head
    return home


def _bridges(model: Model, home: Sequence[int], islands: Sequence[int]) -> list[tuple[int, int, float]]:
    """How strongly islands are tied; markets and exchanges touch everything and tie nothing."""
    number = {h: i for i, h in enumerate(islands)}
    weight: Counter[tuple[int, int]] = Counter()
    for link in model.links:
        a, b = home[link.source], home[link.target]
        if a != b and not {model.nodes[link.source].kind, model.nodes[link.target].kind} & FACETS:
            weight[min(number[a], number[b]), max(number[a], number[b])] += 1
    return [(a, b, min(3.0, sqrt(w))) for (a, b), w in sorted(weight.items())]


def _sea(blocks: Sequence[Block], links: Sequence[tuple[int, int, float]], known: dict[int, list[float]]) -> list[tuple[float, float]]:
    """Island centres: each connected group spread by force, groups packed in rows; known islands keep their place."""
    size = np.array([[b.width, b.height] for b in blocks]).reshape(-1, 2)
    if known:
        return _keep(size, links, known)
    parts = _components(len(blocks), links)
    local: list[Array] = []
    boxes: list[tuple[float, float]] = []
    for part in parts:
        index = {node: i for i, node in enumerate(part)}
        inner = [(index[a], index[b], w) for a, b, w in links if a in index]
        mine = size[part]
        unit = float(np.sqrt((mine[:, 0] * mine[:, 1]).mean()))
        points = _close(spread(len(part), inner) * unit, mine)
        low, high = (points - mine / 2).min(axis=0), (points + mine / 2).max(axis=0)
        local.append(points - low)
        boxes.append((float(high[0] - low[0]), float(high[1] - low[1])))
    order = sorted(range(len(parts)), key=lambda i: (-boxes[i][1], parts[i][0]))
    width = max([sqrt(sum(w * h for w, h in boxes)) * 1.25] + [w for w, _ in boxes])
    corners = shelves([boxes[i] for i in order], width, 90)
    out = [(0.0, 0.0)] * len(blocks)
    for i, (x, y) in zip(order, corners, strict=True):
        for node, point in zip(parts[i], local[i], strict=True):
            out[node] = (round(x + float(point[0])), round(y + float(point[1])))
    return out


def _close(points: Array, size: Array) -> Array:
    """The same arrangement drawn as close together as it goes without overlaps."""
    def extent(centre: Array) -> float:
        w, h = (centre + size / 2).max(axis=0) - (centre - size / 2).min(axis=0)
        return float(max(w / PAGE, h))

    tries = [apart(np.round(points * scale), size) for scale in ((0.2, 0.35, 0.5, 0.7, 0.9) if len(points) <= 600 else (0.5,))]
    best = together(min(tries, key=extent), size)
    if len(points) <= 12:  # few enough to be set in rows, where that is much smaller
        order = np.lexsort((best[:, 0], np.round(best[:, 1] / size[:, 1].mean())))
        for width in np.linspace(size[:, 0].max(), size[:, 0].sum(), 7):
            rows = best.copy()
            rows[order] = np.array(shelves([(w, h) for w, h in size[order].tolist()], float(width) + 1, 36)) + size[order] / 2
            best = np.round(rows) if extent(rows) < extent(best) * 0.9 else best
    return best


def _keep(size: Array, links: Sequence[tuple[int, int, float]], known: dict[int, list[float]]) -> list[tuple[float, float]]:
    """Known islands where they were, apart from those that grew into one another; a new one in the free place nearest to its neighbours."""
    held = sorted(known)
    centre = np.zeros_like(size)
    centre[held] = apart(np.array([known[i] for i in held]), size[held], gap=20)
    done = list(held)
    for i in range(len(size)):
        if i in known:
            continue
        beside = [centre[j] for a, b, _ in links if i in (a, b) and (j := a + b - i) in done]
        bottom = float((centre[done, 1] + size[done, 1] / 2).max()) + 60 + size[i, 1] / 2
        start = np.round(np.array(beside).mean(axis=0)) if beside else np.array([float(centre[done, 0].mean()), bottom])
        centre[i] = vacant(start, size[i], centre[done], size[done])
        done.append(i)
    return [(float(x), float(y)) for x, y in centre]


def _components(count: int, links: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b, _ in links:
        root[max(find(a), find(b))] = min(find(a), find(b))
    parts: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        parts[find(i)].append(i)
    return [parts[k] for k in sorted(parts)]
