"""Files written whole or not at all: into a temporary folder beside their place, then renamed one by one. And counts in words."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError


@contextmanager
def staging(folder: str | Path) -> Iterator[Path]:
    """``with staging("outputs") as new: write(new / "graph.ttl")``: what stands in ``new`` when the block ends is moved to ``folder``.

    When the block raises, what was in ``folder`` before is untouched. Raises KgError when the folder cannot be made or written to.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".kg-", dir=folder))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        yield new
        for path in sorted(new.iterdir()):
            path.chmod(0o666 & ~_umask())
            os.replace(path, folder / path.name)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write_file(path: str | Path, chunks: Iterable[str]) -> Path:
    """One UTF-8 file, whole or not at all; newlines as given. Raises KgError when it cannot be written."""
    path = Path(path)
    if path.is_dir():
        raise KgError(f"cannot write {path}: it is a folder", "name a file with -o FILE")
    with staging(path.parent) as new, open(new / path.name, "w", encoding="utf-8", newline="") as file:
        file.writelines(chunks)
    return path


def counted(number: int, noun: str) -> str:
    """``1 row``, ``1,204 rows``, ``3 entities``."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _refused(folder: Path, error: OSError) -> KgError:
    if folder.is_file():
        return KgError(f"cannot write to {folder}: it is a file", "name a folder with -o")
    return KgError(f"cannot write to {folder}: {error.strerror or error}", "choose another folder with -o, or make this one writable")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
