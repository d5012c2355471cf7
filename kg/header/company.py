"""Whose call it is: company, ticker and exchange, from the title block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.header.naming import entries, name_run, spelled, stated
from kg.lexicon import any_of
from kg.types import Span, Stated

_NAME = r"(?P<name>[^\n()\[\]|:;]{2,80}?)"
_AFTER_TICKER = re.compile(r"^\s*(?P<ticker>[0-9A-Z.]{1,8})\s+-\s+(?P<name>[^\n]{2,70}?)\s*$", re.M)
_BARE_TICKER = re.compile(
    r"^[ \t>#*-]*" + _NAME + r"[\s,]*\(\s*~?(?P<ticker>[A-Z][A-Z.]{0,5})\s*(?:[-+]?\d+\.\d+\s*%\s*)?\)(?=[^\n]{0,40}?\s*(?:\bF?Q[1-4]\b|CEO|Earnings|Results|Conference|Annual|H[12]\b))", re.M)  # fmt: skip
_FIELD = re.compile(
    r"^[*\s]*(?P<key>Company(?: Name)?|Ticker|Symbol|Exchange|Trading Symbol)[*\s]*:[*\s]*(?P<value>[^\n]+?)\s*$", re.M | re.I
)
_SIGNED = re.compile(
    r"(?:faithfully|sincerely|truly|regards),?\s+For,?\s+(?:and on behalf of\s+)?(?P<name>[A-Z][^\n]{2,70}?)\s*$", re.M | re.I
)
_OF_TICKER = re.compile(r"\bTranscript of (?P<ticker>[A-Z0-9.]{1,10}) (?:earnings|conference)")
_EVENT_LINE = re.compile(r"[^\n]*\b(?:call|conference|webcast|presentation|results|earnings)\b[^\n]*", re.I)


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
    company = stated(_SIGNED.search(text, start, end), "name", "header.signature") or (listed.company if listed else None)
    company = (
        company
        or fields.company
        or _event_company(text, start, end)
        or _numbered(text, start, end)
        or _suffixed(text, start, end)
        or _beside_event(text, start, end)
    )
    ticker = (listed.ticker if listed else None) or fields.ticker or stated(_OF_TICKER.search(text, start, end), "ticker", "header.title")
    if company and ticker and company.value == ticker.value:
        company = None  # a ticker is no name while the text has one
    return Found(company, ticker, (listed.exchange if listed else None) or fields.exchange)


@cache
def _listing() -> re.Pattern[str]:
    codes = any_of(entries("exchanges"))
    return re.compile(
        r"^[ \t>#*-]*" + _NAME + rf"[\s,]*(?:[(\[]\s*(?P<exchange>{codes})\s*:\s*(?P<ticker>[A-Z0-9][A-Z0-9.\-]{{0,9}})[^)\n]{{0,40}}[)\]]"
        rf"|\s(?P<exchange2>{codes}):(?P<ticker2>[A-Z0-9][A-Z0-9.\-]{{0,9}})\b)", re.M | re.I)  # fmt: skip


@cache
def _code() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(entries('exchanges'))}\s*:\s*[A-Z0-9]", re.I)


def _listed(text: str, start: int, end: int) -> Found | None:
    code = _code().search(text, start, end)
    match = _listing().search(text, text.rfind("\n", start, code.start()) + 1 or start, min(end, code.end() + 60)) if code else None
    if match:
        number = "" if match["exchange"] else "2"
        return Found(
            _named(text, match), stated(match, "ticker" + number, "header.listing"), stated(match, "exchange" + number, "header.listing")
        )
    match = _BARE_TICKER.search(text, start, end)
    return Found(_named(text, match), stated(match, "ticker", "header.listing")) if match else None


def _named(text: str, match: re.Match[str]) -> Stated | None:
    run = name_run(text, *match.span("name"))
    return Stated(spelled(text[run.start : run.end]), run, "header.listing") if run else None


def _numbered(text: str, start: int, end: int) -> Stated | None:
    return stated(_AFTER_TICKER.search(text, start, min(end, start + 600)), "name", "header.numbered")


def _fields(text: str, start: int, end: int) -> Found:
    stated: dict[str, Stated] = {}
    for match in _FIELD.finditer(text, start, min(end, start + 3000)):
        key = match["key"].lower().split()[-1 if match["key"].lower() == "trading symbol" else 0]
        stated.setdefault(
            {"symbol": "ticker"}.get(key, key), Stated(match["value"].strip("* "), Span(*match.span("value")), "header.field")
        )
    company, ticker = stated.get("company"), stated.get("ticker")
    if company and re.fullmatch(r"[A-Z][A-Z.]{0,4}", company.value):
        company, ticker = None, ticker or company
    return Found(company, ticker, stated.get("exchange"))


def _event_company(text: str, start: int, end: int) -> Stated | None:
    """The name in a title line such as "Q4 2019 Alder Bank Corp Earnings Call"."""
    for line in _EVENT_LINE.finditer(text, start, min(end, start + 2500)):
        if (
            len(line[0]) > 160
            or _OF_TICKER.search(line[0])
            or re.search(r"\b(?:period ending|convenience|provided|please)\b", line[0], re.I)
        ):
            continue
        run = name_run(text, *line.span())
        if run and not re.fullmatch(r"[\d\s/.,-]+", text[run.start : run.end]) and not _is_role(text[run.start : run.end]):
            return Stated(spelled(text[run.start : run.end]), run, "header.title")
    return None


def _beside_event(text: str, start: int, end: int) -> Stated | None:
    """A name that fills the line above or below a title line: "NORTHWIND ROBOTICS" over "2Q21 RESULTS CALL"."""
    event = _EVENT_LINE.search(text, start, min(end, start + 600))
    if event is None:
        return None
    above = text[start : event.start()].rstrip().rpartition("\n")[2]
    below = text[event.end() : end].lstrip().partition("\n")[0]
    for line, at in ((above, text.rfind(above, start, event.start())), (below, text.find(below, event.end(), end))):
        run = name_run(text, at, at + len(line)) if line.strip() and "," not in line and len(line) < 60 else None
        if run and run.of(text) == line.strip() and run.of(text).split()[0] not in entries("starts") and not _is_role(line):
            return Stated(spelled(run.of(text)), run, "header.beside-title")
    return None


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(entries('roles'))}\b")


def _is_role(name: str) -> bool:
    return _roles().search(name) is not None


def _suffixed(text: str, start: int, end: int) -> Stated | None:
    """The first short line that ends in a legal form, addressees of a covering letter left out."""
    for line in re.finditer(r"^[ \t]*([A-Z][^\n]{2,60}?)[ \t]*$", text[start : min(end, start + 6000)], re.M):
        words = line[1].rstrip(",").split()
        if (
            words[-1].lower() in entries("suffixes")
            and len(words) > 1
            and not re.search(r"\b(?:Exchange|BSE|Stock|Services|Telephone|Securities)\b", line[1])
            and " - " not in line[1]
        ):
            return Stated(line[1], Span(start + line.start(1), start + line.end(1)), "header.legal-form")
    return None
