"""Whether the words that stand for a measure are a noun phrase and no name, clause or empty word. Words: ``kg/data/labels.toml``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.extract.observations.naming import Named
from kg.extract.observations.tokens import Line
from kg.lexicon import table, words_of
from kg.types import EntityType, Thing

_WHOSE = frozenset({EntityType.COMPANY, EntityType.MARKET, EntityType.PERSON, EntityType.GOVERNMENT_BODY, EntityType.EXCHANGE})


def nominal(line: Line, named: Named, text: str) -> bool:
    """Whether ``named`` may stand as the label of a measure; a metric of the vocabulary always may. ``text`` is the document's."""
    if not named.id.startswith("other:"):
        return True
    label = named.id[6:]
    words = label.split()
    if words[-1] in words_of("labels", "ends") or label in words_of("labels", "empty") or words[0] in words_of("labels", "openings") or any(w in words_of("labels", "verbs") for w in words):
        return False
    if words[-1].endswith(("'s", "s'")) or not any(len(w) > 1 and w[0].isalpha() for w in words):
        return False
    return named.rule == "carried" or not _name(line, named, text)


def _name(line: Line, named: Named, text: str) -> bool:
    """Whether the phrase is nothing but the name of somebody: "Alder Bank", "U.S."."""
    start, end = line.tokens[named.first].start, line.tokens[named.last].end
    for mention in line.things:
        if named.rule == "measured-left" and isinstance(mention.value, Thing) and mention.value.type in (EntityType.COMPANY, EntityType.PERSON) and start < mention.span.start and mention.span.end == end:
            return True  # "Oslo-based Northwind"
        if isinstance(mention.value, Thing) and mention.value.type in _WHOSE and mention.span.start <= start and end <= mention.span.end + 2:
            return True
    return named.rule == "measured-left" and text[start].isupper() and any(n.start <= start and end <= n.end + 2 and " " in n.of(text) for n in line.names)


@cache
def _meaning() -> dict[str, str]:
    return {said: id for id, phrases in table("labels")["means"].items() for said in phrases}


def plain(named: Named) -> Named:
    """The metric that a bare word means as the subject of a number: "losses" are a net loss."""
    id = _meaning().get(named.id[6:]) if named.rule == "measured-left" else None
    return replace(named, id=id) if id else named
