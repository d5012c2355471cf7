"""Forms of turn heads and roster lines that several house styles share: each reads one line and returns an Entry, or None."""

from __future__ import annotations

import re

from kg.participants.draft import Entry, Line
from kg.participants.names import looks_like_name
from kg.participants.titles import is_plain_analyst, is_title, part_of
from kg.types import Part, Span

_OPERATOR = re.compile(r"^(?:conference |event |call )*(?:operator|coordinator|moderator|host|facilitator)(?: \d)?$", re.IGNORECASE)
_UNNAMED = re.compile(
    r"^\W{0,3}(?:unidentified|unknown|unverified|inaudible|corporate|company)\b[\w ,/-]{0,10}(?:analysts?|speakers?|participants?|executives?|representatives?|audience(?: member)?|person|man|woman|male|female|shareholder|attendee|caller|questioner|company|firm)"
    r"[\w ,/-]{0,20}\W{0,3}$|^(?:speaker|participant|analyst|attendee|male|female|caller) ?(?:speaker ?)?#?\d{0,3}$|^(?:analysts?|company speaker|audience member|shareholder|interpreter|translator|recording|video|"
    r"video presentation|audio|automated voice|multiple speakers|management|all)$",
    re.IGNORECASE,
)
_QA = re.compile(r"^[QA] ?[-\u2013\u2014] ?")
_DASH = re.compile("[-\u2013\u2014\ufffd]")
DASHES = re.compile(r"\s+(?:--|[-\u2013\u2014\ufffd])\s+")


def operator_lines(text: str) -> bool:
    """Whether some line is "Operator" and nothing more."""
    at = text.find("Operator")
    while at >= 0:
        stop = text.find("\n", at)
        if not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t#*") and not text[at + 8 : stop if stop >= 0 else len(text)].strip(" \t\r#*"):
            return True
        at = text.find("Operator", at + 8)
    return False


def operator(line: Line) -> Entry | None:
    """A line that is "Operator" and nothing more."""
    bare = line.text.strip(" :#*")
    if len(bare) > 30 or not _OPERATOR.match(bare):
        return None
    part = Part.MODERATOR if bare.lower() in ("moderator", "host") else Part.OPERATOR
    return Entry(Span(line.start, line.end), None, part=part)


def unnamed(line: Line) -> Entry | None:
    """A line that names a voice without a name ("Unidentified Analyst", "Speaker 3")."""
    bare = line.text.strip(" :#*")
    if len(bare) > 50 or not _UNNAMED.match(bare):
        return None
    low = bare.lower()
    part = Part.ANALYST if "analyst" in low or "questioner" in low else Part.INTERPRETER if "interpreter" in low or "translator" in low else Part.UNIDENTIFIED
    if "company" in low or "executive" in low or "management" in low or "corporate" in low:
        part = Part.EXECUTIVE
    return Entry(Span(line.start, line.end), None, part=part)


def name_span(text: str, start: int, end: int, single: bool = False, listed: bool = False) -> Span | None:
    """``text[start:end]`` without its edges when it looks like a name."""
    while start < end and text[start] in " \t*#\u2022\u00a0":
        start += 1
    while end > start and text[end - 1] in " \t,:*\u00a0":
        end -= 1
    raw = " ".join(text[start:end].split())
    return Span(start, end) if looks_like_name(raw, single, listed) else None


def bare_name(text: str, line: Line, listed: bool = False) -> Entry | None:
    """A name alone on its line, with or without "Q - " or "A - " before it."""
    if len(line.text) > 60:
        return None
    m = _QA.match(line.text)
    at = m.end() if m else 0
    name = name_span(text, line.start + at, line.end, single=bool(m), listed=listed)
    if name is None:
        return None
    part = Part.ANALYST if m and line.text[0] == "Q" else None
    return Entry(Span(line.start, line.end), name, part=part)


def name_dash_title(text: str, line: Line, dash: re.Pattern[str] = DASHES) -> Entry | None:
    """"Name - Title", "Name -- Firm -- Analyst", "Name - Firm". What follows the name is a title when it reads as one, else a firm."""
    if len(line.text) > 220:
        return None
    m = dash.search(line.text) if _DASH.search(line.text) else None
    if m is None or m.start() > 60:
        return None
    qa = _QA.match(line.text)
    at = qa.end() if qa else 0
    if m.start() < at:
        m = dash.search(line.text, at)
        if m is None:
            return None
    name = name_span(text, line.start + at, line.start + m.start(), single=True)
    if name is None:
        return None
    span = Span(line.start, line.end)
    rest = Span(line.start + m.end(), line.end)
    return affiliation(text, span, name, rest, dash) if reads_as_affiliation(rest.of(text)) else None


_SMALL = frozenset({"of", "and", "the", "for", "&", "at", "in", "to", "-", "--", "de", "on", "with", "or"})


def reads_as_affiliation(rest: str) -> bool:
    """Whether the words after a name are a title or a firm rather than a sentence: short, and capitalised or a title."""
    found = [w for w in rest.split() if w.lower() not in _SMALL]
    if not 0 < len(found) <= 24 or rest.rstrip()[-1] in "?!;:" or (rest.rstrip()[-1] == "." and found[-1][0].islower()):
        return False
    capital = sum(1 for w in found if not w[0].islower())
    return capital >= 0.75 * len(found) or (len(found) <= 9 and is_title(rest))


def affiliation(text: str, span: Span, name: Span, rest: Span, dash: re.Pattern[str] = DASHES) -> Entry:
    """The entry of a name and the words that go with it: "Firm -- Analyst", "Title", "Firm"."""
    whole = rest.of(text)
    cuts = list(dash.finditer(whole))
    if cuts:
        last = cuts[-1]
        title = Span(rest.start + last.end(), rest.end)
        firm = Span(rest.start, rest.start + last.start())
        if is_title(title.of(text)) and not is_title(firm.of(text)):
            analyst = is_plain_analyst(title.of(text))
            return Entry(span, name, None if analyst else title, firm, Part.ANALYST)
    if is_plain_analyst(whole) and "nalys" in whole:
        return Entry(span, name, None, None, Part.ANALYST)
    if is_title(whole):
        return Entry(span, name, rest, None, part_of(whole))
    return Entry(span, name, None, rest, None)
