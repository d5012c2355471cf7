"""Things -> entities of one document: participants first (their ids are kept), then the rest by type and name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.fold import fold
from kg.types import Analyst, Context, Entity, EntityType, Fact, Observation, Relation, Role, Scene, Span, Thing


def gather(context: Context, scenes: Sequence[Scene], facts: Iterable[Fact]) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    """The entities of the document, and the facts with every ``Thing.key`` filled in, sorted by span."""
    found = sorted(facts, key=lambda f: (f.span, type(f).__name__, f.rule))
    things = [t for f in found for t in endpoints(f)]
    things += [m.value for s in scenes for m in s.mentions if isinstance(m.value, Thing)]
    if context.company:
        things.append(context.company)
    keys = _keys(context, things)
    entities = _entities(context, things, keys)
    return entities, tuple(_with_keys(f, keys) for f in found)


def endpoints(fact: Fact) -> tuple[Thing, ...]:
    """The things that a fact links."""
    match fact:
        case Role():
            return fact.person, fact.org
        case Analyst():
            return fact.person, fact.broker
        case Relation():
            return fact.subject, fact.object
        case Observation():
            return (fact.of,)


def _name_key(thing: Thing) -> tuple[EntityType, str]:
    return thing.type, " ".join(fold(thing.name).split())


def _keys(context: Context, things: Sequence[Thing]) -> dict[tuple[EntityType, str], str]:
    keys = {_name_key(name): p.id for p in context.layout.participants for name in p.names}
    count = 0
    for thing in sorted(things, key=lambda t: (t.span, t.type, t.name)):
        key = _name_key(thing)
        if key not in keys:
            count += 1
            keys[key] = f"e{count}"
    return keys


def _entities(context: Context, things: Sequence[Thing], keys: dict[tuple[EntityType, str], str]) -> tuple[Entity, ...]:
    by_id: dict[str, list[Thing]] = {}
    for participant in context.layout.participants:
        by_id[participant.id] = list(participant.names)
    for thing in things:
        by_id.setdefault(thing.key or keys[_name_key(thing)], []).append(thing)
    text = context.document.text
    out = []
    for id_, group in by_id.items():
        name = group[0].name
        forms = {t.span.of(text) for t in group if t.proper} | {t.name for t in group}
        aliases = tuple(sorted(f for f in forms if f and f != name and "\n" not in f))
        spans = tuple(sorted({t.span for t in group if t.span != Span(0, 0)}))
        out.append(Entity(id_, group[0].type, name, aliases, spans))
    return tuple(sorted(out, key=lambda e: (e.id[0] != "p", int(e.id[1:]))))


def _with_keys(fact: Fact, keys: dict[tuple[EntityType, str], str]) -> Fact:
    def key(thing: Thing) -> Thing:
        return thing if thing.key else replace(thing, key=keys[_name_key(thing)])

    match fact:
        case Role():
            return replace(fact, person=key(fact.person), org=key(fact.org))
        case Analyst():
            return replace(fact, person=key(fact.person), broker=key(fact.broker))
        case Relation():
            return replace(fact, subject=key(fact.subject), object=key(fact.object))
        case Observation():
            return replace(fact, of=key(fact.of))
