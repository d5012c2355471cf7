"""Turn heads that end in a colon: ``Name:``, ``Name, Title:``, ``NAME (Firm):``, ``Speaker 3:``. Shared by the styles that use them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg.participants.draft import Draft, Entry, Line
from kg.participants.names import key, looks_like_name
from kg.participants.sections import MARK
from kg.participants.titles import is_title, part_of
from kg.participants.words import words
from kg.styles.heads import DASHES, affiliation, name_span, operator, unnamed
from kg.types import Part, PassageKind, Span

_STAMP = r"[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?"
_COLON = re.compile(rf"^(?:{_STAMP}\s+)?\W{{0,2}}([^:\n]{{2,110}}?)\s*:(?:\*\*|\*)?(?:\s*[(\[]\d{{1,2}}:\d\d(?::\d\d)?[)\]])?(?=\s|$)")
_STAMPED = re.compile(r"^([^:\n()\[\]\d]{3,60}?)\s*[(\[]\d{1,2}:\d\d(?::\d\d)?[)\]]\s*:?(?=\s|$)")
_QA = re.compile(r"^<?\s*([QA])\s*[-\u2013\u2014]\s*(?=[A-Z])")
_CLOCK = re.compile(r"^([^:\n,]{3,60}), ?\d{1,2}:\d\d(?::\d\d)?$")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$")


def colon_head(text: str, line: Line) -> tuple[Entry, int] | None:
    """The head at the beginning of ``line`` and the offset where its speech begins, or None. "Name, 2:12" (a clock) counts as well."""
    m = _STAMPED.match(line.text) or _COLON.match(line.text)
    clock = _CLOCK.match(line.text) if len(line.text) < 80 else None
    if clock is not None:
        name = name_span(text, line.start, line.start + clock.end(1))
        return (Entry(Span(line.start, line.end), name), line.end) if name else None
    if m is None:
        return None
    start, end = line.start + m.start(1), line.start + m.end(1)
    entry = named(text, start, end, Span(line.start, line.start + m.end()))
    if entry is None:
        return None
    body = line.start + m.end()
    while body < line.end and text[body] in " \t\u00a0*":
        body += 1
    return entry, body


def named(text: str, start: int, end: int, span: Span) -> Entry | None:
    """Who ``text[start:end]`` names: a name, a name and a title, a name and a firm, a host, or a voice."""
    while start < end and text[start] in "*# \t":
        start += 1
    asked = _QA.match(text[start:end])
    if asked is not None:
        start, end = start + asked.end(), end - (text[end - 1] == ">")
        entry = named(text, start, end, span)
        if entry is None:
            return None
        return replace(entry, part=Part.ANALYST) if asked[1] == "Q" else replace(entry, part=Part.EXECUTIVE, firm=None)
    bare = Line(start, end, " ".join(text[start:end].split()), 1)
    found = operator(bare) or unnamed(bare)
    if found is not None:
        return Entry(span, None, part=found.part)
    bracket = _BRACKET.search(text[start:end])
    if bracket is not None:
        inside = Span(start + bracket.start(1), start + bracket.end(1))
        name = name_span(text, start, start + bracket.start(), single=True)
        if name is None:
            return None
        return affiliation(text, span, name, inside)
    name = name_span(text, start, end)
    if name is not None and looks_like_name(" ".join(name.of(text).split())):
        return Entry(span, name)
    cut = DASHES.search(text[start:end]) if _dash_first(text[start:end]) else re.search(r"\s*,\s+", text[start:end]) or DASHES.search(text[start:end])
    if cut is None:
        return None
    name = name_span(text, start, start + cut.start())
    rest = Span(start + cut.end(), end)
    if name is None or not _fits_beside(rest.of(text)):
        return None
    return _with_rest(text, span, name, rest)


def _dash_first(words: str) -> bool:
    """Whether a dash comes before the first comma: "Name - Firm, Inc."."""
    dash, comma = DASHES.search(words), words.find(",")
    return dash is not None and (comma < 0 or dash.start() < comma)


def _fits_beside(rest: str) -> bool:
    full = [w for w in rest.split() if w.lower() not in ("of", "and", "the", "for", "&", "at", "in", "to", "-")]
    return 0 < len(full) <= 14 and (sum(1 for w in full if w[0].isupper()) >= 0.8 * len(full) or is_title(rest))


def _with_rest(text: str, span: Span, name: Span, rest: Span) -> Entry:
    if is_title(rest.of(text)):
        part = part_of(rest.of(text))
        return Entry(span, name, None if part == Part.ANALYST else rest, None, part)
    return Entry(span, name, None, rest)


def _recurring(draft: Draft, first: int) -> set[str]:
    """Single capitalised words that stand with a colon alone on more than one line ("Joanna:")."""
    counts = Counter(line.text for line in draft.lines[first:] if len(line.text) < 24 and line.text.endswith(":") and " " not in line.text)
    return {text for text, count in counts.items() if count > 1 and looks_like_name(text[:-1], single=True)}


def _topic(text: str, entry: Entry, name: Span) -> bool:
    """Whether a head that stands once, without title or firm, is rather a topic: "Harbour Services: they grew"."""
    if entry.title is not None or entry.firm is not None or entry.part is not None or text.count(entry.span.of(text).strip()) > 1:
        return False
    parts = key(name.of(text))
    return any(word in words("function_words") for word in parts) or not any(text.count(word) > 1 for word in name.of(text).split() if len(word) > 1)


def colon_heads(draft: Draft, first: int, inline: bool) -> None:
    """Marks the heads from line ``first`` on. ``inline``: the speech may follow on the line of the head; else heads stand alone."""
    text = draft.document.text
    single = _recurring(draft, first)
    for i in range(first, len(draft.lines)):
        line = draft.lines[i]
        if draft.kinds[i] != PassageKind.SPEECH:
            continue
        if line.text in single:
            draft.head(i, Entry(Span(line.start, line.end), Span(line.start, line.end - 1)))
            continue
        if len(line.text) < 60 and MARK.match(line.text.rstrip(":")):
            draft.mark(i, i + 1, PassageKind.HEADER)
            if draft.heads:
                draft.questions = draft.questions or i
            continue
        if ":" not in line.text[:125]:
            continue
        found = colon_head(text, line)
        if found is None or (not inline and found[1] < line.end):
            continue
        entry, body = found
        if inline and body < line.end and entry.name is not None and _topic(text, entry, entry.name):
            continue
        draft.head(i, entry, body=body if body < line.end else None)


def count_heads(text: str, lines: list[Line], inline: bool, enough: int) -> int:
    """How many different people are headed so, up to ``enough``."""
    seen: set[str] = set()
    for line in lines:
        if ":" not in line.text[:125]:
            continue
        found = colon_head(text, line)
        if found is not None and (inline or found[1] >= line.end):
            seen.add(found[0].span.of(text).strip())
            if len(seen) >= enough:
                break
    return len(seen)
