"""Bounds: "more than 5%", "$100 or better", "80-plus", and the words that only look like bounds."""

from __future__ import annotations

import re

from kg.extract.quantities.phrases import bounds_ahead, bounds_behind, last_word, skip_back, skip_on
from kg.lexicon import words_of

_ARTICLES = frozenset({"a", "an", "the", "another", "its", "our", "their"})
_PLACES = frozenset({"under", "over", "above", "below", "past", "beyond", "near", "around", "about"})


def bound_before(text: str, start: int, floor: int, kind: str) -> tuple[int, str | None, tuple[int, int] | None]:
    """(start of the quantity with its bound, the sign, where the words of the bound stand)."""
    sign: str | None = None
    at: tuple[int, int] | None = None
    position = start
    for _ in range(2):
        end = skip_back(text, position)
        found = bounds_behind().at(text, end)
        if found is None and sign is None and end < position and (article := last_word(text, end)) in _ARTICLES:
            end = skip_back(text, end - len(article))
            found = bounds_behind().at(text, end)
            if found is not None and text[found[0] : end] in _PLACES and article not in ("a", "an"):
                break  # "under the $500 million programme", "over the 5% limit"
        if found is None or found[0] < floor or not _bounds(text, found[0], end, kind):
            break
        if sign is None or sign == "~":
            sign = found[1]
        at = (found[0], at[1] if at else end)
        position = found[0]
    return position if sign else start, sign, at


def _bounds(text: str, start: int, end: int, kind: str) -> bool:
    """Whether bound words bound here: "growth over 5% last year" compares, "over three years" lasts."""
    said = text[start:end]
    if said in ("over", "above", "beyond", "past", "below", "under"):
        before = last_word(text, skip_back(text, start))
        if kind == "duration":
            return said != "past" and before in ("of", "for", "well", "just", "is", "with", "to")
        return before not in words_of("bounds", "compares", "words")
    if said == "up to":
        return last_word(text, skip_back(text, start)) not in words_of("bounds", "moves", "words")
    return not (kind == "duration" and said == "some")


def bound_after(text: str, end: int, money: bool) -> tuple[int, str | None]:
    """Where the bound behind a number ends, and its sign: "4% or more", "$5 million plus"; ``end`` and None where there is none."""
    position = skip_on(text, end)
    found = bounds_ahead().at(text, position) or (bounds_ahead().at(text, end + 1) if text.startswith("-", end) else None)
    if found is None:
        return end, None
    said = text[position : found[0]]
    if said == "plus" and position > end and money:
        return end, None
    if said in ("plus", "+") and re.match(r"\s?(?:or minus|\$?\d|/|another|the|an? )", text[found[0] : found[0] + 9]):
        return end, None
    if said in ("or over", "and over", "or above", "and above", "or under", "or below") and re.match(r"\s?[$€£]?\d", text[found[0] : found[0] + 4]):
        return end, None  # "3 cents a share or over 8%"
    return found
