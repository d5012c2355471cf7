"""Who holds which office where, and which analyst speaks for which broker: from the participants alone, with the characters that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.participants.names import plain
from kg.participants.titles import is_plain_analyst
from kg.types import Analyst, Context, DocumentType, EntityType, Fact, Part, Participant, Role, Scene, Span, Thing, Title

RULE_ROLE = "participants.role"
RULE_ANALYST = "participants.analyst"
_LEGAL = re.compile(r"[\s,.]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|holdings?|group|n\.?v|s\.?a|ag|se)\b\.?", re.IGNORECASE)
_REACH = 240  # characters: a name and a title farther apart prove nothing together


def offices(context: Context, scenes: tuple[Scene, ...]) -> Iterator[Fact]:  # noqa: ARG001 (a relater: the roster says it all)
    """One Role for each person and organisation, one Analyst for each person with a broker."""
    for person in context.layout.participants:
        if not any(n.proper for n in person.names):
            continue
        if person.firm is not None:
            span = person.firm_span or Span(min(person.names[0].span.start, person.firm.span.start), max(person.names[0].span.end, person.firm.span.end))
            yield Analyst(span=span, rule=RULE_ANALYST, person=_named(person, span), broker=person.firm)
        yield from _roles(context, person)


def _roles(context: Context, person: Participant) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    for title in sorted(person.titles, key=lambda t: t.span):
        analyst = person.part == Part.ANALYST or person.firm is not None
        if analyst and is_plain_analyst(title.text):
            continue
        org = _org(context, person, title)
        if org is None or (plain(org.name), title.standing) in seen:
            continue
        seen.add((plain(org.name), title.standing))
        name = min(person.names, key=lambda n: (abs(n.span.start - title.span.start), n.span))
        span = Span(min(name.span.start, title.span.start), max(name.span.end, title.span.end))
        if span.end - span.start > _REACH:
            span, name = title.span, person.names[0]
        yield Role(span=span, rule=RULE_ROLE, person=_keyed(person, name), org=org, title=title.text, standing=title.standing)


def _org(context: Context, person: Participant, title: Title) -> Thing | None:
    """Where the title is held: the organisation said with it, the broker of an analyst, else the reporting company."""
    company = context.company
    if context.layout.type == DocumentType.NEWS_ARTICLE and title.org is None:
        return _publisher(context)
    if title.org is not None:
        return company if company is not None and same_firm(title.org.name, company.name) else title.org
    if person.firm is not None:
        return person.firm
    return company if person.part != Part.ANALYST else None


def _publisher(context: Context) -> Thing | None:
    """Editors and reporters work for the publisher, where the article names it."""
    stated = context.layout.header.publisher
    return Thing(EntityType.COMPANY, stated.value, stated.span) if stated is not None and stated.span is not None else None


def same_firm(short: str, full: str) -> bool:
    """Whether ``short`` is the company ``full`` under its everyday name: "Alder", "Alder Bank" for "Alder Bank Holdings Inc."."""
    a, b = (" ".join(re.findall(r"\w+", plain(_LEGAL.sub(" ", f" {n} ")))) for n in (short, full))
    if not a or not b:
        return False
    if short.isupper() and short.lower() == "".join(w[0] for w in re.findall(r"\w+", plain(full)) if w not in ("of", "the", "and", "inc", "ltd", "plc")):
        return True
    x, y = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    return a == b or b.startswith(a + " ") or a.startswith(b + " ") or x == y or (len(x) > 5 and y.startswith(x))


def _named(person: Participant, span: Span) -> Thing:
    inside = [n for n in person.names if n.proper and span.covers(n.span)]
    return _keyed(person, max(inside, key=lambda n: n.span.end - n.span.start) if inside else person.names[0])


def _keyed(person: Participant, name: Thing) -> Thing:
    return Thing(name.type, name.name, name.span, person.id, name.proper)
