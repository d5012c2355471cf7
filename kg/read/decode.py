"""Bytes -> text: UTF-8, UTF-16, cp1252, GB18030, tried in that order. Newlines stay as they are; a byte order mark is no part of the text."""

from __future__ import annotations

import codecs
import re

from kg.errors import KgError
from kg.types import Note, Span

_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])  # control characters that no text holds
_SIGNATURES = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"RIFF", "a recording"), (b"ID3", "a recording"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF file"),
)  # fmt: skip


def decode(data: bytes, name: str) -> tuple[str, tuple[Note, ...]]:
    """The text of ``data``, and a note where some bytes could not be read. Raises KgError when it is empty, binary or undecodable."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise KgError(f"{name}: empty", "there is nothing to read")
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (signature != b"MZ" or b"\x00" in data[:512]):
            raise KgError(f"{name}: {what}, not a document", "give the text as .txt, .html, .pdf, .docx, .json or .xml")
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    wide = _wide(data)
    if wide:
        return _strict(data, wide, name), ()
    sample = data[:65536]
    if b"\x00" in data or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 50:
        raise KgError(f"{name}: binary data, not a document", "give the text as .txt, .html, .pdf, .docx, .json or .xml")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _legacy(data, name, error)


def _wide(data: bytes) -> str:
    """The UTF-16 codec of ``data``, by its mark or by its zero bytes, or ""."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even <= odd // 10:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 5 and odd <= even // 10 else ""


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise KgError(f"{name}: broken UTF-16 at byte {error.start}", "save it as UTF-8") from error


def _legacy(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, tuple[Note, ...]]:
    high = _HIGH.findall(data)
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd") - data.count("\ufffd".encode())
    whole = sum(1 for c in mended if c > "\x7f") - broken
    if whole > 3 * broken or (whole and broken < 2):
        at = mended.index("\ufffd")
        return mended, (Note(f"{broken} broken UTF-8 sequences, from byte {error.start} on", Span(at, at + 1), "read.encoding"),)
    total = sum(map(len, high))
    paired = sum(len(run) for run in high if len(run) > 3)
    for codec in ("cp1252", "gb18030") if 2 * paired <= total else ("gb18030", "cp1252"):
        try:
            return data.decode(codec), ()
        except UnicodeDecodeError:
            continue
    raise KgError(f"{name}: neither UTF-8, UTF-16, cp1252 nor GB18030", f"byte {error.start} is the first that is not UTF-8; save it as UTF-8")
