"""What may be skipped on a laptop may not be skipped in CI."""

from __future__ import annotations

import os

import pytest

from tests.view.browser import missing


@pytest.mark.skipif(not os.environ.get("CI"), reason="only in CI: elsewhere the tests of the page are skipped without a browser")
def test_ci_has_a_browser() -> None:
    assert not missing()
