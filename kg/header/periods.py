"""The fiscal period that a call reports on, as its title or its opening words state it; and the month in which the fiscal year ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.calendar import ORDINAL, ORDINALS, month_number
from kg.header.words import compared, said
from kg.types import Span, Stated

# Pieces of the patterns below, in verbose form. Group names carry a number, as one pattern may hold a piece twice.
_GAP = r"[\s,\-\u2013]"
_TH = r"(?:st|nd|rd|th)?"  # behind a day: 4th
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)"
_FILLER = r"""
    (?:[\s,&\-\u2013']*(?:
        of|the|and|full|fiscal|year|end|ended|financial|results|earnings|call|conference|webcast|webinar|for|in|our
        |9M|H[12]|nine|six|months|half|first|analyst|investor|\(|annual
    )){0,7}[\s,\-\u2013(]*"""  # between a quarter and its year: " and full fiscal year "


def _quarter(n: int) -> str:
    return rf"""(?:
          \bF?Q\s?(?P<q{n}>[1-4])(?![\d.%])                                            # Q3, FQ3
        | \b(?P<n{n}>[1-4])Q                                                           # 3Q
        | \b(?P<o{n}>{ORDINAL})[\s-]+(?:fiscal[\s-]+)?quarter(?:['\u2019]?s)?\b        # third-quarter, third fiscal quarter's
    )"""


def _year_of(n: int) -> str:
    return rf"""(?:
          (?:FY|F|CY)\s?['\u2019]?\s?(?P<s{n}>\d\d)(?!\d)                              # FY21, FY '21
        | ['\u2019](?P<a{n}>\d\d)\b                                                    # '21
        | (?:FY|CY|F)?\s?(?P<y{n}>(?:19|20)\d\d)                                       # 2021, FY 2021
          (?:\s?[-\u2013/]\s?(?P<z{n}>(?:20)?\d\d)(?!\d|-))?                           # 2020-21
    )"""


QUARTER_YEAR = re.compile(_quarter(1) + _FILLER + _year_of(1), re.I | re.X)  # "Q3 and nine months 2021"
YEAR_QUARTER = re.compile(
    rf"(?:\bfiscal\s+(?:year\s+)?|\b|(?<=\s)){_year_of(2)}[\s,:\-\u2013]*(?:fiscal\s+)?{_quarter(2)}", re.I | re.X
)  # "fiscal year 2021 third quarter"
_SHORT = re.compile(
    r"""\b(?:(?P<q1>[1-4])Q\s?(?P<a1>\d\d)                  # 3Q21
      | Q(?P<q2>[1-4])[\s-]?(?:FY)?['\u2019]?(?P<a2>\d\d)   # Q3-21, Q3 FY21
    )(?!\d|[.,]\d|%)""", re.I | re.X)  # fmt: skip
_BARE = re.compile(_quarter(3), re.I | re.X)
_LONG = re.compile(
    rf"""\b(?:
          (?P<half>first|second|1st|2nd)[\s-]+half | H(?P<h>[12]) | (?P<g>[12])H          # first half, H1, 1H
        | (?P<interim>interim|half[\s-]year)
        | (?P<nine>nine[\s-]+months?|9M)
        | (?P<full>full[\s-]+(?:fiscal[\s-]+)?year|annual|year[\s-]end|fiscal[\s-]+year|financial[\s-]+year)
    )(?:{_GAP}*(?:of|the|fiscal|year|results?|accounts|earnings|call)){{0,5}}{_GAP}*{_year_of(4)}""", re.I | re.X)  # "first half results of 2021"  # fmt: skip
_LONG_AFTER = re.compile(
    rf"""{_year_of(5)}{_GAP}+(?:
          (?P<half>first|second|1st|2nd)[\s-]+half | H(?P<h>[12])\b
        | (?P<interim>interim|half[\s-]year)
        | (?P<nine>nine[\s-]+months?|9M\b)
        | (?P<full>full[\s-]+year|annual|year[\s-]end|results\b)
    )""", re.I | re.X)  # "2021 half-year"  # fmt: skip
_ENDED = re.compile(
    rf"""\b(?:
          (?P<o>first|second|third|fourth)[\s-]+quarter
        | quarter(?:[\s,]+and[\s,]+(?:the[\s]+)?                                          # quarter and nine months
            (?P<more>half[\s-]*year|six[\s-]+months?|nine[\s-]+months?|(?:full[\s-]+|financial[\s-]+|fiscal[\s-]+)?year))?
    )[\s,]+(?:of\s+(?:fiscal\s+)?(?:year\s+)?\d{{4}}\s+)?(?:which\s+)?(?:ended|ending)[\s,]+(?:on\s+)?
    (?:(?P<d0>\d\d?){_TH}\s+)?{_MONTH}[\s,]+(?:(?P<day>\d\d?){_TH}[\s,]+)?(?P<year>(?:19|20)\d\d)   # 30 September 2024, September 30, 2024
    """, re.I | re.X)  # fmt: skip
_ANCHOR = re.compile(r"[Qq](?:[Uu][Aa][Rr][Tt][Ee][Rr]|\s?[1-4])|[1-4][Qq]")
_FOURTH = re.compile(r"\b(?:[Ff]ourth[\s-]+[Qq]uarter|Q4|4Q)\b")
_VOTES = 3  # mentions of a year, at least, before it says anything
_ENDING = re.compile(r"end(?:ed|ing)\b")
_YEARS = re.compile(r"\b20[0-4]\d\b|(?<=\s)['\u2019][0-4]\d\b")
_BEFORE_YEAR = re.compile(
    r"(?:compared?\s+(?:to|with)|versus|vs\.?|from|over|than|against|relative\s+to|since|prior|last|year\s+ended|pre-)\s+[^.\n]{0,40}$",
    re.I,
)
_SENTENCE = re.compile(r"(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\b[A-Z])[.!?]\s+(?=[A-Z\[\"\u201c])|\n\n+(?=\S)")
_OTHER_CALL = re.compile(
    rf"\bon (?:our|the|last quarter['\u2019]s) (?:{ORDINAL}|Q[1-4])[\s-](?:quarter\s+)?(?:earnings\s+|conference\s+)*call\b", re.I
)  # "on our first quarter call"


@dataclass(frozen=True, slots=True)
class Ended:
    """A quarter said to end in a month: which quarter of the fiscal year, and hence when that year ends."""

    quarter: int
    month: int
    year: int
    span: Span

    @property
    def year_end(self) -> int:
        """The month in which the fiscal year ends, 1-12."""
        return (self.month - 3 * self.quarter - 1) % 12 + 1

    @property
    def fiscal_year(self) -> int:
        """The fiscal year named by the calendar year in which it ends."""
        months = self.year * 12 + self.month - 1 + 3 * (4 - self.quarter)
        return months // 12


def title_period(text: str, start: int, end: int) -> Stated | None:
    """The first quarter with its year in a title block."""
    found = _first_quarter(text, start, end)
    return Stated(*found, "header.title") if found else None


def opening_period(text: str, start: int, end: int) -> Stated | None:
    """The first quarter with its year that the opening words name in a sentence about this call, its results or its release."""
    at = start
    while found := _first_quarter(text, at, end):
        if _is_said(text, found[1], start, end):
            return Stated(*found, "header.opening")
        at = found[1].end
    return None


def _is_said(text: str, span: Span, start: int, end: int) -> bool:
    """Whether the sentence around ``span`` opens the call or presents its results, and does not compare or look ahead."""
    begin = max((m.end() for m in _SENTENCE.finditer(text, max(start, span.start - 300), span.start)), default=max(start, span.start - 300))
    stop = _SENTENCE.search(text, span.end, min(end, span.end + 200))
    sentence = text[begin : stop.start() if stop else min(end, span.end + 200)]
    return (
        bool(said("event").search(sentence) and said("presents").search(sentence))
        and not _compared(text, span.start)
        and not _ahead(sentence)
    )


def longer_period(text: str, start: int, end: int, title: bool = False) -> Stated | None:
    """The half year, nine months or full year named with its year in a title, or in a sentence that presents results."""
    for pattern, group in ((_LONG, 4), (_LONG_AFTER, 5)):
        for found in pattern.finditer(text, start, end):
            if (
                not title
                and _part(found) == "FY"
                and (fourth := _FOURTH.search(text, start, min(len(text), end + 12_000)))
                and _is_said(text, Span(*found.span()), start, end)
            ):
                span = Span(min(found.start(), fourth.start()), max(found.end(), fourth.end()))
                return Stated(f"{_year(found, group)}-Q4", span, "header.full-year-with-fourth-quarter")
            if title or _is_said(text, Span(*found.span()), start, end):
                return Stated(f"{_year(found, group)}-{_part(found)}", Span(*found.span()), "header.longer")
    return None


def _part(found: re.Match[str]) -> str:
    named = found.groupdict()
    if named["half"] or named["h"] or named.get("g"):
        return f"H{ORDINALS.get((named['half'] or '').lower()) or int(named['h'] or named.get('g') or 1)}"
    return "H1" if named["interim"] else "9M" if named["nine"] else "FY"


def bare_quarter(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """The first quarter named without its year in a sentence that opens the call or presents its results."""
    for found in _BARE.finditer(text, start, end):
        if _is_said(text, Span(*found.span()), start, end):
            return _number(found, 3), Span(*found.span())
    return None


def ended(text: str, start: int, end: int) -> Ended | None:
    """The first "quarter (and nine months) ended September 30, 2024" that tells which quarter of the fiscal year it is."""
    for anchor in _ENDING.finditer(text, start, end):
        found = _ENDED.search(text, max(start, anchor.start() - 60), min(end, anchor.end() + 50))
        if found is None:
            continue
        more = " ".join((found["more"] or "").lower().replace("-", " ").split())
        quarter = ORDINALS.get((found["o"] or "").lower()) or (
            2 if more[:4] in ("half", "six ") else 3 if more[:4] == "nine" else 4 if more.endswith("year") else 0
        )
        if not quarter:
            continue
        month, year, day = month_number(found["month"]), int(found["year"]), int(found["day"] or found["d0"] or 28)
        if day <= 7:  # a year of 52 or 53 weeks
            month, year = (month - 1, year) if month > 1 else (12, year - 1)
        return Ended(quarter, month, year, Span(*found.span()))
    return None


def likely_period(text: str, start: int, end: int, quarter: int = 0) -> Stated | None:
    """The quarter (unless given) and year that most mentions in ``text[start:end]`` point to. An inference, and marked as one by its rule.

    A year compared with ("versus 2020") points to the next; one looked ahead to ("2021 guidance") is the year before on a fourth-quarter call.
    """
    quarters: Counter[int] = Counter()
    first: dict[int, Span] = {}
    for found in _BARE.finditer(text, start, end):
        around = text[max(start, found.start() - 60) : found.start()]
        weight = 1 if _compared(text, found.start()) or _ahead(around) else 3
        quarters[_number(found, 3)] += weight
        first.setdefault(_number(found, 3), Span(*found.span()))
    if not quarter:
        if not quarters:
            return None
        quarter = min(quarters, key=lambda q: (-quarters[q], first[q]))
    years: Counter[int] = Counter()
    for found in _YEARS.finditer(text, start, end):
        year = int(found[0] if len(found[0]) == 4 else "20" + found[0][-2:])
        before = text[max(start, found.start() - 70) : found.start()]
        if _BEFORE_YEAR.search(before):
            years[year + 1] += 1
        elif quarter == 4 and _ahead(before + text[found.end() : found.end() + 40]):
            years[year - 1] += 1
        else:
            years[year] += 1
    year = min(years, key=lambda y: (-years[y], -y), default=0)
    if years[year] < _VOTES or _close(quarters, quarter) or _close(years, year):
        return None
    return Stated(f"{year}-Q{quarter}", first.get(quarter), "header.likely")


def _close(votes: Counter[int], winner: int) -> bool:
    """Whether another value has nearly as many votes, so that nothing can be said."""
    return any(5 * times > 4 * votes[winner] for value, times in votes.items() if value != winner)


def _first_quarter(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The first quarter with its year ("2021-Q2"), and where it stands. The patterns run only around what may be a quarter: they are too slow for a whole text."""
    for anchor in _ANCHOR.finditer(text, start, end):
        window = max(start, anchor.start() - 30), min(end, anchor.end() + 150)
        found = _around(text, *window)
        if found and found[1].start <= anchor.end() and anchor.start() <= found[1].end:
            return found
    return None


def _around(text: str, start: int, end: int) -> tuple[str, Span] | None:
    after, before = QUARTER_YEAR.search(text, start, end), YEAR_QUARTER.search(text, start, end)
    if after and (before is None or after.start() <= before.start() or (before.end() > after.start() and "\n" in before[0])):
        return f"{_year(after, 1)}-Q{_number(after, 1)}", Span(*after.span())
    if before:
        return f"{_year(before, 2)}-Q{_number(before, 2)}", Span(*before.span())
    short = _SHORT.search(text, start, end)
    if short:
        return f"20{short['a1'] or short['a2']}-Q{short['q1'] or short['q2']}", Span(*short.span())
    return None


def _number(match: re.Match[str], group: int) -> int:
    digit = match[f"q{group}"] or match[f"n{group}"]
    return int(digit) if digit else ORDINALS[match[f"o{group}"].lower()]


def _year(match: re.Match[str], group: int) -> int:
    """The year of a match; of a year like "2020-21" the one in which it ends."""
    if short := match[f"s{group}"] or match[f"a{group}"]:
        return 2000 + int(short)
    year = int(match[f"y{group}"])
    last = match[f"z{group}"]
    if last and int(last[-2:]) == (year + 1) % 100:
        return year + 1
    return year


def _compared(text: str, at: int) -> bool:
    return compared().search(text[max(0, at - 50) : at]) is not None


def _ahead(words: str) -> bool:
    """Whether ``words`` look to another period than the one reported: ahead, back, or to another call."""
    return bool(said("ahead").search(words) or _OTHER_CALL.search(words))
