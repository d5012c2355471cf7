"""Draft -> Layout: what every call style shares. Roster and turn heads become participants, lines become passages, turns become exchanges."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.header import header
from kg.participants.cast import Cast, Person, frozen, root
from kg.participants.draft import Draft, Entry
from kg.participants.exchanges import exchanges
from kg.participants.forms import short_forms
from kg.participants.sections import find_hosts, settle_parts, split_sections
from kg.participants.talk import Talk
from kg.participants.voices import openings, voices
from kg.types import DocumentType, Exchange, Layout, Note, Part, Passage, PassageKind, Section, Span, Turn

_INTERPRETED = re.compile(r"\s*[\[(](?:interpreted|translated|through (?:an )?(?:interpreter|translator)|via (?:interpreter|translator)|translation)[\])]", re.IGNORECASE)
_PAGE_WIDTH = 130  # characters: a longer line is a paragraph
_SENTENCE_END = re.compile(r"[.!?:][\"'\u201d\u2019)\]]*$")


def layout(draft: Draft) -> Layout:
    """The layout of a transcript that a style has read."""
    document = draft.document
    text = document.text
    first = min(draft.heads, default=0)
    top = min([draft.lines[first].start, 400, *(e.span.start for e in draft.roster[:1])]) if draft.lines else 0
    cast = Cast(text, text[:top])
    people = _enter(draft, cast)
    talks = _talks(draft, people)
    for talk in talks:
        talk.interpreted = bool(talk.paragraphs and text[talk.paragraphs[0].start] in "[(" and _INTERPRETED.match(text, talk.paragraphs[0].start)) or bool(talk.entry and talk.entry.interpreted)
    openings(text, cast, talks)
    find_hosts(text, talks)
    _interpreters(talks)
    split_sections(draft, talks)
    notes = voices(text, cast, talks)
    for talk in talks:
        talk.person = root(talk.person) if talk.person else None
    settle_parts(text, talks)
    living = sorted((p for p in cast.living() if any(n.proper for n in p.names)), key=lambda p: min(n.span for n in p.names))
    short_forms(text, living, talks)
    participants, ids = frozen(living)
    floors = exchanges(text, talks, ids)
    passages = _passages(draft, talks)
    turns = tuple(
        Turn(i, Span(t.start, t.end), t.entry.span if t.entry else None, ids.get(id(t.person)) if t.person else None, t.section, t.interpreted) for i, t in enumerate(talks)
    )
    head = draft.lines[talks[0].first_line].start if talks and draft.lines else 0
    return Layout(draft.style, DocumentType.EARNINGS_CALL, header(document, Span(0, head)), passages, turns, participants, floors, (*notes, *_doubts(floors), *_generic(draft)))


def _interpreters(talks: list[Talk]) -> None:
    """An interpreter's turn is the turn of the one who spoke before."""
    for before, talk in pairwise(talks):
        if talk.entry is not None and talk.entry.name is None and talk.part == Part.INTERPRETER and before.part != Part.OPERATOR:
            talk.person, talk.interpreted = before.person, True


def _doubts(floors: tuple[Exchange, ...]) -> tuple[Note, ...]:
    """Floors of which it is not known who asks, or who answers."""
    out = [Note("who asks is not named", Span(e.span.start, min(e.span.end, e.span.start + 80)), e.rule) for e in floors if e.asker is None]
    out += [Note("who answers is not named", Span(e.span.start, min(e.span.end, e.span.start + 80)), e.rule) for e in floors if not e.answerers]
    return tuple(out)


def _generic(draft: Draft) -> tuple[Note, ...]:
    if not draft.generic:
        return ()
    return (Note("no house style fits: speakers found by the shape of the lines alone", Span(0, min(80, len(draft.document.text))), "styles.generic"),)


def _enter(draft: Draft, cast: Cast) -> dict[int, Person]:
    """Every roster entry and head gets its person, in the order of the text; the roster's before the talk's."""
    people: dict[int, Person] = {}
    items: list[tuple[int, int, Entry]] = [(e.span.start, -1, e) for e in draft.roster]
    items.extend((e.span.start, i, e) for i, e in draft.heads.items())
    for _, index, entry in sorted(items, key=lambda item: (item[0], item[1])):
        person = cast.enter(entry)
        if index >= 0:
            people[index] = person
            person.speaks = True
    return people


def _talks(draft: Draft, people: dict[int, Person]) -> list[Talk]:
    """The turns with their paragraphs. Speech before the first head is a turn of nobody."""
    talks: list[Talk] = []
    kinds, lines = draft.kinds, draft.lines
    wrapped = draft.wrapped or _looks_wrapped(draft)
    width = _width(draft) if wrapped else 0
    current: Talk | None = None
    fresh = True
    for i, line in enumerate(lines):
        if i in draft.heads:
            current = Talk(draft.heads[i], people[i], i)
            talks.append(current)
            fresh = True
        kind = kinds[i]
        if kind == PassageKind.TURN_HEAD:
            body = draft.bodies.get(i)
            if body is not None and body < line.end and current is not None:
                current.paragraphs.append(Span(body, line.end))
                fresh = False
            continue
        if kind != PassageKind.SPEECH:
            fresh = True
            continue
        if current is None:
            current = Talk(None, None, i)
            talks.append(current)
        if wrapped and not fresh and line.gap <= 1 and current.paragraphs and not _begins(line.text, lines[i - 1].text, width):
            current.paragraphs[-1] = Span(current.paragraphs[-1].start, line.end)
        else:
            current.paragraphs.append(Span(line.start, line.end))
        fresh = False
    return talks


_BULLET = re.compile(r"[\u2022\u25cf\u25e6\u25aa\uf0b7\u00b7\u2023*\u2013-]\s|[o\u25cb]\s(?=[A-Z])|\(?[a-z\d]{1,2}[.)]\s")


def _width(draft: Draft) -> int:
    """The usual length of a full line."""
    lengths = sorted(len(line.text) for line, kind in zip(draft.lines, draft.kinds, strict=True) if kind == PassageKind.SPEECH)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _looks_wrapped(draft: Draft) -> bool:
    """Whether the lines of speech are lines of a page: none is long, and many stop in the middle of a sentence."""
    spoken = [line.text for line, kind in zip(draft.lines, draft.kinds, strict=True) if kind == PassageKind.SPEECH]
    if len(spoken) < 60 or sorted(map(len, spoken))[len(spoken) * 19 // 20] > _PAGE_WIDTH:
        return False
    return sum(1 for text in spoken if not _SENTENCE_END.search(text)) > 0.4 * len(spoken)


def _begins(text: str, before: str, width: int) -> bool:
    """Whether a line begins a paragraph: a bullet, or the line before it ended a sentence short of the margin."""
    return _BULLET.match(text) is not None or (len(before) < 0.8 * width and _SENTENCE_END.search(before) is not None)


def _passages(draft: Draft, talks: list[Talk]) -> tuple[Passage, ...]:
    out: list[Passage] = []
    text = draft.document.text
    for number, talk in enumerate(talks):
        if talk.entry is not None:
            out.append(Passage(talk.entry.span, PassageKind.TURN_HEAD, talk.section, number))
        early = number < 4 or talk.part == Part.INVESTOR_RELATIONS
        for span in talk.paragraphs:
            kind = PassageKind.BOILERPLATE if early and is_safe_harbour(span.of(text)) else PassageKind.SPEECH
            out.append(Passage(span, kind, talk.section, number))
    section = Section.HEADER
    first = talks[0].first_line if talks else len(draft.lines)
    last = talks[-1].end if talks else 0
    block: Passage | None = None
    for i, line in enumerate(draft.lines):
        kind = draft.kinds[i]
        if kind in (PassageKind.SPEECH, PassageKind.TURN_HEAD):
            block = None
            continue
        section = Section.HEADER if i < first else Section.TAIL if line.start >= last else Section.QUESTIONS if draft.questions is not None and i >= draft.questions else Section.REMARKS
        if block is not None and block.kind == kind and block.section == section:
            out[-1] = block = Passage(Span(block.span.start, line.end), kind, section)
        else:
            block = Passage(Span(line.start, line.end), kind, section)
            out.append(block)
    out.sort(key=lambda p: p.span)
    return tuple(out)


_FORWARD = re.compile(
    r"forward[- \u2010\u2011]+looking|risks? and uncertaint|differ materially|safe harbou?r|undertakes? no|no (?:obligation|duty)|securities (?:litigation|and exchange)|form (?:10|20|8)-|"
    r"non-?gaap|non-?ifrs|reconcil|actual results|current expectations|press release|risk factors|assumptions|filings?\b|obligation|uncertaint|webcast|\breplay\b|posted on|available (?:on|at)|recorded",
    re.IGNORECASE,
)
_KERNELS = ("differ materially", "undertake no obligation", "undertakes no obligation", "private securities litigation")
_STOP = re.compile(r"[.!?](?=\s|$)")


def is_safe_harbour(paragraph: str) -> bool:
    """Whether the paragraph is nothing but the statement on forward-looking statements and the like."""
    low = paragraph.lower()
    if len(paragraph) < 120 or not (("forward" in low and "looking" in low) or any(kernel in low for kernel in _KERNELS)):
        return False
    pieces = [p for p in _STOP.split(paragraph) if len(p) > 25]
    return bool(pieces) and sum(1 for p in pieces if _FORWARD.search(p)) >= 0.65 * len(pieces)
