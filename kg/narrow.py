"""Named queries narrowed to one company, period or metric: what people write -> terms of the graph, put into the query's text.

A query file says what it takes in its head: ``# takes: company = ?c; period = ?period``. Before the variable may stand the pattern that
binds it, where the query has no such variable of its own: ``company = ?o kg:company ?owner``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePath

import pyoxigraph as ox

from kg.errors import KgError
from kg.fold import fold
from kg.graph.terms import DCTERMS, ID, KG, METRIC, PREFIXES, RDF, SKOS, slug

# What a variable of this name holds: literals of a property, or things of these classes (any class of things where it is not named here).
_TEXTS = {"calendar": "calendarKey", "document": "path"}
_CLASSES = {
    "company": ("Company",),
    "broker": ("Company",),
    "metric": ("Metric",),
    "market": ("Market",),
    "exchange": ("Exchange",),
    "person": ("Person",),
    "analyst": ("Person",),
    "asker": ("Person",),
    "answerer": ("Person",),
}
_THINGS = ("Company", "Segment", "CustomerGroup", "Product", "Brand", "Market", "GovernmentBody", "Person", "Exchange", "Index")
_TAKES = re.compile(r"^#\s*takes:(.*)$", re.MULTILINE)
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_NAMES = ("prefLabel", "altLabel")


def takes(text: str) -> dict[str, str]:
    """What the query ``text`` can be narrowed by: name -> the variable, or the pattern that ends with it."""
    found = _TAKES.search(text)
    pairs = (part.partition("=") for part in found[1].split(";")) if found else ()
    return {name.strip(): pattern.strip() for name, _, pattern in pairs}


def narrowed(store: ox.Store, name: str, text: str, bind: Mapping[str, str]) -> str:
    """``text`` of the query ``name`` for the values of ``bind`` alone; one value may be the name of several things, and then all count.

    Raises KgError for a variable that the query does not take and for a value that the graph does not hold, each with the nearest.
    """
    known = takes(text)
    lines: list[str] = []
    for variable, value in bind.items():
        if variable not in known:
            hint = f"it takes {', '.join(known)}" if known else "it takes none: ask with SPARQL of your own"
            raise KgError(f"the query {name} does not take {variable!r}", hint)
        *pattern, target = known[variable].split()
        terms = " ".join(map(str, _periods(store, value, bind.get("company")) if variable == "period" else meant(store, variable, value)))
        lines.append(f"VALUES {target} {{ {terms} }} {' '.join([*pattern, target, '.']) if pattern else ''}".rstrip())
    place = _WHERE.search(text)
    if place is None or not lines:
        return text
    return f"{text[: place.end()]}\n  {' '.join(lines)}{text[place.end() :]}"


def meant(store: ox.Store, variable: str, value: str) -> list[ox.NamedNode | ox.Literal]:
    """The terms that ``value`` names where a query expects ``variable``: a slug, an IRI, a prefixed IRI, a name or another name of a thing;
    the key of a period; the path or file name of a document."""
    if variable in _TEXTS:
        return _texts(store, variable, value)
    classes = _CLASSES.get(variable, _THINGS)
    found = sorted({*_by_iri(store, value, classes), *_by_name(store, value, classes)}, key=str)
    return list(found) or list(_folded(store, variable, value, classes))


def _periods(store: ox.Store, key: str, company: str | None) -> list[ox.NamedNode | ox.Literal]:
    """The periods of this key: every company has its own; where the company is named too, its own alone."""
    found = [quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(f"{KG}periodKey"), ox.Literal(key), ox.DefaultGraph())]
    nodes: list[ox.NamedNode | ox.Literal] = [node for node in found if isinstance(node, ox.NamedNode)]
    if not nodes:
        quads = store.quads_for_pattern(None, ox.NamedNode(f"{KG}periodKey"), None, ox.DefaultGraph())
        known = sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)})
        raise KgError(f"no period of the graph is {key!r}", _nearest(key, {k: k for k in known}))
    if company is not None:
        owners = [str(owner.value).rsplit("/", 1)[-1] for owner in meant(store, "company", company)]
        nodes = [n for n in nodes if n.value.rsplit("/", 1)[-1] in (key, *(f"{owner}.{key}" for owner in owners))] or nodes
    return sorted(nodes, key=str)


def _texts(store: ox.Store, variable: str, value: str) -> list[ox.NamedNode | ox.Literal]:
    if any(store.quads_for_pattern(None, ox.NamedNode(KG + _TEXTS[variable]), ox.Literal(value), ox.DefaultGraph())):
        return [ox.Literal(value)]
    found = store.quads_for_pattern(None, ox.NamedNode(KG + _TEXTS[variable]), None, ox.DefaultGraph())
    known = sorted({quad.object.value for quad in found if isinstance(quad.object, ox.Literal)})
    alike = [k for k in known if fold(k) == fold(value) or value in (PurePath(k).name, PurePath(k).stem)]
    if alike:
        return [ox.Literal(k) for k in alike]
    raise KgError(f"no {variable} of the graph is {value!r}", _nearest(value, {k: k for k in known}))


def _by_iri(store: ox.Store, value: str, classes: tuple[str, ...]) -> Iterator[ox.NamedNode]:
    """Things whose IRI is ``value``, in full, prefixed, or by its last part; an IRI that was replaced leads to the one that was kept."""
    prefix, _, local = value.partition(":")
    tried = {value} if value.startswith(("http://", "https://")) else {PREFIXES[prefix] + local} if prefix in PREFIXES else set()
    if not tried and not re.search(r"[\s<>\"{}|\\^`]", value):
        folders = (f"{METRIC}" if c == "Metric" else f"{ID}{_folder(c)}/" for c in classes)
        tried = {f"{folder}{value}" for folder in folders}
    for iri in sorted(tried):
        if re.search(r"[\s<>\"{}|\\^`]", iri):
            continue
        node = ox.NamedNode(iri)
        for quad in store.quads_for_pattern(node, ox.NamedNode(f"{DCTERMS}isReplacedBy"), None, ox.DefaultGraph()):
            node = quad.object if isinstance(quad.object, ox.NamedNode) else node
        if _is(store, node, classes):
            yield node


def _folder(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _is(store: ox.Store, node: ox.NamedNode, classes: tuple[str, ...]) -> bool:
    return any(ox.Quad(node, ox.NamedNode(f"{RDF}type"), ox.NamedNode(KG + c)) in store for c in classes)


def _by_name(store: ox.Store, value: str, classes: tuple[str, ...]) -> Iterator[ox.NamedNode]:
    """Things of which ``value`` is the exact name or another name."""
    for literal in (ox.Literal(value), ox.Literal(value, language="en")):
        for name in _NAMES:
            for quad in store.quads_for_pattern(None, ox.NamedNode(SKOS + name), literal, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode) and _is(store, quad.subject, classes):
                    yield quad.subject


def _folded(store: ox.Store, variable: str, value: str, classes: tuple[str, ...]) -> list[ox.NamedNode]:
    """Things whose name is ``value`` but for case, marks and signs. KgError with the nearest names when there is none."""
    wanted, known, found = slug(value), dict[str, str](), set[ox.NamedNode]()
    for class_ in classes:
        for typed in store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(KG + class_), ox.DefaultGraph()):
            for name in _NAMES:
                for quad in store.quads_for_pattern(typed.subject, ox.NamedNode(SKOS + name), None, ox.DefaultGraph()):
                    if isinstance(quad.object, ox.Literal) and isinstance(typed.subject, ox.NamedNode):
                        known[slug(quad.object.value)] = quad.object.value
                        found |= {typed.subject} if slug(quad.object.value) == wanted else set()
    if found:
        return sorted(found, key=str)
    raise KgError(f"no {variable} of the graph is named {value!r}", _nearest(wanted, dict(sorted(known.items()))))


def _nearest(value: str, known: Mapping[str, str]) -> str:
    """The nearest of ``known`` (what is compared -> what is shown): those that hold ``value``, then those that look like it."""
    holding = [shown for compared, shown in known.items() if value and value in compared]
    near = list(dict.fromkeys([*holding[:3], *(known[k] for k in get_close_matches(value, known, n=3, cutoff=0.6))]))[:3]
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"there is {', '.join(list(dict.fromkeys(known.values()))[:5])}, …" if known else "the graph holds none"
