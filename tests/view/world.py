"""Readings of fictional companies, in any number: texts whose sentences are written together with the facts they prove."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from kg.types import (
    Analyst,
    Document,
    DocumentType,
    Entity,
    EntityType,
    Exchange,
    Fact,
    Header,
    Identity,
    Layout,
    Observation,
    Part,
    Participant,
    Passage,
    PassageKind,
    Predicate,
    Reading,
    Relation,
    Resolution,
    Role,
    Section,
    Span,
    Stated,
    Status,
    Thing,
    Turn,
)

FIRST = ("North", "Alder", "Meri", "Cobalt", "Har", "Vela", "Quarry", "Lumen", "Os", "Tam", "Bright", "Cedar", "Dover", "Elm", "Fjord")
LAST = ("wind", "bank", "dian", "field", "bor", "gate", "stone", "ware", "pine", "mark", "water", "line", "crest", "more", "ton")
TRADES = ("Robotics", "Foods", "Payments", "Logistics", "Optics", "Energy", "Health", "Materials")
GIVEN = ("Ada", "Bruno", "Chiara", "Dmitri", "Esi", "Farah", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena")
FAMILY = ("Okafor", "Lindqvist", "Marlow", "Petrov", "Quint", "Rahimi", "Sato", "Tiller", "Ueda", "Varga", "Weiss", "Yilmaz")
BROKERS = ("Harbour Securities", "Pine Street Capital", "Oriel Partners", "Quayside Research", "Tern Markets", "Lark & Fenn")
MARKETS = ("Japan", "Germany", "Brazil", "Kenya", "Vietnam", "Canada")
SEGMENTS = ("Warehouse Automation", "Field Services", "Consumer Lines", "Cloud Tools", "Spare Parts")
METRICS = ("revenue", "grossMargin", "operatingIncome", "employees", "capitalExpenditure", "freeCashFlow", "orders", "customers")


@dataclass
class Writer:
    """A text that grows, and remembers where things were said."""

    doc: str
    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    entities: dict[str, list[Span]] = field(default_factory=dict)
    names: dict[str, tuple[EntityType, str]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def say(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def paragraph(self, words: str, kind: PassageKind = PassageKind.SPEECH, turn: int | None = None) -> Span:
        span = self.say(words)
        self.text += "\n"
        self.passages.append(Passage(span, kind, Section.REMARKS, turn))
        return span

    def thing(self, key: str, span: Span | None = None) -> Thing:
        kind, name = self.names[key]
        at = span or Span(0, 0)
        self.entities.setdefault(key, []).append(at)
        return Thing(kind, name, at, key)

    def name(self, key: str, kind: EntityType, name: str) -> str:
        self.names[key] = (kind, name)
        return key


def company_name(n: int) -> str:
    return f"{FIRST[n % len(FIRST)]}{LAST[(n // len(FIRST)) % len(LAST)]} {TRADES[n % len(TRADES)]}" + (f" {n // 225 + 1}" if n >= 225 else "")


def call(n: int, quarter: int, numbers: int = 16, opening: str = "", hostile: str = "") -> Reading:
    """One call of fictional company ``n``; ``opening`` is put before everything else, ``hostile`` into every name and sentence."""
    rnd = Random(1000 * n + quarter)
    out = Writer(f"call-{n}-q{quarter}")
    company = company_name(n) + hostile
    period = f"2025-Q{quarter}"
    out.paragraph(f"{opening}{company} Q{quarter} 2025 Earnings Call{hostile}", PassageKind.HEADER)
    lead = out.name("e1", EntityType.COMPANY, company)
    executives = [out.name(f"p{i + 1}", EntityType.PERSON, f"{GIVEN[(n + 5 * i) % 12]} {FAMILY[(n * 7 + i) % 12]}{hostile}") for i in range(2)]
    analysts = [out.name(f"p{i + 3}", EntityType.PERSON, f"{GIVEN[(n + 3 * i + 1) % 12]} {FAMILY[(n * 5 + i + 4) % 12]}{hostile}") for i in range(2)]
    brokers = [out.name(f"b{i}", EntityType.COMPANY, BROKERS[(n + i) % len(BROKERS)] + hostile) for i in range(2)]
    segments = [out.name(f"s{i}", EntityType.SEGMENT, SEGMENTS[(n + i) % len(SEGMENTS)] + hostile) for i in range(3)]
    market = out.name("m0", EntityType.MARKET, MARKETS[n % len(MARKETS)] + hostile)
    rival = out.name("e2", EntityType.COMPANY, company_name(n + 1) + hostile)
    for key, title in zip(executives, ("Chief Executive Officer", "Chief Financial Officer"), strict=True):
        head = out.paragraph(f"{out.names[key][1]} - {title}{hostile}", PassageKind.ROSTER)
        out.facts.append(Role(out.thing(key, head), out.thing(lead, head), title + hostile, span=head, rule="roster"))
    for key, broker in zip(analysts, brokers, strict=True):
        head = out.paragraph(f"{out.names[key][1]} - {out.names[broker][1]}", PassageKind.ROSTER)
        out.facts.append(Analyst(out.thing(key, head), out.thing(broker, head), span=head, rule="roster"))
    _remarks(out, rnd, period, numbers, hostile)
    exchanges = tuple(_floor(out, i, asker, executives[i % 2], segments[i % 3], hostile) for i, asker in enumerate(analysts))
    for predicate, target in ((Predicate.OPERATES_IN, market), (Predicate.COMPETITOR_OF, rival), *((Predicate.HAS_SEGMENT, s) for s in segments)):
        span = out.paragraph(f"{company} {predicate.value} {out.names[target][1]}.")
        out.facts.append(Relation(out.thing(lead, span), predicate, out.thing(target, span), span=span, rule=f"relation{hostile}"))
    return _reading(out, period, exchanges, executives, analysts)


def _remarks(out: Writer, rnd: Random, period: str, numbers: int, hostile: str) -> None:
    out.turns.append(Turn(0, Span(len(out.text), len(out.text)), None, "p1", Section.REMARKS))
    for i in range(numbers):
        metric = METRICS[i % len(METRICS)]
        of = "e1" if i < len(METRICS) or i % 4 == 0 else f"s{i % 3}"
        value = Decimal(rnd.randrange(100, 9000)) * 100_000
        unit = "percent" if metric == "grossMargin" else "count" if metric in ("employees", "customers", "orders") else "USD"
        value = Decimal(rnd.randrange(100, 600)) / 10 if unit == "percent" else value
        change = Decimal(rnd.randrange(-300, 300)) / 10
        said = f"{metric} of {out.names[of][1]} was {value} {unit}, a change of {change} percent"
        out.say("To sum up, ")
        span = out.say(said)
        out.text += f" on the year.{hostile}\n"
        out.passages.append(Passage(Span(span.start - 11, len(out.text) - 1), PassageKind.SPEECH, Section.REMARKS, 0))
        status = Status.GUIDANCE if i % 9 == 8 else Status.REPORTED
        fact = Observation(
            out.thing(of, span), metric, status, None, value, unit, change=change, change_unit="percent", basis="YoY", period=period,
            accounting="non-GAAP" if i % 7 == 3 else None, span=span, rule="level", by="p2",
        )  # fmt: skip
        out.facts.append(fact)
    turn = out.turns.pop()
    out.turns.append(Turn(0, Span(turn.span.start, len(out.text)), None, "p1", Section.REMARKS))


def _floor(out: Writer, i: int, asker: str, answerer: str, segment: str, hostile: str) -> Exchange:
    start = len(out.text)
    out.say("Thank you. Could you tell us how ")
    at = out.say(out.names[segment][1])
    out.thing(segment, at)
    out.say(f" developed over the last months?{hostile}")
    question = Span(start, len(out.text))
    out.text += "\n"
    out.passages.append(Passage(question, PassageKind.SPEECH, Section.QUESTIONS, 2 * i + 1))
    out.turns.append(Turn(2 * i + 1, question, None, asker, Section.QUESTIONS))
    answer = out.paragraph("It went well, and we expect more of it.", turn=2 * i + 2)
    out.turns.append(Turn(2 * i + 2, answer, None, answerer, Section.QUESTIONS))
    return Exchange(asker, (answerer,), Span(start, answer.end), (question,), (answer,))


def _reading(out: Writer, period: str, exchanges: tuple[Exchange, ...], executives: list[str], analysts: list[str]) -> Reading:
    company = out.names["e1"][1]
    document = Document(out.doc, f"{out.doc}.txt", hashlib.sha256(out.text.encode("utf-8", "replace")).hexdigest(), out.text)
    header = Header(company=Stated(company, Span(0, len(company)), "header"), period=Stated(period, None, "header"), date=Stated("2025-05-05", None, "header"))
    people = [(k, Part.EXECUTIVE) for k in executives] + [(k, Part.ANALYST) for k in analysts]
    participants = tuple(Participant(k, part, (Thing(EntityType.PERSON, out.names[k][1], Span(0, 0), k),)) for k, part in people)
    layout = Layout("fictional", DocumentType.EARNINGS_CALL, header, tuple(out.passages), tuple(out.turns), participants, exchanges)
    entities = tuple(
        Entity(k, out.names[k][0], out.names[k][1], (), tuple(sorted(set(out.entities.get(k, []))))) for k in sorted(out.names)
    )
    return Reading(document, layout, "e1", entities, tuple(out.facts), ())


def resolved(readings: list[Reading]) -> Resolution:
    """One identity for each type and name; segments belong to their company."""
    groups: dict[tuple[EntityType, str], list[tuple[str, str]]] = {}
    owners: dict[tuple[EntityType, str], str] = {}
    for reading in readings:
        lead = next(e for e in reading.entities if e.id == reading.company)
        for entity in reading.entities:
            own = entity.type == EntityType.SEGMENT
            key = (entity.type, slug(f"{lead.name}.{entity.name}" if own else entity.name))
            groups.setdefault(key, []).append((reading.document.id, entity.id))
            if own:
                owners[key] = slug(lead.name)
    names = {(r.document.id, e.id): e.name for r in readings for e in r.entities}
    return Resolution(tuple(Identity(s, t, names[m[0]], (), tuple(m), owners.get((t, s))) for (t, s), m in sorted(groups.items())))


def slug(text: str) -> str:
    return "".join(c if c.isalnum() or c == "." else "-" for c in text.lower()).strip("-") or "x"


def world(nodes: int) -> tuple[list[Reading], Resolution]:
    """Readings with about ``nodes`` nodes."""
    each = 26
    readings = [call(n, 1) for n in range(max(1, round(nodes / each)))]
    return readings, resolved(readings)
