"""The graph of the hand-made readings, built once."""

from __future__ import annotations

import pytest

from kg.graph import Quad, quads
from tests.graph.sample import readings, resolution


@pytest.fixture(scope="session")
def graph() -> list[Quad]:
    return list(quads(readings(), resolution()))
