"""Facts about a document as a whole: company, ticker, exchange, fiscal period, date, title. Each with the characters that state it."""

from __future__ import annotations

import re

from kg.header import company, dates, fiscal, opening, periods
from kg.types import Document, Header, Meta, Note, Span, Stated

_TITLE = 3000  # characters of the title block that are searched
_OPENING = 6000  # characters after it that hold the opening words
_EARLY = 20_000  # characters within which a year may be found for a quarter named without one
_FILE = re.compile(
    r"(?:^|[^a-z0-9])f?(?:q([1-4])[^a-z0-9]?(?:fy)?((?:20)?\d\d)|([1-4])q[^a-z0-9]?((?:20)?\d\d)|((?:20)\d\d)[^a-z0-9]?q([1-4])|fy(\d\d)q([1-4]))(?![0-9])",
    re.I,
)
_FILE_TICKER = re.compile(
    r"^(?P<first>[A-Z]{1,5})[_-](?:[Qq][1-4]|[1-4][Qq]|20\d\d)|\((?P<inside>[A-Z]{1,5})\)|(?<=\d)[_-](?P<last>[A-Z]{2,5})(?=\.\w+$)"
)
_DOUBTS = {  # rule -> what is to be said of a value that it read
    "header.file-name": "is read in the file name alone",
    "header.likely": "is inferred from what most mentions in the text point to",
    "header.address": "is what the web address spells",
    "header.ticker": "is the name that the ticker shortens",
    "header.possessive": "is the name that stands most often in the possessive",
    "article.dateline-and-file-name": "takes its year from the name of the file or its folder",
    "article.dateline-and-text": "takes its year from the results that the text tells",
}
_EVENT = re.compile(
    r"[^\n]{0,120}?\b(?:earnings|results|conference|investor)\b[^\n]{0,60}?\b(?:call|webcast|presentation|teleconference|transcript)s?\b",
    re.I,
)


def header(document: Document, head: Span) -> Header:
    """What ``document`` states about itself. ``document.meta`` wins; "not stated" is None, never a guess.

    ``head`` is the title block: everything before the first turn (rosters included), ``Span(0, 0)`` where there is none.
    The opening words after it (operator, investor relations) are read as well, and the file name last of all, by a rule of its own
    (``header.file-name``, span None). Costs about 1 ms.
    """
    text, meta = document.text, document.meta
    head = opening.before_opening(text, head)
    title_end = min(head.end, head.start + _TITLE)
    opening_end = min(len(text), head.end + _OPENING)
    found = company.titled(text, head.start, title_end)
    opened, event = opening.opened(text, head.end, opening_end)
    ticker = found.ticker or _file_ticker(document)
    name = found.company or opened or _pieced(text, head.end, opening_end, ticker)
    date = company.given(meta.date) or dates.title_date(text, head.start, title_end) or dates.said_date(text, head.end, opening_end)
    ended = periods.ended(text, head.start, opening_end)
    period = company.given(meta.period) or _period(document, head, title_end, opening_end, date, ended)
    return Header(
        company=company.given(meta.company) or name or (Stated(ticker.value, ticker.span, ticker.rule) if ticker else None),
        ticker=company.given(meta.ticker) or ticker,
        exchange=company.given(meta.exchange) or found.exchange,
        period=period,
        date=date,
        title=company.given(meta.title) or _title(text, head.start, title_end) or event,
        publisher=company.given(meta.publisher),
        year_end=_year_end(text, meta, period, date, ended),
    )


def _pieced(text: str, start: int, opening_end: int, ticker: Stated | None) -> Stated | None:
    """The company of a call that nobody opens by its name: from its web address, its ticker, or how often a name stands in the possessive."""
    early = min(len(text), start + _EARLY)
    told = opening.addressed(text, start, opening_end) or (opening.coded(text, ticker.value, start, len(text)) if ticker else None)
    return told or opening.mostly(text, start, early)


def doubts(document: Document, found: Header) -> tuple[Note, ...]:
    """A note for each fact that the document does not state itself: inferred, or read in the file name alone."""
    top = Span(0, min(80, len(document.text)))
    return tuple(
        Note(f"the {name} {stated.value} {_DOUBTS[stated.rule]}", stated.span or top, stated.rule)
        for name in ("company", "ticker", "period", "date")
        if (stated := getattr(found, name)) is not None and stated.rule in _DOUBTS
    )


def _period(
    document: Document, head: Span, title_end: int, opening_end: int, date: Stated | None, ended: periods.Ended | None
) -> Stated | None:
    """What is said (title, opening, "quarter ended"), then what the file name says, then what most mentions point to."""
    text = document.text
    found = periods.title_period(text, head.start, title_end) or periods.opening_period(text, head.end, min(opening_end, head.end + 3000))
    if found:
        return found
    if ended:
        return Stated(f"{ended.fiscal_year}-Q{ended.quarter}", ended.span, "header.quarter-ended")
    longer = periods.longer_period(text, head.start, title_end, title=True) or periods.longer_period(
        text, head.end, min(len(text), head.end + 1500)
    )
    bare = periods.bare_quarter(text, head.end, opening_end)
    named = _file_period(document)
    if longer and (bare is None or (longer.span is not None and longer.span.start < bare[1].start)):
        return (
            named if named and longer.value.endswith("FY") and named.value == f"{longer.value[:4]}-Q4" else longer
        )  # the call on the year is that on its last quarter
    if bare and date and not (named and named.value.endswith(f"Q{bare[0]}")):
        year, month = int(date.value[:4]), int(date.value[5:7] or 12)
        return Stated(f"{year - 1 if month < 3 * bare[0] else year}-Q{bare[0]}", bare[1], "header.quarter-and-date")
    return named or periods.likely_period(text, head.end, min(len(text), head.end + _EARLY), bare[0] if bare else 0)


def _year_end(text: str, meta: Meta, period: Stated | None, date: Stated | None, ended: periods.Ended | None) -> int:
    if meta.year_end:
        return meta.year_end
    if ended and (period is None or period.value.endswith(f"Q{ended.quarter}")):
        return ended.year_end
    if period and date and len(date.value) >= 7:
        return fiscal.year_end(
            period.value, int(date.value[:4]), int(date.value[5:7]), int(date.value[8:10]) if len(date.value) == 10 else None, text
        )
    return (fiscal.said_year_end(text, period.value) if period and date is None else None) or 12


def _title(text: str, start: int, end: int) -> Stated | None:
    found = _EVENT.search(text, start, end)
    if found is None:
        return None
    begin = found.start() + len(found[0]) - len(found[0].lstrip(" \t#*>-"))
    return Stated(" ".join(text[begin : found.end()].split()), Span(begin, found.end()), "header.title")


def _file_period(document: Document) -> Stated | None:
    match = _FILE.search(document.path.rsplit("/", 1)[-1])
    if match is None:
        return None
    quarter = match[1] or match[3] or match[6] or match[8]
    year = match[2] or match[4] or match[5] or match[7]
    return Stated(f"20{year[-2:]}-Q{quarter}", None, "header.file-name")


def _file_ticker(document: Document) -> Stated | None:
    match = _FILE_TICKER.search(document.path.rsplit("/", 1)[-1])
    return Stated(match["first"] or match["inside"] or match["last"], None, "header.file-name") if match else None
