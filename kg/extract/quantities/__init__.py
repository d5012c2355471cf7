"""Quantities in prose: every number that measures something, exact, with its unit, bound and range."""

from kg.extract.quantities.find import find_measures, find_quantities

__all__ = ["find_measures", "find_quantities"]
