"""User paths -> the documents they name: files, folders (recursively), archives; each with an id that is unique in the build."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path, PurePosixPath

from kg.errors import KgError
from kg.read import archive

SIDECAR = ".meta.toml"
READABLE = frozenset(".txt .text .md .markdown .html .htm .xhtml .pdf .docx .json .xml .gz .zip".split())
FOREIGN = frozenset(".doc .rtf .odt .pages .ppt .pptx .xls .xlsx .epub .eml .msg .tar .tgz .7z .rar .bz2 .xz".split())
_KNOWN = READABLE | FOREIGN
_WRITTEN = frozenset({"graph.html", "report.json"})  # beside facts.jsonl: what a build wrote is not what the next one reads


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be read: a file, or a member of a zip archive. ``kg.read.load`` reads it, or raises its ``fault``."""

    id: str  # Document.id: slug of the file name, unique among the sources found together
    name: str  # Document.path: POSIX, relative to the folder the user named; "archive.zip/member.txt" for a member
    path: Path  # the file on disk
    member: str | None = None  # name inside the zip archive
    sidecar: str | None = None  # NAME.meta.toml: beside the file, or beside the member in the archive
    fault: KgError | None = None  # why there is nothing to read: missing path, empty folder, broken archive


def sources(paths: Iterable[str | Path]) -> tuple[Source, ...]:
    """All documents that ``paths`` name, sorted by name; the same whatever the order of ``paths``. Never raises: see ``Source.fault``.

    A folder is searched recursively for files of a readable kind, hidden ones left out; a file named by the user is always taken.
    A path given twice counts once.
    """
    found: dict[tuple[str, str], tuple[Source, tuple[str, ...]]] = {}
    for given in sorted({Path(p) for p in paths}):
        for source, parts in _expand(given):
            found.setdefault((os.path.realpath(source.path), source.member or ""), (source, parts))
    return tuple(sorted(_identified(list(found.values())), key=lambda s: (s.name, s.id)))


def slug(name: str) -> str:
    """The id that a file name asks for: lower-case ASCII letters and digits joined by "-"; known endings are left out."""
    stem = name
    while PurePosixPath(stem).suffix.lower() in _KNOWN and len(PurePosixPath(stem).suffix) < len(stem):
        stem = stem[: -len(PurePosixPath(stem).suffix)]
    plain = "".join(c for c in unicodedata.normalize("NFKD", stem) if not unicodedata.combining(c))
    found = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return found or "document-" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _expand(given: Path) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """Each source under ``given`` with the parts of its path from which a unique id can be made, folder first."""
    if not given.is_dir():
        yield from _file(given, given.name, (given.absolute().parent.name, given.name))
        return
    root = given.absolute().resolve().name
    count = 0
    for path in _walk(given):
        inside = path.relative_to(given)
        count += 1
        yield from _file(path, inside.as_posix(), (root, *inside.parts))
    if not count:
        hint = "documents are " + " ".join(sorted(READABLE))
        yield Source(slug(root), given.name or str(given), given, fault=KgError(f"{given}: no document in this folder", hint)), (root,)


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(set(files) - (_WRITTEN if "facts.jsonl" in files else set())):
            if not file.startswith((".", "~$")) and Path(file).suffix.lower() in _KNOWN:
                yield Path(here, file)


def _file(path: Path, name: str, parts: tuple[str, ...]) -> Iterator[tuple[Source, tuple[str, ...]]]:
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # a file name that is no UTF-8 must not break the outputs
    fault = _unreadable(path, name)
    if fault is None and path.suffix.lower() == ".zip":
        try:
            members = archive.members(path, name)
        except KgError as error:
            yield Source(slug(parts[-1]), name, path, fault=error), parts
            return
        documents = {m: PurePosixPath(m) for m in members if _is_document(PurePosixPath(m))}
        for member, inside in documents.items():
            nested = _nested(inside, name)
            sidecar = _beside(inside, lambda s: s in members)
            yield Source("", f"{name}/{member}", path, member, sidecar, nested), (*parts, *inside.parts)
        if not documents:
            hint = "documents are " + " ".join(sorted(READABLE))
            yield Source(slug(parts[-1]), name, path, fault=KgError(f"{name}: no document in this archive", hint)), parts
        return
    yield Source("", name, path, None, _beside(path, lambda s: Path(s).is_file()), fault), parts


def _is_document(inside: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in inside.parts)
    return not hidden and inside.suffix.lower() in _KNOWN


def _nested(inside: PurePosixPath, name: str) -> KgError | None:
    if inside.suffix.lower() == ".zip":
        return KgError(f"{name}/{inside}: an archive inside an archive", "unpack the outer one first")
    return _foreign(inside, f"{name}/{inside}")


def _unreadable(path: Path, name: str) -> KgError | None:
    if path.is_file():
        return _foreign(path, name)
    if path.exists():
        return KgError(f"{path}: not a regular file", "name a file or a folder")
    parent = path.parent
    near = get_close_matches(path.name, sorted(p.name for p in parent.iterdir()), 1) if parent.is_dir() else []
    return KgError(f"{path}: no such file or folder", f"did you mean {parent / near[0]}?" if near else "check the path")


def _foreign(path: Path | PurePosixPath, name: str) -> KgError | None:
    if path.suffix.lower() not in FOREIGN:
        return None
    return KgError(f"{name}: {path.suffix.lower()} files are not read", "save it as .docx, .pdf, .html or .txt, or unpack it")


def _beside(path: Path | PurePosixPath, exists: Callable[[str], bool]) -> str | None:
    """The sidecar of a document: "call.txt.meta.toml" before "call.meta.toml"."""
    names = (str(path.with_name(path.name + SIDECAR)), str(path.with_name(path.stem + SIDECAR)))
    return next((name for name in names if exists(name)), None)


def _identified(found: list[tuple[Source, tuple[str, ...]]]) -> list[Source]:
    """The sources with ids: the file name, with as many parent folders as make it unique, then a number where nothing else helps."""
    found.sort(key=lambda f: (f[0].name, f[1], str(f[0].path), f[0].member or ""))
    ids = [slug(parts[-1]) for _, parts in found]
    for depth in range(2, 1 + max((len(parts) for _, parts in found), default=0)):
        taken = Counter(ids)
        for i, (_, parts) in enumerate(found):
            if taken[ids[i]] > 1:
                ids[i] = "-".join(slug(part) for part in parts[-depth:])
    seen: Counter[str] = Counter()
    for i, name in enumerate(ids):
        seen[name] += 1
        while seen[name] > 1 and (ids[i] in ids[:i] or ids[i] in ids[i + 1 :]):
            ids[i] = f"{name}-{seen[name]}"
            seen[name] += 1
    return [replace(source, id=key) for (source, _), key in zip(found, ids, strict=True)]
