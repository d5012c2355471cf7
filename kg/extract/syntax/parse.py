"""Clauses: which phrases stand together, and what is the subject of a verb."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.syntax.phrases import Kind, Phrase, phrases
from kg.extract.syntax.tags import Tag, tags
from kg.extract.syntax.tokens import Token

# The members that loops ask for, by names of their own: looked up in the class they cost five times as much.
_ADVERB, _AND, _MARK, _NOUN, _OPENER, _PREPOSITION, _RELATIVE, _TIME, _VERB = Kind.ADVERB, Kind.AND, Kind.MARK, Kind.NOUN, Kind.OPENER, Kind.PREPOSITION, Kind.RELATIVE, Kind.TIME, Kind.VERB
_PASSES = frozenset({Kind.TIME, Kind.ADVERB})
_JOINS = frozenset({Kind.AND, Kind.MARK})
_OPENS = frozenset({Kind.OPENER, Kind.RELATIVE})
_STATES = frozenset({Kind.VERB, Kind.NUMBER})
_NOMINAL = frozenset({Kind.NOUN, Kind.NUMBER})
_GOVERNS = frozenset({Kind.PREPOSITION, Kind.PARTICIPLE, Kind.VERB})
_HANGS = frozenset({Kind.PREPOSITION, Kind.TIME, Kind.ADVERB})
_BREAKS = frozenset({";", "--", ":"})


@dataclass(frozen=True, slots=True)
class Parse:
    """The phrases of one sentence. Phrases are named by their index in ``phrases``; ``of`` gives that of each token; ``clause`` the number of the
    clause that each phrase stands in, ``verbs`` the main verb phrase of each clause (-1 where there is none), ``subjects`` its subject (-1)."""

    tokens: tuple[Token, ...]
    tags: tuple[Tag, ...]
    phrases: tuple[Phrase, ...]
    of: tuple[int, ...]
    clause: tuple[int, ...]
    verbs: tuple[int, ...]
    subjects: tuple[int, ...]

    def at(self, k: int) -> Phrase:
        """The phrase that token ``k`` stands in."""
        return self.phrases[self.of[k]]

    def subject(self, k: int) -> Phrase | None:
        """The noun phrase that is the subject of the clause of token ``k``: of its own verb, else of the verb it shares ("rose 5% and reached $3 million")."""
        index = self.subjects[self.clause[self.of[k]]]
        return self.phrases[index] if index >= 0 else None

    def verb(self, k: int) -> Phrase | None:
        """The main verb phrase of the clause of token ``k``."""
        index = self.verbs[self.clause[self.of[k]]]
        return self.phrases[index] if index >= 0 else None

    def bounds(self, k: int) -> tuple[int, int]:
        """The first and last token of the clause of token ``k``."""
        number = self.clause[self.of[k]]
        own = [p for p, c in zip(self.phrases, self.clause, strict=True) if c == number]
        return own[0].first, own[-1].last

    def behind(self, index: int) -> tuple[tuple[int, int], ...]:
        """The prepositional phrases that follow the phrase ``index`` without a break: (index of the preposition, index of its noun phrase),
        periods between them passed over: "sales [of pumps] in the quarter [in Norway]"."""
        found: list[tuple[int, int]] = []
        n = index + 1
        while n < len(self.phrases):
            kind = self.phrases[n].kind
            if kind is _TIME or (kind is _ADVERB and n + 1 < len(self.phrases) and self.phrases[n + 1].kind in (_PREPOSITION, _TIME)):
                n += 1
            elif kind is _PREPOSITION and n + 1 < len(self.phrases) and self.phrases[n + 1].kind is _NOUN:
                found.append((n, n + 1))
                n += 2
            elif kind is _PREPOSITION and n + 1 < len(self.phrases) and self.phrases[n + 1].kind is _TIME:
                n += 2
            else:
                break
        return tuple(found)

    def governor(self, index: int) -> int:
        """The preposition in front of the phrase ``index`` (periods and adverbs passed over), -1 where there is none."""
        n = index - 1
        while n >= 0 and self.phrases[n].kind in _PASSES:
            n -= 1
        return n if n >= 0 and self.phrases[n].kind is _PREPOSITION and not _dated(self.phrases, n, index) else -1

    def front(self, k: int) -> tuple[tuple[int, int], ...]:
        """The prepositional phrases in front of the subject of the sentence: "[In Norway], sales fell", "[For our pump business], …"."""
        found: list[tuple[int, int]] = []
        n = 0
        while n < len(self.phrases) and self.phrases[n].last < k:
            phrase = self.phrases[n]
            if phrase.kind is _PREPOSITION and n + 1 < len(self.phrases) and self.phrases[n + 1].kind is _NOUN:
                found.append((n, n + 1))
                n += 2
            elif phrase.kind in (_MARK, _AND, _TIME, _ADVERB, _PREPOSITION, _OPENER):
                n += 1
            else:
                break
        return tuple(found)


def parse(tokens: tuple[Token, ...]) -> Parse:
    """The phrases and clauses of a sentence."""
    classes = tags(tokens)
    parts = phrases(tokens, classes)
    of: list[int] = []
    for n, phrase in enumerate(parts):
        of += [n] * (phrase.last + 1 - phrase.first)
    clause = _clauses(tokens, parts)
    verbs, subjects = _heads(tokens, parts, clause)
    return Parse(tokens, classes, parts, tuple(of), clause, verbs, subjects)


def _clauses(tokens: tuple[Token, ...], parts: tuple[Phrase, ...]) -> tuple[int, ...]:
    """The number of the clause of each phrase. A clause begins at a word that opens one, at ";", and where behind "and" or a comma a noun phrase with a
    verb of its own follows."""
    out: list[int] = []
    number = count = 0
    stated: set[int] = set()  # the clauses that have a verb or a number by now
    resumes: dict[int, int] = {}  # relative clause -> the clause that goes on behind it
    for n, phrase in enumerate(parts):
        kind = phrase.kind
        if number in resumes and kind is _MARK and n + 1 < len(parts) and parts[n + 1].kind is _VERB and number in stated:
            number = resumes.pop(number)  # "sales, which rose 4%[, were driven by …]"
            out.append(number)
            continue
        opens = kind in _OPENS or (kind is _MARK and tokens[phrase.first].text in _BREAKS)
        if not opens and kind in _JOINS and n + 1 < len(parts):
            opens = number in stated and _has_verb_of_its_own(parts, n + 1)
        if not opens and kind is _NOUN and n and parts[n - 1].kind is _VERB and n + 1 < len(parts) and _finite(tokens, parts, n):
            opens = True  # "the company said [it expected …]"
        if not opens and kind is _PREPOSITION and tokens[phrase.first].text == "with" and n and (parts[n - 1].kind in _JOINS or _absolute(tokens, parts, n)):
            opens = True  # ", with sales up 5%", "with pumps being 5% of sales"
        if opens and n:
            count += 1
            if kind is _RELATIVE and number not in stated:
                resumes[count] = number
            number = count
        if kind in _STATES:
            stated.add(number)
        out.append(number)
    return tuple(out)


def _absolute(tokens: tuple[Token, ...], parts: tuple[Phrase, ...], n: int) -> bool:
    """ "with [pumps only being] 5% of sales": a noun phrase and what it does, in -ing."""
    m = n + 2
    while m < len(parts) and parts[m].kind in _PASSES:
        m += 1
    return m < len(parts) and parts[n + 1].kind is _NOUN and parts[m].kind in (_VERB, Kind.PARTICIPLE) and tokens[parts[m].first].text.endswith("ing")


def _has_verb_of_its_own(parts: tuple[Phrase, ...], n: int) -> bool:
    """ "[and] sales in Norway rose", "[, while] …": a noun phrase, what hangs on it, a verb."""
    while n < len(parts) and (parts[n].kind in _PASSES or parts[n].kind in _JOINS):
        n += 1
    seen = False
    while n < len(parts):
        kind = parts[n].kind
        if kind is _NOUN:
            seen = True
        elif kind is _VERB:
            return seen
        elif kind is _AND and seen and n + 1 < len(parts) and parts[n + 1].kind is _NOUN:
            pass  # "sales and orders rose"
        elif kind not in _HANGS:
            return False
        n += 1
    return False


def _finite(tokens: tuple[Token, ...], parts: tuple[Phrase, ...], n: int) -> bool:
    """Whether the noun phrase at ``n``, with what hangs on it, has a verb of its own that is no infinitive."""
    m = n + 1
    while m < len(parts) and (parts[m].kind in _HANGS or (parts[m].kind is _NOUN and parts[m - 1].kind is _PREPOSITION)):
        m += 1
    return m < len(parts) and parts[m].kind is _VERB and tokens[parts[m].first].text != "to"


def _heads(tokens: tuple[Token, ...], parts: tuple[Phrase, ...], clause: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    members: list[list[int]] = [[] for _ in range(max(clause, default=-1) + 1)]
    verbs, infinitives, subjects = [-1] * len(members), [-1] * len(members), [-1] * len(members)
    for n, number in enumerate(clause):
        members[number].append(n)
        if parts[n].kind is _VERB:
            found = infinitives if tokens[parts[n].first].text == "to" else verbs
            found[number] = n if found[number] < 0 else found[number]
    for number, own in enumerate(members):
        verbs[number] = verbs[number] if verbs[number] >= 0 else infinitives[number]
        subjects[number] = _subject(parts, own, verbs[number])
        if subjects[number] < 0 and number:
            first = parts[own[0]]
            if first.kind is _RELATIVE:
                subjects[number] = next((n for n in range(own[0] - 1, -1, -1) if parts[n].kind is _NOUN), -1)
            elif first.kind in _JOINS:
                subjects[number] = subjects[number - 1]
    return tuple(verbs), tuple(subjects)


def _subject(parts: tuple[Phrase, ...], own: list[int], verb: int) -> int:
    """The noun phrase in front of the verb that hangs on no preposition; without a verb the first such phrase."""
    stop = verb if verb >= 0 else own[-1] + 1
    floor = own[0] + 1 if own[0] and parts[own[0]].kind is _PREPOSITION else own[0]  # "with sales up 5%"
    for n in own:
        if n >= stop:
            break
        phrase = parts[n]
        if phrase.kind in _NOMINAL and not _governed(parts, n, floor):
            return n
    return -1


def _dated(parts: tuple[Phrase, ...], p: int, n: int) -> bool:
    """Whether the preposition at ``p`` is that of a period in front of the phrase ``n``: "[in] the second quarter our sales"."""
    return parts[p].kind is _PREPOSITION and p + 1 < n and parts[p + 1].kind is _TIME


def _governed(parts: tuple[Phrase, ...], n: int, floor: int) -> bool:
    """Whether the phrase at ``n`` hangs on a preposition or verb of its clause, which begins at ``floor``."""
    m = n - 1
    while m >= floor and (parts[m].kind in _PASSES):
        m -= 1
    if m < floor or _dated(parts, m, n):
        return False
    if parts[m].kind in _GOVERNS:
        return True
    if parts[m].kind is _AND and m > floor and parts[m - 1].kind is _NOUN:
        return _governed(parts, m - 1, floor)  # "in Norway and Sweden"
    return False

