"""Entities of all documents -> identities. The only place that sees more than one document.

Companies are joined first, then people (at the same firm), then what companies own. A slug depends on the set of documents alone, never on
their order: the shortest official name, owner first for segments and the like, context added where two things share a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.resolve.items import Item, items
from kg.resolve.join import join_companies, join_owned, join_people, join_plain
from kg.resolve.joined import Joined
from kg.resolve.registry import Registry, load_registry
from kg.resolve.slugs import Named, identities
from kg.types import EntityType, Merge, Reading, Resolution

__all__ = ["Registry", "load_registry", "resolve"]


def resolve(readings: Sequence[Reading], registry: Registry | None = None) -> Resolution:
    """One identity for each thing of the world. The order of ``readings`` does not matter; a registry has the last word on names and slugs."""
    registry = registry or Registry()
    found = items(readings)
    joined = Joined()
    _join_registered(found, joined, registry)
    join_plain(found, joined)
    join_companies(found, joined)
    join_people(found, joined)
    join_owned(found, joined)
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in found:
        groups[joined.root(item.member)].append(item)
    named = identities([groups[r] for r in sorted(groups)], joined, registry)
    index = {member: n.identity for n in named for member in n.identity.members}
    return Resolution(tuple(n.identity for n in named), _merges(named), (), index)


def _join_registered(found: Sequence[Item], joined: Joined, registry: Registry) -> None:
    groups: dict[tuple[EntityType, str], list[Item]] = defaultdict(list)
    for item in found:
        if entry := registry.entry(item.type, item.key, item.tickers):
            groups[item.type, entry.slug].append(item)
    for (_, slug), group in sorted(groups.items()):
        joined.join((i.member for i in group), f"the registry knows the name as {slug}")


def _merges(named: Sequence[Named]) -> tuple[Merge, ...]:
    out = {Merge(n.identity.slug, other, reason) for n in named for other in n.other_slugs for reason in n.identity.reasons}
    return tuple(sorted(out, key=lambda m: (m.kept, m.merged, m.reason)))
