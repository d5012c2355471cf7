"""Bytes -> Document. The text is never edited afterwards."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from kg.read.source import Source
from kg.types import Document, Meta

__all__ = ["Source", "load", "read", "sources"]


def read(path: str | Path, meta: Meta | None = None, root: Path | None = None) -> Document:
    """The document at ``path``. Raises KgError when it is missing, empty, binary or not decodable."""
    path = Path(path)
    data = path.read_bytes()
    name = (path.relative_to(root) if root else path).as_posix()
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    return Document(slug, name, hashlib.sha256(data).hexdigest(), data.decode("utf-8"), meta=meta or Meta())


def sources(paths: Iterable[str | Path]) -> tuple[Source, ...]:
    """All documents that ``paths`` name, sorted by name; the same whatever the order of ``paths``. Never raises: see ``Source.fault``."""
    found = []
    for given in map(Path, paths):
        files = sorted(p for p in given.rglob("*.txt") if p.is_file()) if given.is_dir() else [given]
        found += [Source(re.sub(r"[^a-z0-9]+", "-", p.stem.lower()).strip("-"), p.name, p) for p in files]
    return tuple(sorted(found, key=lambda s: (s.name, s.id)))


def load(source: Source, meta: Meta | None = None, limit: int = 50_000_000) -> Document:
    """The document of ``source``; the values of ``meta`` win over those of its sidecar. ``limit`` is in bytes, after unpacking.

    Raises KgError (what, where, what next) on anything that cannot be read as a document.
    """
    if source.fault is not None:
        raise source.fault
    return read(source.path, meta)
