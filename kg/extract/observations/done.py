"""What is done to what a number counts or pays: "opened 2 [plants]" are plants opened, "46 [systems] shipped in May" systems shipped."""

from __future__ import annotations

from functools import cache

from kg.extract.observations.tokens import WORD, Line
from kg.extract.syntax import Kind
from kg.lexicon import keys_of, words_of

_EMPTY = words_of("labels", "counts") | words_of("labels", "states") | {"additional"}  # "closed a record [$14 billion]"


def done(line: Line, number: int, n: int) -> str | None:
    """The participle of what is done to the noun phrase ``n`` of the number at token ``number``; None where no verb says so."""
    return _behind(line, n) or _in_front(line, min(line.parse.of[number], n) - 1)


def _behind(line: Line, n: int) -> str | None:
    phrases, at = line.parse.phrases, n + 1
    while at < len(phrases) and phrases[at].kind is Kind.ADVERB:
        at += 1
    if at >= len(phrases) or phrases[at].kind not in (Kind.VERB, Kind.PARTICIPLE):
        return None
    word = line.tokens[phrases[at].head].text
    acts = at + 1 < len(phrases) and phrases[at + 1].kind in (Kind.NOUN, Kind.NUMBER)  # "3 firms acquired the plant"
    return word if not acts and word in set(participles().values()) else None


def _in_front(line: Line, at: int) -> str | None:
    phrases = line.parse.phrases
    while at >= 0 and (phrases[at].kind is Kind.ADVERB or (phrases[at].kind is Kind.NOUN and line.tokens[phrases[at].head].text in _EMPTY)):
        at -= 1
    if at < 0 or phrases[at].kind not in (Kind.VERB, Kind.PARTICIPLE):
        return None
    token = line.tokens[phrases[at].head]
    return participles().get(token.text) if token.kind == WORD else None


@cache
def participles() -> dict[str, str]:
    """form -> participle of the verbs that do something to what is counted: "placing" -> "placed"."""
    forms = keys_of("labels", "done")
    return {**forms, **{done: done for done in forms.values()}}
