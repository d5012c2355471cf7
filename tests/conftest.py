"""What all tests share: the root of the repository, the real documents beside it where they are, our own examples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

try:
    from hypothesis import settings
except ImportError:
    pass
else:
    settings.register_profile("default", deadline=None, derandomize=True, database=None)
    settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real documents and their gold; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the real documents in {os.path.relpath(SHARED, ROOT)}, which are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def examples() -> Path:
    """Our own documents about fictional companies."""
    return ROOT / "examples" / "documents"
