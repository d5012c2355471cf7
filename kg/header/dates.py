"""The date of the call, where the title block or the opening states it. ISO 8601."""

from __future__ import annotations

import re

from kg.calendar import MONTH, WEEKDAY, month_number
from kg.types import Span, Stated

DATE = re.compile(
    rf"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<m>{MONTH})[\s-]*(?P<d>\d\d?)(?:st|nd|rd|th)?\s*[,-]?\s*(?P<y>(?:19|20)\d\d)"
    rf"|(?P<d2>\d\d?)(?:st|nd|rd|th)?[\s-](?:of\s+)?(?P<m2>{MONTH})[\s,-]+(?P<y2>(?:19|20)\d\d|\d\d(?=\s))"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)|(?P<m4>\d\d?)/(?P<d4>\d\d?)/(?P<y4>(?:19|20)\d\d))(?!\d)",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FILED = re.compile(r"(?<!\d)(?:19[6-9]\d|20[0-4]\d)(?!\d)")
_TIME = re.compile(r"[\s,/]*(?:at\s+)?\d\d?[:.]\d\d", re.I)
_HELD = re.compile(
    rf"\b(?:held|hosted|concluded|conducted|call|analysts?(?:\(s\))?|investors?(?:\(s\))?|presentation)\b[^.\n]{{0,30}}?\bon\s+(?:{WEEKDAY}[\s,]*)?$",
    re.I,
)
_EVENT = re.compile(rf"\b(?:call|conference|webcast|transcripts?|presentation)\b[\s|,]*(?:{WEEKDAY}[\s,]*)?$", re.I)
_ENDED = re.compile(r"(?:end(?:ed|ing)|consensus as of)[\s,]*(?:on\s+)?$", re.I)
_WEEKDAY = re.compile(rf"{WEEKDAY}[\s,]*$", re.I)
_SAID = re.compile(
    rf"(?:today(?:['\u2019]s date)?,?\s+(?:is\s+)?|broadcast\s+(?:live\s+)?on\s+|as\s+of\s+today,?\s+|recorded\s+(?:on\s+)?|made\s+(?:today|only\s+as\s+of\s+today)?,?\s*)(?:{WEEKDAY},?\s+)?$",
    re.I,
)


def iso(match: re.Match[str]) -> str | None:
    """The date of a DATE match, or None when no such day exists."""
    named = match["m"] or match["m2"]
    month = month_number(named) if named else int(match["m3"] or match["m4"])
    day = int(match["d"] or match["d2"] or match["d3"] or match["d4"])
    year = match["y"] or match["y2"] or match["y3"] or match["y4"]
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    if not (1 <= month <= 12 and 1 <= day <= 31) or int(year) < 1900:
        return None
    return f"{year}-{month:02}-{day:02}"


def title_date(text: str, start: int, end: int) -> Stated | None:
    """The date in a title block: one with a time or said to be that of the call, before one that stands alone; never a period's end."""
    best: tuple[int, Stated] | None = None
    for match in DATE.finditer(text, start, end):
        value = iso(match)
        before = text[max(start, match.start() - 60) : match.start()]
        if value is None or _ENDED.search(before):
            continue
        rank = (
            -1
            if _EVENT.search(before)
            else 0
            if _TIME.match(text, match.end(), end)
            else 1
            if _HELD.search(before)
            else 2
            if _WEEKDAY.search(before)
            else 3
        )
        if best is None or rank < best[0]:
            best = rank, Stated(value, Span(*match.span()), "header.date")
    return best[1] if best else None


def said_date(text: str, start: int, end: int) -> Stated | None:
    """The date that the opening gives as that of today."""
    for year in _YEAR.finditer(text, start, end):
        match = DATE.search(text, max(start, year.start() - 24), min(end, year.end() + 6))
        value = iso(match) if match else None
        if match and value and _SAID.search(text, max(start, match.start() - 60), match.start()):
            return Stated(value, Span(*match.span()), "header.said-date")
    return None


def filed_under(path: str) -> int | None:
    """The year that an archive files a document under: the one year in the file's name, else in that of the nearest folder that holds any."""
    for part in reversed(path.split("/")):
        years = {int(year[0]) for year in _FILED.finditer(part)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None
