"""Names and slugs of identities: content-derived, unique per type, the same for every order of documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.naming import canonical, slug, tokens
from kg.resolve.items import Item
from kg.resolve.join import OWNED
from kg.resolve.joined import Joined, Member
from kg.resolve.registry import Entry, Registry
from kg.types import EntityType, Identity


@dataclass(frozen=True, slots=True)
class Named:
    """An identity, the slugs its names would have had on their own, and what tells it from a namesake."""

    identity: Identity
    other_slugs: tuple[str, ...]
    contexts: tuple[str, ...] = ()  # tried in order: ticker or employer, then the documents


def identities(groups: Sequence[list[Item]], joined: Joined, registry: Registry) -> tuple[Named, ...]:
    """One identity a group, sorted by (type, slug). Companies get their slugs first, so that what they own can be named after them."""
    firms = _apart([_firm(g, joined, registry) for g in groups if g[0].type == EntityType.COMPANY])
    slugs = {member: n.identity.slug for n in firms for member in n.identity.members}
    rest = [_other(g, joined, registry, slugs) for g in groups if g[0].type != EntityType.COMPANY]
    return tuple(sorted((*firms, *_apart(rest)), key=lambda n: (n.identity.type, n.identity.slug)))


def _firm(group: list[Item], joined: Joined, registry: Registry) -> Named:
    entry = _registered(group, registry)
    official = Counter(_official(i) for i in group)
    mains = Counter(i.entity.name for i in group if i.main)
    label = entry.label if entry else _best(mains or Counter(canonical(EntityType.COMPANY, i.entity.name) for i in group))
    own = min(official, key=lambda n: (len(n), n))
    tickers = sorted({t for i in group for t in i.tickers})
    made = _named(group, joined, entry.slug if entry else own, label, official, tuple(slug(t.replace("?:", "")) for t in tickers))
    return replace(made, identity=replace(made.identity, codes=_codes(tickers, entry)))


def _codes(tickers: Iterable[str], entry: Entry | None) -> tuple[tuple[str, str], ...]:
    known = {("ticker", t.replace("?:", "")) for t in tickers}
    if entry:
        known |= {(name, value) for name, value in (("ticker", entry.ticker), ("lei", entry.lei), ("wikidata", entry.wikidata)) if value}
    return tuple(sorted(known))


def _official(item: Item) -> str:
    return "-".join(slug(w) for w in item.key) if item.key else slug(item.entity.name)


def _other(group: list[Item], joined: Joined, registry: Registry, firms: dict[Member, str]) -> Named:
    entry = _registered(group, registry)
    names = Counter(canonical(i.type, i.entity.name) for i in group)
    if group[0].type == EntityType.PERSON:
        full = Counter({n: c for n, c in names.items() if len(tokens(n)) > 1}) or names
        best = min(full, key=lambda n: (len(tokens(n)), -full[n], n))
        employers = sorted({firms[f] for i in group for f in i.employers if f in firms} or {firms[i.company] for i in group if i.company in firms})
        return _named(group, joined, entry.slug if entry else slug(best), entry.label if entry else best, Counter(slug(n) for n in names), tuple(employers))
    label = entry.label if entry else _best(names)
    owners = sorted({firms[i.owner] for i in group if i.owner in firms}) if group[0].type in OWNED else []
    front = f"{owners[0]}." if owners else ""
    made = _named(group, joined, entry.slug if entry else front + slug(label), label, Counter(front + slug(n) for n in names), ())
    return replace(made, identity=replace(made.identity, owner=owners[0] if owners else None))


def _registered(group: list[Item], registry: Registry) -> Entry | None:
    hits = (registry.entry(i.type, i.key, i.tickers) for i in group)
    return min((h for h in hits if h), key=lambda e: e.slug, default=None)


def _best(names: Counter[str]) -> str:
    """The most frequent name, then the fullest, then the first in the alphabet."""
    return min(names, key=lambda n: (-names[n], n.isupper(), -len(tokens(n)), n))


def _named(group: list[Item], joined: Joined, slug_: str, label: str, official: Iterable[str], contexts: tuple[str, ...]) -> Named:
    members = tuple(sorted(i.member for i in group))
    aliases = tuple(sorted({a for i in group for a in (i.entity.name, *i.entity.aliases)} - {label}))
    reasons = tuple(sorted({*joined.reasons(members[0]), *(r for i in group for r in i.entity.reasons)}))
    documents = ".".join(sorted({slug(d) for d, _ in members})[:1])
    identity = Identity(slug_ or documents, group[0].type, label, aliases, members, None, reasons)
    return Named(identity, tuple(sorted(set(official) - {slug_})), (*contexts, documents))


def _apart(named: list[Named]) -> list[Named]:
    """Things of one type that share a slug get what tells them apart behind it: ticker, employer, at last the document and entity; never a number of their own."""
    for depth in range(3):
        shared: dict[tuple[EntityType, str], list[int]] = defaultdict(list)
        for i, n in enumerate(named):
            shared[n.identity.type, n.identity.slug].append(i)
        clashes = [v for v in shared.values() if len(v) > 1]
        if not clashes:
            break
        for indexes in clashes:
            for i in indexes:
                one = named[i]
                extra = one.contexts[0] if depth == 0 else one.contexts[-1] if depth == 1 else slug(".".join(one.identity.members[0]))
                named[i] = replace(one, identity=replace(one.identity, slug=f"{one.identity.slug}.{extra}"))
    return named
