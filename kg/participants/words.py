"""The word lists about people (``kg/data/people.toml``) as frozen sets, read once."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table, words_of


@cache
def words(section: str) -> frozenset[str]:
    """The words of one section of ``people.toml``."""
    return words_of("people", section)


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Given name -> every given name that the same person may go by."""
    rows: dict[str, set[str]] = {}
    for row in table("people")["nicknames"]["rows"]:
        for name in row:
            rows.setdefault(name, set()).update(row)
    return {name: frozenset(other) for name, other in rows.items()}
