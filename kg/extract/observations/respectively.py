"""Rows that are paired off: "net revenues, net income and EPS were $640 million, $52 million and $1.15, respectively". Where more than one pairing
is possible, or members and numbers are not as many, nothing is paired and the row is unsure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.extract.observations.naming import fit
from kg.extract.observations.phrases import denominator
from kg.extract.observations.roles import Part
from kg.extract.observations.rows import Group, Row, before, behind, heads, measure_of, name_in, periods, rows
from kg.extract.observations.tokens import METRIC, QUANTITY, Line
from kg.extract.quantity import Grain, PeriodRef
from kg.extract.syntax import Kind
from kg.lexicon import table

_COMPARED = frozenset("compared versus vs against from of".split())  # behind a row, of all of it


@dataclass(frozen=True, slots=True)
class Member:
    """What the number at token ``number`` of a row is of, the phrase ``phrase``: the METRIC token ``metric``, the thing named by the tokens ``whose``,
    the period ``when``, the ``accounting`` ("GAAP and non-GAAP margins"). ``asks`` is the token at which it is told whose all of them are."""

    number: int
    phrase: int
    metric: int | None = None
    whose: tuple[int, int] | None = None
    when: PeriodRef | None = None
    accounting: str | None = None
    asks: int | None = None


@dataclass(frozen=True, slots=True)
class Paired:
    """A row with its members, none where nothing pairs it; ``unsure``: something does, but not for certain. ``measures``: the members are measures,
    each of its own."""

    row: Row
    members: tuple[Member, ...] = ()
    measures: bool = False
    unsure: bool = False


@cache
def _accountings() -> dict[str, str]:
    return {"reported": "", **{word: row.get("accounting", "") for row in table("qualifiers").values() for word in row["before"]}}


def paired(line: Line) -> tuple[Paired, ...]:
    """The rows of numbers of a sentence with what they are paired with."""
    return tuple(_paired(line, row) for row in rows(line))


def whole_of(line: Line, numbers: tuple[int, ...]) -> str | None:
    """ "were 14% and 9% of [revenue], respectively", "as a percentage of [sales]": the metric that the numbers of a row are shares of."""
    tokens = line.tokens
    return next(
        (
            t.metric.metric.id
            for k, t in enumerate(tokens)
            if t.kind == METRIC and denominator(tokens, k) and (k > numbers[-1] or not any(x.kind == QUANTITY for x in tokens[:k]))
        ),
        None,
    )


def _paired(line: Line, row: Row) -> Paired:
    count = len(row.numbers)
    near = tuple(g for g in before(line, row) if row.said or (_subject(line, g, row) and _closed(line, row)))
    back = behind(line, row)
    fitting = sorted((g for g in near if len(g.members) == count), key=lambda g: _rank(line, g))
    if back is not None and len(back.members) == count:
        if fitting and not periods(line, back):
            return Paired(row, unsure=True)
        fitting = [back]
    for group in fitting:
        if members := _members(line, row, group):
            return Paired(row, members, measure_of(line, group.members[0]) >= 0)
    return Paired(row, unsure=(bool(near) and (row.said or bool(fitting))) or (back is not None and len(back.members) != count))


def _rank(line: Line, group: Group) -> int:
    """Measures before periods before things, and these before a row of both."""
    if heads(line, group):
        return 0
    if periods(line, group):
        return 1
    return 2 if not any(measure_of(line, m) >= 0 for m in group.members[:-1]) else 3


def _subject(line: Line, group: Group, row: Row) -> bool:
    """Whether the row is said of the group though no word tells so: "revenue and EPS [of] $5 million and $1", "Pumps and Valves [had sales of] …"."""
    phrases, stop = line.parse.phrases, line.parse.of[row.numbers[0]]
    between = range(group.members[-1] + 1, stop)
    if [phrases[n].kind for n in between] == [Kind.PREPOSITION]:
        return line.tokens[phrases[stop - 1].first].text in ("of", "at", "by")
    verbs = sum(phrases[n].kind is Kind.VERB for n in between)
    return verbs == 1 and not any(phrases[n].kind in (Kind.MARK, Kind.AND, Kind.PARTICIPLE) for n in between)


def _closed(line: Line, row: Row) -> bool:
    """Whether nothing behind the last number tells it from the one before: not "grew 5% and 7% [in constant currency]"."""
    phrases = line.parse.phrases
    n = line.parse.of[row.numbers[-1]] + 1
    while n < len(phrases) and (
        phrases[n].kind is Kind.TIME or (phrases[n].kind is Kind.PREPOSITION and n + 1 < len(phrases) and phrases[n + 1].kind is Kind.TIME)
    ):
        n += 1
    return (
        n >= len(phrases)
        or phrases[n].kind in (Kind.MARK, Kind.AND, Kind.OPENER, Kind.RELATIVE, Kind.VERB)
        or line.tokens[phrases[n].first].text in _COMPARED
    )


def _members(line: Line, row: Row, group: Group) -> tuple[Member, ...]:
    """The numbers with the members of the group, none where they do not go together."""
    together = tuple(zip(row.numbers, group.members, strict=True))
    asks = line.parse.phrases[group.members[-1]].head if group.behind >= 0 else None
    if all(measure_of(line, m) >= 0 for m in group.members):
        return tuple(Member(n, m, measure_of(line, m), asks=asks) for n, m in together) if _fits(line, together) else ()
    if not _alike(line, row):
        return ()
    if measure_of(line, group.members[0]) >= 0:
        return tuple(Member(n, m, asks=asks) for n, m in together)
    if refs := _completed(periods(line, group)):
        return tuple(Member(n, m, when=ref) for (n, m), ref in zip(together, refs, strict=True))
    kinds = _kinds(line, group)
    if kinds:
        return tuple(Member(n, m, accounting=kind) for (n, m), kind in zip(together, kinds, strict=True))
    names = tuple(name_in(line, m) for m in group.members)
    if any(name is None for name in names):
        return ()
    return tuple(Member(n, m, whose=name) for (n, m), name in zip(together, names, strict=True))


def _fits(line: Line, together: tuple[tuple[int, int], ...]) -> bool:
    """Whether each number may be one of its measure."""
    ratios = whole_of(line, tuple(n for n, _ in together)) is not None
    for n, m in together:
        term, quantity = line.tokens[measure_of(line, m)].metric, line.tokens[n].quantity
        if fit(term.metric, quantity, Part.LEVEL, ratios or term.share) is None and fit(term.metric, quantity, Part.CHANGE) is None:
            return False
    return True


def _kinds(line: Line, group: Group) -> tuple[str, ...]:
    """ "[GAAP] and [non-GAAP] gross margins", "[basic] and [diluted] earnings": the accounting of each member, "" for none, where they differ in no more."""
    *front, last = group.members
    said = [
        _accountings().get(" ".join(t.text for t in line.tokens[p.first : p.last + 1]).removeprefix("both ").removeprefix("our "))
        for p in (line.parse.phrases[m] for m in front)
    ]
    at = measure_of(line, last)
    own = line.tokens[at].metric.accounting or "" if at >= 0 else None
    kinds = tuple(kind for kind in [*said, own] if kind is not None)
    return kinds if len(kinds) == len(group.members) else ()


def _alike(line: Line, row: Row) -> bool:
    first, *rest = (line.tokens[n].quantity for n in row.numbers)
    return all(q.unit == first.unit or (q.percentage and first.percentage) or (q.money and first.money) for q in rest)


def _completed(refs: tuple[PeriodRef, ...]) -> tuple[PeriodRef, ...]:
    """The periods, with the year or the part of the year that only one of them names: "the second quarter of 2024 and [2023]", "[Q1] and Q2 of 2023"."""
    if not refs:
        return ()
    first, last = refs[0], refs[-1]
    if (
        first.year is not None
        and first.grain is not Grain.YEAR
        and all(ref.grain is Grain.YEAR and ref.year is not None for ref in refs[1:])
    ):
        return (first, *(replace(first, year=ref.year) for ref in refs[1:]))
    if last.year is not None:
        return tuple(replace(ref, year=last.year, how=last.how) if ref.year is None and ref.grain is last.grain else ref for ref in refs)
    return refs
