"""Numbers that no digit states: "low single digits", "mid-teens", "high 30s", "doubled", "flat", "threefold", "two-thirds of"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extract.quantities_atoms import Atom
from kg.extract.quantities_phrases import last_word, scales_ahead, skip_back, skip_on, units_ahead, words_of
from kg.extract.quantity import Sort
from kg.lexicon import table

_PART = r"(?:low|lower|mid|middle|high|higher|upper)"
_SIZE = r"(?:single|double|triple)"
_TO = r"(?:-? ?to[ -]| or |/)"
_FUZZY = re.compile(
    rf"(?<![a-z])(?:(?P<p1>{_PART})(?:[ -]+(?P<s1>{_SIZE}|teens?))?(?:[ -]digits?)?(?P<to>{_TO}))?(?:(?P<p2>{_PART})[ -]+)?(?:(?P<s2>{_SIZE})[ -]+(?:digits?)|(?P<teen>teens?))$"
)
_DECADE = re.compile(rf"(?<![a-z])(?:(?P<p1>{_PART}){_TO})?(?P<p2>{_PART})[ -]{{1,2}}\$?$")
_PLURAL = re.compile(r"'?s\b")
_PERCENT = re.compile(r"[ -]?(?:%|percent|per cent|pct)(?:age)?(?![- ]?points?| points)")
_SHARE_AFTER = re.compile(r" (?:of|the|our|its|their|as|or|from|by|is|are|was|were|came|comes|came from|less|lower|higher|more)\b")
_HALF_AFTER = re.compile(r" (?:of|the|our|its|their)\b")
_COUNT = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "nine": 9, "seven": 7}


@dataclass(frozen=True, slots=True)
class Said:
    """What a fuzzy word says, in offsets of the page."""

    start: int
    end: int
    sort: Sort
    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str | None = None
    unit_at: tuple[int, int] | None = None
    place: Decimal = Decimal(1)
    rule: str = "fuzzy"


@cache
def fuzzy_words() -> frozenset[str]:
    """The words at which a fuzzy number is looked for."""
    numbers = table("numbers")
    return frozenset({"digit", "digits", "teen", "teens", "half", *numbers["change"], *numbers["factor"], *numbers["fractions"]})


def fuzzy(text: str, start: int, end: int, floor: int) -> Said | None:
    """What the word ``text[start:end]`` says as a number."""
    word = text[start:end]
    numbers = table("numbers")
    if word in ("digit", "digits", "teen", "teens"):
        return _digits(text, end, floor)
    if word in numbers["change"]:
        return _change(text, start, end)
    if word in numbers["factor"]:
        if word == "twice" and re.match(r" (?:a|per|in|the week)\b(?! (?:many|much))", text[end : end + 12]):
            return None
        return Said(start, end, Sort.FACTOR, "ratio", value=Decimal(numbers["factor"][word]), rule="factor-word")
    return _fraction(text, start, end, floor)


def _policy(part: str, size: str) -> tuple[Decimal, Decimal | None]:
    """(low, high) of a part of a size, by the policy of ``numbers.toml``."""
    parts: Mapping[str, Mapping[str, list[int]]] = table("numbers")["fuzzy"]
    if size in ("double", "triple"):
        bounds = parts[size].get(part, parts[size][""])
        return Decimal(bounds[0]), Decimal(bounds[1]) if len(bounds) > 1 else None
    low, high = parts["part"].get(part, parts["part"][""])
    base = 10 if size.startswith("teen") else 0
    return Decimal(base + low), Decimal(base + high)


def _digits(text: str, end: int, floor: int) -> Said | None:
    base = max(floor, end - 60)
    match = _FUZZY.search(text[base:end])
    if match is None:
        return None
    size = match["s2"] or "teen"
    low, high = _policy(match["p2"] or "", size)
    if match["p1"]:
        low = _policy(match["p1"], match["s1"] or size)[0]
    percent = _PERCENT.match(text, end)
    if text[end - 4 : end] == "teen" and not percent:
        return None
    start = base + match.start()
    stop, unit, unit_at, factor = end, "percent", None, Decimal(1)
    if percent:
        stop, unit_at = percent.end(), (percent.start(), percent.end())
    else:
        scale = scales_ahead().at(text, _on(text, end))
        if scale and not scale[1][1]:
            stop, factor, unit = scale[0], scale[1][0], "count"
        found = units_ahead().at(text, _on(text, stop))
        if found and (found[1].kind == "percentage" or (found[1].kind == "money" and unit == "count")):
            unit, unit_at, stop = found[1].unit, (_on(text, stop), found[0]), found[0]
    return Said(start, stop, Sort.FUZZY, unit, low=low * factor, high=None if high is None else high * factor, unit_at=unit_at, place=factor)


def _on(text: str, end: int) -> int:
    return end + 1 if text.startswith("-", end) else skip_on(text, end)


def decade(text: str, out: Atom, floor: int) -> Said | None:
    """"low 20s", "mid-30%", "high-40s percent", "in the 20s": a stretch of the decade (or hundred) that the digits name."""
    value = out.numeral.value
    plural = _PLURAL.match(text, out.numeral.end)
    if value != value.to_integral_value() or value <= 0 or value % 10:
        return None
    base = max(floor, out.start - 24)
    match = _DECADE.search(text[base : out.start])
    if match is None and (plural is None or value >= 100 or value < 20 or plural.group() != "s" or not text[: out.start].endswith((" in the ", " the ", " in "))):
        return None
    part = (f"{match['p1']} to {match['p2']}" if match["p1"] else match["p2"]) if match else ""
    step = Decimal(10) if value < 100 else Decimal(100)
    low, high = (_policy(part, "single")) if match else (Decimal(0), Decimal(9))
    if high is None or (match and not plural and not (out.money or (out.unit and text[base + match.end() - 1] == "-") or _ranged(text, out.end))):
        return None
    start = base + match.start() if match else out.start
    end, unit = out.end, out.unit or "percent"
    if plural:
        end = plural.end()
        percent = _PERCENT.match(text, end)
        scale = scales_ahead().at(text, skip_on(text, end))
        if percent:
            end = percent.end()
        elif scale and not scale[1][1]:
            end = scale[0]
            return Said(start, end, Sort.FUZZY, out.unit or "count", low=(value + low * step / 10) * scale[1][0], high=(value + high * step / 10) * scale[1][0], unit_at=out.unit_at, place=scale[1][0])
    factor = out.factor
    return Said(start, end, Sort.FUZZY, unit, low=(value + low * step / 10) * factor, high=(value + high * step / 10) * factor, unit_at=out.unit_at, place=factor, rule="decade")


def _ranged(text: str, end: int) -> bool:
    return text.startswith((" range", " area", "-range"), end)


def _change(text: str, start: int, end: int) -> Said | None:
    numbers = table("numbers")
    word = text[start:end]
    after = _WORD.match(text, end)
    if after and after.group(1) in words_of("numbers", "change_not", "after") and not (after.group(1) in ("a", "out") and word == "flat"):
        return None
    if word in ("double", "triple", "quadruple") and (last_word(text, skip_back(text, start)) in words_of("numbers", "change_not", "before") or text[end : end + 1] == "-"):
        return None
    value = Decimal(numbers["change"][word])
    return Said(start, end, Sort.CHANGE, "percent", value=value, bound=numbers["change_bound"].get(word), rule="change-word")


_WORD = re.compile(r"[ -]([a-z]+)")


def _fraction(text: str, start: int, end: int, floor: int) -> Said | None:
    """"two-thirds of", "a quarter of", "nearly half of": a share in percent; "half a million" is read by the numerals."""
    word = text[start:end]
    before_end = start - 1 if start > floor and text[start - 1] == "-" else skip_back(text, start)
    before = last_word(text, before_end)
    count = _COUNT.get(before)
    if word == "half":
        if before in ("first", "\ufb01rst", "second", "back", "front", "other", "latter", "last", "this", "that", "previous", "year", "next", "bottom", "top", "and", "every") or not _HALF_AFTER.match(text, end):
            return None
        start = before_end - len(before) if before == "one" else start
        return Said(start, end, Sort.SHARE, "percent", value=Decimal(50), rule="share-word")
    if count is None or (not word.endswith("s") and count != 1) or (word.endswith("s") and count == 1):
        return None
    if before == "a" and not text.startswith(" of ", end) and not _SHARE_AFTER.match(text, end):
        return None
    if word.startswith("quarter") and not text.startswith(" of ", end):
        return None
    if word == "third" and before == "one" and not (text[start - 1] == "-" or _SHARE_AFTER.match(text, end)):
        return None
    if before == "a" and word in ("third", "quarter", "fifth", "tenth") and not text.startswith((" of ", " the ", " less", " lower", " more", " higher"), end):
        return None
    value = {"third": Decimal("33.3"), "thirds": Decimal("66.7")}.get(word)
    if value is None:
        value = Decimal(table("numbers")["fractions"][word]) * count
    return Said(before_end - len(before), end, Sort.SHARE, "percent", value=value, place=Decimal("0.1"), rule="share-word")
