"""What is installed and whether it works: for ``kg doctor`` and for bug reports."""

from __future__ import annotations

import platform
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from kg import __version__

_NAME = re.compile(r"[^A-Za-z0-9_.-]")  # ends the name in "rdflib>=7.6,<8"
_EXTRAS = {"selectolax": "html", "pypdfium2": "pdf", "pyarrow": "parquet", "shacl": "fast"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``good`` is None where it is optional and absent."""

    name: str
    state: str
    good: bool | None = True


def examine() -> Iterator[Finding]:
    """Python, finkg, its dependencies, the extras, the data it carries, and one sentence read from end to end."""
    yield Finding("python", platform.python_version(), sys.version_info >= (3, 11))
    yield Finding("finkg", __version__)
    for package in _dependencies():
        yield _package(package)
    for package, extra in _EXTRAS.items():
        found = _package(package)
        yield found if found.good else Finding(package, f"absent (optional: pip install 'finkg[{extra}]')", None)
    yield _ontology()
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "firefox"))), None)
    yield Finding("browser", browser or "none found on the path (the page opens in any)", True if browser else None)
    yield _reads()


def _dependencies() -> list[str]:
    """Names of the packages that finkg needs: as installed, or, run from a checkout, as its pyproject.toml says."""
    try:
        lines = requires("finkg") or []
    except PackageNotFoundError:
        project = Path(__file__).parents[1] / "pyproject.toml"
        lines = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"] if project.is_file() else []
    return [_NAME.split(line)[0] for line in lines if "extra ==" not in line]


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name))
    except PackageNotFoundError:
        return Finding(name, "missing (pip install finkg)", False)


def _ontology() -> Finding:
    from kg.assets import ontology

    count = sum(path.is_file() for path in ontology().rglob("*"))
    return Finding("ontology", f"{count} files" if count else "not found: reinstall finkg", bool(count))


def _reads() -> Finding:
    from kg.facts import facts
    from kg.output import counted
    from kg.types import Document

    text = "LONDON, May 6 (Ledger Wire) - Northwind Robotics Inc said on Tuesday that revenue rose 18 percent to $412.6 million.\n"
    reading = facts(Document("doctor", "doctor.txt", "0" * 64, text))
    return Finding("reading", f"{counted(len(reading.facts), 'fact')} in one sentence", bool(reading.facts))
