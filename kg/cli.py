"""The command ``kg``. Errors that a user can act on are one line and a hint on stderr, exit code 1; wrong usage is exit code 2."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from kg import __version__
from kg.commands import ask, judge, look, make
from kg.errors import KgError


class Group(click.Group):
    """Shows a KgError as a line and a hint, and keeps the commands in the order in which they are used."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise _Shown(error) from error
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(141) from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click asks so)
        return list(self.commands)


class _Shown(click.ClickException):
    def __init__(self, error: KgError) -> None:
        super().__init__(error.message)
        self.error = error

    def show(self, file: Any = None) -> None:  # noqa: ARG002 (click asks so)
        click.echo(f"kg: {self.error.message}", err=True)
        if self.error.hint:
            click.echo(f"    {self.error.hint}", err=True)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """A knowledge graph of finance from earnings calls and news articles.

    Every fact carries the exact characters that prove it. No network, no model, no server.

    \b
    Example:
      kg build calls/ -o outputs/      read a folder, write graph.ttl and graph.html
      kg query --named revenue
      kg view --open
    """


for _module in (make, ask, look, judge):
    for _command in _module.COMMANDS:
        main.add_command(_command)

if __name__ == "__main__":
    main(prog_name="kg")
