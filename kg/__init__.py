"""finkg: a knowledge graph of finance from earnings calls and news, with the exact characters that prove every fact.

    >>> import kg
    >>> reading = kg.facts(kg.read("examples/documents/northwind-2025q2-call.txt"))
    >>> report = kg.build(["examples/documents"])

Nothing is imported before it is used. Where a function has the name of its module, ``kg.facts`` is the function; other names of the module
are imported from it (``from kg.facts import reporting_company``).
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kg.build import Report as Report
    from kg.build import build as build
    from kg.errors import KgError as KgError
    from kg.explain import explain as explain
    from kg.facts import facts as facts
    from kg.query import query as query
    from kg.read import read as read
    from kg.resolve import resolve as resolve
    from kg.score import score as score

_HOMES = {
    "KgError": "kg.errors",
    "Report": "kg.build",
    "build": "kg.build",
    "explain": "kg.explain",
    "facts": "kg.facts",
    "query": "kg.query",
    "read": "kg.read",
    "resolve": "kg.resolve",
    "score": "kg.score",
}


class _Package(ModuleType):
    """Importing ``kg.facts`` would bind the module over the function of that name: the function wins."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
