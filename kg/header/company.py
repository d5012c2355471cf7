"""Whose call it is: company, ticker and exchange, from the title block, else from the opening words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.types import Span, Stated

_TOKEN = re.compile(r"[^\s,;:()\[\]|*#]+")
_POSSESSIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")
_NAME = r"(?P<name>[^\n()\[\]|:;]{2,80}?)"
_AFTER_TICKER = re.compile(r"^\s*(?P<ticker>[0-9A-Z.]{1,8})\s+-\s+(?P<name>[^\n]{2,70}?)\s*$", re.M)
_BARE_TICKER = re.compile(r"^[ \t>#*-]*" + _NAME + r"[\s,]*\(\s*(?P<ticker>[A-Z][A-Z.]{0,5})\s*(?:[-+]?\d+\.\d+\s*%\s*)?\)", re.M)
_FIELD = re.compile(r"^[*\s]*(?P<key>Company(?: Name)?|Ticker|Symbol|Exchange|Trading Symbol)[*\s]*:[*\s]*(?P<value>[^\n]+?)\s*$", re.M | re.I)
_SIGNED = re.compile(r"(?:faithfully|sincerely|truly|regards),?\s+For,?\s+(?:and on behalf of\s+)?(?P<name>[A-Z][^\n]{2,70}?)\s*$", re.M | re.I)
_EVENT_LINE = re.compile(r"[^\n]*\b(?:call|conference|webcast|presentation|results|earnings)\b[^\n]*", re.I)
_FUNCTION = re.compile(
    r"(?:(?:relations|officer|president|communications|finance|treasurer|CFO|CEO)\s+(?:for|of|at|with|from)\s+(?P<after>(?:the\s+)?[A-Z][^\n,.;:()]{1,60})"
    r"|(?P<before>[A-Z][\w&.\-]*(?:[ ](?:[A-Z&][\w&.\-]*|of|and)){0,4})['\u2019]s?\s+(?:Vice|Senior|Chief|President|Executive|Director|Head|CFO|CEO|Chairman|Investor|first|second|third|fourth|quarterly|earnings|results|website|actual|most\s+recent|filings))")
_MOSTLY = re.compile(r"\b([A-Z][A-Za-z&.\-]+(?: [A-Z][A-Za-z&.\-]+){0,3})['\u2019]s\b")
_NOT_NAMES = frozenset("Let It That There Here What Today He She Who This Now How So And But Operator Company Management Board Street Quarter Year Let's Yesterday Tomorrow Everyone Where".split())


@dataclass(frozen=True, slots=True)
class Found:
    """What was found together in one place."""

    company: Stated | None = None
    ticker: Stated | None = None
    exchange: Stated | None = None


def titled(text: str, start: int, end: int) -> Found:
    """Company, ticker and exchange of a title block."""
    listed = _listed(text, start, end)
    fields = _fields(text, start, end)
    company = (listed.company if listed else None) or _event_company(text, start, end) or _numbered(text, start, end)
    company = company or _stated(_SIGNED.search(text, start, end), "name", "header.signature") or fields.company or _suffixed(text, start, end)
    ticker = (listed.ticker if listed else None) or fields.ticker
    if company and ticker and company.value == ticker.value:
        company = None  # a ticker is no name while the text has one
    return Found(company, ticker, (listed.exchange if listed else None) or fields.exchange)


def opened(text: str, start: int, end: int) -> Stated | None:
    """The company in "welcome to the Northwind Robotics first quarter call", else "Head of Investor Relations at Northwind"."""
    for at in _openings(text, start, end):
        stop = _event_end(text, at, min(end, at + 220))
        if stop and (run := _name_run(text, at, stop)):
            return Stated(_settled(text, text[run.start : run.end]), _trimmed(text, run), "header.opening")
    for found in _FUNCTION.finditer(text, start, end):
        group = "after" if found["after"] else "before"
        if run := _name_run(text, *found.span(group)):
            if text[run.start : run.end].split()[0] in _NOT_NAMES:
                continue
            return Stated(_settled(text, text[run.start : run.end]), _trimmed(text, run), "header.function")
    return None


def mostly(text: str, start: int, end: int) -> Stated | None:
    """The name most often in the possessive: the last evidence in a text without title or opening."""
    found = [m for m in _MOSTLY.finditer(text, start, end) if m[1].split()[0] not in _NOT_NAMES]
    counts = Counter(m[1] for m in found)
    if not counts:
        return None
    name, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    first = next(m for m in found if m[1] == name)
    return Stated(name, Span(*first.span(1)), "header.possessive") if times > 1 else None


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("header")[key])


@cache
def _listing() -> re.Pattern[str]:
    codes = "|".join(sorted(map(re.escape, _words("exchanges")), key=lambda c: (-len(c), c)))
    return re.compile(
        r"^[ \t>#*-]*" + _NAME + rf"[\s,]*(?:[(\[]\s*(?P<exchange>{codes})\s*:\s*(?P<ticker>[A-Z0-9][A-Z0-9.\-]{{0,9}})[^)\n]{{0,40}}[)\]]"
        rf"|\s(?P<exchange2>{codes}):(?P<ticker2>[A-Z0-9][A-Z0-9.\-]{{0,9}})\b)", re.M | re.I)  # fmt: skip


@cache
def _opening() -> re.Pattern[str]:
    said = sorted(table("header")["openings"], key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(r"\s+".join(map(re.escape, words.split())) for words in said) + r")\b", re.I)


def _listed(text: str, start: int, end: int) -> Found | None:
    match = _listing().search(text, start, end)
    if match:
        code = "exchange" if match["exchange"] else "exchange2"
        ticker = "ticker" if match["ticker"] else "ticker2"
        company = _named(text, match)
        return Found(company, _stated(match, ticker, "header.listing"), _stated(match, code, "header.listing"))
    match = _BARE_TICKER.search(text, start, end)
    return Found(_named(text, match), _stated(match, "ticker", "header.listing")) if match else None


def _named(text: str, match: re.Match[str]) -> Stated | None:
    run = _name_run(text, *match.span("name"), keep=True)
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
        if len(line[0]) > 160 or re.search(r"\b(?:period ending|convenience|provided|please)\b", line[0], re.I):
            continue
        run = _name_run(text, *line.span(), keep=True)
        if run and not re.fullmatch(r"[\d\s/.,-]+", text[run.start : run.end]) and not _is_role(text[run.start : run.end]):
            return Stated(" ".join(text[run.start : run.end].split()), run, "header.title")
    return None


def _is_role(name: str) -> bool:
    return bool(re.search(r"\b(?:Participants|Officer|Director|President|Analyst|Operator|Sub|Subject|Regulation|SEBI|IR|VP|Source|Contents?)\b", name))


def _suffixed(text: str, start: int, end: int) -> Stated | None:
    """The first short line that ends in a legal form, addressees of a covering letter left out."""
    for line in re.finditer(r"^[ \t]*([A-Z][^\n]{2,60}?)[ \t]*$", text[start : min(end, start + 6000)], re.M):
        words = line[1].rstrip(",").split()
        if words[-1].lower() in _words("suffixes") and len(words) > 1 and not re.search(r"\b(?:Exchange|BSE|Stock|Services|Telephone|Securities)\b", line[1]) and " - " not in line[1]:
            return Stated(line[1], Span(start + line.start(1), start + line.end(1)), "header.legal-form")
    return None


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    for match in _opening().finditer(text, start, end):
        yield match.end()


def _event_end(text: str, start: int, end: int) -> int | None:
    """Where the phrase about the event ends: at the sentence's end, provided that it names the event."""
    stop = re.compile(r"[.!?](?=\s+(?:\[|\(|[A-Z]\w*\s+\w))|\n\s*\n|\[|;|\bhosted\b|\bwith your host\b|\bmy name\b|\bI would\b|\bI'd\b|\bat this time\b", re.I).search(text, start, end)
    stop_at = stop.start() if stop else end
    event = re.compile(r"\b(?:" + "|".join(sorted(_words("event"))) + r"|results|earnings|release|investors?)\b", re.I).search(text, start, stop_at)
    return stop_at if event else None


def _name_run(text: str, start: int, end: int, keep: bool = False) -> Span | None:
    """The first run of words in ``text[start:end]`` that belong neither to the event nor to the period, with a capital in it.

    ``keep``: the words "of", "and", "&", "the" inside a name, and "The" before it, belong to the name anyway; else only between capitals.
    """
    tokens = [m for m in _TOKEN.finditer(text, start, end) if re.search(r"\w|&", m[0])]
    run: list[re.Match[str]] = []
    for i, token in enumerate(tokens):
        word = token[0].rstrip(".!?") if i == len(tokens) - 1 else token[0]
        if _in_name(word, run, tokens[i + 1][0] if i + 1 < len(tokens) else ""):
            run.append(token)
            if _POSSESSIVE.search(word) and _title_word(tokens[i + 1][0] if i + 1 < len(tokens) else "call"):
                break
        elif run:
            break
    while run and run[-1][0].lower() in ("of", "and", "&", "the", "for"):
        run.pop()
    if not run:
        return None
    first = run[0].start()
    the = re.compile(r"The\s+").match(text, max(start, first - 4), first) if keep else None
    stop = run[-1].end()
    if text[stop - 1] in ".!?" and run[-1][0].lower() not in _words("suffixes") and not re.search(r"\b[A-Z]\.$", text[first:stop]):
        stop -= 1
    return Span(the.start() if the else first, stop)


def _in_name(word: str, run: list[re.Match[str]], following: str) -> bool:
    if not run:
        return (word[0].isupper() or (word[0].isdigit() and word[1:2].isalpha()) or any(c.isupper() for c in word[1:])) and not _title_word(word)
    if word.lower() in ("of", "and", "&", "the", "de", "for", "+"):
        return following[:1].isupper() and not _title_word(following) and not (word == "and" and _title_word(following))
    if word.lower().rstrip(".,'\u2019") in _words("suffixes") or word.lower() in _words("suffixes"):
        return True
    if word.lower() in ("global", "financial", "business", "performance", "investor", "operating", "first", "second", "third", "corporate", "half", "may", "march") and word[0].isupper():
        return bool(following) and not _title_word(following)
    return (word[0].isupper() or word[0].isdigit() or word[0] in "&+") and not _title_word(word)


def _title_word(word: str) -> bool:
    plain = word.lower().rstrip(".,!?").replace("\u2019", "'")
    plain = plain[:-2] if plain.endswith("'s") and plain not in _words("title") else plain
    if plain in _words("title") or plain in _words("event"):
        return True
    return bool(re.fullmatch(r"(?:'?\d{2,4}|(?:f?q|h|fy|cy)'?\d+|\d[qh]\d*|fy'?\d*|(?:first|second|third|fourth|full|half|nine|year|post|pre|question|six)-[\w-]+|\d+(?:am|pm|st|nd|rd|th)|\d.*[/:].*|(?:19|20)\d\d.*|[-\u2013\u2014|/]+)", plain))


def _trimmed(text: str, run: Span) -> Span:
    match = _POSSESSIVE.search(text[run.start : run.end])
    return Span(run.start, run.start + match.start()) if match else run


def _settled(text: str, name: str) -> str:
    """The name without a possessive; also without a lost apostrophe ("Northwinds results") where the text mostly writes it so."""
    name = " ".join(_POSSESSIVE.sub("", name).split())
    if name.endswith("s") and not name.endswith("ss") and len(name) > 4:
        bare = name[:-1]
        if len(re.findall(re.escape(bare) + r"(?!\w)", text)) > 2 * len(re.findall(re.escape(name) + r"(?!\w)", text)):
            return bare
    return name


def _stated(match: re.Match[str] | None, group: str, rule: str) -> Stated | None:
    return Stated(" ".join(match[group].split()), Span(*match.span(group)), rule) if match and match[group] else None
