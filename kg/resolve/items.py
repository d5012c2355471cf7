"""What resolving needs to know of each entity of each document, computed once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.entities import endpoints
from kg.naming import canonical, key_of
from kg.resolve.joined import Member
from kg.types import Analyst, Entity, EntityType, Predicate, Reading, Relation, Role

Key = tuple[str, ...]

_NAMELESS = {("company",), ("firm",), ("group",), ("we",), ("us",), ("business",), ("bank",)}  # "the company" of one document is no other document's
_OWNING = {Predicate.HAS_SEGMENT, Predicate.OFFERS_PRODUCT}  # subject owns object
_OWNED = {Predicate.CUSTOMER_OF}  # object owns subject


@dataclass(frozen=True, slots=True)
class Item:
    """One entity of one document with its keys and its neighbours in that document."""

    member: Member
    entity: Entity
    key: Key  # of the name
    aliases: tuple[Key, ...]  # of the other forms
    main: bool  # the reporting company of the document
    company: Member | None  # the reporting company of the document, for the others
    tickers: tuple[str, ...] = ()
    employers: tuple[Member, ...] = ()  # of a person: companies of roles, brokers
    owner: Member | None = None  # of a segment, product, customer group

    @property
    def type(self) -> EntityType:
        return self.entity.type


def items(readings: Sequence[Reading]) -> tuple[Item, ...]:
    """All entities of all documents, sorted by (document, entity)."""
    return tuple(sorted((i for r in readings for i in _of(r)), key=lambda i: i.member))


def _of(reading: Reading) -> Iterator[Item]:
    doc = reading.document.id
    main = (doc, reading.company) if reading.company else None
    employers: dict[str, set[Member]] = {}
    owners: dict[str, Member] = {}
    tickers: dict[str, set[str]] = {}
    types = {e.id: e.type for e in reading.entities}
    for fact in reading.facts:
        match fact:
            case Role() | Analyst():
                person, firm = endpoints(fact)
                employers.setdefault(person.key, set()).add((doc, firm.key))
            case Relation():
                _note(fact, doc, types, owners, tickers)
            case _:
                pass
    header = reading.layout.header
    if reading.company and header.ticker:
        tickers.setdefault(reading.company, set()).add(_ticker(header.exchange.value if header.exchange else "", header.ticker.value))
    for entity in reading.entities:
        key = key_of(entity.type, canonical(entity.type, entity.name))
        if entity.type == EntityType.COMPANY and key in _NAMELESS:
            key = (*key, doc)
        aliases = {key_of(entity.type, a) for a in entity.aliases} - {key, ()}
        yield Item(
            (doc, entity.id), entity, key, tuple(sorted(aliases)), entity.id == reading.company, main,
            tuple(sorted(tickers.get(entity.id, ()))), tuple(sorted(employers.get(entity.id, ()))), owners.get(entity.id, main),
        )  # fmt: skip


def _note(fact: Relation, doc: str, types: dict[str, EntityType], owners: dict[str, Member], tickers: dict[str, set[str]]) -> None:
    if fact.predicate in _OWNING and types.get(fact.subject.key) == EntityType.COMPANY:
        owners.setdefault(fact.object.key, (doc, fact.subject.key))
    elif fact.predicate in _OWNED and types.get(fact.object.key) == EntityType.COMPANY:
        owners.setdefault(fact.subject.key, (doc, fact.object.key))
    elif fact.predicate == Predicate.LISTED_ON and fact.ticker:
        tickers.setdefault(fact.subject.key, set()).add(_ticker(fact.object.name, fact.ticker))


def _ticker(exchange: str, ticker: str) -> str:
    return f"{canonical(EntityType.EXCHANGE, exchange) if exchange else '?'}:{ticker.upper()}"
