"""The closed classes of words that the grammar of numbers walks over (``kg/data/grammar.toml``), and the directions of verbs (``kg/data/verbs.toml``)."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table, words_of

# Words that may stand between a verb or preposition and its number without changing what the number is.
FILLERS = words_of("grammar", "fillers")
COPULAS = words_of("grammar", "copulas")
PREPOSITIONS = words_of("grammar", "prepositions")
BREAKS = words_of("grammar", "breaks")
PRONOUNS = words_of("grammar", "pronouns")


_NOT_ADVERBS = words_of("grammar", "not-adverbs")


def adverb(word: str) -> bool:
    """Whether a word looks like an adverb: "roughly", not "early" or "supply"."""
    return word.endswith("ly") and word not in _NOT_ADVERBS


@cache
def directions() -> dict[str, dict[str, int | str]]:
    """word class (verb, noun, after) -> word -> +1, -1, "better" or "worse"."""
    sign: dict[str, int | str] = {"up": 1, "down": -1, "better": "better", "worse": "worse"}
    out: dict[str, dict[str, int | str]] = {"verb": {}, "noun": {}, "after": {}}
    for name, row in table("verbs").items():
        for kind in out:
            for word in row[kind]:
                out[kind].setdefault(word, sign[name])
    return out
