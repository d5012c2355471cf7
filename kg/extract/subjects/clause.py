"""Who does what the sentence tells: the subject of the number's clause, where it is not the measure itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.observations.tokens import METRIC
from kg.extract.subjects.asked import Asked
from kg.extract.subjects.found import Answer, Found, Whole
from kg.extract.subjects.nouns import Naming, by, named
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of
from kg.types import EntityType

_MOVED = frozenset({"thing-moved", "carried", "predicate-contributed", "growth", "predicate-sold", "predicate-produced"})
_EVERY = frozenset("all most both each some part half".split())


def actor(asked: Asked) -> Answer:
    """ "[Field Repair] delivered $4 million of orders", "[The pump segment], our largest, posted a loss", "…, [Tarn Cloud], which has 3 million users"."""
    for n in _subjects(asked):
        if _is_measure(asked, n):
            continue
        phrase = asked.parse.phrases[n]
        if asked.word(phrase.head) in _EVERY and (found := _hung(asked, n)) is not None:
            return by("actor", found)  # "all [of Asia] was up 5%"
        if asked.parse.tags[phrase.head] is Tag.PRONOUN:
            return _antecedent(asked, n) if asked.word(phrase.head) in ("it", "they") else None
        found = asked.of_phrase(n, Naming.PLAIN if _moved(asked) else Naming.PROPER)
        if found is None and asked.line.tokens[phrase.head].kind == METRIC:
            found = named(asked.parts, asked.line, phrase.first, phrase.head - 1, Naming.PLAIN) or _hung(asked, n)
        if (
            isinstance(found, Found)
            and found.thing.type is EntityType.MARKET
            and asked.parse.subjects[asked.parse.clause[asked.parse.of[asked.anchor]]] == n
            and asked.parse.clause[n] != asked.parse.clause[asked.parse.of[asked.anchor]]
        ):
            continue  # "a plant in Norway, which made $4 million"
        if found is not None:
            told = isinstance(found, Found) and (asked.measure.rule == "thing-moved" or (_moved(asked) and " " in found.thing.name))
            return by("actor", replace(found, vouched=True) if told and isinstance(found, Found) else found)
    return None


def _antecedent(asked: Asked, n: int) -> Answer:
    """ "[Our support line] drives growth and it rose to $3 million": the subject of a clause before."""
    for number in range(asked.parse.clause[n] - 1, -1, -1):
        index = asked.parse.subjects[number]
        if index >= 0 and asked.parse.tags[asked.parse.phrases[index].head] is not Tag.PRONOUN:
            return by("it", asked.of_phrase(index))
    return None


def _hung(asked: Asked, n: int) -> Answer:
    """ "Sales [to enterprise customers] made up 66% of the total"."""
    return next(
        (
            found
            for _, noun in asked.parse.behind(n)[:2]
            if (found := asked.of_phrase(noun, Naming.PLAIN)) is not None and found is not Whole.COMPANY
        ),
        None,
    )


def _moved(asked: Asked) -> bool:
    """Whether what does something is what the number is of: the sentence names no measure of its own, or it tells who delivered it."""
    verb = asked.parse.verb(asked.anchor)
    delivers = verb is not None and asked.word(verb.head) in words_of("grammar", "delivers") and asked.id in words_of("classes", "topical")
    return asked.share or asked.measure.rule in _MOVED or delivers


def _subjects(asked: Asked) -> Iterator[int]:
    """The subject of the number's clause, then those of the clauses that it hangs on: ", with 3 million users", "which now has"."""
    parse = asked.parse
    yield from _raised(asked)
    number = parse.clause[parse.of[asked.anchor]]
    while number >= 0:
        index = parse.subjects[number]
        if index >= 0:
            yield index
        first = next(p for p, c in zip(parse.phrases, parse.clause, strict=True) if c == number)
        if not (first.kind in (Kind.PREPOSITION, Kind.MARK, Kind.AND, Kind.PARTICIPLE) and (parse.verbs[number] < 0 or index < 0)):
            break
        number -= 1


def _raised(asked: Asked) -> Iterator[int]:
    """ "We expect [pumps] to grow 5%", "we see [pumps] growing": what somebody expects to do it."""
    parts = asked.parse.phrases
    for n in range(asked.parse.of[asked.anchor] - 1, 0, -1):
        if parts[n].kind is not Kind.NOUN or parts[n - 1].kind is not Kind.VERB or asked.word(parts[n - 1].head) not in words_of("subjects", "expects"):
            continue
        m = n + 1
        while m < len(parts) and (parts[m].kind in (Kind.PREPOSITION, Kind.TIME, Kind.ADVERB) or parts[m - 1].kind is Kind.PREPOSITION):
            m += 1
        if m == len(parts) or asked.line.tokens[parts[n].head].kind == METRIC:
            return  # "we expect sales to grow"
        does = asked.word(parts[m].first)
        if (parts[m].kind is Kind.VERB and does == "to") or (parts[m].kind in (Kind.VERB, Kind.PARTICIPLE) and does.endswith("ing")):
            yield n
        return


def teller(asked: Asked) -> Answer:
    """ "[Alder Pumps] said sales rose 3%", "[our pump segment] saw sales rise 3%": a firm that tells of its own, whatever has or sees it."""
    parse = asked.parse
    number = parse.clause[parse.of[asked.anchor]] - 1
    if number < 0 or parse.verbs[number] < 0 or parse.subjects[number] < 0:
        return None
    verb = asked.word(parse.phrases[parse.verbs[number]].head)
    if verb in words_of("subjects", "sees"):
        found = asked.of_phrase(parse.subjects[number])
        return by("teller", found) if isinstance(found, Found) else None
    if verb not in words_of("economy", "telling"):
        return None
    found = asked.of_phrase(parse.subjects[number], Naming.KNOWN)
    return by("teller", found) if isinstance(found, Found) and found.thing.type is EntityType.COMPANY else None


def _is_measure(asked: Asked, n: int) -> bool:
    """Whether the phrase ``n`` holds the number or its measure."""
    phrase = asked.parse.phrases[n]
    if phrase.kind is Kind.NUMBER or phrase.first <= asked.anchor <= phrase.last:
        return True
    return asked.said is not None and phrase.first <= asked.said <= phrase.last


def told_of(asked: Asked) -> Answer:
    """ "38 customers, 8 [of which] are from [Alder Bank], whereas 30 are [third-party customers]": what the number is said to be."""
    parts = asked.parse.phrases
    n = asked.parse.of[asked.anchor]
    if asked.line.tokens[asked.anchor].quantity.unit != "count" or parts[n].kind is not Kind.NUMBER:
        return None
    n += 1
    if n + 1 < len(parts) and asked.says(n, frozenset({"of"})) and asked.word(parts[n + 1].first) in ("which", "them", "those", "whom"):
        n += 2
    if (
        n + 1 >= len(parts)
        or parts[n].kind is not Kind.VERB
        or asked.word(parts[n].head) not in words_of("syntax", "be") | words_of("subjects", "comes")
    ):
        return None
    n += 2 if parts[n + 1].kind is Kind.PREPOSITION else 1
    if n >= len(parts) or parts[n].kind is not Kind.NOUN:
        return None
    found = asked.of_phrase(n)
    return by("told-of", found) if found is not Whole.COMPANY else None
