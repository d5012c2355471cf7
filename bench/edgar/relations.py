"""The relations of one sentence: a kpi and its value, a part and its value, a part and its whole."""

from __future__ import annotations

import itertools

from edgar.phrases import after_value, before_value, governing, left, right, right_of_clause
from edgar.sentences import Sentence, series, tags
from edgar.words import AMOUNTS, BETWEEN, BREAKS, COPULAS, DETERMINERS, LINKS, MONTHS, PLACED, WHOLE

Entity = tuple[int, int, str]  # first token, token after the last, type
Relation = tuple[Entity, Entity]


def relations(s: Sentence) -> list[Relation]:
    """The relations that we read in a sentence."""
    out: list[Relation] = []
    carried: Entity | None = None
    whole: tuple[Entity, int] | None = None  # what the last value was a part of, and where that value stands
    for group in series(s):
        first, last = s.values[group[0]][0], s.values[group[-1]][0]
        values: list[Entity] = [(s.values[k][0], s.values[k][0] + 1, tag) for k, tag in zip(group, tags(s, group), strict=True)]
        kpi, part = _names(s, first, last)
        if kpi is not None and part is None and whole is not None and _goes_on(s, whole[1], kpi, first):
            kpi, part = whole[0], (kpi[0], kpi[1], "thereof")
        if kpi is not None and part is not None:
            whole = (kpi, last)
        if kpi is None:
            kpi = carried
        if kpi is None:
            continue
        carried = kpi
        names = _listed(s, kpi, len(values), last) if part is None else []
        if names:
            out.extend((name, (value[0], value[1], values[0][2])) for name, value in zip(names, values, strict=True))
            continue
        for value in values:
            out.append((kpi, value))
            if part is not None:
                out.append((part, value))
        if part is not None:
            out.append((kpi, part))
    return out


def _goes_on(s: Sentence, value: int, name: Entity, first: int) -> bool:
    """ "… includes home loans of $ 3 million and other loans of $ 4 million": a further part of the same whole."""
    low, high = (value, name[0]) if name[0] < first else (value, first)
    return low < high and all(t in BETWEEN or t.isdigit() or t in MONTHS or t in DETERMINERS for t in s.low[low + 1 : high])


def _listed(s: Sentence, kpi: Entity, count: int, last: int) -> list[Entity]:
    """ "assets and liabilities were $ 3 million and $ 4 million , respectively": one name a value, where no years are listed."""
    if count < 2 or "respectively" not in s.low[last : last + 6] or len({y for t, y in s.years if t > kpi[1] - 12}) >= count:
        return []
    cuts = [t for t in range(kpi[0], kpi[1]) if s.low[t] in (",", "and")]
    bounds = [kpi[0] - 1, *cuts, kpi[1]]
    names = [(a + 1, b, "kpi") for a, b in itertools.pairwise(bounds) if a + 1 < b]
    return list(names) if len(names) == count else []


def _names(s: Sentence, first: int, last: int) -> tuple[Entity | None, Entity | None]:
    """(the kpi, what is a part of it) for a list of values from token ``first`` to ``last``."""
    before, after = before_value(s, first), after_value(s, last)
    word = s.low[before] if before >= 0 else ""
    follow = s.low[after] if after < len(s.low) else ""
    own = _own(s, before) if word in ("of", "totaling") or (word == "(" and s.low[before + 1 : before + 2] == ("$",)) else None
    whole = _whole(s, own) if own is not None else None
    if own is not None and whole is not None:
        return (*whole, "kpi"), (*own, "thereof")
    subject = governing(s, before) if word in COPULAS or word in ("to", "by") else None
    if subject is not None:
        line = _recorded(s, subject[1], before)
        if line is not None:
            return (*line, "kpi"), (*subject, "thereof")
        named = right(s, after + 1) if follow == "for" and not any(after < t <= after + 7 for t, _ in s.years) else None
        if named is not None and s.low[after + 1] in DETERMINERS and s.low[named[0]] not in ("years", "year", "fiscal", "months", "period", "periods", "each", "quarter"):
            return (*subject, "kpi"), (*named, "thereof")
    behind = right(s, after + 1) if follow in ("of", "in") else None
    if own is None and behind is not None and follow == "of":
        if subject is not None and word in WHOLE:
            return (*subject, "kpi"), (*behind, "thereof")
        own = behind
    if own is None and subject is not None:
        own = subject
    place = _place(s, after)
    if own is not None and place is not None and place != own and word not in WHOLE:
        return (*place, "kpi"), (*own, "thereof")
    if own is None and follow in ("in", "for", "to", "within", "on"):
        own = right(s, after + 1)
    if own is None and place is not None:
        own = place
    if own is None:
        own = right(s, after) if follow.isalpha() and follow not in BREAKS and follow not in LINKS else None
    if own is None:
        own = governing(s, before)
    return ((*own, "kpi"), None) if own else (None, None)


def _own(s: Sentence, before: int) -> tuple[int, int] | None:
    """The name in front of "of": "a lease liability with a fair value of $ 3 million" is the lease liability."""
    own = left(s, before)
    if own is not None and s.low[own[0] : own[0] + 2] == ("net", "of") and s.low[own[0] - 1] == ",":
        own = left(s, own[0] - 1) or own
    if own is not None and s.low[own[1] - 1] in AMOUNTS:
        k = own[0] - 1
        while k > 0 and s.low[k] in DETERMINERS:
            k -= 1
        if s.low[k] in ("with", "in", "at", "having"):
            own = left(s, k) or own
    return own


def _whole(s: Sentence, part: tuple[int, int]) -> tuple[int, int] | None:
    """What ``part`` is a part of: "other loans include farm loans of $ 4 million"."""
    verb = _verb_before(s, part[0])
    if verb is None:
        return None
    includes = s.low[verb] in WHOLE
    whole = governing(s, verb) if includes or s.low[verb + 1 : verb + 3] == ("net", "of") else None
    if whole is None and includes:
        whole = _headed(s, verb)
    return whole if whole is not None and s.low[whole[1] - 1] not in ("amount", "amounts", "balance", "balances", "total", "this") else None


def _headed(s: Sentence, verb: int) -> tuple[int, int] | None:
    """ "The components of lease expense were as follows : ( 1 ) Includes …": what the table above the footnote is of."""
    for k in range(verb - 1, 0, -1):
        if s.low[k] in ("follows", "following") and s.low[k - 1] in ("as", "the"):
            end = next((t for t in range(k, -1, -1) if s.low[t] in COPULAS), None)
            start = next((t + 1 for t in range(k, -1, -1) if s.low[t] in (".", ":")), 0)
            if end is None or end <= start:
                return None
            while start < end and s.low[start] in ("the", "components", "component", "of", "our", "composition", "details", "a", "summary", "information", "on", "activity", "and"):
                start += 1
            return right_of_clause(s, start, end) if start < end else None
    return None


def _verb_before(s: Sentence, start: int) -> int | None:
    """The verb right before a noun phrase, over its determiners."""
    k = start - 1
    while k >= 0 and (s.low[k] in DETERMINERS or s.low[k] in ("of", "primarily", "total", "fair", "value")):
        k -= 1
    return k if k >= 0 and s.low[k] in COPULAS else None


def _recorded(s: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """ "Costs recorded in other income were $ 3 million": the line of the statements, between the subject and the verb."""
    k = start
    while k < end and s.low[k] in (",", "which", "were", "was", "are", "is", "and"):
        k += 1
    if k + 1 < end and s.low[k] in PLACED and s.low[k + 1] in ("in", "within"):
        found = right(s, k + 2)
        if found is not None and found[1] <= end and "statement" not in s.low[found[0] : found[1]] and "statements" not in s.low[found[0] : found[1]] and "sheets" not in s.low[found[0] : found[1]]:
            return found
    return None


def _place(s: Sentence, after: int) -> tuple[int, int] | None:
    """ "… was recorded in other income": the line of the statements that a value went to."""
    for k in range(after, min(after + 24, len(s.low) - 2)):
        if s.low[k] in ("$", ".", ";"):
            return None
        if s.low[k] in PLACED and s.low[k + 1] in ("in", "within", "to", "as"):
            found = right(s, k + 2)
            return None if found is None or "statement" in s.low[found[0] : found[1]] or "statements" in s.low[found[0] : found[1]] or s.low[found[0]] in ("our", "note") else found
    return None
