"""Numbers that go on with a list: what the number before is of one part, thing or measure, they are of the next."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations.choose import refit
from kg.extract.observations.joins import Draft, Joins
from kg.extract.observations.lists import Elided, alike, headed, place_of
from kg.extract.observations.naming import Named, fit
from kg.extract.observations.roles import Part, Role
from kg.extract.quantity import Quantity


class Listing(Joins):
    """Takes the numbers of lists."""

    def _another(self, i: int, before: Draft, member: Elided, role: Role | None = None) -> bool:
        """ "Harbor was up 2 percent and Alder 3 percent", "sales rose 5% and orders 7%": the same of another thing or metric."""
        quantity = self.line.tokens[i].quantity
        leads = before.level is not None and (self.line.tokens[before.level].quantity.unit == quantity.unit or before.change is None)
        named = before.named
        if member.metric is not None:
            if leads:
                return False
            term = self.line.tokens[member.metric].metric
            named = Named(term.metric.id, "gapped", member.metric, member.metric, term.accounting, None, member.metric)
        before.whose = before.whose or member.other
        again = Draft(named, "gapped", tokens=[i], whose=(member.first, member.last) if member.metric is None else None)
        if role is None and leads:
            again.level, again.share, again.thing_share = i, before.share, before.thing_share
        else:
            again.change, again.role = i, role or before.role
        self.out.append(again)
        return True

    def _under(self, i: int, quantity: Quantity, role: Role | None = None) -> bool:
        """ "Revenue by segment: Pumps $50 million; Valves up 7%": of the measure that the list stands under."""
        member = headed(self.line, i)
        if member is None or member.metric is None:
            return False
        term = self.line.tokens[member.metric].metric
        id = fit(term.metric, quantity, Part.CHANGE if role is not None else Part.LEVEL, term.share)
        if id is None:
            return False
        draft = Draft(Named(id, "headed", member.metric, member.metric, term.accounting, None, member.metric), "headed", tokens=[i], whose=(member.first, member.last))
        draft.level, draft.change, draft.role = (i, None, None) if role is None else (None, i, role)
        self.out.append(draft)
        return True

    def _listed_with(self, i: int, before: Draft) -> None:
        """ "6% at Harbor, 9% at Alder": what the number before is of its part or period, this one is of the next."""
        further = self.last == before.prior and not place_of(self.line, i)
        quantity = self.line.tokens[i].quantity
        named = (refit(before.named, quantity, False) if quantity.per == "share" else None) or before.named  # "$31 million or $0.81 a share"
        again = Draft(named, "further-level" if further else "row", tokens=[i], share=before.share, thing_share=before.thing_share)
        place = place_of(self.line, i)
        if place is not None and (place[0] != "from" or before.named.id == "revenue"):
            again.whose = place[1:]
            own = next((p for k in (before.level, before.change) if k is not None and (p := place_of(self.line, k, place[0]))), None)
            before.whose = before.whose or (own[1:] if own is not None else None)
            before.named = again.named = self._without(before.named, own)
        if before.change is not None and (before.level is None or not alike(self.line, before.level, i)):
            again.change, again.role = i, before.role
        else:
            again.level = i
        self.out.append(again)

    def _without(self, named: Named, place: tuple[str, int, int] | None) -> Named:
        """ "inventory days" for "inventory days in pumps", where the pumps are whose they are."""
        label, link, rest = named.id.rpartition(f" {place[0]} ") if place is not None else ("", "", "")
        said = place is not None and any(t.text == rest.split(" ")[0] for t in self.line.tokens[place[1] : place[2] + 1])
        return replace(named, id=label) if link and said and named.id.startswith("other:") else named

    def _in_a_row(self, i: int, quantity: Quantity) -> bool:
        """Whether the number says of another thing, part or period what the one before says; then it is taken."""
        if self._under(i, quantity):
            return True
        member = self._elided(i)
        if member is not None and self._another(i, *member):
            return True
        if self._next_part(i, quantity):
            whole = self.out[-1]
            self.out.append(Draft(whole.named, "next-part", level=i, tokens=[i], share=whole.share, thing_share=True))
            return True
        row = self._row(i)
        if row is not None:
            self._listed_with(i, row)
            return True
        return False
