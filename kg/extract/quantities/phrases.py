"""The words of quantities as tables that are looked up at one place of a text: what stands ahead of an offset, what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Generic, TypeVar

from kg.lexicon import table

V = TypeVar("V")
_HEAD = re.compile(r"[^\W\d_]+|[^\w\s]")
_WORD = 24  # characters in which most words have their blank in front


class Ahead(Generic[V]):
    """Phrases that may start at an offset; the longest that stands there as whole words wins."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        groups: dict[str, list[tuple[str, V]]] = {}
        for phrase, value in entries.items():
            head = _HEAD.match(phrase)
            if head:
                groups.setdefault(head.group(), []).append((phrase, value))
        self._groups = {head: tuple(sorted(items, key=lambda item: (-len(item[0]), item[0]))) for head, items in groups.items()}

    def at(self, text: str, start: int) -> tuple[int, V] | None:
        """(end, value) of the phrase that starts at ``start``."""
        head = _HEAD.match(text, start)
        if head is None:
            return None
        for phrase, value in self._groups.get(head.group(), ()):
            end = start + len(phrase)
            if text.startswith(phrase, start) and not (phrase[-1].isalnum() and end < len(text) and text[end].isalnum()):
                return end, value
        return None


class Behind(Generic[V]):
    """Phrases that may end at an offset; the longest that stands there as whole words wins."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        groups: dict[str, list[tuple[str, V]]] = {}
        for phrase, value in entries.items():
            groups.setdefault(last_word(phrase, len(phrase)), []).append((phrase, value))
        self._groups = {tail: tuple(sorted(items, key=lambda item: (-len(item[0]), item[0]))) for tail, items in groups.items()}

    def at(self, text: str, end: int) -> tuple[int, V] | None:
        """(start, value) of the phrase that ends at ``end``."""
        for phrase, value in self._groups.get(last_word(text, end), ()):
            start = end - len(phrase)
            if start >= 0 and text.startswith(phrase, start) and not (phrase[0].isalnum() and start > 0 and text[start - 1].isalnum()):
                return start, value
        return None


def last_word(text: str, end: int) -> str:
    """The run of letters, or else the one character, that ends at ``end`` ("" at the start of the text)."""
    start = text.rfind(" ", max(0, end - _WORD), end) + 1
    if start and text[start:end].isalpha():
        return text[start:end]
    start = end
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return text[start:end] if start < end else text[max(0, end - 1) : end]


def skip_back(text: str, end: int) -> int:
    """The offset before the white space (three characters at most) that ends at ``end``."""
    stop = end - 3 if end > 3 else 0
    while end > stop and text[end - 1].isspace():
        end -= 1
    return end


_REMARK = re.compile(r"[\[(](?:ph|phonetic|sic)[\])]\s?")  # a transcriber's, in the middle of a number: "$30 [ph] million"


def skip_on(text: str, start: int) -> int:
    """The offset after the white space (three characters at most) that starts at ``start``, and after a transcriber's remark in it."""
    stop = min(len(text), start + 3)
    while start < stop and text[start].isspace():
        start += 1
    remark = _REMARK.match(text, start) if text.startswith(("[", "("), start) else None
    return remark.end() if remark else start


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a word behind a number stands for. ``unit`` "" means: as said. ``divisor`` 100 for small coins; ``say`` of an ambiguous sign."""

    unit: str
    kind: str  # money, percentage, points, shares, factor, duration, physical
    divisor: int = 1
    ambiguous: str = ""


def _units() -> dict[str, UnitWord]:
    out: dict[str, UnitWord] = {}
    for entry in table("units")["unit"]:
        for say in entry["say"]:
            out[say] = UnitWord(entry.get("unit", ""), entry["kind"])
    money = table("currencies")
    for entry in money["currency"]:
        code = entry["code"]
        for say in (*entry.get("after", ()), code.lower()):
            out[say] = UnitWord(code, "money")
        for say in entry.get("coins", ()):
            out[say] = UnitWord(code, "money", 100)
    for entry in money["ambiguous"]:
        for say in entry["say"]:
            out[say] = UnitWord(entry["default"], "money", 1, entry["say"][0])
        for say in entry.get("coins", ()):
            out[say] = UnitWord(entry["default"], "money", 100, entry["say"][0])
    return out


@cache
def units_ahead() -> Ahead[UnitWord]:
    """Units and currencies that follow a number."""
    return Ahead(_units())


@cache
def currencies_behind() -> Behind[UnitWord]:
    """Currencies that stand before a number."""
    out: dict[str, UnitWord] = {}
    money = table("currencies")
    for entry in money["ambiguous"]:
        for say in entry["say"]:
            if not say[0].isalpha():
                out[say] = UnitWord(entry["default"], "money", 1, entry["say"][0])
    for entry in money["currency"]:
        for say in (*entry.get("before", ()), entry["code"].lower()):
            out[say] = UnitWord(entry["code"], "money")
    return Behind(out)


@cache
def readings() -> Mapping[str, Mapping[str, Any]]:
    """The ambiguous signs of money by their first spelling."""
    return {entry["say"][0]: entry for entry in table("currencies")["ambiguous"]}


@cache
def scales_ahead() -> Ahead[tuple[Decimal, bool]]:
    """Scale words and letters that follow digits: (factor, whether it is a lone letter)."""
    out: dict[str, tuple[Decimal, bool]] = {}
    for entry in table("scales")["scale"]:
        for word in entry["words"]:
            out[word] = (Decimal(entry["factor"]), False)
        for letter in entry.get("letters", ()):
            out[letter] = (Decimal(entry["factor"]), True)
    return Ahead(out)


@cache
def bounds_behind() -> Behind[str]:
    """Signs of bounds by the words in front of a number: "more than"."""
    return Behind({word: entry["sign"] for entry in table("bounds")["bound"] for word in entry["before"]})


@cache
def bounds_ahead() -> Ahead[str]:
    """Signs of bounds by the words behind a number: "or more"."""
    return Ahead({word: entry["sign"] for entry in table("bounds")["bound"] for word in entry["after"]})


@cache
def per_ahead() -> Ahead[str]:
    """What an amount may be per; every kind of share is "share"."""
    per = table("units")["per"]
    return Ahead({**{thing: thing for thing in per["things"]}, **dict.fromkeys(per["share"], "share")})
