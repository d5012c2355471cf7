"""The drafts of a row of numbers: one for each member that it is paired with, or the next part of each draft before it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations.choose import refit
from kg.extract.observations.joins import Draft
from kg.extract.observations.naming import Named
from kg.extract.observations.nouns import Asked, measure, own_words
from kg.extract.observations.parts import change_role, role_of
from kg.extract.observations.respectively import Member, whole_of
from kg.extract.observations.roles import Part, Role
from kg.extract.observations.rows import Row
from kg.extract.observations.tokens import Line

_IN_ROW = frozenset({"row", "gapped", "paired"})  # rules of drafts that are members of a row themselves


def role_of_row(line: Line, row: Row) -> Role:
    """What the numbers of the row are: what the first is, or what is said behind the last: "3% and 5% [higher]", "40% and 35% [of sales]"."""
    first, last = role_of(line, row.numbers[0]), role_of(line, row.numbers[-1])
    return last if first.part is Part.LEVEL and last.part in (Part.CHANGE, Part.SHARE) else first


def own_role(line: Line, i: int, role: Role) -> Role:
    """The role of one number of a row: its own where it is said to go up or down by itself: "up 4%, 5% and [down] 2%"."""
    own = change_role(line, i) if role.part is Part.CHANGE else None
    return own if own is not None and own.rule in ("change-verb", "change-word") else role


def measured(line: Line, members: tuple[Member, ...], role: Role) -> list[Draft]:
    """ "revenue and EPS were $5 million and $1": a draft of each measure; none where a unit speaks against it."""
    out: list[Draft] = []
    whole = whole_of(line, tuple(member.number for member in members))
    for member in members:
        own = own_role(line, member.number, role)
        term = line.tokens[member.metric].metric if member.metric is not None else None
        quantity = line.tokens[member.number].quantity
        ratio = term is None or term.metric.unit == "currency"
        share = whole if quantity.unit == "percent" and ratio and own.part is not Part.CHANGE else None
        share = share or ("revenue" if term is not None and term.share and quantity.percentage else None)
        named = measure(Asked(line, member.number, own.part, 0, share is not None), member.phrase, "respectively")
        if named is None:
            return []
        out.append(_draft(replace(named, share=named.share or (term is not None and term.share)), member, own, share))
    return out


def _draft(named: Named, member: Member, role: Role, share: str | None) -> Draft:
    draft = Draft(named, "level", tokens=[member.number], share=share, asks=member.asks, paired=True)
    if role.part is Part.CHANGE:
        draft.rule, draft.change, draft.role, draft.share = role.rule, member.number, role, None
    else:
        draft.level = member.number
    return draft


def copied(line: Line, first: Draft, members: tuple[Member, ...], role: Role) -> list[Draft]:
    """ "Pumps and Valves grew 4% and 5%": the draft of the first number once more for each other member. Where its measure is one of the members, they
    are measures that no vocabulary holds, each of its own; empty where one of them is none."""
    at = line.parse.of[first.named.last]
    if first.named.id.startswith("other:") and at in [member.phrase for member in members]:
        return _opened(line, members, role)
    out: list[Draft] = []
    for member in members:
        named = replace(first.named, accounting=first.named.accounting if member.accounting is None else member.accounting or None)
        again = replace(first, named=named, whose=member.whose, when=member.when, paired=True, tokens=list(first.tokens))
        if member.number != first.anchor:
            again.rule, again.tokens = "paired", [member.number]
            if first.change is not None and first.level is None:
                again.change, again.role = member.number, own_role(line, member.number, role)
            else:
                again.level = member.number
        out.append(again)
    return out


def _opened(line: Line, members: tuple[Member, ...], role: Role) -> list[Draft]:
    """ "[inventory] and [payables] were up 5% and 6%", "[clinic] and [ward coverages] were 1.9 and 1.4 times": measures of open labels."""
    out: list[Draft] = []
    last = line.parse.phrases[members[-1].phrase]
    shared = line.tokens[last.head].text if len(own_words(line, last)) > 1 and line.tokens[last.head].text.endswith("s") else None
    for member in members:
        own = own_role(line, member.number, role)
        named = measure(Asked(line, member.number, own.part), member.phrase, "respectively")
        words = own_words(line, line.parse.phrases[member.phrase])
        if (
            shared is not None and len(words) == 1 and not line.tokens[words[0]].text.endswith("s")
        ):  # "clinic" of "clinic and ward coverages"
            named = Named(f"other:{line.tokens[words[0]].text} {shared}", "respectively", words[0], words[0])
        if named is None:
            return []
        out.append(_draft(named, member, own, None))
    return out


def continued(line: Line, before: list[Draft], row: Row, role: Role) -> list[Draft]:
    """The drafts of a row that goes on with as many drafts before it: "…, up [5%] and [8%], respectively", "…, compared with [$45 million] and
    [$66 million]"; empty where it does not. What is put on a draft changes that draft."""
    count = len(row.numbers)
    last = [d for d in before if d.anchor < row.numbers[0]][-count:]
    if len(last) < count or not (row.said or role.part is Part.PRIOR or any(d.rule in _IN_ROW or d.paired for d in last[1:])):
        return []
    together = list(zip(last, row.numbers, strict=True))
    if role.part is Part.SHARE and all(d.level is not None and line.tokens[d.level].quantity.money for d in last):
        share = whole_of(line, row.numbers) or "revenue"
        return [replace(d, rule=role.rule, level=i, change=None, prior=None, tokens=[i], share=share) for d, i in together]
    if role.part is Part.PRIOR and all(d.change is not None and d.level is None and line.tokens[i].quantity.percentage for d, i in together):
        return [replace(d, rule="further-change", change=i, role=change_role(line, i) or d.role, tokens=[i]) for d, i in together]
    if not all(_open(line, d, i, role) for d, i in together):
        return []
    for draft, i in together:
        _put(line, draft, i, own_role(line, i, role))
    return last


def _open(line: Line, draft: Draft, i: int, role: Role) -> bool:
    """Whether the draft has no number yet of the part that the number at token ``i`` has."""
    quantity = line.tokens[i].quantity
    if role.part is Part.CHANGE:
        return draft.level is not None and draft.change is None
    if role.part is Part.PRIOR:
        own = line.tokens[draft.level].quantity if draft.level is not None else None
        return own is not None and draft.prior is None and (own.unit == quantity.unit or (own.money and quantity.money))
    return (
        role.part is Part.LEVEL
        and draft.level is None
        and draft.change is not None
        and refit(draft.named, quantity, draft.share is not None) is not None
    )


def _put(line: Line, draft: Draft, i: int, role: Role) -> None:
    if role.part is Part.CHANGE:
        draft.change, draft.role = i, role
    elif role.part is Part.PRIOR:
        draft.prior = i
    else:
        draft.level, draft.named = i, refit(draft.named, line.tokens[i].quantity, draft.share is not None) or draft.named
    draft.tokens.append(i)
