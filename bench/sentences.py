"""How well numbers are read at large: a labelled draw of sentences from many documents and house styles.

    python bench/sentences.py FOLDER [--half dev|blind] [--under news] [--show number|metric|subject|period|status|basis] [--jobs N]

FOLDER is the corpus that ``bench/labels/sentences.jsonl`` names: one line a sentence drawn at random among those that hold a number
(``path``, ``start``, ``end``), with every observation that a reader found in it (fields as in FACTS; ``of`` is "C" for the reporting company, else
"Type:Name"). The readers knew the annotation guide and not the rules. Rules may be learned from the development half alone; of the blind half only the
figures are looked at.

Prints, a half: precision and recall of numbers, of numbers with their metric, and of numbers with metric and subject (the strict figure); and how many
of these have the right period, status and basis. Numbers and metrics are compared as ``kg score`` does; subjects by the words of their names.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import click

from kg.agree import match, same_metric, same_number, same_sign
from kg.errors import KgError
from kg.facts import facts
from kg.jsonl import lines
from kg.read import read

Row = dict[str, Any]
LABELS = Path(__file__).parent / "labels" / "sentences.jsonl"
_COMMON = frozenset(
    "segment business division unit the our its of and product revenue sale service group customer client portfolio market operation platform line category inc corp corporation ltd company co plc brand region solution in for a share stock".split()
)
_PLACES = {"us": "united state", "usa": "united state", "uk": "united kingdom", "chinese": "china", "canadian": "canada", "european": "europe", "american": "america", "indian": "india", "german": "germany", "french": "france", "japanese": "japan", "british": "united kingdom", "brazilian": "brazil", "mexican": "mexico", "asian": "asia", "australian": "australia"}  # fmt: skip
STEPS = ("number", "metric", "subject")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", type=click.Choice(["dev", "blind"]), help="Only this half.")
@click.option("--under", default="", help="Only documents whose path begins so.")
@click.option("--show", type=click.Choice([*STEPS, "period", "status", "basis"]), help="Print what is wrong in the development half.")
@click.option("--jobs", default=1, help="Processes.")
def main(folder: Path, half: str | None, under: str, show: str | None, jobs: int) -> None:
    """Score the labelled sentences of FOLDER."""
    sentences = [row for row in map(json.loads, LABELS.open(encoding="utf-8")) if row["path"].startswith(under)]
    sentences = [row for row in sentences if row["half"] == (half or ("dev" if show else row["half"]))]
    paths = sorted({row["path"] for row in sentences})
    with ProcessPoolExecutor(jobs) as pool:
        found = dict(zip(paths, pool.map(read_document, [folder] * len(paths), paths), strict=True))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sentences:
        wrong = _judge(counts[row["half"]], row, found[row["path"]])
        if show and wrong[show]:
            print(f"\n{row['path']} [{row['start']}:{row['end']}] {found[row['path']]['text'][row['start'] : row['end']]!r}")
            print("\n".join(wrong[show]))
    for name, count in sorted(counts.items(), reverse=True):
        print("\n".join(_report(name, count)))


def read_document(folder: Path, path: str) -> Row:
    """The text of a document, its company and its observations."""
    try:
        reading = facts(read(folder / path, root=folder))
    except KgError as error:
        raise SystemExit(str(error)) from error
    rows = [json.loads(line) for line in lines([reading])]
    entities = {row["id"]: row for row in rows if row["kind"] == "entity"}
    observations = [{**row, "of": entities[row["of"]]} for row in rows if row["kind"] == "observation"]
    return {"text": reading.document.text, "company": reading.company, "observations": observations}


def _judge(count: Counter[str], row: Row, found: Row) -> dict[str, list[str]]:
    """Counts what is right in one sentence; what is wrong, a step."""
    gold = row["observations"]
    own = [o for o in found["observations"] if row["start"] <= o["start"] < row["end"]]
    count["sentences"] += 1
    count["gold"] += len(gold)
    count["found"] += len(own)
    same = steps(found["company"])
    wrong: dict[str, list[str]] = defaultdict(list)
    for step in STEPS:
        right, missed, extra = match(gold, own, same[step])
        count[step] += right
        wrong[step] = [f"  label {_shown(g)}" for g in missed] + [f"  read  {_shown(o)}" for o in extra]
    for g in gold:
        o = next((o for o in own if same["subject"](g, o)), None)
        for slot in ("period", "status", "basis"):
            if o is not None and (want := g.get(slot)) is not None:
                count[f"{slot} stated"] += 1
                count[slot] += _key(o.get(slot)) == _key(want)
                if _key(o.get(slot)) != _key(want):
                    wrong[slot] += [f"  label {_shown(g)}", f"  read  {_shown(o)}"]
    return wrong


def _key(value: str | None) -> str | None:
    """A slot's value; the year of a country or a market is written "2004" by the readers and "2004-FY" by FACTS."""
    return f"{value}-FY" if value is not None and re.fullmatch(r"\d{4}", value) else value


def steps(company: str | None) -> dict[str, Callable[[Row, Row], bool]]:
    def metric(g: Row, o: Row) -> bool:
        return same_number(g, o) and same_metric(g, o)

    def subject(g: Row, o: Row) -> bool:
        return metric(g, o) and same_sign(g, o) and _same_subject(g["of"], o["of"], company)

    return {"number": same_number, "metric": metric, "subject": subject}


def _same_subject(label: str, entity: Row, company: str | None) -> bool:
    if label == "C":
        return company is not None and entity["id"] == company
    words = _words(label.partition(":")[2])
    for name in (entity["name"], *entity.get("aliases", ())):
        other = _words(name)
        if words and other and len(words & other) / max(len(words), len(other)) >= 0.5:
            return True
    return False


def _words(name: str) -> frozenset[str]:
    """The words that tell a name from others."""
    plain = re.sub(r"'s\b", "", name.lower().replace("\u2019", "'").replace(".", ""))
    words = [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in re.findall(r"[a-z0-9]+", plain)]
    kept = [w for w in words if w not in _COMMON] or words
    return frozenset(part for w in kept for part in _PLACES.get(w, w).split())


def _shown(row: Row) -> str:
    of = row["of"] if isinstance(row["of"], str) else f"{row['of']['type']}:{row['of']['name']}"
    kept = {k: v for k, v in row.items() if k not in ("kind", "doc", "start", "end", "of", "by", "confidence")}
    return f"{of} {json.dumps(kept, ensure_ascii=False)}"


def _report(half: str, count: Counter[str]) -> Iterator[str]:
    yield f"{half}: {count['sentences']} sentences, {count['gold']} labelled observations, {count['found']} read"
    for step in STEPS:
        yield f"  {step:8s} P {count[step] / max(1, count['found']):.3f}  R {count[step] / max(1, count['gold']):.3f}"
    for slot in ("period", "status", "basis"):
        yield f"  {slot:8s} {count[slot] / max(1, count[f'{slot} stated']):.3f} of the {count[f'{slot} stated']} labelled ones that are right so far"


if __name__ == "__main__":
    main()
