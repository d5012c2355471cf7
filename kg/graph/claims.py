"""Relations and roles -> a direct triple where they hold, and a claim node (rdf:Statement terms) with standing and evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.graph.page import Named, Page
from kg.graph.terms import DCTERMS, RDF, ROLE, TYPE, Triple, date, digest, kg, local_name, node, string
from kg.graph.titles import roles
from kg.types import Analyst, Evidence, Predicate, Relation, Role, Standing, Stated

_LOCAL = re.compile(r"[/#>]")
# What happened stays true: these hold as triples although the telling is in the past tense.
_LASTING = frozenset({Predicate.ACQUIRES, Predicate.SELLS, Predicate.SUCCESSOR_OF})


def claims(page: Page) -> Iterator[Triple]:
    """All relations, listings, roles and analysts of a document, and what its head says; a fact said twice is one claim with two spans."""
    relations: dict[tuple[str, ...], list[Relation]] = {}
    tenures: dict[tuple[str, ...], list[Role | Analyst]] = {}
    for fact in page.reading.facts:
        if isinstance(fact, Relation):
            relations.setdefault((page.node(fact.subject.key).iri, fact.predicate, page.node(fact.object.key).iri, fact.standing), []).append(fact)
        elif isinstance(fact, Role):
            key = (page.node(fact.person.key).iri, page.node(fact.org.key).iri, fact.title, fact.standing)
            tenures.setdefault(key, []).append(fact)
        elif isinstance(fact, Analyst):
            tenures.setdefault((page.node(fact.person.key).iri, page.node(fact.broker.key).iri, "Analyst", "analyst"), []).append(fact)
    for said in relations.values():
        yield from _relation(page, said)
    for held in tenures.values():
        yield from _tenure(page, held)
    yield from _header(page)


def _relation(page: Page, said: Sequence[Relation]) -> Iterator[Triple]:
    first = said[0]
    subject, object_ = page.node(first.subject.key), page.node(first.object.key)
    holds = first.standing is Standing.CURRENT or (first.standing is Standing.PAST and first.predicate in _LASTING)
    if holds:
        yield subject.iri, kg(first.predicate), object_.iri
    yield from _claim(page, "claim", subject, kg(first.predicate), object_.iri, said, first.standing)
    tickers = sorted({r.ticker for r in said if r.ticker})
    if first.predicate is Predicate.LISTED_ON and holds:
        for ticker in tickers:
            yield subject.iri, kg("ticker"), string(ticker)
            listing = node("listing", f"{object_.identity.slug}.{local_name(ticker)}")
            yield listing, TYPE, kg("Listing")
            yield listing, kg("issuer"), subject.iri
            yield listing, kg("exchange"), object_.iri
            yield listing, kg("ticker"), string(ticker)
            for span in sorted({r.span for r in said if r.ticker == ticker}):
                iri, described = page.span(span)
                yield listing, kg("evidence"), iri
                yield from described


def _tenure(page: Page, held: Sequence[Role | Analyst]) -> Iterator[Triple]:
    """A person's role at an organisation as one document shows it, on the date of the document."""
    first = held[0]
    person = page.node(first.person.key)
    if isinstance(first, Role):
        org, title, standing, held_roles = page.node(first.org.key), first.title, first.standing, roles(first.title)
    else:
        org, title, standing, held_roles = page.node(first.broker.key), None, Standing.CURRENT, ("analyst",)
    tenure = _name(page, "tenure", person, kg("worksFor"), org.iri, standing, first.title if isinstance(first, Role) else "analyst")
    if standing is Standing.CURRENT:
        yield person.iri, kg("worksFor"), org.iri
    yield from _claim(page, "tenure", person, kg("worksFor"), org.iri, held, standing, tenure)
    yield tenure, TYPE, kg("Tenure")
    yield tenure, kg("person"), person.iri
    yield tenure, kg("organization"), org.iri
    for role in held_roles:
        yield tenure, kg("role"), f"<{ROLE}{role}>"
    if title:
        yield tenure, kg("roleTitle"), string(title)
    if page.reading.layout.header.date:
        yield tenure, kg("asOf"), date(page.reading.layout.header.date.value)


def _header(page: Page) -> Iterator[Triple]:
    """What the head of the document says of it and of its company, each with the characters that say so, where the text does."""
    header, owner, document = page.reading.layout.header, page.company(), Named(page.document, page.local)
    period = page.period(header.period.value, owner) if header.period else ""
    facts: tuple[tuple[Stated | None, Named | None, str, str], ...] = (
        (header.company, document, kg("company"), owner.iri if owner else ""),
        (header.period, document, kg("period"), period),
        (header.date, document, f"<{DCTERMS}issued>", date(header.date.value) if header.date else ""),
        (header.title, document, f"<{DCTERMS}title>", string(header.title.value) if header.title else ""),
        (header.publisher, document, f"<{DCTERMS}publisher>", string(header.publisher.value) if header.publisher else ""),
        (header.author, document, f"<{DCTERMS}creator>", string(header.author.value) if header.author else ""),
        (header.ticker, owner, kg("ticker"), string(header.ticker.value) if header.ticker else ""),
    )
    for stated, subject, predicate, object_ in facts:
        if stated and subject and object_:
            yield subject.iri, predicate, object_
            if stated.span:
                proof = [Evidence(span=stated.span, rule=stated.rule)]
                yield from _claim(page, "claim", subject, predicate, object_, proof, Standing.CURRENT)


def _name(page: Page, folder: str, subject: Named, predicate: str, object_: str, *more: str) -> str:
    hash_ = digest(page.reading.document.sha256, subject.iri, predicate, object_, *more)
    return node(folder, f"{subject.key}.{_LOCAL.split(predicate)[-2]}.{hash_}")


def _claim(page: Page, folder: str, subject: Named, predicate: str, object_: str, said: Sequence[Evidence], standing: Standing, claim: str = "") -> Iterator[Triple]:
    """The claim that ``subject predicate object_`` has this standing, as one document tells it."""
    claim = claim or _name(page, folder, subject, predicate, object_, standing)
    yield claim, TYPE, kg("Claim")
    yield claim, TYPE, f"<{RDF}Statement>"
    yield claim, f"<{RDF}subject>", subject.iri
    yield claim, f"<{RDF}predicate>", predicate
    yield claim, f"<{RDF}object>", object_
    yield claim, kg("standing"), kg(standing.value.capitalize())
    yield from page.evidence(claim, said)
