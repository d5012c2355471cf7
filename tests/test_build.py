"""The build: one bad document never loses the others, whatever is bad about it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import Failure, attempt, build, read_all
from kg.errors import KgError
from kg.read import Source, sources
from kg.types import Meta, Reading


def dies(source: Source, meta: Meta | None) -> Reading | Failure:
    """What a worker does that meets a document which kills it."""
    if "cfo" in source.name:
        os._exit(9)
    return attempt(source, meta)


def test_a_dying_worker_takes_one_document_with_it(examples: Path) -> None:
    readings, failures = read_all(sources([examples]), jobs=2, read=dies)
    assert len(readings) == 5
    assert [failure.name for failure in failures] == ["northwind-cfo-news.txt"]
    assert "died" in failures[0].message


def test_a_defect_is_contained_and_reported(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> Reading:
        raise ZeroDivisionError("of a rule")

    monkeypatch.setattr(sys.modules["kg.build"], "facts", broken)
    report = build([examples / "northwind-cfo-news.txt"])
    assert not report.readings
    assert "ZeroDivisionError: of a rule" in report.failures[0].message
    assert "report" in report.failures[0].hint


def test_any_number_of_workers_reads_the_same(examples: Path) -> None:
    found = sources([examples])
    alone, _ = read_all(found, jobs=1)
    together, _ = read_all(found[::-1], jobs=3)
    assert alone == together


def test_progress_is_told(examples: Path) -> None:
    told: list[str] = []
    read_all(sources([examples]), advance=told.append)
    assert sorted(told) == sorted(path.name for path in examples.iterdir())


def test_the_report_holds_every_document_and_failure(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    report = build([examples, tmp_path / "empty.txt"], tmp_path / "out")
    written = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert written["totals"] == report.totals
    assert len(written["documents"]) == 6 and [entry["path"] for entry in written["failed"]] == ["empty.txt"]
    assert all(merge["reason"] for merge in written["merges"])


def test_a_build_does_not_read_what_the_last_one_wrote(tmp_path: Path, examples: Path) -> None:
    (tmp_path / "call.txt").write_bytes((examples / "northwind-2025q1-call.txt").read_bytes())
    first = build([tmp_path], tmp_path / "outputs")
    second = build([tmp_path], tmp_path / "outputs")
    assert first.totals == second.totals and not second.failures


def test_a_build_and_a_query_need_no_network(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert build([examples], tmp_path).query("ASK { ?s a kg:Company }").rows == [(True,)]


def always_dies(source: Source, meta: Meta | None) -> Reading | Failure:
    """What a worker does on a machine where nothing works."""
    os._exit(9)


def test_workers_that_always_die_are_given_up(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kg.build"], "_DEATHS", 1)
    with pytest.raises(KgError, match="keep dying"):
        read_all(sources([examples]), jobs=2, read=always_dies)


def test_a_plain_script_may_use_workers(examples: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import kg\nprint(kg.build([{str(examples)!r}], jobs=2).totals['documents'])\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=True)
    assert (done.stdout, done.stderr) == ("6\n", "")
