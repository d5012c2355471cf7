"""Positions: every company is an island with the same compass (people north, analysts east, segments and numbers south, partners west);
islands that share something lie near one another. Nothing overlaps, and the same model gives the same whole pixels.

Two pictures of each island are laid out: with its facts, and of its structure alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, sqrt

import numpy as np

from kg.view.boxes import measure, same_width
from kg.view.force import Array, apart, shelves, spread, together, vacant
from kg.view.kinds import FACTS, INDEX, KINDS
from kg.view.model import FACETS, Model

GAP = 9
FLANK = 44
PAGE = 0.98  # width over height of the place where the graph is shown
NORTH, EAST, SOUTH, WEST = range(4)
_SIDE = {
    "executive": NORTH, "person": NORTH, "analyst": EAST, "broker": EAST, "question": EAST,
    "segment": SOUTH, "customers": SOUTH, "product": SOUTH,
    "company": WEST, "body": WEST, "market": WEST, "exchange": WEST,
}  # fmt: skip
_ORDER = ("executive", "person", "broker", "analyst", "segment", "customers", "product", "company", "body", "market", "exchange")


@dataclass(slots=True)
class Placed:
    """A laid-out model. Positions are box centres in whole pixels at scale 1; ``full`` with facts, ``structure`` without."""

    lines: list[list[str]]  # head lines, then "" or the sub line
    width: list[int]
    height: list[int]
    home: list[int]  # the island of each node, as the node it is named after
    full: list[tuple[int, int]] = field(default_factory=list)
    structure: list[tuple[int, int]] = field(default_factory=list)
    leads: dict[int, list[list[float]]] = field(default_factory=dict)  # island -> where its company stands in both pictures


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of an earlier build: where each company stood (full, structure), and the island of each node, by ids."""

    leads: dict[str, list[list[float]]]
    homes: dict[str, str]


@dataclass(slots=True)
class Block:
    """Boxes that stay together: centres relative to the top left corner of the block."""

    width: float = 0
    height: float = 0
    places: list[tuple[int, float, float]] = field(default_factory=list)

    def put(self, place: int, x: float, y: float, w: float, h: float) -> None:
        """Adds a box whose top left corner is at (x, y)."""
        self.places.append((place, x + w / 2, y + h / 2))
        self.width, self.height = max(self.width, x + w), max(self.height, y + h)


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
        blocks = [_island(model, placed, home, members[home], with_facts, len(islands) == 1) for home in islands]
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
            placed.structure = [points[i] if _drawn(model, i, False) else points[placed.home[i]] for i in range(len(points))]
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


def _drawn(model: Model, i: int, with_facts: bool) -> bool:
    return with_facts or KINDS[INDEX[model.nodes[i].kind]].level < FACTS


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


def _island(model: Model, placed: Placed, home: int, members: Sequence[int], with_facts: bool, alone: bool) -> Block:
    """One company with what belongs to it, in the shape nearest to a page among several row widths."""
    facts: dict[int, list[int]] = defaultdict(list)
    for i in members:
        owner = model.nodes[i].owner
        if not _drawn(model, i, False) and i != home:
            facts[owner if owner is not None and placed.home[owner] == home and owner in members else home].append(i)
    rest = [i for i in members if i != home and _drawn(model, i, False)]
    rest.sort(key=lambda i: (_ORDER.index(model.nodes[i].kind), -len(facts[i]), model.nodes[i].id))
    sides: list[list[Block]] = [[], [], [], []]
    if with_facts and facts[home]:
        sides[SOUTH].append(_stack(placed, None, facts[home]))
    done: set[int] = set()
    for i in rest:
        if i in done:
            continue
        team = [i, *_analysts_of(model, i, rest, done)]
        done.update(team)
        block = _outline(placed, team, facts if with_facts else {}) if _SIDE[model.nodes[i].kind] == EAST else _stack(placed, i, facts[i] if with_facts else [])
        sides[_SIDE[model.nodes[i].kind]].append(block)
    return _compass(placed, home, *_shape(sides, placed.width[home], alone))


def _analysts_of(model: Model, broker: int, rest: Sequence[int], done: set[int]) -> list[int]:
    if model.nodes[broker].kind != "broker":
        return []
    mine = {k.source for k in model.links if k.target == broker and k.predicate == "worksFor"}
    return [i for i in rest if i in mine and i not in done and model.nodes[i].kind == "analyst"]


def _stack(placed: Placed, head: int | None, facts: Sequence[int]) -> Block:
    """A box with its facts beneath it, in columns of cards of one width."""
    block = Block()
    y = 0.0
    if head is not None:
        block.put(head, 0, 0, placed.width[head], placed.height[head])
        y = placed.height[head] + 8
    if not facts:
        return block
    card = same_width(facts, placed.width)
    columns = 1 if len(facts) <= 4 else min(len(facts), ceil(sqrt(len(facts) * (0.5 if head is not None else 1.1))))
    each = ceil(len(facts) / columns)
    for c in range(columns):
        top = y
        for i in facts[c * each : (c + 1) * each]:
            block.put(i, c * (card + 8), top, card, placed.height[i])
            top += placed.height[i] + 6
    if head is not None and placed.width[head] < block.width:
        block.places[0] = (head, block.width / 2, block.places[0][2])
    return block


def _outline(placed: Placed, team: Sequence[int], questions: dict[int, list[int]]) -> Block:
    """A broker, its analysts, and their questions, indented like a table of contents."""
    block = Block()
    y = 0.0
    for depth, i in enumerate(team):
        indent = 0 if depth == 0 else 16
        block.put(i, indent, y, placed.width[i], placed.height[i])
        y += placed.height[i] + 6
        mine = questions.get(i, [])
        if mine:
            same_width(mine, placed.width)
        for q in mine:
            block.put(q, indent + 16, y, placed.width[q], placed.height[q])
            y += placed.height[q] + 6
    return block


def _shape(sides: Sequence[Sequence[Block]], lead: int, alone: bool) -> tuple[Block, Block, Block, Block]:
    """The four sides in the rows and columns that come nearest to the shape of a page when ``alone``; else that need the least room."""
    middles = [(_rows(sides[NORTH], w), _rows(sides[SOUTH], w)) for w in (380, 520, 680, 860, 1080, 1400, 1900, 2600, 3600)]
    flanks = [(_rows(sides[EAST], h, upright=True), _rows(sides[WEST], h, upright=True)) for h in (300, 460, 640, 860, 1150, 1600, 2400)]

    def longest(pair: tuple[tuple[Block, Block], tuple[Block, Block]]) -> float:
        (north, south), (east, west) = pair
        wide = max(north.width, south.width, lead) + east.width + west.width + FLANK * (bool(east.places) + bool(west.places))
        high = max(north.height + south.height + 130, east.height, west.height)
        if alone:
            return max(wide / PAGE, high) ** 2 + wide * high
        return wide * high * (1 + 0.1 * max(wide / high, high / wide))

    (north, south), (east, west) = min(product(middles, flanks), key=longest)
    return north, south, east, west


def _compass(placed: Placed, home: int, north: Block, south: Block, east: Block, west: Block) -> Block:
    """The company in the middle, people above, numbers below, analysts right, partners left."""
    w, h = placed.width[home], placed.height[home]
    step = 40
    middle = max(north.width, south.width, float(w))
    high = north.height + south.height + h + (step if north.places else 0) + (step if south.places else 0)
    total = max(high, east.height, west.height)
    centre_x = west.width + (FLANK if west.places else 0) + middle / 2
    top = (total - high) / 2
    company_y = top + north.height + (step if north.places else 0)
    out = Block()
    out.put(home, centre_x - w / 2, company_y, w, h)
    for part, x, y in (
        (north, centre_x - north.width / 2, top),
        (south, centre_x - south.width / 2, company_y + h + step),
        (east, centre_x + middle / 2 + FLANK, (total - east.height) / 2),
        (west, 0.0, (total - west.height) / 2),
    ):
        for node, px, py in part.places:
            out.put(node, x + px - placed.width[node] / 2, y + py - placed.height[node] / 2, placed.width[node], placed.height[node])
    return out


def _rows(blocks: Sequence[Block], width: float, upright: bool = False) -> Block:
    """Blocks in centred rows of at most ``width`` (columns when ``upright``)."""
    rows: list[list[Block]] = []
    used = 0.0
    for block in blocks:
        along = block.height if upright else block.width
        if rows and used + GAP * 2 + along <= width:
            rows[-1].append(block)
            used += GAP * 2 + along
        else:
            rows.append([block])
            used = along
    out = Block()
    longest = max((sum((b.height if upright else b.width) for b in row) + GAP * 2 * (len(row) - 1) for row in rows), default=0.0)
    across = 0.0
    for row in rows:
        along = (longest - sum((b.height if upright else b.width) for b in row) - GAP * 2 * (len(row) - 1)) / 2
        for block in row:
            x, y = (across, along) if upright else (along, across)
            for node, px, py in block.places:
                out.places.append((node, x + px, y + py))
            out.width, out.height = max(out.width, x + block.width), max(out.height, y + block.height)
            along += (block.height if upright else block.width) + GAP * 2
        across += max((b.width if upright else b.height) for b in row) + GAP * 2
    return out
