"""One number said of several: "pumps, valves and motors each grew 5%", "both the Harbor and Alder brands", "in Norway and Sweden of 15% and 11%, respectively"."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations.joins import Draft
from kg.extract.observations.naming import Named, fit
from kg.extract.observations.roles import Part
from kg.extract.observations.rows import name_in
from kg.extract.observations.tokens import METRIC, QUANTITY, WORD, Line
from kg.extract.syntax import Kind, Tag

_SEVERAL = frozenset({"each", "both"})


def shared_out(line: Line, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` with one for each of the things that a number is said of."""
    at = next((k for k, t in enumerate(line.tokens) if t.kind == WORD and t.text in _SEVERAL), None)
    out: list[Draft] = []
    for draft in drafts:
        if draft.paired:
            out.append(draft)
            continue
        group = (
            _before(line, line.parse.of[at]) or _behind(line, line.parse.of[at])
            if at is not None and _reaches(line, at, draft)
            else _subjects(line, draft)
        )
        out += _apiece(line, draft, group, at is not None) if len(group) > 1 else [draft]
    return out


def _reaches(line: Line, at: int, draft: Draft) -> bool:
    """Whether "each" at token ``at`` is said of the number: it stands before it, and no other number between."""
    return at < draft.anchor and not any(t.kind == QUANTITY for t in line.tokens[at : draft.anchor])


def _before(line: Line, n: int) -> tuple[int, ...]:
    """The noun phrases joined by commas and "and" that end in front of phrase ``n``: "[pumps], [valves] and [motors] each"."""
    phrases = line.parse.phrases
    m = n - 1
    while m >= 0 and (
        phrases[m].kind is Kind.ADVERB or line.tokens[phrases[m].first].text == "to" or line.parse.tags[phrases[m].head] is Tag.AUXILIARY
    ):
        m -= 1
    group: list[int] = []
    while m >= 0 and phrases[m].kind is Kind.NOUN:
        group.append(m)
        m -= 1
        if m < 0 or not _links(line, m):
            break
        while m >= 0 and _links(line, m):
            m -= 1
    return tuple(reversed(group))


def _behind(line: Line, n: int) -> tuple[int, ...]:
    """The noun phrases joined by "and" behind "both", the phrase ``n``."""
    phrases = line.parse.phrases
    group: list[int] = [n] if phrases[n].last > phrases[n].first else []
    m = n + 1
    while m < len(phrases):
        if phrases[m].kind is Kind.NOUN and (not group or _links(line, m - 1)):
            group.append(m)
        elif not _links(line, m):
            break
        m += 1
    return tuple(group)


def _links(line: Line, m: int) -> bool:
    phrase = line.parse.phrases[m]
    return phrase.kind is Kind.AND or (phrase.kind is Kind.MARK and line.tokens[phrase.first].text == ",")


def _subjects(line: Line, draft: Draft) -> tuple[int, ...]:
    """The metrics that are joined as the subject of a change: "[pump revenue] and [unit shipments] grew 5%"."""
    if draft.change is None or draft.level is not None or draft.named.token is None:
        return ()
    group = _before(line, line.parse.of[draft.named.token] + 1)
    heads = [line.tokens[line.parse.phrases[n].head] for n in group]
    return (
        group if all(t.kind == METRIC for t in heads) and len({t.metric.metric.id for t in heads if t.kind == METRIC}) == len(group) else ()
    )


def _apiece(line: Line, draft: Draft, group: tuple[int, ...], several: bool) -> list[Draft]:
    """The draft once for each metric or named thing of ``group``."""
    out: list[Draft] = []
    common = _metric(line, group[-1], draft) or draft.named  # "pumps, valves and motors [revenue]"
    for n in group:
        named, whose = _metric(line, n, draft), name_in(line, n)
        if named is not None or (several and whose is not None):
            out.append(replace(draft, named=named or common, whose=whose, tokens=list(draft.tokens)))
    return out if len(out) == len(group) else [draft]


def _metric(line: Line, n: int, draft: Draft) -> Named | None:
    """The metric that heads the noun phrase, when the number fits it."""
    head = line.parse.phrases[n].head
    token = line.tokens[head]
    part = Part.CHANGE if draft.change is not None else Part.LEVEL
    id = fit(token.metric.metric, line.tokens[draft.anchor].quantity, part, token.metric.share) if token.kind == METRIC else None
    return Named(id, "each", head, head, token.metric.accounting, None, head) if id else None
