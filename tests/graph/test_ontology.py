"""The ontology as others load it: each file by itself, every term described, every foreign IRI pinned, generated files fresh, examples sound."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace

from kg.check import rules, shapes
from kg.generate import generated
from kg.query import catalogue, query
from kg.store import load
from kg.types import DocumentType, EntityType, Predicate, Standing, Status
from kg.vocab import CLASSES, CODES, METRICS, NEGATED, PROPERTIES, UNITS

KG = Namespace("https://w3id.org/finkg/ontology#")
OURS = "https://w3id.org/finkg/"
FILES = ("finkg.ttl", "codes.ttl", "metrics.ttl", "alignments.ttl", "shapes.ttl")
SDO = "https://schema.org/"


@pytest.fixture(scope="module")
def ontology(root: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in FILES[:4]:
        graph.parse(root / "ontology" / name)
    return graph


@pytest.mark.parametrize("name", FILES)
def test_each_file_loads_alone(root: Path, name: str) -> None:
    assert len(rdflib.Graph().parse(root / "ontology" / name)) > 50


def test_the_core_is_an_ontology_with_a_version(root: Path) -> None:
    core = rdflib.Graph().parse(root / "ontology/finkg.ttl")
    (about,) = core.subjects(RDF.type, OWL.Ontology)
    assert str(about) == "https://w3id.org/finkg/ontology" and core.value(about, OWL.versionIRI)
    xml = core.serialize(format="xml")  # what other tools exchange
    assert len(rdflib.Graph().parse(data=xml, format="xml")) == len(core)


def test_every_term_is_described(ontology: rdflib.Graph) -> None:
    terms = {s for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for s in ontology.subjects(RDF.type, kind) if str(s).startswith(str(KG))}
    assert len(terms) > 100
    for term in terms:
        (definition,) = ontology.objects(term, SKOS.definition)
        assert str(definition).endswith(".") and str(definition).count(". ") == 0, term
        assert len(list(ontology.objects(term, SKOS.prefLabel))) == len(list(ontology.objects(term, SKOS.example))) == 1
        assert (term, RDFS.isDefinedBy, rdflib.URIRef("https://w3id.org/finkg/ontology")) in ontology


def test_codes_and_metrics_are_described(ontology: rdflib.Graph) -> None:
    for kind in ("Status", "Standing", "AccountingBasis", "ComparisonBasis", "Bound", "PeriodType", "Role", "Unit", "Metric"):
        members = set(ontology.subjects(RDF.type, KG[kind]))
        assert len(members) >= 3
        for member in members:
            assert len(list(ontology.objects(member, SKOS.prefLabel))) == len(list(ontology.objects(member, SKOS.definition))) == 1, member


def test_labels_are_unique(ontology: rdflib.Graph) -> None:
    for kind in (OWL.Class, KG.Metric, KG.Role, KG.Unit):
        labels = [str(ontology.value(s, SKOS.prefLabel)) for s in ontology.subjects(RDF.type, kind) if str(s).startswith(OURS)]
        assert len(labels) == len(set(labels))


def test_every_own_iri_is_defined(ontology: rdflib.Graph) -> None:
    defined = set(ontology.subjects())
    cited = {t for triple in ontology for t in triple if isinstance(t, rdflib.URIRef) and str(t).startswith((str(KG), f"{OURS}metric/", f"{OURS}role/", f"{OURS}unit/"))}
    assert cited - defined == set()


def test_every_foreign_iri_is_pinned(ontology: rdflib.Graph, root: Path) -> None:
    pinned = {line for line in (root / "tests/graph/external.txt").read_text().splitlines() if line and not line.startswith("#")}
    foreign = {str(t) for triple in ontology for t in triple if isinstance(t, rdflib.URIRef) and not str(t).startswith(OURS)}
    built_in = {i for i in foreign if i.startswith(tuple(map(str, (RDF, RDFS, OWL, rdflib.XSD))))}
    assert foreign - built_in - pinned == set()
    assert pinned - foreign == set(), "no longer cited"


@pytest.mark.parametrize("namespace", [rdflib.ORG, rdflib.PROV, rdflib.TIME, SKOS, rdflib.DCTERMS, rdflib.FOAF, rdflib.QB, rdflib.SOSA, RDF, RDFS, OWL, rdflib.XSD])
def test_terms_of_w3c_vocabularies_exist(ontology: rdflib.Graph, namespace: type[rdflib.namespace.DefinedNamespace]) -> None:
    """rdflib carries these vocabularies term by term."""
    cited = {t for triple in ontology for t in triple if isinstance(t, rdflib.URIRef) and str(t).startswith(str(namespace))}
    assert {t for t in cited if t not in namespace} == set()


def test_fibo_gleif_and_qudt_by_close_match_only(ontology: rdflib.Graph) -> None:
    for s, p, o in ontology:
        if re.match(r"https://spec\.edmcouncil|https://www\.gleif|http://qudt", str(o)):
            assert p == SKOS.closeMatch, (s, p, o)


def test_everything_of_the_facts_format_has_its_term() -> None:
    assert {t.value for t in (*EntityType, *DocumentType)} <= set(CLASSES)
    assert {p.value for p in Predicate} <= set(PROPERTIES)
    assert {s.value for s in (*Status, *Standing)} <= set(CODES)
    assert {"gaap", "non-gaap", "ifrs", "non-ifrs", "adjusted", "organic", "constant currency", "yoy", "qoq", ">", ">=", "<", "<=", "~"} <= set(CODES)
    assert {"percent", "pp", "bp", "count", "shares", "ratio", "days", "USD", "USD/share"} <= set(UNITS)
    assert NEGATED == {"netLoss": "netIncome", "operatingLoss": "operatingIncome"}


def test_metrics_come_from_one_file(root: Path) -> None:
    table = tomllib.loads((root / "kg/data/metrics.toml").read_text())
    assert set(METRICS) == set(table)
    for parts in (entry.get(key, []) for entry in table.values() for key in ("opposite", "numerator", "denominator", "addends", "subtrahends", "broader")):
        assert {parts} if isinstance(parts, str) else set(parts) <= set(table)


def test_generated_files_are_fresh() -> None:
    stale = [path.name for path, text in generated().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run make vocab"


def test_domains_and_ranges_are_known() -> None:
    for name, property_ in PROPERTIES.items():
        assert property_.domain, name
        assert all(c in CLASSES for c in property_.domain), name
        assert all(c in CLASSES or c.startswith("xsd:") for c in property_.range), name
    assert all(c in CLASSES or "#" in c for class_ in CLASSES.values() for c in class_.broader)


def test_shapes_speak_of_the_vocabulary(root: Path) -> None:
    names = set(re.findall(r"\bkg:(\w+)", (root / "ontology/shapes.ttl").read_text().split("shape:", 2)[2]))
    assert names <= {*CLASSES, *PROPERTIES}


@pytest.mark.parametrize("folder", ["queries", "rules"])
def test_queries_and_rules_speak_of_the_vocabulary(ontology: rdflib.Graph, root: Path, folder: str) -> None:
    prefixes = {"kg": str(KG), "metric": f"{OURS}metric/", "role": f"{OURS}role/", "unit": f"{OURS}unit/"}
    for path in sorted((root / "ontology" / folder).glob("*.rq")):
        for prefix, local in re.findall(r"\b(kg|metric|role|unit):([\w-]+)", path.read_text()):
            assert (rdflib.URIRef(prefixes[prefix] + local), None, None) in ontology, f"{path.name}: {prefix}:{local}"


EXAMPLES = ("conversation", "observations", "offices", "own-metric", "relations")


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_sound(root: Path, name: str) -> None:
    path = root / f"ontology/examples/{name}.ttl"
    store = load(path)
    assert list(shapes(store)) == [] and list(rules(store)) == []
    assert path.read_text().startswith("# ")
    rdflib.Graph().parse(path)


def test_every_example_is_listed(root: Path) -> None:
    assert {p.stem for p in (root / "ontology/examples").glob("*.ttl")} == set(EXAMPLES)
    assert query(load(root / "ontology/examples/observations.ttl"), "segments-that-shrank").rows
    assert len(catalogue()) >= 20


def test_inference_with_the_alignments_stays_within_kinds(root: Path) -> None:
    """RDFS and OWL RL over the core, the alignments and an example make nobody two kinds of thing."""
    owlrl = pytest.importorskip("owlrl")
    graph = rdflib.Graph()
    for name in ("finkg.ttl", "alignments.ttl", "examples/relations.ttl"):
        graph.parse(root / "ontology" / name)
    owlrl.DeductiveClosure(owlrl.RDFS_Semantics).expand(graph)
    kinds = [KG[k] for k in ("Company", "Person", "Segment", "Market", "Exchange", "Document", "Claim", "Span", "FiscalPeriod")]
    for subject in set(graph.subjects(RDF.type, KG.Thing)):
        assert len([k for k in kinds if (subject, RDF.type, k) in graph]) <= 1, subject
    assert (rdflib.URIRef(f"{OURS}id/company/fjord-motion"), rdflib.ORG.linkedTo, rdflib.URIRef(f"{OURS}id/company/northwind-robotics")) in graph
    assert not list(graph.subjects(RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#Error")))
