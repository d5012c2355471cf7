"""Commands that show: view, explain, styles, metrics, doctor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg.commands.options import JOBS, read_or_report


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="Page to write (default: outputs/graph.html), or to open when no PATH is named.")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@click.option("--focus", metavar="NAME", help="Open on the neighbourhood of a company, person or segment.")
@click.option("--hops", type=click.IntRange(min=0), metavar="N", default=2, show_default=True, help="How far the neighbourhood of --focus reaches.")
@click.option("--doc", "docs", metavar="ID", multiple=True, help="Only this document; repeatable.")
@click.option("--max-nodes", type=click.IntRange(min=1), metavar="N", help="Draw no more nodes at once.")
@click.option("--positions", metavar="FILE", help="Keep the places of an earlier page: read from FILE when it is there, then written.")
@click.option("--static", is_flag=True, help="A still picture (SVG) instead of a page; needs no browser.")
@JOBS
def view(
    paths: Sequence[str],
    output: str | None,
    open_: bool,
    focus: str | None,
    hops: int,
    docs: tuple[str, ...],
    max_nodes: int | None,
    positions: str | None,
    static: bool,
    jobs: int,
) -> None:
    """Draw the graph of documents as one offline page; without PATH, open the page of the last build.

    \b
    Example:
      kg view --open
      kg view calls/ --focus "Northwind Robotics" --hops 1 --open
      kg view calls/ --static -o graph.svg
      kg view calls/ --positions calls/places.json
    """
    from kg.errors import KgError
    from kg.output import write_file

    page = Path(output or ("outputs/graph.svg" if static else "outputs/graph.html"))
    good = True
    if paths:
        from kg.resolve import resolve
        from kg.view import MAX_NODES, render, svg

        readings, good = read_or_report(paths, jobs, None)
        draw = svg if static else render
        limit = max_nodes or (400 if static else MAX_NODES)
        kept = Path(positions) if positions else None
        if not readings:
            raise SystemExit(1)
        write_file(page, [draw(readings, resolve(readings), focus=focus, hops=hops, docs=docs or None, max_nodes=limit, cache=kept)])
        click.echo(page)
    elif focus or docs or static or max_nodes or positions:
        raise click.UsageError("--focus, --doc, --static, --positions and --max-nodes draw anew: name the documents (PATH...).")
    elif not page.is_file():
        raise KgError(f"no page at {page}", "build one first: kg build PATH... (or: kg view PATH...)")
    elif not open_:
        click.echo(page)
    if open_:
        click.launch(page.resolve().as_uri())
    if not good:
        raise SystemExit(1)


@click.command()
@click.argument("path", metavar="FILE")
@click.argument("what", required=False)
def explain(path: str, what: str | None) -> None:
    """Show facts beside their text: evidence, speaker, rule and the mentions each was built from.

    WHAT is an offset into the text, an entity id, or words of the evidence, metric or name; without it all facts are shown.

    \b
    Example:
      kg explain call.txt "free cash flow"
      kg explain call.txt 1670
      kg explain call.txt e3
    """
    from kg.errors import KgError
    from kg.explain import explain as lines
    from kg.explain import find
    from kg.facts import facts
    from kg.read import load, sources

    shown = 0
    for source in sources([path]):
        reading = facts(load(source))
        for fact in find(reading, what):
            click.echo("\n".join([*lines(reading, fact), ""]))
            shown += 1
    if not shown:
        raise KgError(f"no fact in {path} for {what!r}" if what else f"no fact in {path}", "all facts of a document: kg facts FILE")


@click.command()
@click.argument("path", metavar="[FILE]", required=False)
def styles(path: str | None) -> None:
    """List the house styles of transcripts and articles, or say which one reads FILE.

    \b
    Example:
      kg styles
      kg styles call.txt
    """
    from kg.styles import STYLES

    if path is None:
        width = max(len(style.NAME) for style in STYLES)
        for style in STYLES:
            click.echo(f"{style.NAME:{width}}  {'; '.join(style.MARKS)}")
        return
    from kg.read import load, sources
    from kg.segment import segment

    for source in sources([path]):
        layout = segment(load(source))
        click.echo(f"{source.name}: {layout.style} ({len(layout.turns)} turns, {len(layout.participants)} participants)")
        for note in layout.notes:
            click.echo(f"  {note.message}")


@click.command()
@click.argument("word", required=False)
def metrics(word: str | None) -> None:
    """List the metric vocabulary: id, unit, kind, and how each metric is spoken.

    \b
    Example:
      kg metrics
      kg metrics margin
    """
    from kg.errors import KgError
    from kg.lexicon import table

    rows = {
        name: entry
        for name, entry in table("metrics").items()
        if word is None or word.casefold() in f"{name} {entry['label']} {' '.join(entry['spoken'])}".casefold()
    }
    if not rows:
        raise KgError(f"no metric for {word!r}", "the whole list: kg metrics")
    for name, entry in rows.items():
        click.echo(f"{name:44} {entry['unit']:9} {entry['kind']:6} {', '.join(entry['spoken'][:4])}")


@click.command()
def doctor() -> None:
    """Say what is installed and whether it works; exit code 1 when something needed is missing.

    \b
    Example:
      kg doctor
    """
    from kg.doctor import examine

    bad = False
    for finding in examine():
        mark = {True: "ok", False: "BAD", None: "-"}[finding.good]
        bad = bad or finding.good is False
        click.echo(f"{mark:4} {finding.name:16} {finding.state}")
    if bad:
        raise SystemExit(1)


COMMANDS = (view, explain, styles, metrics, doctor)
