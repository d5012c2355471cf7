"""The words that tell what a number is about (``kg/data/subjects.toml`` and ``grammar.toml``)."""

from __future__ import annotations

from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, PREPOSITIONS, PRONOUNS, adverb, directions
from kg.lexicon import words_of
from kg.types import EntityType

KINDS = frozenset(
    {
        EntityType.SEGMENT,
        EntityType.CUSTOMER_GROUP,
        EntityType.PRODUCT,
        EntityType.BRAND,
        EntityType.MARKET,
        EntityType.COMPANY,
        EntityType.INDEX,
    }
)
TYPE_OF_HEAD = {
    EntityType.CUSTOMER_GROUP: words_of("grammar", "customer-heads"),
    EntityType.PRODUCT: words_of("grammar", "product-heads"),
    EntityType.MARKET: words_of("subjects", "market-heads"),
}
UNITS = words_of("subjects", "units")
NOT_THINGS = words_of("grammar", "not-things")
NOT_MODIFIERS = words_of("grammar", "not-modifiers")
NO_NAMES = PRONOUNS | frozenset({"wall street", "the street", "street", "oper", "shr", "net", "revs", "gaap", "lastly", "finally"})


_SILENT = frozenset().union(
    NOT_THINGS,
    NOT_MODIFIERS,
    FILLERS,
    COPULAS,
    PREPOSITIONS,
    BREAKS,
    PRONOUNS,
    words_of("subjects", "qualifying"),
    words_of("syntax", "adjectives"),
    words_of("syntax", "determiners"),
    words_of("syntax", "possessives"),
    directions()["verb"],
)
_NAMING = words_of("subjects", "naming")


def silent(word: str) -> bool:
    """Whether a word in a noun phrase says nothing of what it is about: a qualifier, a filler, a word of another class."""
    return word not in _NAMING and (word in _SILENT or not word[0].isalpha() or adverb(word))
