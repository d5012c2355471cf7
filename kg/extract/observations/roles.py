"""What a quantity is in its sentence: a level, a change, the level it is compared with, or a share. Asked of the phrases around it.

``WAYS`` in order of precedence; each is a question with its example, the first that holds decides. What none holds of is a level.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.observations.tokens import CUE, METRIC, QUANTITY, WORD, Line, Token
from kg.extract.observations.words import COPULAS, FILLERS, directions
from kg.extract.quantity import Quantity, Sort
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


@dataclass(frozen=True, slots=True)
class Spot:
    """A number in its sentence."""

    line: Line
    i: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.line.tokens

    @property
    def quantity(self) -> Quantity:
        return self.line.tokens[self.i].quantity

    @property
    def parse(self) -> Parse:
        return self.line.parse

    @property
    def n(self) -> int:
        """The phrase that the number stands in."""
        return self.line.parse.of[self.i]

    def head(self, n: int) -> Token:
        return self.tokens[self.parse.phrases[n].head]

    def kind(self, n: int) -> Kind | None:
        return self.parse.phrases[n].kind if 0 <= n < len(self.parse.phrases) else None


_COMPARED = words_of("roles", "compared")
_REVISED = words_of("grammar", "revised")
_PHRASAL = words_of("grammar", "phrasal")
_COUNT_MOVES = words_of("roles", "count-moves")
_EFFECTS = words_of("roles", "effects")
_NOT_MOVED = words_of("roles", "paid-verbs")
_WHOLES = words_of("roles", "wholes")
_STATING = words_of("roles", "stating")
_RATES = words_of("roles", "rates")
_PASSED = frozenset({Kind.TIME, Kind.ADVERB})
_NEAR = 7  # phrases within which a comparison holds


def role_of(line: Line, i: int) -> Role:
    """The role of the QUANTITY token ``i`` of ``line``."""
    spot = Spot(line, i)
    return next((role for way in WAYS if (role := way(spot)) is not None), Role(Part.LEVEL, "level"))


def change_role(line: Line, i: int) -> Role | None:
    """The number at token ``i`` read as a change by the words around it, whatever it is compared with."""
    spot = Spot(line, i)
    return next((role for way in MOVES if (role := way(spot)) is not None), None)


# --- what stands in front -----------------------------------------------------------------------------------------------------------------


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
            and not _prior_cue(spot.tokens[after])
        )
    return phrase.kind is Kind.NOUN and all(
        t.kind == WORD and (t.text in FILLERS or spot.parse.tags[k] in (Tag.DETERMINER, Tag.ADJECTIVE))
        for k, t in enumerate(words, phrase.first)
    )


def _prior_cue(token: Token) -> bool:
    return token.kind == CUE and token.comparison is not None and token.comparison.prior


# --- the ways -----------------------------------------------------------------------------------------------------------------------------


def said_by_word(spot: Spot) -> Role | None:
    """ "revenue [doubled]", "sales were [flat]"."""
    return Role(Part.CHANGE, "change-word", 1, spot.tokens[spot.i].text, spot.i) if spot.quantity.sort == Sort.CHANGE else None


def stood_at(spot: Spot) -> Role | None:
    """ "[from] $599 million", "higher [than] 40%"."""
    m = front(spot, spot.n)
    if m < 0:
        return None
    at = spot.parse.phrases[m].last
    word = spot.tokens[at]
    if word.text == "from" or (_prior_cue(word) and word.text.startswith("from")):
        before = spot.tokens[max(0, at - 12) : at]
        revised = any(t.kind == QUANTITY and t.quantity.ranged and t.quantity.unit == spot.quantity.unit for t in before[-2:])
        if spot.quantity.ranged and not revised and not any(t.text in _REVISED for t in before):
            return None  # "from 5% to 7%" as a range
        return Role(Part.PRIOR, "prior-from", via=word.text, at=at)
    if word.text == "than" and at and spot.tokens[at - 1].text in ("higher", "lower", "less", "more", "better"):
        return Role(Part.PRIOR, "prior-than", via="than", at=at)
    return None


def compared(spot: Spot) -> Role | None:
    """ "[compared with] adjusted net income of $0.78", "[versus] 311,000 in the prior year"."""
    m = spot.n
    for _ in range(_NEAR):
        phrase = spot.parse.phrases[m]
        for k in range(min(phrase.last, spot.i - 1), phrase.first - 1, -1):
            t = spot.tokens[k]
            if (t.text in _COMPARED and not (t.text == "relative" and spot.tokens[k + 1].text != "to")) or (
                _prior_cue(t) and not t.text.startswith("from")
            ):
                return Role(Part.PRIOR, "prior-compared", via=t.text, at=k)
        m -= 1
        if m < 0 or spot.kind(m) in (Kind.VERB, Kind.AND, Kind.MARK, Kind.NUMBER, Kind.OPENER, Kind.RELATIVE) or _direction(spot, m):
            return None
        if any(t.kind == QUANTITY for t in spot.tokens[spot.parse.phrases[m].first : spot.parse.phrases[m].last + 1]):
            return None
    return None


def _direction(spot: Spot, m: int) -> bool:
    word = spot.head(m)
    return word.kind == WORD and word.text in directions()["verb"] and word.text not in ("higher", "lower", "up", "down")


def exceeded(spot: Spot) -> Role | None:
    """ "38.5%, [above] the 38.3% we reported a year ago": a number known from before."""
    m = front(spot, spot.n)
    if (
        m < 0
        or spot.kind(m) is not Kind.PREPOSITION
        or spot.head(m).text not in ("above", "below", "over", "beyond")
        or spot.tokens[spot.i - 1].text not in ("the", "our", "its")
    ):
        return None
    behind = [t.text for t in spot.tokens[spot.i + 1 : spot.i + 3]]
    return (
        Role(Part.PRIOR, "prior-known", via=spot.head(m).text, at=spot.parse.phrases[m].head)
        if behind[:1] in (["we"], ["it"], ["they"])
        else None
    )


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


def of_a_whole(spot: Spot) -> Role | None:
    """ "22% [of total revenue]", "representing 26% [of the total]", "contributed 8% [to sales]"."""
    if spot.quantity.unit != "percent" or of_shares(spot.tokens, spot.i):
        return None
    behind = spot.parse.behind(spot.n)
    if not behind or behind[0][0] != spot.n + 1:
        return None
    link, whole = spot.head(behind[0][0]), spot.parse.phrases[behind[0][1]]
    given = any(t.text.startswith("contribut") for t in spot.tokens[max(0, spot.i - 4) : spot.i])
    if link.text != "of" and not (given and link.text in ("to", "toward", "towards")):
        return None
    head, at = spot.tokens[whole.head], spot.parse.phrases[behind[0][0]].first
    if head.kind == METRIC and head.metric.metric.kind == "flow":
        return Role(Part.SHARE, "share-of-metric", at=at, metric=whole.head)
    if head.text in _WHOLES and head.kind == WORD and not any(t.kind == METRIC for t in spot.tokens[whole.first : whole.last]):
        return Role(Part.SHARE, "share-of-total", at=at)
    return None


def moved_inside(spot: Spot) -> Role | None:
    """ "a 5% [increase] in revenue", "14% organic revenue [growth]", "26% [lower] volume", "$5 million [higher]", "40 [more] stores"."""
    after, parse = directions()["after"], spot.parse
    last = parse.phrases[spot.n].last
    if last == spot.i:
        m = spot.n + 1
        while spot.kind(m) is Kind.TIME and not _prior_cue(spot.tokens[parse.phrases[m].first]):
            m += 1
        if spot.kind(m) in (Kind.ADVERB, Kind.NOUN, Kind.PREPOSITION, Kind.PARTICIPLE) and not (
            spot.kind(m) is Kind.NOUN and parse.tags[parse.phrases[m].first] in (Tag.DETERMINER, Tag.POSSESSIVE)
        ):
            last = parse.phrases[m].last
            if spot.tokens[parse.phrases[m].first].text == "of" and spot.quantity.unit in ("bp", "pp") and spot.kind(m + 1) is Kind.NOUN:
                last = parse.phrases[m + 1].last  # "5 points of growth"
    for k in range(spot.i + 1, last + 1):
        t = spot.tokens[k]
        if t.kind == WORD and t.text in after and not _no_move(spot, k):
            named = next((j for j in range(spot.i + 1, k) if spot.tokens[j].kind == METRIC), None)
            return Role(Part.CHANGE, "change-after", after[t.text], t.text, k, named if named is not None else _named_behind(spot, k))
    return None


def _no_move(spot: Spot, k: int) -> bool:
    """ "5 [above] normal", "$3 million [more] than", "45 [up] 5%": what looks like a direction behind a number and is none of it."""
    word, quantity = spot.tokens[k].text, spot.quantity
    following = spot.tokens[k + 1] if k + 1 < len(spot.tokens) else None
    if word in ("above", "below"):
        return True
    if quantity.bare:
        return word not in _COUNT_MOVES or (
            word in ("more", "fewer", "less") and (following is None or k > spot.i + 1 or spot.parse.of[k] != spot.n)
        )
    if word in ("gain", "premium", "more", "less") and (not quantity.percentage or k > spot.i + 1):
        return True
    return word in ("up", "down", "more", "less") and following is not None and following.kind == QUANTITY


def _named_behind(spot: Spot, k: int) -> int | None:
    """The metric of "increase [in adjusted revenue]", "lower [volume]"."""
    phrase = spot.parse.at(k)
    if phrase.head > k and spot.tokens[phrase.head].kind == METRIC:
        return phrase.head
    inside = next((j for j in range(k + 1, phrase.last + 1) if spot.tokens[j].kind == METRIC), None)
    if inside is not None:
        return inside
    n = spot.parse.of[k]
    if spot.kind(n + 1) is Kind.NOUN:
        return next((j for j in range(phrase.last + 1, spot.parse.phrases[n + 1].last + 1) if spot.tokens[j].kind == METRIC), None)
    for p, m in spot.parse.behind(n):
        if spot.head(p).text in ("in", "of", "for", "to", "on"):
            own = spot.parse.phrases[m]
            return next((j for j in range(own.first, own.last + 1) if spot.tokens[j].kind == METRIC), None)
    return None


def moved_by_verb(spot: Spot) -> Role | None:
    """ "revenue [grew] 12%", "[up] 5%", "shares [fell] 3 cents"."""
    m = front(spot, spot.n)
    if m < 0:
        return None
    phrase = spot.parse.phrases[m]
    at = phrase.last if spot.kind(m) is not Kind.NOUN else phrase.head
    word = spot.tokens[at]
    if word.kind != WORD or word.text not in directions()["verb"] or spot.parse.tags[at] is Tag.DETERMINER:
        return None
    quantity = spot.quantity
    if word.text in ("higher", "lower", "up", "down") and not quantity.percentage and not quantity.money:
        return None
    if word.text in ("down", "off", "up") and at and spot.tokens[at - 1].text in _PHRASAL:
        return None  # "paid down $3 million"
    if quantity.money and word.text in _NOT_MOVED:
        return None  # "raised $3 million"
    return Role(Part.CHANGE, "change-verb", directions()["verb"][word.text], word.text, at)


def moved_object(spot: Spot) -> Role | None:
    """ "[grew] revenue 12%": the object stands between the verb and the number."""
    m = front(spot, spot.n)
    if m < 1 or spot.kind(m) is not Kind.NOUN or not spot.quantity.percentage or spot.head(m).kind != METRIC:
        return None
    at = spot.parse.phrases[m].first - 1
    word = spot.tokens[at]
    return (
        Role(Part.CHANGE, "change-verb-object", directions()["verb"][word.text], word.text, at, spot.parse.phrases[m].head)
        if word.kind == WORD and word.text in directions()["verb"]
        else None
    )


def moved_by(spot: Spot) -> Role | None:
    """ "[increased] the dividend by 6%", "an [increase] in sales by 4%", "[grew] at over 30% a year", "to [grow] in the low single digits"."""
    g = front(spot, spot.n)
    if g < 0 or spot.kind(g) is not Kind.PREPOSITION:
        return None
    link = spot.head(g).text
    verb, noun = directions()["verb"], directions()["noun"]
    if link == "by":
        return _caused(spot, g)
    if link not in ("at", "in") or not spot.quantity.percentage:
        return None
    m = front(spot, g)
    word = spot.head(m) if m >= 0 else None
    if word is None or word.kind != WORD or word.text not in verb or spot.kind(m) not in (Kind.VERB, Kind.PARTICIPLE, Kind.ADVERB):
        return None
    behind = [t.text for t in spot.tokens[spot.i + 1 : spot.i + 4]]
    paced = any(w in _RATES for w in behind) or spot.quantity.sort == Sort.FUZZY or word.text.startswith("grow") or word.text == "grew"
    return (
        Role(Part.CHANGE, "change-verb", verb.get(word.text, noun.get(word.text, 0)), word.text, spot.parse.phrases[m].head)
        if paced
        else None
    )


def _caused(spot: Spot, g: int) -> Role | None:
    """The verb or noun of direction that "by", the phrase ``g``, hangs on."""
    verb, noun = directions()["verb"], directions()["noun"]
    for m in range(g - 1, max(-1, g - 13), -1):
        phrase = spot.parse.phrases[m]
        for k in range(phrase.last, phrase.first - 1, -1):
            t = spot.tokens[k]
            if (
                t.text == "growth"
                and k
                and spot.tokens[k - 1].kind == METRIC
                and any(x.kind == WORD and x.text in verb for x in spot.tokens[max(0, k - 6) : k - 1])
            ):
                continue  # "decrease revenue growth by 2 points"
            if t.kind == WORD and (t.text in verb or t.text in noun):
                return Role(Part.CHANGE, "change-by", verb.get(t.text, noun.get(t.text, 0)), t.text, k)
            if t.kind == QUANTITY and spot.head(g - 1).kind == METRIC:
                continue  # "grew revenue by 22% and EPS by 37%"
            if t.kind == QUANTITY or t.text == ";" or t.text.startswith(("impact", "affect")):
                return None
    return None


def joined_by_or(spot: Spot) -> Role | None:
    """ "increased $5 million, [or] 12%": the same change once more."""
    j = spot.i - 1
    while j > 0 and spot.tokens[j].kind == WORD and spot.tokens[j].text in FILLERS:
        j -= 1
    if j < 1 or spot.tokens[j].text != "or" or not (spot.quantity.percentage or spot.quantity.money):
        return None
    k = next((k for k in range(j - 1, max(-1, j - 5), -1) if spot.tokens[k].kind == QUANTITY), None)
    if k is None or (spot.quantity.money and spot.tokens[k].quantity.money):
        return None
    first = change_role(spot.line, k)
    return Role(Part.CHANGE, "change-or", first.sign, first.via, first.at, first.metric) if first is not None else None


def noun_of(spot: Spot) -> Role | None:
    """ "an [increase] of 40%", "[growth] in megawatts of 30%", "revenue [growth] was 5%": through "of" or a copula."""
    m = front(spot, spot.n)
    if m < 0:
        return None
    link, noun = spot.tokens[spot.parse.phrases[m].last], directions()["noun"]
    stating = link.text in _STATING or (link.text in ("between", "in", "at", "to") and spot.quantity.ranged)
    if not (link.text == "of" or (stating and spot.quantity.percentage)):
        return None
    for n in range(m - 1, max(-1, m - 7), -1):
        phrase = spot.parse.phrases[n]
        if phrase.kind in (Kind.MARK, Kind.AND, Kind.NUMBER, Kind.OPENER, Kind.RELATIVE) or (
            phrase.kind is Kind.VERB and spot.head(n).text not in _STATING
        ):
            return None
        for k in range(phrase.last, phrase.first - 1, -1):
            t = spot.tokens[k]
            if t.kind == QUANTITY:
                return None
            if t.kind != WORD or t.text not in noun:
                continue
            if (
                t.text == "gain"
                and spot.quantity.money
                and not any(x.text == "in" for x in spot.tokens[k + 1 : spot.parse.phrases[m].first])
            ):
                return None
            if (
                phrase.head != k
                and spot.tokens[phrase.head].kind in (WORD, METRIC)
                and spot.parse.tags[phrase.head] is Tag.NOUN
                and spot.tokens[phrase.head].text not in ("rate", "rates")
            ):
                return None  # "growth investments of $5 million"
            return Role(Part.CHANGE, "change-noun", noun[t.text], t.text, k)
    return None


def noun_in_front(spot: Spot) -> Role | None:
    """ "a [decline] 5%": a noun of direction right in front of a percentage."""
    m = front(spot, spot.n)
    word = spot.head(m) if m >= 0 and spot.kind(m) is Kind.NOUN else None
    noun = directions()["noun"]
    return (
        Role(Part.CHANGE, "change-noun-bare", noun[word.text], word.text, spot.parse.phrases[m].head)
        if word is not None and word.text in noun and spot.quantity.percentage
        else None
    )


def behind_outlook(spot: Spot) -> Role | None:
    """ "guidance for revenue [growth] this year, 36%": a percentage behind the growth or the outlook of an amount."""
    m = front(spot, spot.n)
    if m < 1 or spot.quantity.unit != "percent" or spot.head(m).text != ",":
        return None
    k = front(spot, m)
    word = spot.head(k) if k >= 0 and spot.kind(k) is Kind.NOUN else None
    at = spot.parse.phrases[k].head
    if (
        word is None
        or word.text not in ("growth", "outlook", "guidance")
        or at < 1
        or spot.tokens[at - 1].kind != METRIC
        or spot.tokens[at - 1].metric.metric.unit != "currency"
    ):
        return None
    return Role(Part.CHANGE, "change-outlook", 1, word.text, at, at - 1)


def in_points(spot: Spot) -> Role | None:
    """ "25 basis points": a change, where no copula or "of" says that it is a level, and it is no "70 basis point impact"."""
    if spot.quantity.unit not in ("pp", "bp"):
        return None
    m = front(spot, spot.n)
    word = spot.tokens[spot.parse.phrases[m].last].text if m >= 0 else ""
    if word in COPULAS or word in ("to", "of", "at", "worth", "for"):
        return None
    own = spot.parse.phrases[spot.n]
    behind = next((b for a, b in spot.parse.behind(spot.n) if spot.head(a).text == "of" and a == spot.n + 1), None)
    if any(spot.tokens[k].text in _EFFECTS for k in range(spot.i + 1, own.last + 1)) or (
        behind is not None and spot.head(behind).text in _EFFECTS
    ):
        return None
    return Role(Part.CHANGE, "points", 1, "", spot.i)


MOVES: tuple[Callable[[Spot], Role | None], ...] = (
    noun_of,
    moved_inside,
    moved_by_verb,
    moved_by,
    joined_by_or,
    moved_object,
    behind_outlook,
    noun_in_front,
)
WAYS: tuple[Callable[[Spot], Role | None], ...] = (said_by_word, stood_at, compared, exceeded, noun_of, of_a_whole, *MOVES[1:], in_points)
