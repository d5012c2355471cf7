"""Verbs and nouns that name a metric by themselves: "earned $1.2 billion", "a $4 billion deal". Words: ``kg/data/predicates.toml``."""

from __future__ import annotations

import itertools
from functools import cache

from kg.extract.metrics import metric
from kg.extract.observations.naming import Named, fit
from kg.extract.observations.roles import Part, of_shares
from kg.extract.observations.tokens import METRIC, QUANTITY, WORD, Line
from kg.extract.observations.words import FILLERS, adverb
from kg.extract.quantity import Quantity
from kg.lexicon import table, words_of
from kg.types import EntityType, Thing

_Row = tuple[str, str, frozenset[str], bool]  # rule, metric, units, negative


_TRADES = words_of("grammar", "trades")


_DEBTS = frozenset("debt notes bonds debentures loan loans".split())  # bought back as shares are
_OFFERS = frozenset("deal deals transaction acquisition takeover merger buyout bid offer purchase".split())


@cache
def _rows(side: str) -> dict[str, tuple[_Row, ...]]:
    out: dict[str, list[_Row]] = {}
    for name, row in table("predicates").items():
        for phrase in row.get(side, ()):
            out.setdefault(phrase, []).append((name, row["metric"], frozenset(row["unit"]), bool(row.get("negative"))))
    return {phrase: tuple(rows) for phrase, rows in out.items()}


def _unit(quantity: Quantity) -> str:
    if quantity.money:
        return "share" if quantity.per == "share" else "money"
    return quantity.unit if quantity.unit in ("count", "shares", "percent") else "physical"


def _firm(line: Line, k: int) -> bool:
    """Whether a named company starts at token ``k``."""
    if k < len(line.tokens) and any(n.start == line.tokens[k].start for n in line.names):
        return True
    return k < len(line.tokens) and any(m.span.start == line.tokens[k].start and isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY for m in line.things)


def _small(id: str, quantity: Quantity) -> str:
    """ "earned 67 cents": an amount that is one of a share."""
    entry = metric(id)
    return fit(entry, quantity, Part.LEVEL) or id if entry.pershare and quantity.money and not quantity.scaled else id


def predicate(line: Line, i: int) -> Named | None:
    """The metric that the words right before or right behind the number at token ``i`` name."""
    tokens = line.tokens
    unit = _unit(tokens[i].quantity)
    j = i - 1
    while j >= 0 and tokens[j].kind == WORD and ((tokens[j].text == "of" and j and tokens[j - 1].text in ("total", "aggregate", "average")) or (tokens[j].text in ("aggregate", "up", "to") and j + 2 >= i) or tokens[j].text in FILLERS or adverb(tokens[j].text)):
        j -= 1
    if unit == "money" and j > 0 and tokens[j].text in ("for", "worth") and any(a.text in ("bought", "buy", "buying") and b.text == "back" for a, b in itertools.pairwise(tokens)):
        return Named("shareRepurchases", "predicate-repurchased", j, j)
    if unit in ("money", "share") and (tokens[i].text.endswith((" each", " apiece")) or (i + 1 < len(tokens) and tokens[i + 1].text in ("each", "apiece"))) and any(t.text == "shares" for t in tokens[max(0, i - 14) : i]):
        return Named("price", "predicate-each", i, i)
    if unit == "percent" and i + 1 < len(tokens) and tokens[i + 1].text == "of" and any(t.text in _TRADES or t.text in ("own", "owns", "holds", "hold", "owned", "held") for t in tokens[max(0, i - 5) : i]) and _firm(line, i + 2):
        return Named("stake", "predicate-stake", i, i)
    if unit in ("money", "share") and j > 0 and tokens[j].text in ("for", "at", "worth") and any(t.text in _TRADES for t in tokens[max(0, j - 12) : j]) and not any(t.kind == METRIC for t in tokens[max(0, j - 12) : j]):
        return Named("dealValue", "predicate-trade", j, j)
    if unit == "percent" and of_shares(tokens, i):
        return Named("stake", "predicate-stake", i, i)
    if unit == "money" and j > 0 and tokens[j].text == "at" and tokens[j - 1].text == "valued" and any(t.text in _OFFERS for t in tokens[max(0, j - 7) : j - 1]):
        return Named("dealValue", "predicate-deal", j, j)
    if j >= 0 and tokens[j].kind == WORD:
        two = f"{tokens[j - 1].text} {tokens[j].text}" if j else ""
        for row in (*_rows("before").get(tokens[j].text, ()), *_rows("before").get(two, ())):
            if unit in row[2] and not (row[1] == "shareRepurchases" and any(t.text in _DEBTS for t in tokens[i + 1 : i + 6])):
                return Named(_small(row[1], tokens[i].quantity), "predicate-" + row[0], j, j)
    behind = [t.text for t in tokens[i + 1 : i + 5] if t.kind != QUANTITY]
    for n in (5, 4, 3, 2, 1):
        for row in _rows("behind").get(" ".join(behind[:n]), ()):
            if unit in row[2]:
                return Named(row[1], "predicate-" + row[0], i, min(i + n, len(tokens) - 1))
    return None
