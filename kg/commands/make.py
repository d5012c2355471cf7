"""Commands that read documents: build, facts, text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kg.commands.options import JOBS, OUTPUT, PATHS, complain, emit, read_or_report, stated

if TYPE_CHECKING:
    from kg.build import Report
    from kg.types import Meta


@click.command()
@PATHS
@click.option("-o", "--output", "--out", "out", metavar="DIR", default="outputs", show_default=True, help="Folder to write to.")
@click.option("--format", "formats", metavar="NAME", multiple=True, help="What to write beside the facts; repeatable. Default: ttl, html.")
@click.option("--facts", "facts_file", metavar="FILE", help="Write the facts to FILE as well.")
@click.option("--registry", "registry_file", metavar="FILE", help="Your own names, slugs, tickers, LEIs: TSV or TOML.")
@JOBS
@stated
def build(paths: Sequence[str], out: str, formats: tuple[str, ...], facts_file: str | None, registry_file: str | None, jobs: int, meta: Meta) -> None:
    """Read documents and folders; write graph.ttl, graph.html, facts.jsonl and report.json.

    A document that cannot be read is one line here and an entry in report.json; the others are built, and the exit code is 1.

    \b
    Example:
      kg build calls/ news/ -o outputs/ --jobs 4
      kg build call.txt --company "Northwind Robotics" --period 2025-Q2
      kg build calls/ --format ttl --format nq --format csv
      kg build calls/ --registry names.tsv
    """
    from pathlib import Path
    from time import perf_counter

    from kg.build import FORMATS
    from kg.build import build as run
    from kg.jsonl import lines
    from kg.output import write_file
    from kg.read import sources
    from kg.resolve import load_registry
    from kg.terminal import progress

    registry = load_registry(Path(registry_file)) if registry_file else None
    began = perf_counter()
    with progress("reading", len(sources(paths))) as advance:
        report = run(paths, out, formats=formats or FORMATS, jobs=jobs, meta=meta, registry=registry, advance=advance)
    if facts_file:
        write_file(facts_file, lines(report.readings, report.resolution))
    complain(report.failures)
    click.echo(_summary(report, perf_counter() - began))
    if report.failures:
        raise SystemExit(1)


def _summary(report: Report, seconds: float) -> str:
    from kg.output import counted

    totals = report.totals
    names = {"documents": "document", "entities": "entity", "observations": "observation", "relations": "relation", "roles": "role", "exchanges": "exchange", "notes": "note"}
    lines_ = [", ".join(counted(totals[name], noun) for name, noun in names.items()) + f" in {seconds:.1f} s"]
    if report.failures:
        lines_.append(f"{len(report.failures)} could not be read" + (" (see above and report.json)" if report.files else "; nothing was written"))
    return "\n".join([*lines_, *(f"  {path}" for path in report.files)])


@click.command()
@PATHS
@OUTPUT
@JOBS
@stated
def facts(paths: Sequence[str], output: str | None, jobs: int, meta: Meta) -> None:
    """Print the facts of documents as JSON Lines, each with its span, rule and confidence.

    \b
    Example:
      kg facts call.txt
      kg facts calls/ -o facts.jsonl
      kg facts call.txt | grep '"kind": "observation"' | head
    """
    from kg.jsonl import lines
    from kg.resolve import resolve

    readings, good = read_or_report(paths, jobs, meta)
    emit(lines(readings, resolve(readings)), output)
    if not good:
        raise SystemExit(1)


@click.command()
@click.argument("path", metavar="FILE")
def text(path: str) -> None:
    """Print the text that offsets point into: what the reader got out of a file (HTML, PDF, DOCX …).

    \b
    Example:
      kg text call.pdf > call.txt
    """
    from kg.read import load, sources

    for source in sources([path]):
        click.echo(load(source).text, nl=False)


COMMANDS = (build, facts, text)
