"""Whose call it is: company, ticker and exchange, from the title block, else from the opening words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.lexicon import any_of, table
from kg.types import Span, Stated

_TOKEN = re.compile(r"[^\s,;:()\[\]|*#\ufffd]+")
_POSSESSIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")
_NAME = r"(?P<name>[^\n()\[\]|:;]{2,80}?)"
_AFTER_TICKER = re.compile(r"^\s*(?P<ticker>[0-9A-Z.]{1,8})\s+-\s+(?P<name>[^\n]{2,70}?)\s*$", re.M)
_BARE_TICKER = re.compile(
    r"^[ \t>#*-]*" + _NAME + r"[\s,]*\(\s*~?(?P<ticker>[A-Z][A-Z.]{0,5})\s*(?:[-+]?\d+\.\d+\s*%\s*)?\)(?=[^\n]{0,40}?\s*(?:\bF?Q[1-4]\b|CEO|Earnings|Results|Conference|Annual|H[12]\b))", re.M)  # fmt: skip
_FIELD = re.compile(r"^[*\s]*(?P<key>Company(?: Name)?|Ticker|Symbol|Exchange|Trading Symbol)[*\s]*:[*\s]*(?P<value>[^\n]+?)\s*$", re.M | re.I)
_SIGNED = re.compile(r"(?:faithfully|sincerely|truly|regards),?\s+For,?\s+(?:and on behalf of\s+)?(?P<name>[A-Z][^\n]{2,70}?)\s*$", re.M | re.I)
_OF_TICKER = re.compile(r"\bTranscript of (?P<ticker>[A-Z0-9.]{1,10}) (?:earnings|conference)")
_EVENT_LINE = re.compile(r"[^\n]*\b(?:call|conference|webcast|presentation|results|earnings)\b[^\n]*", re.I)
_FUNCTION = re.compile(
    r"(?:(?:[Rr]elations|[Oo]fficer|[Pp]resident|[Cc]ommunications|[Ff]inance|[Tt]reasurer|CFO|CEO)\s+(?:for|of|at|with|from)\s+(?P<after>(?:the\s+)?[A-Z][^\n,.;:()]{1,60})"
    r"|(?P<before>\b\d?[A-Z][\w&.\-]{0,40}(?:[ ](?:[A-Z&][\w&.\-]{0,40}|of)){0,4})['\u2019]s?\s+(?:Vice|Senior|Chief|President|Executive|Director|Head|CFO|CEO|Chairman|Investor|earnings|results|website|actual|most\s+recent|filings))")
_STOP = re.compile(r"[.!?](?=\s+[\"\u201c\[(]?[A-Z<])|\n\s*\n|\[|;|\b(?:hosted|with your host|my name|at this time)\b|\bI(?:['\u2019]\w+)?\s", re.I)
_SPREAD_STOP = re.compile(r"[.!?](?=\s+[A-Z<])|\[|;")
_CONTRACTION = re.compile(r"\w+['\u2019](?:m|re|ll|ve|d|t)$", re.I)
_MOSTLY = re.compile(r"\b([A-Z][A-Za-z&.\-]{1,40}(?: [A-Z][A-Za-z&.\-]{1,40}){0,3})['\u2019]s\b")
_FIGURE = re.compile(
    r"""'\d\d | \d{4}                             # '21, 2021
      | (?:f?q|h|fy|cy)'?\d+(?:'?\d{2,4})?        # q1, fq2'21, fy2021
      | \dq'?\d{2,4} | \d[qh]\d* | fy'?\d*       # 1q21, 2h, fy
      | (?:first|second|third|fourth|full|half|nine|year|post|pre|question|six)-[\w-]+  # first-quarter, full-year
      | \d+(?:am|pm|st|nd|rd|th)                  # 9am, 31st
      | \d.*[/:].*                                # 3/4/2021, 10:30
      | (?:19|20)\d\d.*                           # 2021-22
      | [-\u2013\u2014|/]+                         # marks alone
    """, re.X)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What was found together in one place."""

    company: Stated | None = None
    ticker: Stated | None = None
    exchange: Stated | None = None


def given(value: str | None) -> Stated | None:
    """What a sidecar or an option states."""
    return Stated(value, None, "header.meta") if value else None


def titled(text: str, start: int, end: int) -> Found:
    """Company, ticker and exchange of a title block."""
    listed = _listed(text, start, end)
    fields = _fields(text, start, end)
    company = _stated(_SIGNED.search(text, start, end), "name", "header.signature") or (listed.company if listed else None)
    company = company or fields.company or _event_company(text, start, end) or _numbered(text, start, end) or _suffixed(text, start, end) or _beside_event(text, start, end)
    ticker = (listed.ticker if listed else None) or fields.ticker or _stated(_OF_TICKER.search(text, start, end), "ticker", "header.title")
    if company and ticker and company.value == ticker.value:
        company = None  # a ticker is no name while the text has one
    return Found(company, ticker, (listed.exchange if listed else None) or fields.exchange)


def before_opening(text: str, head: Span) -> Span:
    """``head`` up to the line in which somebody opens the call: a greeting before the first named speaker is no title."""
    for match in _opening().finditer(text, head.start, min(head.end, head.start + 8000)):
        if _event_end(text, match.end(), min(head.end, match.end() + 220)) is not None:
            return Span(head.start, max(head.start, text.rfind("\n", head.start, match.start()) + 1))
    return head


def opened(text: str, start: int, end: int) -> tuple[Stated | None, Stated | None]:
    """Company and title in "welcome to the Northwind Robotics first quarter call", else the company in "Head of Investor Relations at Northwind"."""
    title: Stated | None = None
    for match in _opening().finditer(text, start, end):
        stop = _event_end(text, match.end(), min(end, match.end() + 220))
        if stop is None:
            continue
        title = title or _phrase(text, match.end(), stop)
        run = _name_run(text, match.end(), stop)
        if run and text[run.start : run.end].split()[0] not in _words("starts") and not _is_beside(text[match.end() : run.start]):
            return _settled(text, run, "header.opening"), title
    for found in _FUNCTION.finditer(text, start, end):
        run = _name_run(text, *found.span("after" if found["after"] else "before"))
        words = text[run.start : run.end].split() if run else []
        if run and words[0] not in _words("starts") and words[0].lower() not in _words("functions"):
            return _settled(text, run, "header.function"), title
    return None, title


def _is_beside(before: str) -> bool:
    """Whether a name stands behind the event without being its company: "on today's call is Nora Vale", but "the call for Northwind"."""
    return _events().search(before) is not None and re.search(r"\b(?:for|of|by|from|at)\s+(?:the\s+)?$|(?:results|earnings)\s+(?:of\s+)?$", before, re.I) is None


def _phrase(text: str, start: int, end: int) -> Stated | None:
    """The words of the event, from "welcome to the" to "call"."""
    last = max((m.end() for m in re.finditer(r"\b(?:call|conference|webcast|presentation|teleconference|meeting)\b", text[start:end], re.I)), default=0)
    lead = re.compile(r"\s*(?:(?:the|our|today's|today\u2019s|this)\s+)?", re.I).match(text, start, end)
    begin = lead.end() if lead else start
    if start + last <= begin:
        return None
    return Stated(" ".join(text[begin : start + last].split()), Span(begin, start + last), "header.opening")


def mostly(text: str, start: int, end: int) -> Stated | None:
    """The name most often in the possessive: the last evidence in a text without title or opening."""
    found = [m for m in _MOSTLY.finditer(text, start, end) if m[1].split()[0] not in _words("starts") and m[1].split()[0].lower() not in _words("functions")]
    counts = Counter(m[1] for m in found)
    if not counts:
        return None
    name, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    first = next(m for m in found if m[1] == name)
    others = max((n for other, n in counts.items() if other != name), default=0)
    return Stated(name, Span(*first.span(1)), "header.possessive") if times > 2 and 2 * times > 3 * others else None


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("header")[key])


@cache
def _listing() -> re.Pattern[str]:
    codes = any_of(_words("exchanges"))
    return re.compile(
        r"^[ \t>#*-]*" + _NAME + rf"[\s,]*(?:[(\[]\s*(?P<exchange>{codes})\s*:\s*(?P<ticker>[A-Z0-9][A-Z0-9.\-]{{0,9}})[^)\n]{{0,40}}[)\]]"
        rf"|\s(?P<exchange2>{codes}):(?P<ticker2>[A-Z0-9][A-Z0-9.\-]{{0,9}})\b)", re.M | re.I)  # fmt: skip


@cache
def _code() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_words('exchanges'))}\s*:\s*[A-Z0-9]", re.I)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_words('openings'))}\b", re.I)


@cache
def _events() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_words('event') | {'results', 'earnings', 'release', 'investor', 'investors'})}\b", re.I)


def _listed(text: str, start: int, end: int) -> Found | None:
    code = _code().search(text, start, end)
    match = _listing().search(text, text.rfind("\n", start, code.start()) + 1 or start, min(end, code.end() + 60)) if code else None
    if match:
        number = "" if match["exchange"] else "2"
        return Found(_named(text, match), _stated(match, "ticker" + number, "header.listing"), _stated(match, "exchange" + number, "header.listing"))
    match = _BARE_TICKER.search(text, start, end)
    return Found(_named(text, match), _stated(match, "ticker", "header.listing")) if match else None


def _named(text: str, match: re.Match[str]) -> Stated | None:
    run = _name_run(text, *match.span("name"))
    return Stated(" ".join(text[run.start : run.end].split()), run, "header.listing") if run else None


def _numbered(text: str, start: int, end: int) -> Stated | None:
    return _stated(_AFTER_TICKER.search(text, start, min(end, start + 600)), "name", "header.numbered")


def _fields(text: str, start: int, end: int) -> Found:
    stated: dict[str, Stated] = {}
    for match in _FIELD.finditer(text, start, min(end, start + 3000)):
        key = match["key"].lower().split()[-1 if match["key"].lower() == "trading symbol" else 0]
        stated.setdefault({"symbol": "ticker"}.get(key, key), Stated(match["value"].strip("* "), Span(*match.span("value")), "header.field"))
    company, ticker = stated.get("company"), stated.get("ticker")
    if company and re.fullmatch(r"[A-Z][A-Z.]{0,4}", company.value):
        company, ticker = None, ticker or company
    return Found(company, ticker, stated.get("exchange"))


def _event_company(text: str, start: int, end: int) -> Stated | None:
    """The name in a title line such as "Q4 2019 Alder Bank Corp Earnings Call"."""
    for line in _EVENT_LINE.finditer(text, start, min(end, start + 2500)):
        if len(line[0]) > 160 or _OF_TICKER.search(line[0]) or re.search(r"\b(?:period ending|convenience|provided|please)\b", line[0], re.I):
            continue
        run = _name_run(text, *line.span())
        if run and not re.fullmatch(r"[\d\s/.,-]+", text[run.start : run.end]) and not _is_role(text[run.start : run.end]):
            return Stated(" ".join(text[run.start : run.end].split()), run, "header.title")
    return None


def _beside_event(text: str, start: int, end: int) -> Stated | None:
    """A name that fills the line above or below a title line: "NORTHWIND ROBOTICS" over "2Q21 RESULTS CALL"."""
    event = _EVENT_LINE.search(text, start, min(end, start + 600))
    if event is None:
        return None
    above = text[start : event.start()].rstrip().rpartition("\n")[2]
    below = text[event.end() : end].lstrip().partition("\n")[0]
    for line, at in ((above, text.rfind(above, start, event.start())), (below, text.find(below, event.end(), end))):
        run = _name_run(text, at, at + len(line)) if line.strip() and "," not in line and len(line) < 60 else None
        if run and run.of(text) == line.strip() and run.of(text).split()[0] not in _words("starts") and not _is_role(line):
            return Stated(" ".join(run.of(text).split()), run, "header.beside-title")
    return None


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_words('roles'))}\b")


def _is_role(name: str) -> bool:
    return _roles().search(name) is not None


def _suffixed(text: str, start: int, end: int) -> Stated | None:
    """The first short line that ends in a legal form, addressees of a covering letter left out."""
    for line in re.finditer(r"^[ \t]*([A-Z][^\n]{2,60}?)[ \t]*$", text[start : min(end, start + 6000)], re.M):
        words = line[1].rstrip(",").split()
        if words[-1].lower() in _words("suffixes") and len(words) > 1 and not re.search(r"\b(?:Exchange|BSE|Stock|Services|Telephone|Securities)\b", line[1]) and " - " not in line[1]:
            return Stated(line[1], Span(start + line.start(1), start + line.end(1)), "header.legal-form")
    return None


def _event_end(text: str, start: int, end: int) -> int | None:
    """Where the phrase about the event ends: at the sentence's end, provided that it names the event."""
    spread = text.count("\n", start, start + 200) > 15  # one word a line
    stop_at = end
    for stop in (_SPREAD_STOP if spread else _STOP).finditer(text, start, end):
        word = text[max(start, stop.start() - 14) : stop.start() + 1].split()
        if text[stop.start()] == "." and word and word[-1].lower() in _words("suffixes"):
            continue
        stop_at = stop.start()
        break
    return stop_at if _events().search(text, start, stop_at) else None


def _name_run(text: str, start: int, end: int) -> Span | None:
    """The first run of words in ``text[start:end]`` that belong neither to the event nor to the period, with a capital in it."""
    tokens = [m for m in _TOKEN.finditer(text, start, end) if m[0] == "&" or any(c.isalnum() for c in m[0])]
    run: list[re.Match[str]] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        if _in_name(token[0], bool(run), following):
            run.append(token)
            if _POSSESSIVE.search(token[0]) and _title_word(following or "call") and following.lower() not in _words("suffixes"):
                break
        elif run:
            break
    while run and run[-1][0].lower() in ("of", "and", "&", "the", "for"):
        run.pop()
    if not run or not any(len(m[0]) > 1 and any(c.isalpha() for c in m[0]) for m in run):
        return None
    first, stop = run[0].start(), run[-1].end()
    the = re.compile(r"The\s+").match(text, max(start, first - 4), first)
    if text[stop - 1] in ".!?" and run[-1][0].lower() not in _words("suffixes") and not re.search(r"\b[A-Z]\.$", text[first:stop]):
        stop -= 1
    return Span(the.start() if the else first, stop)


def _in_name(word: str, inside: bool, following: str) -> bool:
    if _CONTRACTION.match(word):
        return False
    if not inside:
        return (word[0].isupper() or any(c.isupper() for c in word[1:])) and not _title_word(word)
    lower = word.lower()
    if lower in ("of", "and", "&", "the", "de", "for", "+"):
        return following[:1].isupper() and not _title_word(following)
    if lower in _words("suffixes") or lower.rstrip(".,") in _words("suffixes"):
        return True
    if word[0].isupper() and lower in _words("both"):
        return bool(following) and (not _title_word(following) or following.lower() in _words("suffixes"))
    return (word[0].isupper() or word[0].isdigit() or word[0] in "&+") and not _title_word(word)


def _title_word(word: str) -> bool:
    plain = word.lower().rstrip(".,!?").replace("\u2019", "'")
    plain = plain[:-2] if plain.endswith("'s") and plain not in _words("title") else plain
    if plain in _words("title") or plain in _words("event"):
        return True
    return _FIGURE.fullmatch(plain) is not None


def _settled(text: str, run: Span, rule: str) -> Stated:
    """The name without a possessive; also without a lost apostrophe ("Northwinds results") where the text mostly writes it so."""
    name = text[run.start : run.end]
    end = run.end
    if possessive := _POSSESSIVE.search(name):
        end = run.start + possessive.start()
    elif name.endswith("s") and len(name) > 4 and name[-2] not in "s.":
        bare = re.escape(name[:-1])
        if name.split()[-1].lower()[:-1] in _words("suffixes") or len(re.findall(bare + r"(?!\w)", text)) > 2 * len(re.findall(bare + r"s(?!\w)", text)):
            end -= 1
    return Stated(" ".join(text[run.start : end].split()), Span(run.start, end), rule)


def _stated(match: re.Match[str] | None, group: str, rule: str) -> Stated | None:
    return Stated(" ".join(match[group].split()), Span(*match.span(group)), rule) if match and match[group] else None
