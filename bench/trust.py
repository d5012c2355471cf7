"""Makes ``kg/data/trust.toml``: how often each way of reading a number was right on the development half of the labelled sentences.

    python bench/trust.py FOLDER [--jobs N] > kg/data/trust.toml

The rule of an observation names three ways: ``measure/role/about``. A role is right when the number is a labelled one; a measure when, besides, the
metric is; what it is about when the subject is. Each is counted among the observations that are right so far. ``--half blind`` prints instead, for each tenth of
confidence, how many observations of the blind half are right: whether the figures hold on sentences that they were not counted on.
"""

from __future__ import annotations

import json
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click
from sentences import LABELS, STEPS, Row, read_document, steps

from kg.agree import match

Counts = dict[str, dict[str, list[int]]]
_HEAD = """# How often each way of reading a number was right, and of how many: counted on labelled sentences by bench/trust.py, not by hand.
# role: the number is an observation; measure: among these the metric is right; about: among these the subject is right. "open" counts the measures
# of the open tail apart. Read by kg.extract.observations.trust.
"""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", type=click.Choice(["dev", "blind"]), default="dev")
@click.option("--jobs", default=1, help="Processes.")
def main(folder: Path, half: str, jobs: int) -> None:
    """Count the ways on the sentences of FOLDER."""
    sentences = [row for row in map(json.loads, LABELS.open(encoding="utf-8")) if row["half"] == half]
    paths = sorted({row["path"] for row in sentences})
    with ProcessPoolExecutor(jobs) as pool:
        found = dict(zip(paths, pool.map(read_document, [folder] * len(paths), paths), strict=True))
    judged = [pair for row in sentences for pair in _judged(row, found[row["path"]])]
    print(_table(_counts(judged)) if half == "dev" else _bands(judged))


def _judged(row: Row, found: Row) -> list[tuple[Row, int]]:
    """The observations read in a sentence, each with the number of steps that are right."""
    own = [o for o in found["observations"] if row["start"] <= o["start"] < row["end"]]
    same = steps(found["company"])
    extra = [{id(o) for o in match(row["observations"], own, same[step])[2]} for step in STEPS]
    return [(o, next((n for n, wrong in enumerate(extra) if id(o) in wrong), len(STEPS))) for o in own]


def _counts(judged: list[tuple[Row, int]]) -> Counts:
    counts: Counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for o, right in judged:
        ways = o["rule"].split("/")
        if len(ways) != 3:
            continue
        measure, role, about = ways
        kind = "open" if o["metric"].startswith("other:") else "measure"
        for n, (section, way) in enumerate((("role", role), (kind, measure), ("about", about))):
            if right >= n:
                counts[section][way][0] += right > n
                counts[section][way][1] += 1
    return counts


def _table(counts: Counts) -> str:
    lines = [_HEAD]
    for section in ("role", "measure", "open", "about"):
        lines.append(f"[{section}]")
        lines += [f'"{way}" = [{right}, {of}]' for way, (right, of) in sorted(counts[section].items())]
        lines.append("")
    return "\n".join(lines).rstrip()


def _bands(judged: list[tuple[Row, int]]) -> str:
    bands: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for o, right in judged:
        band = bands[int(float(o["confidence"]) * 10)]
        band[0] += right == len(STEPS)
        band[1] += 1
    return "\n".join(f"confidence {n / 10:.1f}–{(n + 1) / 10:.1f}: {right} of {of} right, {right / of:.0%}" for n, (right, of) in sorted(bands.items()))


if __name__ == "__main__":
    main()
