"""How sure a reading is: how often labelled readings were right that took the same ways. Counts: ``kg/data/trust.toml``, made by ``bench/trust.py``.

A number is read in three steps: it is an observation (its role), of a metric (its measure), about a thing. The confidence is the product of the shares
of the three ways, each drawn towards the share of its step where few were counted.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache

from kg.lexicon import table

_WEIGHT = 6  # observations that the share of a whole step counts for
_ONE = Decimal("0.01")


def trust(measure: str, role: str, about: str, open: bool) -> Decimal:
    """The confidence of an observation read in these ways, from 0 to 1; ``open``: its metric is none of the vocabulary."""
    share = _share("role", role) * _share("open" if open else "measure", measure) * _share("about", about)
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(_ONE)


@cache
def _share(step: str, way: str) -> Fraction:
    counts = table("trust")[step]
    whole = Fraction(sum(right for right, _ in counts.values()), sum(of for _, of in counts.values()))
    right, of = counts.get(way, (0, 0))
    return Fraction((right + _WEIGHT * whole) / (of + _WEIGHT))
