"""From the quantities of one sentence to observations in the making: which level, change and prior belong together, and what they measure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.extract.observations.choose import metric_of_change, metric_of_level, own_subject, refit, sells_pieces
from kg.extract.observations.naming import Named, fit, named_left, share_of
from kg.extract.observations.respectively import numbers_paired, pairs
from kg.extract.observations.roles import Part, Role, change_role, role_of
from kg.extract.observations.tokens import CUE, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, directions
from kg.extract.quantity import Quantity, Sort


@dataclass
class Draft:
    """Token indexes of the parts of one observation. ``named`` is its metric; ``share`` the metric id it is a share of."""

    named: Named
    rule: str
    level: int | None = None
    change: int | None = None
    prior: int | None = None
    role: Role | None = None  # of the change
    share: str | None = None
    thing_share: bool = False  # "22% of revenue" of a thing, not of a metric
    low: int | None = None  # "range from $0.15 to $0.30 … and from $0.37 to $0.52": the lower end of the second range
    high: int | None = None  # "within a range of $0.82 and $0.96": the upper end
    split: bool = False  # "decreased $21 million to $37 million": low is the change, high the level
    tokens: list[int] = field(default_factory=list)

    @property
    def first(self) -> int:
        return min([*self.tokens, *([self.named.first] if self.named.rule != "carried" else [])])

    @property
    def last(self) -> int:
        return max([*self.tokens, *([self.named.last] if self.named.rule != "carried" else [])])

    @property
    def anchor(self) -> int:
        """The token of the number that leads: the level, else the change."""
        return self.level if self.level is not None else self.change if self.change is not None else self.tokens[0]


def drafts_of(line: Line, carried: Named | None) -> list[Draft]:
    """The observations of a sentence. ``carried`` is the metric of the sentence before, for "It fell 34%"."""
    reader = Reader(line, carried)
    for i in line.quantities():
        reader.take(i)
    return reader.out


_PAPER = frozenset("senior convertible secured unsecured subordinated preferred cumulative perpetual redeemable fixed-rate".split())
_OPPOSITES = ({"netIncome", "netLoss"}, {"operatingIncome", "operatingLoss"})


class Reader:
    """Reads the numbers of one sentence from left to right."""

    def __init__(self, line: Line, carried: Named | None) -> None:
        self.line, self.carried = line, carried
        self.out: list[Draft] = []
        self.waiting: int | None = None  # a prior said before its level: "from 77% to 42%"
        self.last = -1  # token index of the last number read
        self.floor = 0  # the first token that may name the metric of the next number
        self.was_prior = False
        self.paired = pairs(line)
        self.respectively = numbers_paired(line) if not self.paired else ()

    def take(self, i: int) -> None:
        """Read the number at token ``i``."""
        quantity = self.line.tokens[i].quantity
        if quantity.sort == Sort.DURATION or (quantity.sort == Sort.FACTOR and not named_left(self.line, i, Part.LEVEL, 0)):
            return
        if (quantity.bare and not quantity.scaled and self._part_of_name(i, quantity)) or self._next_dollar(i, quantity):
            return
        role = role_of(self.line, i)
        if quantity.unit == "percent" and self._coupon(i):
            return
        if quantity.sort == Sort.CHANGE and quantity.value == 0 and not self._flat_metric(i):
            return
        if i in self.paired and role.part in (Part.LEVEL, Part.CHANGE):
            self._paired(i, role)
            return
        if i in self.respectively and role.part == Part.CHANGE and self._nth_change(i, role):
            return
        if self.was_prior and role.part == Part.LEVEL and self._joined(i) and self._open_prior(quantity) is not None:
            role = Role(Part.PRIOR, "prior-listed")
        if role.part == Part.CHANGE and quantity.money and (effect := own_subject(self.line, i, self.floor)) and effect.id.endswith(("impact", "effect", "headwind", "benefit")):
            role = Role(Part.LEVEL, "effect")
        if role.part == Part.CHANGE and quantity.ranged and quantity.money and role.rule == "change-verb" and self._past(role):
            self._split(i, quantity, role)
        elif role.part == Part.PRIOR:
            self._prior(i, quantity, role)
        elif role.part == Part.CHANGE:
            self._change(i, quantity, role)
        elif role.part == Part.SHARE:
            self._share(i, role)
        else:
            self._level(i, quantity, role)
        self.was_prior = role.part == Part.PRIOR
        self.last = i
        if self.waiting != i and any(i in d.tokens for d in self.out):
            self.floor = i + 1

    def _paired(self, i: int, role: Role) -> None:
        m = self.paired[i]
        t = self.line.tokens[m]
        first = role_of(self.line, min(self.paired))
        if first.part == Part.CHANGE:
            role = first
        id = fit(t.metric.metric, self.line.tokens[i].quantity, role.part)
        if id is None:
            return
        named = Named(id, "respectively", m, m, t.metric.accounting, None, m)
        if role.part == Part.CHANGE:
            self.out.append(Draft(named, role.rule, change=i, role=role, tokens=[i]))
        else:
            self.out.append(Draft(named, "level", level=i, tokens=[i]))
        self.last, self.floor, self.was_prior = i, i + 1, False

    def _nth_change(self, i: int, role: Role) -> bool:
        """ "revenue was $32 million and RevPAR $25, declines of 86% and 87%, respectively": the nth change is of the nth level."""
        count, at = len(self.respectively), self.respectively.index(i)
        levels = [d for d in self.out if d.level is not None and d.level < self.respectively[0]][-count:]
        if len(levels) < count or levels[at].change is not None:
            return False
        levels[at].change, levels[at].role = i, role
        levels[at].tokens.append(i)
        self.last, self.was_prior = i, False
        return True

    # --- one number each ------------------------------------------------------------------------------------------------------------------

    def _level(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        if current and current.level is None and current.change is not None and self._reaches(i) and not self._fresh(i):
            named = refit(self.line, current.named, quantity, current.share is not None)
            if named and named.id == "revenue" and sells_pieces(self.line, i):
                named = replace(named, id="unitsSold")
            if named and quantity.ranged != self.line.tokens[current.change].quantity.ranged:
                named = named if not quantity.ranged else None
            if named and quantity.ranged:
                self.out.append(Draft(named, "level-beside-change", level=i, tokens=[i]))
                return
            if named:
                current.level, current.named = i, named
                current.tokens.append(i)
                self._take_waiting(current)
                return
        if current and current.level is not None and quantity.money and self._closes_range(i, current):
            current.high = i
            current.tokens.append(i)
            return
        if current and self.was_prior and current.prior is not None and self._same_unit(current, quantity) and self._listed(i):
            self.out.append(Draft(current.named, "further-level", level=i, tokens=[i], share=current.share))
            return
        share = self._share_said(i, quantity)
        if current and current.level is None and current.change is not None and self._resulting(i, current):
            current.level = i
            current.tokens.append(i)
            return
        if current and self._ellipsis(i, quantity, current):
            self.out.append(Draft(current.named, "ellipsis", change=i, role=current.role, tokens=[i], share=current.share))
            return
        if current and current.level is not None and self._including(i) and (again := refit(self.line, current.named, quantity, False)):
            self.out.append(Draft(again, "part-of-level", level=i, tokens=[i]))
            return
        named = metric_of_level(self.line, i, self.floor, self.carried, self.out[-1].named if self.out and self.waiting is None and self._listed(i) else None, share is not None)
        thing = False
        if self.out and (named is None or named.id.startswith("other:")) and self._estimate(i):
            named = refit(self.line, self.out[-1].named, quantity, False) or named
        if share is not None and quantity.unit == "percent" and (named is None or named.rule in ("measured-left", "measured-right")):
            k = share_of(self.line, i, 0)
            if k is not None and self.line.tokens[k - 1].text not in ("a", "percent") and not self._percentage_of(k):
                named, thing = Named(share, "share-of-whole", k, k, None, None, k), True
        if named is None:
            self.waiting = None
            return
        draft = Draft(named, role.rule, level=i, tokens=[i], share=share or self._ratio(named, quantity))
        draft.thing_share = thing
        if draft.share is None and current and self._listed(i) and named.id == current.named.id and quantity.unit == "percent":
            draft.share, draft.thing_share = current.share, current.thing_share
        if self.waiting is not None and current and current.level is not None and self.line.tokens[current.level].quantity.ranged and self._revised(current):
            current.tokens.extend((self.waiting, i))  # "to $4.10 to $4.20 from $3.90 to $4.00": the old range, of which a prior holds no number
            self.waiting = None
            return
        if self.waiting is not None and current and current.level is not None and self.line.tokens[current.level].quantity.ranged:
            draft.low, self.waiting = self.waiting, None
            draft.tokens.append(draft.low)
        self._take_waiting(draft)
        self.out.append(draft)

    def _change(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        if current and current.change is None and current.level is not None and not self._other_metric(i, role) and self._attachable(current, i):
            current.change, current.role = i, role
            current.tokens.append(i)
            return
        named = metric_of_change(self.line, i, role, self.floor, self.carried, self.out[-1].named if self.out else None)
        if named is None:
            return
        share = self._share_said(i, quantity) or self._ratio(named, quantity)
        self.out.append(Draft(named, role.rule, change=i, role=role, tokens=[i], share=share))

    def _split(self, i: int, quantity: Quantity, role: Role) -> None:
        named = metric_of_change(self.line, i, role, self.floor, self.carried, None)
        if named:
            self.out.append(Draft(named, "change-to-level", level=i, change=i, role=role, split=True, tokens=[i]))

    def _prior(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        if role.rule == "prior-from" and self._level_follows(i):
            self.waiting = i
            return
        if current and self._estimate(i) and not self._fresh(i) and (again := refit(self.line, current.named, quantity, False)):
            self.out.append(Draft(again, "estimate", level=i, tokens=[i]))
            return
        open_draft = self._open_prior(quantity)
        if open_draft is not None and not self._fresh_other(i, open_draft):
            open_draft.prior = i
            open_draft.tokens.append(i)
            return
        if current and current.level is not None and self._same_unit(current, quantity):
            if current.prior is not None:
                self.out.append(Draft(current.named, "further-level", level=i, tokens=[i], share=current.share))
            return
        if current and current.level is None and current.change is not None and not self._fresh(i):
            if quantity.money or quantity.unit == "count":
                current.prior = i
                current.tokens.append(i)
            elif quantity.percentage:
                self._other_change(i, current)
            return
        if current and current.level is None and current.change is not None and self._resulting(i, current):
            current.level = i
            current.tokens.append(i)
            return
        if current and self._ellipsis(i, quantity, current):
            self.out.append(Draft(current.named, "ellipsis", change=i, role=current.role, tokens=[i], share=current.share))
            return
        if current and current.level is not None and self._including(i) and (again := refit(self.line, current.named, quantity, False)):
            self.out.append(Draft(again, "part-of-level", level=i, tokens=[i]))
            return
        named = metric_of_level(self.line, i, self.floor, self.carried, None, False)
        if named:
            self.out.append(Draft(named, "level-compared", level=i, tokens=[i], share=self._ratio(named, quantity)))

    def _other_change(self, i: int, current: Draft) -> None:
        """ "compared with growth of 8% a year ago", "versus a 5% decline in the Harbor 40 index"."""
        own = change_role(self.line, i) or current.role
        index = any(t.text in ("index", "indices") for t in self.line.tokens[i + 1 : i + 9])
        named = replace(current.named, id="other:index level", token=None) if index else current.named
        self.out.append(Draft(named, "further-change", change=i, role=own, tokens=[i], share=current.share))

    def _share(self, i: int, role: Role) -> None:
        current = self.out[-1] if self.out else None
        tokens = self.line.tokens
        denominator = tokens[role.metric].metric.metric.id if role.metric is not None else "revenue"
        left = named_left(self.line, i, Part.SHARE, self.floor)
        if left is None and current and current.level is not None and tokens[current.level].quantity.money and not current.named.id.startswith("other:"):
            left = current.named
        thing = left is None or left.id == denominator
        at = role.metric if role.metric is not None else i
        named = Named(denominator, "share", at, at, token=role.metric) if left is None or left.id == denominator else left
        self.out.append(Draft(named, role.rule, level=i, tokens=[i], share=denominator, thing_share=thing))

    # --- the words between ----------------------------------------------------------------------------------------------------------------

    def _open_prior(self, quantity: Quantity) -> Draft | None:
        """The first draft among the last ones of the same unit that has a level and no prior yet."""
        fitting = [d for d in self.out if d.level is not None and self._same_unit(d, quantity)]
        return fitting[-1] if fitting and fitting[-1].prior is None and fitting[-1] in self.out[-3:] else None

    def _fresh_other(self, i: int, draft: Draft) -> bool:
        """ "compared with an operating loss of …": the number belongs to another metric named just before it."""
        named = named_left(self.line, i, Part.LEVEL, self.last + 1)
        return named is not None and named.id != draft.named.id and {named.id, draft.named.id} not in _OPPOSITES and draft is not self.out[-1]

    def _joined(self, i: int) -> bool:
        return all(t.kind == PERIOD or t.text in ("or", "and", ",", "in", "for", "the", "of") for t in self.line.tokens[self.last + 1 : i]) and any(
            t.text == "or" for t in self.line.tokens[self.last + 1 : i]
        )

    def _closes_range(self, i: int, current: Draft) -> bool:
        """ "a range of $0.82 and $0.96", "between $3.35 a share to $3.75"."""
        assert current.level is not None
        tokens, own = self.line.tokens, self.line.tokens[current.level].quantity
        opened = any(t.text in ("range", "ranges", "between", "ranging") for t in tokens[max(0, current.level - 4) : current.level])
        between = [t.text for t in tokens[current.level + 1 : i]]
        low, high = own.value, tokens[i].quantity.value
        return self.last == current.level and opened and between in (["and"], ["to"], ["and", "about"], ["to", "about"]) and low is not None and high is not None and low < high

    def _part_of_name(self, i: int, quantity: Quantity) -> bool:
        """ "the 787 Stacker", "the Harbor 500 firms": digits of a name count nothing."""
        tokens = self.line.tokens
        small = quantity.value is not None and quantity.value < 1000 and "," not in tokens[i].text
        ahead = i + 1 < len(tokens) and tokens[i + 1].kind == WORD and tokens[i + 1].capital and len(tokens[i + 1].text) > 2
        return small and (ahead or (i > 1 and tokens[i - 1].kind == WORD and tokens[i - 1].capital))

    def _next_dollar(self, i: int, quantity: Quantity) -> bool:
        """ "the next $1": a way of speaking."""
        return quantity.money and quantity.value == 1 and not quantity.scaled and i > 0 and self.line.tokens[i - 1].text in ("next", "every", "each", "extra", "additional", "last", "first", "incremental")

    def _coupon(self, i: int) -> bool:
        """ "4% senior notes": the rate only names the paper."""
        words = [t.text for t in self.line.tokens[i + 1 : i + 4]]
        return bool(words) and (words[0] in ("notes", "bonds", "debentures") or (words[0] in _PAPER and any(w in ("notes", "bonds", "debentures", "stock", "shares", "note", "bond") for w in words)))

    def _revised(self, current: Draft) -> bool:
        assert current.level is not None and self.waiting is not None
        return [t.text for t in self.line.tokens[current.level + 1 : self.waiting] if t.kind == WORD and t.text not in ("a", "range", "of", "the", "previous", "prior", "our", "its")] == ["from"]

    def _estimate(self, i: int) -> bool:
        """ "topping Wall Street estimates of 69 cents": of the metric just said."""
        return any(t.text in ("estimate", "estimates", "expectations", "forecast", "forecasts", "consensus", "view", "views", "expected") for t in self.line.tokens[self.last + 1 : i])

    def _resulting(self, i: int, current: Draft) -> bool:
        """ "backlog grew 14%, resulting in backlog of $6.8 billion"."""
        between = self.line.tokens[self.last + 1 : i]
        if not any(t.text in ("resulting", "bringing", "reaching") for t in between):
            return False
        named = named_left(self.line, i, Part.LEVEL, self.last + 1)
        return named is not None and named.id == current.named.id

    def _ellipsis(self, i: int, quantity: Quantity, current: Draft) -> bool:
        """ "fell 12% in North America and 11% in Europe", "up 12% and 14% in constant currency"."""
        if current.change is None or not quantity.percentage or self.last != current.tokens[-1] or self.line.tokens[current.change].quantity.unit != quantity.unit:
            return False
        tokens = self.line.tokens
        between = tokens[self.last + 1 : i]
        if len(between) > 7 or any(t.kind == METRIC or t.text in COPULAS - {"of"} or t.text in directions()["verb"] or t.text in (";", "to", "of", "from") for t in between):
            return False
        behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
        joined = [t.text for t in between if t.kind not in (PERIOD, CUE)]
        return (joined in (["and"], [","], [",", "and"], ["or"]) and behind in ("in", "on", "at", "organically", "for")) or (bool(joined) and joined[0] in ("in", "for") and behind in ("in", "for"))

    def _including(self, i: int) -> bool:
        """ "818,000 units, including 483,000 from the Lakeside plant"."""
        tokens = self.line.tokens
        behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
        return tokens[i - 1].text == "including" and behind in ("from", "in", "at")

    def _flat_metric(self, i: int) -> bool:
        """ "flat" and "unchanged" are said of anything: a metric or a named thing must be beside them."""
        return any(t.kind == METRIC for t in self.line.tokens[max(0, i - 12) : i + 5]) or bool(self.line.things) or any(t.text in ("shares", "stock") for t in self.line.tokens[:4])

    def _past(self, role: Role) -> bool:
        return role.via.endswith("ed") or role.via in ("rose", "fell", "grew", "up", "down", "slid", "sank")

    def _share_said(self, i: int, quantity: Quantity) -> str | None:
        """ "as a percentage of revenue", "the proportion of third-party revenue"."""
        if quantity.unit not in ("percent", "pp", "bp"):
            return None
        k = share_of(self.line, i, 0)
        if k is None or (any(t.kind == METRIC for t in self.line.tokens[k + 1 : i]) and not self._percentage_of(k)):
            return None
        return self.line.tokens[k].metric.metric.id

    def _percentage_of(self, k: int) -> bool:
        """ "as a percentage of revenue" says of what the metric is a share; "the proportion of revenue" is itself the metric."""
        return any(t.text in ("as", "percentage") for t in self.line.tokens[max(0, k - 5) : k])

    def _ratio(self, named: Named, quantity: Quantity) -> str | None:
        token = named.token
        if token is None or token >= len(self.line.tokens) or not quantity.percentage:
            return None
        t = self.line.tokens[token]
        return "revenue" if t.kind == METRIC and t.metric.share else None

    def _fresh(self, i: int) -> bool:
        """Whether a metric is named between the last number and this one."""
        own = self.out[-1].named.token if self.out else None
        return any(t.kind == METRIC and k != own for k, t in enumerate(self.line.tokens[self.last + 1 : i], self.last + 1))

    def _other_metric(self, i: int, role: Role) -> bool:
        if role.metric is not None and self.out:
            return self.out[-1].named.id != self.line.tokens[role.metric].metric.metric.id
        return self._fresh(i)

    def _reaches(self, i: int) -> bool:
        between = self.line.tokens[self.last + 1 : i]
        return any(t.text in ("to", "at", "reaching", "reached", "or", "totaling", "was", "were", "of", "totaled") for t in between) or all(t.kind != WORD for t in between)

    def _same_unit(self, current: Draft, quantity: Quantity) -> bool:
        if current.level is None:
            return False
        own = self.line.tokens[current.level].quantity
        if own.money and quantity.money:
            return own.unit == quantity.unit or (own.currency == quantity.currency and not own.scaled and not quantity.scaled and own.place == quantity.place)
        return own.unit == quantity.unit or (quantity.bare and (own.bare or quantity.scaled or (own.percentage and quantity.place < 1)))

    def _attachable(self, current: Draft, i: int) -> bool:
        if current.named.rule == "predicate-valued":
            return False
        between = self.line.tokens[self.last + 1 : i]
        if any((t.text in BREAKS and t.text not in ("which", "that")) or t.text == ";" for t in between):
            return False
        return own_subject(self.line, i, self.last + 1) is None

    def _listed(self, i: int) -> bool:
        between = self.line.tokens[self.last + 1 : i]
        return len(between) <= 8 and all(
            t.kind != WORD or t.text in ("and", "or", "to", "in", "for", "of", "then", "now", "respectively", "the", "a", "at", "is", "was", "about", "compared", "with", "at", "end") for t in between
        ) and not any(t.kind == METRIC for t in between)

    def _level_follows(self, i: int) -> bool:
        tokens = self.line.tokens
        for k in range(i + 1, min(i + 14, len(tokens))):
            if tokens[k].kind == QUANTITY:
                return any(t.text in ("to", "into") for t in tokens[i + 1 : k])
        return False

    def _take_waiting(self, draft: Draft) -> None:
        if self.waiting is not None and draft.prior is None:
            draft.prior = self.waiting
            draft.tokens.append(self.waiting)
        self.waiting = None
