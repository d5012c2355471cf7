"""From the quantities of one sentence to observations in the making: which level, change and prior belong together, and what they measure."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.observations.naming import Named, clause_start, counted, fit, measured_left, measured_right, named_left, named_right, share_of
from kg.extract.observations.roles import Part, Role, role_of
from kg.extract.observations.tokens import COMMA, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, PRONOUNS
from kg.extract.quantity import Quantity, Sort


@dataclass
class Draft:
    """Token indexes of the parts of one observation. ``named`` is its metric; ``denominator`` the METRIC token (or id) of a share."""

    named: Named
    rule: str
    level: int | None = None
    change: int | None = None
    prior: int | None = None
    role: Role | None = None  # of the change
    share: str | None = None
    thing_share: bool = False  # "22% of revenue" of a thing, not of a metric
    tokens: list[int] = field(default_factory=list)

    @property
    def first(self) -> int:
        return min([*self.tokens, self.named.first])

    @property
    def last(self) -> int:
        return max([*self.tokens, self.named.last])

    @property
    def anchor(self) -> int:
        """The token of the number that leads: the level, else the change."""
        return self.level if self.level is not None else self.change if self.change is not None else self.tokens[0]


def drafts_of(line: Line, carried: Named | None) -> list[Draft]:
    """The observations of a sentence. ``carried`` is the metric of the sentence before, for "It fell 34%"."""
    return _Reader(line, carried).read()


class _Reader:
    def __init__(self, line: Line, carried: Named | None) -> None:
        self.line, self.carried = line, carried
        self.out: list[Draft] = []
        self.waiting: int | None = None  # a prior said before its level: "from 77% to 42%"
        self.last = -1  # token index of the last number read

    def read(self) -> list[Draft]:
        for i in self.line.quantities():
            quantity = self.line.tokens[i].quantity
            if quantity.sort == Sort.DURATION or (quantity.sort == Sort.FACTOR and not self._factor(i)):
                continue
            role = role_of(self.line, i)
            if role.part == Part.PRIOR:
                self._prior(i, quantity, role)
            elif role.part == Part.CHANGE:
                self._change(i, quantity, role)
            elif role.part == Part.SHARE:
                self._share(i, role)
            else:
                self._level(i, quantity, role)
            self.last = i
        return self.out

    # --- one number each ------------------------------------------------------------------------------------------------------------------

    def _factor(self, i: int) -> bool:
        return named_left(self.line, i, Part.LEVEL, 0) is not None

    def _level(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        if current and current.level is None and current.change is not None and self._to(i) and not self._fresh(i):
            if self._same_kind(current, quantity):
                current.level = i
                current.tokens.append(i)
                id = self._refit(current.named, quantity)
                current.named = id or current.named
                self._take_waiting(current)
                return
        named = self._name(i, quantity, Part.LEVEL)
        if named is None:
            self.waiting = None
            return
        draft = Draft(named, role.rule, level=i, tokens=[i])
        k = share_of(self.line, i, 0)
        if k is not None and quantity.unit == "percent":
            draft.share = self.line.tokens[k].metric.metric.id
        self._take_waiting(draft)
        self.out.append(draft)

    def _change(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        fresh = self._fresh_metric(i, role)
        if current and current.change is None and current.level is not None and not fresh and self._attachable(current, i, quantity):
            current.change, current.role = i, role
            current.tokens.append(i)
            return
        named = self._name_change(i, quantity, role)
        if named is None:
            return
        self.out.append(Draft(named, role.rule, change=i, role=role, tokens=[i]))

    def _prior(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        if role.rule == "prior-from" and self._level_follows(i):
            self.waiting = i
            return
        if current and current.prior is None and current.level is not None and self._same_unit(current, quantity):
            current.prior = i
            current.tokens.append(i)
            return
        if current and current.prior is not None and self._same_unit(current, quantity):
            self.out.append(Draft(current.named, "further-level", level=i, tokens=[i], share=current.share))
            return
        if current and current.level is None and current.change is not None and quantity.money and not self._fresh(i):
            current.prior = i
            current.tokens.append(i)
            return
        named = self._name(i, quantity, Part.LEVEL)
        if named:
            self.out.append(Draft(named, "level-compared", level=i, tokens=[i]))

    def _share(self, i: int, role: Role) -> None:
        current = self.out[-1] if self.out else None
        tokens = self.line.tokens
        denominator = tokens[role.metric].metric.metric.id if role.metric is not None else "revenue"
        left = named_left(self.line, i, Part.SHARE, max(0, self.last)) if self._fresh(i) else None
        if left is None and current and current.level is not None:
            left = current.named
        thing = left is None or left.id == denominator
        named = Named(denominator, "share", role.metric if role.metric is not None else i, role.metric if role.metric is not None else i) if thing else left
        assert named is not None
        self.out.append(Draft(named, role.rule, level=i, tokens=[i], share=denominator, thing_share=thing))

    # --- the metric -----------------------------------------------------------------------------------------------------------------------

    def _name(self, i: int, quantity: Quantity, part: Part) -> Named | None:
        """The metric of a level: beside the number, before it, inherited, or the measured phrase as said."""
        line = self.line
        tight = self._tight_left(i, quantity, part)
        if tight:
            return tight
        right = named_right(line, i, part)
        if right:
            return right
        if quantity.unit in ("count", "shares") and (tail := counted(line, i)):
            return tail if quantity.bare or quantity.unit == "shares" else None
        left = named_left(line, i, part, self.last + 1 if self.last >= 0 else 0)
        if left and not self._clause_between(left.last, i):
            return left
        if quantity.money or quantity.unit == "percent":
            tail = measured_right(line, i) or measured_left(line, i, self.last + 1)
            if tail:
                return tail
        if left:
            return left
        if self.out and self._listed(i):
            return self._refit(self.out[-1].named, quantity)
        if self.carried and self._pronoun(i):
            return self._refit(self.carried, quantity)
        return named_left(line, i, part, 0) if self.last >= 0 and quantity.money else None

    def _tight_left(self, i: int, quantity: Quantity, part: Part) -> Named | None:
        """A metric that governs the number through nothing but a verb, prepositions and periods."""
        tokens = self.line.tokens
        named = named_left(self.line, i, part, max(self.last + 1, i - 8, 0))
        if named is None:
            return None
        for t in tokens[named.last + 1 : i]:
            if t.kind == METRIC or t.text in ("and", "from", "by", ";") or t.text in BREAKS:
                return None
        return named if any(t.text in ("was", "were", "is", "of", "at", "to", "are", "be", "totaled", "reached", ":", "stood") for t in tokens[named.last + 1 : i]) or named.last == i - 1 else None

    def _name_change(self, i: int, quantity: Quantity, role: Role) -> Named | None:
        line = self.line
        if role.metric is not None:
            t = line.tokens[role.metric]
            id = fit(t.metric.metric, quantity, Part.CHANGE)
            if id:
                return Named(id, "change-object", role.metric, role.metric, t.metric.accounting, None, role.metric)
        floor = self.last + 1 if self.last >= 0 else 0
        left = named_left(line, i, Part.CHANGE, floor)
        if left:
            return left
        subject = measured_left(line, i, floor)
        if subject and not self.out:
            return subject if not self.carried or len(subject.id.split()) > 1 else self.carried
        if self.out and not subject:
            return self.out[-1].named
        if subject:
            return subject
        if self.carried:
            return self.carried
        return None

    def _refit(self, named: Named, quantity: Quantity) -> Named | None:
        if named.token is None or named.token >= len(self.line.tokens) or self.line.tokens[named.token].kind != METRIC:
            from kg.extract.observations.naming import vocabulary

            entry = vocabulary(named.id)
            if entry is None:
                return named
            id = fit(entry, quantity, Part.LEVEL)
        else:
            id = fit(self.line.tokens[named.token].metric.metric, quantity, Part.LEVEL)
        return Named(id, named.rule, named.first, named.last, named.accounting, named.label, named.token) if id else None

    # --- the words between ----------------------------------------------------------------------------------------------------------------

    def _fresh(self, i: int) -> bool:
        """Whether a metric is named between the last number and this one."""
        return any(t.kind == METRIC for t in self.line.tokens[self.last + 1 : i])

    def _fresh_metric(self, i: int, role: Role) -> bool:
        if role.metric is not None and role.metric > i and self.out:
            named = self.out[-1].named
            return named.id != self.line.tokens[role.metric].metric.metric.id
        return self._fresh(i)

    def _to(self, i: int) -> bool:
        return any(t.text in ("to", "at", "reaching", "reached", "and", "or", "totaling", "was", "were", "of", ",", "in", "for") for t in self.line.tokens[self.last + 1 : i])

    def _same_kind(self, current: Draft, quantity: Quantity) -> bool:
        from kg.extract.observations.naming import vocabulary

        entry = vocabulary(current.named.id)
        return entry is None or fit(entry, quantity, Part.LEVEL) is not None

    def _same_unit(self, current: Draft, quantity: Quantity) -> bool:
        if current.level is None:
            return False
        own = self.line.tokens[current.level].quantity
        if own.unit == quantity.unit or (own.money and quantity.money):
            return True
        return quantity.bare or own.unit == "percent" and quantity.unit in ("bp", "percent") and False

    def _attachable(self, current: Draft, i: int, quantity: Quantity) -> bool:
        if current.level is None or self.line.tokens[current.level].quantity.unit == "percent" and current.named.id.startswith("other:"):
            return False
        between = self.line.tokens[self.last + 1 : i]
        return not any(t.text in BREAKS - {"which", "that"} or t.text == ";" for t in between) and measured_subject(self.line, i, self.last + 1) is None

    def _clause_between(self, a: int, i: int) -> bool:
        return any(t.text in BREAKS or t.text in (";", "and") for t in self.line.tokens[a + 1 : i])

    def _listed(self, i: int) -> bool:
        between = self.line.tokens[self.last + 1 : i]
        return len(between) <= 6 and all(t.kind != WORD or t.text in ("and", "or", "to", "in", "for", "of", "then", "now", "respectively", "the", "a", "at", "is", "was", "about") for t in between)

    def _pronoun(self, i: int) -> bool:
        start = self.line.tokens[0].text
        return start in ("it", "this", "that", "it's", "that's", "these", "which") or i <= 2

    def _level_follows(self, i: int) -> bool:
        tokens = self.line.tokens
        for k in range(i + 1, min(i + 12, len(tokens))):
            if tokens[k].kind == QUANTITY:
                return any(t.text == "to" for t in tokens[i + 1 : k])
        return False

    def _take_waiting(self, draft: Draft) -> None:
        if self.waiting is not None and draft.prior is None:
            draft.prior = self.waiting
            draft.tokens.append(self.waiting)
            self.waiting = None


def measured_subject(line: Line, i: int, floor: int) -> Named | None:
    """A subject of its own between the last number and this one: "… and unit cost was 10% higher"."""
    named = measured_left(line, i, floor)
    if named is None or line.tokens[named.first].text in PRONOUNS:
        return None
    return named
