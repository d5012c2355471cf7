"""Relations that follow from what numbers are about: revenue of a segment says that the company has it; revenue from a customer group, that it serves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.names import Names, runs
from kg.lexicon import words_of
from kg.naming import canonical, common_key, key_of, places, singular
from kg.types import Context, DocumentType, EntityType, Fact, Observation, Predicate, Relation, Thing

_BUSINESS = words_of("classes", "business")
_COUNTED = frozenset("unitsSold averageSellingPrice".split())
_SAYS = {
    EntityType.SEGMENT: Predicate.HAS_SEGMENT, EntityType.PRODUCT: Predicate.OFFERS_PRODUCT, EntityType.BRAND: Predicate.OFFERS_PRODUCT,
    EntityType.MARKET: Predicate.OPERATES_IN, EntityType.CUSTOMER_GROUP: Predicate.CUSTOMER_OF,
}  # fmt: skip


def from_observations(context: Context, facts: Sequence[Fact]) -> Iterator[Relation]:
    """One relation for each segment, product, market or customer group of the reporting company that a number of its business is about and no sentence has told yet."""
    company = context.company
    if company is None or (context.layout.type != DocumentType.EARNINGS_CALL and _others(facts, company)):
        return
    told = {_pair(f.predicate, f.subject, f.object) for f in facts if isinstance(f, Relation)}
    counts = Counter(common_key(f.of.name) for f in facts if isinstance(f, Observation))
    for fact in sorted((f for f in facts if isinstance(f, Observation)), key=lambda f: f.span):
        predicate = _SAYS.get(fact.of.type)
        if fact.of.type == EntityType.COMPANY and fact.metric == "revenue" and _payer(context, fact):
            predicate = Predicate.CUSTOMER_OF
        if fact.of.type == EntityType.SEGMENT and fact.of.name in places():
            predicate = Predicate.OPERATES_IN
        if fact.of.type == EntityType.MARKET and not _ours(context, fact):
            continue
        if predicate is None or not credible(fact.of, counts) or fact.metric not in _BUSINESS or not fact.of.proper:
            continue
        thing, rule = fact.of, "number"
        if thing.type == EntityType.SEGMENT and fact.metric in _COUNTED and thing.name.lower().split()[-1] not in _NOUNS:
            thing, predicate, rule = replace(thing, type=EntityType.PRODUCT), Predicate.OFFERS_PRODUCT, "units"
        owner = Thing(EntityType.COMPANY, company.name, company.span, proper=False)
        subject, object_ = (thing, owner) if predicate == Predicate.CUSTOMER_OF else (owner, thing)
        pair = _pair(predicate, subject, object_)
        if pair not in told:
            told.add(pair)
            yield Relation(span=fact.span, rule=f"relations.{predicate.value}.{rule}", subject=subject, predicate=predicate, object=object_, by=fact.by)


_NOUNS = frozenset(
    "segment segments business businesses division divisions unit units service services platform platforms solution solutions product products system systems group banking lending insurance management "
    "line lines channel channels brand brands portfolio category categories equipment software hardware advertising subscription subscriptions support origination wealth".split()
)


_PLAIN = frozenset("project projects exchange exchanges program programs deal deals contract contracts other others plan plans case cases fund funds event events".split())


def credible(thing: Thing, counts: Mapping[tuple[str, ...], int]) -> bool:
    """Whether the subject of a number is a name that can stand alone: with a word for business at its end, or told of twice, and never an opening of a sentence."""
    words = thing.name.lower().split()
    if thing.type not in (EntityType.SEGMENT, EntityType.PRODUCT, EntityType.BRAND):
        return True
    if not words or words[0] in runs.words("starts") or set(words) & runs.words("never") or not all(w[0].isalpha() for w in words) or words[0].startswith("ex-") or words[0].endswith("ly"):
        return False
    if len(words) > 6 or (len(words) == 1 and words[0] in _PLAIN) or any(w.endswith("ed") for w in words[1:]):
        return False
    if all(singular(w) in words_of("generics", "Segment") | words_of("generics", "Product") for w in words):
        return False
    return (words[-1] in _NOUNS and len(words) > 1) or counts[common_key(thing.name)] > 1


def _ours(context: Context, fact: Observation) -> bool:
    """Whether a number about a place is one of the company's: nobody else's name stands in the sentence in front of it."""
    text = context.document.text
    start = max(0, text.rfind(". ", 0, fact.span.start))
    names = context.names
    others = [m.value for m in names.mentions if start <= m.span.start < fact.span.end] if isinstance(names, Names) else []
    own = key_of(EntityType.COMPANY, context.company.name)[:1] if context.company else ()
    return not any(isinstance(t, Thing) and t.type == EntityType.COMPANY and key_of(t.type, t.name)[:1] != own for t in others)


def _payer(context: Context, fact: Observation) -> bool:
    """Whether the number is what the company earns from another firm: "revenue from Kestrel"."""
    company = context.company
    start = fact.of.span.start
    return company is not None and fact.of.proper and fact.of.name != company.name and context.folded[max(0, start - 16) : start].endswith(("revenue from ", "revenues from ", "sales to "))


def _others(facts: Iterable[Fact], company: Thing) -> bool:
    """Whether numbers of another firm stand in the article: then a segment without an owner may be anybody's."""
    return any(isinstance(f, Observation) and f.of.type == EntityType.COMPANY and f.of.proper and key_of(f.of.type, f.of.name)[:1] != key_of(company.type, company.name)[:1] for f in facts)


def _pair(predicate: Predicate, subject: Thing, object_: Thing) -> tuple[Predicate, object, object]:
    return predicate, key_of(subject.type, canonical(subject.type, subject.name)), key_of(object_.type, canonical(object_.type, object_.name))
