"""The embedded store: a graph file, or quads just made, in Oxigraph; as an rdflib Dataset over the same store; as a networkx graph.

The default graph holds every triple, whichever named graph it stands in, so that plain queries see all documents once; ``GRAPH`` sees
one document. The vocabulary (ontology, codes, metrics) is loaded beside the facts, so that queries can ask for labels and polarity;
there, as with the things of the graph, ``rdfs:label`` says what ``skos:prefLabel`` says.
The store keeps numbers by value: it would turn ``15.0`` into ``15``. The graph never writes such a form, so nothing changes on the way.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.assets import ontology
from kg.errors import KgError
from kg.graph.terms import PREFIXES, Quad

if TYPE_CHECKING:
    import networkx
    import rdflib

VOCABULARY = ("finkg.ttl", "codes.ttl", "metrics.ttl", "alignments.ttl")
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_CHUNK = 100_000
_LABELS = "INSERT { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }"


def load(path: str | Path, vocabulary: bool = True) -> ox.Store:
    """The store of a graph file (.ttl, .nt, .trig, .nq, .jsonld) or of a folder with a ``graph.ttl``.

    Raises KgError when the file is missing, of an unknown kind, or not well formed; the message holds the line.
    """
    path = Path(path)
    if path.is_dir():
        path = path / "graph.ttl"
    if not path.is_file():
        raise KgError(f"no graph at {path}", "run kg build first, or name a .ttl, .trig or .nq file")
    format_ = _FORMATS.get(path.suffix)
    if format_ is None:
        raise KgError(f"{path} is no graph file that kg reads", f"known: {', '.join(_FORMATS)}")
    store = _new(vocabulary)
    try:
        store.bulk_load(path=str(path), format=format_)
    except (SyntaxError, ValueError) as error:
        raise KgError(f"{path} cannot be read as {format_.name}: {error}", "was it written by kg build? build it again") from error
    if format_.supports_datasets:
        _union(store)
    return store


def build(quads: Iterable[Quad], vocabulary: bool = True, named: bool = False) -> ox.Store:
    """The store of ``quads``; with ``named``, the named graphs too (twice the memory)."""
    store = _new(vocabulary)
    lines: list[str] = []
    for s, p, o, g in quads:
        lines.append(f"{s} {p} {o} .\n")
        if named:
            lines.append(f"{s} {p} {o} {g} .\n")
        if len(lines) >= _CHUNK:
            _flush(store, lines)
    _flush(store, lines)
    return store


def _flush(store: ox.Store, lines: list[str]) -> None:
    store.bulk_load(io.BytesIO("".join(lines).encode()), format=ox.RdfFormat.N_QUADS)
    lines.clear()


def _new(vocabulary: bool) -> ox.Store:
    store = ox.Store()
    for name in VOCABULARY if vocabulary else ():
        store.bulk_load(path=str(ontology(name)), format=ox.RdfFormat.TURTLE)
    store.update(_LABELS)
    return store


def _union(store: ox.Store) -> None:
    """Every triple of a named graph into the default graph as well."""
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in store if not isinstance(q.graph_name, ox.DefaultGraph))


def dataset(store: ox.Store) -> rdflib.Dataset:
    """``store`` as an rdflib Dataset with the prefixes of the ontology: no copy; what is added to one is seen in the other."""
    import oxrdflib
    import rdflib

    with warnings.catch_warnings():
        # rdflib 7.6 builds its own Dataset with names that it deprecates itself
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"rdflib\.")
        dataset_ = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store))
    for prefix, namespace in PREFIXES.items():
        dataset_.bind(prefix, namespace)
    return dataset_


def network(quads: Iterable[Quad]) -> networkx.MultiDiGraph[str]:
    """The graph of ``quads`` for networkx: see ``kg.network``."""
    from kg.network import network as build_network

    return build_network(quads)
