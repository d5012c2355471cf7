"""Bytes -> Document. The text is never edited afterwards; offsets everywhere point into the text that is made here."""

from __future__ import annotations

import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

from kg.errors import KgError
from kg.read import api, archive, docx, html, pdf, sidecar, xml
from kg.read.content import Content
from kg.read.decode import decode
from kg.read.source import Source, sources
from kg.types import Document, Meta

__all__ = ["Source", "load", "read", "sources"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)


def read(path: str | Path, meta: Meta | None = None, root: Path | None = None) -> Document:
    """The one document at ``path``, named relative to ``root``. Raises KgError: see ``load``; also for a folder or an archive of several."""
    path = Path(path)
    found = sources([path])
    if len(found) != 1:
        raise KgError(f"{path}: {len(found)} documents, not one", "name one of them, or build them all")
    source = found[0]
    if root is not None and source.member is None:
        name = path.relative_to(root).as_posix()
        source = Source(source.id, name, source.path, None, source.sidecar, source.fault)
    return load(source, meta)


def load(source: Source, meta: Meta | None = None, limit: int = archive.LIMIT) -> Document:
    """The document of ``source``; the values of ``meta`` win over those of its sidecar. ``limit`` is in bytes, after unpacking.

    Raises KgError (what, where, what next): missing, empty, binary, too large, undecodable, truncated, encrypted, a bomb, a login page,
    JSON without a transcript, a stated value or a sidecar that is not in form, a reader that is not installed.
    """
    if source.fault is not None:
        raise source.fault
    stated = sidecar.over(sidecar.checked(meta or Meta(), source.name), _sidecar(source))
    if source.member is None:
        data = archive.file(source.path, source.name, limit)
    else:
        data = archive.member(source.path, source.member, source.name, limit)
    content = parse(data, source.name, limit)
    text = content.text if content.format in ("text", "markdown") else _SURROGATE.sub("\ufffd", content.text)
    if not text.strip():
        raise KgError(f"{source.name}: empty", "there is nothing to read")
    return Document(source.id, source.name, hashlib.sha256(data).hexdigest(), text, content.format, sidecar.over(stated, content.meta), content.notes)


def parse(data: bytes, name: str, limit: int = archive.LIMIT) -> Content:
    """The text of ``data``, by its first bytes and by the ending of ``name``. Raises KgError."""
    if data[:2] == b"\x1f\x8b":
        data, name = archive.gunzipped(data, name, limit), re.sub(r"\.gz$", "", name, flags=re.I)
    ending = PurePosixPath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return pdf.parse(data, name)
    if data[:4] == b"PK\x03\x04" or ending == ".docx":
        if ending != ".docx" and not _is_word(data):
            raise KgError(f"{name}: an archive, not a document", "give it the ending .zip, or unpack it")
        return docx.parse(data, name, limit)
    if ending == ".pdf":
        raise KgError(f"{name}: not a PDF, whatever its name says", "fetch it again")
    text, notes = decode(data, name)
    content = _marked_up(text, name, ending)
    return Content(content.text, content.format, content.meta, (*notes, *content.notes))


def _marked_up(text: str, name: str, ending: str) -> Content:
    if ending in (".html", ".htm", ".xhtml") or _PAGE.match(text, 0, 2000):
        return html.parse(text, name)
    if ending == ".json":
        return api.parse(text, name)
    if ending == ".xml" or text.lstrip()[:5] == "<?xml":
        return html.parse(text, name) if re.search(r"<html\b", text[:2000], re.I) else xml.parse(text, name)
    return Content(text, "markdown" if ending in (".md", ".markdown") else "text")


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return docx.BODY in packed.namelist()
    except archive.BROKEN:
        return False


def _sidecar(source: Source) -> Meta:
    if source.sidecar is None:
        return Meta()
    if source.member is None:
        return sidecar.parse(archive.file(Path(source.sidecar), source.sidecar, 1_000_000), source.sidecar)
    name = f"{source.path.name}/{source.sidecar}"
    return sidecar.parse(archive.member(source.path, source.sidecar, name, 1_000_000), name)
