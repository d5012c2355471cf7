"""From drafts to observations: signs, units, bounds, period, basis, status, accounting, subject and the span that proves them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kg.extract.metrics import Metric
from kg.extract.observations.accounting import accounting_in
from kg.extract.observations.breakeven import break_even
from kg.extract.observations.drafts import Draft
from kg.extract.observations.naming import Named, vocabulary
from kg.extract.observations.respectively import periods_paired
from kg.extract.observations.status import status_of
from kg.extract.observations.tokens import METRIC, PERIOD, QUANTITY, Line
from kg.extract.observations.when import ahead, basis_at, basis_between, key_of, only_period, period_at, unfinished
from kg.extract.quantity import PeriodRef, Quantity, Sort
from kg.extract.subjects import Found, Subjects
from kg.types import Context, EntityType, Mention, Note, Observation, Scene, Span, Status, Thing

_SUBJECT = 45  # characters within which a metric is likely to be the subject of its sentence
_FADES = 3  # sentences after which what was said before means nothing any more


_FRAMES = frozenset("for during the our".split())
_DEALS = frozenset("dealValue price stockPrice marketCapitalization stake capacity".split())  # what is agreed or there, whatever "will" stands beside it


@dataclass
class Carry:
    """What a sentence leaves to the next one of the paragraph."""

    named: Named | None = None
    period: PeriodRef | None = None  # in front of a sentence of the paragraph: "For the full year, …"
    spoken: PeriodRef | None = None  # the last one said of a number
    outlook: bool = False
    subject: Thing | None = None
    last: Found | None = None  # what the number before is about
    paragraph: int = -1
    distance: int = 0
    currency: str | None = None  # of most amounts in the document
    notes: list[str] = field(default_factory=list)

    def enter(self, scene: Scene) -> None:
        """A new paragraph: what was said before fades unless the paragraphs are single sentences."""
        if scene.passage.turn is None or scene.passage.turn != self.paragraph:
            self.subject = None
        if len(scene.sentences) > 1 or scene.passage.turn != self.paragraph or self.distance > _FADES:
            self.named, self.period, self.spoken, self.outlook = None, None, None, False
        self.paragraph = scene.passage.turn if scene.passage.turn is not None else -1

    def pass_over(self, start: int, mentions: list[Mention]) -> None:
        """A sentence without numbers: a metric or period it names is what "it" may mean next."""
        self.distance += 1
        self.outlook = self.outlook and self.distance < _FADES
        for m in mentions:
            if m.kind == "metric" and (self.named is None or m.span.start - start < _SUBJECT):
                value = m.value
                self.named = Named(value.metric.id, "carried", 0, 0, value.accounting)  # type: ignore[attr-defined]

    def frame(self, line: Line) -> None:
        """A period in front of a sentence holds for the ones after it: "For the full year, …"."""
        for k, t in enumerate(line.tokens[:7]):
            if t.kind == QUANTITY or t.kind == METRIC:
                return
            if t.kind == PERIOD and t.period is not None and (k == 0 or line.tokens[k - 1].text in _FRAMES):
                self.period, self.distance = t.period, 0
                return


def finish(context: Context, scene: Scene, line: Line, drafts: list[Draft], carry: Carry, subjects: Subjects) -> Iterator[Observation | Note]:
    """The observations of one sentence; ``carry`` is brought up to date."""
    outlook = False
    carry.last = None
    spoken: PeriodRef | None = None
    for n, draft in enumerate(drafts):
        floor = drafts[n - 1].last + 1 if n else 0
        ceiling = min((d.first for d in drafts[n + 1 :] if d.first > draft.last), default=len(line.tokens))
        made = _finish_one(context, scene, line, draft, floor, ceiling, carry, outlook, subjects)
        if made is None:
            continue
        if isinstance(made, Note):
            yield made
            continue
        observation, ref = made
        spoken = ref or spoken
        outlook = outlook or observation.status == Status.GUIDANCE
        yield observation
    if drafts:
        carry.named = drafts[-1].named if len(drafts) == 1 else drafts[0].named
        carry.named = Named(carry.named.id, "carried", 0, 0, carry.named.accounting, share=drafts[0].share is not None and not drafts[0].thing_share)
        carry.outlook = outlook
        carry.distance = 0 if spoken is not None or outlook else carry.distance + 1
    carry.spoken = spoken or carry.spoken
    carry.frame(line)


def _finish_one(context: Context, scene: Scene, line: Line, draft: Draft, floor: int, ceiling: int, carry: Carry, outlook: bool, subjects: Subjects) -> tuple[Observation, PeriodRef | None] | Note | None:
    tokens = line.tokens
    entry = vocabulary(draft.named.id)
    ref, at = period_at(line, draft.anchor, floor if floor <= draft.anchor else 0, ceiling, context)
    if ref is None and floor and at < 0:
        ref, at = period_at(line, draft.anchor, 0, draft.anchor, context)
    paired = periods_paired(line).get(draft.anchor)
    if paired is not None:
        ref, at = tokens[paired].period, paired
    if ref is None and at < 0:
        ref = only_period(line)
    own = ref is not None
    if ref is None and at < 0:
        ref = carry.period or (carry.spoken if line.tokens[0].text in ("it", "that", "this") or " poll " in line.folded or "analyst" in line.folded or "consensus" in line.folded else None)
    key = key_of(ref, context)
    future = ahead(ref, key, context)
    status, why = status_of(line, draft.first, draft.anchor, future and own, outlook or (carry.outlook and (future or not own)))
    if status is None:
        return None
    if status in (Status.GUIDANCE, Status.TARGET) and own and ref is not None and (ref.offset or 0) < 0:
        status = Status.REPORTED
    if status == Status.GUIDANCE and not future and draft.named.id in _DEALS:
        status = Status.REPORTED
    if status == Status.REPORTED and unfinished(key, context):
        if why == "reported" and draft.level is not None and tokens[draft.level].quantity.ranged:
            status = Status.GUIDANCE
        else:
            key = context.layout.header.period.value if context.layout.header.period else key
    header = context.layout.header
    if key is None and ref is None and status in (Status.REPORTED, Status.CONSENSUS) and header.period:
        key = header.period.value
    used = sorted({*draft.tokens, *([draft.named.first, draft.named.last] if draft.named.rule != "carried" else [])})
    span = Span(tokens[used[0]].start, tokens[used[-1]].end)
    because = tuple(tokens[k].mention for k in used if tokens[k].mention is not None)
    found = subjects.of(line, draft.named.token, draft.anchor, draft.named.id, floor, carry.subject, draft.thing_share, draft.named.rule in ("carried", "predicate-contributed"), draft.named.rule in ("predicate-sold", "predicate-produced"))
    if found:
        if found.thing.type not in (EntityType.COMPANY, EntityType.INDEX) and found.rule not in ("anaphor", "of-which", "what-was-sold", "target", "owner") and not (found.rule == "behind-metric" and found.thing.type == EntityType.MARKET):
            carry.subject = found.thing
    elif subjects.whole(line, draft.named.token, draft.named.id):
        carry.subject = None
    if found and found.thing.type == EntityType.MARKET:
        subjects.market = found.thing
    if found is None and carry.last is not None and draft.first and any(t.text == "representing" for t in tokens[max(0, draft.anchor - 4) : draft.anchor]):
        found = carry.last
    carry.last = found
    of = (found.thing if found else None) or context.company
    if of is None:
        return Note("nobody is named whose number this is", span, "number-without-owner")
    fields = _numbers(line, draft, entry, _currency(line) or carry.currency)
    basis, prior_period = _basis(context, line, draft, floor, ceiling, key, status)
    if draft.prior is not None:
        prior_ref, _ = period_at(line, draft.prior, draft.prior, ceiling, context)
        prior_period = key_of(prior_ref, context) or prior_period
        basis = basis or basis_between(key, prior_period)
    observation = Observation(
        span=span,
        rule=f"{draft.named.rule}/{draft.rule}",
        by=scene.by,
        because=tuple(m for m in because if m is not None),
        of=of,
        metric=draft.named.id,
        status=status,
        label=draft.named.label,
        period=key,
        basis=basis,
        prior_period=prior_period,
        share_of=draft.share,
        accounting=draft.named.accounting or accounting_in(line, draft),
        **fields,  # type: ignore[arg-type]
    )
    return observation, ref


def _numbers(line: Line, draft: Draft, entry: Metric | None, currency: str | None) -> dict[str, object]:
    """value, unit, low, high, bound, change, changeUnit, prior, converted."""
    out: dict[str, object] = {}
    tokens = line.tokens
    if draft.level is not None:
        q = tokens[draft.level].quantity
        unit = q.unit
        if entry is not None and entry.unit == "per-share" and q.money and not q.per:
            unit = f"{q.unit}/share"
        if entry is not None and entry.id in ("price", "averageSellingPrice") and q.per == "share" and tokens[draft.level].text.endswith("unit"):
            unit = f"{q.unit[:3]}/unit"
        if entry is not None and entry.unit == "percent" and q.bare:
            unit = "percent"
        if entry is not None and entry.unit == "currency" and q.bare and q.scaled and entry.id not in ("claims", "transactionVolume", "orders"):
            unit = currency or unit
        negative = entry is not None and (draft.named.rule == "left-loss" or (entry.id == "earningsPerShare" and _loss(line, draft)))
        out.update(value=_signed(q.value, negative), low=q.low, high=q.high, unit=unit, bound=q.bound, converted=q.converted)
        if q.bound is None and draft.level > 0 and tokens[draft.level - 1].text in ("above", "below"):
            out["bound"] = ">" if tokens[draft.level - 1].text == "above" else "<"
        if draft.high is not None:
            out.update(value=None, low=q.value, high=tokens[draft.high].quantity.value)
        if draft.low is not None:
            out.update(value=None, low=tokens[draft.low].quantity.value, high=q.value)
        if negative and q.value is None:
            out.update(low=_signed(q.high, True), high=_signed(q.low, True))
    if draft.split:
        q = tokens[draft.tokens[0]].quantity
        sign = 1 if draft.role is None or draft.role.sign == 1 else -1
        out.update(value=q.high, low=None, high=None, change=q.low * sign if q.low is not None else None, change_unit=q.unit)
    elif draft.change is not None:
        _change(tokens[draft.change].quantity, draft, entry, out)
    if draft.prior is not None:
        out["prior"] = tokens[draft.prior].quantity.value
    return out


def _currency(line: Line) -> str | None:
    """The currency of the first amount of money in the sentence."""
    return next((t.quantity.currency for t in line.tokens if t.kind == QUANTITY and t.quantity.money), None)


def _signed(value: Decimal | None, negative: bool) -> Decimal | None:
    return -value if value is not None and negative and value > 0 else value


def _loss(line: Line, draft: Draft) -> bool:
    token = draft.named.token
    return token is not None and token < len(line.tokens) and line.tokens[token].kind == METRIC and "loss" in line.tokens[token].text


def _change(q: Quantity, draft: Draft, entry: Metric | None, out: dict[str, object]) -> None:
    role = draft.role
    sign = 1 if role is None else role.sign
    lower = entry is not None and (entry.better == "lower" or entry.opposite is not None)
    if sign == "better":
        sign = -1 if lower else 1
    elif sign == "worse":
        sign = 1 if lower else -1
    unit = q.unit
    if q.sort in (Sort.CHANGE,):
        sign = 1
    if unit == "percent" and entry is not None and entry.unit == "percent" and entry.id != "sameStoreSales":
        unit = "pp"
    if q.value is not None:
        value = q.value if q.value < 0 else q.value * int(sign)
        out.update(change=value, change_unit=unit)
    else:
        low, high = (q.low, q.high) if sign == 1 else (None if q.high is None else -q.high, None if q.low is None else -q.low)
        out["change_unit"] = unit
        if out.get("value") is None and out.get("low") is None and out.get("high") is None:
            out.update(low=low, high=high, on_change=True)
            if draft.level is None and "unit" not in out:
                out["unit"] = None
    if q.bound and not out.get("bound"):
        out["bound"] = q.bound
        out["on_change"] = out.get("value") is not None or out.get("on_change", False)


def _basis(context: Context, line: Line, draft: Draft, floor: int, ceiling: int, key: str | None, status: Status) -> tuple[str | None, str | None]:
    at = draft.change if draft.change is not None else draft.prior
    if at is None:
        return None, None
    comparison, _ = basis_at(line, at, floor if floor <= at else 0, ceiling)
    if comparison is None and draft.prior is not None:
        comparison, _ = basis_at(line, draft.prior, draft.prior, len(line.tokens), far=True)
    if comparison is not None:
        against = key_of(comparison.against, context)
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
    ref = next((t.period for t in line.tokens if t.kind == PERIOD), None)
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
