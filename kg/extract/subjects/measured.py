"""What the measured noun phrase itself says: the modifiers in front of the measure, and what hangs on it behind."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations.tokens import COMMA
from kg.extract.subjects.asked import Asked
from kg.extract.subjects.clause import actor
from kg.extract.subjects.found import Answer, Found, Whole
from kg.extract.subjects.nouns import Naming, by, named
from kg.extract.subjects.words import TYPE_OF_HEAD
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of
from kg.types import EntityType

_CHAIN = 2  # prepositional phrases behind a measure that may say what it is of
_PEOPLE = frozenset("customers users subscribers employees".split())  # whose modifiers are kinds of them and not whose they are


def hanging(asked: Asked) -> Answer:
    """ "revenue [from Harbor Lending]", "sales [of frozen foods]", "net sales [in Europe]", "the increase [in cloud revenue]"."""
    token = asked.measure.token if asked.share else asked.said
    if token is None or (asked.share and asked.measure.rule != "share-of-whole" and not _comes(asked, token)):
        return None
    n = asked.parse.of[token]
    for preposition, noun in _behind(asked, n)[:_CHAIN]:
        phrase = asked.parse.phrases[noun]
        if phrase.first <= asked.anchor <= phrase.last:
            break
        if not asked.says(preposition, words_of("subjects", "hang")) or asked.parse.tags[phrase.head] is Tag.PRONOUN:
            continue
        word = asked.word(asked.parse.phrases[preposition].first)
        if asked.open_ended and word in ("of", "to", "on"):
            continue  # "the acquisition of Alder": what is measured, not whose it is
        if asked.measure.rule == "counted" and isinstance(actor(asked), Found):
            return None  # "Northwind operates six plants in Norway"
        plain = word in ("from", "of", "for", "to")
        found = asked.of_phrase(noun, Naming.KNOWN if asked.open_ended else Naming.PLAIN if plain else Naming.PROPER)
        if found is Whole.COMPANY and asked.open_ended:
            continue
        if found is not None:
            return by("hanging", found)
    return None


def _behind(asked: Asked, n: int) -> tuple[tuple[int, int], ...]:
    """The prepositional phrases behind the phrase ``n``, also behind "generated", "coming"."""
    found = asked.parse.behind(n)
    return found or (asked.parse.behind(n + 1) if _comes(asked, asked.parse.phrases[n].last) else ())


def _comes(asked: Asked, k: int) -> bool:
    """ "half of sales [comes] from Norway", "revenue [generated] by pumps": behind the phrase of token ``k``."""
    parts = asked.parse.phrases
    n = asked.parse.of[k] + 1
    return n + 1 < len(parts) and parts[n].kind in (Kind.PARTICIPLE, Kind.VERB) and asked.says(n, words_of("subjects", "comes"))


def modifiers(asked: Asked) -> Answer:
    """ "[Canadian] sales", "our [pump segment]'s revenue", "strong [cloud] revenue", "[Enterprise and embedded] revenue"; "[total company] sales" are the company's."""
    if asked.first is None:
        return None
    n = asked.parse.of[asked.first]
    first = asked.parse.phrases[n].first
    if any(asked.word(k) in words_of("subjects", "whole") for k in range(first, asked.said or asked.first)) or (
        asked.word(asked.first - 1) == "company" and asked.word(asked.first - 2) in ("total", "the", "whole")
    ):
        return Whole.COMPANY
    last = asked.first - 1 if not asked.open_ended else asked.anchor - 1 if first <= asked.anchor <= (asked.said or 0) else asked.said or 0
    if last < first or (asked.id in _PEOPLE and isinstance(actor(asked), Found)):
        return None
    first = first if asked.open_ended else _joined_before(asked, n)
    kinds = asked.open_ended or asked.id in words_of("classes", "costs")
    found = named(asked.parts, asked.line, first, last, Naming.KNOWN if kinds else Naming.PROPER if asked.id in _PEOPLE else Naming.PLAIN)
    calls = asked.parts.context.layout.style != "article"  # who speak of their own parts
    if calls and isinstance(found, Found) and " " in found.thing.name and asked.id in words_of("classes", "of-parts"):
        found = replace(found, vouched=True)  # "general merchandise sales": what stands in front of what parts have names one
    return by("front" if _fronted(asked, asked.parse.of[first]) else "modifiers", found)


def _fronted(asked: Asked, n: int) -> bool:
    """ "[In our pump segment] sales fell": a comma is missing."""
    p = asked.parse.governor(n)
    opens = p == 0 or (p > 0 and asked.parse.phrases[p - 1].kind is Kind.MARK)
    return opens and asked.says(p, words_of("subjects", "opening"))


def possessor(asked: Asked) -> Answer:
    """ "[Tarn Advisor]'s average return": whose the measure is said to be, whatever it is called."""
    if asked.said is None or not asked.open_ended:
        return None
    phrase = asked.parse.at(asked.said)
    owner = next((k for k in range(asked.said, phrase.first - 1, -1) if asked.word(k).endswith(("'s", "s'"))), None)
    return by("possessor", named(asked.parts, asked.line, phrase.first, owner)) if owner is not None else None


def whole_of(asked: Asked) -> Answer:
    """ "contributed 40% to [Tarn Logistics]' total sales", "90% of [my services] revenue": of a share that names nobody else, who has the whole."""
    token = asked.measure.token
    if not asked.share or token is None:
        return None
    first, last = asked.parse.at(token).first, token - 1
    return by("whole-of", named(asked.parts, asked.line, first, last, Naming.PLAIN) or _buyers(asked, token))


def _buyers(asked: Asked, token: int) -> Found | None:
    """ "the share of [third-party] revenue", where the document speaks of third-party customers."""
    said = f"{asked.word(token - 1)} {asked.line.tokens[token].text}".split()[:-1]
    known = (asked.parts.known.get(f"{said[-1]} {head}") for head in sorted(TYPE_OF_HEAD[EntityType.CUSTOMER_GROUP])) if said else ()
    return next((Found(thing, "whole-of") for thing in known if thing is not None), None)


def _joined_before(asked: Asked, n: int) -> int:
    """The first token of what "and" joins to the measured phrase in front: "[Enterprise, embedded and] custom segment revenue"."""
    parts, tags = asked.parse.phrases, asked.parse.tags
    first = parts[n].first
    if tags[first] in (Tag.DETERMINER, Tag.POSSESSIVE):
        return first
    seen = False
    while (
        n >= 2
        and asked.plain_noun(n - 2)
        and asked.parse.clause[n - 2] == asked.parse.clause[n]
        and (parts[n - 1].kind is Kind.AND or (seen and asked.line.tokens[parts[n - 1].first].kind == COMMA))
    ):
        seen, n = True, n - 2
        if n and parts[n - 1].kind is Kind.MARK and parts[n - 2].kind is Kind.AND:
            break
    if seen and n and (parts[n - 1].kind in (Kind.VERB, Kind.NUMBER, Kind.NOUN)):
        return first
    return asked.parse.phrases[n].first if seen else first


def owned(asked: Asked) -> bool:
    """Whether the measure is said to be ours: "our sales", "we expect sales"."""
    if asked.first is None:
        return False
    first = asked.parse.at(asked.first).first
    return any(asked.word(k) == "our" for k in range(first, asked.first))


_PIECES = frozenset("units unit vehicles cars homes pieces aircraft".split())


def sold(asked: Asked) -> Answer:
    """ "shipped 12 million [sensors]": what was sold."""
    if asked.measure.rule != "predicate-sold":
        return None
    phrase = asked.parse.at(asked.anchor)
    if phrase.last == asked.anchor or asked.word(phrase.last) in _PIECES:
        return None
    found = named(asked.parts, asked.line, asked.anchor + 1, phrase.last, Naming.TOLD)
    if not isinstance(found, Found):
        return None
    return Found(
        replace(found.thing, type=EntityType.PRODUCT) if found.thing.type is EntityType.SEGMENT else found.thing, "sold", vouched=True
    )
