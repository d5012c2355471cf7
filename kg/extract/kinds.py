"""What the text tells of a name whose kind no finder knows: that it is a person's, or a common word."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table, words_of
from kg.naming import demonyms

_RUN = r"(?<![\w-])(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:[A-Z]\. )?){{1,2}}{}\b(?! (?:Inc|Corp|Co|Ltd|Plc|AG|SA|Group|Holdings)\b)"


@cache
def _given() -> frozenset[str]:
    return frozenset(name for row in table("people")["nicknames"]["rows"] for name in row)


@cache
def is_person(text: str, name: str) -> bool:
    """Whether ``name`` is a person's: it begins with a given name ("Anna Holt"), or is the last word of a longer name ("Arvid Holt" … "Holt"),
    where a firm is shortened to its first."""
    words = name.split()
    if any(not w[:1].isupper() or not w[1:].replace("-", "").replace("'", "").islower() for w in words) or words[-1].lower() in words_of(
        "suffixes", "kind"
    ):
        return False
    if 1 < len(words) < 4:
        return words[0].lower() in _given()
    return len(words) == 1 and any(
        all(_forename(text, w) for w in match[0].split()[:-1]) for match in re.finditer(_RUN.format(re.escape(name)), text)
    )


def _forename(text: str, word: str) -> bool:
    """Whether the word in front of a name is no word of the language and no nationality."""
    low = word.lower()
    if low in _given() or word.endswith("."):
        return True
    return (
        word not in demonyms()
        and low not in words_of("sentences", "starters")
        and low not in table("news")["subject"]["never"]
        and not _said_low(text, low)
    )


@cache
def is_common(text: str, word: str) -> bool:
    """Whether the text also writes the one word without a capital: "Lawmakers … the lawmakers"."""
    return " " not in word and word[1:].islower() and _said_low(text, word.lower())


def _said_low(text: str, word: str) -> bool:
    return re.search(rf"(?<=\s){re.escape(word)}(?=[\s,.;])", text) is not None  # not in an address
