"""Names of several documents become one identity when there is a reason, and only then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.resolve import Registry, load_registry, resolve
from kg.types import (
    Analyst,
    Document,
    DocumentType,
    Entity,
    EntityType,
    Fact,
    Header,
    Identity,
    Layout,
    Predicate,
    Reading,
    Relation,
    Role,
    Span,
    Stated,
    Thing,
)

C, P, S, G = EntityType.COMPANY, EntityType.PERSON, EntityType.SEGMENT, EntityType.CUSTOMER_GROUP
AT = Span(0, 1)


def thing(type_: EntityType, id_: str) -> Thing:
    return Thing(type_, id_, AT, id_)


def reading(
    doc: str,
    entities: dict[str, tuple[EntityType, str] | tuple[EntityType, str, tuple[str, ...]]],
    roles: Sequence[tuple[str, str]] = (),
    analysts: Sequence[tuple[str, str]] = (),
    relations: Sequence[tuple[str, Predicate, str]] = (),
    ticker: str | None = None,
    exchange: str = "NYSE",
) -> Reading:
    made = tuple(Entity(i, e[0], e[1], e[2] if len(e) == 3 else (), (AT,)) for i, e in entities.items())
    types = {e.id: e.type for e in made}
    facts: list[Fact] = [Role(span=AT, rule="t", person=thing(P, a), org=thing(C, b), title="CFO") for a, b in roles]
    facts += [Analyst(span=AT, rule="t", person=thing(P, a), broker=thing(C, b)) for a, b in analysts]
    facts += [Relation(span=AT, rule="t", subject=thing(types[a], a), predicate=p, object=thing(types[b], b)) for a, p, b in relations]
    header = Header(ticker=Stated(ticker, AT, "t"), exchange=Stated(exchange, AT, "t")) if ticker else Header()
    layout = Layout("t", DocumentType.EARNINGS_CALL, header, ())
    return Reading(Document(doc, doc, "0" * 64, "text"), layout, "e1" if "e1" in entities else None, made, tuple(facts), ())


def slugs(readings: Sequence[Reading], registry: Registry | None = None) -> dict[tuple[str, str], str]:
    return {member: i.slug for i in resolve(readings, registry).identities for member in i.members}


CALL = reading(
    "call",
    {"e1": (C, "Northwind"), "p1": (P, "Quist Amaro", ("Mr. Quist",)), "e2": (S, "cloud services platform"), "p2": (P, "Ines Holt"), "e3": (C, "Oakham")},
    roles=[("p1", "e1")],
    analysts=[("p2", "e3")],
    relations=[("e1", Predicate.HAS_SEGMENT, "e2")],
)
NEWS = reading(
    "news",
    {"e1": (C, "Northwind Robotics, Inc.", ("Northwind",)), "e2": (P, "Amaro Quist"), "e3": (S, "cloud business"), "e4": (P, "Ines Holt"), "e5": (C, "Alder Bank")},
    roles=[("e2", "e1"), ("e4", "e5")],
    relations=[("e1", Predicate.HAS_SEGMENT, "e3")],
)


def test_a_short_name_an_order_swapped_person_and_a_segment_meet() -> None:
    got = slugs([CALL, NEWS])
    assert got["call", "e1"] == got["news", "e1"] == "northwind"
    assert got["call", "p1"] == got["news", "e2"] == "amaro-quist"
    assert got["call", "e2"] == got["news", "e3"] == "northwind.cloud-services-platform"


def test_namesakes_at_different_firms_stay_two_and_say_where() -> None:
    got = slugs([CALL, NEWS])
    assert {got["call", "p2"], got["news", "e4"]} == {"ines-holt.oakham", "ines-holt.alder-bank"}


def test_every_merge_has_a_reason() -> None:
    merges = {(m.kept, m.merged): m.reason for m in resolve([CALL, NEWS]).merges}
    assert "short form" in merges["northwind", "northwind-robotics"]
    assert "same firm" in merges["amaro-quist", "quist-amaro"]


def test_a_short_name_that_two_firms_claim_joins_neither() -> None:
    one = reading("a", {"e1": (C, "Alder Bank plc", ("Alder",))})
    two = reading("b", {"e1": (C, "Alder Foods Inc.", ("Alder",))})
    three = reading("c", {"e1": (C, "Alder")})
    got = slugs([one, two, three])
    assert got == {("a", "e1"): "alder-bank", ("b", "e1"): "alder-foods", ("c", "e1"): "alder"}


def test_one_name_with_two_tickers_on_one_exchange_is_two_firms() -> None:
    one = reading("a", {"e1": (C, "Alder Inc.")}, ticker="ALD")
    two = reading("b", {"e1": (C, "Alder plc")}, ticker="XQZ")
    assert slugs([one, two]) == {("a", "e1"): "alder.new-york-stock-exchange-ald", ("b", "e1"): "alder.new-york-stock-exchange-xqz"}


def test_the_company_of_one_document_is_not_that_of_another() -> None:
    got = slugs([reading(d, {"e1": (C, "the company")}) for d in ("one", "two")])
    assert sorted(got.values()) == ["company-one", "company-two"]


def test_spellings_of_a_broker_are_one_firm() -> None:
    texts = ["J.P. Morgan", "JPMorgan Chase & Co.", "JP Morgan Securities"]
    readings = [reading(f"d{i}", {"e9": (C, t)}) for i, t in enumerate(texts)]
    assert set(slugs(readings).values()) == {"jpmorgan"}


def test_segments_and_customers_carry_their_owner_in_front() -> None:
    one = reading("a", {"e1": (C, "Alder"), "e2": (G, "third-party customers")}, relations=[("e2", Predicate.CUSTOMER_OF, "e1")])
    two = reading("b", {"e1": (C, "Meridian"), "e2": (G, "third parties")})
    assert slugs([one, two])["a", "e2"] == "alder.third-party-customers"
    assert slugs([one, two])["b", "e2"] == "meridian.third-parties"


def test_places_meet_under_their_usual_name() -> None:
    names = ["U.S.", "United States", "America", "the US"]
    got = slugs([reading(f"d{i}", {"e9": (EntityType.MARKET, n)}) for i, n in enumerate(names)])
    assert set(got.values()) == {"united-states"}


def test_a_registry_has_the_last_word(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(
        "slug\ttype\tlabel\taliases\tticker\tlei\twikidata\treplacedBy\n"
        "nwr-old\tCompany\tNorth Robots\t\t\t\t\tnwr\n"
        "nwr\tCompany\tNorthwind Robotics\tNorthwind|NWR Holdings\tNWR\t\tQ1\t\n",
        encoding="utf-8",
    )
    registry = load_registry(path)
    odd = reading("odd", {"e1": (C, "NWR Holdings")})
    old = reading("old", {"e1": (C, "North Robots Ltd")})
    got = slugs([CALL, NEWS, odd, old], registry)
    assert {got["call", "e1"], got["news", "e1"], got["odd", "e1"], got["old", "e1"]} == {"nwr"}
    assert got["call", "e2"] == "nwr.cloud-services-platform"
    assert resolve([CALL], registry).index["call", "e1"].codes == (("ticker", "NWR"), ("wikidata", "Q1"))


def test_a_bad_registry_names_file_and_row(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("slug\ttype\tlabel\nx\tPlanet\tX\n", encoding="utf-8")
    with pytest.raises(KgError, match="row 2"):
        load_registry(path)
    with pytest.raises(KgError, match="cannot read"):
        load_registry(tmp_path / "none.tsv")


NAMES = ["Alder", "Alder Bank", "Alder Bank plc", "Alder Foods", "Northwind", "Northwind Group", "North Wind", "Oakham & Co.", "Oakham"]
PEOPLE = ["Ines Holt", "Holt Ines", "Ines C. Holt", "Amaro Quist", "Holt"]


@st.composite
def libraries(draw: st.DrawFn) -> list[Reading]:
    out = []
    for i in range(draw(st.integers(2, 6))):
        firm = draw(st.sampled_from(NAMES))
        alias = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)))
        people = draw(st.lists(st.sampled_from(PEOPLE), max_size=2))
        entities: dict[str, tuple[EntityType, str] | tuple[EntityType, str, tuple[str, ...]]] = {"e1": (C, firm, alias), "e2": (C, draw(st.sampled_from(NAMES)))}
        entities |= {f"p{j}": (P, n) for j, n in enumerate(people)}
        entities["e3"] = (S, draw(st.sampled_from(["retail", "retail segment", "cloud"])))
        out.append(reading(f"d{i}", entities, roles=[(f"p{j}", draw(st.sampled_from(["e1", "e2"]))) for j in range(len(people))]))
    return out


@given(libraries(), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(readings: list[Reading], random: object) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(readings) == resolve(shuffled)


@given(libraries())
def test_every_entity_has_one_identity_and_slugs_are_unique(readings: list[Reading]) -> None:
    resolution = resolve(readings)
    members = [m for i in resolution.identities for m in i.members]
    assert sorted(members) == sorted((r.document.id, e.id) for r in readings for e in r.entities)
    keys = [(i.type, i.slug) for i in resolution.identities]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)


def test_identity_of_each_member_is_indexed() -> None:
    resolution = resolve([CALL])
    identity: Identity = resolution.index["call", "e1"]
    assert identity.slug == "northwind" and identity.type == C
