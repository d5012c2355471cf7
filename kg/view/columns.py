"""The model as columns, deflated: small in the file, quick to open. Spans become UTF-16 units, which is what a browser counts."""

from __future__ import annotations

import base64
import json
import re
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from kg.types import Span
from kg.view import say
from kg.view.doubts import doubts
from kg.view.island import Placed
from kg.view.kinds import INDEX, KINDS, PREDICATES, WORDS
from kg.view.model import Model, Proof, metric_label
from kg.vocab import CLASSES, PROPERTIES

Json = dict[str, Any]
_SAFE = str.maketrans("<&", ",.")
_LONE = re.compile("[\ud800-\udfff]")  # half a character: not UTF-8, and as wide as the sign that replaces it


def utf16(text: str) -> Callable[[int], int]:
    """Turns a code-point offset into ``text`` into UTF-16 units: each character beyond U+FFFF before it counts twice."""
    astral = [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
    return (lambda offset: offset + bisect_left(astral, offset)) if astral else (lambda offset: offset)


class Pool:
    """Strings, each kept once; columns hold their numbers."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self._index: dict[str, int] = {}

    def add(self, text: str | None) -> int:
        """The number of ``text``; -1 for None."""
        if text is None:
            return -1
        if text not in self._index:
            self._index[text] = len(self.items)
            self.items.append(text)
        return self._index[text]


def graph(model: Model, placed: Placed) -> Json:
    """Nodes, links, proofs, observations and floors as columns (no document text)."""
    pool = Pool()
    units = [utf16(r.document.text) for r in model.readings]
    proofs: list[tuple[int, int, Proof]] = []
    for place, some in model.proofs.items():
        proofs += [(place, -1, p) for p in some]
    for i, link in enumerate(model.links):
        proofs += [(-1, i, p) for p in link.proofs]
    return {
        "title": model.title,
        "kinds": [[k.id, k.label, k.plural, k.level, k.shape, list(k.light), list(k.dark)] for k in KINDS],
        "words": [[p, *WORDS[p]] for p in PREDICATES],
        "nodes": _nodes(model, placed, pool),
        "links": {
            "s": _steps([k.source for k in model.links]),
            "t": [k.target for k in model.links],
            "p": [PREDICATES.index(k.predicate) for k in model.links],
            "st": [pool.add(k.standing) for k in model.links],
        },
        "proofs": _proofs(proofs, units, pool),
        "obs": _observations(model, pool),
        "doubts": [[d.node, -1 if d.other is None else d.other, d.words] for d in doubts(model)],
        "floors": [_floor(f, units[f.doc]) for f in model.floors],
        "docs": [_document(model, d) for d in range(len(model.readings))],
        "pool": pool.items,
        "ontology": ontology(),
    }


def ontology() -> Json:
    """The classes and properties of the vocabulary, with their definitions."""
    classes = [[name, c.label, c.definition, list(c.broader)] for name, c in sorted(CLASSES.items())]
    properties = [[name, p.label, p.definition, list(p.domain), list(p.range)] for name, p in sorted(PROPERTIES.items())]
    return {"classes": classes, "properties": properties}


def texts(model: Model) -> Json:
    """The full texts with their passages and turns, in UTF-16 units, one entry a document."""
    return {"texts": [_text(model, d) for d in range(len(model.readings))]}


def pack(data: Json) -> str:
    """JSON -> deflate -> base 85 without signs of markup. The same data gives the same characters."""
    raw = _LONE.sub("\ufffd", json.dumps(data, ensure_ascii=False, separators=(",", ":"))).encode("utf-8")
    return base64.b85encode(zlib.compress(raw, 9)).decode("ascii").translate(_SAFE)


def _nodes(model: Model, placed: Placed, pool: Pool) -> Json:
    nodes = model.nodes
    return {
        "id": [n.id for n in nodes],
        "kind": [INDEX[n.kind] for n in nodes],
        "name": [pool.add(n.name) for n in nodes],
        "note": [pool.add(n.note) for n in nodes],
        "alias": {str(i): list(n.aliases) for i, n in enumerate(nodes) if n.aliases},
        "iri": [n.iri for n in nodes],
        "owner": [-1 if n.owner is None else n.owner for n in nodes],
        "home": placed.home,
        "tone": [n.tone for n in nodes],
        "lines": [[pool.add(s) for s in lines] for lines in placed.lines],
        "w": placed.width,
        "h": placed.height,
        "x": _delta(placed.full, 0),
        "y": _delta(placed.full, 1),
        "x2": _delta(placed.structure, 0),
        "y2": _delta(placed.structure, 1),
        "docs": [sorted(n.docs) for n in nodes],
    }


def _delta(points: Sequence[tuple[int, int]], axis: int) -> list[int]:
    return _steps([p[axis] for p in points])


def _steps(values: Sequence[int]) -> list[int]:
    """Each value less the one before it: small numbers that repeat deflate well."""
    return [b - a for a, b in zip([0, *values], values, strict=False)]


def _proofs(proofs: Iterable[tuple[int, int, Proof]], units: Sequence[Callable[[int], int]], pool: Pool) -> Json:
    rows = list(proofs)
    starts = [units[p.doc](p.span.start) for _, _, p in rows]
    return {
        "node": _steps([place for place, _, _ in rows]),
        "link": _steps([link for _, link, _ in rows]),
        "doc": [p.doc for _, _, p in rows],
        "a": starts,
        "n": [units[p.doc](p.span.end) - a for (_, _, p), a in zip(rows, starts, strict=True)],
        "at": [p.span.start - a for (_, _, p), a in zip(rows, starts, strict=True)],
        "by": [-1 if p.by is None else p.by for _, _, p in rows],
        "rule": [pool.add(p.rule) for _, _, p in rows],
        "sure": [pool.add(say.plain(p.confidence)) for _, _, p in rows],
        "detail": [pool.add(p.detail) for _, _, p in rows],
    }


def _observations(model: Model, pool: Pool) -> Json:
    rows = [(i, n.observation) for i, n in enumerate(model.nodes) if n.observation is not None]

    def number(value: Decimal | None) -> int:
        return pool.add(None if value is None else say.plain(value))

    out: Json = {"node": _steps([i for i, _ in rows])}
    out["metric"] = [pool.add(f.metric) for _, f in rows]
    out["name"] = [pool.add(metric_label(f.metric)) for _, f in rows]
    for name in ("label", "unit", "bound", "change_unit", "basis", "prior_period", "period", "share_of", "accounting"):
        out[name] = [pool.add(getattr(f, name)) for _, f in rows]
    for name in ("value", "low", "high", "change", "prior"):
        out[name] = [number(getattr(f, name)) for _, f in rows]
    out["status"] = [pool.add(f.status.value) for _, f in rows]
    out["on_change"] = [int(f.on_change) for _, f in rows]
    out["level"] = [pool.add(say.level(f)) for _, f in rows]
    out["moved"] = [pool.add(say.change(f)) for _, f in rows]
    out["conv"] = [pool.add(say.amount(f.converted.value, f.converted.unit) if f.converted else None) for _, f in rows]
    return out


def _floor(floor: Any, unit: Callable[[int], int]) -> Json:
    def pairs(spans: Sequence[Span]) -> list[list[int]]:
        return [[unit(s.start), unit(s.end)] for s in spans]

    asker = -1 if floor.asker is None else floor.asker
    return {"node": floor.node, "doc": floor.doc, "by": asker, "to": list(floor.answerers), "q": pairs(floor.questions), "a": pairs(floor.answers)}


def _document(model: Model, d: int) -> Json:
    reading = model.readings[d]
    header = reading.layout.header
    company = model.companies[d]
    return {
        "id": reading.document.id,
        "sha": reading.document.sha256[:16],
        "path": reading.document.path,
        "type": reading.layout.type.value,
        "style": reading.layout.style,
        "title": title_of(model, d),
        "company": -1 if company is None else company,
        "period": header.period.value if header.period else "",
        "date": header.date.value if header.date else "",
        "publisher": header.publisher.value if header.publisher else "",
    }


def title_of(model: Model, d: int) -> str:
    """What a person calls the document: its title, or the company with its period, or its id."""
    reading = model.readings[d]
    header = reading.layout.header
    company = model.companies[d]
    period = say.period(header.period.value) if header.period else ""
    if reading.layout.type.value == "EarningsCall" and company is not None and period:
        return f"{model.nodes[company].name} {period} call"
    return header.title.value if header.title else reading.document.id


def _text(model: Model, d: int) -> Json:
    reading = model.readings[d]
    text = reading.document.text
    unit = utf16(text)
    kinds = sorted({p.kind.value for p in reading.layout.passages})
    rows, turns = [], []
    last = 0
    for p in reading.layout.passages:
        start, end = unit(p.span.start), unit(p.span.end)
        rows += [start - last, end - start, kinds.index(p.kind.value)]
        last = end
    last = 0
    for turn in reading.layout.turns:
        speaker = model.speakers.get((d, turn.speaker or ""), -1)
        head = turn.head or Span(turn.span.start, turn.span.start)
        start, at = unit(turn.span.start), unit(head.start)
        turns += [start - last, unit(turn.span.end) - start, speaker, at - start, unit(head.end) - at]
        last = start
    return {"text": text, "kinds": kinds, "passages": rows, "turns": turns}
