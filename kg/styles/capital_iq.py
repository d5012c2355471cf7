"""PDF text of a data vendor: ``EXECUTIVES`` and ``ANALYSTS`` rosters in columns, turns headed by a name line and a line of title or firm."""

from __future__ import annotations

import re

from kg.participants.draft import Draft, Entry, read_lines
from kg.participants.names import key, looks_like_name
from kg.participants.titles import is_title
from kg.styles.furniture import mark_furniture
from kg.styles.heads import name_span, operator, unnamed
from kg.styles.layout import layout
from kg.types import Document, Layout, Part, PassageKind, Span

NAME = "capital-iq"
MARKS: tuple[str, ...] = ("Call Participants", "EXECUTIVES", "ANALYSTS", "Presentation", "Question and Answer", "CONSENSUS ACTUAL SURPRISE")
_FITS = re.compile(r"^[ \t]*EXECUTIVES[ \t]*\r?$", re.MULTILINE)
_SECTION = re.compile(r"^(?:presentation|question and answer)$", re.IGNORECASE)
_SMALL = frozenset({"of", "and", "the", "for", "&", "at", "in", "to", "-", "de"})
_MORE = re.compile(r"(?:,|&|\band|\bof|-)$", re.IGNORECASE)
_REST = re.compile(r"^(?:Division|Research Division|Equity Research|Research|Incorporated\b.*|Inc\.?|LLC\b.*)$")


def fits(document: Document) -> bool:
    """The two roster headings in capitals and the heading of the presentation."""
    text = document.text
    return "EXECUTIVES" in text and _FITS.search(text) is not None and re.search(r"^[ \t]*ANALYSTS[ \t]*\r?$", text, re.MULTILINE) is not None and re.search(r"^[ \t]*Presentation[ \t]*\r?$", text, re.MULTILINE) is not None


def split(document: Document) -> Layout:
    """Rosters give the names; in the talk a line that is one of them begins a turn."""
    draft = Draft(NAME, document, read_lines(document.text), wrapped=True)
    mark_furniture(draft)
    begin = _begin(draft)
    executives, analysts = _rosters(draft, begin)
    parts = {**dict.fromkeys(analysts, Part.ANALYST), **dict.fromkeys(executives, Part.EXECUTIVE)}
    i = begin
    while i < len(draft.lines):
        i += _line(draft, i, parts)
    return layout(draft)


def _begin(draft: Draft) -> int:
    """The line after the last heading "Presentation" that a turn follows."""
    marks = [i for i, line in enumerate(draft.lines) if line.text.lower() == "presentation"]
    return marks[-1] + 1 if marks else 0


def _rosters(draft: Draft, begin: int) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Names under EXECUTIVES and under ANALYSTS. Columns may have been shuffled: titles and firms are read at the turns."""
    text = draft.document.text
    found: dict[str, list[tuple[str, ...]]] = {"EXECUTIVES": [], "ANALYSTS": []}
    state = ""
    open_: int | None = None
    for i in range(begin):
        line = draft.lines[i]
        if draft.kinds[i] == PassageKind.BOILERPLATE:
            continue
        kind = PassageKind.HEADER
        if line.text in found:
            state, open_, kind = line.text, None, PassageKind.ROSTER
        elif state and i < begin - 1:
            kind = PassageKind.ROSTER
            name = name_span(text, line.start, line.end)
            titled = state == "EXECUTIVES" and (is_title(line.text) or open_ == i - 1)
            if name is not None and not titled:
                found[state].append(key(name.of(text)))
                open_ = i
                if state == "EXECUTIVES":
                    _executive(draft, i, begin)
        draft.kinds[i] = kind
    return found["EXECUTIVES"], found["ANALYSTS"]


def _executive(draft: Draft, index: int, begin: int) -> None:
    """"Name" and the lines of the title below it."""
    text, lines = draft.document.text, draft.lines
    name = name_span(text, lines[index].start, lines[index].end)
    last = index
    while last + 1 < begin and draft.kinds[last + 1] != PassageKind.BOILERPLATE and lines[last + 1].gap <= 1 and (is_title(lines[last + 1].text) if last == index or not _MORE.search(lines[last].text) else True):
        last += 1
        if looks_like_name(lines[last].text) and not is_title(lines[last].text):
            last -= 1
            break
    if name is not None and last > index:
        draft.roster.append(Entry(Span(name.start, lines[last].end), name, Span(lines[index + 1].start, lines[last].end), None, None))


def _line(draft: Draft, index: int, parts: dict[tuple[str, ...], Part]) -> int:
    text, lines = draft.document.text, draft.lines
    line = lines[index]
    if draft.kinds[index] == PassageKind.BOILERPLATE:
        return 1
    if _SECTION.match(line.text):
        draft.mark(index, index + 1, PassageKind.HEADER)
        if line.text.lower().startswith("question"):
            draft.questions = draft.questions or index
        return 1
    found = operator(line) or unnamed(line)
    if found is not None:
        draft.head(index, found)
        return 1
    name = name_span(text, line.start, line.end)
    if name is None:
        return 1
    part = parts.get(key(name.of(text)))
    count = _beside(draft, index)
    if part is None and (count == 0 or not _after_stop(draft, index)):
        return 1
    rest = Span(lines[index + 1].start, lines[index + count].end) if count else None
    span = Span(line.start, rest.end if rest else line.end)
    if part is None and rest is not None:
        part = Part.EXECUTIVE if is_title(rest.of(text)) and "Research" not in rest.of(text) else Part.ANALYST
    analyst = part == Part.ANALYST
    draft.head(index, Entry(span, name, None if analyst else rest, rest if analyst else None, Part.ANALYST if analyst else None), 1 + count)
    return 1 + count


def _after_stop(draft: Draft, index: int) -> bool:
    """Whether the talk before the line has come to a full stop."""
    for i in range(index - 1, -1, -1):
        if draft.kinds[i] != PassageKind.BOILERPLATE:
            return draft.lines[i].text[-1] in ".?!)]" or draft.kinds[i] != PassageKind.SPEECH
    return True


def _beside(draft: Draft, index: int) -> int:
    """How many lines after the name are title or firm."""
    count = 0
    for i in range(index + 1, min(index + 4, len(draft.lines))):
        words = draft.lines[i].text.split()
        capitals = [w for w in words if w.lower() not in _SMALL]
        if not capitals or len(words) > 10 or not all(w[0].isupper() or w[0] in "&(" for w in capitals) or (words[-1].endswith((".", "?")) and not words[-1].endswith(("Inc.", "Co.", "L.P.", "Corp.", "Ltd."))):
            break
        if count and not (_MORE.search(draft.lines[i - 1].text) or _REST.match(draft.lines[i].text)):
            break
        if len(words) == 1 and words[0].endswith(","):
            break
        count += 1
    return count
