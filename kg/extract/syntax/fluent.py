"""Speech as written down word by word: hesitations and words said twice are passed over when a sentence is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq

from kg.extract.syntax.tokens import COMMA, WORD, Token
from kg.lexicon import words_of

_HESITATIONS = words_of("syntax", "hesitations")
_ASIDES = (("you", "know"), ("i", "mean"), ("kind", "of"), ("sort", "of"), ("if", "you", "will"))  # where commas shut them off
_PASSED = _HESITATIONS | frozenset(words[-1] for words in _ASIDES) - {"of"} | {"kind", "sort"}  # in all that is passed over but words said twice
_TWICE = (
    words_of("syntax", "determiners")
    | words_of("syntax", "possessives")
    | words_of("syntax", "prepositions")
    | words_of("syntax", "pronouns")
    | words_of("syntax", "conjunctions")
)
_MAY_REPEAT = frozenset({"that", "there"})


def fluent(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that say something: of "we, uh, we were moving, you know, over 8 tonnes" is left "we were moving over 8 tonnes"."""
    words = [t.text for t in tokens]
    if _PASSED.isdisjoint(words) and not any(map(eq, words, words[1:])) and not any(map(eq, words, words[2:])):
        return list(tokens)
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        aside = _aside(tokens, k, out)
        if aside:
            while out and out[-1].text == ",":
                out.pop()
            k = aside
            continue
        if _repeats(tokens[k], out):
            k += 1
            continue
        out.append(tokens[k])
        k += 1
    return out


def _aside(tokens: Sequence[Token], k: int, before: Sequence[Token]) -> int:
    """The token behind a hesitation that begins at token ``k``, with the comma that shuts it off; 0 where there is none."""
    if tokens[k].kind != WORD:
        return 0
    if tokens[k].text in _HESITATIONS:
        return k + 2 if k + 1 < len(tokens) and tokens[k + 1].text == "," else k + 1
    if before and before[-1].text != ",":
        return 0
    for words in _ASIDES:
        end = k + len(words)
        if end < len(tokens) and tokens[end].text == "," and all(t.text == w for t, w in zip(tokens[k:end], words, strict=True)):
            return end + 1
    return 0


def _repeats(token: Token, before: list[Token]) -> bool:
    """Whether the word was just said, with or without a comma between: "the, the", "in in"; what stands before is brought in order."""
    if token.kind != WORD or token.text not in _TWICE or not before:
        return False
    if before[-1].text == token.text and before[-1].kind == WORD and token.text not in _MAY_REPEAT:
        return True
    if len(before) > 1 and before[-1].kind == COMMA and before[-1].text == "," and before[-2].text == token.text:
        before.pop()
        return True
    return False
