"""Readings + Resolution -> quads. The only module that mints IRIs: content-derived, no blank nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.types import Identity, Reading, Resolution

BASE = "https://w3id.org/finkg/"
Quad = tuple[str, str, str, str]  # N-Triples terms: subject, predicate, object, graph


def iri(identity: Identity) -> str:
    """The IRI of an identity: ``https://w3id.org/finkg/id/company/oneconnect``."""
    kind = "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(identity.type.value))
    return f"{BASE}id/{kind}/{identity.slug}"


def quads(readings: Sequence[Reading], resolution: Resolution) -> Iterator[Quad]:
    """All statements of all documents, each in the named graph of its document."""
    yield from ()
