"""Numbers in a row: "6% at Harbor, 9% at Alder and 3% at Meridian", "$120 million in pumps, $45 million in valves". Asked of the phrases."""

from __future__ import annotations

from kg.extract.observations.tokens import METRIC, Line
from kg.extract.quantity import Quantity, Sort
from kg.extract.syntax import Kind

_LINKS = frozenset({",", "and", "or", "but", "&", ";", "versus", "vs"})
_BETWEEN = frozenset({Kind.PREPOSITION, Kind.NOUN, Kind.TIME, Kind.ADVERB, Kind.AND, Kind.MARK})
_SAME = frozenset("by at up down to another about".split())  # may stand again in front of the number
_PLACES = frozenset("in at for on within from across versus vs over among during under excluding with against through".split())


def goes_on(line: Line, before: int, i: int, change: bool) -> bool:
    """Whether the number at token ``i`` says of another place, part or period what the one at token ``before`` says: nothing but what hangs on
    the first stands between, a comma or "and" in front of the second, and something hangs on it too. ``change``: they are changes."""
    a, b = line.tokens[before].quantity, line.tokens[i].quantity
    parse = line.parse
    first, second = parse.of[before], parse.of[i]
    if not _alike(a, b) or parse.phrases[second].kind is not Kind.NUMBER or first == second:
        return False
    between = parse.phrases[first + 1 : second]
    if not between or any(p.kind not in _BETWEEN for p in between):
        return False
    at = second - 1
    while at > first and (
        parse.phrases[at].kind is Kind.ADVERB
        or (parse.phrases[at].kind is Kind.PREPOSITION and line.tokens[parse.phrases[at].first].text in _SAME)
    ):
        at -= 1
    link = line.tokens[parse.phrases[at].first].text
    if link not in _LINKS - {"versus", "vs"} or any(line.tokens[parse.phrases[n].head].kind == METRIC for n in range(first + 1, second)):
        return False
    if any(parse.phrases[n].kind is Kind.NOUN and not _hangs(line, n, first) for n in range(first + 1, at)):
        return False
    return _placed(line, second) and (_placed(line, first) or (change and len(between) < 3))


def gapped(line: Line, before: int, i: int) -> tuple[int, int] | None:
    """The tokens of the noun phrase that takes the place of the subject, where the verb is not said again: "rose 5% in Norway and [orders] 7%"."""
    parse = line.parse
    first, second = parse.of[before], parse.of[i]
    if (
        not line.tokens[i].quantity.percentage
        or not _alike(line.tokens[before].quantity, line.tokens[i].quantity)
        or parse.phrases[second].kind is not Kind.NUMBER
    ):
        return None
    n = second - 1
    if (
        n - 1 <= first
        or parse.phrases[n].kind is not Kind.NOUN
        or line.tokens[parse.phrases[n - 1].first].text not in ("and", ",", "while", ";")
    ):
        return None
    if any(p.kind not in _BETWEEN or line.tokens[p.first].text == "to" for p in parse.phrases[first + 1 : n]):
        return None
    if (
        second + 1 < len(parse.phrases) and parse.phrases[second + 1].kind not in (Kind.MARK, Kind.AND, Kind.TIME, Kind.PREPOSITION)
    ) or line.tokens[min(parse.phrases[second].last + 1, len(line.tokens) - 1)].text == "of":
        return None
    return parse.phrases[n].first, parse.phrases[n].last


def _alike(a: Quantity, b: Quantity) -> bool:
    if Sort.DURATION in (a.sort, b.sort) or (a.ranged != b.ranged and not a.percentage):
        return False
    return a.unit == b.unit or (a.money and b.money and a.currency == b.currency) or (a.money and b.bare and b.scaled)


def _hangs(line: Line, n: int, floor: int) -> bool:
    """Whether the noun phrase ``n`` hangs on a preposition behind phrase ``floor``, or is joined to one that does."""
    parse = line.parse
    m = n - 1
    while m > floor and parse.phrases[m].kind in (Kind.TIME, Kind.ADVERB, Kind.NOUN):
        m -= 1
    if m <= floor:
        return False
    if parse.phrases[m].kind is Kind.PREPOSITION:
        return True
    return parse.phrases[m].kind in (Kind.AND, Kind.MARK) and _hangs(line, m, floor)


def _placed(line: Line, n: int) -> bool:
    """Whether a period or a preposition of place stands behind the phrase ``n``: "9% at Alder", "9% in the first half", "9% organically"."""
    parse = line.parse
    if n + 1 >= len(parse.phrases):
        return False
    behind = parse.phrases[n + 1]
    if any(t.text == "respectively" for t in line.tokens[behind.first : behind.first + 2]):
        return True
    if behind.kind is Kind.PREPOSITION:
        return line.tokens[behind.first].text in _PLACES
    return behind.kind is Kind.TIME or (behind.kind is Kind.ADVERB and line.tokens[behind.first].text.endswith("ly"))
