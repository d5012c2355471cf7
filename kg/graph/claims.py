"""Relations and roles -> a direct triple where they hold, and a claim node (rdf:Statement terms) with standing and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph.page import Node, Page
from kg.graph.terms import RDF, ROLE, TYPE, Triple, date, digest, kg, local_name, node, string
from kg.graph.titles import roles
from kg.types import Analyst, Evidence, Predicate, Relation, Role, Standing

# What happened stays true: these hold as triples although the telling is in the past tense.
_LASTING = frozenset({Predicate.ACQUIRES, Predicate.SELLS, Predicate.SUCCESSOR_OF})


def claims(page: Page) -> Iterator[Triple]:
    """All relations, listings, tickers, roles and analysts of a document; a fact said twice is one claim with two spans."""
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
    yield from _ticker(page)


def _relation(page: Page, said: Sequence[Relation]) -> Iterator[Triple]:
    first = said[0]
    subject, object_ = page.node(first.subject.key), page.node(first.object.key)
    holds = first.standing is Standing.CURRENT or (first.standing is Standing.PAST and first.predicate in _LASTING)
    yield from _claim(page, "claim", subject, first.predicate.value, object_.iri, said, first.standing, holds)
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
    tenure = _name(page, "tenure", person, "worksFor", org.iri, standing, first.title if isinstance(first, Role) else "analyst")
    yield from _claim(page, "tenure", person, "worksFor", org.iri, held, standing, standing is Standing.CURRENT, tenure)
    yield tenure, TYPE, kg("Tenure")
    yield tenure, kg("person"), person.iri
    yield tenure, kg("organization"), org.iri
    for role in held_roles:
        yield tenure, kg("role"), f"<{ROLE}{role}>"
    if title:
        yield tenure, kg("roleTitle"), string(title)
    if page.reading.layout.header.date:
        yield tenure, kg("asOf"), date(page.reading.layout.header.date.value)


def _ticker(page: Page) -> Iterator[Triple]:
    """The ticker of the reporting company, where the head of the document states it."""
    company, ticker = page.company(), page.reading.layout.header.ticker
    if company and ticker:
        if ticker.span is None:
            yield company.iri, kg("ticker"), string(ticker.value)
        else:
            proof = [Evidence(span=ticker.span, rule=ticker.rule)]
            yield from _claim(page, "claim", company, "ticker", string(ticker.value), proof, Standing.CURRENT, True)


def _name(page: Page, folder: str, subject: Node, predicate: str, object_: str, *more: str) -> str:
    hash_ = digest(page.reading.document.sha256, subject.iri, predicate, object_, *more)
    return node(folder, f"{subject.key}.{predicate}.{hash_}")


def _claim(
    page: Page, folder: str, subject: Node, predicate: str, object_: str, said: Sequence[Evidence], standing: Standing, holds: bool, claim: str = ""
) -> Iterator[Triple]:
    claim = claim or _name(page, folder, subject, predicate, object_, standing)
    if holds:
        yield subject.iri, kg(predicate), object_
    yield claim, TYPE, kg("Claim")
    yield claim, TYPE, f"<{RDF}Statement>"
    yield claim, f"<{RDF}subject>", subject.iri
    yield claim, f"<{RDF}predicate>", kg(predicate)
    yield claim, f"<{RDF}object>", object_
    yield claim, kg("standing"), kg(standing.value.capitalize())
    yield from page.evidence(claim, said)
