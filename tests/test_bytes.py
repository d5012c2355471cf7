"""Same input, same bytes: whatever the hash seed, the number of workers, the order of the paths."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

RUNS = [("0", "1", False), ("1", "2", True), ("4711", "3", False)]


def built(paths: list[Path], out: Path, seed: str, jobs: str) -> dict[str, str]:
    command = [sys.executable, "-m", "kg.cli", "build", *map(str, paths), "-o", str(out), "--jobs", jobs]
    for name in ("ttl", "html", "nq", "trig", "jsonld", "graphml", "csv"):
        command += ["--format", name]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=Path(__file__).parents[1])
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def test_same_bytes(examples: Path, tmp_path: Path) -> None:
    documents = sorted(path for path in examples.iterdir() if path.is_file())
    results = [
        built(documents[::-1] if backwards else documents, tmp_path / seed, seed, jobs) for seed, jobs, backwards in RUNS
    ]
    assert {"graph.ttl", "graph.html", "facts.jsonl", "report.json"} <= set(results[0])
    assert results[0] == results[1] == results[2]


def test_the_committed_demo_is_what_a_rebuild_gives(examples: Path, root: Path, tmp_path: Path) -> None:
    from kg.build import build
    from kg.view import svg

    report = build([examples], tmp_path)
    (tmp_path / "graph.svg").write_text(svg(report.readings, report.resolution), encoding="utf-8")
    for name in ("graph.ttl", "graph.html", "graph.svg"):
        assert (tmp_path / name).read_bytes() == (root / "outputs" / name).read_bytes(), f"{name}: run `make demo` and commit outputs/"
