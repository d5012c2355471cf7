"""Union-find over the entities of all documents that remembers why two were joined. The result does not depend on the order of joins."""

from __future__ import annotations

from collections.abc import Iterable

Member = tuple[str, str]  # (document id, entity id)


class Joined:
    """Members that are one thing. The root of a set is its smallest member, so that it depends on the set alone."""

    def __init__(self) -> None:
        self._parent: dict[Member, Member] = {}
        self._why: dict[Member, set[str]] = {}

    def root(self, member: Member) -> Member:
        path = []
        while member in self._parent:
            path.append(member)
            member = self._parent[member]
        for passed in path:
            self._parent[passed] = member
        return member

    def join(self, members: Iterable[Member], reason: str) -> None:
        """All ``members`` are one thing, because of ``reason``."""
        roots = sorted({self.root(m) for m in members})
        if len(roots) < 2:
            return
        first = roots[0]
        for other in roots[1:]:
            self._parent[other] = first
            self._why.setdefault(first, set()).update(self._why.pop(other, ()))
        self._why.setdefault(first, set()).add(reason)

    def reasons(self, member: Member) -> tuple[str, ...]:
        return tuple(sorted(self._why.get(self.root(member), ())))
