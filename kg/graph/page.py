"""One document as the graph sees it: the IRIs of its things, its spans, and the evidence every claim carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.graph.periods import Period, period
from kg.graph.terms import OA, PROV, TYPE, Triple, decimal, integer, kg, kind, node, slug, string
from kg.types import EntityType, Evidence, Identity, Reading, Span

_START, _END, _EXACT, _DERIVED = f"<{OA}start>", f"<{OA}end>", f"<{OA}exact>", f"<{PROV}wasDerivedFrom>"


@dataclass(frozen=True, slots=True)
class Named:
    """A node of the graph: its IRI, and the name under which claims and joins know it."""

    iri: str
    key: str


@dataclass(frozen=True, slots=True)
class Node(Named):
    """A thing of the world; its key is bare for a company and holds the type for others."""

    identity: Identity


def node_of(identity: Identity) -> Node:
    """The node of an identity."""
    folder = kind(identity.type)
    local = _safe(identity.slug)
    return Node(node(folder, local), local if identity.type is EntityType.COMPANY else f"{folder}_{local}", identity)


def _safe(local: str) -> str:
    return ".".join(part for part in (slug(p) for p in local.split(".")) if part) or "unnamed"


@dataclass
class Keys:
    """What many documents share and the graph describes once: periods and join keys, with their triples."""

    triples: dict[Triple, None] = field(default_factory=dict)
    periods: dict[str, tuple[str, Period]] = field(default_factory=dict)  # IRI -> (company key, period)
    seen: set[str] = field(default_factory=set)

    def add(self, *triples: Triple) -> None:
        self.triples.update(dict.fromkeys(triples))


@dataclass(frozen=True)
class Page:
    """One reading with the identities of its entities. ``companies``: slug -> identity; ``year_ends``: slug -> last month of the fiscal year."""

    reading: Reading
    index: Mapping[tuple[str, str], Identity]
    companies: Mapping[str, Identity]
    year_ends: Mapping[str, int]
    keys: Keys
    nodes: dict[str, Node] = field(default_factory=dict)

    @property
    def local(self) -> str:
        return self.reading.document.sha256[:16]

    @property
    def document(self) -> str:
        return node("document", self.local)

    def node(self, entity: str) -> Node:
        """The node of an entity of this document. An entity that was never resolved stands for itself."""
        if entity not in self.nodes:
            self.nodes[entity] = node_of(self.index.get((self.reading.document.id, entity)) or self._own(entity))
        return self.nodes[entity]

    def _own(self, entity: str) -> Identity:
        for e in self.reading.entities:
            if e.id == entity:
                return Identity(slug(e.name), e.type, e.name, e.aliases, ((self.reading.document.id, e.id),))
        return Identity(f"{self.local}.{slug(entity)}", EntityType.PERSON, entity, (), ((self.reading.document.id, entity),))

    def company(self) -> Node | None:
        return self.node(self.reading.company) if self.reading.company else None

    def owner(self, slug_: str) -> Node:
        """The node of the company with this slug."""
        return node_of(self.companies.get(slug_) or Identity(slug_, EntityType.COMPANY, slug_, (), ()))

    def period(self, key: str, owner: Node | None) -> str:
        """The IRI of a period: ``period:oneconnect.2021-Q1``, or ``period:2021-03-19`` for what belongs to no fiscal year."""
        found = period(key, self.year_ends.get(owner.identity.slug, 12) if owner else 12)
        if found is None:
            iri = node("period", slug(key))
            self.keys.add((iri, TYPE, kg("FiscalPeriod")), (iri, kg("periodKey"), string(key)))
            return iri
        prefix = f"{owner.key}." if owner and found.owned else ""
        iri = node("period", prefix + found.key)
        self.keys.periods[iri] = (prefix, found)
        return iri

    def span(self, span: Span) -> tuple[str, Iterator[Triple]]:
        """The IRI of a stretch of the document (RFC 5147, code points, half-open) and its description."""
        iri = f"{self.document[:-1]}#char={span.start},{span.end}>"
        return iri, iter(
            (
                (iri, TYPE, kg("Span")),
                (iri, kg("document"), self.document),
                (iri, _START, integer(span.start)),
                (iri, _END, integer(span.end)),
                (iri, _EXACT, string(span.of(self.reading.document.text))),
            )
        )

    def evidence(self, claim: str, facts: Sequence[Evidence]) -> Iterator[Triple]:
        """What every claim carries; the same fact said twice in one document is one claim with two spans and the greater confidence."""
        yield claim, _DERIVED, self.document
        yield claim, kg("confidence"), decimal(max(f.confidence for f in facts))
        for rule in sorted({f.rule for f in facts}):
            yield claim, kg("extractor"), string(rule)
        for speaker in sorted({self.node(f.by).iri for f in facts if f.by}):
            yield claim, kg("statedBy"), speaker
        for span in sorted({f.span for f in facts}):
            iri, described = self.span(span)
            yield claim, kg("evidence"), iri
            yield from described


def document(page: Page) -> Iterator[Triple]:
    """The document itself: type, hash, path, length, style, who takes part; what its head says is the matter of ``kg.graph.claims``."""
    reading, iri = page.reading, page.document
    source, layout = reading.document, reading.layout
    yield iri, TYPE, kg(layout.type.value)
    yield iri, kg("sha256"), string(source.sha256)
    yield iri, kg("path"), string(source.path)
    yield iri, kg("length"), integer(len(source.text))
    yield iri, kg("style"), string(layout.style)
    owner = page.company()
    if owner:
        yield iri, kg("company"), owner.iri
    for participant in layout.participants:
        yield iri, kg("participant"), page.node(participant.id).iri
