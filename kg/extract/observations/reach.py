"""Which noun phrase a number reaches: right in front of it, over what only says a value, and what that phrase hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.observations.nouns import Asked
from kg.extract.observations.tokens import METRIC, WORD
from kg.extract.observations.words import directions
from kg.extract.syntax import Kind, Phrase
from kg.lexicon import words_of

_PASSED = frozenset({Kind.TIME, Kind.ADVERB})
_STATING = words_of("labels", "stating")  # verbs that say a value of their subject
_VALUED = frozenset("of at to in between towards toward".split())


def chain(asked: Asked, n: int) -> Iterator[int]:
    """The noun phrase ``n`` and what it hangs on: "sales", then "volume" for "volume [of] sales"; over "and": "sales in Norway [and Sweden]"."""
    parse = asked.parse
    yield n
    while (p := _governor(asked, _first_joined(asked, n))) > 0:
        n = p - 1
        while n > 0 and parse.phrases[n].kind in _PASSED:
            n -= 1
        if parse.phrases[n].kind is not Kind.NOUN:
            return
        yield n


def _first_joined(asked: Asked, n: int) -> int:
    """The first of the things that commas and "and" join behind a measure, the last of which is the phrase ``n``: "sales in [Norway] and Sweden"."""
    phrases, tokens = asked.parse.phrases, asked.tokens
    m, joined = n, False
    while m > 1 and tokens[phrases[m].head].kind == WORD:
        at = m - 1
        while at > 0 and (phrases[at].kind is Kind.AND or tokens[phrases[at].first].text == ","):
            joined = joined or tokens[phrases[at].first].text in ("and", "&")
            at -= 1
        if at == m - 1 or not joined or phrases[at].kind is not Kind.NOUN:
            break
        m = at
    hangs = m < n and m > 1 and phrases[m - 1].kind is Kind.PREPOSITION and tokens[phrases[m].head].kind == WORD
    return m if hangs and any(t.kind == METRIC for t in tokens[phrases[m - 2].first : phrases[m - 2].last + 1]) else n


def _governor(asked: Asked, n: int) -> int:
    """The preposition that the phrase ``n`` hangs on, also over "continuing" in "profit from continuing operations"."""
    phrases = asked.parse.phrases
    over = n > 1 and phrases[n - 1].kind is Kind.PARTICIPLE and phrases[n - 2].kind is Kind.PREPOSITION
    return n - 2 if over else asked.parse.governor(n)


def fronted(asked: Asked) -> int | None:
    """The noun phrase right in front of the number, with nothing but "of", "at", "to", periods and a verb that states a value between."""
    parse, n = asked.parse, asked.phrase - 1
    while n >= 0 and parse.phrases[n].first >= asked.floor:
        phrase = parse.phrases[n]
        if phrase.kind is Kind.NOUN:
            return n
        if (
            phrase.kind is Kind.PREPOSITION
            and asked.tokens[phrase.first].text not in _VALUED | {"as"}
            and parse.phrases[n + 1].kind is not Kind.TIME
        ):
            return None
        if phrase.kind in (Kind.VERB, Kind.PARTICIPLE) and not states(asked, phrase):
            return None
        if phrase.kind not in (Kind.PREPOSITION, Kind.VERB, Kind.PARTICIPLE, Kind.TIME, Kind.ADVERB) and asked.tokens[
            phrase.first
        ].text not in (":", "-"):
            return None
        n -= 1
    return None


def attached(asked: Asked, n: int) -> bool:
    """Whether the number hangs on the noun phrase ``n`` itself: "sales of $3 million"."""
    return n == asked.phrase - 2 and asked.tokens[asked.parse.phrases[n + 1].first].text in ("of", "at", "between")


def states(asked: Asked, phrase: Phrase) -> bool:
    """Whether the verb says a value of its subject: "was", "totaled", "is expected to be", "rose [to]", "is stuck [at]"."""
    word = asked.tokens[phrase.head].text
    if word in _STATING or word in directions()["verb"]:
        return True
    behind = phrase.last + 1
    return (
        phrase.first < phrase.head and behind < asked.i and asked.tokens[behind].text == "at" and asked.parse.of[behind] == asked.phrase - 1
    )


_CIRCUMSTANCES = frozenset("on at among amid regarding under despite given due after through from".split())
_ASIDES = frozenset("excluding including before without like versus than".split())


def circumstance(asked: Asked, k: int) -> bool:
    """ "on constant exchange [rates], we grew", "before [taxes]": a metric that only says under what condition."""
    parse, n = asked.parse, asked.parse.of[k]
    p = parse.governor(n)
    word = asked.tokens[parse.phrases[p].first].text if p >= 0 else ""
    if word in _ASIDES:
        return True
    opens = p == 0 or parse.clause[p] != parse.clause[p - 1] or parse.phrases[p - 1].kind in (Kind.MARK, Kind.AND)
    return word in _CIRCUMSTANCES and opens and parse.subject(k) is not None
