"""Who takes part: entries of rosters, turn heads and introductions become persons; several spellings of one person are joined, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.participants.draft import Entry, within
from kg.participants.names import key, plain, shown, strip_honorific, why_same
from kg.participants.titles import is_plain_analyst, is_title, part_of, read_titles, spelled
from kg.types import EntityType, Part, Participant, Span, Thing, Title


@dataclass(slots=True)
class Person:
    """A participant while the document is being read."""

    part: Part | None
    names: list[Thing] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    firm: Thing | None = None
    firm_span: Span | None = None
    reasons: list[str] = field(default_factory=list)
    merged: Person | None = None
    speaks: bool = False

    def called(self, name: str, span: Span, proper: bool = True) -> None:
        """One more surface form."""
        if name and all(t.name != name for t in self.names):
            self.names.append(Thing(EntityType.PERSON, name, span, proper=proper))

    @property
    def spoken(self) -> bool:
        """Whether anything but the names is known."""
        return bool(self.titles or self.firm)


class Cast:
    """The persons of one document, in order of first appearance."""

    def __init__(self, text: str, top: str = "") -> None:
        self.text = text
        self.top = top  # the title block
        self.people: list[Person] = []
        self._known: dict[str, Person] = {}
        self._keys: dict[tuple[str, ...], Person] = {}

    def enter(self, entry: Entry) -> Person:
        """The person of a roster line or turn head; a head that names nobody gets a person of its own kind (one for all such heads)."""
        text = self.text
        raw = entry.name.of(text) if entry.name else entry.span.of(text).strip().rstrip(":")
        cached = self._known.get(entry.span.of(text))
        if cached is not None:
            return _root(cached)
        person = self.find(raw) if entry.name else self._unnamed(raw)
        if person is None:
            person = Person(entry.part)
            self.people.append(person)
        if entry.name:
            self.name(person, raw, entry.name)
        elif not person.names:
            person.called(" ".join(raw.split()), entry.span, proper=False)
        self._dress(person, entry)
        self._known[entry.span.of(text)] = person
        return person

    def _unnamed(self, raw: str) -> Person | None:
        return next((_root(p) for k, p in self._known.items() if k.strip().rstrip(":") == raw), None)

    def name(self, person: Person, raw: str, span: Span, said: bool = True) -> None:
        """One more full name of the person, at ``span``; ``said``: look for the reason why it is the same person."""
        name = shown(raw)
        if said and person.names and all(t.name != name for t in person.names):
            reason = next((why for t in person.names if (why := why_same(t.name, name))), None)
            if reason and reason != "same name":
                self.because(person, person.names[0].name, name, reason)
        person.called(name, span)
        self.register(person, raw)

    def register(self, person: Person, raw: str) -> None:
        """``find`` knows this full name from now on."""
        self._keys.setdefault(key(raw), person)

    def because(self, person: Person, one: str, other: str, reason: str) -> None:
        """Keep the reason why two names are one person."""
        line = f"{one} = {other}: {reason}"
        if line not in person.reasons:
            person.reasons.append(line)

    def _dress(self, person: Person, entry: Entry) -> None:
        text = self.text
        if entry.part is not None and person.part in (None, Part.UNIDENTIFIED):
            person.part = entry.part
        if entry.title is not None and entry.title.of(text).strip():
            self.titled(person, entry.title)
        if entry.firm is not None and person.firm is None and entry.firm.of(text).strip():
            if person.part in (Part.EXECUTIVE, Part.INVESTOR_RELATIONS):
                return
            if entry.part != Part.ANALYST and within(entry.firm.of(text), self.top):
                person.part = Part.EXECUTIVE
                return
            self.employed(person, entry.firm, entry.span)

    def titled(self, person: Person, span: Span) -> None:
        """The person holds the title(s) at ``span``; the first statement of each is kept."""
        for title in read_titles(self.text, span):
            org = plain(title.org.name) if title.org else ""
            same = [t for t in person.titles if (plain(t.org.name) if t.org else "") == org]
            if not any(spelled(title.text) in spelled(t.text) for t in same):
                person.titles.append(title)
            if person.part is None and is_title(title.text):
                person.part = part_of(title.text)

    def employed(self, person: Person, firm: Span, proof: Span) -> None:
        """The person is an analyst of the firm at ``firm``; ``proof`` covers both names."""
        name = " ".join(firm.of(self.text).replace("&amp;", "&").split()).strip(" ,;-\u2013")
        person.firm = Thing(EntityType.COMPANY, name, firm)
        person.firm_span = proof

    def find(self, name: str) -> Person | None:
        """The one person this full name may belong to, by its letters; None when nobody or more than one fits."""
        exact = self._keys.get(key(name))
        if exact is not None:
            return _root(exact)
        fits: list[Person] = []
        for person in self.people:
            if person.merged is None and any(t.proper and why_same(t.name, shown(name)) for t in person.names) and person not in fits:
                fits.append(person)
        return fits[0] if len(fits) == 1 else None

    def join(self, kept: Person, other: Person, reason: str) -> None:
        """Two persons are one."""
        if kept is other:
            return
        self.because(kept, kept.names[0].name, other.names[0].name, reason)
        for name in other.names:
            kept.called(name.name, name.span, name.proper)
        for title in other.titles:
            if all((t.text, t.org and t.org.name) != (title.text, title.org and title.org.name) for t in kept.titles):
                kept.titles.append(title)
        kept.firm, kept.firm_span = (kept.firm, kept.firm_span) if kept.firm else (other.firm, other.firm_span)
        kept.reasons.extend(r for r in other.reasons if r not in kept.reasons)
        if kept.part in (None, Part.UNIDENTIFIED):
            kept.part = other.part
        other.merged = kept

    def living(self) -> list[Person]:
        """The persons that were not joined to another, in order."""
        return [p for p in self.people if p.merged is None]


def _root(person: Person) -> Person:
    while person.merged is not None:
        person = person.merged
    return person


root = _root


def frozen(people: list[Person]) -> tuple[tuple[Participant, ...], dict[int, str]]:
    """Participants with ids p1, p2 … and ``id(person) -> participant id``."""
    out: list[Participant] = []
    ids: dict[int, str] = {}
    for number, person in enumerate(people, 1):
        ids[id(person)] = f"p{number}"
        proper = [n for n in person.names if n.proper] or person.names
        first = _fullest(proper)
        names = (first, *sorted((n for n in proper if n is not first), key=lambda n: (n.span, n.name)))
        part = person.part or (Part.ANALYST if person.firm else Part.UNIDENTIFIED)
        if part == Part.EXECUTIVE and person.firm and not any(t for t in person.titles if not is_plain_analyst(t.text)):
            part = Part.ANALYST
        out.append(Participant(f"p{number}", part, names, tuple(person.titles), person.firm, person.firm_span, tuple(person.reasons)))
    return tuple(out), ids


def _fullest(names: list[Thing]) -> Thing:
    return max(names, key=lambda n: (min(len(key(n.name)), 3), strip_honorific(n.name) == n.name, -n.span.start))
