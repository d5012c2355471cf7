"""Relations between named things, said in one sentence. Each pair stands once a document, where it is first said clearly.

Words and shapes are data (``kg/data/relations.toml``); places, offers and listings have their own modules. RELATIONS is the order of precedence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.concordance import concordance
from kg.extract.relations.clause import Clause, clause, outside_speakers
from kg.extract.relations.listings import listed
from kg.extract.relations.offers import offers
from kg.extract.relations.patterns import CUES, cues, relations
from kg.extract.relations.places import operates
from kg.extract.relations.segments import customers, segments
from kg.extract.relations.ventures import ventures
from kg.naming import canonical, key_of
from kg.types import Context, Predicate, Relation, Scene

__all__ = ["Clause", "relate_relations"]



class Reader(NamedTuple):
    """What reads relations in a clause. One of the signs and words ``needs`` stands in every clause in which it finds any."""

    read: Callable[[Clause, bool], Iterator[Relation]]
    needs: re.Pattern[str]


READERS: tuple[Reader, ...] = (
    Reader(segments, re.compile("‹S")),
    Reader(customers, re.compile("‹K|c(?:ustomer|lient)s")),
    Reader(operates, re.compile("‹M")),
    Reader(offers, re.compile("‹[NURW]|we |our |of the ")),
    Reader(ventures, re.compile("joint venture|jv")),
)
_SYMMETRIC = (Predicate.COMPETITOR_OF, Predicate.PARTNER_OF)


def relate_relations(context: Context, scenes: tuple[Scene, ...]) -> Iterator[Relation]:
    """All relations of the document, each pair once: the first mention, a current one before a planned one."""
    first: dict[tuple[Predicate, object, object], Relation] = {}
    for relation in (*listed(context), *_said(context, scenes)):
        key = _pair(relation)
        first.setdefault(key, relation)
    yield from sorted(first.values(), key=lambda r: (r.span, r.predicate, r.subject.name, r.object.name))


def _pair(relation: Relation) -> tuple[Predicate, object, object]:
    a, b = (key_of(t.type, canonical(t.type, t.name)) for t in (relation.subject, relation.object))
    if relation.predicate in _SYMMETRIC:
        a, b = min(a, b), max(a, b)
    return relation.predicate, a, b


def _said(context: Context, scenes: tuple[Scene, ...]) -> Iterator[Relation]:
    places, wakes, outsiders = concordance(context, CUES), cues(), outside_speakers(context)
    for scene in scenes:
        outside = scene.by in outsiders
        hits = list(places.longest(CUES, *scene.passage.span))
        starts = [a for a, _, _ in hits]
        named = [m.span.start for m in scene.mentions if m.kind in ("thing", "name")]
        for sentence in scene.sentences:
            said = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            woken = {n for _, _, cue in said for n in wakes[cue]}
            if not said and bisect_left(named, sentence.start) == bisect_left(named, sentence.end):
                continue
            shape = clause(context, scene, sentence, outside)
            yield from relations(shape, tuple(sorted(woken)), outside)
            for reader in READERS:
                if reader.needs.search(shape.masked):
                    yield from reader.read(shape, outside)
