"""Relations between named things, said in one sentence. Each pair stands once a document, where it is first said clearly.

Words and shapes are data (``kg/data/relations.toml``); places, offers and listings have their own modules. RELATIONS is the order of precedence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from kg.concordance import concordance
from kg.extract.relations.clause import Clause, asked, clause
from kg.extract.relations.listings import listed
from kg.extract.relations.offers import offers
from kg.extract.relations.patterns import CUES, cues, relations
from kg.extract.relations.places import operates
from kg.extract.relations.segments import customers, segments
from kg.extract.relations.ventures import ventures
from kg.naming import canonical, key_of
from kg.types import Context, Predicate, Relation, Scene

__all__ = ["Clause", "relate_relations"]

Reader = Callable[[Clause, bool], Iterator[Relation]]
READERS: tuple[Reader, ...] = (segments, customers, operates, offers, ventures)
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
    places, wakes = concordance(context, CUES), cues()
    for scene in scenes:
        outside = asked(context, scene)
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
            for read in READERS:
                yield from read(shape, outside)
