"""Quantities in prose: every number that measures something, exact, with its unit, bound and range. Words: ``kg/data/{currencies,scales,units,numbers,bounds}.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from kg.types import Context, Mention, Passage


def find_quantities(context: Context, passage: Passage) -> Iterator[Mention]:
    """Every quantity (kind "quantity", value Quantity) said in ``passage``, in order, without overlaps. Years, dates, ordinals, phone
    and page numbers, enumerators and the digits of names are not quantities."""
    yield from ()
