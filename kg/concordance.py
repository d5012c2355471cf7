"""Where the words of all finders stand in a document: one dictionary pass for all vocabularies together, and one look at the digits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

import ahocorasick_rs

from kg.lexicon import automaton, longest, whole
from kg.types import Context

Place = tuple[int, int, str]  # start, minus the end, term: in their order the longest comes first where several start
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_RUN = re.compile(r"  (?<=\w  ) ?(?=\w)")  # "operating  margin"; wider gaps part the columns of a table


class Vocabulary(NamedTuple):
    """The terms of one finder, folded, read when they are first needed. A line end inside a term counts as a blank where ``over_lines`` says so."""

    name: str
    terms: Callable[[], Collection[str]]
    over_lines: bool = False


class Concordance:
    """The places of one folded text at which terms stand as whole words, also inside longer terms, and its digits. Built once, then read."""

    def __init__(self, folded: str, vocabularies: tuple[Vocabulary, ...]) -> None:
        self.running = folded.replace("\n", " ").replace("\r", " ")  # on one line, of the same length
        found: dict[str, list[Place]] = {vocabulary.name: [] for vocabulary in vocabularies}
        terms, owners, automaton_ = _compiled(vocabularies)
        even = _Even(folded)
        running = even.text.replace("\n", " ").replace("\r", " ")
        for index, start, end in automaton_.find_matches_as_indexes(running, overlapping=True):
            if whole(running, start, end):
                term = terms[index]
                for name, over_lines in owners[index]:
                    if over_lines or even.text.startswith(term, start):
                        found[name].append((even.place(start), -even.place(end), term))
        self._words = {name: _Row(sorted(places)) for name, places in found.items()}
        self._digits = _Row([match.span() for match in _DIGITS.finditer(self.running)])

    def every(self, vocabulary: Vocabulary, start: int, end: int) -> list[Place]:
        """All places of the terms inside ``start`` … ``end``, in order."""
        return [place for place in self._words[vocabulary.name].within(start, end) if -place[1] <= end]

    def longest(self, vocabulary: Vocabulary, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """(start, end, term) inside ``start`` … ``end``, in order and without overlaps: the longest of those that start at one place."""
        return longest(self.every(vocabulary, start, end))

    def digits(self, start: int, end: int) -> list[tuple[int, int]]:
        """(start, end) of the figures that begin inside ``start`` … ``end``, with their commas and decimals."""
        return self._digits.within(start, end)


class _Even:
    """A text with one blank for each run of blanks between words, and where its characters stand in the text as it was."""

    def __init__(self, folded: str) -> None:
        self.text = _RUN.sub(" ", folded)
        self._behind: list[int] = []  # where a run has shrunk, in the even text: the place behind its blank
        self._lost: list[int] = [0]  # the blanks lost up to there
        for run in _RUN.finditer(folded) if len(self.text) < len(folded) else ():
            self._behind.append(run.start() - self._lost[-1] + 1)
            self._lost.append(self._lost[-1] + len(run.group()) - 1)

    def place(self, at: int) -> int:
        """The place in the text as it was of the character ``at`` of the even text."""
        return at + self._lost[bisect_right(self._behind, at)] if self._behind else at


P = TypeVar("P", bound=tuple[Any, ...])


class _Row(Generic[P]):
    """Places in order, by where they start."""

    def __init__(self, places: list[P]) -> None:
        self._places = places
        self._starts = [place[0] for place in places]

    def within(self, start: int, end: int) -> list[P]:
        """The places that begin inside ``start`` … ``end``."""
        first = bisect_left(self._starts, start)
        return self._places[first : bisect_left(self._starts, end, first)]


def concordance(context: Context, *vocabularies: Vocabulary) -> Concordance:
    """The concordance of the document of ``context``; of a context that brings none, one of ``vocabularies`` alone."""
    known = context.concordance
    return known if isinstance(known, Concordance) else Concordance(context.folded, vocabularies)


@cache
def _compiled(
    vocabularies: tuple[Vocabulary, ...],
) -> tuple[tuple[str, ...], tuple[tuple[tuple[str, bool], ...], ...], ahocorasick_rs.AhoCorasick]:
    """All terms, the vocabularies that hold each of them (name, over lines), and what finds them."""
    held: dict[str, list[tuple[str, bool]]] = {}
    for name, terms, over_lines in vocabularies:
        for term in terms():
            held.setdefault(term, []).append((name, over_lines))
    ordered = tuple(sorted(held))
    return ordered, tuple(tuple(held[term]) for term in ordered), automaton(ordered)
