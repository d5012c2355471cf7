"""From drafts to observations: signs, units, bounds, period, basis, status, accounting, subject and the span that proves them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.extract.metrics import spoken
from kg.extract.names.gates import may_be_named
from kg.extract.observations.accounting import accounting_in
from kg.extract.observations.breakeven import break_even
from kg.extract.observations.drafts import Draft
from kg.extract.observations.labels import nominal, plain
from kg.extract.observations.naming import Named, fit, vocabulary
from kg.extract.observations.owner import Owners
from kg.extract.observations.roles import Part
from kg.extract.observations.status import ahead_of_it, status_of
from kg.extract.observations.timing import stated
from kg.extract.observations.tokens import METRIC, PERIOD, QUANTITY, Line
from kg.extract.observations.values import numbers_of
from kg.extract.observations.when import (
    ahead,
    balance_day,
    basis_at,
    basis_between,
    gone,
    key_of,
    period_at,
    quarter_before,
    same_part,
    year_before,
)
from kg.extract.quantity import Grain, PeriodRef
from kg.extract.subject_names import Found
from kg.extract.subjects import Subjects
from kg.lexicon import words_of
from kg.types import Context, EntityType, Mention, Note, Observation, Scene, Span, Status, Thing

_SUBJECT = 45  # characters within which a metric is likely to be the subject of its sentence
_OUTLOOK = 8  # sentences for which an outlook is given for the same period
_BALANCES = words_of("classes", "balances")
_FADES = 3  # sentences after which what was said before means nothing any more


_TURNS = words_of("grammar", "turns")
_FRAMES = frozenset("for during the our".split())


@dataclass
class Carry:
    """What a sentence leaves to the next one of the paragraph."""

    named: Named | None = None
    period: PeriodRef | None = None  # in front of a sentence of the paragraph: "For the full year, …"
    spoken: PeriodRef | None = None  # the last one said of a number
    outlook: bool = False
    guided: PeriodRef | None = None  # what the outlook of this speech is given for
    unguided: int = 0  # sentences since
    subject: Thing | None = None
    last: Found | None = None  # what the number before is about
    paragraph: int = -1
    distance: int = 0
    currency: str | None = None  # of most amounts in the document
    notes: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> bool:
        """Whether a ratio was spoken of, which a share said in passing does not end."""
        entry = vocabulary(self.named.id) if self.named is not None else None
        return entry is not None and entry.unit == "percent"

    def enter(self, scene: Scene) -> None:
        """A new paragraph: what was said before fades unless the paragraphs are single sentences."""
        if scene.passage.turn is None or scene.passage.turn != self.paragraph:
            self.subject = None
        if (scene.passage.turn != self.paragraph and scene.passage.turn is not None) or self.unguided > _OUTLOOK:
            self.guided = None
        if len(scene.sentences) > 1 or scene.passage.turn != self.paragraph or self.distance > _FADES:
            self.named, self.period, self.spoken, self.outlook = None, None, None, False
        self.paragraph = scene.passage.turn if scene.passage.turn is not None else -1

    def pass_over(self, start: int, mentions: list[Mention]) -> None:
        """A sentence without numbers: a metric or period it names is what "it" may mean next."""
        self.distance += 1
        self.unguided += 1
        self.outlook = self.outlook and self.distance < _FADES
        for m in mentions:
            if m.kind == "metric" and (self.named is None or m.span.start - start < _SUBJECT):
                value = m.value
                self.named = Named(value.metric.id, "carried", 0, 0, value.accounting)  # type: ignore[attr-defined]

    def foresee(self, text: str, mentions: list[Mention]) -> None:
        """A sentence without numbers that opens an outlook says what it is given for: "Our guidance for the third quarter is as follows"."""
        period = next((m.value for m in mentions if m.kind == "period"), None)
        if isinstance(period, PeriodRef) and ahead_of_it(text):
            self.guided, self.unguided = period, 0

    def frame(self, line: Line) -> None:
        """A period in front of a sentence holds for the ones after it: "For the full year, …"."""
        for k, t in enumerate(line.tokens[:7]):
            if t.kind == QUANTITY or t.kind == METRIC:
                break
            if t.kind == PERIOD and t.period is not None and t.period.grain != Grain.SPAN and (k == 0 or line.tokens[k - 1].text in _FRAMES or t.period.grain == Grain.TO_DATE) and (k < 4 or line.tokens[0].text in _TURNS):
                self.period, self.distance = t.period, 0
                break



def finish(context: Context, scene: Scene, line: Line, drafts: list[Draft], carry: Carry, subjects: Subjects, owners: Owners) -> Iterator[Observation | Note]:
    """The observations of one sentence; ``carry`` is brought up to date."""
    outlook = False
    carry.last = None
    carry.unguided += 1
    spoken: PeriodRef | None = None
    for n, draft in enumerate(drafts):
        floor = drafts[n - 1].last + 1 if n else 0
        ceiling = min((d.first for d in drafts[n + 1 :] if d.first > draft.last), default=len(line.tokens))
        made = _finish_one(context, scene, line, draft, floor, ceiling, carry, outlook, subjects, owners)
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
        carry.named = Named(carry.named.id, "carried", 0, 0, carry.named.accounting, share=drafts[0].share is not None and not drafts[0].thing_share)
        carry.outlook = outlook
        carry.distance = 0 if spoken is not None or outlook else carry.distance + 1
    carry.spoken = spoken or carry.spoken
    carry.frame(line)
    if owners.article and carry.last is None:
        carry.subject = None
    owners.heard(line)


def _finish_one(context: Context, scene: Scene, line: Line, draft: Draft, floor: int, ceiling: int, carry: Carry, outlook: bool, subjects: Subjects, owners: Owners) -> tuple[Observation, PeriodRef | None] | Note | None:
    tokens = line.tokens
    draft.named = plain(draft.named)
    said = stated(context, line, draft, floor, ceiling, carry, outlook)
    if said is None:
        return None
    used = sorted({*draft.tokens, *([draft.named.first, draft.named.last] if draft.named.rule != "carried" else [])})
    span = Span(tokens[used[0]].start, tokens[used[-1]].end)
    named = nominal(line, draft.named, context.document.text)
    if named is None:
        draft.nameless = True
        return Note("no noun phrase names what this number measures", span, "number-without-measure")
    draft.named = _meant(line, draft, named)
    of = _index(line, draft, context) or _owner(line, draft, floor, carry, subjects, owners) or owners.of(line, draft)
    if of is None:
        return Note("nobody is named whose number this is", span, "number-without-owner")
    basis, prior_period = _basis(context, line, draft, floor, ceiling, said.key)
    if draft.prior is not None:
        prior_ref, _ = period_at(line, draft.prior, draft.prior, ceiling, context)
        prior_period = same_part(key_of(prior_ref, context), said.key) or prior_period
        basis = basis or basis_between(said.key, prior_period)
        if prior_period is None and basis in ("YoY", "QoQ"):
            prior_period = year_before(said.key) if basis == "YoY" else quarter_before(said.key)
    key = said.key
    if draft.named.id in _BALANCES and said.status == Status.REPORTED and draft.level is not None:
        key, prior_period = balance_day(key, context), balance_day(prior_period, context)
    observation = Observation(
        span=span,
        rule=f"{draft.named.rule}/{draft.rule}",
        by=scene.by,
        because=tuple(m for m in (tokens[k].mention for k in used) if m is not None),
        of=of,
        metric=draft.named.id,
        status=said.status,
        label=draft.named.label,
        period=key,
        basis=basis,
        prior_period=prior_period,
        share_of=draft.share,
        accounting=draft.named.accounting or accounting_in(line, draft),
        **numbers_of(line, draft, carry.currency),  # type: ignore[arg-type]
    )
    return observation, said.ref


def _index(line: Line, draft: Draft, context: Context) -> Thing | None:
    """ "The Harbor 40 index slid 2 percent": the index that moved."""
    if draft.named.rule != "index-moved":
        return None
    span = Span(line.tokens[draft.named.first].start, line.tokens[draft.named.last].end)
    return Thing(EntityType.INDEX, " ".join(span.of(context.document.text).split()), span)


def _meant(line: Line, draft: Draft, named: Named) -> Named:
    """``named`` as the metric of the vocabulary that its label alone is a term of, when the unit fits."""
    entry = spoken(named.id[6:]) if named.id.startswith("other:") and draft.level is not None else None
    id = fit(entry, line.tokens[draft.level].quantity, Part.LEVEL) if entry is not None and draft.level is not None else None
    return replace(named, id=id) if id else named


def _owner(line: Line, draft: Draft, floor: int, carry: Carry, subjects: Subjects, owners: Owners) -> Thing | None:
    """The thing that the number is about, None for the company; the topic of the paragraph is brought up to date."""
    named = draft.named
    found = subjects.of(
        line, named.token, draft.anchor, named.id, floor, carry.subject, draft.thing_share, named.rule in ("carried", "predicate-contributed"), named.rule in ("predicate-sold", "predicate-produced")
    )
    if found and found.thing.span not in subjects.vouched and not may_be_named(subjects.context.document.text, found.thing):
        found = None
    if found and found.rule == "topic" and owners.speaks(line, draft):
        found = carry.subject = None
    if found and _keeps(found):
        carry.subject = found.thing
    elif found is None and subjects.whole(line, named.token, named.id):
        carry.subject = None
    if found and found.thing.type == EntityType.MARKET:
        subjects.market = found.thing
    if found is None and carry.last is not None and any(t.text in _SHARING for t in line.tokens[max(0, draft.anchor - 4) : draft.anchor]):
        found = carry.last
    carry.last = found
    return found.thing if found else None


_SHARING = frozenset("representing comprising constituting accounting".split())  # said of what the number before is about


def _keeps(found: Found) -> bool:
    """Whether the thing stays the topic of the next sentences."""
    if found.thing.type in (EntityType.COMPANY, EntityType.INDEX) or found.rule in ("anaphor", "of-which", "what-was-sold", "target", "owner"):
        return False
    return not (found.rule == "behind-metric" and found.thing.type == EntityType.MARKET)


def _basis(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, key: str | None) -> tuple[str | None, str | None]:
    at = draft.change if draft.change is not None else draft.prior
    if at is None:
        return None, None
    comparison, _ = basis_at(line, at, floor if floor <= at else 0, ceiling)
    if comparison is None and draft.prior is not None:
        comparison, _ = basis_at(line, draft.prior, draft.prior, len(line.tokens), far=True)
    if comparison is not None:
        against = same_part(key_of(comparison.against, context), key)
        basis = comparison.basis.value if comparison.basis else basis_between(key, against)
        return basis, against
    if draft.named.id == "stockPrice":
        return "other", None
    if draft.change is not None:
        return "YoY", None
    return None, None


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
