"""Whether the words that stand for a measure are a noun phrase and no name, clause or empty word. Words: ``kg/data/labels.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.extract.observations.done import participles
from kg.extract.observations.naming import Named
from kg.extract.observations.tokens import Line
from kg.extract.observations.words import PREPOSITIONS, adverb, directions
from kg.lexicon import table, words_of
from kg.types import EntityType, Thing

_WHOSE = frozenset({EntityType.COMPANY, EntityType.MARKET, EntityType.PERSON, EntityType.GOVERNMENT_BODY, EntityType.EXCHANGE})


_ADJECTIVES = ("able", "ible", "ful", "less", "ous", "ish")  # "suitable", "various"
_SHORTENED = ("'re", "'ve", "'ll", "'d", "n't", "'m")


def nominal(line: Line, named: Named, text: str) -> Named | None:
    """``named`` without the words around the noun phrase that names the measure, None when there is no such phrase; a metric of the vocabulary
    as it is. ``text`` is the document's."""
    if not named.id.startswith("other:"):
        return named
    label = label_of(named.id[6:].split())
    return replace(named, id="other:" + label) if label and _stands(line, named, label, text) else None


def label_of(words: Sequence[str]) -> str | None:
    """The name of what is measured in ``words`` (folded, in order) without what stands around it; None when they hold no noun phrase."""
    kept = [w for w in words if any(c.isalnum() for c in w)]
    while len(kept) > 1 and (kept[0] in words_of("labels", "lead") or adverb(kept[0])):
        kept.pop(0)
    while len(kept) > 1 and (kept[-1] in words_of("labels", "tail") or adverb(kept[-1])):
        kept.pop()
    if not kept or any(w in words_of("labels", "never") or w.endswith(_SHORTENED) for w in kept):
        return None
    return " ".join(kept) if _is_head(kept[_head(kept)], len(kept) == 1) else None


def is_paid(id: str) -> bool:
    """Whether an open label names what is paid or lost, so that "19 million" of it are money."""
    return id.startswith("other:") and id.rpartition(" ")[2].removeprefix("other:") in words_of("labels", "money")


def _head(words: Sequence[str]) -> int:
    """The index of the noun that the phrase is about: the last one before a preposition."""
    last = next((n - 1 for n, w in enumerate(words) if n and (w in PREPOSITIONS or w == "relative")), len(words) - 1)
    while last and words[last] in set(participles().values()) | {"new"}:
        last -= 1  # "leases signed"
    return last


def _is_head(word: str, alone: bool) -> bool:
    if (alone and word in words_of("labels", "alone")) or word in words_of("labels", "head") or word in words_of("labels", "lead"):
        return False
    if adverb(word) or len(word) < 2 or word[0].isdigit() or word.endswith("'s"):
        return False
    if word in words_of("labels", "gerunds"):
        return True
    if word.endswith(_ADJECTIVES) or (word in directions()["verb"] and word not in directions()["noun"]):
        return False
    return not (alone and (word.endswith(("ed", "ing")) or len(word) < 3))


def _stands(line: Line, named: Named, label: str, text: str) -> bool:
    return says(label) and (named.rule in ("carried", "index-moved") or not _name(line, named, text))


def says(label: str) -> bool:
    """Whether the label names something: no weekday, no rest of a clause."""
    words = label.split()
    if words[-1] in words_of("labels", "ends") or label in words_of("labels", "empty") or words[0] in words_of("labels", "openings") or any(w in words_of("labels", "verbs") for w in words):
        return False
    return not words[-1].endswith(("'s", "s'")) and any(len(w) > 1 and w[0].isalpha() for w in words)


def _name(line: Line, named: Named, text: str) -> bool:
    """Whether the phrase is nothing but the name of somebody: "Alder Bank", "U.S."."""
    start, end = line.tokens[named.first].start, line.tokens[named.last].end
    for mention in line.things:
        if named.rule == "subject" and isinstance(mention.value, Thing) and mention.value.type in (EntityType.COMPANY, EntityType.PERSON) and start < mention.span.start and mention.span.end == end:
            return True  # "Oslo-based Northwind"
        if isinstance(mention.value, Thing) and mention.value.type in _WHOSE and mention.span.start <= start and end <= mention.span.end + 2:
            return True
    return named.rule == "subject" and text[start].isupper() and any(n.start <= start and end <= n.end + 2 and " " in n.of(text) for n in line.names)


@cache
def _meaning() -> dict[str, str]:
    return {said: id for id, phrases in table("labels")["means"].items() for said in phrases}


def plain(named: Named) -> Named:
    """The metric that a bare word means as the subject of a number: "losses" are a net loss."""
    id = _meaning().get(named.id[6:]) if named.id.startswith("other:") else None
    return replace(named, id=id) if id else named
