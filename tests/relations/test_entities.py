"""Things of one document meet in one entity when they are one, and stay apart when they are not."""

from __future__ import annotations

import pytest

from kg.entities import gather
from kg.facts import facts
from kg.fold import fold
from kg.types import (
    Analyst,
    Context,
    Document,
    DocumentType,
    Entity,
    EntityType,
    Fact,
    Header,
    Layout,
    Meta,
    Part,
    Participant,
    Predicate,
    Relation,
    Span,
    Thing,
)

C, P, S, G = EntityType.COMPANY, EntityType.PERSON, EntityType.SEGMENT, EntityType.CUSTOMER_GROUP


def thing(text: str, type_: EntityType, surface: str, name: str | None = None, key: str = "") -> Thing:
    start = text.index(surface)
    return Thing(type_, name or surface, Span(start, start + len(surface)), key)


def gathered(text: str, facts: list[Fact], company: Thing | None = None, people: tuple[Participant, ...] = ()) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    document = Document("d", "d.txt", "0" * 64, text)
    layout = Layout("test", DocumentType.EARNINGS_CALL, Header(), (), participants=people)
    return gather(Context(document, layout, fold(text), company), (), facts)


def relation(a: Thing, b: Thing, predicate: Predicate = Predicate.PARTNER_OF) -> Relation:
    return Relation(span=a.span, rule="test", subject=a, predicate=predicate, object=b)


@pytest.mark.parametrize(
    ("type_", "first", "second", "one"),
    [
        (C, "Meridian Foods Produce Inc.", "Meridian Foods", True),
        (C, "Oakham & Co. Inc.", "Oakham", True),
        (C, "Sturmer and Company", "Sturmer Co", True),
        (C, "P.J. Weller", "PJWeller", True),
        (C, "NorthWind", "North Wind", True),
        (C, "Alder Group", "Alder", True),
        (C, "ALDER GROUP", "Alder Group", True),
        (C, "Alder Co", "Alder Electronic (International) Co Ltd", False),
        (C, "Alder Insurance Company of Peru", "Alder Kestrel Bank", False),
        (P, "Quist Amaro", "Amaro Quist", True),
        (P, "Ines C. Holt", "Ines Holt", True),
        (P, "Ines Holt", "Mr. Holt", True),
        (P, "Ines Holt", "Ines Holm", False),
        (P, "Ines Holt", "Amaro Holt", False),
        (S, "cloud services platform", "cloud business", True),
        (S, "cloud services", "Cloud service", True),
        (S, "retail banking", "retail business", False),
        (G, "third-party customers", "third parties", True),
        (G, "city commercial banks", "commercial banks", False),
    ],
)
def test_two_spellings(type_: EntityType, first: str, second: str, one: bool) -> None:
    text = f"{first} is one; then | {second} is the other."
    other = Thing(type_, second, Span(text.index("|") + 2, text.index("|") + 2 + len(second)))
    entities, _ = gathered(text, [relation(thing(text, type_, first), other)])
    assert (len(entities) == 1) is one, entities
    if one and first != second:
        assert second in {entities[0].name, *entities[0].aliases}


def test_participants_keep_their_ids_and_lend_them() -> None:
    text = "Amaro Quist and Ines Holt. Thank you, Amaro. Over to Ms. Holt of Oakham Partners."
    people = (
        Participant("p1", Part.EXECUTIVE, (thing(text, P, "Amaro Quist"),)),
        Participant("p2", Part.ANALYST, (thing(text, P, "Ines Holt"),)),
    )
    first = Thing(P, "Amaro", Span(text.index("Amaro."), text.index("Amaro.") + 5))
    facts: list[Fact] = [
        Analyst(span=Span(0, 5), rule="t", person=thing(text, P, "Ms. Holt"), broker=thing(text, C, "Oakham Partners"), by="p9"),
        Relation(span=Span(0, 5), rule="t", subject=thing(text, C, "Oakham Partners"), predicate=Predicate.PARTNER_OF, object=first),
    ]
    entities, keyed = gathered(text, facts, people=people)
    assert [(e.id, e.name) for e in entities] == [("p1", "Amaro Quist"), ("p2", "Ines Holt"), ("e1", "Oakham Partners")]
    assert entities[1].aliases == ("Ms. Holt",) and entities[1].reasons
    assert {f.person.key for f in keyed if isinstance(f, Analyst)} == {"p2"}
    assert {f.object.key for f in keyed if isinstance(f, Relation)} == {"p1"}
    assert all(f.by is None for f in keyed), "a speaker who is no entity is nobody"


def test_nobody_becomes_a_person_by_being_called_operator() -> None:
    text = "Operator: next. Unidentified Analyst: hello."
    people = tuple(Participant(f"p{i}", Part.OPERATOR, (thing(text, P, n),)) for i, n in enumerate(("Operator", "Unidentified Analyst"), 1))
    assert gathered(text, [], people=people)[0] == ()


def test_the_reporting_company_keeps_the_name_of_its_header() -> None:
    text = "Alder Bank Q1 call. We are Alder Bank Holdings plc, or Alder."
    company = thing(text, C, "Alder Bank")
    facts: list[Fact] = [relation(thing(text, C, "Alder Bank Holdings plc"), thing(text, C, "Alder.", "Alder"))]
    entities, _ = gathered(text, facts, company)
    assert [e.name for e in entities] == ["Alder Bank"]
    assert set(entities[0].aliases) >= {"Alder", "Alder Bank Holdings plc"}


def test_one_name_has_one_type_among_what_a_company_offers() -> None:
    text = "Our avocado line grew. Avocado prices fell."
    firm = Thing(C, "Meridian", Span(0, 3))
    facts: list[Fact] = [relation(firm, thing(text, S, "avocado"), Predicate.HAS_SEGMENT), relation(firm, thing(text, EntityType.PRODUCT, "Avocado"), Predicate.OFFERS_PRODUCT)]
    entities, keyed = gathered(text, facts)
    assert [(e.type, e.name) for e in entities] == [(C, "Meridian"), (S, "avocado")]
    assert [f.predicate for f in keyed if isinstance(f, Relation)] == [Predicate.HAS_SEGMENT], "and one relation, of that type"


def test_a_place_reported_as_a_segment_is_one() -> None:
    text = "Revenue of our North America segment grew."
    facts: list[Fact] = [relation(Thing(C, "Meridian", Span(0, 3)), thing(text, S, "North America"), Predicate.OPERATES_IN)]
    assert [f.predicate for f in gathered(text, facts)[1] if isinstance(f, Relation)] == [Predicate.HAS_SEGMENT]


def test_who_is_bought_is_no_part_of_the_buyer() -> None:
    text = "Kestrel Automation will acquire Ostrava Drives for EUR 340 million in cash. Ostrava Drives is headquartered in Ostrava and employs 1,900 people."
    reading = facts(Document("call", "call.txt", "0" * 64, text, meta=Meta(company="Kestrel Automation", period="2025-Q2")))
    assert {e.type for e in reading.entities if e.name == "Ostrava Drives"} == {EntityType.COMPANY}
