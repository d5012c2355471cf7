"""Bytes of files, gz and zip members, bounded: nothing is unpacked beyond the limits below."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from pathlib import Path

from kg.errors import KgError

LIMIT = 50_000_000  # bytes of one document, after unpacking
TOTAL = 2_000_000_000  # bytes that an archive may say it unpacks to
RATIO = 200  # unpacked to packed, above FREE bytes: text packs 3 to 30 times
FREE = 1_000_000
MEMBERS = 100_000
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def members(path: Path, name: str) -> tuple[str, ...]:
    """The names of the files in the zip archive at ``path``, sorted. Raises KgError when it is broken or unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
    except BROKEN as error:
        raise KgError(f"{name}: not a readable zip archive ({_said(error)})", "fetch or pack it again") from error
    if len(infos) > MEMBERS or sum(i.file_size for i in infos) > TOTAL:
        raise KgError(f"{name}: unpacks to more than {MEMBERS:,} files or {TOTAL // 1_000_000:,} MB", "unpack what you need and name the folder")
    return tuple(sorted({i.filename for i in infos}))


def file(path: Path, name: str, limit: int = LIMIT) -> bytes:
    """The bytes of the file at ``path``. Raises KgError when it cannot be read or holds more than ``limit`` bytes."""
    try:
        if not path.is_file():
            raise KgError(f"{name}: no such file", "check the path")
        with path.open("rb") as stream:
            return _bounded(stream.read(limit + 1), name, limit)
    except OSError as error:
        raise KgError(f"{name}: cannot be read ({error.strerror or error})", "check the permissions") from error


def member(path: Path, inside: str, name: str, limit: int = LIMIT) -> bytes:
    """The bytes of one member of the zip archive at ``path``. Raises KgError when broken, encrypted, or a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            return unzipped(archive, inside, name, limit)
    except BROKEN as error:
        raise KgError(f"{name}: cannot be unpacked ({_said(error)})", "fetch or pack the archive again") from error


def unzipped(archive: zipfile.ZipFile, inside: str, name: str, limit: int = LIMIT) -> bytes:
    """The bytes of ``inside``; at most ``limit``, and not more than RATIO times what is packed. Raises KgError or one of BROKEN."""
    try:
        info = archive.getinfo(inside)
    except KeyError as error:
        raise KgError(f"{name}: not in the archive", "list the archive") from error
    if info.flag_bits & 1:
        raise KgError(f"{name}: encrypted", "unpack it with its password first")
    with archive.open(info) as stream:
        return _measured(stream.read(limit + 1), info.compress_size, name, limit)


def gunzipped(data: bytes, name: str, limit: int = LIMIT) -> bytes:
    """The bytes packed in gzip ``data``. Raises KgError when broken or a bomb."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _measured(stream.read(limit + 1), len(data), name, limit)
    except BROKEN as error:
        raise KgError(f"{name}: broken gzip data ({_said(error)})", "fetch or pack it again") from error


def _measured(data: bytes, packed: int, name: str, limit: int) -> bytes:
    if len(data) > FREE and len(data) > RATIO * max(packed, 1):
        raise KgError(f"{name}: unpacks to more than {RATIO} times its size, as an archive bomb does", "unpack it by hand if you trust it")
    return _bounded(data, name, limit)


def _bounded(data: bytes, name: str, limit: int) -> bytes:
    if len(data) > limit:
        raise KgError(f"{name}: larger than {limit / 1_000_000:g} MB", "split it, or read it with kg.read.load(source, limit=…)")
    return data


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
