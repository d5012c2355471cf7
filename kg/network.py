"""The graph for networkx and for tools that read GraphML: things, observations and what ties them.

A node is a thing, a document or an observation, with its label and type and its plain values as attributes. An edge is a relation, keyed
by the name of its property; a relation that a claim proves carries the words (``evidence``), their documents, and the confidence.
Spans, turns and join keys are left out: they are what an edge is proved by, not what it ties.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.spelling import short
from kg.graph.terms import ENTITY_KINDS, ID, KG, OA, RDF, SKOS, TYPE, Quad

if TYPE_CHECKING:
    import networkx

_KEPT = {*ENTITY_KINDS, "document", "observation", "metric"}
_FOLDER = re.compile(rf"<(?:{re.escape(ID)}|https://w3id\.org/finkg/)([a-z-]+)/[^#]*>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SKIPPED = {f"<{KG}{name}>" for name in ("context", "series", "datapoint", "evidence", "comparison", "period", "unit", "status", "bound", "accountingBasis", "style")}
_VALUES = {f"<{KG}{name}>" for name in ("period", "unit", "status", "bound", "accountingBasis")}
Resources = dict[str, dict[str, list[str]]]


def network(quads: Iterable[Quad]) -> networkx.MultiDiGraph[str]:
    """The MultiDiGraph of ``quads``; nodes are prefixed names (``company:northwind-robotics``), in sorted order."""
    import networkx

    resources = _resources(quads)
    proofs = _proofs(resources)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for subject in filter(_kept, sorted(resources)):
        graph.add_node(short(subject), **_attributes(subject, resources))
    for subject in filter(_kept, sorted(resources)):
        for predicate, objects in sorted(resources[subject].items()):
            for target in filter(_kept, sorted(set(objects))) if predicate not in _SKIPPED else ():
                if target not in resources:  # a metric of the vocabulary
                    graph.add_node(short(target), label=short(target).split(":", 1)[1], type=_folder(target))
                graph.add_edge(short(subject), short(target), key=short(predicate), **proofs.get((subject, predicate, target), {}))
    return graph


def graphml(quads: Iterable[Quad]) -> Iterator[str]:
    """The graph as GraphML text."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(network(quads), out)
    yield out.getvalue().decode()


def _resources(quads: Iterable[Quad]) -> Resources:
    resources: Resources = {}
    for s, p, o, _ in quads:
        resources.setdefault(s, {}).setdefault(p, []).append(o)
    return resources


def _folder(iri: str) -> str:
    match = _FOLDER.fullmatch(iri)
    return match[1] if match else ""


def _kept(iri: str) -> bool:
    return iri.startswith("<") and _folder(iri) in _KEPT


def _attributes(subject: str, resources: Resources) -> dict[str, str]:
    """Label, type, plain values, and the words that prove an observation; several values are joined by `` | ``."""
    values: dict[str, str] = {"label": short(subject).split(":", 1)[-1], "type": _folder(subject)}
    for predicate, objects in sorted(resources[subject].items()):
        name = short(predicate).split(":", 1)[-1]
        plain = sorted({short(o) for o in objects if o.startswith('"') or predicate in _VALUES})
        if predicate == TYPE:
            values["type"] = " | ".join(sorted({short(o).split(":", 1)[-1] for o in objects}))
        elif plain:
            values["label" if predicate == f"<{SKOS}prefLabel>" else name] = _clean(" | ".join(plain))
    if evidence := _words(resources[subject], resources):
        values["evidence"] = evidence
    return values


def _proofs(resources: Resources) -> dict[tuple[str, str, str], dict[str, str]]:
    """Triple -> what its claims hold: the words, the documents, the greatest confidence."""
    found: dict[tuple[str, str, str], list[dict[str, list[str]]]] = {}
    for values in resources.values():
        if f"<{RDF}predicate>" in values:
            key = (values[f"<{RDF}subject>"][0], values[f"<{RDF}predicate>"][0], values[f"<{RDF}object>"][0])
            found.setdefault(key, []).append(values)
    return {
        key: {
            "evidence": " | ".join(sorted({_words(c, resources) for c in claims})),
            "documents": " | ".join(sorted({short(d) for c in claims for d in c.get(_DERIVED, ())})),
            "confidence": max(short(v) for c in claims for v in c.get(f"<{KG}confidence>", ('"0"',))),
        }
        for key, claims in found.items()
    }


_DERIVED = "<http://www.w3.org/ns/prov#wasDerivedFrom>"


def _words(values: dict[str, list[str]], resources: Resources) -> str:
    spans = values.get(f"<{KG}evidence>", ())
    return _clean(" | ".join(sorted({short(e) for s in spans for e in resources.get(s, {}).get(f"<{OA}exact>", ())})))


def _clean(text: str) -> str:
    """XML 1.0 has no place for control characters."""
    return _ILLEGAL.sub("\ufffd", text)
