"""Two numbers in one: ranges ("5 to 7%", "$3.2-3.4 billion"), and what the first number leaves to the second to say."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.extract.quantities.atoms import Atom, Page, atom
from kg.extract.quantities.numerals import digits, spoken
from kg.extract.quantities.phrases import last_word, skip_back
from kg.extract.quantities.unmeasured import foreign
from kg.types import Context

_JOIN = re.compile(r"\s{0,2}(-(?!-)|to|and|or|through|until)\s{0,2}(?:(?:up|down|about|approximately|roughly|around|nearly|almost|maybe|perhaps|as much as|even|a|an) ){0,2}")
_LEAD = re.compile(r"[(\[]?(?:minus |negative |plus |positive )?[-+]?[^\s\d]{0,6}\s?[-(\[]?(?=\.?\d)")
_FROM = re.compile(r"(?:(?:range[sd]?|ranging|anywhere|somewhere|vary|varies|varying)(?: \w+){0,2} )from $")
_RANGE_WORD = re.compile(r"rang|between|anywhere|somewhere")
_MOVED = frozenset({"up", "down", "by", "rose", "fell", "grew", "increased", "decreased", "declined", "dropped", "gained", "lost", "jumped", "climbed", "slipped", "added", "improved", "rising", "falling", "edged", "advanced", "surged", "slid", "shed"})
_FAR = 1 << 62


@dataclass(frozen=True, slots=True)
class Setting:
    """What one passage's numbers are read against."""

    page: Page
    context: Context
    base: int
    taken: tuple[tuple[int, int], ...]  # periods, in offsets of the page


def within(taken: tuple[tuple[int, int], ...], at: int) -> int:
    """The end of the period that holds ``at``, or 0."""
    index = bisect_right(taken, (at, _FAR))
    return taken[index - 1][1] if index and taken[index - 1][1] > at else 0


def ahead(where: Setting, at: int) -> Atom | None:
    """The atom whose first character is ``at``."""
    text = where.page.text
    lead = _LEAD.match(text, at)
    numeral = digits(text, lead.end()) if lead else spoken(text, at)
    if numeral is None or within(where.taken, numeral.start) or (lead and foreign(where.page, numeral.start)):
        return None
    out = atom(where.page, numeral, at)
    return out if out.start <= at + 1 else None


def joined(where: Setting, out: Atom) -> tuple[str, Atom] | None:
    """The word that joins and the number that follows."""
    match = _JOIN.match(where.page.text, out.end)
    if match is None and out.unit is None and out.scale is None:
        return _spoken_range(where, out)
    if match is None or (match.group(1).isalpha() and where.page.text[out.end : out.end + 1] not in (" ", "-", "")):
        return None
    other = ahead(where, match.end())
    if other is None or (match.group(1) == "-" and other.numeral.spoken and not out.numeral.spoken):
        return None
    if other.sign < 0 and match.group(1).startswith("-"):
        other = other._replace(sign=0)
    return match.group(1), other


def _spoken_range(where: Setting, out: Atom) -> tuple[str, Atom] | None:
    """ "down by 50, 60%", "maybe 5, 6 points": two guesses in one breath."""
    text = where.page.text
    if not text.startswith(", ", out.end) or last_word(text, skip_back(text, out.start)) not in _GUESSED:
        return None
    other = ahead(where, out.end + 2)
    if other is None or other.word is None or other.word.kind != "percentage" or not out.numeral.value < other.numeral.value <= out.numeral.value * 2 + 1:
        return None
    return "to", other


_GUESSED = frozenset({"by", "about", "around", "maybe", "like", "probably", "roughly", "say", "of", "approximately", "down", "up"})


def share(out: Atom, other: Atom, word: str = "to") -> Atom:
    """``out`` with the currency, unit, scale and "per" that it leaves to its neighbour."""
    if out.word is None and other.word is not None and _leaves(out, other, word):
        out = out._replace(word=other.word, unit=other.unit, unit_at=None)
        if out.numeral.start < other.numeral.start and other.word.divisor == 100 and out.scale is None:
            return out._replace(per=out.per or other.per)
    if out.unit != other.unit:
        return out
    if out.scale is None and other.scale is not None and out.numeral.start < other.numeral.start and _one_scale(out, other, word):
        out = out._replace(scale=other.scale)
    return out._replace(per=other.per) if out.per is None and other.per is not None else out


def _leaves(out: Atom, other: Atom, word: str) -> bool:
    """Whether a bare number has the unit of its neighbour: "5" in "5 to 7%", "3.4 billion" in "$3.2-3.4 billion"; not "281 million" in
    "6% to 281 million", not "204" in "the hull 204 and $20 million"."""
    if out.numeral.start > other.numeral.start:
        return other.money and other.word is not None and other.word.divisor == 1 and other.unit_at is not None and other.unit_at[0] < other.numeral.start
    if out.scale is not None:
        return other.word is not None and other.word.divisor == 1 and other.scale is not None
    behind = other.unit_at is not None and other.unit_at[0] > other.numeral.start
    return behind or (word in ("-", "to") and other.numeral.value <= 5 * out.numeral.value)


def _one_scale(out: Atom, other: Atom, word: str) -> bool:
    """Whether "3.2" in "3.2 to 3.4 billion" is billions: not "56 cents a share and $444 million", not "$50,000 to $2 million"."""
    if out.per is not None or (out.word is not None and out.word.divisor != 1):
        return False
    small, large = out.numeral.value, other.numeral.value
    if word in ("and", "or"):
        return small <= large <= 3 * small and out.numeral.place == other.numeral.place
    return small <= large * (1 if out.money else 10) and large <= 50 * small


def ranges(text: str, word: str, low: Atom, high: Atom, start: int) -> bool:
    """Whether two joined numbers are one range rather than two numbers or a move from one to the other."""
    if low.unit != high.unit or low.per != high.per or low.value >= high.value:
        return False
    if (low.unit is None and low.scale is None) and word in ("and",):
        return False
    before = text[max(0, start - 48) : start]
    if word == "to" and low.unit_at and low.value > 0 and high.value > 5 * low.value and not _RANGE_WORD.search(before):
        return False
    if word == "and":
        return before.rstrip().endswith("between")
    if word in ("or", "until"):
        return low.value * 2 >= high.value and high.numeral.value - low.numeral.value <= 10
    if word == "through":
        return False
    if before.endswith("from ") and not _FROM.search(before):
        return False
    if word == "to" and last_word(before, skip_back(before, len(before))) in _MOVED:
        return high.value <= low.value * 2
    return True
