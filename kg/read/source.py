"""User paths -> the documents they name: files, folders (recursively), archives; each with an id that is unique in the build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be read: a file, or a member of a zip archive. ``load`` reads it, or raises its ``fault``."""

    id: str  # Document.id: slug of the file name, unique among the sources found together
    name: str  # Document.path: POSIX, relative to the folder the user named; "archive.zip/member.txt" for a member
    path: Path  # the file on disk
    member: str | None = None  # name inside the zip archive
    sidecar: Path | None = None  # NAME.meta.toml beside the file, where there is one
    fault: KgError | None = None  # why there is nothing to read: missing path, empty folder, broken archive
