"""The files that come with the package: the ontology, found in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ontology(name: str = "") -> Path:
    """The folder ``ontology/``, or the file ``name`` in it: beside the package in a checkout, inside it when installed."""
    installed = _PACKAGE / "ontology"
    return (installed if installed.is_dir() else _PACKAGE.parent / "ontology") / name
