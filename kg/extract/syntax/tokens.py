"""The tokens that a sentence is made of: words and punctuation, and one token for each quantity, period, comparison and metric that the finders read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from kg.extract.metrics import MetricMention
from kg.extract.quantity import Comparison, PeriodRef, Quantity
from kg.types import Mention

WORD, COMMA, QUANTITY, PERIOD, CUE, METRIC = "w", ",", "q", "p", "c", "m"


class Token(NamedTuple):
    """``text`` is folded. ``mention`` is None for words and punctuation (kind COMMA)."""

    kind: str
    start: int
    end: int
    text: str
    mention: Mention | None = None
    capital: bool = False  # written with a capital

    @property
    def quantity(self) -> Quantity:
        assert self.mention is not None
        value = self.mention.value
        assert isinstance(value, Quantity)
        return _plain(value) if value.scaled else value

    @property
    def metric(self) -> MetricMention:
        assert self.mention is not None and isinstance(self.mention.value, MetricMention)
        return self.mention.value

    @property
    def period(self) -> PeriodRef | None:
        """The period of a PERIOD token, or the period named in a comparison."""
        value = self.mention.value if self.mention else None
        return value if isinstance(value, PeriodRef) else value.against if isinstance(value, Comparison) else None

    @property
    def comparison(self) -> Comparison | None:
        value = self.mention.value if self.mention else None
        return value if isinstance(value, Comparison) else None


# ``Token(*fields)`` in half the time: a document has thousands.
token_of: Callable[[tuple[str, int, int, str, Mention | None, bool]], Token] = partial(tuple.__new__, Token)


def _plain(quantity: Quantity) -> Quantity:
    """ "$700 million or $1.10 a share": the millions are no amount a share."""
    return replace(quantity, unit=quantity.unit[:3]) if quantity.per == "share" else quantity
