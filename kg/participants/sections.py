"""Where the prepared remarks end and the questions begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.participants.draft import Draft
from kg.participants.talk import Talk
from kg.participants.titles import part_of
from kg.types import Part, Section

MARK = re.compile(r"^(?:management discussion section|questions? ?(?:-?and-?|&) ?answers?(?: session| section| portion)?|q ?& ?a(?: session)?|q and a(?: session)?)\W*$", re.IGNORECASE)
_PHRASES = ("first question", "next question", "a question from", "line of", "line is open", "line is now open", "question-and-answer session")
_ANNOUNCES = re.compile(r"\bquestions? (?:is |comes? |today |will be |is coming |coming )*(?:from|by)\b|\b(?:begin|start|open|conduct|commence)\b[^.]{0,40}\b(?:q ?& ?a|question)")
_HOST = (
    "listen-only", "listen only", "line is open", "line is now open", "line is live", "press star", "press *", "press the star", "line of", "operator instructions", "your operator", "your conference operator", "next question is from", "next question comes",
    "next question will come", "next question today", "first question comes", "first question is from", "first question today", "question comes from", "questions come from", "concludes today's", "may disconnect", "may now disconnect", "you may begin", "you may proceed",
    "please proceed with your", "please go ahead", "we will now begin the question",
)  # fmt: skip
_SURE = ("line is open", "line is now open", "line is live", "listen-only", "question comes from", "questions come from", "question is from", "question is coming from", "may disconnect", "may now disconnect", "line of")


def _says(said: str, phrases: tuple[str, ...]) -> bool:
    low = said.lower().replace("\u2019", "'")
    return any(phrase in low for phrase in phrases)


def find_hosts(text: str, talks: Sequence[Talk]) -> None:
    """A voice without a title that speaks the operator's phrases is the operator; a named one when it does little else."""
    for talk in talks:
        person = talk.person
        if person is None or person.part not in (None, Part.UNIDENTIFIED) or person.titles or person.firm:
            continue
        said = talk.said(text)
        if not any(n.proper for n in person.names):
            if len(said) < 1500 and _says(said, _HOST):
                person.part = Part.OPERATOR
        elif _says(said[-600:], _SURE) and _only_host(text, talks, talk):
            person.part = Part.OPERATOR


def _only_host(text: str, talks: Sequence[Talk], talk: Talk) -> bool:
    own = [t.said(text) for t in talks if t.person is talk.person]
    return all(len(said) < 1200 for said in own) and sum(1 for said in own if _says(said, _HOST) or len(said) < 120) > 0.7 * len(own)


def settle_parts(text: str, talks: Sequence[Talk]) -> None:
    """Who has no title: who opens is investor relations; other speakers of the prepared remarks are the company's; who speaks first after a host in the questions is an analyst."""
    before: Talk | None = None
    opening = next((t for t in talks[:3] if t.part not in (Part.OPERATOR, Part.MODERATOR) and t.entry is not None), None)
    if opening is not None and len({id(t.person) for t in talks}) < 3:
        opening = None
    for talk in talks:
        person = talk.person
        if person is not None and person.part == Part.EXECUTIVE and person.titles and all(part_of(t.text) == Part.INVESTOR_RELATIONS for t in person.titles):
            person.part = Part.INVESTOR_RELATIONS
        if person is not None and talk.part == Part.UNIDENTIFIED and not person.titles and person.firm is None and any(n.proper for n in person.names):
            if talk.section == Section.REMARKS:
                person.part = Part.INVESTOR_RELATIONS if talk is opening else Part.EXECUTIVE
            elif (before is not None and before.part in (Part.OPERATOR, Part.MODERATOR)) or (before is not None and before.part == Part.INVESTOR_RELATIONS and announces_question(before.said(text)[-300:]) and "?" not in before.said(text)[-80:]):
                person.part = Part.ANALYST
            elif before is not None and before.part in (Part.ANALYST, Part.INVESTOR_RELATIONS):
                person.part = Part.EXECUTIVE
        before = talk


_READS = re.compile(r"\b(?:first|next) (?:question|one) (?:is|comes|was|from)\b|\bQ ?& ?A portion\b|\b(?:move|go|going|moving) (?:over |on |now )*to (?:the )?(?:\w+ )?(?:questions|Q ?& ?A)\b", re.IGNORECASE)


def announces_question(said: str) -> bool:
    """Whether the operator's (or host's) words give the floor to somebody who asks."""
    low = said.lower()
    if any(phrase in low for phrase in _PHRASES):
        return True
    return "question" in low and _ANNOUNCES.search(low) is not None


def split_sections(draft: Draft, talks: Sequence[Talk]) -> None:
    """Every turn gets its section: by the mark of the style, else from the first announced question or analyst's turn on."""
    text = draft.document.text
    begin: int | None = None
    if draft.questions is not None:
        begin = next((i for i, t in enumerate(talks) if t.first_line >= draft.questions), None)
    if begin is None:
        begin = _first_question(text, talks)
    for i, talk in enumerate(talks):
        talk.section = Section.QUESTIONS if begin is not None and i >= begin else Section.REMARKS


def _first_question(text: str, talks: Sequence[Talk]) -> int | None:
    for i, talk in enumerate(talks):
        if i and talk.part == Part.ANALYST:
            return i - 1 if talks[i - 1].part in (Part.OPERATOR, Part.MODERATOR) and i > 1 else i
        if (i > 1 or (i and talks[0].part not in (Part.OPERATOR, Part.MODERATOR))) and talk.part in (Part.OPERATOR, Part.MODERATOR) and announces_question(talk.said(text)):
            return i
        if i > 1 and talk.part == Part.INVESTOR_RELATIONS and _READS.search(talk.said(text)):
            return i
    return None
