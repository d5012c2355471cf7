"""What stands around the statement: right behind the number, and in front of the sentence or clause."""

from __future__ import annotations

from kg.extract.names.gates import may_be_named
from kg.extract.observations.tokens import METRIC
from kg.extract.subjects.asked import Asked
from kg.extract.subjects.found import Answer, Found, Whole
from kg.extract.subjects.nouns import Naming, by, named
from kg.extract.subjects.turning import turned_to
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of

_BEHIND = frozenset("in at from across of within".split())


def behind_number(asked: Asked) -> Answer:
    """ "fell 12% [in North America]", "10% [at Viacom]", "$4 million [from pumps]"."""
    n = asked.parse.of[asked.anchor]
    if asked.measure.rule == "predicate-employs":
        return None  # "employs 1,900 people in Oslo": whoever employs them
    if asked.line.tokens[asked.parse.phrases[n].last].kind == METRIC and asked.parse.phrases[n].kind is Kind.NOUN:
        return None
    for preposition, noun in asked.parse.behind(n):
        word = asked.word(asked.parse.phrases[preposition].first)
        managed = asked.line.tokens[asked.parse.phrases[noun].head]
        if (
            word == "in" and managed.kind == METRIC and (managed.metric.metric.id == asked.id or asked.measure.rule == "predicate-managed")
        ):  # "$5 billion in private wealth assets"
            return by(
                "behind-number",
                named(asked.parts, asked.line, asked.parse.phrases[noun].first, asked.parse.phrases[noun].head - 1, Naming.PLAIN),
            )
        if word not in _BEHIND or _measures(asked, noun) or asked.parse.tags[asked.parse.phrases[noun].head] is Tag.PRONOUN:
            break
        if word == "of":
            continue
        found = asked.of_phrase(noun, Naming.KNOWN if asked.measure.rule == "predicate-invested" else Naming.PROPER)
        if found is not None and found is not Whole.COMPANY:
            return by("behind-number", found)
    return None


def _measures(asked: Asked, n: int) -> bool:
    """Whether the phrase ``n`` is the measure: "12% [of sales]", "a 5% increase [in revenue]"."""
    phrase = asked.parse.phrases[n]
    return asked.line.tokens[phrase.head].kind == METRIC or (asked.said is not None and phrase.first <= asked.said <= phrase.last)


def front(asked: Asked) -> Answer:
    """ "[In our frozen foods segment], sales fell", "[At Harbor Club], …", "and [in Asia] orders rose", "[Turning to Asia], …"."""
    turned = turned_to(asked)
    if isinstance(turned, Found):
        return turned
    for start in _openings(asked):
        found = at_front(asked, start)
        if found is not None:
            return by("front", found)
    return None


def _openings(asked: Asked) -> tuple[int, ...]:
    """The first phrases of the number's clause and of the sentence."""
    clause = asked.parse.clause
    own = clause[asked.parse.of[asked.anchor]]
    first = clause.index(own)
    told = next(
        (n + 1 for n, p in enumerate(asked.parse.phrases[:4]) if asked.line.tokens[p.first].text == "]"), 0
    )  # "[Interpreted] For pumps, …"
    return (first, told) if first > told else (told,)


def _plainly(asked: Asked, n: int) -> Answer:
    """ "In energy, …": plain words that the document also puts in front of what it sells or has."""
    found = asked.of_phrase(n, Naming.PLAIN)
    return found if isinstance(found, Found) and may_be_named(asked.parts.context.document.text, found.thing) else None


def _words(asked: Asked, n: int) -> set[str]:
    phrase = asked.parse.phrases[n]
    return {asked.word(k) for k in range(phrase.first, phrase.last + 1)}


def at_front(asked: Asked, start: int) -> Answer:
    """What the prepositional phrases that open the clause at phrase ``start`` name."""
    parts = asked.parse.phrases
    n = start
    while n + 1 < len(parts) and parts[n].first < asked.anchor:
        if parts[n].kind in (Kind.MARK, Kind.AND, Kind.TIME, Kind.ADVERB, Kind.OPENER):
            n += 1
        elif parts[n].kind is Kind.PREPOSITION and parts[n + 1].kind is Kind.NOUN:
            led = n > start and asked.word(parts[n - 1].head) in words_of("subjects", "leads")  # "in terms of pumps"
            if (led or asked.says(n, words_of("subjects", "opening"))) and not _measures(asked, n + 1):
                shut = n + 2 < len(parts) and parts[n + 2].kind is Kind.MARK and not words_of("subjects", "front-idioms") & _words(asked, n + 1)
                found = asked.of_phrase(n + 1) or (_plainly(asked, n + 1) if shut else None)
                if found is not None and found is not Whole.COMPANY:
                    return found
            n += 2
        elif parts[n].kind is Kind.PREPOSITION:
            n += 1
        else:
            break
    return None
