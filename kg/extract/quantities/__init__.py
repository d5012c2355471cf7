"""Quantities in prose: every number that measures something, exact, with its unit, bound and range."""

from kg.extract.quantities.find import NUMBERS, find_measures, find_quantities

__all__ = ["NUMBERS", "find_measures", "find_quantities"]
