"""Commands that question the graph: query, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import OUTPUT, emit

if TYPE_CHECKING:
    from kg.types import Document

GRAPH = click.option(
    "--graph", metavar="PATH", default="outputs", show_default=True, help="Graph file (.ttl, .nq, .trig, .jsonld) or folder of a build."
)


@click.command()
@click.argument("sparql", required=False)
@click.option("-n", "--named", metavar="NAME", help="Ask one of the named queries.")
@click.option("-f", "--file", "file", metavar="FILE.rq", help="Read the query from a file.")
@click.option("--set", "bind", metavar="NAME=VALUE", multiple=True, help="Narrow a named query to one company, period, metric …; repeatable.")
@click.option("--list", "list_", is_flag=True, help="List the named queries, the questions they answer, and what --set takes.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", show_default=True, help="How to print the answer.")
@GRAPH
@OUTPUT
def query(
    sparql: str | None, named: str | None, file: str | None, bind: tuple[str, ...], list_: bool, format_: str, graph: str, output: str | None
) -> None:
    """Ask the graph in SPARQL; the prefixes of the ontology need not be declared.

    \b
    Example:
      kg query --list
      kg query --named revenue --set company=northwind-robotics --set period=2025-Q1
      kg query 'SELECT ?name WHERE { ?p a kg:Analyst ; rdfs:label ?name }' --format csv
      kg query -f ours.rq --graph archive/graph.nq
    """
    if list_:
        _list_queries()
        return
    if sum(given is not None for given in (sparql, named, file)) != 1:
        raise click.UsageError("give one of: SPARQL, --named NAME, -f FILE.rq (or --list).")
    if bind and named is None:
        raise click.UsageError("--set narrows a named query: give --named NAME too.")
    values = dict(_pair(given) for given in bind)
    from kg.query import named as ask_named
    from kg.query import query as ask
    from kg.query import render

    text = _from_file(file) if file else sparql
    emit([render(ask_named(graph, named, **values) if named is not None else ask(graph, str(text)), format_)], output)


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not (name and sign and value):
        raise click.UsageError(f"--set takes NAME=VALUE, such as company=northwind-robotics, and not {given!r}.")
    return name.strip(), value.strip()


def _list_queries() -> None:
    from kg.query import catalogue

    width = max(map(len, catalogue()))
    for name, entry in catalogue().items():
        click.echo(f"{name:{width}}  {entry.question}")
        if entry.takes:
            click.echo(f"{'':{width}}  --set {', '.join(entry.takes)}")


def _from_file(path: str) -> str:
    from kg.errors import KgError

    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"cannot read the query {path}: {getattr(error, 'strerror', None) or error}", "-f takes a text file with one query") from error


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--warnings", is_flag=True, help="List the warnings too: doubts about a reading that break no rule of form.")
@click.option("--notes", is_flag=True, help="List the notes of the build: what could not be read for sure.")
@GRAPH
def check(paths: tuple[str, ...], warnings: bool, notes: bool, graph: str) -> None:
    """Check a graph: shapes, quality rules, evidence; with the documents (PATH), every span is read again in its text.

    For each document: the share of its characters in a turn, paragraph, header or known boilerplate, and the lines that are in none.

    Exit code 1 when something breaks the form of the graph or its evidence, or a document cannot be read (the others are checked).

    \b
    Example:
      kg check
      kg check calls/ --warnings
      kg check --graph archive/graph.nq
    """
    from kg.check import check as findings_of
    from kg.errors import KgError
    from kg.output import counted
    from kg.read import load, sources

    for path in paths:
        if path.endswith((".ttl", ".nq", ".trig", ".jsonld")):
            raise KgError(f"{path} is a graph, and PATH names documents", f"kg check --graph {path}")
    documents, unread = [], 0
    for source in sources(paths) if paths else ():
        try:
            documents.append(load(source))
        except KgError as error:  # as in a build: one line, and the others are checked
            unread += 1
            click.echo(f"kg: {error}", err=True)
    findings = findings_of(graph, documents)
    severe = [finding for finding in findings if finding.severity == "violation"]
    for finding in findings if warnings else severe:
        click.echo(f"{finding.severity}: {finding.rule}: {finding.where}: {finding.what}")
    for document in documents:
        _covered(document)
    said = _notes(graph)
    for note in said if notes else ():
        click.echo(f"note: {note['doc']} {note['start']}-{note['end']}: {note['message']} ({note['rule']})")
    read = f", every span read again in {counted(len(documents), 'document')}" if documents else ""
    click.echo(", ".join((counted(len(severe), "violation"), counted(len(findings) - len(severe), "warning"), counted(len(said), "note"))) + read)
    if severe or unread:
        raise SystemExit(1)


def _covered(document: Document) -> None:
    """One line for the coverage of ``document``, and one for each line of it that lies in no passage."""
    from kg.coverage import coverage
    from kg.segment import segment

    layout = segment(document)
    found = coverage(document, layout)
    click.echo(f"coverage: {document.path}: {100 * found.share:.2f} % read as {layout.style}")
    for span in found.rest:
        click.echo(f"coverage: {document.path} {span.start}-{span.end}: in no passage: {' '.join(span.of(document.text).split())[:80]}")


def _notes(graph: str) -> list[dict[str, Any]]:
    """The notes of the facts file beside a graph, where there is one."""
    from kg.jsonl import load

    path = Path(graph)
    facts = (path if path.is_dir() else path.parent) / "facts.jsonl"
    return [row for row in load(facts) if row["kind"] == "note"] if facts.is_file() else []


COMMANDS = (query, check)
