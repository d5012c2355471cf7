"""Numbers of an article that state nothing of anybody's business: a handful of things counted in passing, a name taken for a measure, a thing that moved by nobody knows what."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.kinds import is_person
from kg.extract.observations.drafts import Draft
from kg.extract.observations.naming import Named
from kg.extract.observations.tokens import Line
from kg.naming import demonyms
from kg.types import Context

_HANDFUL = 12  # up to which a count without a metric is told in passing
_WAY = "in-passing"

Stateless = Callable[[Context, Line, Draft, Named | None], bool]


def stated(context: Context, line: Line, drafts: list[Draft], carried: Named | None) -> tuple[list[Draft], list[tuple[int, str]]]:
    """``drafts`` without those of an article that state nothing, and their number tokens with the reason. ``carried`` is what the sentence before measured."""
    if context.layout.style != "article":
        return drafts, []
    kept = [d for d in drafts if not any(way(context, line, d, carried) for way in _WAYS)]
    return kept, [(d.anchor, _WAY) for d in drafts if d not in kept]


def handful(_: Context, line: Line, draft: Draft, __: Named | None) -> bool:
    """ "one of two factories", "a dozen newspapers"."""
    if draft.level is None or draft.change is not None or draft.prior is not None or not draft.named.id.startswith("other:"):
        return False
    quantity = line.tokens[draft.level].quantity
    return (
        quantity.unit == "count"
        and quantity.value is not None
        and quantity.value <= _HANDFUL
        and draft.named.rule in ("counted", "behind", "inside")
    )


def moved(_: Context, line: Line, draft: Draft, carried: Named | None) -> bool:
    """ "Harbor was up 2 percent", where no amount says that it is sales that rose and none were spoken of."""
    amount = draft.level is not None and line.tokens[draft.level].quantity.money
    return (
        draft.named.rule in ("thing-moved", "growth")
        and draft.named.id == "revenue"
        and not amount
        and (carried is None or carried.id != "revenue")
    )


def somebody(context: Context, line: Line, draft: Draft, _: Named | None) -> bool:
    """ "Holt said $3 million", "70 billion euros of Greek …": the measure is a name or a nationality."""
    if not draft.named.id.startswith("other:") or draft.named.first != draft.named.last:
        return False
    token = line.tokens[draft.named.first]
    said = context.document.text[token.start : token.end]
    if said in demonyms():
        return True
    if (
        draft.named.rule != "subject"
        or not said[1:].islower()
        or not any(n.start == token.start and n.end <= token.end + 2 for n in line.names)
    ):
        return False
    return token.start > line.span.start or is_person(context.document.text, said)  # "Unemployment is at 10 percent"


_WAYS: tuple[Stateless, ...] = (handful, moved, somebody)
