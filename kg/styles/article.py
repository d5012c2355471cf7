"""News articles and press releases: headline, byline, date, dateline, paragraphs, tables of figures, captions, credits, debris."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.header.article import article_header
from kg.header.dates import DATE
from kg.lexicon import any_of, table
from kg.styles.layout import is_safe_harbour
from kg.types import (
    Document,
    DocumentType,
    EntityType,
    Layout,
    Part,
    Participant,
    Passage,
    PassageKind,
    Section,
    Span,
    Stated,
    Thing,
    Title,
)

NAME = "article"
MARKS: tuple[str, ...] = ("OSLO (Reuters) - ", "OSLO, March 24 - ", "(Yicai) March 19 -- ", "By Nora Vale", "(Reporting by Nora Vale; Editing by Sam Pryce)", "Editor: Lin Harrow")

_HEAD = 2500  # characters in which headline, byline and dateline stand
_LONGEST = 40_000  # characters: what has no mark of an article and is longer is none
_PLACE = r"[A-Z][A-Z.'\u2019\-]+(?:[ /][A-Z][A-Z.'\u2019\-]+)*"
_REGION = r"(?:, (?:[A-Z][\w.]+(?: [A-Z][\w.]+)?))?"
_MONTHDAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d\d?(?:,? (?:19|20)\d\d)?"
_BYLINE = re.compile(r"(?:--\s*)?By\s+(?P<names>[A-Z][^\n]{2,90}?)(?:\s*[-\u2013|,]\s*(?:Analysis|[\w. ]+(?:Writer|Correspondent|Reporter|Editor|News|Press)))?\s*$")
_META = re.compile(r"--(?:\s|$)")
_URL = re.compile(r"(?:--\s*)?https?://(?P<host>[\w.-]+)\S*\s*$")
_DEBRIS = re.compile(r"[^A-Za-z]*$|[\s\W]*(?:<\?|\?>|<!--|-->|\{|\}|var |function|window\.|document\.|@media|\$\().*$|.*(?:\}\s*\?>|\);\s*\}?)\s*$")
_ROW = re.compile(r"(?:\S+ +){0,8}?(?:[\d,.]+\S* .*\bvs\.?\b.*\d|(?:[A-Z][a-z]{2}\s+)?(?:(?:---|[\d,.]+)\s+){3,})|\s*(?:Shr|Oper shr|Net|Oper net|Revs|Sales|Avg shrs|Qtly div|Pay|Record|Nine mths|Six mths|Year|Qtr|\dst half|\dnd half)\b[^.]{0,70}$")
_AGENCY_CAPTION = re.compile(r"\b(?:REUTERS|AFP|AP|AGENCY)/[A-Z][\w-]+|(?:Getty Images|Shutterstock|Bloomberg News)\s*$")
_PERSON = re.compile(r"[A-Z][\w.'\u2019\-]*(?: (?:(?!in |at |for |and )[a-z]{2,3} ){0,2}[A-Z][\w.'\u2019\-]*){1,3}")
_HEADING = re.compile(r"(?:[A-Z][\w&'\u2019-]*|of|and|the|for|in|on|to|&)(?: (?:[A-Z][\w&'\u2019-]*|of|and|the|for|in|on|to|&|\d{4})){0,7}:?")
_CREDITED = re.compile(r"(?:(?P<role>additional reporting|reporting|writing|written|editing|edited|editors?|writers?|compiled|translated)\s*(?:by|:)?)\s+(?P<names>(?:(?!\b(?:writing|editing|edited|reporting) by\b)[^;)])+)", re.I)
_SPEAKERS = re.compile(r"^(?:Operator|Questions? and Answers?|Question-and-Answer Session|Corporate Participants|Company Participants|Conference Call Participants|Moderator)\b", re.M)


@dataclass(slots=True)
class _Reading:
    """What has been found so far, top down."""

    document: Document
    passages: list[Passage] = field(default_factory=list)
    headline: Span | None = None
    dateline: Span | None = None
    stamp: Span | None = None
    lead: int | None = None
    author: Stated | None = None
    publisher: Stated | None = None
    wire: bool = False
    contacts: bool = False  # the block that says whom to call has begun
    people: list[Participant] = field(default_factory=list)

    def add(self, start: int, end: int, kind: PassageKind, section: Section = Section.BODY) -> None:
        """A passage over ``text[start:end]`` without the white space around it; none when nothing is left."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            self.passages.append(Passage(Span(start, end), kind, section))


def fits(document: Document) -> bool:
    """A dateline, a byline with a date, or a credit tail; else a short text under a headline. Never a text with marks of a call."""
    text = document.text
    if document.meta.type in (DocumentType.NEWS_ARTICLE, DocumentType.PRESS_RELEASE):
        return True
    if _SPEAKERS.search(text, 0, 20_000) or document.meta.type == DocumentType.EARNINGS_CALL:
        return False
    head = text[:_HEAD]
    if any(_dateline().match(line) for line in head.split("\n")) or _tail().search(text.rstrip()[-600:]) or re.search(r"^Editor: [A-Z]", text[-300:], re.M):
        return True
    return len(text) < _LONGEST and (_has_meta(head) or _has_headline(head))


def split(document: Document) -> Layout:
    """The layout of an article. Wrapped lines of one paragraph are one passage."""
    reading = _Reading(document)
    blocks = list(_blocks(document.text))
    dated = next((i for i, (start, end) in enumerate(blocks[:12]) if start < _HEAD and _dateline().match(document.text, start, end)), -1)
    for i, (start, end) in enumerate(blocks):
        if reading.lead is None:
            _top(reading, start, end, blocks[i + 1] if i + 1 < len(blocks) else None, under=i < dated)
        else:
            _body(reading, start, end)
    _bylines(reading)
    lead = reading.lead if reading.lead is not None else 0
    header = article_header(document, reading.headline, reading.dateline, lead, reading.publisher, reading.author, reading.stamp)
    kind = DocumentType(document.meta.type) if document.meta.type else DocumentType.PRESS_RELEASE if reading.wire else DocumentType.NEWS_ARTICLE
    return Layout(NAME, kind, header, tuple(reading.passages), participants=tuple(reading.people))


def _has_meta(head: str) -> bool:
    """Whether a date line or a byline, and an address, stand under the first line."""
    lines = [line.strip() for line in head.split("\n")[:6]]
    return any(_URL.match(line) for line in lines[1:]) and any(_BYLINE.match(line) or (len(line) < 60 and DATE.search(line)) for line in lines[1:])


def _has_headline(head: str) -> bool:
    """Whether the first line is a title over prose: short, no full stop at its end, the next block a paragraph."""
    lines = [line.strip() for line in head.split("\n") if line.strip() and not _DEBRIS.match(line.strip())]
    if len(lines) < 2 or not 8 <= len(lines[0]) <= 140 or lines[0].endswith((".", ":", ",", ";")) or lines[0].startswith(("#", "*")):
        return False
    prose = [line for line in lines[1:5] if len(line) > 140 and not re.match(r"[A-Z][\w .'-]{1,40}(?::| -- )", line)]
    return bool(prose) and not re.search(r"\b(?:earnings|conference|results) call\b|transcript", " ".join(lines[:2]), re.I)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines, with the wrapped lines of one paragraph together: hard-wrapped text begins its paragraphs with an indent."""
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    wrapped = _is_wrapped(text, lines)
    start: int | None = None
    last = 0
    for begin, end in lines:
        line = text[begin:end]
        apart = not wrapped or start is None or line[:3].isspace() or _ROW.match(line.strip()) or _is_alone(text, last, begin, end) or _ROW.match(text[start:last].strip())
        if apart:
            if start is not None:
                yield start, last
            start = begin
        last = end
    if start is not None:
        yield start, last


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    body = [text[a:b] for a, b in lines[1:]]
    return len(body) > 2 and max(map(len, body)) <= 90 and sum(1 for line in body if line.startswith("  ") or len(line) > 40) * 2 > len(body)


def _is_alone(text: str, last: int, begin: int, end: int) -> bool:
    """Whether the line stands by itself: after a blank line, an upper-case title, or a final "Reuter"."""
    line = text[begin:end].strip()
    above = text[text.rfind("\n", 0, last) + 1 : last].strip()
    return text.count("\n", last, begin) > 1 or (above.isupper() and len(above) > 8) or line.lower() in ("reuter", "reuters")


def _top(reading: _Reading, start: int, end: int, following: tuple[int, int] | None, under: bool) -> None:
    """One block above the lead, or the lead; ``under``: a dateline is still to come, so that this is none."""
    text = reading.document.text
    line = text[start:end].strip()
    begin = start + text[start:end].index(line)
    bare = begin + (len(line) - len(_META.sub("", line, count=1).lstrip()) if _META.match(line) else 0)
    plain = text[bare:end].strip()
    if plain and len(plain) < 60 and DATE.search(plain) and not _dateline().match(plain):
        reading.stamp = Span(bare, end)
        reading.add(begin, end, PassageKind.HEADER, Section.HEADER)
    elif not plain or _DEBRIS.match(plain):
        reading.add(begin, end, PassageKind.BOILERPLATE, Section.HEADER)
    elif match := _URL.match(line):
        _published(reading, match["host"])
        reading.add(begin, end, PassageKind.HEADER, Section.HEADER)
    elif match := _BYLINE.match(line):
        at = begin + match.start("names")
        reading.author = Stated(" ".join(match["names"].split()), Span(at, begin + match.end("names")), "article.byline")
        reading.add(begin, end, PassageKind.CREDIT, Section.HEADER)
    elif match := _dateline().match(text, bare, end):
        _dated(reading, match, bare, end)
    elif reading.headline is None and following is not None and len(plain) <= 250 and _is_title(reading, line, plain, following):
        reading.headline = Span(bare, bare + len(plain))
        reading.add(begin, bare, PassageKind.HEADER, Section.HEADER)
        reading.add(bare, end, PassageKind.HEADLINE, Section.HEADER)
    elif len(plain) < 60 and following is not None and (_starts(plain, "caption") or _starts(plain, "boilerplate")):
        reading.add(begin, end, PassageKind.CAPTION if _starts(plain, "caption") else PassageKind.BOILERPLATE, Section.HEADER)
    elif under:
        reading.add(bare, end, PassageKind.HEADLINE, Section.HEADER)
    else:
        reading.lead = bare
        _body(reading, bare, end)


def _is_title(reading: _Reading, line: str, plain: str, following: tuple[int, int]) -> bool:
    """A headline has no full stop at its end, unless it is all capitals or stands in a block of marked lines."""
    return bool(_META.match(line)) or not plain.endswith(".") or plain.endswith("...") or plain.isupper() or _is_furniture(reading.document.text[slice(*following)].strip())


def _is_furniture(line: str) -> bool:
    return bool(_URL.match(line) or _BYLINE.match(line) or (len(line) < 60 and DATE.search(line)))


def _dated(reading: _Reading, match: re.Match[str], start: int, end: int) -> None:
    reading.dateline = Span(start, match.end())
    reading.add(start, match.end(), PassageKind.HEADER, Section.HEADER)
    group = next((g for g in ("agency", "agency2", "agency3") if match[g]), None)
    if group:
        reading.publisher = Stated(match[group], Span(*match.span(group)), "article.dateline")
    reading.wire = bool(match["wire"])
    reading.lead = match.end()
    _body(reading, match.end(), end)


def _published(reading: _Reading, host: str) -> None:
    bare = host.lower().removeprefix("www.")
    name = table("news")["hosts"].get(bare)
    at = reading.document.text.index(host)
    reading.publisher = reading.publisher or Stated(name or bare, Span(at, at + len(host)), "article.address")


def _body(reading: _Reading, start: int, end: int) -> None:
    """One block of the body: a credit tail is cut off; rows of figures are tables."""
    text = reading.document.text
    block = text[start:end].strip()
    if not block:
        return None
    if _starts(block, "credit"):
        return reading.add(start, end, PassageKind.CREDIT, Section.TAIL)
    reading.contacts = len(block) < 120 and (reading.contacts or _starts(block, "contact"))
    if reading.contacts or is_safe_harbour(block):
        return reading.add(start, end, PassageKind.BOILERPLATE, Section.TAIL)
    if len(block) < 400 and (_starts(block, "caption") or _AGENCY_CAPTION.search(block)):
        return reading.add(start, end, PassageKind.CAPTION)
    if (len(block) < 200 and _starts(block, "boilerplate")) or _URL.match(block) or (len(block) < 80 and _DEBRIS.match(block) and not any(c.isdigit() for c in block)):
        return reading.add(start, end, PassageKind.BOILERPLATE, Section.TAIL)
    if len(block) < 120 and _ROW.match(block):
        return reading.add(start, end, PassageKind.TABLE)
    if _HEADING.fullmatch(block):
        return reading.add(start, end, PassageKind.HEADER)
    tail = _tail().search(text, start, end)
    if tail and _CREDITED.search(tail[0]):
        reading.add(start, tail.start(), PassageKind.PARAGRAPH)
        return reading.add(tail.start(), end, PassageKind.CREDIT, Section.TAIL)
    return reading.add(start, end, PassageKind.PARAGRAPH)


def _bylines(reading: _Reading) -> None:
    """Those who wrote and edited the article take part in it, each with what they did as the title."""
    text = reading.document.text
    seen: set[str] = set()
    for passage in reading.passages:
        if passage.kind != PassageKind.CREDIT:
            continue
        for names in [_BYLINE.match(text, passage.span.start, passage.span.end)] if passage.section == Section.HEADER else _CREDITED.finditer(text, passage.span.start, passage.span.end):
            if names is None:
                continue
            for name, start in _people(text, *names.span("names")):
                if name in seen:
                    continue
                seen.add(name)
                done = names.groupdict().get("role")
                titles = (Title(done, Span(*names.span("role"))),) if done and _starts(done + ":", "office") else ()
                reading.people.append(Participant(f"p{len(reading.people) + 1}", Part.AUTHOR, (Thing(EntityType.PERSON, name, Span(start, start + len(name))),), titles))


def _people(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The persons of "Nora Vale in Oslo, Sam Pryce and Lin Harrow", with the offset of each."""
    for piece in re.finditer(r"(?:(?!\s+and\s|\s+&\s|[,;/]).)+", text[start:end], re.S):
        person = _PERSON.match(text, start + piece.start() + len(piece[0]) - len(re.sub(r"^(?:\s*and)?\s*", "", piece[0])), start + piece.end())
        if person and not person[0].isupper():
            yield person[0], person.start()


@cache
def _dateline() -> re.Pattern[str]:
    agencies, wires = any_of(table("news")["agencies"]), any_of(table("news")["wires"])
    dash = r"\s*(?:--|[-\u2013\u2014])\s*"
    some = r"[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3}"
    return re.compile(
        rf"[ \t]*(?:(?:{_PLACE}{_REGION}[,.]?\s*)?(?:{_MONTHDAY}\s*)?\(\s*(?P<agency>{agencies})\s*\)\s*(?:{_MONTHDAY})?{dash}"
        rf"|(?:[A-Z][\w.,' ]+,\s*)?(?:{_MONTHDAY}\s*)?[(/]\s*(?P<wire>{wires})\s*[)/]\s*(?:via [\w ]+)?{dash}"
        rf"|\((?P<agency3>{some})\)\s*{_MONTHDAY}{dash}"
        rf"|{_PLACE}{_REGION},?\s+{_MONTHDAY}\s*(?:\((?P<agency2>{some})\)\s*)?{dash})",
    )


@cache
def _tail() -> re.Pattern[str]:
    starts = any_of(start.rstrip(":") for start in table("news")["credit"]["starts"])
    return re.compile(rf"\(\s*{starts}\b[^()]*(?:\([^()]*\)[^()]*)*\)?\s*$", re.I)


@cache
def _openers(key: str) -> re.Pattern[str]:
    starts = sorted(table("news")[key]["starts"], key=lambda s: (-len(s), s))
    return re.compile(r"[\s(\"\u201c*-]*(?:" + "|".join(re.escape(s) + (r"(?!\w)" if s[-1].isalnum() else "") for s in starts) + ")", re.I)


def _starts(block: str, key: str) -> bool:
    return _openers(key).match(block) is not None
