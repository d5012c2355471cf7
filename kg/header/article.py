"""Document facts of an article: subject company, ticker, exchange, period, date. Read from headline, dateline and lead."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kg.calendar import MONTHS, ORDINAL, ORDINALS, month_number
from kg.header import company, dates, periods
from kg.header.dates import filed_under
from kg.header.words import said
from kg.lexicon import any_of, table
from kg.types import Document, Header, Span, Stated

_LEAD = 700  # characters after the dateline that may name the subject
_DAY = re.compile(r"\b(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?P<d>\d\d?)\b")
_RUN = re.compile(r"(?:(?<!\w)[a-z][A-Z]\w+|[A-Z]/[A-Z]\b|[A-Z][\w&'\u2019.\-]*|\d[A-Z]\w*)(?:\s+(?:[A-Z][\w&.\-]*|&|\((?:Group|Holdings?)\)|of(?=\s[A-Z])|and(?=\s(?:Co|Sons|Company|Partners)\b)))*")
_CODE = re.compile(r"\s*(?:\(\s*|<|\[\s*)?(?:(?P<exchange>[A-Z]{2,8})\s*:\s*)?(?P<code>[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?)\s*(?:\)|>|\])|\s+(?P<bare>[A-Z0-9]{1,6}\.[A-Z]{1,2})\b")
_RIC = re.compile(r"(?:['\u2019]s?)?\s*(?:\(\s*[A-Z0-9]{1,5}[A-Za-z0-9]?\.[A-Z]{1,3}\s*\)|<[A-Z.]{1,8}>|[A-Z0-9]{1,6}\.[A-Z]{1,2}\b|[\[(]\s*[A-Z]{2,8}\s*:\s*[A-Z0-9.]+\s*[\])])")
_BRACKETED = re.compile(r"[\[(]\s*(?P<exchange>[A-Z]{2,8})\s*:\s*(?P<code>[A-Z0-9.]{1,8})\s*[\])]")
_QUARTER = re.compile(rf"\b(?:Q(?P<q>[1-4])|(?P<o>{ORDINAL})[\s-]+(?:fiscal[\s-]+)?(?:quarter|qtr))\b", re.I)
_ANNUAL = re.compile(r"\b(?:last\s+year|(?:full[\s-]year|annual)\s+(?:net\s+)?(?:profit|loss|results?|earnings|revenue|sales)|in\s+(?P<year>(?:19|20)\d\d)\s+from\s+(?:a\s+year|the\s+year))\b", re.I)
_HALF = re.compile(r"\b(?P<half>first|second)[\s-]half\b", re.I)
_TOLD = re.compile(r"\bin (?P<year>(?:19|20)\d\d) (?:from|compared with|against) (?:a|the) (?:year|previous)", re.I)
_YEAR_END = re.compile(r"\b(?:year|FY)\s+(?:to|ending|ended|ends|that\s+ends?|through)\s+(?:in\s+|on\s+)?(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*", re.I)
_JOINT = re.compile(r"\bthe (?:two )?(?:companies|firms|banks) (?:said|announced)\b", re.I)  # news of several is about none of them alone
_WIRE_YEAR = re.compile(r">\s+(?:(?P<year>(?:19|20)\d\d)\s+)?YEAR\b(?:\s+END(?:ED|S|ING)\s+(?P<m>[A-Z]{3}))?")  # "TARN STEEL <TRN> YEAR NET"
_CODED_TITLE = re.compile(r"<?(?P<name>[A-Z][A-Z0-9 .&'/-]{2,50}?)\s*<(?P<code>[A-Z.]{1,8})>")  # the upper-case title of a wire: "NORTHWIND ROBOTICS <NWR> 1ST QTR NET"


def article_header(document: Document, headline: Span | None, dateline: Span | None, lead: int, publisher: Stated | None, author: Stated | None, stamp: Span | None) -> Header:
    """The facts that an article states about itself and about whom it writes; ``lead`` is where its first paragraph begins.

    ``stamp`` is a line with the date and time of publication. A dateline without a year takes it from the stamp, the text, or the name of the file or its folder.
    """
    text, meta = document.text, document.meta
    date = company.given(meta.date) or _date(document, dateline, stamp, lead)
    subject = company.given(meta.company) or _subject(text, headline, lead)
    ticker, exchange = _listing(text, subject, headline, lead)
    period, end = _period(text, headline, lead, date, _year_end(text, meta.year_end))
    return Header(
        company=subject,
        ticker=company.given(meta.ticker) or ticker,
        exchange=company.given(meta.exchange) or exchange,
        period=company.given(meta.period) or period,
        date=date,
        title=company.given(meta.title) or (Stated(" ".join(headline.of(text).split()), headline, "article.headline") if headline else None),
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
    if year is None and (year := filed_under(document.path)):
        rule = "article.dateline-and-file-name"
    return Stated(f"{year}-{month:02}-{int(day['d']):02}", Span(*day.span()), rule) if year else None


def _year_said(text: str, month: int, lead: int) -> int | None:
    """The year of a dateline without one, when results told as past name theirs: in the first half of a year "last year" is the year before."""
    told = [int(m["year"]) for m in _TOLD.finditer(text, lead)]
    if not told:
        return None
    return max(told) + 1 if month <= 6 and re.search(r"\blast year\b", text[lead:]) else max(told)


def _subject(text: str, headline: Span | None, lead: int) -> Stated | None:
    """The first company of the lead: one with a code or a legal form, or one that the headline names and the text calls a firm."""
    stop = text.find("\n", lead)
    if _JOINT.search(text, lead, min(len(text) if stop < 0 else stop, lead + _LEAD)):
        return None
    title = headline.of(text).lower() if headline else ""
    low = set(re.findall(r"\b[a-z][\w-]+", text[lead:]))
    best: tuple[int, int, Stated] | None = None
    for run in _RUN.finditer(text, lead):
        if run.start() > lead + _LEAD:
            break
        begin = run.start() + len(run[0]) - len(re.sub(r"^(?:Shares|Stock|Units|Analysts) of ", "", run[0]))
        begin += _whose(text[begin : run.end()])
        name, end = _cut(text[begin : run.end()], begin)
        if len(name) < 2:
            continue
        first = name.split()[0]
        code = bool(_RIC.match(text, end))
        form = len(name.split()) > 1 and name.split()[-1].lower().rstrip(",") in _forms()
        told = _descriptor().search(text, max(lead, run.start() - 30), run.start()) is not None
        titled = len(first) > 1 and re.search(rf"\b{re.escape(first.lower())}\b", title) is not None
        often = text.count(first, lead) > 2
        early = run.start() - lead < 6 and (titled or not text.startswith(("'s", "\u2019s"), end))
        firm = early and often and (titled or (not title and bool(_called().search(text, lead))))
        score = 3 * (code or form) + 2 * titled + 2 * told + 2 * firm + 3 * early + (begin - lead < 120) + often
        named = code or form or (not _never_subject(name) and first.lower() not in low and ((told and titled) or firm))
        if named and (best is None or score > best[0]):
            best = score, -run.start(), Stated(" ".join(name.split()), Span(begin, end), "article.subject")
    if best and best[0] >= 4:
        return best[2]
    coded = _CODED_TITLE.match(text, headline.start, headline.end) if headline else None
    return Stated(coded["name"].strip(), Span(*coded.span("name")), "article.headline-code") if coded else None


def _whose(name: str) -> int:
    """How many characters of a place stand in front: "Norway's Northwind Ltd"."""
    place = re.match(r"([A-Z][\w. ]+?)['\u2019]s\s+(?=[A-Z])", name)
    return place.end() if place and _never_subject(place[1]) else 0


def _never_subject(name: str) -> bool:
    words = name.lower().split()
    return words[0].rstrip(".,'") in _never() or " ".join(words) in _never() or " ".join(words[:3]) in _never()


def _cut(name: str, start: int) -> tuple[str, int]:
    """The name in a run of capitals, and where it ends: without a possessive, a trailing code ("EDS.N") and a final point that is no part of a legal form."""
    stop = re.search(r"(?<=[a-z]{3})\.\s+(?=[A-Z])", name)
    if stop and name[: stop.start()].split()[-1].lower() not in _forms():
        name = name[: stop.start()]
    possessive = re.search(r"['\u2019]s?\b.*$|['\u2019]$", name, re.S)
    if possessive and not _names_itself(possessive[0]):
        name = name[: possessive.start()]
    code = re.search(r"\s+[A-Z0-9]{1,6}\.[A-Z]{1,2}$", name)
    if code:
        name = name[: code.start()]
    if name.endswith(".") and name.split()[-1].lower() not in _forms():
        name = name[:-1]
    name = re.sub(r"\s+(?:on|in|of|&)$", "", name)
    words = list(re.finditer(r"\S+", name))
    for before, word in pairwise(words):
        if _is_form(word[0]) and not _is_form(before[0]) and word.end() < len(name) and not name.startswith(" of ", word.end()):
            after = next((w for w in words if w.start() > word.end() and not _is_form(w[0])), None)
            name = name[: after.start()].rstrip() if after else name
            break
    name = re.sub(r"(?:\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Chief|Chairman|President|CEO))+$", "", name)
    return name, start + len(name)


def _names_itself(rest: str) -> bool:
    """Whether "'s" is part of a name: "Alder's Inc"."""
    words = rest.split()[1:]
    return bool(words) and all(_is_form(word.rstrip(".,")) or _is_form(word) for word in words)


def _is_form(word: str) -> bool:
    return word.lower().rstrip(",") in _forms()


@cache
def _never() -> frozenset[str]:
    rows = "\n".join(value for value in table("places").values() if isinstance(value, str))
    places = {name.strip().lower() for row in rows.splitlines() for name in re.split(r"[|,]", row) if len(name.strip()) > 2}
    return frozenset(table("news")["subject"]["never"]) | frozenset(places)


@cache
def _called() -> re.Pattern[str]:
    """The subject by what it is: "the company", "the Danish brewer"."""
    return re.compile(rf"\bthe (?:[\w-]+ )?{any_of(table('news')['subject']['called'])}\b", re.I)


@cache
def _descriptor() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(table('news')['subject']['descriptors'])},?\s+$")


@cache
def _forms() -> frozenset[str]:
    return frozenset(table("header")["suffixes"]) - {"trust", "group", "bank", "partners"}


def _listing(text: str, subject: Stated | None, headline: Span | None, lead: int) -> tuple[Stated | None, Stated | None]:
    """The code that stands behind the subject's name, else the first one with an exchange that stands behind the subject's first word."""
    if subject is None or subject.span is None:
        return None, None
    first = subject.value.split()[0]
    own = _CODE.match(text, subject.span.end) if _RIC.match(text, subject.span.end) else None
    if own and (own["code"] or own["bare"]):
        group = "code" if own["code"] else "bare"
        exchange = Stated(own["exchange"], Span(*own.span("exchange")), "article.code") if own["exchange"] else None
        return Stated(own[group], Span(*own.span(group)), "article.code"), exchange
    titled = _CODED_TITLE.match(text, headline.start, headline.end) if headline else None
    if titled and titled["name"].split()[0].lower() == first.lower():
        return Stated(titled["code"], Span(*titled.span("code")), "article.headline-code"), None
    for match in _BRACKETED.finditer(text, lead):
        if first in text[max(0, match.start() - 60) : match.start()]:
            return Stated(match["code"], Span(*match.span("code")), "article.code"), Stated(match["exchange"], Span(*match.span("exchange")), "article.code")
    return None, None


def _year_end(text: str, stated: int | None) -> int:
    match = None if stated else _YEAR_END.search(text)
    return stated or (month_number(match["m"]) if match else 12)


def _period(text: str, headline: Span | None, lead: int, date: Stated | None, end: int) -> tuple[Stated | None, int]:
    """The period whose results the headline or the lead reports, counted back from the date; and the month in which the fiscal year ends."""
    results = said("results", "news")
    places = [(headline.start, headline.end)] if headline else []
    if headline and date and (wired := _WIRE_YEAR.search(text, headline.start, headline.end)):
        end = MONTHS.get((wired["m"] or "").lower(), end)
        year = int(wired["year"] or date.value[:4]) - (not wired["year"] and int(date.value[5:7]) <= end)
        return Stated(f"{year}-FY", Span(*wired.span()), "article.wire-title"), end
    places.append((lead, min(len(text), lead + _LEAD)))
    for start, stop in places:
        explicit = periods.title_period(text, start, stop)
        if explicit and explicit.span and results.search(text, max(start, explicit.span.start - 80), min(stop, explicit.span.end + 80)) and _is_past(text, explicit, date):
            return explicit, end
        if date is None or not results.search(text, start, stop):
            continue
        year, month = int(date.value[:4]), int(date.value[5:7] or 12)
        if quarter := _QUARTER.search(text, start, stop):
            number = int(quarter["q"]) if quarter["q"] else ORDINALS[quarter["o"].lower()]
            fiscal, end = _fiscal(year, month, number, end)
            return Stated(f"{fiscal}-Q{number}", Span(*quarter.span()), "article.quarter-and-date"), end
        if half := _HALF.search(text, start, stop):
            number = 1 if half["half"].lower() == "first" else 2
            fiscal, end = _fiscal(year, month, 2 * number, end)
            return Stated(f"{fiscal}-H{number}", Span(*half.span()), "article.half-and-date"), end
        if (annual := _ANNUAL.search(text, start, stop)) and month <= 7 and said("reported", "news").search(text, start, stop) and not said("forecast", "news").search(text, start, stop):
            return Stated(f"{annual['year'] or year - 1}-FY", Span(*annual.span()), "article.year-and-date"), end
    return None, end


def _is_past(text: str, explicit: Stated, date: Stated | None) -> bool:
    """Whether the period was over by ``date``; of a fiscal year that is not known from here."""
    if date is None or explicit.span is None or re.search(r"fiscal|\bFY", explicit.span.of(text), re.I):
        return True
    return int(explicit.value[:4]) * 12 + 3 * int(explicit.value[-1]) <= int(date.value[:4]) * 12 + int(date.value[5:7] or 12)


def _fiscal(year: int, month: int, quarter: int, end: int) -> tuple[int, int]:
    """The fiscal year of the latest ``quarter`` that was over in ``month`` of ``year``, and the month in which that year ends.

    Results come within three months: where the calendar year would make them later, the quarter is taken to have ended the month before.
    """
    now = year * 12 + month
    for fiscal in (year + 1, year, year - 1):
        over = fiscal * 12 + end - 3 * (4 - quarter)
        if over < now:
            if now - over <= 3 or end != 12:
                return fiscal, end
            break
    closing = now - 1 + 3 * (4 - quarter)
    return (closing - 1) // 12, (closing - 1) % 12 + 1
