"""Placeholder until it is generated from ontology/: what the graph needs to know of the vocabulary."""

from __future__ import annotations

NEGATED = {"netLoss": "netIncome", "operatingLoss": "operatingIncome"}
UNITS = frozenset({"percent"})


def role(title: str) -> str | None:
    return None


def code(said: str) -> str | None:
    return None


def is_executive(role: str | None) -> bool:
    return False
