"""Readings <-> the facts format: JSON Lines, one object a line, keys in a fixed order, absent values left out, same input same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.graph import iri
from kg.types import Analyst, Document, Entity, Evidence, Exchange, Observation, Reading, Relation, Resolution, Role, Span, Stated

Line = dict[str, Any]


def lines(readings: Iterable[Reading], resolution: Resolution | None = None) -> Iterator[str]:
    """All facts of all readings, sorted by (document, start, end, kind, line), each line ending in a newline."""
    for reading in sorted(readings, key=lambda r: r.document.id):
        rows = [({"kind": r.pop("kind"), "doc": reading.document.id} | r) for r in _rows(reading, resolution)]
        keyed = sorted((row.get("start", 0), row.get("end", 0), row["kind"], dump(row)) for row in rows)
        yield from (line + "\n" for *_, line in keyed)


def dump(row: Line) -> str:
    """One object as one line: absent values left out, decimals as plain strings."""
    return json.dumps({k: v for k, v in row.items() if v is not None and v != []}, ensure_ascii=False)


def load(path: str | Path) -> list[Line]:
    """The objects of a facts file. Raises KgError when it is missing, or where a line is not a JSON object with a kind."""
    hint = "write one with: kg facts PATH -o facts.jsonl"
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(f"cannot read the facts file {path}: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise KgError(f"{path} is not a facts file: it is not UTF-8 text", hint) from error
    return [_parsed(line, f"{path}, line {number}") for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _parsed(line: str, where: str) -> Line:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise KgError(f"{where}: not JSON ({error})", "a facts file holds one JSON object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("kind"), str):
        raise KgError(f"{where}: not a fact, it has no kind", "a facts file holds one JSON object a line, each with a kind")
    return row


def plain(number: Decimal | None) -> str | None:
    """A decimal without exponent and without trailing zeros: "820000000", "41.1"."""
    if number is None:
        return None
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _rows(reading: Reading, resolution: Resolution | None) -> Iterator[Line]:
    doc = reading.document
    yield _document(reading)
    for entity in reading.entities:
        yield _entity(doc, entity, resolution)
    for fact in reading.facts:
        yield _fact(fact)
    for exchange in reading.layout.exchanges:
        yield _exchange(exchange)
    for note in reading.notes:
        yield {"kind": "note", **_at(note.span), "message": note.message, "rule": note.rule}


def _document(reading: Reading) -> Line:
    doc, layout = reading.document, reading.layout
    header = layout.header
    return {
        "kind": "document", "start": 0, "end": len(doc.text), "path": doc.path, "sha256": doc.sha256, "type": layout.type.value,
        "company": reading.company, "period": _value(header.period), "date": _value(header.date), "title": _value(header.title),
        "style": layout.style, "publisher": _value(header.publisher),
    }  # fmt: skip


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def _at(span: Span) -> Line:
    return {"start": span.start, "end": span.end}


def _entity(doc: Document, entity: Entity, resolution: Resolution | None) -> Line:
    first = entity.mentions[0] if entity.mentions else Span(0, 0)
    identity = resolution.index.get((doc.id, entity.id)) if resolution else None
    return {
        "kind": "entity", **_at(first), "id": entity.id, "iri": iri(identity) if identity else None,
        "type": entity.type.value, "name": entity.name, "aliases": list(entity.aliases),
    }  # fmt: skip


def _fact(fact: Role | Analyst | Relation | Observation) -> Line:
    match fact:
        case Role():
            row = {"kind": "role", **_at(fact.span), "person": fact.person.key, "org": fact.org.key, "title": fact.title, "status": fact.standing.value}
        case Analyst():
            row = {"kind": "analyst", **_at(fact.span), "person": fact.person.key, "broker": fact.broker.key}
        case Relation():
            row = {
                "kind": "relation", **_at(fact.span), "subject": fact.subject.key, "predicate": fact.predicate.value, "object": fact.object.key,
                "status": fact.standing.value, "ticker": fact.ticker,
            }  # fmt: skip
        case Observation():
            row = _observation(fact)
    return row | _evidence(fact)


def _observation(o: Observation) -> Line:
    return {
        "kind": "observation", **_at(o.span), "of": o.of.key, "metric": o.metric, "label": o.label, "value": plain(o.value), "unit": o.unit,
        "low": plain(o.low), "high": plain(o.high), "onChange": o.on_change or None, "bound": o.bound, "change": plain(o.change),
        "changeUnit": o.change_unit, "basis": o.basis, "prior": plain(o.prior), "priorPeriod": o.prior_period, "period": o.period,
        "status": o.status.value, "shareOf": o.share_of, "accounting": o.accounting,
        "converted": {"value": plain(o.converted.value), "unit": o.converted.unit} if o.converted else None,
    }  # fmt: skip


def _exchange(exchange: Exchange) -> Line:
    return {"kind": "exchange", **_at(exchange.span), "asker": exchange.asker, "answerers": list(exchange.answerers), "rule": exchange.rule, "confidence": "0.95"}


def _evidence(fact: Evidence) -> Line:
    return {"by": fact.by, "rule": fact.rule, "confidence": plain(fact.confidence)}
