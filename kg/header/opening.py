"""Whose call it is, from its opening words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.header.naming import entries, name_run, settled, spelled
from kg.lexicon import any_of
from kg.naming import company_key, tokens
from kg.types import Span, Stated

_FUNCTION = re.compile(
    r"(?:(?:[Rr]elations\s+for|(?:[Rr]elations|[Oo]fficer|[Pp]resident|[Cc]ommunications|[Ff]inance|[Tt]reasurer|CFO|CEO)\s+(?:of|at|with|from))\s+(?P<after>(?:the\s+)?[A-Z][^\n,.;:()]{1,60})"
    r"|(?P<before>\b\d?[A-Z][\w&.\-]{0,40}(?:[ ](?:[A-Z&][\w&.\-]{0,40}|of)){0,4})['\u2019]s?\s+(?:Vice|Senior|Chief|President|Executive|Director|Head|CFO|CEO|Chairman|Investor|earnings|results|website|actual|most\s+recent|filings))"
)
_STOP = re.compile(
    r"[.!?](?=\s+[\"\u201c\[(]?[A-Z<])|\n\s*\n|\[|;|\b(?:hosted|with your host|my name|at this time)\b|\bI(?:['\u2019]\w+)?\s", re.I
)
_SPREAD_STOP = re.compile(r"[.!?](?=\s+[A-Z<])|\[|;")
_ADDRESS = re.compile(
    r"\b(?:www\.|ir\.|investors?\.)*(?P<label>[A-Za-z][A-Za-z0-9-]{2,30})\.(?:com|net|org|co\.[a-z]{2}|[a-z]{2})\b(?!\.\w)"
)
_NAMED = re.compile(r"(?<![.!?:\n] )(?<![\w\n.@])[A-Z][A-Za-z&\-]+(?:(?: & | )[A-Z][A-Za-z&\-]+){0,3}(?![\w.]*\.(?:com|net|org))")
_MOSTLY = re.compile(r"\b([A-Z][A-Za-z&.\-]{1,40}(?: [A-Z][A-Za-z&.\-]{1,40}){0,3})['\u2019]s\b")


def before_opening(text: str, head: Span) -> Span:
    """``head`` up to the line in which somebody opens the call: a greeting before the first named speaker is no title."""
    for match in _opening().finditer(text, head.start, min(head.end, head.start + 8000)):
        if _event_end(text, match, head.end) is not None:
            return Span(head.start, max(head.start, text.rfind("\n", head.start, match.start()) + 1))
    return head


def opened(text: str, start: int, end: int) -> tuple[Stated | None, Stated | None]:
    """Company and title in "welcome to the Northwind Robotics first quarter call", else the company in "Head of Investor Relations at Northwind"."""
    title: Stated | None = None
    names: list[Stated] = []
    for match in _opening().finditer(text, start, end):
        stop = _event_end(text, match, end)
        if stop is None:
            continue
        title = title or _phrase(text, match.end(), stop)
        run = name_run(text, match.end(), stop)
        if run and text[run.start : run.end].split()[0] not in entries("starts") and not _is_beside(text[match.end() : run.start]):
            names.append(settled(text, run, "header.opening"))
    return (_heard(text, names) if names else _officer(text, start, end)), title


def _heard(text: str, names: list[Stated]) -> Stated:
    """The name by which the call is opened. An operator reads out names that it does not know: where another opening has another name,
    the one that is said more often in ``text`` is believed, of two said as often the later, which the company itself says."""
    first = names[0]
    said = text.count(first.value)
    others = [name for name in names[1:] if not _alike(first.value, name.value)]
    best = max(others, key=lambda name: text.count(name.value), default=first)
    again = text.count(best.value)
    return best if again > said or (again == said and set(tokens(best.value)) & set(tokens(first.value)) and best is not first) else first


def _alike(name: str, other: str) -> bool:
    """Whether one name shortens the other: "Northwind" and "Northwind Robotics", "Vale River Power" and "VRP"."""
    a, b = sorted((company_key(name), company_key(other)), key=len)
    letters = {"".join(word[0] for word in tokens(each)) for each in (name, other)}
    return b[: len(a)] == a or not letters.isdisjoint({"".join(a), "".join(b)})


def _officer(text: str, start: int, end: int) -> Stated | None:
    """The company of an officer: "Head of Investor Relations at Northwind"."""
    for found in _FUNCTION.finditer(text, start, end):
        run = name_run(text, *found.span("after" if found["after"] else "before"))
        words = text[run.start : run.end].split() if run else []
        if run and words[0] not in entries("starts") and words[0].lower() not in entries("functions"):
            return settled(text, run, "header.function")
    return None


def addressed(text: str, start: int, end: int) -> Stated | None:
    """The name that a web address in the opening spells: "Northwind" where "ir.northwindab.com" is said."""
    for address in _ADDRESS.finditer(text, start, end):
        label = address["label"].lower().replace("-", "")
        runs = [m for m in _NAMED.finditer(text, start) if _spells(m[0], label)]
        if len(runs) > 1:
            return Stated(spelled(runs[0][0]), Span(*runs[0].span()), "header.address")
    return None


def _spells(name: str, label: str) -> bool:
    """Whether the letters of ``name`` are those of a web address, which may add a legal form."""
    letters = re.sub(r"[^a-z0-9]", "", name.lower())
    rest = label.removeprefix(letters)
    return len(letters) > 2 and (not rest or (rest != label and rest in entries("suffixes")))


def coded(text: str, ticker: str, start: int, end: int) -> Stated | None:
    """The name that a ticker shortens, said several times: "Northwind-Robotics" for NWR; every capital of it is in the ticker, in order."""
    runs = [m for m in _NAMED.finditer(text, start, end) if m[0] != ticker and _shortens(ticker, m[0])]
    name, times = max(Counter(m[0] for m in runs).items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return Stated(spelled(name), Span(*next(m for m in runs if m[0] == name).span()), "header.ticker") if times > 3 else None


def _shortens(ticker: str, name: str) -> bool:
    capitals = "".join(c for c in name if c.isupper())
    return ticker[0] == name[0] and 1 < len(capitals) <= len(ticker) and _within(capitals, ticker) and _within(ticker.lower(), name.lower())


def _within(letters: str, word: str) -> bool:
    """Whether ``letters`` stand in ``word`` in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _is_beside(before: str) -> bool:
    """Whether a name stands behind the event without being its company: "on today's call is Nora Vale", but "the call for Northwind"."""
    return (
        _events().search(before) is not None
        and re.search(r"\b(?:for|of|by|from|at)\s+(?:the\s+)?$|(?:results|earnings)\s+(?:of\s+)?$", before, re.I) is None
    )


def _phrase(text: str, start: int, end: int) -> Stated | None:
    """The words of the event, from "welcome to the" to "call"."""
    last = max(
        (m.end() for m in re.finditer(r"\b(?:call|conference|webcast|presentation|teleconference|meeting)\b", text[start:end], re.I)),
        default=0,
    )
    lead = re.compile(r"\s*(?:(?:the|our|today's|today\u2019s|this)\s+)?", re.I).match(text, start, end)
    begin = lead.end() if lead else start
    if start + last <= begin:
        return None
    return Stated(" ".join(text[begin : start + last].split()), Span(begin, start + last), "header.opening")


def mostly(text: str, start: int, end: int) -> Stated | None:
    """The name most often in the possessive: the last evidence in a text without title or opening."""
    found = [
        m
        for m in _MOSTLY.finditer(text, start, end)
        if m[1].split()[0] not in entries("starts") and m[1].split()[0].lower() not in entries("functions")
    ]
    counts = Counter(m[1] for m in found)
    if not counts:
        return None
    name, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    first = next(m for m in found if m[1] == name)
    others = max((n for other, n in counts.items() if other != name), default=0)
    return Stated(name, Span(*first.span(1)), "header.possessive") if times > 2 and 2 * times > 3 * others else None


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(entries('openings'))}\b", re.I)


@cache
def _events() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(entries('event') | {'results', 'earnings', 'release', 'investor', 'investors'})}\b", re.I)


def _event_end(text: str, opening: re.Match[str], limit: int) -> int | None:
    """Where the phrase about the event behind ``opening`` ends: at the sentence's end, provided that it names the event."""
    start, end = opening.end(), min(limit, opening.end() + 220)
    spread = text.count("\n", start, start + 200) > 15  # one word a line
    stop_at = end
    for stop in (_SPREAD_STOP if spread else _STOP).finditer(text, start, end):
        word = text[max(start, stop.start() - 14) : stop.start() + 1].split()
        if text[stop.start()] == "." and word and word[-1].lower() in entries("suffixes"):
            continue
        stop_at = stop.start()
        break
    return stop_at if _events().search(text, opening.start(), stop_at) else None
