"""Document facts of an article: subject company, ticker, exchange, period, date. Read from headline, dateline and lead."""

from __future__ import annotations

import re

from kg.calendar import month_number
from kg.header import company, dates
from kg.header.reported import reported, year_end
from kg.header.told import listing, subject
from kg.types import Document, Header, Span, Stated

_DAY = re.compile(r"\b(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?P<d>\d\d?)\b")
_TOLD = re.compile(r"\bin (?P<year>(?:19|20)\d\d) (?:from|compared with|against) (?:a|the) (?:year|previous)", re.I)


def article_header(
    document: Document,
    headline: Span | None,
    dateline: Span | None,
    lead: int,
    publisher: Stated | None,
    author: Stated | None,
    stamp: Span | None,
) -> Header:
    """The facts that an article states about itself and about whom it writes; ``lead`` is where its first paragraph begins.

    ``stamp`` is a line with the date and time of publication. A dateline without a year takes it from the stamp, the text, or the name of the file or its folder.
    """
    text, meta = document.text, document.meta
    date = company.given(meta.date) or _date(document, dateline, stamp, lead)
    about = company.given(meta.company) or subject(text, headline, lead)
    ticker, exchange = listing(text, about, headline, lead)
    period, end = reported(text, headline, lead, date, year_end(text, meta.year_end))
    return Header(
        company=about,
        ticker=company.given(meta.ticker) or ticker,
        exchange=company.given(meta.exchange) or exchange,
        period=company.given(meta.period) or period,
        date=date,
        title=company.given(meta.title)
        or (Stated(" ".join(headline.of(text).split()), headline, "article.headline") if headline else None),
        publisher=company.given(meta.publisher) or publisher,
        author=author,
        year_end=end,
    )


def _date(document: Document, dateline: Span | None, stamp: Span | None, lead: int) -> Stated | None:
    text = document.text
    for place in filter(None, (stamp, dateline)):
        match = dates.DATE.search(text, place.start, place.end)
        if match and (value := dates.iso(match)):
            return Stated(value, Span(*match.span()), "article.date")
    day = _DAY.search(text, dateline.start, dateline.end) if dateline else None
    if day is None:
        return None
    month = month_number(day["m"])
    year = _year_said(text, month, lead)
    rule = "article.dateline-and-text"
    if year is None and (year := dates.filed_under(document.path)):
        rule = "article.dateline-and-file-name"
    return Stated(f"{year}-{month:02}-{int(day['d']):02}", Span(*day.span()), rule) if year else None


def _year_said(text: str, month: int, lead: int) -> int | None:
    """The year of a dateline without one, when results told as past name theirs: in the first half of a year "last year" is the year before."""
    told = [int(m["year"]) for m in _TOLD.finditer(text, lead)]
    if not told:
        return None
    return max(told) + 1 if month <= 6 and re.search(r"\blast year\b", text[lead:]) else max(told)
