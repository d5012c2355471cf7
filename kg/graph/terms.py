"""RDF terms as N-Triples text, and the names under which IRIs are minted. Canonical lexical forms: what a store would rewrite is never written."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from hashlib import sha256
from urllib.parse import quote

from kg.types import EntityType

BASE = "https://w3id.org/finkg/"
KG = BASE + "ontology#"
METRIC = BASE + "metric/"
ROLE = BASE + "role/"
UNIT = BASE + "unit/"
ID = BASE + "id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
OWL = "http://www.w3.org/2002/07/owl#"

Triple = tuple[str, str, str]  # N-Triples terms
Quad = tuple[str, str, str, str]  # subject, predicate, object, graph


def kind(type_: EntityType) -> str:
    """``GovernmentBody`` -> ``government-body``: the folder of its IRIs and their prefix in Turtle."""
    return "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(type_.value))


ENTITY_KINDS = tuple(kind(t) for t in EntityType)
CLAIM_KINDS = ("document", "observation", "comparison", "claim", "tenure", "listing", "floor", "turn")
SHARED_KINDS = ("period", "context", "series", "datapoint", "scheme", "graph")

# In the order in which a Turtle file shows them: things first, then documents, what they say, and the keys that join it.
PREFIXES: dict[str, str] = {
    **{k: f"{ID}{k}/" for k in (*ENTITY_KINDS, *CLAIM_KINDS, *SHARED_KINDS)},
    "metric": METRIC,
    "role": ROLE,
    "unit": UNIT,
    "kg": KG,
    "dcterms": DCTERMS,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}

TYPE = f"<{RDF}type>"
LABEL = f"<{SKOS}prefLabel>"
_LOCAL = re.compile(r"[^A-Za-z0-9.\-_]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f\ud800-\udfff]')


@cache
def kg(name: str) -> str:
    """The ontology term ``kg:name``."""
    return f"<{KG}{name}>"


def node(folder: str, local: str) -> str:
    """The IRI ``https://w3id.org/finkg/id/<folder>/<local>``; ``local`` holds no slash and no character that Turtle would escape."""
    return f"<{ID}{folder}/{local}>"


def metric(local: str) -> str:
    """The IRI term of a metric, by its id."""
    return f"<{METRIC}{local}>"


def local_name(text: str) -> str:
    """``text`` as the local part of an IRI: ASCII letters, digits, ``.``, ``-`` and ``_``; other letters percent-encoded without the percent sign."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    ascii_ = "".join(c if c.isascii() else quote(c, safe="", errors="replace").replace("%", "").lower() if c.isalnum() else " " for c in plain)
    return _LOCAL.sub("-", ascii_).strip(".-_") or "unnamed"


def slug(text: str) -> str:
    """``Cloud Services & Platform`` -> ``cloud-services-platform``."""
    return local_name(text.casefold().replace(".", " ").replace("_", " "))


def digest(*parts: object, length: int = 10) -> str:
    """A short content hash of ``parts``; None differs from the empty string."""
    data = "\x1f".join("\x00" if p is None else str(p) for p in parts)
    return sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def string(text: str) -> str:
    """A plain literal; a lone surrogate, which no RDF file can hold, becomes U+FFFD."""
    return f'"{_ESCAPE.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    c = match[0]
    if "\ud800" <= c <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(c) or f"\\u{ord(c):04X}"


def plain(value: Decimal) -> str:
    """``Decimal('41.10')`` -> ``41.1``, ``8.2E8`` -> ``820000000``: no exponent, no trailing zeros, no negative zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal(value: Decimal) -> str:
    """An xsd:decimal literal, without an exponent."""
    return f'"{plain(value)}"^^<{XSD}decimal>'


def integer(value: int) -> str:
    """An xsd:integer literal."""
    return f'"{value}"^^<{XSD}integer>'


def date(iso: str) -> str:
    """``2021-03-19`` as xsd:date, ``2021-03`` as xsd:gYearMonth, ``2021`` as xsd:gYear; anything else as a plain literal."""
    for pattern, name in _DATES:
        if pattern.fullmatch(iso):
            return f'"{iso}"^^<{XSD}{name}>'
    return string(iso)


_DATES = (
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "date"),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)
