"""Commands that question the graph."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
