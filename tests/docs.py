"""Pages that run: the console and Python blocks of README.md and examples/*.md, in a folder that holds examples/.

    python tests/docs.py         check all pages
    python tests/docs.py write   write today's output into the console blocks

A console block holds commands (``$ kg …``) and what they print; a line ``…`` stands for any lines, a trailing ``…`` for any rest of a line.
A Python block with ``>>>`` is a doctest.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "examples").glob("*.md")))
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run(command: str) -> str:
    """What ``kg …`` prints, errors included."""
    from click.testing import CliRunner

    from kg.cli import main

    name, *arguments = shlex.split(command, comments=True)
    assert name == "kg", f"only kg is run here, not {name}"
    return CliRunner().invoke(main, arguments).output


def commands(block: str) -> Iterator[tuple[str, str]]:
    """(command, what is printed under it) of a console block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def fits(printed: str, real: str) -> bool:
    """Whether ``real`` is what the page shows; ``…`` stands for anything, and the time a build took for any time."""
    wanted = re.sub(r"in \d+\.\d s\b", "in … s", printed.strip())
    pattern = re.sub(r"([\[*?])", r"[\1]", wanted).replace("…", "*")
    return fnmatchcase("\n".join(line.rstrip() for line in real.strip().splitlines()), pattern)


def check(page: Path) -> list[str]:
    """What is wrong on ``page``."""
    wrong: list[str] = []
    names: dict[str, object] = {}
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            for command, printed in commands(block):
                real = run(command)
                if not fits(printed, real):
                    wrong.append(f"$ {command}\n--- the page says\n{printed}--- it prints\n{real}")
        elif ">>>" in block:
            wrong += doctested(block, page.name, names)
    return wrong


def doctested(block: str, name: str, names: dict[str, object]) -> list[str]:
    """Failures of a Python block; what it defines stays in ``names`` for the blocks below it."""
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(block, names, name, name, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    return said


def write(page: Path) -> None:
    """Put today's output under the commands of ``page``, but where the page shows part of it on purpose (``…``)."""

    def renewed(match: re.Match[str]) -> str:
        if match[1] != "console":
            return match[0]
        parts = []
        for command, printed in commands(match[2]):
            real = "".join(f"{line.rstrip()}\n" for line in run(command).strip("\n").splitlines())
            parts.append(f"$ {command}\n{printed if '…' in printed and fits(printed, real) else real}")
        return f"```console\n{''.join(parts)}```"

    text = BLOCK.sub(renewed, page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    failed = False
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "examples", Path(folder) / "examples")
            with chdir(folder):
                if arguments == ["write"]:
                    write(page)
                for line in check(page):
                    failed = True
                    print(f"{page.name}: {line}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["COLUMNS"] = "100"
    raise SystemExit(main(sys.argv[1:]))
