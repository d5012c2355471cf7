"""Phrases: runs of tokens that belong together, none inside another."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from kg.extract.syntax.tags import Tag
from kg.extract.syntax.tokens import Token
from kg.lexicon import words_of


class Kind(StrEnum):
    """The kinds of phrases."""

    NOUN = "noun"
    NUMBER = "number"  # a number without a noun: "revenue grew [5%]"
    VERB = "verb"  # auxiliaries, adverbs, infinitives: "is expected to grow"
    PARTICIPLE = "participle"  # "driven", "reflecting"
    PREPOSITION = "preposition"
    TIME = "time"
    ADVERB = "adverb"
    AND = "and"
    OPENER = "opener"
    RELATIVE = "relative"
    MARK = "mark"


class Phrase(NamedTuple):
    """``first`` and ``last`` are token indexes, ``head`` is the token that the phrase is about: the last noun, the last verb."""

    kind: Kind
    first: int
    last: int
    head: int


# ``Phrase(*fields)`` in half the time.
_phrase: Callable[[tuple[Kind, int, int, int]], Phrase] = partial(tuple.__new__, Phrase)
# The members that loops ask for, by names of their own: looked up in the class they cost five times as much.
_ADJECTIVE, _ADVERB, _AUXILIARY, _DETERMINER, _NOUN, _NUMBER, _POSSESSIVE, _TIME, _VERB = Tag.ADJECTIVE, Tag.ADVERB, Tag.AUXILIARY, Tag.DETERMINER, Tag.NOUN, Tag.NUMBER, Tag.POSSESSIVE, Tag.TIME, Tag.VERB
_SINGLE = dict.fromkeys(Tag, Kind.NOUN) | {
    Tag.PREPOSITION: Kind.PREPOSITION,
    Tag.TIME: Kind.TIME,
    Tag.AND: Kind.AND,
    Tag.OPENER: Kind.OPENER,
    Tag.RELATIVE: Kind.RELATIVE,
    Tag.MARK: Kind.MARK,
    Tag.PARTICIPLE: Kind.PARTICIPLE,
    Tag.NUMBER: Kind.NUMBER,
    Tag.ADVERB: Kind.ADVERB,
    Tag.TO: Kind.ADVERB,
}
_VERBAL = frozenset({Tag.AUXILIARY, Tag.VERB, Tag.TO})
_IN_VERB = _VERBAL | {Tag.ADVERB}
_NOUNISH = frozenset({Tag.NOUN, Tag.ADJECTIVE, Tag.DETERMINER, Tag.POSSESSIVE})
_IN_NOUN = _NOUNISH | {Tag.NUMBER, Tag.TIME, Tag.ADVERB}
_COUNTS = frozenset({Tag.NUMBER, Tag.TIME})
_LEADS_TIME = frozenset({Tag.DETERMINER, Tag.ADJECTIVE})
_TRAILS = frozenset({Tag.ADVERB, Tag.ADJECTIVE, Tag.NUMBER, Tag.TIME})


def phrases(tokens: tuple[Token, ...], tags: tuple[Tag, ...]) -> tuple[Phrase, ...]:
    """The phrases of a sentence, in order; each token is in exactly one."""
    out: list[Phrase] = []
    k = 0
    while k < len(tokens):
        tag = tags[k]
        phrase = (_verb(tags, k) if tag in _VERBAL else _noun(tokens, tags, k) if tag in _IN_NOUN else None) or _phrase((_SINGLE[tag], k, k, k))
        out.append(phrase)
        k = phrase.last + 1
    return tuple(out)


def _verb(tags: tuple[Tag, ...], k: int) -> Phrase:
    """ "has also grown", "is expected to grow", "continued to rise", "to increase"."""
    head = end = k
    n = k
    while n < len(tags) and tags[n] in _IN_VERB:
        if tags[n] is not _ADVERB:
            if n > k and tags[n] in (_AUXILIARY, _VERB) and tags[n - 1] is _VERB:
                break  # two verbs side by side are two phrases
            head = end = n
        n += 1
    return _phrase((Kind.VERB, k, end, head))


def _noun(tokens: tuple[Token, ...], tags: tuple[Tag, ...], k: int) -> Phrase | None:
    """ "our strong cloud revenue", "the company's 45 new stores", "a 5% increase", "second quarter sales"."""
    head = -1
    n = k
    while n < len(tokens):
        tag = tags[n]
        if tag is _NOUN:
            head = n
            n += 1
            continue
        if tag is _DETERMINER and n > k and tags[n - 1] is not _DETERMINER:
            break
        if tag in _COUNTS:
            if head >= 0 or not _goes_on(tags, n):
                break
        elif tag is _ADVERB:
            if not _goes_on(tags, n) or (n > k and tags[n - 1] is _NOUN) or (n == k and not _describes(tokens[n].text)):
                break
        elif tag is _POSSESSIVE:
            if head >= 0 and "'" not in tokens[n].text:
                break
            head = -1
            n += 1
            continue
        elif tag not in _NOUNISH:
            break
        if tag is _ADJECTIVE and not _goes_on(tags, n) and n > k and not (head >= 0 and _postposed(tokens[n])):
            head = n
        n += 1
    if n == k:
        return None
    if n < len(tokens) and tags[n] is _TIME and _LEADS_TIME.issuperset(tags[k:n]):
        return _phrase((Kind.TIME, k, n, n))  # "the three months to 30 June"
    if head < 0:
        if _NOUNISH.isdisjoint(tags[k:n]) or _NUMBER in tags[k:n]:
            return None
        head = n - 1
        return _phrase((Kind.NOUN if tags[head] is not _ADVERB else Kind.ADVERB, k, head, head))
    last = n - 1
    while last > head and tags[last] in _TRAILS and not _postposed(tokens[last]):
        last -= 1
    return _phrase((Kind.NOUN, k, last, head))


def _postposed(token: Token) -> bool:
    """Whether an adjective stands behind its noun: "the cash [available] for repairs", "spending [worldwide]"."""
    return token.text in words_of("syntax", "postposed")


def _describes(word: str) -> bool:
    """Whether an adverb may open a noun phrase: "highly profitable customers", "approximately 45 stores"."""
    return word.endswith("ly") or word in ("about", "around", "over", "almost", "nearly", "roughly", "just", "only", "under", "very", "close")


def _goes_on(tags: tuple[Tag, ...], n: int) -> bool:
    """Whether a noun follows the number, period or adverb at token ``n``."""
    m = n + 1
    while m < len(tags) and tags[m] in _TRAILS and m < n + 4:
        m += 1
    return m < len(tags) and tags[m] is _NOUN
