"""What the page shows: nodes, links, and the proof of each. Knows nothing of pixels or HTML.

Spans in the model are code points, as everywhere; ``kg.view.columns`` turns them into the UTF-16 units that a browser counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from kg.lexicon import table
from kg.types import Observation, Reading, Span
from kg.view import say
from kg.vocab import METRICS

#: kinds that everything touches: facets of the page, and without force in the layout
FACETS = frozenset({"market", "exchange"})


@dataclass(slots=True)
class Node:
    """Something drawn. ``id`` is stable between builds; ``home`` is the node it stands beside (a company, a segment, an analyst)."""

    id: str
    kind: str
    name: str
    note: str = ""
    aliases: tuple[str, ...] = ()
    iri: str = ""
    owner: int | None = None
    observation: Observation | None = None
    metric: str = ""
    tone: int = 0  # 1 better, -1 worse, 0 neither
    docs: set[int] = field(default_factory=set)
    reporting: bool = False


@dataclass(slots=True)
class Proof:
    """One statement of one document: the characters that prove a node or a link."""

    doc: int
    span: Span
    by: int | None
    rule: str
    confidence: Decimal
    detail: str = ""  # a title as written, a ticker


@dataclass(slots=True)
class Link:
    """A relation drawn between two nodes, with all its proofs."""

    source: int
    predicate: str
    target: int
    standing: str = "current"
    proofs: list[Proof] = field(default_factory=list)


@dataclass(slots=True)
class Floor:
    """One analyst's floor on a call, as nodes."""

    node: int
    doc: int
    asker: int | None
    answerers: tuple[int, ...]
    questions: tuple[Span, ...]
    answers: tuple[Span, ...]
    span: Span


@dataclass(slots=True)
class Model:
    """Everything the page knows, in a fixed order: identities by type and slug, then observations, then questions."""

    title: str
    readings: tuple[Reading, ...]
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    proofs: dict[int, list[Proof]] = field(default_factory=dict)  # of observation and question nodes
    floors: list[Floor] = field(default_factory=list)
    companies: list[int | None] = field(default_factory=list)  # the reporting company of each document
    speakers: dict[tuple[int, str], int] = field(default_factory=dict)  # (document, entity id) -> node


def metric_label(metric: str) -> str:
    """The label of a metric id in words."""
    return METRICS[metric].label if metric in METRICS else say.words(metric)


def in_order(model: Model) -> Model:
    """Entities by kind and id, then observations by subject, metric and period, then questions; used nodes only."""
    order_of = {metric: n for n, metric in enumerate(table("metrics"))}
    used = {p for link in model.links for p in (link.source, link.target)} | set(model.proofs) | {c for c in model.companies if c is not None}

    def rank(place: int) -> tuple[int, str, str, tuple[int, int, str], str]:
        node = model.nodes[place]
        fact = node.observation
        if fact is not None and node.owner is not None:
            return 1, model.nodes[node.owner].id, f"{order_of.get(fact.metric, 9999):04}{fact.metric}", say.period_key(fact.period), node.id
        group = 2 if node.kind == "question" else 0
        return group, node.kind if group == 0 else "", "", (0, 0, ""), node.id

    order = sorted(used, key=rank)
    new = {old: i for i, old in enumerate(order)}
    model.nodes = [model.nodes[old] for old in order]
    for node in model.nodes:
        node.owner = new.get(node.owner) if node.owner is not None else None
    for link in model.links:
        link.source, link.target = new[link.source], new[link.target]
    model.links.sort(key=lambda k: (k.source, k.target, k.predicate, k.standing))
    model.proofs = {new[p]: proofs for p, proofs in sorted(model.proofs.items(), key=lambda item: new[item[0]])}
    for floor in model.floors:
        floor.node, floor.asker = new[floor.node], new.get(floor.asker) if floor.asker is not None else None
        floor.answerers = tuple(new[a] for a in floor.answerers if a in new)
    model.companies = [new.get(c) if c is not None else None for c in model.companies]
    model.speakers = {key: new[p] for key, p in model.speakers.items() if p in new}
    for proofs in [*model.proofs.values(), *(link.proofs for link in model.links)]:
        for proof in proofs:
            proof.by = new.get(proof.by) if proof.by is not None else None
        proofs.sort(key=lambda p: (p.doc, p.span, p.rule))
    return model
