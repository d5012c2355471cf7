"""Which noun phrase a number reaches: right in front of it, over what only says a value, and what that phrase hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.observations.nouns import Asked, own_words
from kg.extract.observations.tokens import METRIC, WORD
from kg.extract.observations.words import COPULAS, PRONOUNS, directions
from kg.extract.syntax import Kind, Phrase, Tag
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
        n = before_aside(asked, n)
        phrase = parse.phrases[n]
        if phrase.kind is Kind.NOUN:
            return n
        if phrase.kind is Kind.NUMBER and n and asked.tokens[parse.phrases[n - 1].first].text == "from" and asked.tokens[phrase.last + 1].text == "to":
            n -= 2
            continue  # "earnings per share from $0.60 to $0.70"
        if phrase.kind in (Kind.AND, Kind.MARK) and n and parse.phrases[n - 1].kind is Kind.TIME and parse.phrases[n + 1].kind is Kind.TIME:
            n -= 1
            continue  # "growth in 2022 and 2023 was 5% and 7%"
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


def before_aside(asked: Asked, n: int) -> int:
    """The phrase in front of what stands between two commas that end at phrase ``n``: "proceeds[, net of tax,] to be $3 million"; else ``n``."""
    phrases, tokens = asked.parse.phrases, asked.tokens
    if tokens[phrases[n].first].text != ",":
        return n
    for m in range(n - 1, max(0, n - 6), -1):
        if tokens[phrases[m].first].text == ",":
            opening = phrases[m + 1]
            aside = opening.kind in (Kind.PREPOSITION, Kind.PARTICIPLE) or tokens[opening.first].text == "net"
            return m - 1 if aside and phrases[m - 1].kind is Kind.NOUN and phrases[m - 1].first >= asked.floor else n
        if phrases[m].kind in (Kind.VERB, Kind.NUMBER, Kind.AND, Kind.RELATIVE, Kind.OPENER, Kind.MARK):
            return n
    return n


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


# --- whether a clause tells the level of a noun phrase that stands further left --------------------------------------------------------------

_TELLS = COPULAS | words_of("syntax", "be") | words_of("labels", "stating") | words_of("labels", "telling")
_TO = frozenset("to at around below above between over or".split())
_EMPTY = words_of("labels", "counts") | words_of("labels", "states") | frozenset("high negative positive all-time peak".split())


def told_of(asked: Asked, n: int) -> bool:
    """Whether the clause tells the level of the noun phrase ``n``: of its subject ("[capex] will come in at $8 million"), of what the verb moves
    ("raise our [stake] in Kestrel to 45%"), or of what opens it ("[Capex], we estimate $8 million")."""
    parse, phrases = asked.parse, asked.parse.phrases
    top = list(chain(asked, n))[-1]
    towards = _towards(asked)
    if _beside(asked, n) or (top and phrases[top - 1].kind is Kind.VERB and towards):
        return True
    subject = parse.subject(asked.i)
    opens = phrases[top + 1].kind is Kind.MARK and subject is not None and phrases[top].last < subject.first
    if opens and subject is not None and asked.tokens[subject.head].text.partition("'")[0] in PRONOUNS:
        return True
    if top > 1 and phrases[top - 1].kind is Kind.ADVERB and phrases[top - 2].kind is Kind.PARTICIPLE:
        return False  # "expense related to our [debt]"
    if parse.governor(top) >= 0 and asked.tokens[phrases[parse.governor(top)].first].text != "for":
        return False
    return _predicates(asked, top, towards)


def _beside(asked: Asked, n: int) -> bool:
    """ "[dividend] for the year of an additional 11 cents": nothing but periods, prepositions and empty words between."""
    between = range(n + 1, asked.phrase)
    phrases, tokens = asked.parse.phrases, asked.tokens
    return all(phrases[m].kind in _PASSED or phrases[m].kind is Kind.PREPOSITION or _empty(asked, phrases[m]) for m in between) and (
        n + 1 == asked.phrase or tokens[phrases[asked.phrase - 1].last].text not in _ASIDES
    )


def _empty(asked: Asked, phrase: Phrase) -> bool:
    words = own_words(asked.line, phrase)
    return phrase.kind is Kind.NOUN and not any(asked.parse.tags[k] is Tag.NOUN and asked.tokens[k].text not in _EMPTY for k in words)


def _towards(asked: Asked) -> bool:
    """ "[to] $8 million", "[in] the range of $8 million": whether the number is where something stands or goes."""
    phrases, n = asked.parse.phrases, asked.phrase
    if n > 2 and phrases[n - 2].kind is Kind.NOUN and asked.tokens[phrases[n - 2].head].text in ("range", "neighborhood", "area"):
        return True
    return any(m >= 0 and asked.tokens[phrases[m].last].text in _TO for m in (n - 1, asked.parse.governor(n)))


def _predicates(asked: Asked, top: int, towards: bool) -> bool:
    """ "[cash flow] used in operations was $4 million", "[profit] reached a record high of $2 million": a verb that tells a level, and nothing
    between that might have one of its own."""
    phrases = asked.parse.phrases
    v = next((m for m in range(asked.phrase - 1, top, -1) if phrases[m].kind in (Kind.VERB, Kind.PARTICIPLE)), None)
    if v is None or not (towards or not {asked.tokens[phrases[v].head].text, asked.tokens[phrases[v].last].text}.isdisjoint(_TELLS)):
        return False
    if not all(_empty(asked, phrases[m]) for m in range(v + 1, asked.phrase) if phrases[m].kind is Kind.NOUN):
        return False
    free = [phrases[m] for m in range(top + 1, v) if phrases[m].kind is Kind.NOUN and phrases[m - 1].kind not in _HOLDS]
    return all(asked.tokens[phrase.head].text in PRONOUNS for phrase in free)


_HOLDS = frozenset({Kind.PREPOSITION, Kind.PARTICIPLE, Kind.VERB})
