"""Readings + Resolution -> the view model: entities of several documents become one node, facts said twice one node with two proofs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.graph import iri
from kg.types import (
    Analyst,
    Entity,
    EntityType,
    Evidence,
    Exchange,
    Identity,
    Observation,
    Part,
    Reading,
    Relation,
    Resolution,
    Role,
    Span,
    Standing,
    Status,
)
from kg.view import say
from kg.view.kinds import OF_TYPE
from kg.view.model import Floor, Link, Model, Node, Proof, in_order, metric_label
from kg.vocab import METRICS


def build(readings: Sequence[Reading], resolution: Resolution, *, title: str | None = None) -> Model:
    """The view model. The order of ``readings`` does not matter. Raises nothing: a fact whose end is unknown is left out."""
    ordered = tuple(sorted(readings, key=lambda r: r.document.id))
    draft = _Draft(Model("", ordered), resolution)
    for d, reading in enumerate(ordered):
        for fact in reading.facts:
            draft.add_fact(d, fact)
        for floor in reading.layout.exchanges:
            draft.add_floor(d, floor)
    model = draft.finish()
    model.title = title or _title(model)
    return model


@dataclass(slots=True)
class _Draft:
    model: Model
    resolution: Resolution
    identity: dict[tuple[int, str], Identity] = field(default_factory=dict)
    node_of: dict[str, int] = field(default_factory=dict)
    link_of: dict[tuple[int, str, int, str], int] = field(default_factory=dict)
    analysts: set[int] = field(default_factory=set)
    executives: set[int] = field(default_factory=set)
    brokers: set[int] = field(default_factory=set)
    companies: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        number = {r.document.id: d for d, r in enumerate(self.model.readings)}
        for identity in self.resolution.identities:
            for doc, entity in identity.members:
                if doc in number:
                    self.identity[number[doc], entity] = identity
        for d, reading in enumerate(self.model.readings):
            for thing in reading.entities:
                self.identity.setdefault((d, thing.id), _alone(thing))
            if reading.company and (place := self.place(d, reading.company)) is not None:
                self.companies[d] = place
                self.model.nodes[place].reporting = True
            for person in reading.layout.participants:
                self._take_part(d, person.id, person.part)

    def _take_part(self, d: int, entity: str, part: Part) -> None:
        if part not in (Part.EXECUTIVE, Part.INVESTOR_RELATIONS, Part.ANALYST):
            return
        place = self.place(d, entity)
        if place is not None:
            (self.analysts if part == Part.ANALYST else self.executives).add(place)

    def place(self, d: int, entity: str | None) -> int | None:
        """The node of an entity of document ``d``; None when it is no entity of it."""
        identity = self.identity.get((d, entity or ""))
        if identity is None:
            return None
        key = f"{identity.type.value}:{identity.slug}"
        if key not in self.node_of:
            self.node_of[key] = len(self.model.nodes)
            self.model.nodes.append(Node(key, OF_TYPE[identity.type.value], identity.name, aliases=identity.aliases, iri=iri(identity)))
        place = self.node_of[key]
        self.model.nodes[place].docs.add(d)
        self.model.speakers[d, entity or ""] = place
        return place

    def add_fact(self, d: int, fact: Evidence) -> None:
        proof = Proof(d, fact.span, self.place(d, fact.by) if fact.by else None, fact.rule, fact.confidence)
        match fact:
            case Role():
                ends = self.place(d, fact.person.key), self.place(d, fact.org.key)
                proof.detail = fact.title
                self.link(ends[0], "officerOf", ends[1], fact.standing.value, proof)
                if ends[0] is not None and fact.standing == Standing.CURRENT:
                    self.executives.add(ends[0])
            case Analyst():
                ends = self.place(d, fact.person.key), self.place(d, fact.broker.key)
                self.link(ends[0], "worksFor", ends[1], "current", proof)
                if ends[0] is not None and ends[1] is not None:
                    self.analysts.add(ends[0])
                    self.brokers.add(ends[1])
            case Relation():
                proof.detail = fact.ticker or ""
                self.link(self.place(d, fact.subject.key), fact.predicate.value, self.place(d, fact.object.key), fact.standing.value, proof)
            case Observation():
                self.add_observation(d, fact, proof)

    def add_observation(self, d: int, fact: Observation, proof: Proof) -> None:
        of = self.place(d, fact.of.key)
        if of is None:
            return
        key = _fact_key(self.model.nodes[of].id, fact)
        if key not in self.node_of:
            self.node_of[key] = len(self.model.nodes)
            kind = "observation" if fact.status == Status.REPORTED else "guidance"
            metric = metric_label(fact.metric)
            name = _called(fact, metric)
            note = " · ".join(filter(None, (say.change(fact), say.period(fact.period), fact.accounting or "")))
            node = Node(key, kind, name, note, observation=fact, metric=metric, tone=_tone(fact), owner=of)
            self.model.nodes.append(node)
            self.link(len(self.model.nodes) - 1, "about", of, "current", None)
        place = self.node_of[key]
        self.model.nodes[place].docs.add(d)
        self.model.proofs.setdefault(place, []).append(proof)

    def add_floor(self, d: int, floor: Exchange) -> None:
        reading = self.model.readings[d]
        text = reading.document.text
        said = " ".join(span.of(text) for span in floor.questions) or floor.span.of(text)
        asker = self.place(d, floor.asker)
        node = Node(f"Question:{reading.document.id}.{floor.span.start}", "question", say.gist(said), docs={d}, owner=asker)
        place = len(self.model.nodes)
        self.model.nodes.append(node)
        answerers = tuple(p for p in (self.place(d, a) for a in floor.answerers) if p is not None)
        self.model.floors.append(Floor(place, d, asker, answerers, floor.questions, floor.answers, floor.span))
        spans = floor.questions or (floor.span,)
        self.model.proofs[place] = [Proof(d, span, asker, floor.rule, Decimal("0.9")) for span in spans]
        self.link(asker, "asked", place, "current", Proof(d, spans[0], asker, floor.rule, Decimal("0.9")))
        for a in dict.fromkeys(answerers):
            said_by = [s for s in floor.answers if self.speaker_at(d, s) == a] or list(floor.answers[:1]) or [floor.span]
            self.link(a, "answered", place, "current", Proof(d, said_by[0], a, floor.rule, Decimal("0.9")))
        for target, span in self.topics(d, spans):
            self.link(place, "mentions", target, "current", Proof(d, span, asker, floor.rule, Decimal("0.9")))

    def speaker_at(self, d: int, span: Span) -> int | None:
        """Who has the floor at ``span``."""
        turn = next((t for t in self.model.readings[d].layout.turns if t.span.start <= span.start < t.span.end), None)
        return self.place(d, turn.speaker) if turn and turn.speaker else None

    def topics(self, d: int, spans: Iterable[Span]) -> list[tuple[int, Span]]:
        """The things named in a question, other than people and the reporting company: (node, where)."""
        out: dict[int, Span] = {}
        for entity in self.model.readings[d].entities:
            if entity.type == EntityType.PERSON or entity.id == self.model.readings[d].company:
                continue
            hit = next((m for s in spans for m in entity.mentions if s.covers(m)), None) or self.named(d, entity, spans)
            place = self.place(d, entity.id) if hit else None
            if hit and place is not None and place not in self.brokers:
                out.setdefault(place, hit)
        return sorted(out.items())

    def named(self, d: int, entity: Entity, spans: Iterable[Span]) -> Span | None:
        """Where one of the names of ``entity`` stands in ``spans`` as whole words."""
        names = sorted({n for n in (entity.name, *entity.aliases) if len(n) > 3}, key=lambda n: (-len(n), n))
        if not names:
            return None
        words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
        text = self.model.readings[d].document.text
        found = (words.search(text, s.start, s.end) for s in spans)
        return next((Span(m.start(), m.end()) for m in found if m), None)

    def link(self, source: int | None, predicate: str, target: int | None, standing: str, proof: Proof | None) -> None:
        if source is None or target is None or source == target:
            return
        key = (source, predicate, target, standing)
        if key not in self.link_of:
            self.link_of[key] = len(self.model.links)
            self.model.links.append(Link(source, predicate, target, standing))
        if proof is not None:
            self.model.links[self.link_of[key]].proofs.append(proof)

    def finish(self) -> Model:
        """Kinds that follow from relations, owners, and the fixed order."""
        model = self.model
        slugs = {f"Company:{i.slug}": i for i in self.resolution.identities if i.type == EntityType.COMPANY}
        for identity in self.resolution.identities:
            place = self.node_of.get(f"{identity.type.value}:{identity.slug}")
            if place is not None and identity.owner and f"Company:{identity.owner}" in slugs:
                model.nodes[place].owner = self.node_of.get(f"Company:{identity.owner}")
        for place, node in enumerate(model.nodes):
            if node.kind == "person" and place in self.analysts:
                node.kind = "analyst"
            elif node.kind == "person" and place in self.executives:
                node.kind = "executive"
            elif node.kind == "company" and place in self.brokers and not node.reporting:
                node.kind = "broker"
        for link in model.links:
            if link.predicate == "officerOf" and link.standing == "current" and not model.nodes[link.source].note:
                model.nodes[link.source].note = next((p.detail for p in link.proofs if p.detail), "")
        model.companies = [self.companies.get(d) for d in range(len(model.readings))]
        return in_order(model)


def _called(fact: Observation, metric: str) -> str:
    """``Revenue $441.2m``, ``22% of revenue``, ``Operating income 17.3% of revenue``."""
    what = say.words(fact.label) if fact.label else metric
    if not fact.share_of:
        return f"{what} {say.level(fact)}".strip()
    share = f"{say.level(fact)} of {metric_label(fact.share_of).lower()}".strip()
    return share if fact.share_of == fact.metric and not fact.label else f"{what} {share}"


def _tone(fact: Observation) -> int:
    better = {"Higher": 1, "Lower": -1}.get(METRICS[fact.metric].better, 0) if fact.metric in METRICS else 0
    change = fact.change or (fact.value - fact.prior if fact.value is not None and fact.prior is not None else Decimal(0))
    return better * (change > 0) - better * (change < 0)


def _alone(entity: Entity) -> Identity:
    slug = "-".join("".join(c if c.isalnum() else " " for c in entity.name.lower()).split()) or entity.id
    return Identity(slug, entity.type, entity.name, entity.aliases, ())


def _fact_key(of: str, fact: Observation) -> str:
    fields = (fact.metric, fact.label, fact.period, fact.status.value, fact.value, fact.low, fact.high, fact.unit, fact.bound, fact.on_change)
    more = (fact.change, fact.change_unit, fact.basis, fact.prior, fact.prior_period, fact.share_of, fact.accounting)
    said = "|".join("" if f is None else str(f) for f in (of, *fields, *more))
    return f"Observation:{hashlib.sha256(said.encode()).hexdigest()[:10]}"


def _title(model: Model) -> str:
    names = sorted({model.nodes[c].name for c in model.companies if c is not None})
    if not names:
        return "Knowledge graph"
    return " and ".join(names) if len(names) <= 2 else f"{names[0]} and {len(names) - 1} more"
