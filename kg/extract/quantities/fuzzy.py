"""Numbers that no digit states: "low single digits", "mid-teens", "high 30s", "doubled", "flat", "threefold", "two-thirds of"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extract.quantities.atoms import Atom
from kg.extract.quantities.phrases import last_word, scales_ahead, skip_back, skip_on, units_ahead
from kg.extract.quantity import Sort
from kg.lexicon import table, words_of

_PART = r"(?:low|lower|mid|middle|high|higher|upper)"
_PARTS = frozenset({"low", "lower", "mid", "middle", "high", "higher", "upper", "-"})
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
    """ "low 20s", "mid-30%", "high-40s percent", "in the 20s": a stretch of the decade (or hundred) that the digits name."""
    value = out.numeral.value
    if value <= 0 or value % 10:
        return None
    plural = _PLURAL.match(text, out.numeral.end)
    base = max(floor, out.start - 24)
    edge = out.start - 1 if text.endswith("-", 0, out.start) else skip_back(text, out.start)
    match = _DECADE.search(text[base : out.start]) if last_word(text, edge) in _PARTS else None
    if match is None:
        if plural is None or plural.group() != "s" or not 20 <= value < 100 or not text.endswith((" in the ", " the ", " in "), 0, out.start):
            return None
        start, low, high = out.start, Decimal(0), Decimal(9)
    else:
        hyphened = text[base + match.end() - 1] == "-"
        if not (plural or out.money or (out.unit and hyphened) or text.startswith((" range", " area", "-range"), out.end)):
            return None
        start = base + match.start()
        low, most = _policy(f"{match['p1']} to {match['p2']}" if match["p1"] else match["p2"], "single")
        high = most or Decimal(9)
    end, scale = _decade_end(text, out, plural)
    factor = scale or out.factor
    step = Decimal(1) if value < 100 else Decimal(10)
    unit = out.unit or ("count" if scale else "percent")
    return Said(start, end, Sort.FUZZY, unit, low=(value + low * step) * factor, high=(value + high * step) * factor, unit_at=out.unit_at, place=factor, rule="decade")


def _decade_end(text: str, out: Atom, plural: re.Match[str] | None) -> tuple[int, Decimal | None]:
    """(where a decade ends, the scale said behind its plural): "40s percent", "$40s million"."""
    if plural is None:
        return out.end, None
    percent = _PERCENT.match(text, plural.end())
    if percent:
        return percent.end(), None
    scale = scales_ahead().at(text, skip_on(text, plural.end()))
    return (scale[0], scale[1][0]) if scale and not scale[1][1] else (plural.end(), None)


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
    """ "two-thirds of", "a quarter of", "nearly half of": a share in percent; "half a million" is read by the numerals."""
    word = text[start:end]
    before_end = start - 1 if start > floor and text[start - 1] == "-" else skip_back(text, start)
    before = last_word(text, before_end)
    first = before_end - len(before)
    if word == "half":
        if before in words_of("numbers", "fraction_not", "half") or not (_HALF_AFTER.match(text, end) or _by(text, start, end)):
            return None
        return Said(first if before == "one" else start, end, Sort.SHARE, "percent", value=Decimal(50), rule="share-word")
    count = _COUNT.get(before)
    if count is None or word.endswith("s") != (count > 1) or not _parted(text, word, before, start, end):
        return None
    value = _THIRDS.get(word) or Decimal(table("numbers")["fractions"][word]) * count
    return Said(first, end, Sort.SHARE, "percent", value=value, place=Decimal("0.1"), rule="share-word")


_THIRDS = {"third": Decimal("33.3"), "thirds": Decimal("66.7")}


_BY = re.compile(r"\bby (?:about |around |almost |nearly |roughly |over |more than |less than |at least |up to |some )?$")
_ENDED = re.compile(r" (?:in|to|from|since|over|compared|year|this|last|and|while|as|on|at|after|during|for|because|versus|but|with|when)\b|[.,;:)?!]|$")


def _by(text: str, start: int, end: int) -> bool:
    """ "fell by half", "rose by nearly two-thirds to $4 million"; not "by a third party"."""
    return _BY.search(text[max(0, start - 16) : start]) is not None and _ENDED.match(text, end) is not None


def _parted(text: str, word: str, before: str, start: int, end: int) -> bool:
    """Whether a fraction is meant: "a third of", "one-third", not "a third quarter", "one quarter", "a quarter point"."""
    if _by(text, start - len(before) - 1, end):
        return True
    if word.startswith("quarter"):
        return text.startswith(" of ", end)
    if before == "a":
        return text.startswith((" of ", " the ", " less", " lower", " more", " higher"), end)
    return before != "one" or text[start - 1] == "-" or _SHARE_AFTER.match(text, end) is not None
