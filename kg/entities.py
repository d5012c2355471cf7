"""Things -> entities of one document: participants first (their ids are kept), then the rest in order of first mention.

Spellings meet under the keys of ``kg.naming``; what links a short form to a full one is kept as the entity's reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.lexicon import words_of
from kg.naming import canonical, company_key, key_of, person_key, short_company_key, tokens, without_initials
from kg.types import Analyst, Context, Entity, EntityType, Fact, Observation, Participant, Predicate, Relation, Role, Scene, Thing

Node = tuple[EntityType, tuple[str, ...]]

_OFFERED = (EntityType.SEGMENT, EntityType.PRODUCT, EntityType.BRAND)


def gather(context: Context, scenes: Sequence[Scene], facts: Iterable[Fact]) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    """The entities of the document, and the facts with every ``Thing.key`` filled in, sorted by span."""
    found = sorted(_as_firms(context, tuple(facts)), key=lambda f: (f.span, type(f).__name__, f.rule))
    counted = Counter(key_of(f.of.type, f.of.name) for f in found if isinstance(f, Observation))
    said = frozenset((t.type, key_of(t.type, t.name)) for f in found if isinstance(f, Relation) for t in endpoints(f) if _surely(f, counted[key_of(t.type, t.name)]))
    clusters = Clusters(context, [*_things(context, scenes, found)], said)
    entities = clusters.entities()
    known = {e.id for e in entities}
    keyed = (_with_keys(f, clusters) for f in found)
    return entities, tuple(_once(f if f.by in known else replace(f, by=None) for f in keyed))


def _as_firms(context: Context, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, with a part that bears the name of another company of the document as that company: who is bought for EUR 340 million is no segment
    where it "employs 1,900 people"."""
    own = company_key(context.company.name) if context.company is not None else None
    firms = {company_key(t.name) for f in facts if isinstance(f, Relation) for t in endpoints(f) if t.type is EntityType.COMPANY} - {own}
    for fact in facts:
        if isinstance(fact, Observation) and fact.of.type is EntityType.SEGMENT and company_key(fact.of.name) in firms:
            yield replace(fact, of=replace(fact.of, type=EntityType.COMPANY))
        elif not (isinstance(fact, Relation) and fact.rule.endswith(".number") and company_key(fact.object.name) in firms):
            yield fact


def _surely(relation: Relation, numbers: int) -> bool:
    """Whether a relation tells the type of its things: what numbers imply does not, nor a common noun that is offered and has numbers of its own."""
    return not relation.rule.endswith(".number") and not (relation.rule.endswith(".given") and numbers > 1)


_BY_TYPE = {EntityType.SEGMENT: Predicate.HAS_SEGMENT, EntityType.PRODUCT: Predicate.OFFERS_PRODUCT, EntityType.BRAND: Predicate.OFFERS_PRODUCT}


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, each relation once (the first), with the predicate that the type of its object asks for: hasSegment of a product is offersProduct,
    operatesIn a place that is reported as a segment is hasSegment. Nothing relates to itself."""
    seen: set[tuple[Predicate, str, str]] = set()
    for fact in facts:
        if isinstance(fact, Relation):
            if fact.predicate in (Predicate.OPERATES_IN, *_BY_TYPE.values()) and fact.object.type in _BY_TYPE:
                fact = replace(fact, predicate=_BY_TYPE[fact.object.type])
            pair = (fact.predicate, fact.subject.key, fact.object.key)
            if pair in seen or fact.subject.key == fact.object.key:
                continue
            seen.add(pair)
        yield fact


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


def _things(context: Context, scenes: Sequence[Scene], facts: Sequence[Fact]) -> Iterator[Thing]:
    if context.company:
        yield context.company
    for person in context.layout.participants:
        if person.firm:
            yield person.firm
        yield from (t.org for t in person.titles if t.org and not _of_the_company(context, t.org))
    for fact in facts:
        yield from endpoints(fact)
    for scene in scenes:
        yield from (m.value for m in scene.mentions if isinstance(m.value, Thing))


def _of_the_company(context: Context, part: Thing) -> bool:
    """Whether a title takes the company for a part: "Chairman of Northwind Technologies"."""
    return part.type is EntityType.SEGMENT and context.company is not None and company_key(part.name) == company_key(context.company.name)


def _with_keys(fact: Fact, clusters: Clusters) -> Fact:
    key = clusters.keyed
    match fact:
        case Role():
            return replace(fact, person=key(fact.person), org=key(fact.org))
        case Analyst():
            return replace(fact, person=key(fact.person), broker=key(fact.broker))
        case Relation():
            return replace(fact, subject=key(fact.subject), object=key(fact.object))
        case Observation():
            return replace(fact, of=key(fact.of))


def named(participant: Participant) -> bool:
    """Whether a participant is a person with a name, and not "Operator" or "Unidentified Analyst"."""
    if not participant.names:
        return False
    label = " ".join(w for w in tokens(participant.names[0].name) if not w.isdigit())
    return bool(label) and label not in words_of("generics", "speaker")


@dataclass
class _Group:
    """All things of one entity while it is being put together."""

    things: list[Thing] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    start: int = 0


class Clusters:
    """The things of one document, grouped. Built once, then read."""

    def __init__(self, context: Context, things: Sequence[Thing], said: frozenset[Node] = frozenset()) -> None:
        self._context = context
        self._participants = {p.id: p for p in context.layout.participants if named(p)}
        self._groups: dict[Node, _Group] = {}
        self._root: dict[Node, Node] = {}
        self._nodes: dict[tuple[EntityType, str], Node] = {}  # of each spelling
        for participant in self._participants.values():
            for name in participant.names:
                self._add(_own(participant), name)
        for thing in sorted(things, key=lambda t: (t.span, t.type, t.name)):
            self._add(self._node(thing), thing)
        link_offered(self, said)
        link_people(self, self._participants)
        link_companies(self, context.company)
        for type_ in (EntityType.SEGMENT, EntityType.PRODUCT, EntityType.CUSTOMER_GROUP):
            link_generic(self, type_)
        self._ids = self._number()

    def _node(self, thing: Thing) -> Node:
        if thing.key in self._participants:
            return _own(self._participants[thing.key])
        spelling = thing.type, thing.name
        if spelling not in self._nodes:
            self._nodes[spelling] = thing.type, key_of(thing.type, canonical(*spelling))
        return self._nodes[spelling]

    def _add(self, node: Node, thing: Thing) -> None:
        group = self._groups.get(node)
        if group is None:
            group = self._groups[node] = _Group(start=thing.span.start)
        group.start = min(group.start, thing.span.start)
        group.things.append(thing)

    def nodes(self, type_: EntityType) -> list[Node]:
        """The nodes of a type that stand for themselves, in order of first mention."""
        own = [n for n in self._groups if n[0] == type_ and n not in self._root]
        return sorted(own, key=lambda n: (self._groups[n].start, n[1]))

    def start(self, node: Node) -> int:
        return self._groups[node].start

    def link(self, node: Node, to: Node, reason: str) -> None:
        """``node`` is another form of ``to``; nothing happens when they are one already."""
        node, to = self.root(node), self.root(to)
        if node == to:
            return
        self._root[node] = to
        source, target = self._groups[node], self._groups[to]
        target.things += source.things
        target.reasons += [*source.reasons, reason]
        target.start = min(target.start, source.start)

    def root(self, node: Node) -> Node:
        while node in self._root:
            node = self._root[node]
        return node

    def _number(self) -> dict[Node, str]:
        own = [n for n in self._groups if n not in self._root]
        owned = {_own(p): p.id for p in self._participants.values()}
        rest = sorted((n for n in own if n not in owned), key=lambda n: (self._groups[n].start, n[0], n[1]))
        return owned | {node: f"e{i}" for i, node in enumerate(rest, 1)}

    def keyed(self, thing: Thing) -> Thing:
        """``thing`` with the id and the type of its entity."""
        root = self.root(self._node(thing))
        return replace(thing, key=self._ids[root], type=root[0])

    def entities(self) -> tuple[Entity, ...]:
        """Participants by number, then the others by number."""
        out = [self._entity(id_, node) for node, id_ in self._ids.items() if node in self._groups]
        return tuple(sorted(out, key=lambda e: (e.id[0] != "p", int(e.id[1:]))))

    def _entity(self, id_: str, node: Node) -> Entity:
        group = self._groups[node]
        text = self._context.document.text
        surfaces = {t.span.of(text) for t in group.things if t.proper}
        names = [" ".join(name.split()) for name in dict.fromkeys(t.name for t in group.things)]
        if id_ in self._participants:
            name, reasons = names[0], (*self._participants[id_].reasons, *group.reasons)
        else:
            name, reasons = self._label(node, names), tuple(group.reasons)
        aliases = tuple(sorted({form for form in (*names, *(" ".join(s.split()) for s in surfaces)) if 0 < len(form) <= 80} - {name}))
        spans = tuple(sorted({t.span for t in group.things if t.span.end > t.span.start}))
        return Entity(id_, node[0], name, aliases, spans, tuple(dict.fromkeys(reasons)))

    def _label(self, node: Node, names: list[str]) -> str:
        """The reporting company as its header has it; a firm or person by the fullest form, a place by its usual name, the rest by the first."""
        company = self._context.company
        if company and company.name in names and node[0] == EntityType.COMPANY:
            return company.name
        if node[0] in (EntityType.COMPANY, EntityType.PERSON):
            return max(names, key=lambda n: (len(tokens(n)), not n.isupper(), -names.index(n)))
        return canonical(node[0], names[0])


def _own(participant: Participant) -> Node:
    return EntityType.PERSON, ("#" + participant.id,)


def link_offered(clusters: Clusters, said: frozenset[Node]) -> None:
    """One name has one type among segments, products and brands: the one under which a relation is said, else that of its first mention."""
    first: dict[tuple[str, ...], Node] = {}
    for node in sorted((n for t in _OFFERED for n in clusters.nodes(t)), key=lambda n: (n not in said, clusters.start(n), _OFFERED.index(n[0]))):
        if node[1] in first:
            clusters.link(node, first[node[1]], "one name, one type")
        else:
            first[node[1]] = node


def link_people(clusters: Clusters, participants: Mapping[str, Participant]) -> None:
    """Forms of one person: the same words in another order or without a middle initial, then single names that fit one person only."""
    known: dict[Node, list[tuple[str, ...]]] = {_own(p): [person_key(n.name) for n in p.names] for p in participants.values()}
    single: list[Node] = []
    for node in clusters.nodes(EntityType.PERSON):
        if node in known:
            continue
        if len(node[1]) < 2:
            single.append(node)
            continue
        same = [k for k, forms in known.items() if any(_same_person(node[1], form) for form in forms)]
        if len(same) == 1:
            clusters.link(node, same[0], "the same words of a name")
        else:
            known[node] = [node[1]]
    for node in single:
        fits = [k for k, forms in known.items() if any(node[1][0] in form for form in forms)]
        fits = [k for k in fits if clusters.start(k) <= clusters.start(node)] or fits
        if fits:
            nearest = max(fits, key=clusters.start)
            clusters.link(node, nearest, "one word of a name that stands in full before")


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    a, b = without_initials(a), without_initials(b)
    return len(b) > 1 and (a == b or sorted(a) == sorted(b))


def link_companies(clusters: Clusters, reporting: Thing | None) -> None:
    """Forms of one firm: spaces and dots, "Group" and "Holdings", and the first words of a name that was introduced in full before."""
    main = clusters.root((EntityType.COMPANY, company_key(canonical(EntityType.COMPANY, reporting.name)))) if reporting else None
    for key in (_despaced, _shortened):
        seen: dict[str, Node] = {}
        for node in clusters.nodes(EntityType.COMPANY):
            other = seen.setdefault(key(node), node)
            if other != node:
                keep, drop = (node, other) if node == main else (other, node)
                clusters.link(drop, keep, "names differ by a legal form, by spaces or dots only")
                seen[key(node)] = keep
    nodes = clusters.nodes(EntityType.COMPANY)
    for short in sorted(nodes, key=lambda n: (len(n[1]), clusters.start(n), n[1])):
        long = [n for n in nodes if n != short and _begins(n[1], "".join(short[1])) and clusters.root(n) == n]
        before = [n for n in long if n == main or clusters.start(n) <= clusters.start(short)]
        if main in before:
            before = [main]
        if len(before) == 1 and short != main:
            clusters.link(short, before[0], "the first words of a name that stands in full before")


def _begins(words: tuple[str, ...], short: str) -> bool:
    """Whether the first words of a name, written together, are ``short``."""
    return any("".join(words[:k]) == short for k in range(1, len(words)))


def _despaced(node: Node) -> str:
    return "".join(node[1])


def _shortened(node: Node) -> str:
    return " ".join(short_company_key(" ".join(node[1])))


def link_generic(clusters: Clusters, type_: EntityType) -> None:
    """"cloud business" and "cloud services" of one document: one name, when only generic words behind it differ."""
    generic = words_of("generics", type_.value)
    seen: dict[tuple[str, ...], Node] = {}
    for node in clusters.nodes(type_):
        core = list(node[1])
        while len(core) > 1 and core[-1] in generic:
            core.pop()
        other = seen.setdefault(tuple(core), node)
        if other != node:
            clusters.link(node, other, "names differ by a generic word only")
