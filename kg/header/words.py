"""The word lists of ``kg/data/header.toml`` and ``kg/data/news.toml`` as patterns, compiled when first asked for."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import any_of, table


@cache
def said(name: str, source: str = "header") -> re.Pattern[str]:
    """Any of the words of ``[said.<name>]``, whole and in any case."""
    return re.compile(rf"\b{any_of(table(source)['said'][name]['words'])}\b", re.I)


@cache
def compared() -> re.Pattern[str]:
    """The end of what stands before a period that something is compared with: "versus the ", "we compare these results with our "."""
    apart = r"compar\w+\s+(?:\w+\s+){0,3}(?:to|with)"
    return re.compile(rf"\b(?:{apart}|{any_of(table('header')['said']['compared']['words'])})\s+(?:the\s+)?(?:our\s+)?$", re.I)
