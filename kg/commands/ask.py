"""Commands that question the graph: query, check."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import OUTPUT, emit

GRAPH = click.option(
    "--graph", metavar="PATH", default="outputs", show_default=True, help="Graph file (.ttl, .nq, .trig, .jsonld) or folder of a build."
)


@click.command()
@click.argument("sparql", required=False)
@click.option("-n", "--named", metavar="NAME", help="Ask one of the named queries.")
@click.option("-f", "--file", "file", metavar="FILE.rq", help="Read the query from a file.")
@click.option("--list", "list_", is_flag=True, help="List the named queries and the questions they answer.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json", "ttl"]), default="table", show_default=True)
@GRAPH
@OUTPUT
def query(sparql: str | None, named: str | None, file: str | None, list_: bool, format_: str, graph: str, output: str | None) -> None:
    """Ask the graph in SPARQL; the prefixes of the ontology need not be declared.

    \b
    Example:
      kg query --list
      kg query --named revenue
      kg query 'SELECT ?name WHERE { ?p a kg:Analyst ; rdfs:label ?name }' --format csv
      kg query -f ours.rq --graph archive/graph.nq
    """
    if list_:
        _list_queries()
        return
    if sum(given is not None for given in (sparql, named, file)) != 1:
        raise click.UsageError("give one of: SPARQL, --named NAME, -f FILE.rq (or --list).")
    text = _from_file(file) if file else sparql if sparql is not None else _named_text(str(named))
    from kg.query import query as ask
    from kg.query import render

    emit([render(ask(graph, text), format_)], output)


def _list_queries() -> None:
    from kg.query import named

    width = max(map(len, named()))
    for name, entry in named().items():
        click.echo(f"{name:{width}}  {entry.question}")


def _named_text(name: str) -> str:
    from kg.query import named_query

    return named_query(name).text


def _from_file(path: str) -> str:
    from kg.errors import KgError

    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"cannot read the query {path}: {getattr(error, 'strerror', None) or error}", "-f takes a text file with one query") from error


COMMANDS = (query,)
