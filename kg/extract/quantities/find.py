"""Quantities in prose: every number that measures something, exact, with its unit, bound and range.

Digits and number words are the anchors; all else is looked up around them (see ``atoms``, ``numerals``, ``fuzzy``, ``unmeasured``).
Words: ``kg/data/{currencies,scales,units,numbers,bounds}.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from kg.concordance import Concordance, Vocabulary, concordance
from kg.extract.periods import find_periods
from kg.extract.quantities.atoms import Atom, Page, atom, plain
from kg.extract.quantities.bounds import bound_after, bound_before
from kg.extract.quantities.fuzzy import Said, decade, fuzzy, fuzzy_words
from kg.extract.quantities.numerals import Numeral, cardinals, digits, spoken
from kg.extract.quantities.phrases import last_word, readings, skip_back, skip_on
from kg.extract.quantities.ranges import Setting, ahead, joined, ranges, share, within
from kg.extract.quantities.scattered import gathered, put_back, scattered
from kg.extract.quantities.unmeasured import foreign, touching, trailing, unmeasured
from kg.extract.quantity import Quantity, Sort
from kg.lexicon import table
from kg.types import Context, Converted, Mention, Passage, Span

_PLUS_MINUS = re.compile(r"\s?,?\s?(?:\+/-|\+-|±|plus or minus|plus/minus|plus-or-minus|give or take)\s?")
_CONVERT = re.compile(r"\s?(?:[(\[]\s?(?:or )?|,? or |,? equivalent to )(?:about |approximately |around |roughly |some |nearly |equivalent to |equal to |the equivalent of |us dollars )?")


def find_quantities(context: Context, passage: Passage) -> Iterator[Mention]:
    """Every quantity (kind "quantity", value Quantity) said in ``passage``, in order, without overlaps. Years, dates, ordinals, phone
    and page numbers, enumerators and the digits of names are not quantities."""
    yield from quantities(context, passage, [m.span for m in find_periods(context, passage) if m.kind == "period"])


def find_measures(context: Context, passage: Passage) -> Iterator[Mention]:
    """Periods, comparisons and quantities of ``passage`` in one pass: what ``find_periods`` and ``find_quantities`` give, and on pages
    printed one word a line what they would give of running text."""
    if scattered(context.document.text, passage.span):
        running, whole, places = gathered(context, passage)
        yield from (put_back(mention, places) for mention in _measures(running, whole))
    else:
        yield from _measures(context, passage)


def _measures(context: Context, passage: Passage) -> Iterator[Mention]:
    periods = list(find_periods(context, passage))
    yield from periods
    yield from quantities(context, passage, [m.span for m in periods if m.kind == "period"])


def quantities(context: Context, passage: Passage, periods: Sequence[Span]) -> Iterator[Mention]:
    """The quantities of ``passage`` outside ``periods``."""
    start, end = passage.span
    places = concordance(context, NUMBERS)
    text = places.running[start:end]
    anchors = _anchors(places, text, start, end)
    if not anchors:
        return
    where = Setting(Page(text, context.document.text[start:end]), context, start, tuple((p.start - start, p.end - start) for p in periods))
    done = 0
    for a, b in anchors:
        if a < done or (stop := within(where.taken, a)):
            done = max(done, stop if a >= done else 0)
            continue
        mention, done = _read(where, a, b, done)
        if mention is not None:
            yield mention


def _anchors(places: Concordance, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a number may be said, in offsets of the page, in order."""
    figures = [(a - start, b - start) for a, b in places.digits(start, end)]
    out = [(a - (text[a - 1 : a] == "." and not text[max(0, a - 2) : a - 1].isalnum()), b) for a, b in figures]
    out.extend((a - start, b - start) for a, b, _ in places.longest(NUMBERS, start, end))
    out.sort()
    return out


def _number_words() -> set[str]:
    return {*cardinals(), *fuzzy_words(), "hundred", "million", "billion", "thousand", "dozen"}


NUMBERS = Vocabulary("numbers", _number_words, over_lines=True)


def _read(where: Setting, a: int, b: int, floor: int) -> tuple[Mention | None, int]:
    """(the quantity at the anchor or None, the offset up to which the text is used up)."""
    text = where.page.text
    if text[a].isdigit() or text[a] == ".":
        return _digits(where, a, b, floor)
    word = text[a:b]
    said = fuzzy(text, a, b, floor) if word in fuzzy_words() else None
    if said is not None:
        return _fuzzy(where, said, floor)
    numeral = _words(text, a, word)
    if numeral is None:
        return None, floor
    if (some := _out_of(text, numeral)) is not None:
        return _fuzzy(where, some, floor)
    out = atom(where.page, numeral, floor)
    if out.unit == "points" and not _POINTS_OF.match(text, out.end) and last_word(text, skip_back(text, out.start)) not in _POINTS_BY:
        return None, out.end  # "two points. First, …"
    if out.unit is None and out.scale is None and joined(where, out) is None and unmeasured(where.page, out):
        return None, floor if numeral.value <= 10 else numeral.end
    return _number(where, out, floor)


_PARTS = re.compile(r"[- ](?:thirds?\b|quarters? of\b|fifths?\b|tenths?\b)")  # "two-thirds": read at the second word


_POINTS_OF = re.compile(r" (?:of|in|better|higher|lower|ahead|above|below|improvement|decline|increase|drop|growth|from|to|over|versus|year|sequentially|on|at|gain|or)\b")
_POINTS_BY = frozenset({"by", "about", "up", "down", "over", "than", "nearly", "almost", "approximately", "around", "roughly", "gained", "lost", "added", "grew", "improved", "fell", "rose", "another", "to", "say"})


def _words(text: str, a: int, word: str) -> Numeral | None:
    """The number said in words at an anchor, with the article that counts ("a hundred", "half a million")."""
    if word in cardinals():
        return None if _PARTS.match(text, a + len(word)) else spoken(text, a)
    before = skip_back(text, a)
    article = last_word(text, before)
    if word == "half":
        match = re.match(r"half[ -](?:an? )?(?=million|billion|trillion|dozen|percent|per cent|point|basis|cent|%|percentage)", text[a : a + 24])
        return Numeral(a, a + match.end(), Decimal("0.5"), Decimal("0.1"), True) if match else None
    if article in ("a", "an") and word in ("hundred", "dozen"):
        numeral = spoken(text, a)
        return numeral._replace(start=before - len(article)) if numeral else None
    if article in ("a", "half") and word in ("million", "billion", "thousand"):
        start = before - len(article)
        return Numeral(start, before, Decimal(1), Decimal(1), True) if article == "a" else None
    return None


_BROKEN = re.compile(r"\s\.\d")


def _name_end(text: str, end: int) -> int:
    """The end of the letters, digits and hyphens that go on from ``end``."""
    while end < len(text) and (text[end].isalnum() or text[end] in "-_"):
        end += 1
    return end


_THIRD = re.compile(r"([12])/3(?:rds?)?(?= of\b| the\b)")


def _digits(where: Setting, a: int, b: int, floor: int) -> tuple[Mention | None, int]:
    page = where.page
    if page.text[a] == "." and page.text[max(0, a - 2) : a][:1].isdigit():
        return None, b  # "IDR22 .2 trillion": a line of a PDF broke the number
    third = _THIRD.match(page.text, a)
    if third is not None and not touching(page, a):
        share = Decimal("33.3") if third.group(1) == "1" else Decimal("66.7")
        return _fuzzy(where, Said(a, third.end(), Sort.SHARE, "percent", value=share, place=Decimal("0.1"), rule="share-word"), floor)
    stop = foreign(page, a)
    if stop is not None:
        return None, max(stop, b)
    numeral = digits(page.text, a)
    if numeral is None or numeral.start != a or _BROKEN.match(page.text, numeral.end):
        return None, b
    if (some := _out_of(page.text, numeral)) is not None and not touching(page, a):
        return _fuzzy(where, some, floor)
    out = atom(page, numeral, floor)
    if out.word is None and touching(page, a):
        return None, numeral.end
    if out.word is not None and out.start == a and touching(page, a):
        return None, out.end
    if out.scale is None and out.unit_at is not None and out.unit_at[1] == a and page.text[a - 1].isalpha() and trailing(page, numeral.end):
        return None, _name_end(page.text, numeral.end)  # "NOK1V"
    said = decade(page.text, out, floor)
    if said is not None:
        return _fuzzy(where, said, floor)
    if out.unit is None and out.scale is None:
        pair = joined(where, out)
        if pair is None or pair[1].unit is None:
            if trailing(page, numeral.end):
                return None, _name_end(page.text, numeral.end)
            if unmeasured(page, out):
                return None, numeral.end
    return _number(where, out, floor)


_OUT_OF = re.compile(r" (?:out of(?: every)?|in(?= every)(?: every)?) (?P<whole>two|three|four|five|six|eight|ten|hundred|2|3|4|5|6|8|10|100) (?=[a-z])(?!million|billion|thousand|percent|points|quarters|years|months)")
_WHOLE = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "hundred": 100}


def _out_of(text: str, part: Numeral) -> Said | None:
    """ "three out of four customers", "9 out of every 10 orders": a share in percent."""
    match = _OUT_OF.match(text, part.end)
    if match is None:
        return None
    whole = Decimal(_WHOLE.get(match["whole"]) or int(match["whole"]))
    if part.value >= whole or part.place != 1:
        return None
    share = (part.value * 100 / whole).quantize(Decimal("0.1"))
    return Said(part.start, match.end() - 1, Sort.SHARE, "percent", value=plain(share), place=Decimal("0.1"), rule="share-word")


def _number(where: Setting, out: Atom, floor: int) -> tuple[Mention, int]:
    """A number, or the range that it opens."""
    text = where.page.text
    start, sign, sign_at = bound_before(text, out.start, floor, out.word.kind if out.word else "")
    low, high, end = out, None, out.end
    pair = joined(where, out)
    if pair is not None:
        word, other = pair
        kin = "to" if word == "and" and text[max(0, start - 10) : start].rstrip().endswith("between") else word
        other = share(other, out, kin)
        shared = share(out, other, kin)
        low = _thousands(shared, other, word)
        if ranges(text, word, low, other, start):
            high, end = other, other.end
            if sign is not None and sign_at is not None and text.startswith("in the range of", sign_at[0]):
                sign, sign_at = None, None
        else:
            low = shared._replace(per=out.per)
    elif out.unit == "percent" and (flat := _TO_FLAT.match(text, end)):
        high, end = out, flat.end()
        low = out._replace(numeral=out.numeral._replace(value=Decimal(0)))
    value, least, most, place, end = _amount(where, low, high, end)
    if sign is None or high is None:
        stop, after = bound_after(text, end, out.money)
        if after is not None and not (after == "~" and text[end:stop].strip() in ("range", "area", "neighborhood") and (high is not None or low.unit is None)):
            sign, sign_at, end = sign or after, sign_at or (end, stop), stop
    converted, end = _converted(where, low, end)
    kind = low.word.kind if low.word else "count"
    quantity = Quantity(
        unit=_unit(where, low), value=value, low=least, high=most, sort=_SORTS.get(kind, Sort.NUMBER), bound=sign, signed=low.sign != 0, place=place,
        uncertain=low.uncertain or (high is not None and high.uncertain), converted=converted, scaled=low.scale is not None, bare=low.unit is None,
        number=Span(where.base + low.numeral.start, where.base + (high or low).numeral.end), unit_span=_span(where, (high or low).unit_at or low.unit_at),
        bound_span=_span(where, sign_at),
    )  # fmt: skip
    return Mention("quantity", Span(where.base + start, where.base + end), f"quantity.{'range' if high is not None else kind}", quantity), end


def _thousands(low: Atom, high: Atom, word: str) -> Atom:
    """ "60 to 78,000 tons", "2-300 megawatts": the thousands or hundreds are said once."""
    small, large = low.numeral.value, high.numeral.value
    if word == "-" and low.scale is None and low.numeral.place == 1 and small < 10 and large % 100 == 0 and small * 100 < large < 1000 and not low.money:
        return low._replace(scale=Decimal(100))
    if low.scale is None and high.scale is None and low.numeral.place == 1 and large >= 1000 and large % 1000 == 0 and small < large / 1000 <= 3 * small and small < 1000:
        return low._replace(scale=Decimal(1000)) if not low.money or high.money else low
    return low


def _amount(where: Setting, low: Atom, high: Atom | None, end: int) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal, int]:
    """(value, low, high, last place, end) of a number, a range, or a number "plus or minus" another."""
    if high is not None:
        return None, min(low.value, high.value), max(low.value, high.value), low.place, end
    match = _PLUS_MINUS.match(where.page.text, end)
    other = ahead(where, match.end()) if match else None
    if other is None:
        return low.value, None, None, low.place, end
    other = share(other, low)
    if other.unit == "bp" and low.unit == "percent":
        swing = abs(other.value / 100)
        return None, low.value - swing, low.value + swing, other.place, other.end
    swing = abs(low.value * other.value / 100 if other.unit == "percent" and low.unit != "percent" else other.value)
    return None, low.value - swing, low.value + swing, other.place, other.end


_SORTS = {"factor": Sort.FACTOR, "duration": Sort.DURATION}


def _unit(where: Setting, out: Atom) -> str:
    """The unit as FACTS writes it; an ambiguous sign of money is read by the document."""
    unit = out.unit or "count"
    if out.word is not None and out.word.ambiguous:
        nation = table("currencies")["nations"].get(last_word(where.page.text, skip_back(where.page.text, out.start))) if out.word.divisor != 1 else None
        if nation is not None:
            return f"{nation}/{out.per}" if out.per else str(nation)
        stated = where.context.layout.header.exchange
        unit = _currency(where.context.folded, stated.value if stated else None, out.word.ambiguous)
    if unit == "points":
        text = where.page.text[max(0, out.start - 90) : out.start]
        unit = "points" if out.numeral.value >= 100 or any(name in text for name in table("units")["index"]["names"]) else "pp"
    return f"{unit}/{out.per}" if out.per else unit


@lru_cache(maxsize=64)
def _currency(folded: str, exchange: str | None, sign: str) -> str:
    """Which currency an ambiguous sign is, from the exchange of the header and the words of the document."""
    entry = readings()[sign]
    for code, exchanges in entry["exchanges"]:
        if exchange is not None and exchange.upper() in exchanges:
            return str(code)
    for code, marks in entry["marks"]:
        if any(mark in folded for mark in marks):
            return str(code)
    return str(entry["default"])


def _converted(where: Setting, out: Atom, end: int) -> tuple[Converted | None, int]:
    """The same amount in another currency, in brackets or after "or"."""
    text = where.page.text
    match = _CONVERT.match(text, end) if out.money else None
    if match is None:
        return None, end
    other = ahead(where, match.end())
    if other is None or not other.money:
        return None, end
    unit = _unit(where, other)
    if unit[:3] == _unit(where, out)[:3]:
        return None, end
    stop = other.end
    if "(" in match.group() or "[" in match.group():
        again = ahead(where, stop + 2) if text.startswith((";", ","), stop) else None
        stop = again.end if again is not None and again.money else stop
        closed = text.startswith((")", "]"), skip_on(text, stop))
        if not closed and text[stop - 1] not in ")]":
            return None, end
        stop = skip_on(text, stop) + 1 if closed else stop
    return Converted(abs(other.value), unit), stop


def _fuzzy(where: Setting, said: Said, floor: int) -> tuple[Mention, int]:
    text = where.page.text
    start, sign, sign_at = bound_before(text, said.start, floor, "")
    unit, end = said.unit, said.end
    low, high, value = said.low, said.high, said.value
    if said.sort == Sort.CHANGE and value == 0:
        low, high, end = _flat_to(where, end)
        value = None if high is not None else value
    quantity = Quantity(
        unit=unit, value=value, low=low, high=high, sort=said.sort, bound=sign or said.bound, place=said.place, number=Span(where.base + said.start, where.base + end),
        unit_span=_span(where, said.unit_at), bound_span=_span(where, sign_at),
    )  # fmt: skip
    return Mention("quantity", Span(where.base + start, where.base + end), f"quantity.{said.rule}", quantity), end


_TO_FLAT = re.compile(r" to flat(?:tish)?\b")
_FLAT_TO = re.compile(r" (?:to|or) (?:slightly |modestly )?(?P<way>up|down) (?:slightly |modestly |about |approximately |maybe )?")


def _flat_to(where: Setting, end: int) -> tuple[Decimal | None, Decimal | None, int]:
    """"flat to up 2%", "flat to down low single digits"."""
    match = _FLAT_TO.match(where.page.text, end)
    if match is None:
        return None, None, end
    other = ahead(where, match.end())
    if other is not None and other.unit == "percent":
        amount, stop = other.value, other.end
    else:
        tail = re.compile(r"(?:low|mid|high)[ -](?:single|double)[ -]digits?").match(where.page.text, match.end())
        said = fuzzy(where.page.text, tail.end() - (6 if tail.group().endswith("s") else 5), tail.end(), match.end()) if tail else None
        if said is None or said.high is None:
            return None, None, end
        amount, stop = said.high, said.end
    return (Decimal(0), amount, stop) if match["way"] == "up" else (-amount, Decimal(0), stop)


def _span(where: Setting, at: tuple[int, int] | None) -> Span | None:
    return Span(where.base + at[0], where.base + at[1]) if at else None
