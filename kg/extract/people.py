"""Offices that people hold, said in prose ("Ines Holt, an analyst with Alder Bank"), and who succeeds whom.

Rosters and turn heads are read elsewhere (``kg.participants``); a person and organisation that stand there give no second Role here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.names.survey import Names
from kg.extract.relations.clause import Clause, clause, outside_speakers
from kg.extract.relations.patterns import reporting, trimmed
from kg.lexicon import table
from kg.naming import company_key, person_key
from kg.participants.names import looks_like_name
from kg.types import (
    Context,
    DocumentType,
    EntityType,
    Fact,
    Participant,
    Predicate,
    Relation,
    Role,
    Scene,
    Span,
    Standing,
    Thing,
)


@dataclass(frozen=True, slots=True)
class Tie:
    """One way in which prose ties a person to an office."""

    regex: re.Pattern[str]
    title: str | None
    standing: Standing | None


@cache
def ties() -> tuple[Tie, ...]:
    """The ties of ``kg/data/offices.toml``, in order."""
    data = table("offices")
    slots = {"{P}": r"‹[PN](?P<person>\d+)›", "{C}": r"‹[CNUG](?P<org>\d+)›", "{W}": r"(?:‹\w\d+›-[a-z]+ |[a-z-]+ ){0,2}‹?(?:W(?P<own>\d+)›|company\b)", "{T}": _title()}
    out = []
    for row in data["tie"]:
        say = row["say"]
        for slot, pattern in slots.items():
            say = say.replace(slot, pattern)
        out.append(Tie(re.compile(say.replace("(?<title>", "(?P<verb>")), row.get("title"), Standing(row["standing"]) if "standing" in row else None))
    return tuple(out)


@cache
def successions() -> tuple[re.Pattern[str], ...]:
    """The patterns of one person succeeding another, over people's places as signs; without {B}, "he" or "she" is whoever was named last."""
    slot = r"(?:(?:(?!(?:to|and|with|by|for|said|spoke|met|that) )[a-z-]+ |‹[CNUWM]\d+›(?:'s|-based)? ){0,6})?‹[PN](?P<%s>\d+)›"
    return tuple(re.compile(row["say"].replace("{A}", slot % "a").replace("{B}", slot % "b")) for row in table("offices")["succession"])


def _title() -> str:
    title = table("offices")["title"]
    one = rf"(?:(?:{title['front']})[ -]?)*\b(?:{title['core']})s?\b(?: (?:{title['tail']})(?=,| (?:at|of|with|for|said)\b|\.|$))?"
    return rf"(?P<title>{one}(?:,? (?:and|&) {one}|, {one}(?=,| and ))*)"


_CUE = re.compile(r"chief|ceo|cfo|coo|cto|president|chair|analyst|economist|strategist|director|head|manager|spokes|founder|treasurer|officer|secretary|partner|counsel|trader|controller|succe|replac|took over")
_ONLY_TITLE = re.compile(rf"\bthe (?P<title>(?:{'|'.join(('chief [a-z]+ officer', 'chief executive', 'ceo', 'cfo', 'coo', 'chairman', 'president', 'chairwoman', 'managing director'))})) (?:told|said)\b")
_FUNCTIONS = frozenset("relations communications development finance strategy operations marketing sales research planning treasury affairs americas accounting analysis tax engineering products administration investor corporate governor state office department".split())
_FUTURE = re.compile(r"\b(?:will|to become|incoming|to be|next|designate|elect)\b")
_PAST = re.compile(r"\b(?:former|formerly|ex-|outgoing|was|served|had been|until)\b")


def people(context: Context, scenes: tuple[Scene, ...]) -> Iterator[Fact]:
    """Roles in prose, each person, organisation and standing once, and successions."""
    told: set[tuple[object, ...]] = {(p.id, company_key(o.name)[:1]) for p in context.layout.participants for o in _offices(context, p)}
    for fact in (*_said(context, scenes), *_unnamed(context, scenes)):
        if isinstance(fact, Role):
            key = (fact.person.key or person_key(fact.person.name)[-1:], company_key(fact.org.name)[:1])
            if key in told:
                continue
            told.add(key)
        elif isinstance(fact, Relation):
            pair = (person_key(fact.subject.name), person_key(fact.object.name))
            if pair in told:
                continue
            told.add(pair)
        yield fact


def _offices(context: Context, participant: Participant) -> list[Thing]:
    """The organisations at which the roster or a turn head gives a participant an office."""
    orgs = [t.org or participant.firm or context.company for t in participant.titles]
    return [o for o in (*orgs, participant.firm) if o is not None]


def _said(context: Context, scenes: tuple[Scene, ...]) -> Iterator[Fact]:
    outsiders = outside_speakers(context)
    for scene in scenes:
        marks = [m.span.start for m in scene.mentions if m.kind == "name" or (isinstance(m.value, Thing) and m.value.type == EntityType.PERSON)]
        if not marks:
            continue
        outside = scene.by in outsiders
        for sentence in scene.sentences:
            if bisect_left(marks, sentence.start) < bisect_left(marks, sentence.end) and _CUE.search(context.folded, sentence.start, sentence.end):
                shape = clause(context, scene, sentence, outside)
                yield from _roles(shape, outside)
                yield from _successions(shape)


def _roles(shape: Clause, outside: bool) -> Iterator[Role]:
    taken: set[int] = set()
    for tie in ties():
        for match in tie.regex.finditer(shape.masked):
            number = int(match["person"])
            person = shape.things[number]
            if number in taken or (person.type != EntityType.PERSON and not (len(person.name.split()) > 1 and looks_like_name(person.name))):
                continue
            person = replace(person, type=EntityType.PERSON)
            groups = match.groupdict()
            org = shape.things[int(groups["org"])] if groups.get("org") else _employer(shape, match, outside)
            if org is not None and groups.get("org") and shape.masked[match.start("org") - 1] in "NU" and set(org.name.lower().split()) & _FUNCTIONS:
                continue
            if org is None or (groups.get("org") is None and re.search(r"analyst|economist|strategist|trader|manager|partner", groups.get("title") or "")):
                continue
            taken.add(number)
            title = _as_written(shape, match, tie)
            span = trimmed(shape.context.document.text, Span(min(shape.at(match.start()), person.span.start), max(shape.at(match.end()), person.span.end)))
            standing = tie.standing or _standing(shape.masked[max(0, match.start() - 12) : match.end()])
            yield Role(span=span, rule="people.office", person=person, org=replace(org, type=EntityType.COMPANY) if org.type != EntityType.GOVERNMENT_BODY else org, title=title, standing=standing, by=shape.scene.by)


def _employer(shape: Clause, match: re.Match[str], outside: bool) -> Thing | None:
    company = shape.context.company
    if shape.context.layout.type == DocumentType.EARNINGS_CALL:
        return reporting(shape, match.start(), False, outside)
    return replace(company, proper=False) if company is not None else None


def _as_written(shape: Clause, match: re.Match[str], tie: Tie) -> str:
    if tie.title:
        return tie.title
    words = " ".join(shape.context.document.text[shape.at(match.start("title")) : shape.at(match.end("title"))].split())
    return re.sub(r"^(?:new|former|outgoing|incoming|longtime|long-time|next) ", "", words)


def _standing(words: str) -> Standing:
    return Standing.FUTURE if _FUTURE.search(words) else Standing.PAST if _PAST.search(words) else Standing.CURRENT


SUCCEEDS = ("succe", "replac", " over ")  # one of these stands in every sentence of a succession


def _successions(shape: Clause) -> Iterator[Relation]:
    if not any(word in shape.masked for word in SUCCEEDS):
        return
    for pattern in successions():
        for match in pattern.finditer(shape.masked):
            a = _person(shape, match["a"])
            b = _person(shape, match["b"]) if "b" in pattern.groupindex else _named_before(shape)
            if a is None or b is None or a.name == b.name:
                continue
            spans = [t.span for t in (a, b) if shape.span.covers(t.span)] or [shape.span]
            span = trimmed(shape.context.document.text, Span(min(*(s.start for s in spans), shape.at(match.start())), max(*(s.end for s in spans), shape.at(match.end()))))
            standing = Standing.PLANNED if re.search(r"\b(?:will|to be|is to)\b", match.group()) else Standing.CURRENT
            yield Relation(span=span, rule="people.succession", subject=a, predicate=Predicate.SUCCESSOR_OF, object=b, standing=standing, by=shape.scene.by)


def _person(shape: Clause, number: str) -> Thing | None:
    """The name with this number as a person's: known for one, or of two words or more that look like one."""
    thing = shape.things[int(number)]
    if thing.type == EntityType.PERSON:
        return thing
    named = thing.type == EntityType.COMPANY and f"‹N{number}›" in shape.masked and len(thing.name.split()) > 1 and looks_like_name(thing.name)
    return replace(thing, type=EntityType.PERSON) if named else None


def _named_before(shape: Clause) -> Thing | None:
    """The person named last in the paragraph before this sentence."""
    people_ = [m.value for m in shape.scene.mentions if m.span.end <= shape.span.start and isinstance(m.value, Thing) and m.value.type == EntityType.PERSON]
    return people_[-1] if people_ else None


def _unnamed(context: Context, scenes: tuple[Scene, ...]) -> Iterator[Role]:
    """An article that quotes "the chief financial officer" first and a name without a title next: the name is his."""
    if context.layout.type == DocumentType.EARNINGS_CALL or context.company is None or not isinstance(context.names, Names):
        return
    for scene in scenes:
        match = _ONLY_TITLE.search(context.folded, scene.passage.span.start, scene.passage.span.end)
        if match is None:
            continue
        person = next((m.value for m in context.names.mentions if m.rule == "names.person.quoted" and m.span.start > match.end()), None)
        if isinstance(person, Thing):
            span = Span(match.start(), match.end())
            yield Role(span=span, rule="people.quoted-title", person=person, org=replace(context.company, proper=False), title=context.document.text[match.start("title") : match.end("title")])
        return
