"""The graph as three tables: entities, relations, observations. CSV, or Parquet where pyarrow is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from kg.errors import KgError
from kg.graph.spelling import short
from kg.graph.terms import DCTERMS, ENTITY_KINDS, ID, KG, OA, PROV, RDF, SKOS, TYPE, Quad
from kg.output import staging, write_file

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]  # columns, sorted rows
Values = dict[str, list[str]]

ENTITIES = ("iri", "types", "name", "aliases", "belongs_to")
RELATIONS = ("subject", "predicate", "object", "standing", "title", "document", "start", "end", "words", "stated_by", "rule", "confidence")
OBSERVATIONS = (
    *("observation", "company", "about", "metric", "label", "period", "calendar", "status", "basis", "value", "low", "high", "bound", "unit"),
    *("share_of", "change", "change_unit", "comparison", "prior", "prior_period", "document", "start", "end", "words", "stated_by", "rule", "confidence"),
)
NUMBERS = ("value", "low", "high", "change", "prior", "confidence")
PLACES = ("start", "end")


def tables(quads: Iterable[Quad]) -> dict[str, Table]:
    """``entities``, ``relations`` (one row a claim and span) and ``observations`` (one row an observation and span), sorted."""
    resources: dict[str, Values] = {}
    for s, p, o, _ in quads:
        resources.setdefault(s, {}).setdefault(p, []).append(o)
    entities: list[tuple[str, ...]] = []
    relations: list[tuple[str, ...]] = []
    observations: list[tuple[str, ...]] = []
    folders = tuple(f"<{ID}{kind}/" for kind in ENTITY_KINDS)
    for iri, values in resources.items():
        if iri.startswith(folders):
            entities.append(_entity(iri, values))
        elif f"<{RDF}predicate>" in values and values[f"<{RDF}subject>"][0].startswith(folders):
            relations.extend(_relation(values, resources))
        elif f"<{KG}Observation>" in values.get(TYPE, ()):
            observations.extend(_observation(iri, values, resources))
    found = {"entities": (ENTITIES, entities), "relations": (RELATIONS, relations), "observations": (OBSERVATIONS, observations)}
    return {name: (columns, sorted(set(rows))) for name, (columns, rows) in found.items()}


def _get(values: Values, name: str) -> str:
    return " | ".join(sorted({short(o) for o in values.get(name, ())}))


def _kg(values: Values, name: str) -> str:
    text = _get(values, f"<{KG}{name}>")
    return text.removeprefix("kg:")


def _entity(iri: str, values: Values) -> tuple[str, ...]:
    types = " | ".join(sorted({short(t).split(":", 1)[-1] for t in values.get(TYPE, ())}))
    name = _get(values, f"<{SKOS}prefLabel>") or _get(values, f"<{DCTERMS}isReplacedBy>")
    return short(iri), types, name, _get(values, f"<{SKOS}altLabel>"), _kg(values, "belongsTo")


def _proof(values: Values, resources: dict[str, Values]) -> Iterator[tuple[str, ...]]:
    """(document, start, end, words, speaker, rule, confidence) of each span."""
    common = (_kg(values, "statedBy"), _kg(values, "extractor"), _kg(values, "confidence"))
    for span in sorted(set(values.get(f"<{KG}evidence>", ()))):
        place = resources.get(span, {})
        yield _get(values, f"<{PROV}wasDerivedFrom>"), _get(place, f"<{OA}start>"), _get(place, f"<{OA}end>"), _get(place, f"<{OA}exact>"), *common


def _relation(values: Values, resources: dict[str, Values]) -> Iterator[tuple[str, ...]]:
    triple = (_get(values, f"<{RDF}subject>"), _get(values, f"<{RDF}predicate>").removeprefix("kg:"), _get(values, f"<{RDF}object>"))
    for proof in _proof(values, resources):
        yield *triple, _kg(values, "standing"), _kg(values, "roleTitle"), *proof


def _observation(iri: str, values: Values, resources: dict[str, Values]) -> Iterator[tuple[str, ...]]:
    period = next(iter(values.get(f"<{KG}period>", ())), "")
    against = resources.get(next(iter(values.get(f"<{KG}comparison>", ())), ""), {})
    row = (
        short(iri),
        *(_kg(values, name) for name in ("company", "about", "metric", "label")),
        *(_get(resources.get(period, {}), f"<{KG}{name}>") for name in ("periodKey", "calendarKey")),
        *(_kg(values, name) for name in ("status", "accountingBasis", "value", "lowerBound", "upperBound")),
        _kg(values, "bound") or _kg(against, "bound"),
        *(_kg(values, name) for name in ("unit", "shareOf")),
        *(_kg(against, name) for name in ("change", "changeUnit", "comparisonBasis", "priorValue", "priorPeriod")),
    )
    for proof in _proof(values, resources):
        yield *row, *proof


def csv_text(table: Table) -> Iterator[str]:
    """``table`` as CSV (RFC 4180, ``\\n`` line ends). A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    columns, rows = table
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([v if c in NUMBERS or not v.startswith(("=", "+", "-", "@", "\t", "\r")) else f"'{v}" for c, v in zip(columns, row, strict=True)])
        if out.tell() > 1 << 16:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def write_tables(quads: Iterable[Quad], path: Path, format: str) -> list[Path]:
    """``graph.csv`` -> ``graph.entities.csv`` and so on, all of them or none. KgError for Parquet without pyarrow."""
    with staging(path.parent) as new:
        names = []
        for name, table in tables(quads).items():
            names.append(f"{path.stem}.{name}.{format}")
            if format == "csv":
                write_file(new / names[-1], csv_text(table))
            else:
                _write_parquet(table, new / names[-1])
    return [path.parent / name for name in names]


def _write_parquet(table: Table, path: Path) -> None:
    """Numbers as decimals with 20 places, offsets as int64, the rest as text; what is absent is null."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise KgError("Parquet needs pyarrow, which is not installed", "pip install 'finkg[parquet]', or choose csv") from error
    columns, rows = table
    arrays = []
    for i, column in enumerate(columns):
        cells = [row[i] or None for row in rows]
        if column in NUMBERS:
            arrays.append(pyarrow.array([Decimal(c) if c else None for c in cells], pyarrow.decimal256(76, 20)))
        elif column in PLACES:
            arrays.append(pyarrow.array([int(c) if c else None for c in cells], "int64"))
        else:
            arrays.append(pyarrow.array(cells, "string"))
    parquet.write_table(pyarrow.table(arrays, names=list(columns)), path)
