"""From drafts to observations: what is measured, of whom, for when, against what, and the span that proves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extract.metrics import spoken
from kg.extract.observations.accounting import accounting_in
from kg.extract.observations.basis import compared
from kg.extract.observations.breakeven import break_even
from kg.extract.observations.carry import Carry
from kg.extract.observations.drafts import Draft
from kg.extract.observations.labels import nominal, plain
from kg.extract.observations.naming import Named, fit
from kg.extract.observations.roles import Part
from kg.extract.observations.status import status_of
from kg.extract.observations.timing import stated
from kg.extract.observations.tokens import PERIOD, Line
from kg.extract.observations.trust import trust
from kg.extract.observations.values import numbers_of
from kg.extract.observations.when import (
    ahead,
    balance_day,
    gone,
    key_of,
)
from kg.extract.owners import Owners
from kg.extract.owners.phrases import traded
from kg.extract.quantity import PeriodRef
from kg.extract.subjects import Asked, Found, Parts, Whole, subject_of
from kg.extract.subjects.nouns import Naming
from kg.extract.subjects.nouns import named as part_named
from kg.extract.subjects.refer import of_the_company
from kg.extract.syntax import Tag
from kg.lexicon import words_of
from kg.types import Context, EntityType, Note, Observation, Scene, Span, Status, Thing

_OF_THINGS = words_of("classes", "of-things")
_BALANCES = words_of("classes", "balances")


def finish(context: Context, scene: Scene, line: Line, drafts: list[Draft], carry: Carry, parts: Parts, owners: Owners) -> Iterator[Observation | Note]:
    """The observations of one sentence; ``carry`` is brought up to date."""
    outlook = False
    carry.open(line)
    carry.last = carry.key = None
    carry.unguided += 1
    spoken: PeriodRef | None = None
    if owners.article:
        carry.topics = carry.topics.ended()  # a story turns from sentence to sentence: its owners know what it speaks of
    for n, draft in enumerate(drafts):
        floor = drafts[n - 1].last + 1 if n else 0
        ceiling = min((d.first for d in drafts[n + 1 :] if d.first > draft.last), default=len(line.tokens))
        made = _finish_one(context, scene, line, draft, floor, ceiling, carry, outlook, parts, owners)
        if made is None:
            continue
        if isinstance(made, Note):
            yield made
            continue
        observation, ref = made
        spoken = ref or spoken
        if ref is not None and observation.status == Status.GUIDANCE and not gone(observation.period, context):
            carry.guided, carry.unguided = ref, 0
        outlook = outlook or observation.status == Status.GUIDANCE
        yield observation
    drafts = [draft for draft in drafts if not draft.nameless and not (draft.thing_share and carry.ratio)]
    if drafts:
        carry.named = drafts[-1].named if len(drafts) == 1 else drafts[0].named
        carry.named = Named(
            carry.named.id, "carried", 0, 0, carry.named.accounting, share=drafts[0].share is not None and not drafts[0].thing_share, unit=_level_unit(line, drafts[0])
        )
        carry.moving = next((replace(d.named, label=None) for d in drafts if d.change is not None and d.named.id in _OF_THINGS), carry.moving)
        carry.outlook, carry.unnumbered = outlook, 0
        carry.distance = 0 if spoken is not None or outlook else carry.distance + 1
    carry.spoken = spoken or carry.spoken
    carry.frame(line)
    owners.heard(line)


def _finish_one(context: Context, scene: Scene, line: Line, draft: Draft, floor: int, ceiling: int, carry: Carry, outlook: bool, parts: Parts, owners: Owners) -> tuple[Observation, PeriodRef | None] | Note | None:
    tokens = line.tokens
    draft.named = plain(draft.named)
    used = sorted({*draft.tokens, *([draft.named.first, draft.named.last] if draft.named.rule != "carried" else [])})
    span = Span(tokens[used[0]].start, tokens[used[-1]].end)
    said = stated(context, line, draft, floor, ceiling, carry, outlook)
    if said is None:
        return Note("the number was not read: it is supposed, denied or taken back", span, "number-supposed")
    named = nominal(line, draft.named, context.document.text)
    if named is None:
        draft.nameless = True
        return Note("no noun phrase names what this number measures", span, "number-without-measure")
    draft.named = _meant(line, draft, named)
    owned = _owned(line, draft, span, carry, parts, owners)
    if isinstance(owned, Note):
        return owned
    of, about = owned
    against = compared(context, line, draft, floor, ceiling, said.key, said.ref, carry.basis)
    carry.compare(against)
    carry.report(said.key, said.ref is not None, said.status)
    carry.key = said.key
    key, prior_period = said.key, against.key
    if draft.named.id in _BALANCES and said.status == Status.REPORTED and draft.level is not None and said.ref is not None:  # a day, where one is said
        key, prior_period = balance_day(key, context), balance_day(prior_period, context)
    observation = Observation(
        span=span,
        rule=f"{draft.named.rule}/{draft.rule}/{about}",
        confidence=trust(draft.named.rule, draft.rule, about, draft.named.id.startswith("other:")),
        by=scene.by,
        because=tuple(m for m in (tokens[k].mention for k in used) if m is not None),
        of=of,
        metric=draft.named.id,
        status=said.status,
        label=draft.named.label,
        period=key,
        basis=against.basis,
        prior_period=prior_period,
        share_of=draft.share,
        accounting=draft.named.accounting or accounting_in(line, draft),
        **numbers_of(line, draft, carry.currency),  # type: ignore[arg-type]
    )
    return observation, said.ref


def _owned(line: Line, draft: Draft, span: Span, carry: Carry, parts: Parts, owners: Owners) -> tuple[Thing, str] | Note:
    """Whose the number at ``span`` is and the way that told. A label that is but the owner's name measures nothing; of a part that grew it is revenue."""
    of, about = _whose(line, draft, carry, parts, owners)
    if of is None:
        return Note("nobody is named whose number this is", span, "number-without-owner")
    of = owners.known(of, draft.named.id)
    if draft.named.id.removeprefix("other:") == of.name.lower() and of.name not in traded().values():
        if owners.article or draft.level is not None or of.type is not EntityType.SEGMENT:
            return Note("no noun phrase names what this number measures", span, "number-without-measure")
        draft.named = replace(draft.named, id="revenue")  # "16% growth in our pump business"
    return of, about


def _level_unit(line: Line, draft: Draft) -> str | None:
    return line.tokens[draft.level].quantity.unit if draft.level is not None else None


def _whose(line: Line, draft: Draft, carry: Carry, parts: Parts, owners: Owners) -> tuple[Thing | None, str]:
    """Whose the number is: of the words with its metric, else, in an article, of its clause's subject or of what the story speaks of; and the way that told."""
    if one := _index(line, draft, parts.context) or _one_of_several(line, draft, parts):
        return one, "itself"
    if firm := owners.first(line, draft):
        return firm, "firm"
    if (found := _found(line, draft, carry, parts, owners)) and not owners.tells(found.thing) and not _beside_it(draft, found, owners):
        acting = owners.acting(line, draft) if found.rule in _LOOSE else None
        return (acting, "acting") if acting else (found.thing, found.rule)
    return owners.of(line, draft), "owner"


def _beside_it(draft: Draft, found: Found, owners: Owners) -> bool:
    """ "a $1 billion investment in the port", "one of 43 licences in Norway", in an article: where it is, and not whose."""
    return owners.article and found.rule == "behind-number" and draft.level is not None and draft.named.id.startswith("other:")


# Ways to a thing that an article's own subject of the clause goes before.
_LOOSE = frozenset("topic actor teller anaphor it".split())


def _index(line: Line, draft: Draft, context: Context) -> Thing | None:
    """ "The Harbor 40 index slid 2 percent": the index that moved."""
    if draft.named.rule != "index-moved":
        return None
    span = Span(line.tokens[draft.named.first].start, line.tokens[draft.named.last].end)
    known = (m.value for m in line.things if isinstance(m.value, Thing) and m.value.type is EntityType.INDEX and m.span.overlaps(span))
    if (thing := next(known, None)) is not None:
        return thing
    return Thing(EntityType.INDEX, " ".join(span.of(context.document.text).split()), span)


def _one_of_several(line: Line, draft: Draft, parts: Parts) -> Thing | None:
    """ "Pumps, valves and motors each grew 5%": the thing that this draft is of."""
    if draft.whose is None:
        return None
    answer = part_named(parts, line, *draft.whose, Naming.TOLD)
    if isinstance(answer, Found):
        return answer.thing
    span = Span(line.tokens[draft.whose[0]].start, line.tokens[draft.whose[1]].end)
    known = next((m.value for m in line.things if m.span.overlaps(span) and isinstance(m.value, Thing)), None)
    if answer or known or draft.rule in ("row", "gapped") or line.parse.tags[draft.whose[1]] is not Tag.NOUN:
        return None if answer else known
    return Thing(EntityType.SEGMENT, " ".join(span.of(parts.context.document.text).split()), span)  # "the [client] and the server segment"


def _meant(line: Line, draft: Draft, named: Named) -> Named:
    """``named`` as the metric of the vocabulary that its label alone is a term of, when the unit fits."""
    entry = spoken(named.id[6:]) if named.id.startswith("other:") and draft.level is not None else None
    id = fit(entry, line.tokens[draft.level].quantity, Part.LEVEL) if entry is not None and draft.level is not None else None
    return replace(named, id=id) if id else named


def _found(line: Line, draft: Draft, carry: Carry, parts: Parts, owners: Owners) -> Found | None:
    """The thing that the number is about, None for the company; the topic of the paragraph is brought up to date."""
    named = draft.named if draft.asks is None else replace(draft.named, token=draft.asks)
    asked = Asked(parts, line, named, draft.anchor, carry.topics, draft.thing_share, carry.target)
    answer = subject_of(asked)
    found = answer if isinstance(answer, Found) else None
    if found and found.rule == "topic" and owners.speaks(line, draft, found.thing):
        found, carry.topics = None, carry.topics.ended()
    if found and _keeps(found):
        carry.topics = carry.topics.told(found)
    elif answer is Whole.COMPANY or (found is None and of_the_company(asked)):
        carry.topics = carry.topics.ended()
    if found is not None and found.rule in ("target", "offered-for"):
        carry.target = found.thing
    if found is None and carry.last is not None and any(t.text in _SHARING for t in line.tokens[max(0, draft.anchor - 4) : draft.anchor]):
        found = carry.last
    carry.last = found
    return found


_SHARING = frozenset("representing comprising constituting accounting".split())  # said of what the number before is about
_PASSING = frozenset("behind-number sold told-of customer anaphor target owner holder offered-for target-before shares-of index".split())  # ways that tell of a thing in passing


def _keeps(found: Found) -> bool:
    """Whether the thing stays the topic of the next sentences."""
    if found.thing.type in (EntityType.COMPANY, EntityType.INDEX) or found.rule in _PASSING:
        return False
    return found.thing.type is not EntityType.MARKET or found.rule in ("front", "turning-to", "modifiers", "topic")


def broken_even(context: Context, scene: Scene, line: Line, carry: Carry) -> Iterator[Observation]:
    """ "should break even this year": net income of 0."""
    match = break_even(line.folded)
    if match is None or not line.tokens:
        return
    span = Span(line.span.start + match.start(), line.span.start + match.end())
    at = next((k for k, t in enumerate(line.tokens) if t.end >= span.end), len(line.tokens) - 1)
    said = [k for k, t in enumerate(line.tokens) if t.kind == PERIOD]
    nearest = min(said, key=lambda k: (abs(k - at), k), default=None)
    ref = line.tokens[nearest].period if nearest is not None else None
    key = key_of(ref, context)
    status, _ = status_of(line, at, at, ahead(ref, key, context), carry.outlook)
    if status is None or "goal" in line.folded:
        status = Status.TARGET if status else None
    if status is None:
        return
    if context.company is None:
        return
    of = context.company
    yield Observation(span=span, rule="break-even", by=scene.by, of=of, metric="netIncome", status=status, value=Decimal(0), period=key, confidence=Decimal("0.7"))
