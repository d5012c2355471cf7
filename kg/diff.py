"""Two facts files compared: the facts gained and lost, whatever moved. For the effect of a change of rules, and of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.jsonl import Line, dump

_ENDS = ("person", "org", "broker", "subject", "object", "of", "asker", "by", "company", "answerers")
_LEFT_OUT = ("rule", "confidence", "iri", "id", "start", "end", "path", "sha256")  # how a fact was found, not what it says


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts that stand in one file only, as lines with names in place of entity ids, sorted."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


def diff(old: Iterable[Line], new: Iterable[Line], kind: str | None = None) -> Difference:
    """The facts of ``new`` that ``old`` does not hold, and the other way round; of one ``kind`` or of all. What moved is no difference."""
    before, after = _said(old, kind), _said(new, kind)
    return Difference(tuple(sorted((after - before).elements())), tuple(sorted((before - after).elements())))


def _said(rows: Iterable[Line], kind: str | None) -> Counter[str]:
    rows = tuple(rows)
    names = {(row.get("doc"), row["id"]): row["name"] for row in rows if row["kind"] == "entity"}
    return Counter(dump(_named(row, names)) for row in rows if kind in (None, row["kind"]))


def _named(row: Line, names: dict[tuple[str | None, str], str]) -> Line:
    def name(key: object) -> object:
        if isinstance(key, list):
            return [name(item) for item in key]
        return names.get((row.get("doc"), str(key)), key)

    return {key: name(value) if key in _ENDS else value for key, value in row.items() if key not in _LEFT_OUT}
