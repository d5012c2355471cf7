"""Which metric a number measures: a metric named beside it when the units fit, else the measured noun phrase as said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.extract.metrics import Metric, metric
from kg.extract.observations.phrases import aside, complete, denominator, per_thing, source
from kg.extract.observations.roles import Part
from kg.extract.observations.tokens import METRIC, Line, Token
from kg.extract.quantity import Quantity, Sort
from kg.lexicon import words_of


@dataclass(frozen=True, slots=True)
class Named:
    """A metric as found: ``id`` of the vocabulary or "other:<label>"; ``first``/``last`` are token indexes of the words."""

    id: str
    rule: str
    first: int
    last: int
    accounting: str | None = None
    label: str | None = None
    token: int | None = None  # the METRIC token
    share: bool = False  # said as a ratio to revenue
    unit: str | None = None  # of the level that was last said of it


_PER_SHARE_LIMIT = Decimal(200)
_OF_A_WHOLE = Decimal(10**8)  # no piece of anything has such a price
_POINTS = words_of("classes", "points")
_COUNTED_MONEY = words_of("classes", "counted-or-money")


def fit(named: Metric, quantity: Quantity, part: Part, share: bool = False) -> str | None:
    """The id of the metric that ``named`` means for this quantity, or None when the unit speaks against it.
    ``share``: it was said as a ratio ("net loss ratio", "as a percentage of revenue")."""
    if part == Part.SHARE or (share and quantity.percentage):
        return named.id
    if part == Part.CHANGE:
        return _fit_change(named, quantity)
    if quantity.money:
        return _fit_money(named, quantity)
    if quantity.percentage:
        return named.id if named.unit == "percent" or named.id in _POINTS else named.ratio if named.opposite is None else None
    if quantity.unit == "ratio":
        return named.id if named.unit == "times" else None
    if quantity.unit == "days":
        return named.id if named.unit == "days" else None
    if quantity.unit in ("count", "shares"):
        return _fit_count(named, quantity)
    return named.id if named.unit == "physical" else "salesVolume" if named.id == "revenue" else None


def _fit_change(named: Metric, quantity: Quantity) -> str | None:
    if quantity.percentage or quantity.sort in (Sort.CHANGE, Sort.FACTOR):
        return named.id
    if quantity.money:
        if named.unit == "percent":
            return named.amount
        if named.pershare and (quantity.per == "share" or (tiny(quantity) and _amount(quantity))):
            return named.pershare
        return named.id if named.unit in ("currency", "per-share") else None
    return named.id if named.unit in ("count", "physical") else named.counted


def _amount(quantity: Quantity) -> Decimal | None:
    return quantity.value if quantity.value is not None else quantity.low if quantity.low is not None else quantity.high


def tiny(quantity: Quantity) -> bool:
    """Whether an amount of money is one that is said of a share or a piece."""
    amount = _amount(quantity)
    return amount is not None and abs(amount) < _PER_SHARE_LIMIT and not quantity.scaled


def _fit_money(named: Metric, quantity: Quantity) -> str | None:
    amount = _amount(quantity)
    small = tiny(quantity)
    if named.id == "price" and amount is not None and amount >= _OF_A_WHOLE and quantity.per is None:
        return "dealValue"  # "a bid of $1 billion"
    if quantity.per == "share":
        return named.pershare or (
            "price"
            if named.id == "averageSellingPrice"
            else named.id
            if named.unit == "per-share" or named.id in ("price", "stockPrice", "dealValue")
            else None
        )
    if named.unit == "per-share":
        return named.id if small else None
    if named.unit == "currency":
        return named.pershare if named.pershare and small and amount != 0 else named.id
    if named.unit == "percent":
        return named.amount
    return named.id if named.id in _COUNTED_MONEY or named.kind == "ratio" else named.id if named.id == "salesVolume" else None


def _fit_count(named: Metric, quantity: Quantity) -> str | None:
    if named.unit == "count":
        return named.id
    if named.id in _COUNTED_MONEY:
        return named.id
    if quantity.unit == "shares":
        return "shareRepurchases" if named.id == "shareRepurchases" else None
    if named.unit in ("physical",):
        return named.id
    if not quantity.bare:
        return None
    if named.unit == "currency" and quantity.scaled:
        return named.id
    if named.unit in ("percent", "times") and not quantity.scaled and quantity.place < 1:
        return named.id
    return named.counted


# --- finding the metric ---------------------------------------------------------------------------------------------------------------------


def named_left(line: Line, i: int, part: Part, floor: int, share: bool = False) -> Named | None:
    """The nearest metric before token ``i`` (not before token ``floor``) whose unit fits."""
    tokens = line.tokens
    quantity = tokens[i].quantity
    for k in range(i - 1, floor - 1, -1):
        t = tokens[k]
        if t.kind != METRIC:
            continue
        if not complete(tokens, k) or source(tokens, k) or aside(tokens, k, i):
            continue
        if denominator(tokens, k):
            continue
        of = _loss_of(tokens, k, floor) if t.metric.said == "loss" else None
        said = tokens[of] if of is not None else t
        id = fit(said.metric.metric, quantity, part, said.metric.share or share)
        if id:
            at = k if of is None else of
            each = per_thing(tokens, at) if of is None and not id.startswith("other:") else None
            if each:
                return Named(
                    f"other:{said.metric.said} {' '.join(x.text for x in tokens[at + 1 : each + 1])}",
                    "left",
                    at,
                    each,
                    said.metric.accounting,
                    None,
                    at,
                )
            return Named(id, "left" if of is None else "left-loss", at, at, said.metric.accounting, None, at, said.metric.share)
    return None


def _loss_of(tokens: tuple[Token, ...], k: int, floor: int) -> int | None:
    """ "adjusted EBITDA was a loss of $7 million": the metric whose value is said to be a loss."""
    j = k - 1
    while j > floor and tokens[j].text in ("a", "an", "to", "be", "was", "is", "estimated", "expected", "currently", "are", "were"):
        j -= 1
    return j if j < k - 2 and tokens[j].kind == METRIC else None


def share_of(line: Line, i: int, floor: int) -> int | None:
    """The METRIC token of "as a percentage of METRIC" before (or just after) token ``i``."""
    tokens = line.tokens
    for k in range(i - 1, floor - 1, -1):
        if tokens[k].kind == METRIC and denominator(tokens, k):
            return k
    return None


def vocabulary(id: str) -> Metric | None:
    """The entry of a known id; None for the open tail."""
    return None if id.startswith("other:") else metric(id)
