"""The user's own list of names: the authority over slugs. A TSV or TOML file with the columns

    slug  type  label  aliases  ticker  lei  wikidata  replacedBy

``type`` is an entity type of FACTS (Company when empty), ``aliases`` are parted by "|"; ``replacedBy`` names the slug that stands for a retired one.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.naming import canonical, key_of
from kg.types import EntityType

_COLUMNS = ("slug", "type", "label", "aliases", "ticker", "lei", "wikidata", "replacedBy")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the registry."""

    slug: str
    type: EntityType
    label: str
    aliases: tuple[str, ...] = ()
    ticker: str = ""
    lei: str = ""
    wikidata: str = ""
    replaced_by: str = ""


class Registry:
    """Entries by every key under which a name can be looked up. A name that two entries claim belongs to neither."""

    def __init__(self, entries: tuple[Entry, ...] = ()) -> None:
        self.entries = entries
        self._by_slug = {(e.type, e.slug): e for e in entries}
        self._by_key: dict[tuple[EntityType, tuple[str, ...]], Entry] = {}
        twice: set[tuple[EntityType, tuple[str, ...]]] = set()
        for entry in entries:
            target = self.successor(entry)
            for name in (entry.label, *entry.aliases):
                key = (entry.type, key_of(entry.type, canonical(entry.type, name)))
                if self._by_key.setdefault(key, target).slug != target.slug:
                    twice.add(key)
        for key in twice:
            del self._by_key[key]
        self._by_ticker = {e.ticker.upper(): self.successor(e) for e in entries if e.ticker}

    def entry(self, type_: EntityType, key: tuple[str, ...], tickers: tuple[str, ...] = ()) -> Entry | None:
        """The entry for a name's key, else for one of its tickers ("Exchange:SYMBOL", or the symbol alone in the registry)."""
        found = self._by_key.get((type_, key))
        if found is None and type_ == EntityType.COMPANY:
            symbols = [s for t in tickers for s in (t.upper(), t.rpartition(":")[2])]
            found = next((self._by_ticker[s] for s in symbols if s in self._by_ticker), None)
        return found

    def successor(self, entry: Entry) -> Entry:
        """The entry that stands for ``entry`` today, by its ``replacedBy``."""
        seen = {entry.slug}
        while entry.replaced_by and (entry.type, entry.replaced_by) in self._by_slug and entry.replaced_by not in seen:
            entry = self._by_slug[entry.type, entry.replaced_by]
            seen.add(entry.slug)
        return entry


def load_registry(path: Path) -> Registry:
    """Read a registry. Raises KgError that names the file and the row when a row has no slug or an unknown type."""
    try:
        text = path.read_text(encoding="utf-8")
        rows = tomllib.loads(text).get("entity", []) if path.suffix == ".toml" else list(csv.DictReader(text.splitlines(), delimiter="\t"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise KgError(f"cannot read the registry {path}: {error}", f"a registry is a TSV with the columns {', '.join(_COLUMNS)}, or TOML with [[entity]] tables") from error
    return Registry(tuple(sorted((_entry(path, i, row) for i, row in enumerate(rows, 2)), key=lambda e: (e.type, e.slug))))


def _entry(path: Path, number: int, row: dict[str, Any]) -> Entry:
    aliases = row.get("aliases") or ""
    names = tuple(aliases) if isinstance(aliases, list) else tuple(a.strip() for a in aliases.split("|") if a.strip())
    try:
        type_ = EntityType(row.get("type") or "Company")
    except ValueError as error:
        raise KgError(f"{path}, row {number}: unknown type {row.get('type')!r}", f"one of {', '.join(EntityType)}") from error
    if not row.get("slug") or not row.get("label"):
        raise KgError(f"{path}, row {number}: slug and label are needed", f"columns: {', '.join(_COLUMNS)}")
    rest = {name: row.get(name) or "" for name in ("ticker", "lei", "wikidata")}
    return Entry(row["slug"], type_, row["label"], names, replaced_by=row.get("replacedBy") or "", **rest)
