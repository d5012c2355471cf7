"""A result of nothing: "should break even this year", "its goal of breaking even"."""

from __future__ import annotations

import re

BREAK_EVEN = re.compile(r"\b(?:broke|break|breaks|breaking|broken)[ -]even\b|\b(?:be|was|were|is|at|reach|reached|achieve|achieved) (?:about |approximately |roughly )?break-?even\b")
_NOT = re.compile(r"\b(?:ebitda|cash flow|points?|analysis|price|oil|per barrel|dilut|accretive|capacity)\b")


def break_even(folded: str) -> re.Match[str] | None:
    """The words that say so, in one folded sentence; None when something else than the result breaks even."""
    return None if folded.endswith("?") or _NOT.search(folded) else BREAK_EVEN.search(folded)
