"""Paths -> facts, graph, page, report: the whole way, one document at a time up to ``resolve``.

Each document is read by itself, on any worker, in any order; a document that cannot be read is one entry in the report and the others
are built. Outputs are replaced whole, and are the same bytes for any number of workers and any order of paths.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.facts import facts
from kg.jsonl import lines
from kg.output import staging, write_file
from kg.read import Source, load, sources
from kg.resolve import Registry, resolve
from kg.types import Meta, Observation, Reading, Relation, Resolution, Role

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.graph import Quad
    from kg.query import Answer

FORMATS = ("ttl", "html")  # what `kg build` writes beside facts.jsonl and report.json
_DEATHS = 20  # of workers, each over another document: more is no accident of a document
Read = Callable[[Source, Meta | None], "Reading | Failure"]
Advance = Callable[[str], None]  # called with the name of each document that is done


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be built: its name, what is wrong, what to do next."""

    name: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Report:
    """What a build did. ``files`` are the paths written; the rest is what ``report.json`` holds."""

    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...]
    resolution: Resolution
    files: tuple[Path, ...] = ()

    @property
    def totals(self) -> dict[str, int]:
        """Counts over all documents; ``entities`` are those left after resolution."""
        found = [fact for reading in self.readings for fact in reading.facts]
        return {
            "documents": len(self.readings),
            "failed": len(self.failures),
            "entities": len(self.resolution.identities),
            "observations": sum(isinstance(fact, Observation) for fact in found),
            "relations": sum(isinstance(fact, Relation) for fact in found),
            "roles": sum(isinstance(fact, Role) for fact in found),
            "exchanges": sum(len(reading.layout.exchanges) for reading in self.readings),
            "merges": len(self.resolution.merges),
            "notes": sum(len(reading.notes) for reading in self.readings),
        }


    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """All statements as N-Triples terms: subject, predicate, object, named graph."""
        from kg.graph import quads

        return tuple(quads(self.readings, self.resolution))

    def query(self, sparql: str) -> Answer:
        """The answer of a SPARQL query, or of a named query. Raises KgError where it is malformed or unknown."""
        from kg.query import query

        return query(self.quads, sparql)

    def dataset(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset over an embedded store, one named graph a document."""
        from kg import store

        return store.dataset(store.build(self.quads, named=True))

    def network(self) -> networkx.MultiDiGraph[str]:
        """The graph as a networkx MultiDiGraph: entities, and an edge for each relation with its evidence."""
        from kg.network import network

        return network(self.quads)


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    *,
    formats: Sequence[str] = FORMATS,
    jobs: int = 1,
    meta: Meta | None = None,
    registry: Registry | None = None,
    advance: Advance | None = None,
) -> Report:
    """Build the graph of all documents under ``paths``; with ``out``, write it there, unless not one document could be read.

    ``registry`` is the authority over names, slugs and codes of things that several documents name.

    ``meta`` states facts about a single document and wins over its text. Raises KgError when ``meta`` is given for several documents, or when
    ``out`` cannot be written; a bad document is a ``Failure`` in the report instead.
    """
    _check_formats(formats)
    readings, failures = read_all(sources(paths), jobs=jobs, meta=meta, advance=advance)
    resolution = resolve(readings, registry)
    report = Report(readings, failures, resolution)
    if out is None or not readings:
        return report
    with staging(out) as new:
        _write(report, formats, new)
        names = sorted(path.name for path in new.iterdir())
    return replace(report, files=tuple(Path(out) / name for name in names))


def read_all(
    found: Sequence[Source], *, jobs: int = 1, meta: Meta | None = None, advance: Advance | None = None, read: Read | None = None
) -> tuple[tuple[Reading, ...], tuple[Failure, ...]]:
    """The readings of all sources sorted by document, and the failures sorted by name.

    ``jobs`` worker processes, 0 means one a core; ``read`` is what each does with a source, ``attempt`` by default.
    """
    if meta is not None and meta != Meta() and len(found) != 1:
        raise KgError(f"--company, --ticker, --period, --date speak of one document, and {len(found)} were named", "name a single file")
    read = read or attempt
    workers = min(jobs or os.cpu_count() or 1, len(found))
    results = _parallel(found, workers, read, meta) if workers > 1 else ((source, read(source, meta)) for source in found)
    readings: list[Reading] = []
    failures: list[Failure] = []
    for source, result in results:
        if isinstance(result, Reading):
            readings.append(result)
        else:
            failures.append(result)
        if advance:
            advance(source.name)
    return tuple(sorted(readings, key=lambda r: r.document.id)), tuple(sorted(failures, key=lambda f: (f.name, f.message)))


def attempt(source: Source, meta: Meta | None = None) -> Reading | Failure:
    """The reading of ``source``, or why there is none. Never raises: one poisoned document must not lose the others."""
    try:
        return facts(load(source, meta))
    except KgError as error:
        return Failure(source.name, error.message, error.hint)
    except Exception as error:  # noqa: BLE001 (the one place where a defect of a rule is contained; it is reported, never hidden)
        return Failure(source.name, f"{source.name}: {type(error).__name__}: {error}", "this is a defect of finkg: please report it with the document")


def _parallel(found: Sequence[Source], workers: int, read: Read, meta: Meta | None) -> Iterator[tuple[Source, Reading | Failure]]:
    """Each source with its result, in the order in which they are done.

    When a worker dies, all that was not done is tried again in two halves, so that the one that kills it ends up alone.
    """
    waiting: list[Sequence[Source]] = [found]
    deaths = 0
    while waiting:
        part = waiting.pop()
        lost = yield from _together(part, workers, read, meta)
        if lost and len(part) == 1:
            deaths += 1
            if deaths > _DEATHS:
                raise KgError(f"worker processes keep dying ({deaths} so far, the last one over {lost[0].name})", "try again with --jobs 1")
            yield lost[0], Failure(lost[0].name, f"{lost[0].name}: the process that read it died", "out of memory? read it alone to see more")
        elif lost:
            middle = (len(lost) + 1) // 2
            waiting += [half for half in (lost[:middle], lost[middle:]) if half]


def _together(
    part: Sequence[Source], workers: int, read: Read, meta: Meta | None
) -> Generator[tuple[Source, Reading | Failure], None, list[Source]]:
    """Each source of ``part`` that could be done, by one pool; returns those that were lost with a worker."""
    lost: list[Source] = []
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([__name__])  # imported once, not once a worker
    with ProcessPoolExecutor(min(workers, len(part)), mp_context=context) as pool:
        with _without_main():
            tasks = {pool.submit(read, source, meta): source for source in part}
        for task in as_completed(tasks):
            try:
                yield tasks[task], task.result()
            except BrokenProcessPool:
                lost.append(tasks[task])
    return sorted(lost, key=lambda source: source.id)


@contextmanager
def _without_main() -> Iterator[None]:
    """Workers that start here do not run the calling script again: it needs no ``if __name__ == "__main__"``."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _check_formats(formats: Sequence[str]) -> None:
    from kg import write

    known = (*write.FORMATS, "html")
    for name in formats:
        if name not in known:
            raise KgError(f"{name!r} is no format that kg writes", "formats: " + ", ".join(known))


def _write(report: Report, formats: Sequence[str], folder: Path) -> None:
    from kg.write import write

    write_file(folder / "facts.jsonl", lines(report.readings, report.resolution))
    write_file(folder / "report.json", [json.dumps(summary(report), ensure_ascii=False, indent=1) + "\n"])
    for name in dict.fromkeys(formats):
        if name == "html":
            from kg.view import render

            write_file(folder / "graph.html", [render(report.readings, report.resolution)])
        else:
            write(report.quads, folder / f"graph.{name}", name)


def summary(report: Report) -> dict[str, Any]:
    """The content of ``report.json``: totals, each document, each failure, each merge with its reason. No times: same input, same bytes."""
    return {
        "totals": report.totals,
        "failed": [{"path": f.name, "message": f.message, "hint": f.hint} for f in report.failures],
        "documents": [_entry(reading) for reading in report.readings],
        "merges": [{"kept": m.kept, "merged": m.merged, "reason": m.reason} for m in report.resolution.merges],
    }


def _entry(reading: Reading) -> dict[str, Any]:
    document, layout = reading.document, reading.layout
    stated = {name: getattr(layout.header, name) for name in ("company", "period", "date")}
    return {
        "doc": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "type": layout.type.value,
        "style": layout.style,
        **{name: value.value if value else None for name, value in stated.items()},
        "entities": len(reading.entities),
        "facts": len(reading.facts),
        "exchanges": len(layout.exchanges),
        "notes": len(reading.notes),
    }
