"""The period whose results an article reports."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.calendar import MONTH, MONTHS, ORDINAL, ORDINALS, month_number
from kg.header import fiscal, periods
from kg.header.told import LEAD
from kg.header.words import said
from kg.types import Span, Stated

_PART = re.compile(
    rf"\b(?:Q(?P<q>[1-4])|(?P<o>{ORDINAL})[\s-]+(?:fiscal[\s-]+)?(?:quarter|qtr)|(?P<half>first|second)[\s-]half|H(?P<h>[12]))\b", re.I
)
_ENDED = re.compile(rf",?\s+(?:which\s+)?end(?:ed|ing)\s+(?:on\s+)?(?:\d\d?\s+)?(?P<m>{MONTH})(?:\s+(?P<d>\d\d?))?\b", re.I)
_ANNUAL = re.compile(
    r"\b(?:last\s+year|(?:full[\s-]year|annual)\s+(?:net\s+)?(?:profit|loss|results?|earnings|revenue|sales)|in\s+(?P<year>(?:19|20)\d\d)\s+from\s+(?:a\s+year|the\s+year))\b",
    re.I,
)
_YEAR_END = re.compile(
    r"\b(?:year|FY)\s+(?:to|ending|ended|ends|that\s+ends?|through)\s+(?:in\s+|on\s+)?(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[a-z)\d])[.!?]\s+(?=[A-Z\"\u201c])|\n\s*\n")
_OWN = re.compile(
    r"[\s-]+(?:(?:net|operating|core|pretax|underlying|adjusted)\s+)?(?:profits?|loss|losses|earnings|results?|rev|revenues?|sales|income|net)\b",
    re.I,
)
_WIRE_YEAR = re.compile(r">\s+(?:(?P<year>(?:19|20)\d\d)\s+)?YEAR\b(?:\s+END(?:ED|S|ING)\s+(?P<m>[A-Z]{3}))?")
_EARNED = re.compile(r"\b(?:earned|income from|(?:cents|\d) (?:a|per) share)\b", re.I)
_PRIOR = re.compile(r"\b(?:since|than|from|versus|vs|against|compared with|compared to)\s+(?:the\s+|its\s+)?$")
_SOON = 3  # months within which results of a calendar quarter come; those of a half year may take two more


@dataclass(frozen=True, slots=True)
class _Part:
    """A quarter or half year said without its year, with the words of its sentence on both sides."""

    name: str  # Q1, H2
    quarter: int  # its last
    span: Span
    before: str
    after: str

    @property
    def ahead(self) -> bool:
        """Whether it is looked forward to: "its outlook for the fourth quarter"."""
        return said("forecast", "news").search(self.before) is not None or said("ahead").search(self.before[-60:]) is not None

    @property
    def results(self) -> bool:
        """Whether results are told of it: "third-quarter profit", "sales fell 3 percent in the third quarter"."""
        words = self.before + self.after
        return said("results", "news").search(words) is not None or _EARNED.search(words) is not None

    @property
    def fiscal(self) -> bool:
        """Whether it is surely one of the company's own year: "fiscal third quarter", "third-quarter profit", "the quarter ended March 31"."""
        own = re.search(r"\bfiscal\s+$", self.before) or _ENDED.match(self.after) or _OWN.match(self.after)
        return own is not None


def year_end(text: str, stated: int | None) -> int:
    """The month in which the fiscal year ends: stated, said ("in the year to March"), else December."""
    match = None if stated else _YEAR_END.search(text)
    return stated or (month_number(match["m"]) if match else 12)


def reported(text: str, headline: Span | None, lead: int, date: Stated | None, end: int) -> tuple[Stated | None, int]:
    """The period whose results the headline or the lead reports, counted back from the date; and the month in which the fiscal year ends."""
    places = [(headline.start, headline.end)] if headline else []
    if headline and date and (wired := _wired(text, headline, date, end)):
        return wired
    places.append((lead, min(len(text), lead + LEAD)))
    for start, stop in places:
        explicit = periods.title_period(text, start, stop)
        if explicit and explicit.span and _is_told(text, explicit.span, start, stop) and _is_past(text, explicit, date):
            return explicit, end
        if date is None:
            continue
        for part in _parts(text, start, stop):
            if found := _dated(text, part, date, end):
                return found
        if annual := _annual(text, start, stop, date):
            return annual, end
    return None, end


def _wired(text: str, headline: Span, date: Stated, end: int) -> tuple[Stated, int] | None:
    """The year of a wire's table by its title: "TARN STEEL <TRN> YEAR NET"."""
    found = _WIRE_YEAR.search(text, headline.start, headline.end)
    if found is None:
        return None
    end = MONTHS.get((found["m"] or "").lower(), end)
    year = int(found["year"] or date.value[:4]) - (not found["year"] and int(date.value[5:7]) <= end)
    return Stated(f"{year}-FY", Span(*found.span()), "article.wire-title"), end


def _is_told(text: str, span: Span, start: int, stop: int) -> bool:
    """Whether results are told of the period, which is no mark that they are compared with: "the best since the third quarter of 2002"."""
    near = text[max(start, span.start - 80) : min(stop, span.end + 80)]
    return said("results", "news").search(near) is not None and not _PRIOR.search(text[max(start, span.start - 50) : span.start])


def _parts(text: str, start: int, stop: int) -> list[_Part]:
    """The quarters and half years of ``text[start:stop]`` for which results are told."""
    out: list[_Part] = []
    for match in _PART.finditer(text, start, stop):
        begin = max((m.end() for m in _SENTENCE.finditer(text, start, match.start())), default=start)
        close = _SENTENCE.search(text, match.end(), match.end() + 200)
        half = ORDINALS[match["half"].lower()] if match["half"] else int(match["h"] or 0)
        quarter = 2 * half or int(match["q"] or ORDINALS[(match["o"] or "first").lower()])
        name = f"H{half}" if half else f"Q{quarter}"
        after = text[match.end() : close.start() if close else match.end() + 200]
        part = _Part(name, quarter, Span(*match.span()), " ".join(text[begin : match.start()].split()) + " ", after)
        if part.results and not _PRIOR.search(part.before):
            out.append(part)
    return out


def _dated(text: str, part: _Part, date: Stated, end: int) -> tuple[Stated, int] | None:
    """The part with its year, and the month in which that year ends: the latest that was over on the date. None where nothing tells that it was."""
    year, month, day = int(date.value[:4]), int(date.value[5:7] or 12), int(date.value[8:10] or 28)
    rule = "article.half-and-date" if part.name[0] == "H" else "article.quarter-and-date"
    ended = _ENDED.match(part.after)
    if ended:
        closed = month_number(ended["m"]) - (1 if ended["d"] and int(ended["d"]) <= 7 else 0)
        end = (closed + 3 * (4 - part.quarter) - 1) % 12 + 1
    soon = _SOON if part.name[0] == "Q" else _SOON + 2
    now = 12 * year + month
    for own in (year + 1, year, year - 1):
        late = now - (12 * own + end - 3 * (4 - part.quarter))
        if 0 < late <= soon or (ended and late == 0):
            return Stated(f"{own}-{part.name}", part.span, rule), end
    if part.ahead or not part.fiscal:
        return None
    own, end = fiscal.latest(part.quarter, year, month, day, text)
    return Stated(f"{own}-{part.name}", part.span, rule), end


def _annual(text: str, start: int, stop: int, date: Stated) -> Stated | None:
    """The year before that of the date, where its results are told in the first half of a year."""
    year, month = int(date.value[:4]), int(date.value[5:7] or 12)
    annual = _ANNUAL.search(text, start, stop)
    if (
        annual
        and month <= 7
        and said("reported", "news").search(text, start, stop)
        and not said("forecast", "news").search(text, start, stop)
    ):
        return Stated(f"{annual['year'] or year - 1}-FY", Span(*annual.span()), "article.year-and-date")
    return None


def _is_past(text: str, explicit: Stated, date: Stated | None) -> bool:
    """Whether the period was over by ``date``; of a fiscal year that is not known from here."""
    if date is None or explicit.span is None or re.search(r"fiscal|\bFY", explicit.span.of(text), re.I):
        return True
    return int(explicit.value[:4]) * 12 + 3 * int(explicit.value[-1]) <= int(date.value[:4]) * 12 + int(date.value[5:7] or 12)
