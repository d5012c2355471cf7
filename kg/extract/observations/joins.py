"""The words between two numbers of a sentence: whether they belong together."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.observations.choose import is_thing, own_subject
from kg.extract.observations.lists import Elided, elided, goes_on
from kg.extract.observations.naming import Named, named_left, share_of
from kg.extract.observations.respectively import paired
from kg.extract.observations.roles import Part, Role
from kg.extract.observations.tokens import METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS
from kg.extract.quantity import PeriodRef, Quantity
from kg.extract.syntax import Kind, Phrase
from kg.lexicon import words_of

_SHARING = words_of("roles", "sharing")
_OTHERS = words_of("roles", "others")
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
    whose: tuple[int, int] | None = None  # the tokens that name the thing it is of, where several share a number
    when: PeriodRef | None = None  # its period, where it is one of a row of periods
    asks: int | None = None  # the token that tells whose it is, where one of several measures does so for all
    paired: bool = False  # its number is one of a row that is paired off
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

    def __init__(self, line: Line, carried: Named | None, moving: Named | None = None) -> None:
        self.line, self.carried, self.moving = line, carried, moving
        self.out: list[Draft] = []
        self.refused: list[tuple[int, str]] = []  # numbers that state nothing, and why
        self.waiting: int | None = None  # a prior said before its level: "from 70% to 45%"
        self.last = -1  # token index of the last number read
        self.floor = 0  # the first token that may name the metric of the next number
        self.was_prior = False
        self.cue = -1  # the word that the last prior was compared by
        self.rows = {pair.row.numbers[0]: pair for pair in paired(line)}
        self.done: set[int] = set()  # numbers that were read with the row they stand in

    def _in_days(self, i: int, quantity: Quantity) -> bool:
        """ "our days sales outstanding to 58 days": a duration that is the level of what is named before it."""
        named = named_left(self.line, i, Part.LEVEL, self.floor)
        return quantity.unit == "days" and named is not None and named.token is not None and self.line.tokens[named.token].metric.metric.unit == "days"

    def _multiple(self, i: int, quantity: Quantity) -> bool:
        """ "coverage was 1.2 times": a ratio with decimals as the level of what is named right before."""
        subject = own_subject(self.line, i, self.floor)
        return quantity.place < 1 and subject is not None and all(t.text in COPULAS or t.text in FILLERS for t in self.line.tokens[subject.last + 1 : i])

    def _open_prior(self, i: int, quantity: Quantity) -> Draft | None:
        """The draft that the prior at token ``i`` belongs to: of the metric that is named in front of the prior ("compared with a loss of …"), else the
        last of the same unit, when it has no prior yet."""
        fitting = [d for d in self.out if d.level is not None and self._same_unit(d, quantity)]
        named = named_left(self.line, i, Part.LEVEL, self.last + 1)
        if named is not None:
            of_it = [d for d in fitting if d.prior is None and _kin(d.named.id, named.id)]
            if of_it:
                return of_it[0]
            if not fitting or fitting[-1] is not self.out[-1] or len(fitting) > 1:
                return None
        return fitting[-1] if fitting and fitting[-1].prior is None and fitting[-1] in self.out[-3:] else None

    def _against(self, i: int, quantity: Quantity) -> bool:
        """ "a loss of $39 million on revenue of $181 million, compared with a profit of $36 million, or 17 cents a share, on revenue of $178 million":
        whether the number goes on with what the numbers before are compared with."""
        if not self.was_prior or any(p.kind is Kind.VERB for p in self._phrases_between(self.last, i)) or not self._same_clause(i):
            return False
        draft = self._open_prior(i, quantity)
        if draft is None or draft.level is None or draft.level > self.cue:
            return False
        return named_left(self.line, i, Part.LEVEL, self.last + 1) is not None or self.line.tokens[i - 1].text == "or" or self._joined(i)

    def _phrases_between(self, a: int, b: int) -> tuple[Phrase, ...]:
        parse = self.line.parse
        return parse.phrases[parse.of[a] + 1 : parse.of[b]]

    def _same_clause(self, i: int) -> bool:
        parse = self.line.parse
        return parse.clause[parse.of[self.last]] == parse.clause[parse.of[i]]

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
        if quantity.unit != "percent" or named.rule != "subject" or not any(w in self.line.folded for w in ("proportion", " mix ", " mix,", "weighting")):
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

    def _row(self, i: int) -> Draft | None:
        """The draft that this number goes on from: "fell 12% in North America and 11% in Europe"."""
        current = self.out[-1] if self.out else None
        if current is None or self.last not in current.tokens or self.waiting is not None:
            return None
        leads = (current.change, current.level) if self.last != current.prior else (current.level,)
        return current if any(k is not None and goes_on(self.line, k, max(current.tokens), i, k == current.change) for k in leads) else None

    def _elided(self, i: int) -> tuple[Draft, Elided] | None:
        """ "Harbor was up 2 percent and [Alder] 3 percent": the draft that the number goes on from, and the member that takes the place of its own."""
        current = self.out[-1] if self.out else None
        if current is None or not current.tokens or self.waiting is not None or self.last not in current.tokens:
            return None
        for lead in (current.level, current.change):
            if lead is not None and (member := elided(self.line, lead, max(current.tokens), i)) is not None:
                return current, member
        return None

    def _same_subject(self, i: int) -> bool:
        """ "the cost was $58 million, but came in at $52 million": another verb of the same subject."""
        parse, a, b = self.line.parse, self.line.parse.subject(self.last), self.line.parse.subject(i)
        if a is None or a is not b or a.first > self.last:
            return False
        between = self._phrases_between(self.last, i)
        return any(p.kind is Kind.VERB for p in between) and all(p.kind is not Kind.NOUN or parse.governor(parse.of[p.first]) >= 0 for p in between)

    def _next_part(self, i: int, quantity: Quantity) -> bool:
        """ "pumps were 40% of the total, and valves were 25%": the share of another part of the same whole."""
        current = self.out[-1] if self.out else None
        if current is None or not current.thing_share or quantity.unit != "percent" or self._fresh(i):
            return False
        n = self.line.parse.of[i] - 1
        return n >= 0 and self.line.tokens[self.line.parse.phrases[n].head].text in _SHARING and self.line.parse.subject(i) is not self.line.parse.subject(self.last)

    def _of_another(self, i: int) -> bool:
        """ "compared to 38% for the industry": a number of somebody else is nothing from before."""
        parse, tokens = self.line.parse, self.line.tokens
        behind = parse.behind(parse.of[i])
        if not behind or tokens[parse.phrases[behind[0][0]].first].text not in ("for", "at"):
            return False
        noun = parse.phrases[behind[0][1]]
        return tokens[noun.head].text in _OTHERS or any(n.start <= tokens[noun.head].start < n.end for n in self.line.names) or any(m.span.start <= tokens[noun.head].start < m.span.end for m in self.line.things)

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
        if named.rule == "share-of-total":
            return named.id
        t = self.line.tokens[token]
        return "revenue" if t.kind == METRIC and (t.metric.share or named.share) else None

    def _fresh(self, i: int) -> bool:
        """Whether a metric is named between the last number and this one."""
        own = self.out[-1].named.token if self.out else None
        return any(t.kind == METRIC and k != own for k, t in enumerate(self.line.tokens[self.last + 1 : i], self.last + 1))

    def _said_twice(self) -> Draft | None:
        """ "up $20 million, or 16%, to $147 million": the first of two wordings of one change, which the level goes with."""
        if len(self.out) < 2 or self.out[-1].rule != "change-or" or self.out[-1].level is not None:
            return None
        first = self.out[-2]
        return first if first.level is None and first.change is not None and first.named.id == self.out[-1].named.id else None

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
        parse = self.line.parse
        if current.level is not None and parse.clause[parse.of[i]] < parse.clause[parse.of[current.level]]:
            return False  # "spending, which is two-thirds of the economy, fell 0.9%"
        if any((t.text in BREAKS and t.text not in ("which", "that")) or t.text == ";" for t in between):
            return False
        return own_subject(self.line, i, self.last + 1) is None

    def _listed(self, i: int) -> bool:
        between = self.line.tokens[self.last + 1 : i]
        return len(between) <= 8 and all(
            t.kind != WORD or t.text in ("and", "or", "to", "in", "for", "of", "then", "now", "respectively", "the", "a", "at", "is", "was", "about", "compared", "with", "at", "end") for t in between
        ) and not any(t.kind == METRIC for t in between)

    def _closes(self, i: int) -> bool:
        """ "rose to $50 million [from $45 million] and in Asia to $30 million": the prior of the level right before it, another member behind."""
        current = self.out[-1] if self.out else None
        if current is None or current.level is None or self.last != current.level or current.prior is not None:
            return False
        k = next((k for k in range(i + 1, len(self.line.tokens)) if self.line.tokens[k].kind == QUANTITY), i)
        return self._same_unit(current, self.line.tokens[i].quantity) and any(t.text in ("and", ",", ";") for t in self.line.tokens[i + 1 : k])

    def _level_follows(self, i: int) -> bool:
        """ "from 70% a year ago to 45%": the level that the prior at token ``i`` became."""
        k = next((k for k in range(i + 1, len(self.line.tokens)) if self.line.tokens[k].kind == QUANTITY), None)
        if k is None or any(p.kind is Kind.VERB and self.line.tokens[p.first].text != "to" for p in self._phrases_between(i, k)):
            return False
        return any(t.text in ("to", "into") for t in self.line.tokens[i + 1 : k])


def _kin(a: str, b: str) -> bool:
    """Whether two metrics are one or opposites: a profit is compared with a loss."""
    return a == b or {a, b} in _OPPOSITES
