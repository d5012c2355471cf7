"""One number with all that belongs to it: sign, currency before or unit behind, scale, "per share", the transcriber's brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.extract.quantities.numerals import Numeral
from kg.extract.quantities.phrases import (
    UnitWord,
    currencies_behind,
    last_word,
    per_ahead,
    scales_ahead,
    skip_back,
    skip_on,
    units_ahead,
)
from kg.lexicon import words_of

_ONE = Decimal(1)
_SIGNS = {"minus": -1, "negative": -1, "plus": 1, "positive": 1}
_PER = re.compile(r"\s{0,2}(/|-?per[ -]|an? |for each |for every |for an? )\s?")
_SHARE_OF = re.compile(r"[\w.&'-]+(?: [\w.&'-]+){0,2}? (?:share|ads|unit)\b")  # "for each Alder share"
_EACH = re.compile(r"\s?(?:each|apiece)\b")
_HEDGED = re.compile(r"-?(?:ish|odd|plus) (?=[mbtc])")
_SINGULAR = frozenset({"day", "week", "month", "year", "hour", "minute", "decade"})
_TOUCHING = frozenset("xp")  # units of one letter: they touch the digits


@dataclass(frozen=True, slots=True)
class Page:
    """A passage as the grammar sees it: ``text`` folded and without line ends, ``raw`` as written; both of one length."""

    text: str
    raw: str


class Atom(NamedTuple):
    """Offsets are those of the page. ``unit`` None: none was said."""

    start: int
    end: int
    numeral: Numeral
    scale: Decimal | None = None
    word: UnitWord | None = None
    unit: str | None = None
    unit_at: tuple[int, int] | None = None
    per: str | None = None
    sign: int = 0  # -1, +1, or 0 when none was written
    uncertain: bool = False

    @property
    def money(self) -> bool:
        return self.word is not None and self.word.kind == "money"

    @property
    def factor(self) -> Decimal:
        scale = self.scale or _ONE
        return scale if self.word is None or self.word.divisor == 1 else scale / self.word.divisor

    @property
    def value(self) -> Decimal:
        value = self._measured(self.numeral.value)
        return -value if self.sign < 0 else value

    @property
    def place(self) -> Decimal:
        return self._measured(self.numeral.place)

    def _measured(self, figure: Decimal) -> Decimal:
        """``figure`` in base units."""
        factor = self.factor
        return figure if factor == 1 else plain(figure * factor)


def plain(value: Decimal) -> Decimal:
    """``value`` without an exponent and, when it is whole, without decimals."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 26 else value


def atom(page: Page, numeral: Numeral, floor: int) -> Atom:
    """The atom around ``numeral``; nothing before ``floor`` is read."""
    out = _compound(page.text, _scaled(page, _behind(page, numeral, floor)))
    out = _unit(page, out) if out.word is None else _repeated(page, out)
    if out.money:
        out = _per(page.text, out)
    return _closed(page.text, out)


def _behind(page: Page, numeral: Numeral, floor: int) -> Atom:
    """The number with the sign, bracket and currency before its digits."""
    text, start, uncertain = page.text, numeral.start, False
    word, unit_at = None, None
    if start > floor and text[start - 1] == "[":
        start, uncertain = start - 1, True
    start, sign = _signed(text, start, floor)
    end = skip_back(text, start)
    bracket = int(end > floor and text[end - 1] == "(")
    found = currencies_behind().at(text, end - bracket) if end - bracket > floor else None
    if found and found[0] >= floor and _written(page, found[0], end - bracket, found[1].unit):
        word, unit_at = found[1], (found[0], end - bracket)
        start, sign = found[0], -1 if bracket else sign
        if not sign:
            start, sign = _signed(text, start, floor)
    if start > floor and text[start - 1] == "[":
        start, uncertain = start - 1, True
    return Atom(start, numeral.end, numeral, None, word, word.unit if word else None, unit_at, None, sign, uncertain)


def _written(page: Page, start: int, end: int, unit: str) -> bool:
    """Whether a code or a short word is written as one: "TRY 5 million" and "Rs 5", not "try 5"."""
    said = page.raw[start:end]
    if end < len(page.raw) and page.raw[end].isdigit() and said.lower() in words_of("currencies", "apart", "codes"):
        return False
    if not said.isalpha() or (len(said) > 2 and said.upper() != unit):
        return True
    return said.isupper() or said in ("Rs", "Rp", "kr", "Kr")


def _signed(text: str, start: int, floor: int) -> tuple[int, int]:
    """(start, sign) with the sign that stands before ``start``."""
    if start > floor and text[start - 1] in "-+" and not text[start].isalpha():
        before = text[start - 2] if start > 1 else " "
        if before in " ($[~":
            return start - 1, -1 if text[start - 1] == "-" else 1
        return start, 0
    end = skip_back(text, start)
    if end == start:
        return start, 0
    word = last_word(text, end)
    if word not in _SIGNS or end - len(word) < floor:
        return start, 0
    if word == "minus" and text[max(0, end - 13) : end - 5].endswith(("plus or ", "plus/")):
        return start, 0
    if word == "plus" and text[max(0, end - 7) : end - 4].rstrip(" -%")[-1:].isdigit():
        return start, 0
    return end - len(word), _SIGNS[word]


def _scaled(page: Page, out: Atom) -> Atom:
    text = page.text
    end = out.end + (out.uncertain and text.startswith("]", out.end))
    hedge = _HEDGED.match(text, end)
    position = hedge.end() if hedge else skip_on(text, end)
    if position == end and text.startswith("-", end):
        position = end + 1
    found = scales_ahead().at(text, position)
    if found is None:
        return out
    stop, (factor, letter) = found
    if letter and position == end + 1 and out.money and page.raw[position:stop] in ("M", "B", "K", "MM"):
        return out._replace(end=stop, scale=factor)  # "$98 M"
    if letter and (position != end or text.startswith(("-", "'"), stop) or not _letter(text, out, stop, position)):
        return out
    return out._replace(end=stop, scale=factor)


def _letter(text: str, out: Atom, stop: int, position: int) -> bool:
    """A lone letter scales money, or a number that a currency word follows; "k" and "m" scale small bare numbers too."""
    if out.money:
        return True
    found = units_ahead().at(text, skip_on(text, stop))
    if found is not None and found[1].kind == "money" and found[1].divisor == 1:
        return True
    return text[position:stop] in ("k", "m", "mm") and out.numeral.value < 1000 and not out.numeral.spoken


def _unit(page: Page, out: Atom) -> Atom:
    """The unit behind the number."""
    text = page.text
    end = out.end + (out.uncertain and text.startswith("]", out.end))
    if text.startswith(")%", end) and out.start > 0 and text[out.start - 1] == "(":
        return out._replace(start=out.start - 1, end=end + 2, word=UnitWord("percent", "percentage"), unit="percent", unit_at=(end + 1, end + 2), sign=-1)
    position = skip_on(text, end)
    touching = position == end
    if touching and text.startswith("-", end) and not text.startswith("--", end):
        position, touching = end + 1, False
    found = units_ahead().at(text, position)
    if found is None or _opens(text, position, found[0]):
        return out
    stop, word = found
    said = text[position:stop]
    if len(said) == 1 and said.isalpha() and not (touching and said in _TOUCHING):
        return out
    if word.kind == "duration" and text[position - 1] == " " and said in _SINGULAR and (out.scale is not None or out.numeral.value != 1) and (out.scale is not None or text.startswith((" on ", " over ", "-o", " to "), stop)):
        return out  # "27 million year on year"
    if said in words_of("units", "ambiguous", "scaled_only") and out.scale is None:
        return out
    if said == "p" and (page.raw[position] == "P" or _NAMES_MORE.match(text, stop)):
        return out  # "1440p screens", "our 1P business"
    if said in ("pounds", "pound") and text.startswith(" of ", stop):
        return out._replace(end=stop, word=UnitWord("", "physical"), unit="pounds", unit_at=(position, stop))  # "15 million pounds of copper"
    if word.kind == "money" and word.divisor != 100 and not _written(page, position, stop, word.unit):
        return out
    return out._replace(end=stop, word=word, unit=word.unit or _as_said(page.raw[position:stop]), unit_at=(position, stop))


_NAMES_MORE = re.compile(r" (?!a\b|per\b|each\b|to\b|from\b|in\b|on\b|at\b|and\b|or\b|for\b|by\b|after\b|before\b|as\b|against\b|compared\b|versus\b|higher\b|lower\b|up\b|down\b|dividend|this\b|last\b)[a-z]")


def _as_said(raw: str) -> str:
    """A physical unit as said, without the capitals that a headline gives to words: "megawatts AC", "MW", "Bcf"."""
    return " ".join(word.lower() if word.istitle() and len(word) > 4 else word for word in raw.split())


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a sign of money stands before the next number rather than behind this one: "$1 billion $295 million"."""
    return not text[end - 1].isalnum() and text[end - 1] not in "%.°" and text[skip_on(text, end) : skip_on(text, end) + 1].isdigit() and text[start:end] != "x"


def _compound(text: str, out: Atom) -> Atom:
    """ "$1 billion $295 million" and "1 billion 295 million": one number said in two scales."""
    match = _SMALLER.match(text, out.end) if out.scale is not None else None
    if match is None or out.numeral.place != 1 or out.scale is None:
        return out
    found = scales_ahead().at(text, match.end())
    if found is None or found[1][1] or found[1][0] * 1000 != out.scale:
        return out
    part = Decimal(match.group(1)) * found[1][0]
    whole = out.numeral.value * out.scale + part
    return out._replace(end=found[0], scale=found[1][0], numeral=out.numeral._replace(value=whole / found[1][0]))


_SMALLER = re.compile(r" [$€£]?(\d{1,3}) (?=[a-z])")


def _repeated(page: Page, out: Atom) -> Atom:
    """A currency said once more behind the amount: "$12 million US dollars", "RMB 5 million yuan"."""
    position = skip_on(page.text, out.end)
    found = units_ahead().at(page.text, position)
    if found is not None and out.scale is None and found[1].divisor == 100 and found[1].ambiguous == "$" and out.numeral.place < 1:
        return out._replace(end=found[0])  # "$0.37 cents": a slip for dollars
    if found is None or _opens(page.text, position, found[0]) or out.word is None or found[1].kind != "money" or found[1].divisor != 1 or not _written(page, position, found[0], found[1].unit):
        return out
    if not found[1].ambiguous and (out.word.ambiguous or found[1].unit == out.unit):
        return out._replace(end=found[0], word=found[1], unit=found[1].unit)
    return out._replace(end=found[0]) if found[1].ambiguous and found[1].ambiguous == out.word.ambiguous else out


def _per(text: str, out: Atom) -> Atom:
    match = _PER.match(text, out.end)
    if match:
        found = per_ahead().at(text, match.end())
        if found and found[1] not in words_of("units", "per", "whole"):
            return out._replace(end=found[0], per=found[1])
        named = _SHARE_OF.match(text, match.end())
        return out._replace(end=named.end(), per="share") if named and match.group(1).startswith("for e") else out
    each = _EACH.match(text, out.end)
    if each and " share" in text[max(0, out.start - 90) : out.end + 40]:
        return out._replace(end=each.end(), per="share")
    return out


def _closed(text: str, out: Atom) -> Atom:
    """The closing bracket that belongs to an opening one, and accountants' brackets: "($0.12)" is negative."""
    if out.uncertain:
        return out._replace(end=out.end + 1) if text.startswith("]", out.end) else out
    if not out.money or out.end != out.numeral.end or not text.startswith(")", out.end):
        return out
    if "(" in text[out.start : out.numeral.start]:
        return _per(text, out._replace(end=out.end + 1))
    before = text[max(0, out.start - 12) : out.start]
    if not before.endswith("(") or before[:-1].rstrip()[-1:].isdigit() or before[:-1].rstrip().endswith(("illion", "share", "mln", "bn")):
        return out
    return _per(text, out._replace(start=out.start - 1, end=out.end + 1, sign=-1))
