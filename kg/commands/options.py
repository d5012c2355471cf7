"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.types import Reading

PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
JOBS = click.option("--jobs", type=click.IntRange(min=0), metavar="N", default=1, show_default=True, help="Worker processes; 0 means one a core.")
OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of the screen; replaced whole or not at all.")


def stated(command: Callable[..., Any]) -> Callable[..., Any]:
    """Facts about a single document that win over its text; the command receives them as ``meta``."""

    @click.option("--company", help="Company that the (single) document reports on.")
    @click.option("--ticker", help="Its ticker.")
    @click.option("--period", help="Its fiscal period, such as 2021-Q1.")
    @click.option("--date", help="Its date, such as 2021-05-07.")
    @wraps(command)
    def wrapped(*args: Any, company: str | None, ticker: str | None, period: str | None, date: str | None, **rest: Any) -> Any:
        from kg.types import Meta

        return command(*args, meta=Meta(company=company, ticker=ticker, period=period, date=date), **rest)

    return wrapped


def emit(chunks: Any, output: str | None) -> None:
    """Print ``chunks`` or write them to the file ``output``."""
    if output:
        from kg.output import write_file

        write_file(output, chunks)
        return
    for chunk in chunks:
        click.echo(chunk, nl=False)


def read_or_report(paths: Sequence[str], jobs: int, meta: Any) -> tuple[tuple[Reading, ...], bool]:
    """The readings of ``paths``, and whether all could be read; each failure is one line on stderr. Shows a progress bar on a terminal."""
    from kg.build import read_all
    from kg.read import sources
    from kg.terminal import progress

    found = sources(paths)
    with progress("reading", len(found)) as advance:
        readings, failures = read_all(found, jobs=jobs, meta=meta, advance=advance)
    complain(failures)
    return readings, not failures


def complain(failures: Sequence[Any]) -> None:
    """One line on stderr for each failure, and what to do next under it."""
    for failure in failures:
        click.echo(f"kg: {failure.message}", err=True)
        if failure.hint:
            click.echo(f"    {failure.hint}", err=True)
