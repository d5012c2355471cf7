"""Short forms of the participants' names in the talk: "Patricia", "Mr. Luo", "Chairman Ye". Only forms that one person alone can bear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.participants.cast import Person
from kg.participants.names import key, plain, strip_honorific
from kg.participants.talk import Talk
from kg.participants.words import words
from kg.types import EntityType, Span, Thing

_HONORIFIC = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof)\.? ")
_ADDRESS = ("mr.", "ms.", "mrs.", "dr.", "mr", "ms", "dr", "chairman", "chairwoman", "president", "professor")


def short_forms(text: str, people: Sequence[Person], talks: Sequence[Talk]) -> None:
    """Adds to each person the short and honorific forms that the text uses, at their first occurrence."""
    full = [(person, name) for person in people for name in list(person.names) if name.proper]
    for person, name in full:
        _swapped(text, person, name)
    _with_honorific(text, full)
    start = next((t.paragraphs[0].start for t in talks if t.paragraphs), 0)
    end = talks[-1].end if talks else 0
    for word, person in _owned(people).items():
        for at in _occurrences(text, word, start, end):
            if _inside_longer(text, at, at + len(word), person):
                continue
            address = _address(text, at)
            if word in words("ordinary") and address is None and not _spoken_to(text, at, at + len(word)):
                continue
            person.called(word, Span(at, at + len(word)))
            if address is not None:
                person.called(text[address : at + len(word)], Span(address, at + len(word)))


def _owned(people: Sequence[Person]) -> dict[str, Person]:
    """Word of a name -> its only bearer."""
    owners: dict[str, list[Person]] = {}
    for person in people:
        seen: set[str] = set()
        for name in person.names:
            tokens = strip_honorific(name.name).split() if name.proper else []
            for token in tokens:
                word = token.strip(".,\"'()")
                if len(word) > 1 and word[0].isupper() and plain(word) not in words("suffixes") and plain(word) not in words("particles") and word not in seen:
                    seen.add(word)
                    owners.setdefault(word, []).append(person)
    return {word: found[0] for word, found in owners.items() if len(found) == 1 and len(word.strip(".")) > 1}


def _occurrences(text: str, word: str, start: int, end: int) -> Iterator[int]:
    at = text.find(word, start, end)
    while at >= 0:
        stop = at + len(word)
        if (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "-'\u2019.")) and (stop >= len(text) or not (text[stop].isalnum() or text[stop] == "-")):
            yield at
        at = text.find(word, stop, end)


def _word_before(text: str, at: int) -> tuple[int, str]:
    stop = at
    while stop > 0 and text[stop - 1] in " \t":
        stop -= 1
    first = stop
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    return first, text[first:stop]


def _word_after(text: str, at: int) -> str:
    first = at
    while first < len(text) and text[first] in " \t":
        first += 1
    stop = first
    while stop < len(text) and not text[stop].isspace():
        stop += 1
    return text[first:stop]


def _inside_longer(text: str, start: int, end: int, person: Person) -> bool:
    """Whether the word is part of a longer capitalised name ("Luo" in "Luo Yongtao", "Wells" in "Wells Fargo")."""
    _, before = _word_before(text, start)
    after = _word_after(text, end) if end < len(text) and text[end] == " " else ""
    if after[:1].isupper() and plain(after.strip(".,'\u2019")) not in words("not_names"):
        return True
    if len(before) == 2 and before[0].isupper() and before[1] == ".":
        return True
    if not before[:1].isupper() or before[-1] in ".,;:?!)" or plain(before) in words("not_names") | words("roles"):
        return False
    return plain(before) not in _ADDRESS and len(before) > 1


def _address(text: str, at: int) -> int | None:
    first, before = _word_before(text, at)
    return first if plain(before) in _ADDRESS and before[:1].isupper() else None


def _spoken_to(text: str, start: int, end: int) -> bool:
    _, before = _word_before(text, start)
    return plain(before.strip(",")) in ("thanks", "you", "hi", "hey", "hello", "morning", "afternoon", "to", "by", "ask") and text[end : end + 1] in ",.?!;"


def _with_honorific(text: str, full: Sequence[tuple[Person, Thing]]) -> None:
    """"Mr. Arne Holt" beside "Arne Holt": one pass over the honorifics of the text."""
    for m in _HONORIFIC.finditer(text):
        for person, name in full:
            if text.startswith(name.name, m.end()):
                end = m.end() + len(name.name)
                person.called(text[m.start() : end], Span(m.start(), end))
                break


def _swapped(text: str, person: Person, name: Thing) -> None:
    tokens = name.name.split()
    if len(tokens) != 2 or len(key(name.name)) != 2:
        return
    other = f"{tokens[1]} {tokens[0]}"
    at = text.find(other)
    if at >= 0 and all(n.name != other for n in person.names) and not text[at - 1 : at].isalnum() and not text[at + len(other) : at + len(other) + 1].isalnum():
        person.names.append(Thing(EntityType.PERSON, other, Span(at, at + len(other))))
