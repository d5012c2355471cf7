"""Seconds and megabytes from facts to graph for a thousand calls, and the named queries over it, beside rdflib on a part of it.

    python bench/graph.py [CALLS] [PATH...]

Reads the documents under PATH (the examples by default) once, makes CALLS readings of them (1000 by default) by renaming documents and
things, and prints: resolve, graph, Turtle, load, each named query, and rdflib's time for the same on one call in a hundred.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from kg.build import read_all
from kg.graph import quads
from kg.query import catalogue, query
from kg.read import sources
from kg.resolve import resolve
from kg.store import load
from kg.types import EntityType, Observation, Reading
from kg.write import turtle, write

ROOT = Path(__file__).parents[1]
SHARED = {EntityType.MARKET, EntityType.EXCHANGE, EntityType.GOVERNMENT_BODY}
T = TypeVar("T")


def renamed(reading: Reading, n: int) -> Reading:
    """The reading as one of another document about other things: only markets, exchanges and authorities stay."""
    name = f"{reading.document.id}-{n}"
    document = replace(reading.document, id=name, path=f"{name}.txt", sha256=sha256(name.encode()).hexdigest())
    entities = tuple(e if e.type in SHARED else replace(e, name=" ".join(word + _letters(n) for word in e.name.split()), aliases=()) for e in reading.entities)
    return replace(reading, document=document, entities=entities)


def _letters(n: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(n))


def timed(name: str, work: Callable[[], T]) -> T:
    """Run ``work`` and print its wall and CPU seconds."""
    wall, cpu = perf_counter(), process_time()
    result = work()
    print(f"{name:<28}{perf_counter() - wall:>9.2f} s wall{process_time() - cpu:>9.2f} s CPU   peak {_peak():>5} MB")
    return result


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(calls: int, paths: Sequence[str]) -> None:
    """Print the figures."""
    read, _ = read_all(sources(paths))
    read = tuple(r for r in read if r.layout.turns) or read
    readings = [renamed(read[n % len(read)], n) for n in range(calls)]
    observations = sum(isinstance(f, Observation) for r in readings for f in r.facts)
    print(f"{calls} calls, {observations} observations, {sum(len(r.facts) for r in readings)} facts; before: peak {_peak()} MB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        resolution = timed("resolve", lambda: resolve(readings))
        timed("graph and Turtle", lambda: write(quads(readings, resolution), path))
        print(f"{'':<28}{path.stat().st_size / 1e6:>9.1f} MB")
        few = list(quads(readings[: max(1, calls // 100)], resolution))
        ours = timed("1 % of it: own writer", lambda: sum(map(len, turtle(few))))
        theirs = timed("1 % of it: rdflib", lambda: _rdflib("".join(turtle(few))))
        print(f"{'':<28}{ours} and {theirs} characters")
        store = timed("load into the store", lambda: load(path))
        print(f"{len(store)} triples with the vocabulary")
        for name in catalogue():
            cpu = process_time()
            rows = len(query(store, name).terms)
            print(f"  {name:<26}{1000 * (process_time() - cpu):>9.1f} ms CPU {rows:>8} rows")


def _rdflib(text: str) -> int:
    import rdflib

    return len(rdflib.Graph().parse(data=text, format="turtle").serialize(format="turtle"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, sys.argv[2:] or [str(ROOT / "examples/documents")])
