"""Commands that compare facts with gold, with each other and with their documents: score, diff."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kg.commands.options import JOBS


@click.command()
@click.argument("gold", metavar="GOLD_DIR")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--facts", "facts_file", metavar="FILE", help="Score this facts file instead of reading documents.")
@click.option("--show", metavar="KIND", help="List what was missed and what was too much, such as observation.3subject.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@JOBS
def score(gold: str, paths: Sequence[str], facts_file: str | None, show: str | None, as_json: bool, jobs: int) -> None:
    """Compare facts with facts annotated by hand: precision, recall and F1 of each kind.

    Documents are matched by the SHA-256 of their bytes; numbers must be equal as decimals. Precision is counted in the annotated region.

    \b
    Example:
      kg score examples/gold examples/
      kg score gold/ --facts outputs/facts.jsonl --show relation
    """
    import json

    from kg.errors import KgError
    from kg.jsonl import load
    from kg.score import listing, predict, read_gold, table
    from kg.score import score as compare

    if bool(paths) == bool(facts_file):
        raise click.UsageError("name either documents (PATH...) or a facts file (--facts FILE).")
    annotated = read_gold(gold)
    predicted = load(facts_file) if facts_file else predict(paths, jobs=jobs)
    result = compare(annotated, predicted)
    if show:
        if show not in result.scores:
            raise KgError(f"unknown kind to show: {show}", "one of: " + ", ".join(result.scores))
        click.echo("".join(f"{line}\n" for line in listing(result, show)), nl=False)
    click.echo(json.dumps(result.as_dict()) if as_json else table(result))


@click.command()
@click.argument("old", metavar="OLD.jsonl")
@click.argument("new", metavar="NEW.jsonl")
@click.option("--kind", metavar="KIND", help="Only facts of this kind.")
def diff(old: str, new: str, kind: str | None) -> None:
    """List the facts gained (+) and lost (-) between two facts files; moved spans and other ids do not count.

    \b
    Example:
      kg diff before.jsonl after.jsonl
      kg diff before.jsonl after.jsonl --kind observation
    """
    from kg.diff import diff as compare
    from kg.jsonl import load

    difference = compare(load(old), load(new), kind)
    for mark, lines in (("-", difference.lost), ("+", difference.gained)):
        for line in lines:
            click.echo(f"{mark} {line}")
    click.echo(f"{len(difference.gained)} gained, {len(difference.lost)} lost", err=True)


COMMANDS = (score, diff)
