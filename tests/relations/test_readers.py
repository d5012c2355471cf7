"""Places, offers, segments, customers, ventures, listings, and what follows from numbers: examples and counterexamples."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extract.relations.derive import from_observations
from kg.lexicon import table
from kg.types import DocumentType, EntityType, Observation, Predicate, Relation, Span, Standing, Thing
from tests.relations.tell import context_of, relations_of

NEWS = DocumentType.NEWS_ARTICLE


def objects(text: str, predicate: Predicate, kind: DocumentType = DocumentType.EARNINGS_CALL, by: str | None = "p1") -> list[str]:
    return [r.object.name for r in relations_of(text + ".", kind, by) if r.predicate == predicate]


@pytest.mark.parametrize(("text", "place"), table("presence")["operates"]["examples"])
def test_places_of_business(text: str, place: str) -> None:
    assert place in objects(text, Predicate.OPERATES_IN)


@pytest.mark.parametrize("text", [*table("presence")["operates"]["counterexamples"], "We will host an investor day in New York", "We expect approval from Massachusetts"])
def test_no_places_of_business(text: str) -> None:
    assert objects(text, Predicate.OPERATES_IN) == []


def test_places_in_articles_need_a_firm_that_does_something_there() -> None:
    assert objects("Peru's largest brewer Oakham Inc grew", Predicate.OPERATES_IN, NEWS, None) == ["Peru"]
    assert sorted(objects("Oakham Inc operates six plants in Peru and Chile", Predicate.OPERATES_IN, NEWS, None)) == ["Chile", "Peru"]
    assert objects("Mr. Lund held roles in Peru for Oakham Inc", Predicate.OPERATES_IN, NEWS, None) == []


def test_a_seat() -> None:
    assert objects("The Seattle-based firm grew", Predicate.HEADQUARTERED_IN, NEWS, None) == ["Seattle"]


@pytest.mark.parametrize(("text", "product"), table("offers")["offers"]["examples"])
def test_offers(text: str, product: str) -> None:
    assert product in objects(text, Predicate.OFFERS_PRODUCT)


@pytest.mark.parametrize("text", table("offers")["offers"]["counterexamples"])
def test_no_offers(text: str) -> None:
    assert objects(text, Predicate.OFFERS_PRODUCT) == []


def test_segments_have_an_owner() -> None:
    assert objects("Sales in our retail banking segment rose", Predicate.HAS_SEGMENT) == ["retail banking segment"]
    assert objects("Sales in the wholesome snacks segment rose across the market", Predicate.HAS_SEGMENT) == []
    (sold,) = [r for r in relations_of("We sold our retail banking segment.") if r.predicate == Predicate.HAS_SEGMENT]
    assert sold.standing == Standing.PAST


def test_customers_are_served() -> None:
    found = [r.subject.name for r in relations_of("We serve financial institutions and SME customers.") if r.predicate == Predicate.CUSTOMER_OF]
    assert sorted(found) == ["SME customers", "financial institutions"]
    listed = "We are adding third-party customers, including pension companies, insurance companies and finance companies at the provincial level."
    assert {r.subject.name for r in relations_of(listed)} >= {"third-party customers", "insurance companies", "pension companies"}


def test_an_analyst_says_you_for_the_company() -> None:
    assert objects("I understand that you compete with Kestrel", Predicate.COMPETITOR_OF, by="p2") == ["Northwind"]
    assert objects("We at Oakham think that we compete with Kestrel", Predicate.COMPETITOR_OF, by="p2") == []


def test_ventures_are_firms_of_their_own() -> None:
    found = [(r.subject.name, r.object.name, r.standing) for r in relations_of("Our joint venture with Kestrel in Peru was terminated.") if r.predicate == Predicate.JOINT_VENTURE_OF]
    assert sorted(found) == [("joint venture with Kestrel in Peru", "Kestrel", Standing.PAST), ("joint venture with Kestrel in Peru", "Northwind", Standing.PAST)]


def test_listings_with_their_ticker() -> None:
    (found,) = [r for r in relations_of("Kestrel Inc (NYSE: KST) grew.", NEWS, None) if r.predicate == Predicate.LISTED_ON]
    assert (found.subject.name, found.object.name, found.ticker) == ("Kestrel Inc", "New York Stock Exchange", "KST")
    assert objects("Kestrel Inc ( KST.N ) grew", Predicate.LISTED_ON, NEWS, None) == [], "a Reuters code names no listing"


def number(of: Thing, metric: str = "revenue") -> Observation:
    return Observation(span=of.span, rule="t", of=of, metric=metric, value=Decimal(1))


def test_numbers_imply_segments_customers_and_places() -> None:
    text = "Revenue from pump services rose. Revenue from Kestrel rose. Interestingly revenue rose."
    context, _ = context_of(text)
    things = [Thing(t, n, Span(text.index(n), text.index(n) + len(n))) for t, n in ((EntityType.SEGMENT, "pump services"), (EntityType.COMPANY, "Kestrel"), (EntityType.SEGMENT, "Interestingly"))]
    found = list(from_observations(context, [number(t) for t in things]))
    assert [(r.subject.name, r.predicate, r.object.name) for r in found] == [("Northwind", Predicate.HAS_SEGMENT, "pump services"), ("Kestrel", Predicate.CUSTOMER_OF, "Northwind")]
    told = replace(found[0], rule="relations.hasSegment")
    assert [r for r in from_observations(context, [told, number(things[0])]) if isinstance(r, Relation)] == [], "what is told is not told again"
