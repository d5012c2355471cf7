"""What a quantity is in its sentence: a level, a change, the level it is compared with, or a share. Asked of the phrases around it.

``WAYS`` in order of precedence; each is a question with its example, the first that holds decides. What none holds of is a level.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.observations.moves import MOVES, growth_at, in_points, noun_of, points_of
from kg.extract.observations.roles import Part, Role, Spot, front, of_shares, prior_cue
from kg.extract.observations.tokens import CUE, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import FILLERS, directions
from kg.extract.quantity import Sort
from kg.extract.syntax import Kind
from kg.lexicon import words_of

_COMPARED = words_of("roles", "compared")
_REVISED = words_of("grammar", "revised")
_WHOLES = words_of("roles", "wholes")
_THEN = frozenset("the our its a an of in s 's preceding prior previous last level rate figure".split())
_GRADES = frozenset("higher lower less more better worse above below".split())
_NEAR = 7  # phrases within which a comparison holds


def role_of(line: Line, i: int) -> Role:
    """The role of the QUANTITY token ``i`` of ``line``."""
    spot = Spot(line, i)
    return next((role for way in WAYS if (role := way(spot)) is not None), Role(Part.LEVEL, "level"))


def change_role(line: Line, i: int) -> Role | None:
    """The number at token ``i`` read as a change by the words around it, whatever it is compared with."""
    spot = Spot(line, i)
    return next((role for way in MOVES if (role := way(spot)) is not None), None)


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
    if word.text == "from" or (prior_cue(word) and word.text.startswith("from")):
        before = spot.tokens[max(0, at - 12) : at]
        revised = any(t.kind == QUANTITY and t.quantity.ranged and t.quantity.unit == spot.quantity.unit for t in before[-2:])
        if spot.quantity.ranged and not revised and not any(t.text in _REVISED for t in before):
            return None  # "from 5% to 7%" as a range
        return Role(Part.PRIOR, "prior-from", via=word.text, at=at)
    if word.text == "than" and at and spot.tokens[at - 1].text in ("higher", "lower", "less", "more", "better"):
        return Role(Part.PRIOR, "prior-than", via="than", at=at)
    return None


def stood_then(spot: Spot) -> Role | None:
    """ "lower [than] the preceding third quarter of 40%", "higher [than] the second quarter's 31%": what it was in another period."""
    k = spot.i - 1
    while (
        k > 1
        and spot.tokens[k].text != "than"
        and (spot.tokens[k].kind in (PERIOD, CUE, METRIC) or spot.tokens[k].text in _THEN or spot.tokens[k].text in FILLERS)
    ):
        k -= 1
    between = spot.tokens[k + 1 : spot.i]
    if k < 1 or spot.tokens[k].text != "than" or not any(t.kind == PERIOD for t in between):
        return None
    return (
        Role(Part.PRIOR, "prior-than", via="than", at=k)
        if spot.tokens[k - 1].text in directions()["verb"] or spot.tokens[k - 1].text in _GRADES
        else None
    )


def compared(spot: Spot) -> Role | None:
    """ "[compared with] adjusted net income of $0.78", "[versus] 311,000 in the prior year"."""
    m = spot.n
    for _ in range(_NEAR):
        phrase = spot.parse.phrases[m]
        for k in range(min(phrase.last, spot.i - 1), phrase.first - 1, -1):
            t = spot.tokens[k]
            if (t.text in _COMPARED and not (t.text == "relative" and spot.tokens[k + 1].text != "to")) or (
                prior_cue(t) and not t.text.startswith("from")
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


WAYS: tuple[Callable[[Spot], Role | None], ...] = (
    said_by_word,
    growth_at,
    stood_at,
    stood_then,
    compared,
    exceeded,
    noun_of,
    of_a_whole,
    points_of,
    *MOVES,
    in_points,
)
