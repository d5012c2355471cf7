"""SPARQL over a graph: a file, a store, or quads just made. Named queries lie in ``ontology/queries/*.rq``, each with its question above it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.assets import ontology
from kg.errors import KgError
from kg.graph.spelling import short
from kg.graph.terms import ID, PREFIXES, XSD, Quad
from kg.narrow import narrowed, takes
from kg.output import counted
from kg.store import build, load
from kg.write import turtle

Source = str | Path | ox.Store | Iterable[Quad]
Value = str | int | bool | Decimal | None
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_BASE = f"{ID}document/"
_KNOWN = {
    **PREFIXES,
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
}
_QUIET = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*')
_SERVICE = re.compile(r"(?<![\w?$:])SERVICE(?![\w:])", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows of a SELECT (one boolean row of an ASK), or the triples of a CONSTRUCT or DESCRIBE."""

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    triples: tuple[tuple[str, str, str], ...] | None = None  # N-Triples terms

    @property
    def rows(self) -> list[tuple[Value, ...]]:
        """IRIs and text as str, decimals as Decimal, integers as int, booleans as bool, unbound as None."""
        return [tuple(_value(term) for term in row) for row in self.terms]


@dataclass(frozen=True, slots=True)
class Named:
    """A named query: the question it answers, its columns, its text, and the variables by which it can be narrowed."""

    name: str
    question: str
    columns: tuple[str, ...]
    text: str
    takes: tuple[str, ...]


def query(source: Source, sparql: str) -> Answer:
    """The answer of ``sparql``, which may be the name of a named query.

    The prefixes of finkg need no declaration. Raises KgError when the query is malformed (with line and column) or asks another server.
    """
    text = named_query(sparql).text if re.fullmatch(r"[a-z0-9-]+", sparql.strip()) else sparql
    if _SERVICE.search(_QUIET.sub(lambda m: " " * len(m[0]), text)):
        raise KgError("SPARQL: SERVICE asks another server, and kg works without a network", "load both graphs and query them together")
    return _ask(opened(source), text)


def named(source: Source, name: str, **bind: str) -> Answer:
    """The answer of the named query ``name``, narrowed: ``named("outputs", "revenue", company="northwind-robotics", period="2025-Q1")``.

    A value is a slug, an IRI, a name or another name; the key of a period; the path or file name of a document. Raises KgError with the
    nearest for an unknown query, a variable that the query does not take, and a value that the graph does not hold.
    """
    entry, store = named_query(name), opened(source)
    return _ask(store, narrowed(store, entry.name, entry.text, bind))


def opened(source: Source) -> ox.Store:
    """The store of ``source`` with the vocabulary."""
    return source if isinstance(source, ox.Store) else load(source) if isinstance(source, str | Path) else build(source)


def _ask(store: ox.Store, text: str) -> Answer:
    try:
        found = store.query(text, prefixes=_KNOWN, base_iri=_BASE)
        if isinstance(found, ox.QueryBoolean):
            return Answer(("answer",), ((ox.Literal(bool(found)),),))
        if isinstance(found, ox.QueryTriples):
            triples = sorted({(str(t.subject), str(t.predicate), str(t.object)) for t in found})
            return Answer(("subject", "predicate", "object"), (), tuple(triples))
        columns = tuple(v.value for v in found.variables)
        return Answer(columns, tuple(tuple(row) for row in found))
    except SyntaxError as error:
        raise _malformed(text, str(error)) from error
    except (RuntimeError, ValueError) as error:
        raise KgError(f"SPARQL: {error}", "") from error


def _malformed(text: str, message: str) -> KgError:
    match = _PLACE.search(message)
    if match is None:
        return KgError(f"SPARQL: {message}", "")
    line, column, said = int(match[1]), int(match[2]), " ".join(match[3].split())
    if "Prefix not found" in said:
        said = f"a prefix that is not declared; known without declaration: {', '.join(sorted(_KNOWN))}"
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    said = said if len(said) <= 160 else said[:157] + "…"
    return KgError(f"SPARQL, line {line}, column {column}: {said}", f"{shown}\n  {' ' * (min(column, len(shown) + 1) - 1)}^")


@cache
def catalogue() -> dict[str, Named]:
    """All named queries by name, sorted."""
    return {path.stem: _named(path.stem, path.read_text(encoding="utf-8")) for path in sorted(ontology("queries").glob("*.rq"))}


def _named(name: str, text: str) -> Named:
    head = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
    columns = next((line.removeprefix("columns:").split(",") for line in head if line.startswith("columns:")), [])
    question = " ".join(line for line in head if not line.startswith(("columns:", "takes:")))
    return Named(name, question, tuple(c.strip() for c in columns), text, tuple(takes(text)))


def named_query(name: str) -> Named:
    """The named query ``name``; KgError with the nearest names when there is none."""
    name = name.strip()
    if name in catalogue():
        return catalogue()[name]
    near = get_close_matches(name, catalogue(), n=3, cutoff=0.5)
    raise KgError(f"no query is named {name!r}", f"did you mean {' or '.join(near)}?" if near else f"one of: {', '.join(catalogue())}")


def _value(term: Term | None) -> Value:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(XSD)
        if kind == "decimal":
            return Decimal(term.value)
        if kind == "integer":
            return int(term.value)
        return term.value == "true" if kind == "boolean" else term.value
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else None if term is None else str(term)


# Formats


def render(answer: Answer, format: str = "table") -> str:
    """``answer`` as ``table``, ``csv``, ``json`` (SPARQL 1.1 results) or ``ttl``. Triples are always Turtle, but for json and csv rows."""
    if format not in ("table", "csv", "json", "ttl"):
        raise KgError(f"{format!r} is no format of answers", "formats: table, csv, json, ttl")
    if answer.triples is not None and format in ("table", "ttl"):
        return "".join(turtle((*t, "") for t in answer.triples))
    if format == "ttl":
        raise KgError("rows cannot be written as Turtle", "ask with CONSTRUCT or DESCRIBE, or choose table, csv or json")
    if format == "json":
        return _json(answer)
    return _csv(answer) if format == "csv" else _table(answer)


def _shown(answer: Answer) -> list[list[str]]:
    if answer.triples is not None:
        return [[short(t) for t in row] for row in answer.triples]
    return [["" if t is None else short(str(t)) if isinstance(t, ox.NamedNode) else str(_value(t)) for t in row] for row in answer.terms]


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(_shown(answer))
    return out.getvalue()


def _json(answer: Answer) -> str:
    if answer.triples is not None:
        rows: Sequence[Sequence[object]] = [[{"type": "term", "value": t} for t in row] for row in answer.triples]
    else:
        rows = [[_json_term(t) for t in row] for row in answer.terms]
    bindings = [{c: v for c, v in zip(answer.columns, row, strict=True) if v is not None} for row in rows]
    return json.dumps({"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term | None) -> dict[str, str] | None:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        plain = {"type": "literal", "value": term.value}
        if term.language:
            return {**plain, "xml:lang": term.language}
        return plain if term.datatype.value == f"{XSD}string" else {**plain, "datatype": term.datatype.value}
    return None if term is None else {"type": "bnode", "value": str(term).removeprefix("_:")}


def _table(answer: Answer) -> str:
    """Aligned columns, numbers to the right, long text cut at 60 characters."""
    rows = [[" ".join(v.split()) for v in row] for row in _shown(answer)]
    rows = [[v if len(v) <= 60 else v[:59] + "…" for v in row] for row in rows]
    widths = [max([len(c), *(len(row[i]) for row in rows)]) for i, c in enumerate(answer.columns)]
    right = [bool(rows) and all(re.fullmatch(r"-?[\d.]+|", row[i]) for row in rows) for i in range(len(widths))]

    def line(cells: Sequence[str]) -> str:
        return "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(cells, widths, right, strict=True)).rstrip() + "\n"

    return line(answer.columns) + line(["-" * w for w in widths]) + "".join(map(line, rows)) + f"({counted(len(rows), 'row')})\n"
