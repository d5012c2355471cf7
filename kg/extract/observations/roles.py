"""The parts that a number may have in its sentence, and what stands in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.extract.observations.tokens import CUE, QUANTITY, WORD, Line, Token
from kg.extract.observations.words import FILLERS, directions
from kg.extract.quantity import Quantity
from kg.extract.syntax import Kind, Parse, Phrase, Tag
from kg.lexicon import words_of


class Part(StrEnum):
    """What a number is in its observation."""

    LEVEL = "level"
    CHANGE = "change"
    PRIOR = "prior"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Role:
    """``sign`` of a CHANGE: +1, -1, "better", "worse"; ``via`` is the word that decided; ``at`` the token index of that word."""

    part: Part
    rule: str
    sign: int | str = 0
    via: str = ""
    at: int = -1
    metric: int | None = None  # token index of a metric that the same words name


class Spot:
    """A number in its sentence."""

    __slots__ = ("i", "line", "n", "parse", "quantity", "tokens")

    def __init__(self, line: Line, i: int) -> None:
        self.line, self.i = line, i
        self.tokens: tuple[Token, ...] = line.tokens
        self.parse: Parse = line.parse
        self.quantity: Quantity = line.tokens[i].quantity
        self.n = line.parse.of[i]  # the phrase that the number stands in

    def head(self, n: int) -> Token:
        return self.tokens[self.parse.phrases[n].head]

    def kind(self, n: int) -> Kind | None:
        return self.parse.phrases[n].kind if 0 <= n < len(self.parse.phrases) else None


_COMPARED = words_of("roles", "compared")


def front(spot: Spot, n: int) -> int:
    """The phrase in front of phrase ``n``, with periods, adverbs and words that change nothing passed over; -1 when there is none."""
    m = n - 1
    while m >= 0 and _passed(spot, spot.parse.phrases[m]):
        m -= 1
    return m


def _passed(spot: Spot, phrase: Phrase) -> bool:
    words = spot.tokens[phrase.first : phrase.last + 1]
    if phrase.kind is Kind.TIME:
        return not any(t.comparison is not None and t.comparison.prior for t in words if t.kind == CUE)
    if phrase.kind is Kind.ADVERB:
        return not any(t.text in directions()["verb"] for t in words)
    if phrase.kind is Kind.PREPOSITION:
        after = phrase.last + 1
        return (
            words[0].text not in _COMPARED
            and after < len(spot.tokens)
            and spot.parse.at(after).kind is Kind.TIME
            and not prior_cue(spot.tokens[after])
        )
    return phrase.kind is Kind.NOUN and all(
        t.kind == WORD and (t.text in FILLERS or spot.parse.tags[k] in (Tag.DETERMINER, Tag.ADJECTIVE))
        for k, t in enumerate(words, phrase.first)
    )


def prior_cue(token: Token) -> bool:
    """Whether a comparison follows: "compared with", "from a year ago"."""
    return token.kind == CUE and token.comparison is not None and token.comparison.prior


def of_shares(tokens: tuple[Token, ...], i: int) -> bool:
    """ "2.5 million shares, or about 24.8 percent": the percentage of a company that so many shares are."""
    j = i - 1
    while j >= 0 and tokens[j].kind == WORD and tokens[j].text in FILLERS:
        j -= 1
    if j < 1 or tokens[j].text != "or":
        return False
    j -= 2 if tokens[j - 1].text == "," else 1
    return j >= 0 and (
        tokens[j].text in ("shares", "stock", "shrs") or (tokens[j].kind == QUANTITY and tokens[j].quantity.unit == "shares")
    )
