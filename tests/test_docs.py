"""Pages and help cannot rot: every block of README.md and examples/*.md runs, every command is documented and has an example."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest

import docs
from kg.cli import main


@pytest.mark.parametrize("page", docs.PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_happens(page: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(root / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    wrong = docs.check(page)
    assert not wrong, "\n\n".join(wrong) + "\n(python tests/docs.py write)"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_and_an_example(name: str) -> None:
    command = main.commands[name]
    assert command.help and "Example:" in command.help and f"kg {name}" in command.help
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None) or parameter.name == "format_", parameter


def test_the_readme_lists_every_command(root: Path) -> None:
    listed = re.findall(r"^\| `kg (\w+)`", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == list(main.commands)


def test_the_examples_in_the_help_name_real_options() -> None:
    for name, command in main.commands.items():
        options = {flag for parameter in command.params for flag in parameter.opts}
        for line in re.findall(rf"^ +kg {name} (.*)$", command.help or "", re.MULTILINE):
            assert set(re.findall(r"(?<!\S)--?[a-z][\w-]*", line.split("|")[0])) <= options, line


def test_licences_are_there(root: Path) -> None:
    licence = (root / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence and "Version 2.0" in licence
    for vendored in (root / "kg").rglob("vendor/*.js"):
        others = [path.name.lower() for path in vendored.parent.iterdir()]
        assert any("licen" in name or "notice" in name for name in others), f"{vendored} stands without its licence"


def test_the_documents_speak_of_the_project_alone(root: Path) -> None:
    ours = [*docs.PAGES, root / "CONTRIBUTING.md", root / "CHANGELOG.md", root / "Makefile", *sorted((root / "kg").rglob("*.py"))]
    for path in ours:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(work|opt|root|tmp|home)/", text), path
