"""Words as data: ``kg/data/*.toml`` -> tables, and one dictionary pass over a text. Lazy and cached; nothing is read at import."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import ahocorasick_rs


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed ``kg/data/<name>.toml``. Treat it as frozen."""
    return tomllib.loads((files("kg") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


_TABULATED = 500  # terms up to which a table of all transitions is built: it is read twice as fast and takes long to build


def automaton(terms: Sequence[str]) -> ahocorasick_rs.AhoCorasick:
    """An automaton that finds every occurrence of every term, also inside longer ones."""
    how = ahocorasick_rs.Implementation.DFA if len(terms) <= _TABULATED else None
    return ahocorasick_rs.AhoCorasick(terms, matchkind=ahocorasick_rs.MatchKind.Standard, implementation=how)


@cache
def words_of(name: str, section: str, key: str = "words") -> frozenset[str]:
    """The word list ``[section] key`` of ``kg/data/<name>.toml``, written as a list or as one text with blanks between the words."""
    words: str | list[str] = table(name)[section][key]
    return frozenset(words.split() if isinstance(words, str) else words)


@cache
def keys_of(name: str, section: str) -> Mapping[str, str]:
    """word -> the key of ``[section]`` of ``kg/data/<name>.toml`` whose list holds it: "donated" -> "donations"."""
    entries = table(name)[section].items()
    return {word: key for key, words in entries if key not in ("examples", "counterexamples") for word in words}


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of ``words``, the longest first. A blank in a word stands for white space, a final ``*`` for the rest of a word:
    ``["next", "expect*", "last year"]`` is ``(?:last\\s+year|expect\\w*|next)``."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in ordered) + ")"


def opening(*words: str) -> str:
    """A pattern of any of ``words`` where a word begins, as behind ``\\b``; with the letters in front, a search skips the text between at the speed of C:
    ``our(?<!\\w...)|its(?<!\\w...)``."""
    return "|".join(f"{re.escape(word)}(?<!\\w{'.' * len(word)})" for word in words).replace(r"\ ", " ")


def starts(text: str, words: Iterable[str]) -> list[int]:
    """Where any of ``words`` stands in ``text``, also inside longer words, in order."""
    out: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            out.append(at)
            at = text.find(word, at + 1)
    return sorted(out)


S = TypeVar("S", bound=tuple[int, int])


def holding(spans: Iterable[S], places: Sequence[int]) -> list[S]:
    """The (start, end) of ``spans`` inside which one of ``places``, in order, stands."""
    return [span for span in spans if bisect_left(places, span[0]) < bisect_left(places, span[1])] if places else []


class Terms:
    """A set of terms, all found in one pass over a folded text; the longest term wins where several start at one place."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = tuple(sorted(set(terms)))
        self._automaton = automaton(self.terms)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """(start, end, term) of each whole-word occurrence in ``folded[start:end]``, in order; offsets are those of ``folded``."""
        stop = len(folded) if end is None else end
        window = folded[start:stop] if start or stop != len(folded) else folded
        found = self._automaton.find_matches_as_indexes(window, overlapping=True)
        return longest(sorted((a + start, -b - start, self.terms[i]) for i, a, b in found if whole(window, a, b)))


def longest(places: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """(start, end, term) of sorted (start, minus the end, term), without overlaps: the first wins, and where several start at one place the longest."""
    done = 0
    for start, end, term in places:
        if start >= done:
            done = -end
            yield start, done, term


def whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins and ends where words do."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after
