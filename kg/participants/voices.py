"""What the words of the call say about who speaks: operator's announcements, introductions, hand-overs, self-introductions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.participants.announce import Announced, announced
from kg.participants.cast import Cast, Person, root
from kg.participants.grab import firm_at, name_at
from kg.participants.introduce import introduced
from kg.participants.names import key, looks_like_name, plain, shown, why_perhaps
from kg.participants.sections import announces_question
from kg.participants.talk import Talk
from kg.participants.titles import canonical, part_of
from kg.types import Note, Part, Section, Span

_HOSTS = (Part.OPERATOR, Part.MODERATOR)
_GIVE = re.compile(r"\b(?:turn|hand|pass|give|transfer|bring|throw|send)(?:ing)?\b[^.?!\n]{0,60}?\b(?:over|back|on|along|the (?:call|floor|conference))\b[^.?!\n]{0,30}?\bto\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:[Tt]his is|[Ii]t's|[Ii]t\u2019s|[Mm]y name is|I am|I'm|I\u2019m|[Nn]ame's)(?: actually)?\s+(?=[A-Z])")
_FROM = re.compile(r",?\s*(?:here\s+)?(?:from|with|at|of)\s+(?=[A-Z])")
_OPENING = 5  # turns in which the speakers are introduced
_HEAD = 2500  # characters of an opening turn that are read for introductions
_TAIL = 500  # characters at the end of a turn that are read for hand-overs


def voices(text: str, cast: Cast, talks: Sequence[Talk]) -> list[Note]:
    """Completes ``cast`` and the speakers of ``talks`` from what is said; returns what could not be settled."""
    notes: list[Note] = []
    for talk in talks[_OPENING:]:
        if talk.section == Section.REMARKS and talk.body is not None:
            _introductions(text, cast, Span(max(talk.body.start, talk.body.end - _TAIL), talk.body.end))
    _thanked(text, cast, talks)
    labels: dict[int, Person] = {}
    for i, talk in enumerate(talks):
        voice = root(talk.person) if talk.person is not None and _is_label(talk) else None
        if talk.person is not None and id(root(talk.person)) in labels:
            talk.person = labels[id(root(talk.person))]
        if talk.body is None:
            continue
        host = talk.part in _HOSTS or (talk.part == Part.INVESTOR_RELATIONS and talk.section == Section.QUESTIONS) or talk.entry is None or _is_label(talk)
        if host and talk.section == Section.QUESTIONS and _gives(talk, talk.said(text)):
            _floor_given(text, cast, talks, i, labels, notes)
        elif i + 1 < len(talks) and _is_label(talks[i + 1]):
            _handed(text, cast, talks, i, labels)
        _self(text, cast, talk, voice, labels)
    return notes


def _gives(talk: Talk, said: str) -> bool:
    """Whether a host's turn gives the floor to somebody who asks, and not to somebody of the company."""
    return announces_question(said[-600:]) or (talk.part in _HOSTS and _GIVE.search(said, max(0, len(said) - 250)) is None)


_THANKS = re.compile(r"\W*(?:[Tt]hank you|[Tt]hanks)(?: very much| so much)?,? (?P<name>[A-Z][a-z]+)[.,!]")


def _thanked(text: str, cast: Cast, talks: Sequence[Talk]) -> None:
    """"Thank you, Lena": the first words after the operator's name the operator, when nobody else bears the name."""
    for talk, after in pairwise(talks[:3]):
        if talk.part != Part.OPERATOR or talk.person is None or not _is_label(talk) or after.body is None or after.part in _HOSTS:
            continue
        m = _THANKS.match(text, after.body.start, after.body.end)
        if m is None or not looks_like_name(m["name"], single=True) or any(plain(m["name"]) in key(n.name) for p in cast.living() for n in p.names):
            return
        talk.person.called(m["name"], Span(*m.span("name")))
        return


def _is_label(talk: Talk) -> bool:
    """A head that names a voice without naming a person ("Speaker 3")."""
    return talk.person is not None and not any(n.proper for n in talk.person.names)


def openings(text: str, cast: Cast, talks: Sequence[Talk]) -> None:
    """Titles said in the first turns, where the speakers are introduced."""
    for talk in talks[:_OPENING]:
        body = talk.body
        if body is not None:
            _introductions(text, cast, Span(body.start, min(body.end, body.start + _HEAD)))
            if body.end - body.start > _HEAD:
                _introductions(text, cast, Span(max(body.start + _HEAD, body.end - _TAIL), body.end))


def _introductions(text: str, cast: Cast, window: Span) -> None:
    for found in introduced(text, window):
        _introduce(text, cast, found.name, found.title)


def _introduce(text: str, cast: Cast, name: Span, title: Span) -> None:
    raw = name.of(text)
    if part_of(title.of(text)) in _HOSTS:
        return
    person = cast.find(raw) if len(key(raw)) > 1 else _by_word(cast, raw)
    if person is None and len(key(raw)) > 1:
        person = _by_title(cast, raw, title.of(text))
        if person is not None:
            cast.because(person, person.names[0].name, shown(raw), "same surname and the same title")
    if person is None:
        if len(key(raw)) < 2:
            return
        person = Person(part_of(title.of(text)))
        cast.people.append(person)
    if len(key(raw)) > 1:
        cast.name(person, raw, name)
    if person.firm is None and person.part != Part.ANALYST and not (len(key(raw)) < 2 and person.titles):
        cast.titled(person, title)


def _by_word(cast: Cast, word: str) -> Person | None:
    """The one person one of whose names is ``word``."""
    low = plain(word)
    fits = [p for p in cast.living() if any(n.proper and low in key(n.name) for n in p.names)]
    return fits[0] if len(fits) == 1 else None


def _by_title(cast: Cast, name: str, title: str) -> Person | None:
    last = key(name)[-1]
    wanted = canonical(title)
    fits = [
        p for p in cast.living() if any(n.proper and len(key(n.name)) > 1 and key(n.name)[-1] == last for n in p.names)
        and any(canonical(t.text + (f" of {t.org.name}" if t.org else "")) & wanted for t in p.titles)
    ]  # fmt: skip
    return fits[0] if len(fits) == 1 else None


def _next(talks: Sequence[Talk], index: int, skip: tuple[Part, ...] = _HOSTS) -> Talk | None:
    for talk in talks[index + 1 : index + 4]:
        if talk.part not in skip and talk.body is not None:
            return talk
    return None


def _floor_given(text: str, cast: Cast, talks: Sequence[Talk], index: int, labels: dict[int, Person], notes: list[Note]) -> None:
    body = talks[index].body
    assert body is not None
    found = list(announced(text, Span(max(body.start, body.end - 700), body.end)))
    if not found:
        return
    last = next((a for a in reversed(found) if a.firm), found[-1])
    for other in found:
        if other is not last and other.firm and _compatible(cast, text, other):
            cast.employed(_compatible(cast, text, other), other.firm, other.span)  # type: ignore[arg-type]
    speaker = _next(talks, index)
    if speaker is not None and speaker.part == Part.INVESTOR_RELATIONS:
        speaker = _next(talks, index, (*_HOSTS, Part.INVESTOR_RELATIONS))
    _seat(text, cast, last, speaker, labels, notes)


def _compatible(cast: Cast, text: str, item: Announced) -> Person | None:
    person = cast.find(item.name.of(text))
    return person if person is not None and person.firm is None and not person.titles else None


def _seat(text: str, cast: Cast, item: Announced, talk: Talk | None, labels: dict[int, Person], notes: list[Note]) -> None:
    """The announced name and the one who speaks next are one person, or a note says that they are not."""
    raw = item.name.of(text)
    known = cast.find(raw)
    speaker = talk.person if talk else None
    if speaker is not None:
        speaker = labels.get(id(root(speaker)), root(speaker))
    if talk is None or speaker is None or _named_for_company(speaker):
        if known is not None and not _named_for_company(known):
            _hire(cast, known, item)
        return
    if talk.entry is not None and _is_label(talk):
        _label(text, cast, item, talk, known, labels)
        return
    reason = next((why for n in speaker.names if n.proper and (why := why_perhaps(shown(raw), n.name))), None)
    single = len(key(raw)) == 1
    if known is speaker or (single and reason):
        if not single:
            cast.name(speaker, raw, item.name)
        _hire(cast, speaker, item)
        return
    if reason is not None and (known is None or _silent(known)):
        if known is None:
            cast.because(speaker, speaker.names[0].name, shown(raw), reason)
            cast.name(speaker, raw, item.name, said=False)
        else:
            cast.join(speaker, known, reason)
        _hire(cast, speaker, item)
        return
    if single:
        return
    if known is None:
        known = Person(Part.ANALYST)
        known.called(shown(raw), item.name)
        cast.people.append(known)
    if speaker.firm is None and item.firm is not None and not speaker.titles and speaker.part in (None, Part.ANALYST, Part.UNIDENTIFIED) and any(n.proper for n in speaker.names):
        cast.employed(speaker, item.firm, item.span)
        speaker.part = Part.ANALYST
    notes.append(Note(f"announced as {shown(raw)}, but {speaker.names[0].name} speaks", item.name, "participants.announced"))


def _named_for_company(person: Person) -> bool:
    return bool(person.titles) and person.part in (Part.EXECUTIVE, Part.INVESTOR_RELATIONS) and person.firm is None and not any("research" in plain(t.text) for t in person.titles)


def _silent(person: Person) -> bool:
    return not person.speaks


def _hire(cast: Cast, person: Person, item: Announced) -> None:
    if item.firm is not None and person.firm is None:
        cast.employed(person, item.firm, item.span)
        if person.part in (None, Part.UNIDENTIFIED, Part.EXECUTIVE):
            person.part = Part.ANALYST
    elif person.part in (None, Part.UNIDENTIFIED) and not person.titles:
        person.part = Part.ANALYST


def _label(text: str, cast: Cast, item: Announced, talk: Talk, known: Person | None, labels: dict[int, Person]) -> None:
    """A voice without a name ("Speaker 3") is the one whom the operator has just announced; "Unidentified Analyst" stays so."""
    assert talk.person is not None
    if not re.search(r"\d", talk.person.names[0].name):
        labels.pop(id(root(talk.person)), None)
        talk.announced = item
        if known is None and len(key(item.name.of(text))) > 1:
            absent = Person(Part.ANALYST)
            absent.called(shown(item.name.of(text)), item.name)
            cast.people.append(absent)
            cast.register(absent, item.name.of(text))
        return
    if known is None:
        known = Person(Part.ANALYST)
        known.called(shown(item.name.of(text)), item.name)
        cast.people.append(known)
        cast.register(known, item.name.of(text))
    _hire(cast, known, item)
    labels[id(root(talk.person))] = known


def _handed(text: str, cast: Cast, talks: Sequence[Talk], index: int, labels: dict[int, Person]) -> None:
    """"I'll turn it over to Arne Holt": the next voice without a name is his."""
    body = talks[index].body
    nxt = talks[index + 1] if index + 1 < len(talks) else None
    if body is None or nxt is None or nxt.person is None or not _is_label(nxt) or not re.search(r"\d", nxt.person.names[0].name):
        return
    window = Span(max(body.start, body.end - _TAIL), body.end)
    for m in _GIVE.finditer(text, window.start, window.end):
        names = [f.name for f in introduced(text, Span(m.end(), window.end))]
        name = names[0] if names else name_at(text, m.end(), window.end, single=True)
        if name is None:
            continue
        raw = name.of(text)
        person = cast.find(raw) if len(key(raw)) > 1 else _by_word(cast, raw)
        if person is None and len(key(raw)) > 1:
            person = Person(None)
            person.called(shown(raw), name)
            cast.people.append(person)
            cast.register(person, raw)
        if person is not None:
            labels[id(root(nxt.person))] = person
            return


def _self(text: str, cast: Cast, talk: Talk, voice: Person | None, labels: dict[int, Person]) -> None:
    """"This is Ines Varga with Quill Securities", "my name is Jo and I will be your operator", "it's Jo on for Ines"."""
    body = talk.body
    if body is None or not (voice is not None or (talk.section == Section.QUESTIONS and _nameless(talk))):
        return
    for m in _SELF.finditer(text, body.start, min(body.end, body.start + 300)):
        name = name_at(text, m.end(), min(body.end, body.start + 400), single=True)
        if name is None:
            continue
        _own_name(text, cast, talk, name, voice, labels)
        tie = _FROM.match(text, name.end, body.end)
        firm = firm_at(text, tie.end(), body.end) if tie else None
        person = root(talk.person) if talk.person else None
        if firm is not None and person is not None and person.firm is None and not person.titles and talk.section == Section.QUESTIONS and person.part in (None, Part.ANALYST, Part.UNIDENTIFIED):
            cast.employed(person, firm, Span(name.start, firm.end))
        return


def _nameless(talk: Talk) -> bool:
    """Whether neither title nor firm of the speaker is known."""
    person = root(talk.person) if talk.person else None
    return person is not None and not person.titles and person.firm is None


def _own_name(text: str, cast: Cast, talk: Talk, name: Span, voice: Person | None, labels: dict[int, Person]) -> None:
    """A voice without a name says it; a voice that took another's for its own (an interpreter's) takes the new one."""
    raw = name.of(text)
    person = talk.person
    if person is None or voice is None:
        return
    if talk.part in _HOSTS:
        if all(not n.proper for n in person.names) and text[name.start - 9 : name.start].lower().rstrip().endswith("name is"):
            person.called(shown(raw), name)
            person.part = Part.OPERATOR
        return
    if len(key(raw)) < 2:
        return
    known = cast.find(raw)
    if known is None:
        known = Person(None)
        known.called(shown(raw), name)
        cast.people.append(known)
        cast.register(known, raw)
    if talk.announced is not None and known.part in (None, Part.ANALYST):
        _hire(cast, known, talk.announced)
    labels[id(voice)] = known
    talk.person = known
