"""Facts against gold: precision, recall and F1 of each kind, and how often each slot of a matched observation is right.

Gold is one file a document in the facts format (``id`` instead of ``doc``, ``region`` and ``doubt`` lines besides). Documents are matched
by the SHA-256 of their bytes, entities by a shared name or alias, facts greedily in file order, numbers as exact decimals. Precision
counts only predictions whose evidence starts in the annotated region. Observations are judged at four depths, each on top of the last:
the number, the metric, the subject with its sign, the period with its status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from kg.agree import decimal, match, overlap, plain, same_metric, same_number, same_sign
from kg.errors import KgError
from kg.jsonl import Line, dump, lines, load

_LEGAL = re.compile(
    r"\b(inc|corp|corporation|ltd|limited|llc|plc|co|company|group|holdings?|the|sa|ag|nv|se|securities|capital markets|research|partners)\b"
)
_SYMMETRIC = ("competitorOf", "partnerOf")
_SLOTS = ("period", "status", "basis", "prior", "bound", "accounting", "by", "changeUnit")


class Sheet:
    """The facts of one document by kind, with the names of its entities and the region that was annotated."""

    def __init__(self, rows: Iterable[Line]) -> None:
        self.rows: defaultdict[str, list[Line]] = defaultdict(list)
        for row in rows:
            self.rows[row["kind"]].append(row)
        self.entities: dict[str, Line] = {row["id"]: row for row in self.rows["entity"]}
        self.names: dict[str, set[str]] = {key: _names(row) for key, row in self.entities.items()}
        region = self.rows["region"]
        self.region = range(region[0]["start"], region[0]["end"]) if region else range(10**12)

    def of_type(self, type_: str) -> list[str]:
        return [key for key, row in self.entities.items() if row["type"] == type_]


@dataclass(slots=True)
class Tally:
    """How many were found, predicted and annotated."""

    found: int = 0
    predicted: int = 0
    gold: int = 0

    def as_dict(self) -> dict[str, float | int]:
        """P, R and F1 rounded to four places, and the counts."""
        p = self.found / self.predicted if self.predicted else 0.0
        r = self.found / self.gold if self.gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"P": round(p, 4), "R": round(r, 4), "F1": round(f1, 4), "tp": self.found, "pred": self.predicted, "gold": self.gold}


@dataclass(slots=True)
class Score:
    """The figures of a comparison. ``missed`` and ``extra`` hold (document, line) by kind; ``missing`` the gold documents without facts."""

    scores: dict[str, Tally] = field(default_factory=dict)
    slots: dict[str, list[int]] = field(default_factory=dict)  # right, of
    missed: dict[str, list[tuple[str, Line]]] = field(default_factory=dict)
    extra: dict[str, list[tuple[str, Line]]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain figures: ``scores``, ``slots`` (shares, None where nothing was annotated), ``missing``."""
        slots = {name: round(right / of, 4) if of else None for name, (right, of) in sorted(self.slots.items())}
        return {"scores": {name: tally.as_dict() for name, tally in sorted(self.scores.items())}, "slots": slots, "missing": self.missing}

    def add(self, kind: str, doc: str, outcome: tuple[int, list[Line], list[Line]], predicted: int, gold: int) -> None:
        """Count one document's outcome (found, missed lines, extra lines) under ``kind``."""
        tally = self.scores.setdefault(kind, Tally())
        found, missed, extra = outcome
        tally.found += found
        tally.predicted += predicted
        tally.gold += gold
        self.missed.setdefault(kind, []).extend((doc, row) for row in missed)
        self.extra.setdefault(kind, []).extend((doc, row) for row in extra)

    def slot(self, name: str, right: int, of: int = 1) -> None:
        counts = self.slots.setdefault(name, [0, 0])
        counts[0] += right
        counts[1] += of


def read_gold(folder: str | Path) -> dict[str, tuple[str, Sheet]]:
    """SHA-256 of a document -> (name of its gold file, its sheet). Raises KgError when there is no gold in ``folder``."""
    found: dict[str, tuple[str, Sheet]] = {}
    for path in sorted(Path(folder).glob("*.jsonl")):
        rows = load(path)
        documents = [row for row in rows if row["kind"] == "document" and "sha256" in row]
        if not documents:
            raise KgError(f"{path}: no document line with a sha256", "gold starts with a line of kind document that names the bytes it annotates")
        found[documents[0]["sha256"]] = (path.stem, Sheet(rows))
    if not found:
        raise KgError(f"no gold in {folder}: no .jsonl file there", "try: kg score examples/gold examples/")
    return found


def predict(paths: Sequence[str | Path], jobs: int = 1) -> list[Line]:
    """The facts of the documents under ``paths``, as ``kg facts`` would write them. Documents that cannot be read have none."""
    import json

    from kg.build import read_all
    from kg.read import sources

    readings, _ = read_all(sources(paths), jobs=jobs)
    return [json.loads(line) for line in lines(readings)]


def score(gold: dict[str, tuple[str, Sheet]], predicted: Iterable[Line]) -> Score:
    """Compare all gold documents with ``predicted``, the objects of a facts file."""
    by_document: defaultdict[str, list[Line]] = defaultdict(list)
    for row in predicted:
        by_document[row["doc"]].append(row)
    sheets = {row["sha256"]: rows for rows in by_document.values() for row in rows if row["kind"] == "document"}
    result = Score()
    for sha, (name, sheet) in gold.items():
        if sha not in sheets:
            result.missing.append(name)
        _compare(result, name, sheet, Sheet(sheets.get(sha, ())))
    return result


def table(result: Score) -> str:
    """The figures as lines of text."""
    figures = result.as_dict()
    rows = [
        f"{kind:40s} P {v['P']:.3f} R {v['R']:.3f} F1 {v['F1']:.3f}  ({v['tp']} of {v['pred']} predicted, {v['gold']} gold)"
        for kind, v in figures["scores"].items()
    ]
    rows += [f"{name:40s} {'-' if share is None else format(share, '.3f')}" for name, share in figures["slots"].items()]
    if result.missing:
        rows.append("documents without facts: " + ", ".join(result.missing))
    return "\n".join(rows)


def listing(result: Score, kind: str) -> Iterator[str]:
    """What was missed and what was too much in ``kind``, a line each."""
    for word, found in (("MISS ", result.missed), ("EXTRA", result.extra)):
        for name, row in found.get(kind, ()):
            yield f"{name} {word} {dump(row)}"


def _compare(result: Score, name: str, gold: Sheet, found: Sheet) -> None:
    for type_ in ("Person", "Company"):
        _entities(result, name, type_, gold, found)
    same = _matcher(gold, found)
    for kind, organisation in (("analyst", "broker"), ("role", "org")):
        g, p = gold.rows[kind], found.rows[kind]
        ok = partial(_same_post, organisation, same)
        result.add(kind, name, match(g, p, ok), len(p), len(g))
    _relations(result, name, gold, found, same)
    _observations(result, name, gold, found, same)
    g, p = gold.rows["exchange"], _in_region(gold, found.rows["exchange"])
    result.add("exchange", name, match(g, p, lambda x, y: overlap(x, y) and _same_floor(x, y, same)), len(p), len(g))


def _entities(result: Score, name: str, type_: str, gold: Sheet, found: Sheet) -> None:
    """A gold entity is found when exactly one predicted entity shares a name with it, and that one shares none with another gold entity."""
    ours, theirs = gold.of_type(type_), found.of_type(type_)
    hits = {key: [other for other in theirs if gold.names[key] & found.names[other]] for key in ours}
    right = [key for key in ours if len(hits[key]) == 1 and sum(hits[key][0] in other for other in hits.values()) == 1]
    taken = {other for some in hits.values() for other in some}
    missed = [gold.entities[key] for key in ours if key not in right]
    extra = [found.entities[other] for other in theirs if other not in taken]
    result.add("entity." + type_, name, (len(right), missed, extra), len(theirs), len(ours))
    shared = sum(len(gold.names[key] & found.names[hits[key][0]]) for key in ours if hits[key])
    result.slot("alias." + type_, shared, sum(len(gold.names[key]) for key in ours))


def _relations(result: Score, name: str, gold: Sheet, found: Sheet, same: Callable[[Any, Any], bool]) -> None:
    def ok(x: Line, y: Line) -> bool:
        if x["predicate"] != y["predicate"]:
            return False
        straight = same(x["subject"], y["subject"]) and same(x["object"], y["object"])
        return straight or (x["predicate"] in _SYMMETRIC and same(x["subject"], y["object"]) and same(x["object"], y["subject"]))

    g, p = _unique(gold.rows["relation"]), _unique(_in_region(gold, found.rows["relation"]))
    result.add("relation", name, match(g, p, ok), len(p), len(g))
    for predicate in sorted({row["predicate"] for row in g + p}):
        some_g = [row for row in g if row["predicate"] == predicate]
        some_p = [row for row in p if row["predicate"] == predicate]
        result.add("relation." + predicate, name, match(some_g, some_p, ok), len(some_p), len(some_g))


def _observations(result: Score, name: str, gold: Sheet, found: Sheet, same: Callable[[Any, Any], bool]) -> None:
    def number(x: Line, y: Line) -> bool:
        return overlap(x, y) and same_number(x, y)

    def metric(x: Line, y: Line) -> bool:
        return number(x, y) and same_metric(x, y) and (x.get("shareOf") is None) == (y.get("shareOf") is None)

    def subject(x: Line, y: Line) -> bool:
        return metric(x, y) and same(x["of"], y["of"]) and same_sign(x, y)

    def whole(x: Line, y: Line) -> bool:
        return subject(x, y) and x.get("status") == y.get("status") and x.get("period") in (None, y.get("period"))

    g, p = gold.rows["observation"], _in_region(gold, found.rows["observation"])
    for kind, ok in (("1number", number), ("2metric", metric), ("3subject", subject), ("4period+status", whole)):
        result.add("observation." + kind, name, match(g, p, ok), len(p), len(g))
    known_g, known_p = ([row for row in rows if not row["metric"].startswith("other:")] for rows in (g, p))
    result.add("observation.3subject.known-metrics", name, match(known_g, known_p, subject), len(known_p), len(known_g))
    for row in g:
        other = next((y for y in p if subject(row, y)), None)
        for slot in _SLOTS if other is not None else ():
            if row.get(slot) is not None:
                result.slot("slot." + slot, _same_slot(slot, row[slot], (other or {}).get(slot), same))


def _same_slot(slot: str, gold: Any, found: Any, same: Callable[[Any, Any], bool]) -> bool:
    if slot == "by":
        return same(gold, found)
    return decimal(gold) == decimal(found) if slot == "prior" else bool(gold == found)


def _same_post(organisation: str, same: Callable[[Any, Any], bool], gold: Line, found: Line) -> bool:
    return same(gold["person"], found["person"]) and same(gold[organisation], found[organisation])


def _same_floor(gold: Line, found: Line, same: Callable[[Any, Any], bool]) -> bool:
    answerers = found.get("answerers", [])
    return same(gold.get("asker"), found.get("asker")) and all(any(same(x, y) for y in answerers) for x in gold.get("answerers", []))


def _matcher(gold: Sheet, found: Sheet) -> Callable[[Any, Any], bool]:
    """Whether an entity of the gold and one of the facts share a name; "nobody" equals only "nobody"."""

    def same(x: str | None, y: str | None) -> bool:
        if x is None or y is None:
            return x is y
        return bool(gold.names.get(x, set()) & found.names.get(y, set()))

    return same


def _in_region(gold: Sheet, rows: Iterable[Line]) -> list[Line]:
    return [row for row in rows if row.get("start", 0) in gold.region]


def _unique(rows: Iterable[Line]) -> list[Line]:
    """A relation counts once a document, whichever way round a symmetric one is said."""

    def key(row: Line) -> tuple[str, ...]:
        ends = (row["subject"], row["object"])
        return (row["predicate"], *(sorted(ends) if row["predicate"] in _SYMMETRIC else ends))

    return list({key(row): row for row in rows}.values())


def _names(entity: Line) -> set[str]:
    """Name and aliases folded to words, each also without legal forms."""
    folded = {plain(name) for name in [entity.get("name"), *(entity.get("aliases") or [])]} - {""}
    return folded | ({plain(_LEGAL.sub(" ", name)) for name in folded} - {""})
