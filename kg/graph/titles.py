"""A job title as written -> the roles it amounts to."""

from __future__ import annotations

import re
from functools import cache

from kg import vocab
from kg.fold import fold


@cache
def roles(title: str) -> tuple[str, ...]:
    """``Chairman and CEO`` -> ``("chair", "chief-executive-officer")``: every role whose label the title holds, the longest label first come."""
    return tuple(sorted({vocab.ROLES[match[0]] for match in _labels().finditer(" ".join(fold(title).split()))}))


def executive(title: str) -> bool:
    """Whether the title is one of an executive."""
    return not vocab.EXECUTIVE.isdisjoint(roles(title))


@cache
def _labels() -> re.Pattern[str]:
    labels = sorted(vocab.ROLES, key=lambda label: (-len(label), label))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, labels))})(?!\w)")
