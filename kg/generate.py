"""Generate what is said once elsewhere: kg/data/metrics.toml -> ontology/metrics.ttl, and ontology/ -> kg/vocab.py.

``python -m kg.generate`` writes both; ``python -m kg.generate --check`` exits 1 and names the file that is stale.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace

ROOT = Path(__file__).resolve().parents[1]
KG = Namespace("https://w3id.org/finkg/ontology#")
METRIC = Namespace("https://w3id.org/finkg/metric/")
ROLE = Namespace("https://w3id.org/finkg/role/")
UNIT = Namespace("https://w3id.org/finkg/unit/")
SDO = Namespace("https://schema.org/")

HEAD = """# The metrics, generated from kg/data/metrics.toml by kg/generate.py: change them there.

@prefix kg: <https://w3id.org/finkg/ontology#> .
@prefix metric: <https://w3id.org/finkg/metric/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/finkg/metric> a skos:ConceptScheme ;
    skos:prefLabel "Metrics"@en ;
    skos:definition "The metrics that finkg reads, one concept a metric."@en .

metric:other a kg:Metric ;
    skos:inScheme <https://w3id.org/finkg/metric> ;
    skos:topConceptOf <https://w3id.org/finkg/metric> ;
    skos:prefLabel "Other"@en ;
    skos:definition "A metric that this list does not hold; what a company calls it is a narrower metric in the company's own scheme."@en ;
    rdfs:isDefinedBy <https://w3id.org/finkg/metric> .
"""


def metrics(table: dict[str, dict[str, Any]]) -> str:
    """The SKOS scheme of all metrics, in the order of the TOML file."""
    return "\n".join([HEAD, *(f"metric:{name} {_body(entry)} .\n" for name, entry in table.items())])


def _body(entry: dict[str, Any]) -> str:
    lines = ["a kg:Metric", "skos:inScheme <https://w3id.org/finkg/metric>"]
    if "broader" in entry:
        lines.append(f"skos:broader {_refs(entry['broader'])}")
    else:
        lines.append("skos:topConceptOf <https://w3id.org/finkg/metric>")
    lines.append(f"skos:prefLabel {_text(entry['label'])}@en")
    if spoken := sorted(set(entry.get("spoken", ())) - {entry["label"]}):
        lines.append(f"skos:altLabel {' , '.join(_text(s) + '@en' for s in spoken)}")
    lines.append(f"skos:definition {_text(entry['definition'])}@en")
    if entry.get("examples"):
        lines.append(f"skos:example {' , '.join(_text(e) + '@en' for e in entry['examples'])}")
    lines += [f"kg:kind kg:{entry['kind'].capitalize()}", f"kg:betterWhen kg:{entry['better'].capitalize()}", f"kg:unitKind {_text(entry['unit'])}"]
    named = (("opposite", "oppositeOf"), ("numerator", "numerator"), ("denominator", "denominator"), ("addends", "addend"), ("subtrahends", "subtrahend"))
    lines += [f"kg:{property_} {_refs(entry[key])}" for key, property_ in named if key in entry]
    for key, property_ in (("ifrs", "ifrsElement"), ("usgaap", "usGaapElement"), ("industry", "industry")):
        if key in entry:
            lines.append(f"kg:{property_} {' , '.join(_text(v) for v in _list(entry[key]))}")
    lines.append("rdfs:isDefinedBy <https://w3id.org/finkg/metric>")
    return " ;\n    ".join(lines)


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _refs(value: Any) -> str:
    return " , ".join(f"metric:{v}" for v in _list(value))


def _text(value: str) -> str:
    return str(rdflib.Literal(value).n3())


VOCAB = '''"""The vocabulary as Python, generated from ontology/ by kg/generate.py: change it there."""

from __future__ import annotations

from typing import NamedTuple


class Class(NamedTuple):
    label: str
    definition: str
    broader: tuple[str, ...]  # its superclasses among the classes of kg:


class Property(NamedTuple):
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]  # a class of kg:, or a datatype such as xsd:decimal; () where it varies


class Metric(NamedTuple):
    label: str
    definition: str
    kind: str  # Flow, Stock, Ratio, Count
    unit: str  # currency, percent, count, per-share, times, days, physical
    better: str  # Higher, Lower, Neutral


'''


def vocab(graph: rdflib.Graph) -> str:
    """The text of kg/vocab.py for the merged ontology."""
    parts = [
        ("CLASSES: dict[str, Class]", _classes(graph)),
        ("PROPERTIES: dict[str, Property]", _properties(graph)),
        ("METRICS: dict[str, Metric]", _metrics(graph)),
        ("NEGATED: dict[str, str]", _negated(graph)),
        ("CODES: dict[str, str]", _codes(graph)),
        ("UNITS: dict[str, str]", _units(graph)),
        ("ROLES: dict[str, str]", _roles(graph)),
    ]
    comments = {
        "NEGATED": "# metric -> the one whose negative it is: netLoss -> netIncome",
        "CODES": "# notation in lower case -> local name of the code",
        "UNITS": "# unit as in the facts -> local name of the unit",
        "ROLES": "# title in lower case -> local name of the role",
    }
    text = VOCAB
    for name, rows in parts:
        comment = comments.get(name.split(":")[0])
        text += (comment + "\n" if comment else "") + name + " = {\n" + "".join(f"    {_quoted(k)}: {_quoted(v)},\n" for k, v in sorted(rows)) + "}\n"
    executive = sorted({_local(s) for s in graph.subjects(SKOS.broader, ROLE.executive)} | {"executive"})
    text += "# the roles that make a person an executive\nEXECUTIVE: frozenset[str] = frozenset(\n    {\n"
    return text + "".join(f"        {_quoted(r)},\n" for r in executive) + "    }\n)\n"


def _quoted(value: Any) -> str:
    if isinstance(value, tuple):
        name = {3: "Class", 4: "Property", 5: "Metric"}[len(value)]
        return f"{name}({', '.join(_tuple(v) if isinstance(v, tuple) else _quoted(v) for v in value)})"
    return json.dumps(value, ensure_ascii=False)


def _tuple(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(_quoted(v) for v in values) + ("," if len(values) == 1 else "") + ")"


def _local(term: Any) -> str:
    text = str(term)
    return text.removeprefix(str(KG)) if text.startswith(str(KG)) else text.rsplit("/", 1)[-1].replace("XMLSchema#", "xsd:")


def _said(graph: rdflib.Graph, term: Any) -> tuple[str, str]:
    return str(graph.value(term, SKOS.prefLabel)), str(graph.value(term, SKOS.definition))


def _own(terms: Iterable[Any]) -> Iterator[Any]:
    return (t for t in terms if str(t).startswith(str(KG)))


def _classes(graph: rdflib.Graph) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for term in _own(graph.subjects(RDF.type, OWL.Class)):
        yield _local(term), (*_said(graph, term), tuple(sorted(_local(b) for b in _own(graph.objects(term, RDFS.subClassOf)))))


def _properties(graph: rdflib.Graph) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in _own(graph.subjects(RDF.type, kind)):
            domains = [*graph.objects(term, RDFS.domain), *graph.objects(term, SDO.domainIncludes)]
            ranges = graph.objects(term, RDFS.range)
            yield _local(term), (*_said(graph, term), tuple(sorted(map(_local, domains))), tuple(sorted(map(_local, ranges))))


def _metrics(graph: rdflib.Graph) -> Iterator[tuple[str, tuple[str, ...]]]:
    for term in graph.subjects(RDF.type, KG.Metric):
        if graph.value(term, KG.kind) is not None:
            details = (_local(graph.value(term, KG.kind)), str(graph.value(term, KG.unitKind)), _local(graph.value(term, KG.betterWhen)))
            yield _local(term), (*_said(graph, term), *details)


def _negated(graph: rdflib.Graph) -> Iterator[tuple[str, str]]:
    return ((_local(s), _local(o)) for s, o in graph.subject_objects(KG.oppositeOf))


def _codes(graph: rdflib.Graph) -> Iterator[tuple[str, str]]:
    return ((str(o).lower(), _local(s)) for s, o in graph.subject_objects(SKOS.notation) if (s, RDF.type, KG.Unit) not in graph)


def _units(graph: rdflib.Graph) -> Iterator[tuple[str, str]]:
    return ((str(o), _local(s)) for s, o in graph.subject_objects(SKOS.notation) if (s, RDF.type, KG.Unit) in graph)


def _roles(graph: rdflib.Graph) -> Iterator[tuple[str, str]]:
    for term in graph.subjects(RDF.type, KG.Role):
        for label in (*graph.objects(term, SKOS.prefLabel), *graph.objects(term, SKOS.altLabel)):
            yield str(label).lower(), _local(term)


def generated(root: Path = ROOT) -> dict[Path, str]:
    """Path -> what it should hold."""
    skos = metrics(tomllib.loads((root / "kg/data/metrics.toml").read_text(encoding="utf-8")))
    graph = rdflib.Graph()
    for name in ("finkg.ttl", "codes.ttl"):
        graph.parse(root / "ontology" / name)
    graph.parse(data=skos, format="turtle")
    return {root / "ontology/metrics.ttl": skos, root / "kg/vocab.py": vocab(graph)}


def main(check: bool) -> int:
    """Write what is generated, or with ``check`` only name what is stale; the number of stale files, as an exit code."""
    stale = 0
    for path, text in generated().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale += 1
            if check:
                print(f"{path.relative_to(ROOT)} is stale: run python -m kg.generate")
            else:
                path.write_text(text, encoding="utf-8")
                print(f"wrote {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
