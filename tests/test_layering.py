"""Who may import whom, read from the source: data flows one way, and heavy libraries stay inside the functions that need them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the bottom up; a module may import from its own row and from rows above it in this list.
LAYERS = (
    {"types", "errors", "fold", "lexicon", "calendar", "vocab", "naming", "output", "terminal", "assets", "sentences", "concordance", "blanks"},
    {"read", "header", "styles", "participants", "segment", "coverage"},
    {"entities"},
    {"extract"},
    {"consistency"},
    {"facts"},
    {"resolve"},
    {"graph"},
    {"jsonl", "agree", "write", "network", "tables", "store", "query", "narrow", "check", "view", "explain", "diff", "formats", "rules"},
    {"build"},
    {"score", "doctor", "generate"},
    {"commands"},
    {"cli"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
FREE = {"kg.entities", "kg.naming"}  # words about names: readers and finders share them
HEAVY = ("rdflib", "networkx", "pyvis", "numpy", "scipy", "pyoxigraph", "pyshacl", "spacy", "pandas", "pyarrow")
NETWORK = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "ftplib", "smtplib", "asyncio"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "kg").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(module: str) -> str:
    return module.split(".")[1]


def test_every_module_has_a_layer() -> None:
    homeless = {part(name) for name, _ in modules() if name != "kg"} - set(RANK)
    assert not homeless, f"say in LAYERS where these stand: {sorted(homeless)}"


def test_data_flows_one_way() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules()
        if name != "kg"
        for other in imported(tree)
        if other.startswith("kg.") and part(other) in RANK and RANK[part(other)] > RANK.get(part(name), 0) and other not in FREE
    ]
    assert not wrong, wrong


def test_only_the_graph_mints_iris() -> None:
    minting = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("https://w3id.org/finkg/id/")
    }
    assert all(part(name) == "graph" for name in minting), minting


def test_nothing_speaks_to_a_network() -> None:
    speaking = [f"{name}: {other}" for name, tree in modules() for other in imported(tree) if other in NETWORK]
    assert not speaking, speaking


@pytest.mark.parametrize("module", ["kg", "kg.cli", "kg.facts"])
def test_imports_nothing_heavy(module: str) -> None:
    """Start-up is a list of imports, not a stopwatch: what ``kg --help`` and the fold load."""
    code = f"import {module}, sys; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    assert not set(HEAVY) & set(loaded)


def test_help_does_not_load_the_pipeline() -> None:
    code = "import kg.cli, sys; print(*[m for m in sys.modules if m.startswith('kg.')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    assert {part(name) for name in loaded} <= {"cli", "commands", "errors"}
