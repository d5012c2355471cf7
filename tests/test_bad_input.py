"""Bad input: one clear line that says what, where and what next; exit code 1 (2 for usage); the other documents are built."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

GOOD = """LONDON, July 24 (Ledger Wire) - Alder Bank Plc said on Thursday that net income rose 12 percent to $41 million in the second quarter.
Revenue was $320 million, compared with $290 million a year earlier, Chief Executive Jane Hollis said.
"""


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs ``kg`` in an empty folder that holds one good document, good.txt."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def said(result: Result, code: int, *words: str) -> None:
    """Exit code, no traceback, and a message of a line and a hint that holds ``words``."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    message = result.stderr.strip()
    assert message and all(word in message for word in words), message


def test_a_missing_path(kg: Callable[..., Result]) -> None:
    said(kg("build", "nowhere.txt"), 1, "nowhere.txt")


def test_a_folder_without_documents(kg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said(kg("build", "empty"), 1, "empty")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
    ],
)
def test_a_file_that_is_no_document_and_one_that_is(kg: Callable[..., Result], tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    said(kg("build", name, "good.txt"), 1, name)
    report = json.loads((tmp_path / "outputs" / "report.json").read_text(encoding="utf-8"))
    assert [entry["path"] for entry in report["failed"]] == [name]
    assert report["totals"]["documents"] == 1


def test_bytes_of_no_known_encoding_are_read_or_refused_but_never_dropped(kg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(GOOD.encode() + b"caf\xe9 \x81\x8d\x9d na\xefve\n")
    result = kg("build", "odd.txt", "good.txt")
    report = json.loads((tmp_path / "outputs" / "report.json").read_text(encoding="utf-8"))
    assert len(report["failed"]) + report["totals"]["documents"] == 2
    assert result.exit_code == (1 if report["failed"] else 0)


def test_a_file_of_more_than_50_megabytes(kg: Callable[..., Result], tmp_path: Path) -> None:
    with open(tmp_path / "huge.txt", "wb") as file:
        file.truncate(50_000_001)
    said(kg("build", "huge.txt", "good.txt"), 1, "huge.txt")


def test_a_document_without_a_single_fact_has_a_note(kg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("The sea was grey and so was I.\nNobody came to the pier that day.\n", encoding="utf-8")
    result = kg("build", "poem.txt")
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "outputs" / "report.json").read_text(encoding="utf-8"))
    (entry,) = report["documents"]
    assert entry["facts"] or entry["notes"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'say "hi"', "two\nlines", "\u202egnp.exe", "a'b`c$(d)", "…", "%2e%2e"])
def test_hostile_file_names(kg: Callable[..., Result], tmp_path: Path, name: str) -> None:
    if "/" in name:
        name = name.replace("/", "")
    try:
        (tmp_path / f"{name}.txt").write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses the name")
    result = kg("build", f"{name}.txt")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "outputs" / "graph.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page


def test_hostile_names_in_the_text(kg: Callable[..., Result], tmp_path: Path) -> None:
    text = GOOD.replace("Jane Hollis", "Jane </script><script>alert(1)</script> O'Hollis\u202e").replace("Alder Bank", 'Alder "Bank\\')
    (tmp_path / "hostile.txt").write_text(text, encoding="utf-8")
    result = kg("build", "hostile.txt")
    assert result.exit_code == 0, result.output
    assert "<script>alert(1)" not in (tmp_path / "outputs" / "graph.html").read_text(encoding="utf-8")
    said_ = kg("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert said_.exit_code == 0, said_.output


def test_an_output_folder_that_is_a_file(kg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("here already", encoding="utf-8")
    said(kg("build", "good.txt", "-o", "taken"), 1, "taken")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "here already"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output_folder(kg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "sealed").mkdir(mode=0o500)
    said(kg("build", "good.txt", "-o", "sealed"), 1, "sealed")


def test_a_previous_output_is_never_half_overwritten(kg: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kg("build", "good.txt").exit_code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "outputs").iterdir()}

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.view.render", full)
    (tmp_path / "more.txt").write_text(GOOD.replace("320", "330"), encoding="utf-8")
    said(kg("build", "good.txt", "more.txt"), 1, "No space left on device")
    assert {path.name: path.read_bytes() for path in (tmp_path / "outputs").iterdir()} == before


def test_an_unknown_format(kg: Callable[..., Result]) -> None:
    said(kg("build", "good.txt", "--format", "docx"), 1, "docx", "ttl")


def test_statements_about_one_document_and_two_documents(kg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text(GOOD, encoding="utf-8")
    said(kg("build", "good.txt", "more.txt", "--company", "Alder Bank"), 1, "--company")


def test_wrong_usage_is_exit_code_2(kg: Callable[..., Result]) -> None:
    said(kg("build"), 2, "PATH")
    said(kg("biuld", "good.txt"), 2, "build")
    said(kg("build", "good.txt", "--jobs", "many"), 2, "--jobs")


@pytest.mark.parametrize("query", ["SELECT ?s WHERE { ?s ?p", "DROP EVERYTHING", "SELECT ?s WHERE { ?s nosuch:thing ?o }"])
def test_a_malformed_query(kg: Callable[..., Result], query: str) -> None:
    assert kg("build", "good.txt").exit_code == 0
    said(kg("query", query), 1, "SPARQL, line 1")


def test_an_unknown_named_query(kg: Callable[..., Result]) -> None:
    assert kg("build", "good.txt").exit_code == 0
    said(kg("query", "--named", "segments-that-shrink"), 1, "segments-that-shrink", "did you mean segments-that-shrank")


def test_a_query_before_any_build(kg: Callable[..., Result]) -> None:
    said(kg("query", "SELECT * WHERE { ?s ?p ?o }"), 1, "kg build")


@pytest.mark.parametrize("command", [["score", "nowhere", "good.txt"], ["diff", "nowhere.jsonl", "good.txt"], ["text", "nowhere.txt"]])
def test_missing_files_of_other_commands(kg: Callable[..., Result], command: list[str]) -> None:
    said(kg(*command), 1, "nowhere")


def test_a_facts_file_that_is_none(kg: Callable[..., Result]) -> None:
    said(kg("diff", "good.txt", "good.txt"), 1, "good.txt, line 1")


def test_a_view_before_any_build(kg: Callable[..., Result]) -> None:
    said(kg("view"), 1, "kg build")


def test_a_view_of_somebody_unknown(kg: Callable[..., Result]) -> None:
    said(kg("view", "good.txt", "--focus", "Zephyr Nobody"), 1, "Zephyr Nobody")


def test_check_goes_on_past_a_document_that_cannot_be_read(kg: Callable[..., Result], tmp_path: Path) -> None:
    assert kg("build", "good.txt").exit_code == 0
    (tmp_path / "bad.txt").write_bytes(b"")
    result = kg("check", "bad.txt", "good.txt")
    said(result, 1, "bad.txt")
    assert "coverage: good.txt" in result.stdout
