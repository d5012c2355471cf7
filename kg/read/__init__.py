"""Bytes -> Document. The text is never edited afterwards."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kg.types import Document, Meta


def read(path: str | Path, meta: Meta | None = None, root: Path | None = None) -> Document:
    """The document at ``path``. Raises KgError when it is missing, empty, binary or not decodable."""
    path = Path(path)
    data = path.read_bytes()
    name = (path.relative_to(root) if root else path).as_posix()
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    return Document(slug, name, hashlib.sha256(data).hexdigest(), data.decode("utf-8"), meta=meta or Meta())
