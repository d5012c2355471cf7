"""Noun phrases: whether a metric ends its phrase, and whether it is what something else is divided by."""

from __future__ import annotations

from kg.extract.observations.tokens import METRIC, QUANTITY, WORD, Token
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, PREPOSITIONS, adverb, directions
from kg.lexicon import words_of

_BEHIND = words_of("grammar", "behind-metric")
_PARTICIPLES = words_of("grammar", "participles")
_PARTS = frozenset("percentage percent % proportion share portion part".split())


def complete(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether the metric at token ``k`` ends its noun phrase: "gross profit" in "gross profit impact" does not."""
    if k + 1 >= len(tokens):
        return True
    t = tokens[k + 1]
    if t.kind == METRIC:
        return False
    if t.kind != WORD:
        return True
    closed = t.text in _BEHIND or t.text in COPULAS or t.text in PREPOSITIONS or t.text in BREAKS or t.text in FILLERS
    return closed or t.text in directions()["verb"] or t.text in directions()["noun"] or t.text.endswith(("ed", "'s", "'ll", "'ve")) or t.text in _PARTICIPLES or adverb(t.text)


_WITHOUT = frozenset("before excluding including ex less plus".split())


def source(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether the metric at token ``k`` only describes another: "revenue from new customers", "income before provisions"."""
    if k > 1 and any(t.text in _WITHOUT for t in tokens[k - 2 : k]) and any(t.kind == METRIC for t in tokens[max(0, k - 5) : k - 1]):
        return True
    if tokens[k].metric.metric.kind not in ("stock", "count") or tokens[k].metric.metric.unit != "count":
        return False
    j = k - 1
    while j > max(0, k - 4) and tokens[j].kind == WORD and tokens[j].text not in PREPOSITIONS:
        j -= 1
    return j > 0 and tokens[j].text in ("from", "of", "to", "by", "with", "for", "among", "across") and any(t.kind == METRIC for t in tokens[max(0, j - 2) : j])


def denominator(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether the metric at token ``k`` is what is divided by: "as a percentage of revenue", "the proportion of third-party revenue"."""
    j = k - 1
    low = max(0, k - 5)
    while j > low and tokens[j].kind == WORD and tokens[j].text not in ("of", "to", "in"):
        j -= 1
    if j < 1 or tokens[j].text not in ("of", "to"):
        return False
    near = tokens[max(0, j - 2) : j]
    if any(t.kind == QUANTITY and t.quantity.unit == "percent" for t in near):
        return all(t.text in ("total", "our", "the", "net", "its", "overall", "group", "their", "company") for t in tokens[j + 1 : k])
    return tokens[j].text == "of" and any(t.text in _PARTS for t in tokens[max(0, j - 1) : j])


def aside(tokens: tuple[Token, ...], k: int, i: int) -> bool:
    """Whether token ``k`` stands in a relative clause that is closed before token ``i``: "sales for our clinics, which serve home customers, rose"."""
    opened = next((n for n in range(k - 1, max(0, k - 12), -1) if tokens[n].text in ("which", "who") and tokens[n - 1].text == ","), None)
    if opened is None or not any(t.kind == METRIC for t in tokens[:opened]):
        return False
    return any(t.text == "," for t in tokens[k + 1 : i]) and not any(t.kind == QUANTITY for t in tokens[opened:i])


_RATES = frozenset("share diluted basic common ordinary unit ads annum year quarter month week cent capita se day".split())


def per_thing(tokens: tuple[Token, ...], k: int) -> int | None:
    """The last token of "per admission" behind the amount at token ``k``, which makes another metric of it; None elsewhere."""
    if tokens[k].metric.metric.unit != "currency" or k + 2 >= len(tokens) or tokens[k + 1].text != "per" or tokens[k + 2].text in _RATES:
        return None
    last = k + 1
    while last + 1 < len(tokens) and last < k + 4 and tokens[last + 1].kind == WORD and not _closed(tokens[last + 1].text):
        last += 1
    return last if last > k + 1 else None


def _closed(word: str) -> bool:
    return word in COPULAS or word in PREPOSITIONS or word in BREAKS or word in FILLERS or word in directions()["verb"] or word in _BEHIND or adverb(word)
