"""From the quantities of one sentence to observations in the making: which level, change and prior belong together, and what they measure."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations.choose import metric_of_change, metric_of_level, own_subject, refit, sells_pieces
from kg.extract.observations.each import shared_out
from kg.extract.observations.joins import Draft
from kg.extract.observations.listing import Listing
from kg.extract.observations.members import continued, copied, measured, role_of_row
from kg.extract.observations.naming import Named, named_left, share_of, vocabulary
from kg.extract.observations.parts import change_role, role_of
from kg.extract.observations.respectively import Paired
from kg.extract.observations.roles import Part, Role
from kg.extract.observations.tokens import QUANTITY, Line
from kg.extract.observations.unstated import unstated
from kg.extract.quantity import Quantity, Sort
from kg.extract.syntax import Kind
from kg.lexicon import words_of

__all__ = ["Draft", "Reader", "drafts_of"]

_EXPECTS = frozenset("expect expects expecting forecast forecasts forecasting anticipate anticipates anticipating project projects projecting guide guides guiding".split())
_GROWTHS = words_of("roles", "growths")



def drafts_of(line: Line, carried: Named | None, moving: Named | None = None) -> tuple[list[Draft], list[tuple[int, str]]]:
    """The observations of a sentence, and the numbers that state nothing, each with the reason. ``carried`` is the metric of the sentence before,
    for "It fell 34%", ``moving`` the one that the paragraph follows from thing to thing."""
    reader = Reader(line, carried, moving)
    for i in line.quantities():
        reader.take(i)
    drafts = shared_out(line, reader.out)
    when = {member.number: member.when for pair in reader.rows.values() for member in pair.members}
    for draft in drafts:
        draft.when = draft.when or when.get(draft.anchor)
    seen = {i for draft in drafts for i in draft.tokens} | {i for i, _ in reader.refused}
    return drafts, reader.refused + [(i, "without-measure") for i in line.quantities() if i not in seen and _weighty(line.tokens[i].quantity)]


def _weighty(quantity: Quantity) -> bool:
    """Whether a reader would look for the number among the facts: an amount of money, a percentage, millions of anything."""
    return quantity.sort == Sort.NUMBER and (quantity.money or quantity.percentage or quantity.scaled)


class Reader(Listing):
    """Reads the numbers of one sentence from left to right."""

    def take(self, i: int) -> None:
        """Read the number at token ``i``."""
        quantity = self.line.tokens[i].quantity
        if i in self.done:
            return
        if (quantity.sort == Sort.DURATION and not self._in_days(i, quantity)) or (quantity.sort == Sort.FACTOR and not named_left(self.line, i, Part.LEVEL, 0) and not self._multiple(i, quantity)):
            return
        if (why := unstated(self.line, i)) is not None:
            self.refused.append((i, why))
            return
        role = role_of(self.line, i)
        if quantity.sort == Sort.SHARE and self.line.tokens[i].text == "a quarter" and i and self.line.tokens[i - 1].kind == QUANTITY:
            return
        if quantity.sort == Sort.CHANGE and quantity.value == 0 and not self._flat_metric(i):
            return
        if i in self.rows and self._row_of(self.rows[i]):
            return
        self._read(i, quantity, role)

    def _read(self, i: int, quantity: Quantity, role: Role) -> None:
        """Read the number at token ``i`` as what ``role`` says."""
        if role.part == Part.LEVEL and self._first_of_two(i, quantity):
            role = Role(Part.PRIOR, "prior-from")
        if role.part == Part.LEVEL and self._against(i, quantity):
            role = Role(Part.PRIOR, "prior-listed")
        if role.part == Part.CHANGE and quantity.money and (effect := own_subject(self.line, i, self.floor)) and not {"impact", "effect", "headwind", "benefit"}.isdisjoint(effect.id.split()):
            role = Role(Part.LEVEL, "effect")
        if role.part == Part.CHANGE and quantity.ranged and quantity.money and role.rule == "change-verb" and self._past(role):
            self._split(i, role)
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

    def _row_of(self, pair: Paired) -> bool:
        """Read a whole row: one draft for each member, or a part of each draft before. False where it is to be read number by number."""
        numbers, role = pair.row.numbers, role_of_row(self.line, pair.row)
        made = continued(self.line, self.out, pair.row, role)
        if made:
            self.out += [d for d in made if all(d is not o for o in self.out)]
        elif pair.unsure:
            self.refused += [(i, "unsure-whose") for i in numbers]
        elif not pair.members:
            return False
        elif pair.measures:
            made = measured(self.line, pair.members, role)
            self.out += made
            if not made:
                return False
        else:
            count = len(self.out)
            for i in (numbers[0], numbers[-1]):  # "4 and [6 stores]", "$5 million and [$7 million of premiums]"
                if len(self.out) == count:
                    self._read(i, self.line.tokens[i].quantity, role)
            if len(self.out) > count and self.out[-1].anchor in numbers:
                self.out[-1:] = made = copied(self.line, self.out[-1], pair.members, role)
                self.refused += [(i, "unsure-whose") for i in numbers if not made]
            elif len(self.out) > count:
                return True
        self.done |= set(numbers)
        self.last, self.was_prior, self.floor = numbers[-1], role.part == Part.PRIOR, numbers[-1] + 1
        return True

    def _joins(self, i: int, quantity: Quantity) -> bool:
        """Whether the level belongs to the observation before it, or repeats its metric; then it is taken."""
        current = self._said_twice() or (self.out[-1] if self.out else None)
        if current and current.level is None and current.change is not None and self._reaches(i) and not self._fresh(i):
            named = refit(current.named, quantity, current.share is not None)
            if named and named.id == "revenue" and sells_pieces(self.line, i):
                named = replace(named, id="unitsSold")
            if named and quantity.ranged != self.line.tokens[current.change].quantity.ranged:
                named = named if not quantity.ranged or quantity.money else None  # "by $0.40 to a range of $7.15 to $7.35"
            if named and quantity.ranged:
                self.out.append(Draft(named, "level-beside-change", level=i, tokens=[i]))
                return True
            if named:
                current.level, current.named = i, named
                current.tokens.append(i)
                self._take_waiting(current)
                return True
        if current and current.level is not None and quantity.money and self._closes_range(i, current):
            current.high = i
            current.tokens.append(i)
            return True
        if current and current.named.rule.startswith("predicate-sold") and quantity.unit == "count" and [t.text for t in self.line.tokens[self.last + 1 : i]] in (["or"], ["and"]):
            self.out.append(Draft(replace(current.named, id="unitsSold", rule="predicate-sold"), "level-listed", level=i, tokens=[i]))
            return True
        if current and current.level is not None and quantity.bare and [t.text for t in self.line.tokens[i + 1 : i + 3]] in (["of", "which"], ["of", "them"]):
            self.out.append(Draft(current.named, "part-of-level", level=i, tokens=[i]))
            return True
        if current and self.waiting is None and self.was_prior and current.prior is not None and self._same_unit(current, quantity) and self._listed(i):
            self.out.append(Draft(current.named, "further-level", level=i, tokens=[i], share=current.share))
            return True
        return False

    def _goes_on(self, i: int, quantity: Quantity, current: Draft) -> bool:
        """Whether the number goes on from the draft before it: the level a growth results in, another change by ellipsis, a part of the level."""
        if current.level is None and current.change is not None and self._resulting(i, current):
            current.level = i
            current.tokens.append(i)
            return True
        if current.level is not None and self._including(i) and (again := refit(current.named, quantity, False)):
            self.out.append(Draft(again, "part-of-level", level=i, tokens=[i]))
            return True
        return False

    def _level(self, i: int, quantity: Quantity, role: Role) -> None:
        if self._in_a_row(i, quantity):
            return
        if self._joins(i, quantity):
            return
        current = self.out[-1] if self.out else None
        share = self._share_said(i, quantity)
        if current and self._goes_on(i, quantity, current):
            return
        named = metric_of_level(self.line, i, self.floor, self.carried, self.out[-1].named if self.out and self.waiting is None and (self._listed(i) or self._same_subject(i)) else None, share is not None)
        thing = False
        if self.out and (named is None or named.id.startswith("other:")) and self._estimate(i):
            named = refit(self.out[-1].named, quantity, False) or named
        if share is not None and quantity.unit == "percent" and (named is None or named.rule in ("subject", "behind", "inside")):
            k = share_of(self.line, i, 0)
            if k is not None and self.line.tokens[k - 1].text not in ("a", "percent") and not self._percentage_of(k):
                named, thing = Named(share, "share-of-whole", k, k, None, None, k), True
        if named is not None and self._of_mix(quantity, named):
            named, share, thing = Named("revenue", "share-of-mix", named.first, named.last), "revenue", True
        if named is None:
            self.waiting = None
            return
        if named.id in _GROWTHS and quantity.percentage and quantity.sort != Sort.SHARE:  # "the 3.1% comp", "GDP of 2%"
            self.out.append(Draft(named, "growth-rate", change=i, role=Role(Part.CHANGE, "growth-rate", 1, "", i), tokens=[i]))
            return
        draft = Draft(named, role.rule, level=i, tokens=[i], share=share or self._ratio(named, quantity))
        draft.thing_share = thing
        if draft.share is None and current and self._listed(i) and named.id == current.named.id and quantity.unit == "percent":
            draft.share, draft.thing_share = current.share, current.thing_share
        if self.waiting is not None and current and current.level is not None and self.line.tokens[current.level].quantity.ranged and self._revised(current):
            current.tokens.extend((self.waiting, i))  # "to $4.10 to $4.20 from $3.90 to $4.00": the old range, of which a prior holds no number
            self.waiting = None
            return
        if self.waiting is not None and (self._spans() or (current and current.level is not None and self.line.tokens[current.level].quantity.ranged)):
            draft.low, self.waiting = self.waiting, None
            draft.tokens.append(draft.low)
        draft.from_to = current is not None and current.prior is not None and current.named.id == named.id and quantity.unit == "percent" and quantity.ranged and " to " in self.line.tokens[i].text
        self._take_waiting(draft)
        self.out.append(draft)

    def _change(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        if role.rule in ("change-verb", "change-word") and self._under(i, quantity, role):
            return
        member = self._elided(i) if role.rule in ("change-verb", "change-word") else None
        if member is not None and member[1].metric is None and self._another(i, *member, role):
            return
        sold = self._unit_named(i)
        if sold is not None:
            sold.change, sold.role = i, role
            sold.tokens.append(i)
            return
        if current and current.change is None and current.level is not None and not self._other_metric(i, role) and self._attachable(current, i):
            current.change, current.role = i, role
            current.tokens.append(i)
            return
        named = metric_of_change(self.line, i, role, self.floor, self.carried, self.out[-1].named if self.out else None, self.moving)
        if named is None:
            return
        share = self._share_said(i, quantity) or self._ratio(named, quantity)
        self.out.append(Draft(named, role.rule, change=i, role=role, tokens=[i], share=share))

    def _split(self, i: int, role: Role) -> None:
        named = metric_of_change(self.line, i, role, self.floor, self.carried, None)
        if named:
            self.out.append(Draft(named, "change-to-level", level=i, change=i, role=role, split=True, tokens=[i]))

    def _prior(self, i: int, quantity: Quantity, role: Role) -> None:
        current = self.out[-1] if self.out else None
        self.cue = role.at if role.at >= 0 else self.cue
        if role.rule == "prior-from" and self._level_follows(i) and not self._closes(i):
            self.waiting = i
            return
        if current and self._estimate(i) and not self._fresh(i) and (again := refit(current.named, quantity, False)):
            self.out.append(Draft(again, "estimate", level=i, tokens=[i]))
            return
        if current and current.level is not None and role.rule == "prior-compared" and self._same_unit(current, quantity) and self._of_another(i):
            self.out.append(Draft(current.named, "of-another", level=i, tokens=[i], share=current.share))
            return
        open_draft = self._open_prior(i, quantity)
        if open_draft is not None:
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
        if current and self._goes_on(i, quantity, current):
            return
        if current is None and quantity.percentage and (own := change_role(self.line, i)):
            self._change(i, quantity, own)  # "compared to revenue growth of 12%, expenses rose …"
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
        if left is not None and (entry := vocabulary(left.id)) is not None and entry.unit == "count":
            left = None  # "our top ten customers accounted for 45% of revenue": they are whose revenue it is
        if left is None and current and current.level is not None and tokens[current.level].quantity.money and not current.named.id.startswith("other:"):
            left = current.named
        if left is None and tokens[i - 1].text == "or":  # "compared to income of $21 million or 8% of revenue"
            left = next((d.named for d in reversed(self.out) if d.level is not None and tokens[d.level].quantity.money), None)
        thing = left is None or left.id == denominator
        at = role.metric if role.metric is not None else i
        named = Named(denominator, "share", at, at, token=role.metric) if left is None or left.id == denominator else left
        self.out.append(Draft(named, role.rule, level=i, tokens=[i], share=denominator, thing_share=thing))

    def _spans(self) -> bool:
        """ "We expect revenue from $60 million [to $70 million]": no rise but a range, where what is expected stands right in front of it."""
        assert self.waiting is not None
        parse, tokens = self.line.parse, self.line.tokens
        n = parse.of[self.waiting] - 1
        if n < 1 or tokens[parse.phrases[n].first].text != "from" or parse.phrases[n - 1].kind is not Kind.NOUN:
            return False
        verb = parse.verb(self.waiting)
        return verb is not None and tokens[verb.head].text in _EXPECTS

    def _take_waiting(self, draft: Draft) -> None:
        if self.waiting is not None and draft.prior is None:
            draft.prior = self.waiting
            draft.tokens.append(self.waiting)
        self.waiting = None
