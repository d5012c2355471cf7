"""Periods and comparisons in prose, and what they mean for one document."""

from kg.extract.periods.find import find_periods
from kg.extract.periods.keys import basis, between, resolve

__all__ = ["basis", "between", "find_periods", "resolve"]
