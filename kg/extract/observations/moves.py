"""The ways in which a sentence says that a number is a change, in order of precedence. Each asks the phrases one question."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.observations.roles import Part, Role, Spot, front, prior_cue
from kg.extract.observations.tokens import METRIC, QUANTITY, WORD
from kg.extract.observations.words import COPULAS, FILLERS, directions
from kg.extract.quantity import Sort
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of

_PHRASAL = words_of("grammar", "phrasal")
_COUNT_MOVES = words_of("roles", "count-moves")
_EFFECTS = words_of("roles", "effects")
_NOT_MOVED = words_of("roles", "paid-verbs")
_STANDS = words_of("roles", "stands")
_TURNED = frozenset("returned accelerated decelerated slowed moderated went came moved".split())
_STATING = words_of("roles", "stating")
_RATES = words_of("roles", "rates")


def moved_inside(spot: Spot) -> Role | None:
    """ "a 5% [increase] in revenue", "14% organic revenue [growth]", "26% [lower] volume", "$5 million [higher]", "40 [more] stores"."""
    after, parse = directions()["after"], spot.parse
    last = parse.phrases[spot.n].last
    if last == spot.i:
        m = spot.n + 1
        while spot.kind(m) is Kind.TIME and not prior_cue(spot.tokens[parse.phrases[m].first]):
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
    if word in ("up", "down") and _moves_on(spot, k + 1):
        return True
    if quantity.bare:
        return word not in _COUNT_MOVES or (
            word in ("more", "fewer", "less") and (following is None or k > spot.i + 1 or spot.parse.of[k] != spot.n)
        )
    if word in ("gain", "premium", "more", "less") and (not quantity.percentage or k > spot.i + 1):
        return True
    return word in ("up", "down", "more", "less") and following is not None and following.kind == QUANTITY


def _moves_on(spot: Spot, k: int) -> bool:
    """ "was $525 million down [by about 1%]", "$5 million, up [from last year]": the direction belongs to what follows."""
    from_it = False
    while (
        k < len(spot.tokens) and spot.tokens[k].kind == WORD and (spot.tokens[k].text in FILLERS or spot.tokens[k].text in ("by", "from"))
    ):
        from_it = from_it or spot.tokens[k].text == "from"
        k += 1
    if k < len(spot.tokens) and spot.tokens[k].kind == QUANTITY:
        return True
    return spot.quantity.money and (from_it or (k < len(spot.tokens) and prior_cue(spot.tokens[k])))  # not "16% up from last year"


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


def signed_aside(spot: Spot) -> Role | None:
    """ "$50 million ([+5%])", "$50 million, [+5%]": a percentage with a sign behind a level."""
    text, before = spot.tokens[spot.i].text, spot.tokens[max(0, spot.i - 2) : spot.i]
    signed = spot.quantity.percentage and spot.quantity.signed and text[0] in "+-\u2212"
    behind = len(before) == 2 and before[1].text in ("(", "[", ",") and before[0].kind == QUANTITY and not before[0].quantity.percentage
    return Role(Part.CHANGE, "change-signed", 1, text, spot.i) if signed and behind else None


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
    measured = quantity.percentage or quantity.money or quantity.scaled or quantity.unit == "points"
    if word.text in ("higher", "lower", "up", "down") and not measured:
        return None
    if word.text in ("down", "off", "up") and at and spot.tokens[at - 1].text in _PHRASAL:
        return None  # "paid down $3 million"
    if quantity.money and word.text in _NOT_MOVED:
        return None  # "raised $3 million"
    if word.text.startswith("add") and any(t.text == "new" for t in spot.tokens[spot.i + 1 : spot.parse.phrases[spot.n].last + 1]):
        return None  # "added 140 new accounts"
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
    if word is None or word.kind != WORD or word.text not in verb:
        return None
    if spot.kind(m) not in (Kind.VERB, Kind.PARTICIPLE, Kind.ADVERB) and not (
        spot.kind(m) is Kind.NOUN and spot.tokens[spot.parse.phrases[m].first].text == "each"
    ):
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
            if t.kind == QUANTITY or t.text in (";", "short", "missed") or t.text.startswith(("impact", "affect")):
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
    first = next((role for way in MOVES if (role := way(Spot(spot.line, k))) is not None), None)
    return Role(Part.CHANGE, "change-or", first.sign, first.via, first.at, first.metric) if first is not None else None


def _between_times(spot: Spot, n: int) -> bool:
    """ "growth in 2022 [and] 2023 was 5% and 7%": what joins periods."""
    return spot.kind(n) in (Kind.AND, Kind.MARK) and spot.kind(n - 1) is Kind.TIME and spot.kind(n + 1) is Kind.TIME


def noun_of(spot: Spot) -> Role | None:
    """ "an [increase] of 40%", "[growth] in megawatts of 30%", "revenue [growth] was 5%": through "of" or a copula."""
    m = front(spot, spot.n)
    if m < 0:
        return None
    link, noun = spot.tokens[spot.parse.phrases[m].last], directions()["noun"]
    stating = link.text in _STATING or (
        link.text in ("between", "in", "at", "to") and (spot.quantity.ranged or (m > 0 and spot.head(m - 1).text in _STANDS))
    )
    if not (link.text == "of" or (stating and spot.quantity.percentage)):
        return None
    for n in range(m - 1, max(-1, m - 7 - 2 * sum(_between_times(spot, k) for k in range(m))), -1):
        phrase = spot.parse.phrases[n]
        if phrase.kind is Kind.AND and spot.quantity.money and spot.head(n + 1).kind == METRIC:
            return None  # "revenue growth and earnings per share of $8"
        if phrase.kind is Kind.PREPOSITION and spot.head(n).text == "with":
            return None  # "an improvement with margins of 33%"
        if phrase.kind is Kind.AND and spot.kind(n - 1) is Kind.NOUN and spot.kind(n + 1) is Kind.NOUN:
            continue  # "increases in the Harbor and Alder businesses of 15%"
        if _between_times(spot, n):
            continue
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
                and spot.tokens[phrase.head].text not in _STANDS
            ):
                return None  # "growth investments of $5 million"
            return Role(Part.CHANGE, "change-noun", noun[t.text], t.text, k)
    return None


def growth_at(spot: Spot) -> Role | None:
    """ "organic [growth] accelerated from 2% to 3%", "pump [growth] returned to 10%": a percentage that the growth of something moved to or from."""
    g = front(spot, spot.n)
    if g < 1 or spot.quantity.unit != "percent" or spot.kind(g) is not Kind.PREPOSITION or spot.head(g).text not in ("to", "from"):
        return None
    subject, verb = spot.parse.subject(spot.i), spot.parse.verb(spot.i)
    if subject is None or verb is None or not subject.last < verb.first <= verb.last < spot.i:
        return None
    word = spot.tokens[subject.head]
    moved = word.kind == WORD and word.text in ("growth", "decline") and (spot.tokens[verb.head].text in directions()["verb"] or spot.tokens[verb.head].text in _TURNED)
    return Role(Part.CHANGE, "change-growth", directions()["noun"][word.text], word.text, subject.head) if moved else None


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


def digits_of_amount(spot: Spot) -> Role | None:
    """ "[double-digit] operating income", "mid-single-digit organic [revenue]": of an amount only the growth is said in digits."""
    phrase = spot.parse.phrases[spot.n]
    head = spot.head(spot.n)
    if spot.quantity.sort != Sort.FUZZY or "digit" not in spot.tokens[spot.i].text or phrase.head <= spot.i or head.kind != METRIC:
        return None
    return (
        Role(Part.CHANGE, "digits-of-amount", 1, "", spot.i, phrase.head)
        if head.metric.metric.unit == "currency" and not head.metric.share
        else None
    )


def points_of(spot: Spot) -> Role | None:
    """ "including 5 points [of negative impact]", "another 100 basis points [of bad debt reserve]": a level of what hangs on the points."""
    if spot.quantity.unit not in ("pp", "bp"):
        return None
    m = front(spot, spot.n)
    if m >= 0 and spot.head(m).text in ("including", "includes", "excluding", "plus"):
        return Role(Part.LEVEL, "points-of")
    behind = next((b for a, b in spot.parse.behind(spot.n) if a == spot.n + 1 and spot.head(a).text == "of"), None)
    if behind is None or spot.parse.phrases[spot.n].last > spot.i:
        return None
    head = spot.head(behind)
    if head.kind == METRIC:
        return Role(Part.LEVEL, "points-of") if head.metric.metric.kind == "stock" else None
    return None if head.text in directions()["noun"] or head.text in directions()["after"] else Role(Part.LEVEL, "points-of")


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
    growth_at,
    moved_inside,
    signed_aside,
    moved_by_verb,
    moved_by,
    joined_by_or,
    moved_object,
    behind_outlook,
    noun_in_front,
    digits_of_amount,
)
