"""Entities of all documents -> identities. The only place that sees more than one document."""

from __future__ import annotations

from collections.abc import Sequence

from kg.types import Reading, Resolution


def resolve(readings: Sequence[Reading]) -> Resolution:
    """One identity for each thing of the world. The order of ``readings`` does not matter."""
    return Resolution(())
