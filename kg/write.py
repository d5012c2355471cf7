"""Quads -> files: Turtle, TriG, N-Quads, JSON-LD here; GraphML by ``kg.network``, CSV and Parquet by ``kg.tables``.

Sorted by the written terms, so the same quads give the same bytes in any order of input; a repeated quad is written once.
Quads are packed into one short string a subject while they stream in: a million take about 150 MB and a few seconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.errors import KgError
from kg.graph.spelling import DOCUMENTS, json_name, json_value, turtle_term
from kg.graph.terms import PREFIXES, TYPE, Quad
from kg.output import write_file

Text = Iterator[str]

_FLUSH = 200_000  # quads held unpacked
_RANK = {prefix: rank for rank, prefix in enumerate(PREFIXES)}
_SPAN = re.compile(r"#char=(\d+),(\d+)>$")
_FIRST = "\x01"  # rdf:type sorts before every other predicate


def write(quads: Iterable[Quad], path: str | Path, format: str | None = None) -> list[Path]:
    """Write ``quads`` to ``path`` in ``format`` (by default that of the file name), whole or not at all, and return the files written.

    CSV and Parquet are tables and give several files: ``graph.csv`` -> ``graph.entities.csv``, ``graph.relations.csv``, ``graph.observations.csv``.
    Raises KgError for a format that is not known and for a folder that cannot be written to.
    """
    path = Path(path)
    name = format or path.suffix.lstrip(".")
    if name in MANY:
        from kg.tables import write_tables

        return write_tables(quads, path, name)
    if name not in FORMATS:
        raise KgError(f"{name!r} is no format that kg writes", f"formats: {', '.join(FORMATS)}")
    return [write_file(path, text(quads, name))]


def text(quads: Iterable[Quad], format: str) -> Text:
    """``quads`` in a text format, in chunks: ttl, trig, nq, jsonld or graphml."""
    if format == "graphml":
        from kg.network import graphml

        return graphml(quads)
    return TEXTS[format](quads)


# Packing


def _packed(quads: Iterable[Quad], term: Callable[[str], str], named: bool) -> dict[str, dict[str, str]]:
    """graph -> subject -> its sorted ``predicate object`` lines as one string. ``named`` False puts everything into graph ""."""
    packed: dict[str, dict[str, str]] = {}
    loose: dict[tuple[str, str], list[str]] = {}
    known: dict[str, str] = {}
    for count, (s, p, o, g) in enumerate(quads, 1):
        key = (g if named else "", s)
        predicate = known.get(p)
        if predicate is None:
            predicate = known[p] = (_FIRST if p == TYPE else "") + term(p)
        line = f"{predicate}\t{term(o)}"
        lines = loose.get(key)
        if lines is None:
            loose[key] = [line]
        else:
            lines.append(line)
        if count % _FLUSH == 0:
            _pack(loose, packed)
    _pack(loose, packed)
    return packed


def _pack(loose: dict[tuple[str, str], list[str]], packed: dict[str, dict[str, str]]) -> None:
    for (graph, subject), lines in loose.items():
        blocks = packed.setdefault(graph, {})
        earlier = blocks.get(subject)
        if earlier is not None:
            lines.extend(earlier.split("\n"))
        blocks[subject] = "\n".join(sorted(set(lines)))
    loose.clear()


def _statements(block: str) -> Iterator[tuple[str, list[str]]]:
    """(predicate, objects) of a packed block, rdf:type first."""
    pairs = (line.split("\t", 1) for line in block.split("\n"))
    for predicate, group in groupby(pairs, key=lambda pair: pair[0]):
        yield predicate.removeprefix(_FIRST), [o for _, o in group]


def _order(token: str) -> tuple[int, str, int, int]:
    """Things, then documents, claims, join keys, vocabulary; spans last, by document and place."""
    if token.startswith("<"):
        span = _SPAN.search(token)
        return (1001, token[: span.start()], int(span[1]), int(span[2])) if span else (1000, token, 0, 0)
    return _RANK[token.split(":", 1)[0]], token, 0, 0


# Turtle and TriG


def turtle(quads: Iterable[Quad]) -> Text:
    """The union of all graphs as Turtle: prefixed, one block a subject."""
    blocks = _packed(quads, turtle_term, named=False).get("", {})
    yield _head(blocks)
    for token, subject in _sorted_subjects(blocks):
        yield _block(token, blocks[subject], "")


def trig(quads: Iterable[Quad]) -> Text:
    """One named graph a document, as TriG."""
    packed = _packed(quads, turtle_term, named=True)
    yield _head({subject: block for blocks in packed.values() for subject, block in blocks.items()}, packed)
    for name, graph in sorted((turtle_term(graph), graph) for graph in packed):
        yield f"{name} {{\n"
        for token, subject in _sorted_subjects(packed[graph]):
            yield _block(token, packed[graph][subject], "  ")
        yield "}\n\n"


def _head(blocks: dict[str, str], graphs: Iterable[str] = ()) -> str:
    """The prefixes that are used, and the base of the spans."""
    used = {turtle_term(subject).split(":", 1)[0] for subject in (*blocks, *graphs)}
    for block in blocks.values():
        used.update(_USED.findall(block))
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(PREFIXES) if prefix in used]
    return f"@base <{DOCUMENTS}> .\n{''.join(lines)}\n"


_USED = re.compile(r"(?:^|[\t\x01^])([a-z-]+):", re.MULTILINE)


def _sorted_subjects(blocks: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(((turtle_term(subject), subject) for subject in blocks), key=lambda pair: _order(pair[0]))


def _block(subject: str, block: str, indent: str) -> str:
    parts = [f"{predicate} {' , '.join(objects)}" for predicate, objects in _statements(block)]
    body = f" ;\n{indent}    ".join(parts)
    return f"{indent}{subject} {body} .\n\n"


# N-Quads and JSON-LD


def nquads(quads: Iterable[Quad]) -> Text:
    """One quad a line, sorted by graph, subject, predicate, object."""
    packed = _packed(quads, str, named=True)
    for graph in sorted(packed):
        for subject in sorted(packed[graph]):
            for line in sorted(packed[graph][subject].replace(_FIRST, "").split("\n")):
                predicate, object_ = line.split("\t", 1)
                yield f"{subject} {predicate} {object_} {graph} .\n"


_COMMA = ",\n"


def jsonld(quads: Iterable[Quad]) -> Text:
    """JSON-LD 1.1: one named graph a document, one node a line."""
    packed = _packed(quads, str, named=True)
    yield f'{{"@context": {json.dumps(PREFIXES, sort_keys=True)},\n"@graph": [\n'
    for i, graph in enumerate(sorted(packed)):
        yield _COMMA if i else ""
        yield f'{{"@id": {json.dumps(json_name(graph))}, "@graph": [\n'
        nodes = (_node(subject, packed[graph][subject]) for subject in sorted(packed[graph]))
        for j, node in enumerate(nodes):
            yield f"{_COMMA if j else ''}{node}"
        yield "\n]}"
    yield "\n]}\n"


def _node(subject: str, block: str) -> str:
    node: dict[str, object] = {"@id": json_name(subject)}
    for predicate, objects in _statements(block):
        if predicate == TYPE:
            node["@type"] = [json_name(o) for o in objects]
        else:
            node[json_name(predicate)] = [json_value(o) for o in objects]
    return json.dumps(node, ensure_ascii=False)


TEXTS: dict[str, Callable[[Iterable[Quad]], Text]] = {"ttl": turtle, "trig": trig, "nq": nquads, "jsonld": jsonld}
MANY = ("csv", "parquet")
FORMATS = (*TEXTS, "graphml", *MANY)
