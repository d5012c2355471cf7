"""The noun phrases around a value: before it, behind it, and the subject of its clause. All are (first token, token after the last)."""

from __future__ import annotations

from edgar.sentences import Sentence
from edgar.words import BREAKS, COPULAS, DETERMINERS, LINKS, MARKS, VERBS


def left(s: Sentence, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends before token ``end``."""
    stop = start = end
    while start > 0:
        word = s.low[start - 1]
        if word in DETERMINERS and start > 1 and s.low[start - 2] in ("of", "on", "for", "to") and word not in ("’s", "'s", "’", "'"):
            start -= 1
        elif (word == "to" and start > 1 and s.low[start - 2] in ("related", "relating", "pertaining", "adjustment", "adjustments", "payments", "contributions")) or (word in ("in", "under", "with", "from") and start > 1 and s.low[start - 2] in ("changes", "change", "placed", "investments", "deposits", "increase", "decrease", "gains", "losses", "benefits", "payments", "proceeds", "investment", "plans")):
            start -= 2
        elif (word == "(" and s.low[start : start + 2] == ("losses", ")")) or (word == ")" and s.low[max(0, start - 3) : start] in (("(", "losses", ")"), ("(", "loss", ")"), ("(", "gains", ")"), ("(", "liabilities", ")"), ("(", "benefit", ")"))):
            start -= 3 if word == ")" else 1
        elif word == "." and s.low[start - 2 : start - 1] in (("u.s",), ("non-u.s",), ("u.k",)):
            start -= 2
        elif word in BREAKS or word in DETERMINERS or word in COPULAS or word[:1].isdigit() or word in MARKS:
            break
        else:
            start -= 1
    return _trimmed(s, start, stop)


def _trimmed(s: Sentence, start: int, stop: int) -> tuple[int, int] | None:
    while start < stop and s.low[start] in VERBS:
        start += 1
    while start < stop and (s.low[start] in LINKS or s.low[start] in DETERMINERS or s.low[start].endswith("ly") or (s.low[start] in ("amount", "approximately", "recording", "aggregating") and s.low[start + 1 : start + 2] in (("of",), ()))):
        start += 1
    while stop > start and (s.low[stop - 1] in LINKS or s.low[stop - 1] in DETERMINERS or s.low[stop - 1] in ("related", "to", "as", "approximately", ",", "also", "which")):
        stop -= 1
    while start < stop and (not s.low[start][0].isalnum() or s.low[start].isdigit()):
        start += 1
    return (start, stop) if start < stop else None


def right(s: Sentence, start: int) -> tuple[int, int] | None:
    """The noun phrase that starts at token ``start``."""
    while start < len(s.low) and (s.low[start] in DETERMINERS or s.low[start] in ("certain", "these", "existing")):
        start += 1
    stop = start
    while stop < len(s.low):
        word = s.low[stop]
        if word in DETERMINERS and stop > start and s.low[stop - 1] in ("of", "on", "for"):
            stop += 1
        elif (word == "for" and any(stop < t <= stop + 7 for t, _ in s.years)) or (word == "on" and s.low[stop + 1 : stop + 2] in (("the",), ("our",), ("its",))):
            break
        elif word in BREAKS or word in COPULAS or word in DETERMINERS or word[:1].isdigit() or word in MARKS or word in ("related", "associated", "attributable", "due", "incurred", "net"):
            if word == "net" and stop == start:
                stop += 1
                continue
            break
        else:
            stop += 1
    return _trimmed(s, start, stop)


def after_value(s: Sentence, token: int) -> int:
    """The token after a value with its scale, brackets and "respectively"."""
    k = token + 1
    while k < len(s.low) and s.low[k] in ("million", "billion", "thousand", ")"):
        k += 1
    if s.low[k : k + 2] == (",", "respectively"):
        k += 3 if s.low[k + 2 : k + 3] == (",",) else 2
    return k


def before_value(s: Sentence, token: int) -> int:
    """The index of the last word before a value with its currency and "approximately"."""
    k = token - 1
    while k >= 0 and (s.low[k] in ("$", "($", "$(", "€", "£", "approximately", "about", "nearly", "an", "aggregate") or (s.low[k] in ("a", "of") and s.low[k + 1] in ("a", "an"))):
        k -= 1
    return k


def governing(s: Sentence, before: int) -> tuple[int, int] | None:
    """The noun phrase before the verb that governs the value: from the start of its clause, without "As of December 31 , 2020 ," and the like."""
    k = before
    while k >= 0 and s.low[k] not in COPULAS:
        k -= 1
    if k <= 0:
        return None
    start = k
    if s.low[k - 1] == ",":
        while start > 1 and s.low[start - 1] not in (".", ";", ":") and not (s.low[start - 2] == "," and s.low[start - 1] in ("which", "including", "excluding", "net", "inclusive", "after")):
            start -= 1
        if start > 1 and s.low[start - 2] == ",":
            k, start = start - 2, start - 2
    while start > 0 and s.low[start - 1] not in (".", ";", ":", "•", "—", "which", "we", "and/or", "”"):
        start -= 1
    return right_of_clause(s, start, k)


def right_of_clause(s: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The subject in tokens ``start`` to ``end``: behind an opening adjunct of time, up to the first word that tells more about it."""
    while (start < end and s.low[start] in ("(", ")")) or (start + 1 < end and s.low[start + 1] == ")"):
        start += 1
    if start < end and s.low[start] in ("as", "at", "in", "for", "during", "under", "on", "through", "therefore", "additionally", "also", "at"):
        years = [t for t, _ in s.years if start < t < end]
        comma = next((t for t in range(max(years[-1:] or [start]), end) if s.low[t] == ","), None)
        if comma is None:
            return left(s, end)
        start = comma + 1
    stop = start
    while start < end and (s.low[start] in DETERMINERS or s.low[start] in ("s", "firm", "company")):
        start += 1
    stop = start
    while stop < end:
        word = s.low[stop]
        years_ahead = any(stop < t <= stop + 5 for t, _ in s.years)
        if word == "(" and s.low[stop + 2 : stop + 3] == (")",):
            stop += 3
            continue
        if word in ("recorded", "recognized", "incurred", "reported", "that", "which", "during", "under", "included", "using", "outstanding", "(", ";", "inclusive", "related", "relating", "associated", "attributable") or word in COPULAS or (word == "for" and s.low[stop - 1] in ("expense", "expenses", "costs", "benefits")):
            break
        if word in ("as", "at", "in", "for") and years_ahead:
            break
        if word == "," and s.low[stop + 1 : stop + 2] in (("net",), ("which",), ("inclusive",), ("including",), ("excluding",), ("after",)):
            break
        stop += 1
    return _trimmed(s, start, stop) or left(s, end)
