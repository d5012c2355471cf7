"""Numerals: digits with their commas and fractions, and numbers said in words. Exact, with the last place as written."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg.extract.quantities.phrases import skip_on
from kg.lexicon import table

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d+)(?:\.\d+)?|\.\d+")
_DECIMAL_COMMA = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d{1,2})(?=\s?(?:%|percent\b|per cent\b|million|billion|trillion|mln\b|bn\b|euros?\b))")  # "12,5 billion euros", "1.234,5 million"
_FRACTION = re.compile(r"(?:[ -]|(?<=\d) )?(\d{1,2})/(2|4|8|16|32|64)(?![\d/])")
_LONGEST = 28  # characters of a number: longer ones measure nothing, and decimals of more places are no longer exact
_ONE = Decimal(1)
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_WORD = re.compile(r"[a-z]+")
_AND_PART = re.compile(r" and (?:a|one|three)[ -](half|quarters?)\b(?! of)")


class Numeral(NamedTuple):
    """``place`` is the last place as written: 0.1 of "3.2", 1 of "3"."""

    start: int
    end: int
    value: Decimal
    place: Decimal
    spoken: bool = False


def digits(text: str, start: int) -> Numeral | None:
    """The numeral whose digits start at ``start``: "1,234.5", "1,23,456", ".75", "7 1/4", "2½"."""
    match = _DIGITS.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    comma = _DECIMAL_COMMA.match(text, start) if "," in text[start : start + _LONGEST] else None
    if comma is not None:
        return Numeral(start, comma.end(), Decimal(comma[1].replace(".", "") + "." + comma[2]), Decimal(1).scaleb(-len(comma[2])))
    raw, end = match.group(), match.end()
    value = Decimal(raw.replace(",", ""))
    decimals = len(raw) - raw.index(".") - 1 if "." in raw else 0
    if not decimals:
        if end < len(text) and text[end] in _VULGAR:
            return Numeral(start, end + 1, value + _VULGAR[text[end]], Decimal("0.01"))
        if "/" not in text[end : end + 6]:
            return Numeral(start, end, value, _ONE)
        fraction = _FRACTION.match(text, end)
        if fraction and int(fraction.group(1)) < int(fraction.group(2)):
            part = Decimal(fraction.group(1)) / Decimal(fraction.group(2))
            return Numeral(start, fraction.end(), value + part, _place(part))
        fraction = _FRACTION.match(text, start)
        if fraction and int(fraction.group(1)) < int(fraction.group(2)):
            part = Decimal(fraction.group(1)) / Decimal(fraction.group(2))
            return Numeral(start, fraction.end(), part, _place(part))
    return Numeral(start, end, value, Decimal(1).scaleb(-decimals))


def _place(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


@cache
def cardinals() -> dict[str, Decimal]:
    """Number words and their values: "seven", "twenty"."""
    return {word: Decimal(value) for word, value in table("numbers")["cardinals"].items()}


@cache
def multiples() -> dict[str, Decimal]:
    """Words that multiply and their values: "hundred", "dozen"."""
    return {word: Decimal(value) for word, value in table("numbers")["multiples"].items()}


def spoken(text: str, start: int) -> Numeral | None:
    """The number said in words from ``start``: "twenty-five", "one hundred and five", "two and a half", "three point four", "two dozen".

    Thousands and more are read here only between words ("five thousand two hundred"); otherwise they are scales.
    """
    total, current, end, position = Decimal(0), None, start, start
    while True:
        match = _WORD.match(text, position)
        if match is None:
            break
        word = match.group()
        if word in cardinals():
            value = cardinals()[word]
            if current is not None and not _adds(current, value):
                break
            current = (current or Decimal(0)) + value
        elif word in ("hundred", "dozen") and (current is None or current < 1000):
            current = (Decimal(1) if current is None else current) * multiples()[word]
        elif word == "thousand" and current is not None and _another(text, match.end()):
            total, current = total + current * 1000, None
        else:
            break
        end = match.end()
        position = _next(text, end)
        if position == end:
            break
    if end == start:
        return None
    return _with_part(text, Numeral(start, end, total + (current or Decimal(0)), Decimal(1), True))


def _adds(current: Decimal, value: Decimal) -> bool:
    if current % 100 == 0 and current:
        return value < 100
    return current % 10 == 0 and current >= 20 and 0 < value < 10


def _next(text: str, end: int) -> int:
    """Where the next word of the number may start."""
    if text.startswith("-", end):
        return end + 1
    position = skip_on(text, end)
    if position > end and text.startswith("and ", position) and text.endswith("hundred", 0, end):
        return position + 4
    return position


def _another(text: str, end: int) -> bool:
    match = _WORD.match(text, skip_on(text, end))
    return match is not None and match.group() in cardinals()


def _with_part(text: str, numeral: Numeral) -> Numeral:
    """"two and a half", "three point four"."""
    match = _AND_PART.match(text, numeral.end)
    if match:
        part = Decimal("0.5") if match.group(1) == "half" else Decimal("0.75") if " three" in match.group() else Decimal("0.25")
        return Numeral(numeral.start, match.end(), numeral.value + part, _place(part), True)
    if text.startswith(" point ", numeral.end):
        position, figures = numeral.end + 7, ""
        end = position
        while (match := _WORD.match(text, position)) and match.group() in cardinals() and cardinals()[match.group()] < 10:
            figures += str(cardinals()[match.group()])
            end = match.end()
            position = end + 1
        if figures:
            return Numeral(numeral.start, end, numeral.value + Decimal("0." + figures), Decimal(1).scaleb(-len(figures)), True)
    return numeral
