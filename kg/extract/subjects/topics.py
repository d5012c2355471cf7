"""What a sentence without numbers puts in front of the next ones: "Turning to Asia Pacific", "In our pump segment, demand stayed weak"."""

from __future__ import annotations

import re

from kg.extract.observations.naming import Named
from kg.extract.observations.tokens import METRIC, Line
from kg.extract.subjects.asked import Asked
from kg.extract.subjects.beside import at_front
from kg.extract.subjects.found import Answer, Found
from kg.extract.subjects.measured import hanging, modifiers
from kg.extract.subjects.nouns import Naming, by, named
from kg.extract.subjects.parts import Parts
from kg.extract.subjects.turning import turned_to, turns
from kg.extract.syntax import Tag, opens_unnamed
from kg.lexicon import words_of
from kg.types import EntityType

_COMPANY_ONLY = words_of("classes", "company-only")
_OPENING = words_of("subjects", "opening")
_PARTS = words_of("subjects", "parts")
_SUPERLATIVES = words_of("subjects", "superlatives")
_KEPT = (EntityType.SEGMENT, EntityType.PRODUCT, EntityType.BRAND)
_NAMING = _PARTS | _SUPERLATIVES
_TOLD = frozenset({"metric", "period"})
_WORD = re.compile(r"[^\W_]+")
_FRONT = 4  # tokens within which a phrase in front of the sentence begins
_SPOKEN = 8  # words among which these tokens are, hesitations passed over
_EARLY = 8  # tokens within which a measure is what a sentence is about


def silent(folded: str, written: str, kinds: set[str]) -> bool:
    """Whether a sentence without numbers in which the mentions ``kinds`` stand is about nothing, told by its words alone: "And we are pleased",
    "Demand was soft"."""
    return _TOLD.isdisjoint(kinds) and (opens_unnamed(folded) or ("thing" not in kinds and _names_nothing(folded, written))) and not turns(folded)


def _names_nothing(folded: str, written: str) -> bool:
    """Whether no word but the first has a capital, none opens a phrase in front of the sentence, and none makes a name of those before it."""
    if not written[1:].islower():
        return False
    words = _WORD.findall(folded)
    return _NAMING.isdisjoint(words) and _OPENING.isdisjoint(words[:_SPOKEN])


def opened(parts: Parts, line: Line) -> Answer:
    """What a sentence without numbers is about."""
    told = turned(parts, line) or _of_measure(parts, line)
    return told if told is not None or opens_unnamed(line.folded) else _in_front(parts, line) or _subject(parts, line)


def _asked(parts: Parts, line: Line, named: Named, anchor: int) -> Asked:
    return Asked(parts, line, named, anchor)


def turned(parts: Parts, line: Line) -> Answer:
    """ "Turning to Asia Pacific", "Let me start with our pump business"; to anything else, and it is the company again."""
    if not line.tokens or not turns(line.folded):
        return None
    return turned_to(_asked(parts, line, Named("other:", "opening", 0, 0), len(line.tokens) - 1))


def _of_measure(parts: Parts, line: Line) -> Answer:
    """ "Revenues from pumps stayed weak"."""
    for k, t in enumerate(line.tokens[:_EARLY]):
        if t.kind == METRIC and t.metric.metric.id not in _COMPANY_ONLY:
            asked = _asked(parts, line, Named(t.metric.metric.id, "opening", k, k, token=k), len(line.tokens) - 1)
            found = hanging(asked)
            if isinstance(found, Found) and found.thing.type is not EntityType.MARKET:
                return found
            found = modifiers(asked)
            if found is not None:
                return found
    return None


def _in_front(parts: Parts, line: Line) -> Answer:
    """ "In our pump segment, demand stayed weak"."""
    if not any(t.text in _OPENING for t in line.tokens[:_FRONT]):
        return None
    return by("front", at_front(_asked(parts, line, Named("other:", "opening", 0, 0), len(line.tokens) - 1), 0))


def _subject(parts: Parts, line: Line) -> Answer:
    """ "Field Repair had another fine quarter", "assembly support was the largest"."""
    if not any(t.capital or t.text in _PARTS or t.text in _SUPERLATIVES for t in line.tokens[1:]) and not line.things:
        return None
    if not line.tokens or not line.parse.subjects or line.parse.subjects[0] < 0:
        return None
    phrase = line.parse.phrases[line.parse.subjects[0]]
    if line.parse.tags[phrase.head] is Tag.PRONOUN:
        return None
    superlative = any(t.text in _SUPERLATIVES for t in line.tokens[phrase.last + 1 : phrase.last + 5])
    found = named(parts, line, phrase.first, phrase.last, Naming.TOLD if superlative else Naming.PROPER)
    if isinstance(found, Found) and found.thing.type in _KEPT and (superlative or _heading(line) or parts.weighs(found.thing)):
        return Found(found.thing, "subject-before", vouched=superlative)
    return None


def _heading(line: Line) -> bool:
    """ "Finally, Automotive.": a few words without a verb announce what the next numbers are about."""
    return line.parse.verbs[0] < 0 and len(line.tokens) <= _EARLY
