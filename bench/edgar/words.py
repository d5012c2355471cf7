"""The word lists of ``words.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

_WORDS = {name: frozenset(words) for name, words in tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8")).items()}

DETERMINERS = _WORDS["determiners"]
COPULAS = _WORDS["copulas"]
BREAKS = _WORDS["breaks"]
LINKS = _WORDS["links"]
LISTED = _WORDS["listed"]
MONTHS = _WORDS["months"]
VERBS = _WORDS["verbs"]
AMOUNTS = _WORDS["amounts"]
MARKS = _WORDS["marks"]
BETWEEN = _WORDS["between"]
WHOLE = _WORDS["whole"]
PLACED = _WORDS["placed"]
