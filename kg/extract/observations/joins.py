"""The words between two numbers of a sentence: whether they belong together."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.observations.choose import is_thing, own_subject
from kg.extract.observations.naming import Named, named_left, share_of
from kg.extract.observations.respectively import numbers_paired, pairs
from kg.extract.observations.roles import Part, Role
from kg.extract.observations.tokens import CUE, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, directions
from kg.extract.quantity import Quantity
from kg.lexicon import words_of

_OPPOSITES = ({"netIncome", "netLoss"}, {"operatingIncome", "operatingLoss"})


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
    low: int | None = None  # "range from $0.10 to $0.20 … and from $0.40 to $0.50": the lower end of the second range
    high: int | None = None  # "within a range of $0.70 and $0.90": the upper end
    from_to: bool = False  # "it's 38% to 39%" beside another such pair: low is the prior, high the level
    nameless: bool = False  # no noun phrase names what it measures
    split: bool = False  # "decreased $20 million to $35 million": low is the change, high the level
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
        if self.high is not None:
            return self.high
        return self.level if self.level is not None else self.change if self.change is not None else self.tokens[0]


class Joins:
    """The state of reading one sentence, and the questions about the words between its numbers."""

    def __init__(self, line: Line, carried: Named | None) -> None:
        self.line, self.carried = line, carried
        self.out: list[Draft] = []
        self.waiting: int | None = None  # a prior said before its level: "from 70% to 45%"
        self.last = -1  # token index of the last number read
        self.floor = 0  # the first token that may name the metric of the next number
        self.was_prior = False
        self.paired = pairs(line)
        self.respectively = numbers_paired(line) if not self.paired else ()

    def _multiple(self, i: int, quantity: Quantity) -> bool:
        """ "coverage was 1.2 times": a ratio with decimals as the level of what is named right before."""
        subject = own_subject(self.line, i, self.floor)
        return quantity.place < 1 and subject is not None and all(t.text in COPULAS or t.text in FILLERS for t in self.line.tokens[subject.last + 1 : i])

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
        """ "a range of $0.70 and $0.90", "between $3.35 a share to $3.75"."""
        assert current.level is not None
        tokens, own = self.line.tokens, self.line.tokens[current.level].quantity
        opened = any(t.text in ("range", "ranges", "between", "ranging") for t in tokens[max(0, current.level - 4) : current.level])
        between = [t.text for t in tokens[current.level + 1 : i]]
        low, high = own.value, tokens[i].quantity.value
        return self.last == current.level and opened and between in (["and"], ["to"], ["and", "about"], ["to", "about"]) and low is not None and high is not None and low < high

    def _unit_named(self, i: int) -> Draft | None:
        """ "40 megawatts or 90,000 sensors, a decrease in megawatts of 30%": the level that the unit names."""
        between = [t.text for t in self.line.tokens[self.last + 1 : i]]
        for draft in self.out:
            if draft.level is not None and draft.change is None:
                unit = self.line.tokens[draft.level].quantity.unit.split()[0].lower()
                if len(unit) > 3 and unit != "count" and unit != "percent" and unit in between:
                    return draft
        return None

    def _first_of_two(self, i: int, quantity: Quantity) -> bool:
        """ "it's 31% to 30%": from one level to another, which is no range."""
        tokens = self.line.tokens
        if quantity.unit != "percent" or quantity.ranged or i + 2 >= len(tokens) or tokens[i + 1].text != "to" or tokens[i + 2].kind != QUANTITY:
            return False
        second = tokens[i + 2].quantity
        return second.unit == "percent" and not second.ranged

    def _of_mix(self, quantity: Quantity, named: Named) -> bool:
        """ "the proportion is similar: the robot platform is about 18%": a percentage of a thing in a sentence about the mix is its share of revenue."""
        if quantity.unit != "percent" or named.rule != "measured-left" or not any(w in self.line.folded for w in ("proportion", " mix ", " mix,", "weighting")):
            return False
        return is_thing(self.line, named) or self.line.tokens[named.last].text in ("platform", "segment", "division", "business")

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
        if len(between) > 7 or any(t.kind == METRIC or t.text in COPULAS - {"of"} or t.text in directions()["verb"] or t.text in (";", "to", "of") or (t.text == "from" and not any(x.kind == PERIOD for x in between)) for t in between):
            return False
        behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
        joined = [t.text for t in between if t.kind not in (PERIOD, CUE)]
        return (joined in (["and"], [","], [",", "and"], ["or"]) and (behind in ("in", "on", "at", "organically", "for") or (i + 1 < len(tokens) and tokens[i + 1].kind == CUE))) or (bool(joined) and joined[0] in ("in", "for", "on") and behind in ("in", "for", "on"))

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
        between = [t for t in self.line.tokens[k + 1 : i] if t.kind == METRIC] if k is not None else []
        if k is None or (between and not self._percentage_of(k)) or any(t.metric.metric.unit == "percent" for t in between):
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
