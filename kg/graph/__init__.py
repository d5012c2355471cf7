"""Readings + Resolution -> quads. The only package that mints IRIs: content-derived, no blank nodes.

Each document's claims stand in its own named graph, so that a document can be added, replaced or removed exactly. What belongs to no
single document stands in two more: ``graph:entities`` (identities, names, redirects) and ``graph:derived`` (types, periods and join keys
that follow from the claims).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.graph.claims import claims
from kg.graph.conversation import conversation
from kg.graph.observations import observations
from kg.graph.page import Keys, Page, document, node_of
from kg.graph.periods import Period
from kg.graph.terms import BASE, DCTERMS, LABEL, OWL, PREFIXES, RDFS, SCHEMA, SKOS, TYPE, XSD, Quad, Triple, integer, kg, node, string
from kg.graph.titles import executive
from kg.types import Analyst, EntityType, Identity, Part, Predicate, Reading, Relation, Resolution, Role, Standing

__all__ = ["BASE", "DERIVED", "ENTITIES", "PREFIXES", "Quad", "iri", "quads", "triples"]

ENTITIES = node("graph", "entities")
DERIVED = node("graph", "derived")


def iri(identity: Identity) -> str:
    """The IRI of an identity: ``https://w3id.org/finkg/id/company/oneconnect``."""
    return node_of(identity).iri[1:-1]


def quads(readings: Sequence[Reading], resolution: Resolution) -> Iterator[Quad]:
    """All statements of all documents, each in the named graph of its document, then the entities and what is derived.

    The order of ``readings`` does not matter, and the same document given twice counts once. Within one document a quad may come twice.
    """
    index = resolution.index or {member: i for i in resolution.identities for member in i.members}
    companies = {i.slug: i for i in resolution.identities if i.type is EntityType.COMPANY}
    ordered = sorted({(r.document.sha256, r.document.id): r for r in readings}.items())
    keys = Keys()
    pages = [Page(reading, index, companies, {}, keys) for _, reading in ordered]
    ends = _year_ends(pages)
    identities: dict[str, Identity] = {node_of(i).iri: i for i in resolution.identities}
    derived: dict[Triple, None] = {}
    for bare in pages:
        page = Page(bare.reading, index, companies, ends, keys)
        graph = page.document
        for part in (document, claims, conversation, observations):
            for s, p, o in part(page):
                yield s, p, o, graph
        derived.update(dict.fromkeys(_roles(page)))
        for known in page.nodes.values():
            identities.setdefault(known.iri, known.identity)
    for iri_, identity in identities.items():
        for s, p, o in _entity(iri_, identity):
            yield s, p, o, ENTITIES
    for s, p, o in _redirects(resolution, identities):
        yield s, p, o, ENTITIES
    for s, p, o in (*derived, *keys.triples, *_periods(keys), *_year_end_facts(ends, companies)):
        yield s, p, o, DERIVED


def triples(quads_: Iterable[Quad]) -> Iterator[Triple]:
    """The union of all graphs, as the Turtle file holds it; a triple of two documents comes twice."""
    return ((s, p, o) for s, p, o, _ in quads_)


def _year_ends(pages: Iterable[Page]) -> dict[str, int]:
    """Slug -> last month of the fiscal year: what most of a company's documents say; December counts only where nothing else is said."""
    votes: dict[str, Counter[int]] = {}
    for page in pages:
        company = page.company()
        if company:
            votes.setdefault(company.identity.slug, Counter())[page.reading.layout.header.year_end] += 1
    return {slug: max(count, key=lambda month: (month != 12, count[month], -month)) for slug, count in sorted(votes.items())}


def _year_end_facts(ends: dict[str, int], companies: dict[str, Identity]) -> Iterator[Triple]:
    """The end of the fiscal year where a document shows it: December is also what is taken where none does, so it is not stated."""
    days = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
    for slug, month in ends.items():
        if slug in companies and month != 12:
            yield node_of(companies[slug]).iri, kg("fiscalYearEnd"), f'"--{month:02d}-{days.get(month, 31):02d}"^^<{XSD}gMonthDay>'


def _entity(iri_: str, identity: Identity) -> Iterator[Triple]:
    yield iri_, TYPE, kg(identity.type.value)
    yield iri_, LABEL, string(identity.name)
    yield iri_, f"<{RDFS}label>", string(identity.name)
    for alias in identity.aliases:
        if alias != identity.name:
            yield iri_, f"<{SKOS}altLabel>", string(alias)
    if identity.owner:
        yield iri_, kg("belongsTo"), node_of(Identity(identity.owner, EntityType.COMPANY, identity.owner, (), ())).iri
    for name, code in identity.codes:
        yield from _code(iri_, name, code)


def _code(iri_: str, name: str, code: str) -> Iterator[Triple]:
    """What the world calls a thing: its ticker (without the exchange), its LEI, its item in Wikidata."""
    if name == "ticker":
        yield iri_, kg("ticker"), string(code.rpartition(":")[2])
    elif name == "lei":
        yield iri_, f"<{SCHEMA}leiCode>", string(code)
    elif name == "wikidata" and code.isalnum():
        yield iri_, f"<{OWL}sameAs>", f"<http://www.wikidata.org/entity/{code}>"


def _redirects(resolution: Resolution, identities: dict[str, Identity]) -> Iterator[Triple]:
    """The IRI a merged name would have had points to the one that was kept, so that old links and queries resolve."""
    kept: dict[str, list[Identity]] = {}
    for identity in resolution.identities:
        kept.setdefault(identity.slug, []).append(identity)
    for merge in resolution.merges:
        for identity in kept.get(merge.kept, ()) if merge.merged != merge.kept else ():
            old = node_of(replace(identity, slug=merge.merged)).iri
            if old not in identities:
                yield old, f"<{DCTERMS}isReplacedBy>", node_of(identity).iri
                yield old, f"<{OWL}deprecated>", f'"true"^^<{XSD}boolean>'


def _roles(page: Page) -> Iterator[Triple]:
    """The defined classes: Executive and Analyst from roles, Broker from analysts, Subsidiary from subsidiaryOf. Nobody asserts them."""
    analysts = {p.id for p in page.reading.layout.participants if p.part is Part.ANALYST}  # the head of a broker's research leads no company
    analysts |= {fact.person.key for fact in page.reading.facts if isinstance(fact, Analyst)}
    for fact in page.reading.facts:
        if isinstance(fact, Analyst):
            yield page.node(fact.person.key).iri, TYPE, kg("Analyst")
            if page.node(fact.broker.key).identity.type is EntityType.COMPANY:
                yield page.node(fact.broker.key).iri, TYPE, kg("Broker")
        elif isinstance(fact, Role) and fact.person.key not in analysts and executive(fact.title):
            yield page.node(fact.person.key).iri, TYPE, kg("Executive")
        elif isinstance(fact, Relation) and fact.predicate is Predicate.SUBSIDIARY_OF and fact.standing is Standing.CURRENT:
            yield page.node(fact.subject.key).iri, TYPE, kg("Subsidiary")
    for participant in page.reading.layout.participants:
        if participant.part in (Part.EXECUTIVE, Part.INVESTOR_RELATIONS):
            yield page.node(participant.id).iri, TYPE, kg("Executive")
        elif participant.part is Part.ANALYST:
            yield page.node(participant.id).iri, TYPE, kg("Analyst")


def _periods(keys: Keys) -> Iterator[Triple]:
    for iri_, (prefix, found) in keys.periods.items():
        yield from _period(iri_, found)
        for name, other in (("previous", found.previous), ("yearEarlier", found.year_earlier)):
            target = node("period", f"{prefix}{other}") if other else ""
            if target in keys.periods:
                yield iri_, kg(name), target


def _period(iri_: str, found: Period) -> Iterator[Triple]:
    yield iri_, TYPE, kg("FiscalPeriod")
    yield iri_, kg("periodKey"), string(found.key)
    yield iri_, kg("periodType"), kg(found.type)
    yield iri_, kg("startDate"), f'"{found.start}"^^<{XSD}date>'
    yield iri_, kg("endDate"), f'"{found.end}"^^<{XSD}date>'
    yield iri_, kg("calendarKey"), string(found.calendar)
    if found.fiscal_year is not None:
        yield iri_, kg("fiscalYear"), integer(found.fiscal_year)
