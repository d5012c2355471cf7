"""Rows: numbers that are said one behind the other, and what stands in a row of its own beside them: "[Pumps], [Valves] and [Seals] grew [4%], [5%] and [6%]"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.observations.tokens import METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import directions
from kg.extract.quantity import Grain, How, PeriodRef, Sort
from kg.extract.syntax import Kind, Tag

_AND = frozenset({"and", "&"})
_AGAIN = frozenset("by at to of in up down".split())  # may stand again in front of each number
_ROUGHLY = frozenset(
    "about approximately roughly around nearly almost some just over under more less than only well slightly a an another".split()
)
_PLACES = frozenset("in at for on within from across among during under with".split())


class Row(NamedTuple):
    """The QUANTITY tokens of numbers in a row. ``said``: "respectively" stands with them."""

    numbers: tuple[int, ...]
    said: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Noun phrases or periods in a row, by the indexes of their phrases, and the phrase that one of a place behind the last has ("in Norway"), else -1."""

    members: tuple[int, ...]
    behind: int = -1


def rows(line: Line) -> tuple[Row, ...]:
    """The rows of numbers of a sentence, two or more with nothing but commas, "and" and repeated prepositions between."""
    out: list[Row] = []
    run: list[int] = []
    for i in [*line.quantities(), -1]:
        if (
            run
            and i >= 0
            and _next(line, run[-1], i)
            and not (len(run) > 1 and _and(line, run[-2], run[-1]) and not _and(line, run[-1], i))
        ):
            run.append(i)
            continue
        if len(run) > 1:
            said = _respectively(line, run)
            if said or _and(line, run[-2], run[-1]):
                out.append(Row(tuple(run), said))
        run = [i] if i >= 0 and line.tokens[i].quantity.sort is not Sort.DURATION else []
    return tuple(out)


def _and(line: Line, a: int, b: int) -> bool:
    return any(t.text in _AND for t in line.tokens[a + 1 : b])


def end_of_row(line: Line, i: int) -> int:
    """The last number of the row that the number at token ``i`` stands in: what is said behind that is said of all; ``i`` itself without a row."""
    return next((row.numbers[-1] for row in rows(line) if i in row.numbers), i)


def _next(line: Line, a: int, b: int) -> bool:
    between = line.tokens[a + 1 : b]
    if line.tokens[b].quantity.sort is Sort.DURATION or not between:
        return False
    if line.tokens[a].quantity.percentage is not line.tokens[b].quantity.percentage and any(t.text in ("up", "down") for t in between):
        return False  # "$5 million, up 4%"
    return all(t.kind != METRIC and (t.text in _AND or t.text == "," or _said_again(t.text)) for t in between) and any(
        t.text in _AND or t.text == "," for t in between
    )


def _said_again(word: str) -> bool:
    return word in _AGAIN or word in _ROUGHLY


def _respectively(line: Line, run: list[int]) -> bool:
    """Whether the row, or what it is said of behind it, is told to be paired: "4% and 5%, respectively", "4% and 5% in Norway and Sweden, respectively"."""
    for t in line.tokens[run[-1] + 1 :]:
        if t.text == "respectively":
            return True
        if t.kind == QUANTITY or t.text == ";":
            return False
    first = line.tokens[run[0] - 1] if run[0] else None
    return first is not None and (
        first.text == "respectively" or (first.text == "," and run[0] > 1 and line.tokens[run[0] - 2].text == "respectively")
    )


def before(line: Line, row: Row) -> tuple[Group, ...]:
    """The groups of as many members as the row has numbers that stand before it and that it may be said of, the nearest first."""
    phrases, stop = line.parse.phrases, line.parse.of[row.numbers[0]]
    found: list[Group] = []
    for n in range(stop - 1, -1, -1):
        phrase = phrases[n]
        if _bars(line, n) and not (phrase.kind is Kind.RELATIVE and row.said):
            break
        if phrase.kind is Kind.AND and line.tokens[phrase.first].text in _AND:
            found += [group for group in _around(line, n) if len(group.members) > 1 and (row.said or not _inside_name(line, n))]
    return tuple(found)


def _bars(line: Line, n: int) -> bool:
    """Whether nothing before the phrase ``n`` may be what the row behind it is said of: a number, another clause."""
    phrase = line.parse.phrases[n]
    if phrase.kind in (Kind.OPENER, Kind.RELATIVE) or line.tokens[phrase.first].text in (";", "--"):
        return True
    return any(t.kind == QUANTITY for t in line.tokens[phrase.first : phrase.last + 1])


def behind(line: Line, row: Row) -> Group | None:
    """The group that begins behind the row, "4% and 5% [in Norway and Sweden]", or stands in front of its "respectively"."""
    parse = line.parse
    n = parse.of[row.numbers[-1]] + 1
    while n < len(parse.phrases) and (
        parse.phrases[n].kind is Kind.ADVERB or line.tokens[parse.phrases[n].first].text in (",", "respectively")
    ):
        n += 1
    found = _from(line, n)
    while found is None and row.said and n + 1 < len(parse.phrases) and not _ends(line, n):
        n += 1
        found = _from(line, n)
    return found


def _ends(line: Line, n: int) -> bool:
    words = line.tokens[line.parse.phrases[n].first : line.parse.phrases[n].last + 1]
    return any(t.kind == QUANTITY or t.text in (";", "respectively") for t in words)


def _from(line: Line, n: int) -> Group | None:
    """The group that hangs on the preposition at phrase ``n``."""
    phrases = line.parse.phrases
    if n + 1 >= len(phrases) or phrases[n].kind is not Kind.PREPOSITION or line.tokens[phrases[n].first].text not in _PLACES:
        return None
    members: list[int] = []
    m, joined = n + 1, False
    while m < len(phrases) and _member(line, m):
        members.append(m)
        link = _link(line, m + 1)
        if link is None:
            break
        joined = joined or any(t.text in _AND for t in line.tokens[phrases[m].last + 1 : phrases[link].first])
        m = link
    return Group(tuple(members)) if joined and len(members) > 1 else None


def _link(line: Line, m: int) -> int | None:
    """The phrase behind the comma or "and" at phrase ``m``, with its preposition passed over."""
    phrases = line.parse.phrases
    start = m
    while m < len(phrases) and (line.tokens[phrases[m].first].text in _AND or line.tokens[phrases[m].first].text == ","):
        m += 1
    if m == start:
        return None
    if m < len(phrases) and phrases[m].kind is Kind.PREPOSITION and line.tokens[phrases[m].first].text in _PLACES:
        m += 1
    return m


def _around(line: Line, n: int) -> tuple[Group, ...]:
    """The rows of phrases that the "and" at phrase ``n`` joins: of what stands right beside it, and of what that hangs on."""
    phrases = line.parse.phrases
    right = n + 1
    while right < len(phrases) and phrases[right].kind is Kind.ADVERB:
        right += 1
    if right + 1 < len(phrases) and phrases[right].kind is Kind.PREPOSITION and _repeats(line, right, n):
        right += 1
    if right >= len(phrases) or not _member(line, right):
        return ()
    hung = _hung(line, right)
    near = Group((*_leftward(line, n, False), right), hung)
    far = Group((*_leftward(line, n, True), right), hung)
    return (near,) if near.members == far.members else (near, far)


def _repeats(line: Line, p: int, n: int) -> bool:
    """Whether the preposition at phrase ``p`` stands in front of what is before the "and", too: "in Norway and in Sweden"."""
    phrases = line.parse.phrases
    return (
        n > 1 and phrases[n - 2].kind is Kind.PREPOSITION and line.tokens[phrases[n - 2].first].text == line.tokens[phrases[p].first].text
    )


def _leftward(line: Line, n: int, over: bool) -> tuple[int, ...]:
    """The members in front of the "and" at phrase ``n``; ``over`` passes what hangs on measures: "[revenue] in Norway and [orders]"."""
    phrases = line.parse.phrases
    out: list[int] = []
    m = n
    while m > 0:
        m -= 1
        if m and phrases[m].kind is Kind.MARK and line.tokens[phrases[m].first].text == ",":
            m -= 1
        elif out and not _comma(line, m + 1):
            break
        if over:
            while (
                m > 1
                and phrases[m].kind in (Kind.NOUN, Kind.TIME)
                and phrases[m - 1].kind is Kind.PREPOSITION
                and phrases[m - 2].kind is Kind.NOUN
            ):
                m -= 2
            if measure_of(line, m) < 0:
                break
        if not _member(line, m) or (out and not _goes_with(line, m, out[-1])):
            break  # "In Norway, sales and orders rose"
        out.append(m)
        if m == 0 or not _comma(line, m - 1):
            break
    return tuple(reversed(out))


def _goes_with(line: Line, m: int, other: int) -> bool:
    """Whether two phrases in front of an "and" may be of one row: periods with periods, a measure only with measures behind it."""
    phrases = line.parse.phrases
    if (phrases[m].kind is Kind.TIME) is not (phrases[other].kind is Kind.TIME):
        return False
    return measure_of(line, m) >= 0 or measure_of(line, other) < 0


def _comma(line: Line, m: int) -> bool:
    return line.tokens[line.parse.phrases[m].first].text == ","


def _member(line: Line, m: int) -> bool:
    """Whether the phrase may be one of a row: a noun phrase that is no pronoun, or a period."""
    phrase = line.parse.phrases[m]
    if phrase.kind is Kind.TIME or line.tokens[phrase.head].text in ("adjusted", "reported"):  # "[adjusted] and GAAP earnings"
        return True
    if phrase.kind is not Kind.NOUN or line.parse.tags[phrase.head] is Tag.PRONOUN:
        return False
    return line.tokens[phrase.head].text not in directions()["noun"] or measure_of(line, m) >= 0


def _inside_name(line: Line, n: int) -> bool:
    """Whether the "and" stands inside the name of one thing: "Oil and Gas"."""
    start = line.tokens[line.parse.phrases[n].first].start
    return any(m.span.start < start < m.span.end for m in line.things)


def _hung(line: Line, right: int) -> int:
    """The noun phrase that hangs on the last member and so on all: "revenue and profit [in Norway]"."""
    return next((m for _, m in line.parse.behind(right)), -1)


def measure_of(line: Line, m: int) -> int:
    """The METRIC token that heads the phrase ``m``, also with a noun of direction behind it ("[revenue] growth"), else -1."""
    head = line.parse.phrases[m].head
    if line.tokens[head].text in directions()["noun"] and head > line.parse.phrases[m].first:
        head -= 1
    return head if line.tokens[head].kind == METRIC else -1


def heads(line: Line, group: Group) -> tuple[int, ...]:
    """The METRIC tokens that the members are about, where all are measures."""
    at = tuple(measure_of(line, m) for m in group.members)
    return at if min(at) >= 0 else ()


_LONG = {"quarter": Grain.QUARTER, "half": Grain.HALF, "year": Grain.YEAR}


def periods(line: Line, group: Group) -> tuple[PeriodRef, ...]:
    """The periods that the members are, where all are some; the last may stand in front of what it is of: "Q1 and [Q2] revenue"."""
    refs: list[PeriodRef] = []
    for m in group.members:
        phrase = line.parse.phrases[m]
        at = [k for k in range(phrase.first, phrase.last + 1) if line.tokens[k].kind == PERIOD]
        grain = _LONG.get(line.tokens[phrase.head].text)
        ref = line.tokens[at[0]].period if at and (phrase.kind is Kind.TIME or m == group.members[-1]) else None
        if ref is None and grain is not None and not at:
            ref = PeriodRef(grain=grain, how=How.RELATIVE, offset=0)  # "for the quarter and [the year]"
        if ref is None:
            return ()
        refs.append(ref)
    return tuple(refs)


_NOT_NAMED = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.PRONOUN, Tag.NUMBER, Tag.ADVERB, Tag.TIME})
_SEVERAL = frozenset({"each", "both"})


def name_in(line: Line, n: int) -> tuple[int, int] | None:
    """The tokens of the noun phrase ``n`` that name a thing: without determiners and the metric that heads it."""
    phrase = line.parse.phrases[n]
    words = [
        k
        for k in range(phrase.first, phrase.last + 1)
        if line.parse.tags[k] not in _NOT_NAMED and line.tokens[k].kind == WORD and line.tokens[k].text not in _SEVERAL
    ]
    return (words[0], words[-1]) if words else None
