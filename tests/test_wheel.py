"""What is installed works in any folder, outside the checkout: the wheel carries the ontology, the words and the page."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel and nothing else."""
    root, folder = Path(__file__).parents[1], tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=root, check=True, capture_output=True)
    (wheel,) = folder.glob("finkg-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_what_it_needs_and_no_more(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    root = Path(__file__).parents[1]
    for folder, inside in (("ontology", "kg/ontology"), ("kg/data", "kg/data"), ("kg/view", "kg/view")):
        carried = {path.relative_to(root / folder).as_posix() for path in (root / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        assert carried and {f"{inside}/{name}" for name in carried} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kg", "finkg"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_builds_and_answers_outside_the_checkout(installed: Path, examples: Path, tmp_path: Path) -> None:
    def kg(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(installed)}
        code = "import kg.cli; kg.cli.main()"
        done = subprocess.run([sys.executable, "-P", "-c", code, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    assert kg("build", str(examples)).startswith("6 documents")
    assert "Northwind" in kg("query", "--named", "revenue")
