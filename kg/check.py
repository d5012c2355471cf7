"""What is wrong with a graph: SHACL shapes, quality rules, and every span read again in its document. Values in, findings out.

A violation breaks the form of the graph or its evidence. A warning is a doubt about a reading: it may be the document that errs.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.assets import ontology
from kg.errors import KgError
from kg.graph.spelling import short
from kg.graph.terms import KG, PREFIXES, Quad
from kg.store import build, load
from kg.types import Document, Predicate

Source = str | Path | ox.Store | Iterable[Quad]

_DIGITS = re.compile(r"\d[\d,. \u00a0\u202f]*")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong and where: ``where`` is the prefixed name of a node, ``rule`` a shape, a rule of ontology/rules, or a check of this module."""

    severity: str  # violation or warning
    rule: str
    where: str
    what: str


def check(source: Source, documents: Sequence[Document] = (), engine: str = "auto") -> list[Finding]:
    """All findings of shapes, rules and evidence, sorted, violations first. With ``documents``, every span is read again in its text."""
    store = opened(source)
    return sorted({*shapes(store, engine), *rules(store), *unproved(store), *digits(store), *(spans(store, documents) if documents else ())})


def opened(source: Source) -> ox.Store:
    """The store of ``source`` with the vocabulary."""
    return source if isinstance(source, ox.Store) else load(source) if isinstance(source, str | Path) else build(source)


# Shapes


def shapes(store: ox.Store, engine: str = "auto") -> Iterator[Finding]:
    """Breaches of ontology/shapes.ttl. ``engine``: ``shacl`` (Rust, fast, optional), ``pyshacl`` (the judge), or ``auto``."""
    if engine not in ("auto", "shacl", "pyshacl"):
        raise KgError(f"{engine!r} is no engine for shapes", "engines: auto, shacl, pyshacl")
    if engine != "pyshacl":
        try:
            return _fast(store)
        except ImportError as error:
            if engine == "shacl":
                raise KgError("the shacl package is not installed", "pip install 'finkg[fast]', or use pyshacl") from error
    return _judge(store)


def _turtle(store: ox.Store) -> str:
    data = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return data.decode() if data else ""


def _fast(store: ox.Store) -> Iterator[Finding]:
    import shacl

    compiled = shacl.Shapes.from_file(str(ontology("shapes.ttl")))
    report = compiled.validate_turtle(_turtle(store))
    return iter([_breach(r.focus_node, r.path, r.message, r.component) for r in report.results])


def _judge(store: ox.Store) -> Iterator[Finding]:
    import rdflib
    from rdflib import SH

    with warnings.catch_warnings():
        # rdflib and pyshacl use names that rdflib 7 deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        import pyshacl

        data = rdflib.Graph().parse(data=_turtle(store), format="nt")
        _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(ontology("shapes.ttl")), inplace=True)
    found = []
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, path, message, component = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.resultMessage, SH.sourceConstraintComponent))
        found.append(_breach(str(focus), str(path or ""), str(message or ""), str(component)))
    return iter(found)


def _breach(focus: str, path: str | None, message: str | None, component: str) -> Finding:
    name = component.rsplit("#", 1)[-1].removesuffix("ConstraintComponent")
    where = short(f"<{focus.strip('<>')}>")
    on = f" ({short(f'<{path.strip(chr(60) + chr(62))}>')})" if path else ""
    return Finding("violation", f"shape.{name}", where, f"{message or name}{on}")


# Rules


def rules(store: ox.Store) -> Iterator[Finding]:
    """What the SELECTs of ontology/rules find: each over the whole graph, each row a finding."""
    for path in sorted(ontology("rules").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        severity = "violation" if "# severity: violation" in text else "warning"
        found = store.query(text, prefixes=PREFIXES)
        if isinstance(found, ox.QuerySolutions):
            for row in found:
                yield Finding(severity, path.stem, short(str(row["where"])), row["what"].value)


def unproved(store: ox.Store) -> Iterator[Finding]:
    """Direct relations that no claim with evidence proves, and evidence that proves nothing."""
    rdf = PREFIXES["rdf"]
    names = [ox.NamedNode(f"{rdf}{name}") for name in ("subject", "predicate", "object")]
    claims: dict[ox.NamedNode | ox.BlankNode | ox.Triple, list[str]] = {}
    for name in names:
        for quad in store.quads_for_pattern(None, name, None, ox.DefaultGraph()):
            claims.setdefault(quad.subject, []).append(str(quad.object))
    proved = {tuple(parts) for parts in claims.values()}
    for predicate in sorted({*(p.value for p in Predicate), "worksFor"}):
        for quad in store.quads_for_pattern(None, ox.NamedNode(KG + predicate), None, ox.DefaultGraph()):
            if (str(quad.subject), str(quad.predicate), str(quad.object)) not in proved:
                triple = " ".join(short(str(t)) for t in (quad.subject, quad.predicate, quad.object))
                yield Finding("violation", "unproved-relation", short(str(quad.subject)), f"no claim proves {triple}")


_VALUES = """SELECT ?o ?value ?words WHERE { ?o kg:value ?value ; kg:evidence/oa:exact ?words }"""


def digits(store: ox.Store) -> Iterator[Finding]:
    """Numbers whose digits stand in none of their evidence (words that hold no digits at all, such as "doubled", are passed over)."""
    values: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    found = store.query(_VALUES, prefixes=PREFIXES)
    for row in found if isinstance(found, ox.QuerySolutions) else ():
        values[str(row["o"])] = row["value"].value
        texts.setdefault(str(row["o"]), []).append(row["words"].value)
    for node, value in values.items():
        wanted = _significant(value)
        written = [_significant(m[0]) for words in texts[node] for m in _DIGITS.finditer(words)]
        if wanted and written and not any(wanted in w or (w and w in wanted) for w in written):
            yield Finding("warning", "digits-in-evidence", short(node), f"{value} does not stand in: {' | '.join(sorted(texts[node]))}")


def _significant(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0")


# Spans


def spans(store: ox.Store, documents: Iterable[Document]) -> Iterator[Finding]:
    """Spans whose exact characters are not those of their document, and documents of the graph that were not given."""
    texts = {document.sha256: document.text for document in documents}
    query = "SELECT ?document ?sha WHERE { ?document kg:sha256 ?sha }"
    known: dict[str, str | None] = {}
    for row in _rows(store, query):
        known[str(row["document"])] = texts.get(row["sha"].value)
        if known[str(row["document"])] is None:
            yield Finding("warning", "document-missing", short(str(row["document"])), "its text was not given, so its spans were not read again")
    query = "SELECT ?span ?document ?start ?end ?exact WHERE { ?span a kg:Span ; kg:document ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?exact }"
    for row in _rows(store, query):
        text = known.get(str(row["document"]))
        start, end = int(row["start"].value), int(row["end"].value)
        if text is not None and (not 0 <= start < end <= len(text) or text[start:end] != row["exact"].value):
            yield Finding("violation", "span", short(str(row["span"])), f"the document reads {text[start:end]!r}, the graph {row['exact'].value!r}")


def _rows(store: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = store.query(query, prefixes=PREFIXES)
    if isinstance(found, ox.QuerySolutions):
        yield from found


