"""Rows that are paired off: "net revenues, net income and EPS were $640 million, $52 million and $1.15, respectively". Where more than one pairing
is possible, or members and numbers are not as many, nothing is paired and the row is unsure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.observations.naming import fit
from kg.extract.observations.phrases import denominator
from kg.extract.observations.roles import Part
from kg.extract.observations.rows import Group, Row, before, behind, heads, name_in, periods, rows
from kg.extract.observations.tokens import METRIC, WORD, Line
from kg.extract.quantity import Grain, PeriodRef
from kg.extract.syntax import Kind

_MIXED = 1  # verbs that may stand between a row and what it is said of, where "respectively" does not tell that they are paired


@dataclass(frozen=True, slots=True)
class Member:
    """What the number at token ``number`` of a row is of: the METRIC token ``metric``, the thing named by the tokens ``whose``, the period ``when``."""

    number: int
    metric: int | None = None
    whose: tuple[int, int] | None = None
    when: PeriodRef | None = None


@dataclass(frozen=True, slots=True)
class Paired:
    """A row with its members, none where nothing pairs it; ``unsure``: something does, but not for certain."""

    row: Row
    members: tuple[Member, ...] = ()
    unsure: bool = False


def paired(line: Line) -> tuple[Paired, ...]:
    """The rows of numbers of a sentence with what they are paired with."""
    return tuple(_paired(line, row) for row in rows(line))


def whole_of(line: Line) -> str | None:
    """ "were 14% and 9% of [revenue], respectively", "as a percentage of [sales]": the metric that the numbers are shares of."""
    return next((t.metric.metric.id for k, t in enumerate(line.tokens) if t.kind == METRIC and denominator(line.tokens, k)), None)


def _paired(line: Line, row: Row) -> Paired:
    count = len(row.numbers)
    near = tuple(g for g in before(line, row) if row.said or _subject(line, g, row))
    back = behind(line, row)
    fitting = [g for g in near if len(g.members) == count]
    if back is not None and len(back.members) == count:
        fitting = [g for g in fitting if not _same(line, g, back)]
        if fitting and not periods(line, back):
            return Paired(row, unsure=True)
        fitting = [back]
    for group in sorted(fitting, key=lambda g: _rank(line, g)):
        if members := _members(line, row, group):
            return Paired(row, members)
    return Paired(row, unsure=bool(near) and (row.said or bool(fitting)))


def _same(line: Line, a: Group, b: Group) -> bool:
    return a.members == b.members


def _rank(line: Line, group: Group) -> int:
    """Measures before periods before things, and these before a row of both."""
    if heads(line, group):
        return 0
    if periods(line, group):
        return 1
    return 2 if not any(_measure(line, m) for m in group.members[:-1]) else 3


def _measure(line: Line, m: int) -> bool:
    return line.tokens[line.parse.phrases[m].head].kind == METRIC


def _subject(line: Line, group: Group, row: Row) -> bool:
    """Whether the row is said of the group though no word tells so: it is, or hangs on, the subject, with one verb between and no other noun
    than what the numbers are stated of: "Pumps and Valves had sales of $5 million and $7 million"."""
    phrases, parse = line.parse.phrases, line.parse
    stop = parse.of[row.numbers[0]]
    between = range(group.members[-1] + 1, stop)
    verbs = [n for n in between if phrases[n].kind is Kind.VERB]
    if len(verbs) != 1 or any(phrases[n].kind in (Kind.MARK, Kind.AND, Kind.PARTICIPLE) for n in between):
        return False
    return True


def _members(line: Line, row: Row, group: Group) -> tuple[Member, ...]:
    """The numbers with the members of the group, none where they do not go together."""
    at = heads(line, group)
    if at:
        return _measured(line, row, group, at)
    if not _alike(line, row):
        return ()
    if refs := _completed(periods(line, group)):
        return tuple(Member(n, when=ref) for n, ref in zip(row.numbers, refs, strict=True))
    names = tuple(name_in(line, m) for m in group.members)
    if any(name is None for name in names):
        return ()
    shared = line.parse.phrases[group.members[-1]].head  # "pump and valve [sales]"
    metric = shared if line.tokens[shared].kind == METRIC else None
    return tuple(Member(n, metric, name) for n, name in zip(row.numbers, names, strict=True))


def _measured(line: Line, row: Row, group: Group, at: tuple[int, ...]) -> tuple[Member, ...]:
    tokens = line.tokens
    ratios = whole_of(line) is not None
    for n, k in zip(row.numbers, at, strict=True):
        entry, quantity = tokens[k].metric, tokens[n].quantity
        if fit(entry.metric, quantity, Part.LEVEL, ratios or entry.share) is None and fit(entry.metric, quantity, Part.CHANGE) is None:
            return ()
    own = name_in(line, group.behind) if group.behind >= 0 and not _measure(line, group.behind) else None
    return tuple(Member(n, k, own) for n, k in zip(row.numbers, at, strict=True))


def _alike(line: Line, row: Row) -> bool:
    first, *rest = (line.tokens[n].quantity for n in row.numbers)
    return all(q.unit == first.unit or (q.percentage and first.percentage) or (q.money and first.money) for q in rest)


def _completed(refs: tuple[PeriodRef, ...]) -> tuple[PeriodRef, ...]:
    """The periods, with the year or the part of the year that only one of them names: "the second quarter of 2024 and [2023]", "[Q1] and Q2 of 2023"."""
    if not refs:
        return ()
    first, last = refs[0], refs[-1]
    if first.year is not None and first.grain is not Grain.YEAR and all(ref.grain is Grain.YEAR and ref.year is not None for ref in refs[1:]):
        return (first, *(replace(first, year=ref.year) for ref in refs[1:]))
    if last.year is not None:
        return tuple(replace(ref, year=last.year, how=last.how) if ref.year is None and ref.grain is last.grain else ref for ref in refs)
    return refs
