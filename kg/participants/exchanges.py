"""Each analyst's floor: from the first question to the last answer. Thanks, hand-overs and the operator's lines are no answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.participants.cast import Person
from kg.participants.talk import Talk
from kg.types import Exchange, Part, Section, Span

_ASIDE = {Part.OPERATOR, Part.MODERATOR}
_HAND_OVER = re.compile(r"\b(?:take|takes|ask|answer|answers|share|shares|over to|go to|goes to|will cover|handle|address|start|want to|comment|respond|pass|turn|let)\b", re.IGNORECASE)
_CLOSING = re.compile(r"\b(?:off-?line|all the time|wraps? up|last question|sums up|concludes?|that's all|closing|thank you (?:all )?for joining|next question|open the line|operator)\b", re.IGNORECASE)
_READS = re.compile(r"\b(?:first|next|last|final|second|third) (?:question|one)\b", re.IGNORECASE)  # investor relations reads out what was sent in
_ENDS = (
    "no further questions", "no more questions", "no additional questions", "no other questions", "closing remarks", "closing comments", "closing statement", "concluding remarks", "final remarks", "concludes the question", "concludes our question", "concludes today's question",
    "end of our question", "end of the question", "end of today's question", "turn the call back", "turn the conference back", "turn the floor back", "hand the call back", "hand the conference back", "sums up our",
)  # fmt: skip
_MIN_AMONG = 40  # words: of investor relations, where an executive answers as well
_MIN_ANSWER = 12  # words: a shorter turn is an answer only when it is the only one, and no mere thanks
_THANKS = re.compile(r"^[\W]*(?:(?:okay|ok|great|yes|yeah|right|sure|all right|alright|perfect|very good|no problem|you bet|you're welcome|you are welcome|my pleasure|thanks?|thank you|take care|bye|good|excellent|welcome)\b[\s,.!]*)+(?:so much|very much|a lot|again|for the questions?|for that)?[\s,]*(?:[A-Z][\w'\u2019-]*)?(?: [A-Z][\w'\u2019-]*)?[\s.,!]*$", re.IGNORECASE)


def exchanges(text: str, talks: Sequence[Talk], ids: Mapping[int, str]) -> tuple[Exchange, ...]:
    """The floors of the question section, in order. ``ids``: ``id(person)`` -> participant id."""
    out: list[Exchange] = []
    for floor in _floors(text, talks):
        made = _exchange(text, floor, ids)
        if made is not None:
            out.append(made)
    return tuple(out)


def _floors(text: str, talks: Sequence[Talk]) -> list[list[Talk]]:
    floors: list[list[Talk]] = []
    asker: Person | None = None
    opened = heard = closed = False
    for talk in talks:
        if talk.section != Section.QUESTIONS or not talk.paragraphs:
            continue
        part = talk.part
        if part in _ASIDE or part == Part.INVESTOR_RELATIONS:
            closed = closed or _closes(talk.said(text))
        if part == Part.OPERATOR:
            opened = True
            continue
        heard = heard or part == Part.ANALYST
        if not heard and part == Part.INVESTOR_RELATIONS and _READS.search(talk.said(text)) and "?" in talk.said(text)[-200:]:
            floors.append([talk])
            closed = False
            asker, opened = talk.person, False
            continue
        asks = part == Part.ANALYST or (part == Part.UNIDENTIFIED and (opened or not floors))
        if asks and (not floors or asker is not talk.person) and (opened or not floors or not _same_floor(text, floors[-1], talk)):
            floors.append([])
            asker = talk.person
            closed = False
        if floors and not closed:
            floors[-1].append(talk)
        opened = False
    return floors


def _closes(said: str) -> bool:
    """Whether the host's words end the questions: what is said after them is no answer."""
    low = said.lower().replace("\u2019", "'")
    return any(phrase in low for phrase in _ENDS)


def _same_floor(text: str, floor: Sequence[Talk], talk: Talk) -> bool:
    """A second analyst's few words without the operator's leave (a mislabelled turn, a colleague) stay in the floor."""
    return any(t.person is talk.person for t in floor) and len(talk.said(text)) < 80


def _exchange(text: str, floor: Sequence[Talk], ids: Mapping[int, str]) -> Exchange | None:
    asker = floor[0].person
    read_out = floor[0].part == Part.INVESTOR_RELATIONS
    executives = [t for t in floor if t.person is not asker and t.part in (Part.EXECUTIVE, Part.UNIDENTIFIED, Part.INVESTOR_RELATIONS)]
    answers = [t for t in executives if t.part == Part.EXECUTIVE and not _THANKS.match(t.said(text))]
    named = _called(floor)
    for talk in executives:
        if talk.part != Part.EXECUTIVE and _answers(text, talk, answers, named):
            answers.append(talk)
    if not answers:
        answers = [t for t in executives if t.part == Part.EXECUTIVE]
    if not answers:
        return None
    answers.sort(key=lambda t: t.start)
    first = floor[0]
    questions = tuple(t.body for t in floor if t.person is asker and t.body is not None and t.start < answers[-1].start and not _THANKS.match(t.said(text)))
    spans = tuple(t.body for t in answers if t.body is not None)
    answerers = tuple(dict.fromkeys(ids[id(t.person)] for t in answers if t.person is not None and id(t.person) in ids))
    start = first.start
    return Exchange(None if read_out else ids.get(id(asker)), answerers, Span(start, answers[-1].end), questions or ((first.body,) if first.body else ()), spans)


def _called(floor: Sequence[Talk]) -> set[str]:
    """Words of the names of the executives who speak in the floor."""
    return {word for t in floor if t.person and t.part == Part.EXECUTIVE for n in t.person.names for word in n.name.split() if len(word) > 2}


def _answers(text: str, talk: Talk, answers: Sequence[Talk], named: set[str]) -> bool:
    """Whether a turn of investor relations (or of somebody unknown) is an answer rather than a hand-over."""
    said = talk.said(text)
    if _THANKS.match(said) or len(said.split()) < (_MIN_AMONG if answers else _MIN_ANSWER):
        return False
    if any(word in said for word in named) and _HAND_OVER.search(said):
        return False
    return not (_CLOSING.search(said) and len(said.split()) < 90)
