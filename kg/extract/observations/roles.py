"""What a quantity is in its sentence: a level, a change, the level it is compared with, or a share. Decided by the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.extract.observations.phrases import complete
from kg.extract.observations.tokens import COMMA, CUE, METRIC, PERIOD, QUANTITY, WORD, Line, Token
from kg.extract.observations.words import COPULAS, FILLERS, adverb, directions
from kg.extract.quantity import Quantity, Sort
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


_COMPARED = frozenset("compared versus vs against relative comparing compares comparison".split())
_REVISED = words_of("grammar", "revised")
_PHRASAL = words_of("grammar", "phrasal")
_COUNT_MOVES = frozenset("increase decrease higher lower more fewer less".split())
_EFFECTS = frozenset("impact headwind headwinds tailwind tailwinds benefit drag effect".split())  # "a 70 basis point impact" is a level of the impact
_REACH = 9


def role_of(line: Line, i: int) -> Role:
    """The role of the QUANTITY token ``i`` of ``line``."""
    quantity = line.tokens[i].quantity
    if quantity.sort == Sort.CHANGE:
        return Role(Part.CHANGE, "change-word", 1, line.tokens[i].text, i)
    for rule in (_prior, _share, _change_after, _change_before):
        role = rule(line.tokens, i, quantity)
        if role is not None:
            return role
    if quantity.unit in ("pp", "bp") and not _stated(line.tokens, i) and not (i + 1 < len(line.tokens) and line.tokens[i + 1].text in _EFFECTS):
        return Role(Part.CHANGE, "points", 1, "", i)
    return Role(Part.LEVEL, "level")


def change_role(line: Line, i: int) -> Role | None:
    """The number at token ``i`` read as a change by the words right behind or before it, whatever it is compared with."""
    quantity = line.tokens[i].quantity
    return _change_after(line.tokens, i, quantity) or _change_before(line.tokens, i, quantity)


def _stated(tokens: tuple[Token, ...], i: int) -> bool:
    """A level in points: "charge-offs were 21 basis points"."""
    j = _before(tokens, i)
    return j >= 0 and (tokens[j].text in COPULAS or tokens[j].text in ("to", "of", "at"))


def _before(tokens: tuple[Token, ...], i: int) -> int:
    """The index of the first token left of ``i`` that is not filler, a period or a comparison; -1 when there is none."""
    j = i - 1
    while j >= 0:
        t = tokens[j]
        if t.kind in (PERIOD, CUE) and not (t.comparison and t.comparison.prior):
            j -= 1
            while j >= 0 and tokens[j].text in ("in", "for", "during", "over", "on", "a", "an", "the", "basis"):
                j -= 1
            continue
        if t.kind == WORD and (t.text in FILLERS or adverb(t.text)):
            j -= 1
            continue
        return j
    return -1


def _prior(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> Role | None:
    """ "compared with net income of $0.78", "versus 311,000", "from $599 million"."""
    j = _before(tokens, i)
    if j < 0:
        return None
    t = tokens[j]
    revised = any(x.kind == QUANTITY and x.quantity.ranged and x.quantity.unit == quantity.unit for x in tokens[max(0, j - 2) : j])
    if t.text == "from" and quantity.ranged and not revised and not any(x.text in _REVISED for x in tokens[max(0, j - 12) : j]):
        return None
    if t.text == "from" or (t.kind == CUE and t.comparison and t.comparison.prior):
        return Role(Part.PRIOR, "prior-from" if t.text.startswith("from") else "prior-compared", via=t.text, at=j)
    if t.text == "than" and j and tokens[j - 1].text in ("higher", "lower", "less", "more", "better"):
        return Role(Part.PRIOR, "prior-than", via="than", at=j)
    for k in range(j, max(-1, i - _REACH), -1):
        t = tokens[k]
        if t.kind == QUANTITY or t.text in (";", ",", "was", "were", "is", "and") or (t.kind == WORD and t.text in directions()["verb"] and t.text not in ("higher", "lower", "up", "down")):
            return None
        if t.text == "relative" and tokens[k + 1].text != "to":
            continue
        if t.text in _COMPARED or (t.kind == CUE and t.comparison and t.comparison.prior):
            return Role(Part.PRIOR, "prior-compared", via=t.text, at=k)
    return None


def of_shares(tokens: tuple[Token, ...], i: int) -> bool:
    """ "2.5 million shares, or about 24.8 percent": the percentage of a company that so many shares are."""
    j = _before(tokens, i)
    if j < 1 or tokens[j].text != "or":
        return False
    j -= 2 if tokens[j - 1].text == "," else 1
    return j >= 0 and (tokens[j].text in ("shares", "stock", "shrs") or (tokens[j].kind == QUANTITY and tokens[j].quantity.unit == "shares"))


def _share(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> Role | None:
    """ "22% of total revenue", "representing 26% of the total"."""
    if quantity.unit != "percent" or of_shares(tokens, i):
        return None
    j = i + 1
    if j < len(tokens) and tokens[j].text in ("of", "to", "towards", "toward") and (tokens[j].text == "of" or _contributes(tokens, i)):
        for k in range(j + 1, min(j + 7, len(tokens))):
            t = tokens[k]
            if t.kind == METRIC and t.metric.metric.kind == "flow" and complete(tokens, k):
                return Role(Part.SHARE, "share-of-metric", at=j, metric=k)
            if t.kind in (COMMA, QUANTITY):
                break
            if t.text in ("total", "business", "mix") and (k + 1 == len(tokens) or tokens[k + 1].kind != WORD):
                return Role(Part.SHARE, "share-of-total", at=j)
    return None


def _contributes(tokens: tuple[Token, ...], i: int) -> bool:
    return any(t.text.startswith("contribut") for t in tokens[max(0, i - 4) : i])


def _change_after(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> Role | None:
    """ "a 5% increase in revenue", "14% organic revenue growth", "26% lower volume", "$5 million higher"."""
    after = directions()["after"]
    metric: int | None = None
    for k in range(i + 1, min(i + 6, len(tokens))):
        t = tokens[k]
        if t.kind == METRIC:
            if metric is not None:
                return None
            metric = k
        elif t.kind == WORD and t.text in after:
            if quantity.bare and t.text not in _COUNT_MOVES:
                return None
            if t.text in ("above", "below") or ((t.text in ("gain", "premium", "more", "less")) and (not quantity.percentage or k > i + 1)):
                return None
            if t.text in ("up", "down", "more", "less") and k + 1 < len(tokens) and tokens[k + 1].kind == QUANTITY:
                return None
            return Role(Part.CHANGE, "change-after", after[t.text], t.text, k, metric if metric is not None else _named_after(tokens, k))
        elif (t.kind == CUE and not (t.comparison and t.comparison.prior)) or (k == i + 1 and t.text == "of" and quantity.unit in ("bp", "pp")):
            continue
        elif t.kind != WORD or t.text in ("and", "or", "of", "to", "from", "in", "on", "by", "with", "for", "as", "was", "is") or t.text in COPULAS:
            return None
    return None


def _named_after(tokens: tuple[Token, ...], k: int) -> int | None:
    """The metric of "increase in adjusted revenue", "lower volume"."""
    for n in range(k + 1, min(k + 7, len(tokens))):
        t = tokens[n]
        if t.kind == METRIC:
            return n
        if t.kind in (PERIOD, CUE):
            continue
        if t.kind != WORD or t.text in ("and", "from", "driven", "due", "as", "because", "with", "was", "is"):
            return None
    return None


def _change_before(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> Role | None:
    """ "increased by over 6%", "an increase of 40%", "up 5%", "grew revenue 12%", "growth was 5%"."""
    table = directions()
    j = _before(tokens, i)
    if j < 0:
        return None
    t = tokens[j]
    if t.kind == WORD and t.text in table["verb"] and not _to_level(tokens, j, i):
        if t.text in ("higher", "lower", "up", "down") and not quantity.percentage and not quantity.money:
            return None
        if t.text in ("down", "off", "up") and j and tokens[j - 1].text in _PHRASAL:
            return None
        if quantity.money and t.text in ("raised", "raise", "raising", "added", "lost", "cut", "off", "gain", "gained") and t.text not in ("cut", "off"):
            return None
        return Role(Part.CHANGE, "change-verb", table["verb"][t.text], t.text, j)
    if t.text == "by":
        return _by(tokens, j)
    if t.text == "or" and j and tokens[j - 1].kind in (QUANTITY, WORD, CUE, PERIOD, COMMA) and quantity.percentage:
        return _or_change(tokens, j)
    if t.text in ("of", "was", "were", "is", "be", "been", "are", "at"):
        return _noun(tokens, j, quantity)
    if t.kind == METRIC and quantity.percentage and j and tokens[j - 1].kind == WORD and tokens[j - 1].text in table["verb"]:
        return Role(Part.CHANGE, "change-verb-object", table["verb"][tokens[j - 1].text], tokens[j - 1].text, j - 1, j)
    if quantity.unit == "percent" and (grown := _grown(tokens, j)) is not None:
        return grown
    if t.text in table["noun"] and quantity.percentage:
        return Role(Part.CHANGE, "change-noun-bare", table["noun"][t.text], t.text, j)
    return None


def _grown(tokens: tuple[Token, ...], j: int) -> Role | None:
    """ "guidance for revenue growth this year, 36%": a percentage behind the growth or the outlook of an amount."""
    if tokens[j].text != ",":
        return None
    k = _before(tokens, j)
    outlook = k > 0 and tokens[k].kind == WORD and tokens[k].text in ("growth", "outlook", "guidance") and tokens[k - 1].kind == METRIC and tokens[k - 1].metric.metric.unit == "currency"
    return Role(Part.CHANGE, "change-outlook", 1, tokens[k].text, k, k - 1) if outlook else None


def _to_level(tokens: tuple[Token, ...], j: int, i: int) -> bool:
    return any(t.text == "to" for t in tokens[j + 1 : i])


def _by(tokens: tuple[Token, ...], j: int) -> Role | None:
    verb, noun = directions()["verb"], directions()["noun"]
    for k in range(j - 1, max(-1, j - 13), -1):
        t = tokens[k]
        if t.text == "growth" and k and tokens[k - 1].kind == METRIC and any(x.kind == WORD and x.text in verb for x in tokens[max(0, k - 6) : k - 1]):
            continue  # "decrease revenue growth by 2 points"
        if t.kind == WORD and (t.text in verb or t.text in noun):
            return Role(Part.CHANGE, "change-by", verb.get(t.text, noun.get(t.text, 0)), t.text, k)
        if t.kind == QUANTITY and tokens[j - 1].kind == METRIC:
            continue  # "grew revenue by 22% and EPS by 37%"
        if t.kind == QUANTITY or t.text == ";" or t.text.startswith(("impact", "affect")):
            return None
    return None


def _or_change(tokens: tuple[Token, ...], j: int) -> Role | None:
    """ "increased $5 million, or 12%": the percentage of the same change."""
    for k in range(j - 1, max(-1, j - 5), -1):
        if tokens[k].kind == QUANTITY:
            first = _change_before(tokens, k, tokens[k].quantity) or _change_after(tokens, k, tokens[k].quantity)
            return Role(Part.CHANGE, "change-or", first.sign, first.via, first.at, first.metric) if first and first.part == Part.CHANGE else None
    return None


def _noun(tokens: tuple[Token, ...], j: int, quantity: Quantity) -> Role | None:
    """ "growth in megawatts of 30%", "revenue growth was 5%": the noun governs the number through "of" or a copula."""
    if not (quantity.percentage or tokens[j].text == "of"):
        return None
    noun = directions()["noun"]
    for k in range(j - 1, max(-1, j - 7), -1):
        t = tokens[k]
        if t.kind == WORD and t.text in noun:
            if t.text == "gain" and quantity.money and not any(x.text == "in" for x in tokens[k + 1 : j]):
                return None
            if tokens[j].text != "of" and any(x.kind == METRIC for x in tokens[k + 1 : j]) and not any(x.text in ("in", "of") for x in tokens[k + 1 : j]):
                return None
            return Role(Part.CHANGE, "change-noun", noun[t.text], t.text, k)
        if t.text == "to" and tokens[k + 1].text in ("be", "come", "range", "average"):
            continue
        if t.kind in (QUANTITY, COMMA) or t.text in ("to", "and") or (t.kind == WORD and t.text in COPULAS and t.text != "of"):
            return None
    return None
