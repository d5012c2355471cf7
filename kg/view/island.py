"""One island: a company in the middle, people north, analysts east, segments and numbers south, partners and markets west."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, sqrt

from kg.view.boxes import same_width
from kg.view.kinds import FACTS, INDEX, KINDS
from kg.view.model import Model

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


def drawn(model: Model, i: int, with_facts: bool) -> bool:
    """Whether node ``i`` belongs into the picture with or without facts."""
    return with_facts or KINDS[INDEX[model.nodes[i].kind]].level < FACTS


def island(model: Model, placed: Placed, home: int, members: Sequence[int], with_facts: bool, alone: bool) -> Block:
    """One company with what belongs to it, in the shape nearest to a page among several row widths."""
    facts: dict[int, list[int]] = defaultdict(list)
    for i in members:
        owner = model.nodes[i].owner
        if not drawn(model, i, False) and i != home:
            facts[owner if owner is not None and placed.home[owner] == home and owner in members else home].append(i)
    rest = [i for i in members if i != home and drawn(model, i, False)]
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
