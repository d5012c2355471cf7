"""Files written whole or not at all: into a temporary folder beside their place, then renamed one by one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError

Put = Callable[[str, Iterable[str]], Path]


@contextmanager
def replacing(folder: str | Path) -> Iterator[Put]:
    """``with replacing("outputs") as put: put("graph.ttl", chunks)``.

    The files appear in ``folder`` when the block ends; when it raises, what was there before is untouched. Raises KgError when the
    folder cannot be made or written to.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".kg-", dir=folder))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        names: list[str] = []

        def put(name: str, chunks: Iterable[str]) -> Path:
            names.append(name)
            with open(staging / name, "w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
            return folder / name

        yield put
        for name in names:
            (staging / name).chmod(0o666 & ~_umask())
            os.replace(staging / name, folder / name)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def write_file(path: str | Path, chunks: Iterable[str]) -> Path:
    """One file, whole or not at all. Raises KgError when it cannot be written."""
    path = Path(path)
    if path.is_dir():
        raise KgError(f"cannot write {path}: it is a folder", "name a file with -o FILE")
    with replacing(path.parent) as put:
        return put(path.name, chunks)


def _unwritable(folder: Path, error: OSError) -> KgError:
    return KgError(f"cannot write to {folder}: {error.strerror or error}", "choose another folder with -o, or make this one writable")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
