"""A term of the graph as files and people write it: with a prefix in Turtle, as a name or a value in JSON-LD, as plain characters."""

from __future__ import annotations

import re

from kg.graph.terms import ID, PREFIXES, RDF, TYPE, XSD

DOCUMENTS = f"{ID}document/"  # spans are written relative to it: <0123456789abcdef#char=10,25>
_NAMES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")
_TYPED = re.compile(rf'"((?:[^"\\]|\\.)*)"\^\^<({re.escape(XSD)}\w+)>', re.DOTALL)
_BARE = {"integer": re.compile(r"[+-]?\d+"), "decimal": re.compile(r"[+-]?\d*\.\d+"), "boolean": re.compile("true|false")}


def turtle_term(term: str) -> str:
    """An N-Triples term as Turtle writes it: ``company:northwind``, ``12``, ``41.1``, ``"820000000"^^xsd:decimal``."""
    if term[0] == "<":
        return _prefixed(term)
    if term[-1] == ">":
        match = _TYPED.fullmatch(term)
        if match:
            name = match[2][len(XSD) :]
            bare = _BARE.get(name)
            return match[1] if bare and bare.fullmatch(match[1]) else f'"{match[1]}"^^xsd:{name}'
    return term


def _prefixed(term: str) -> str:
    if term == TYPE:
        return "a"
    cut = max(term.rfind("/"), term.rfind("#")) + 1
    prefix = _NAMES.get(term[1:cut])
    local = term[cut:-1]
    if prefix is not None and _LOCAL.fullmatch(local):
        return f"{prefix}:{local}"
    return f"<{term[len(DOCUMENTS) + 1 :]}" if term.startswith(f"<{DOCUMENTS}") and "#" in term else term


def json_name(term: str) -> str:
    """The name of a property, class or thing in JSON-LD: prefixed where it has a prefix, else the whole IRI."""
    token = _prefixed(term) if term != TYPE else f"<{RDF}type>"
    return term[1:-1] if token[0] == "<" else token


def json_value(term: str) -> object:
    """An object in JSON-LD: ``{"@id": …}``, ``{"@value": …, "@type": …}``, or the characters of a plain literal."""
    if term[0] == "<":
        return {"@id": json_name(term)}
    match = _TYPED.fullmatch(term)
    if match:
        return {"@value": unescape(match[1]), "@type": f"xsd:{match[2][len(XSD) :]}"}
    return unescape(term[1:-1])


_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def unescape(text: str) -> str:
    """The characters of an N-Triples literal between its quotes."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _PLAIN.get(m[3], m[3]), text)


def short(term: str) -> str:
    """An N-Triples term for people: ``company:northwind``, the characters of a literal, an IRI without its brackets."""
    if term[0] == "<":
        return _prefixed(term).strip("<>") if term != TYPE else "a"
    match = _TYPED.fullmatch(term)
    return unescape(match[1] if match else term[1 : term.rindex('"')])
