"""Short forms of the participants' names in the talk: "Patricia", "Mr. Luo", "Chairman Ye". Only forms that one person alone can bear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs

from kg.participants.cast import Person
from kg.participants.names import key, plain, strip_honorific
from kg.participants.talk import Talk
from kg.participants.words import words
from kg.types import EntityType, Span, Thing

_TIED = frozenset("-'\u2019.")
_ADDRESS = ("mr.", "ms.", "mrs.", "dr.", "mr", "ms", "dr", "chairman", "chairwoman", "president", "professor")


def short_forms(text: str, people: Sequence[Person], talks: Sequence[Talk]) -> None:
    """Adds to each person the short, swapped and honorific forms that the text uses, at their first occurrence. One pass over the text."""
    full = {name.name: person for person in people for name in person.names if name.proper and " " in name.name}
    swapped = {other: person for name, person in full.items() if (other := _swapped(name)) and other not in full}
    owned = _owned(people)
    start = next((t.paragraphs[0].start for t in talks if t.paragraphs), 0)
    end = talks[-1].end if talks else 0
    for at, term in _occurrences(text, [*full, *swapped, *owned]):
        stop = at + len(term)
        if term in full:
            _with_honorific(text, full[term], at, stop)
        elif term in swapped:
            _call(swapped[term], term, Span(at, stop))
        elif start <= at and stop <= end:
            _short(text, owned[term], term, at, stop)


def _short(text: str, person: Person, word: str, at: int, stop: int) -> None:
    """One occurrence of a word that is part of one person's name alone."""
    if _inside_longer(text, at, stop):
        return
    address = _address(text, at)
    if word in words("ordinary") and address is None and not _spoken_to(text, at, stop):
        return
    person.called(word, Span(at, stop))
    if address is not None:
        person.called(text[address:stop], Span(address, stop))


def _call(person: Person, name: str, span: Span) -> None:
    if all(n.name != name for n in person.names):
        person.names.append(Thing(EntityType.PERSON, name, span))


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


def _occurrences(text: str, terms: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(offset, term) of the whole-word occurrences of ``terms``, the longest where several begin at one place."""
    if not terms:
        return
    automaton = ahocorasick_rs.AhoCorasick(terms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for index, at, stop in automaton.find_matches_as_indexes(text):
        before, after = text[at - 1 : at], text[stop : stop + 1]
        if not (before.isalnum() or before in _TIED) and not (after.isalnum() or after == "-"):
            yield at, terms[index]


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


def _inside_longer(text: str, start: int, end: int) -> bool:
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


def _with_honorific(text: str, person: Person, at: int, stop: int) -> None:
    """"Mr. Arne Holt" beside "Arne Holt"."""
    first, before = _word_before(text, at)
    if text[at - 1 : at] == " " and plain(before.strip(".")) in words("honorifics"):
        person.called(text[first:stop], Span(first, stop))


def _swapped(name: str) -> str | None:
    """"Liu Yang" for "Yang Liu"."""
    tokens = name.split()
    return f"{tokens[1]} {tokens[0]}" if len(tokens) == 2 and len(key(name)) == 2 else None
