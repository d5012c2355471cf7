"""Bad input: one clear error each, never another exception; the rest is built."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.read import load, parse, sources
from tests.read.made import CALL, docx, pdf, zipped

LOGIN = b"<html><body><h1>Sign in</h1><form><input type='text'><input type='password'></form><p>Members only.</p></body></html>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "a program"),
        ("a.txt", bytes(range(32)) * 40, "binary"),
        ("a.txt", b"text \x81\x8d\x8f\x90\x9d\xff\xff\x00", "binary"),
        ("a.html", LOGIN, "login page"),
        ("a.html", b"<html><body><script>load()</script></body></html>", "scripts"),
        ("a.pdf", b"not a pdf", "not a PDF"),
        ("a.pdf", pdf([[(60, 700, "words")]])[:150], "broken or truncated"),
        ("a.pdf", pdf([[(60, 700, "words")]], encrypted=True), "encrypted"),
        ("a.pdf", pdf([[]]), "without text"),
        ("a.docx", b"PK\x03\x04 broken", "not a readable Word file"),
        ("a.docx", zipped({"x.txt": b"x"}), "not in the archive"),
        ("a.txt", zipped({"x.txt": b"x"}), "an archive"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b'{"colour": "red"}', "without a transcript"),
        ("a.json", b'[{"content": "a"}, {"content": "b"}]', "2 items"),
        ("a.json", b"[" * 100_000, "not JSON"),
        ("a.xml", b"<a><b></a>", "not well-formed"),
        ("a.xml", ENTITIES, "entity definitions"),
        ("a.txt.gz", gzip.compress(b"words " * 100, mtime=0)[:-12], "gzip"),
        ("a.txt.gz", gzip.compress(bytes(8_000_000) + b"a", mtime=0), "bomb"),
        ("a.txt", b"words " * 400, "larger than 0.002 MB"),
    ],
)  # fmt: skip
def test_one_clear_error(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (source,) = sources([tmp_path / name])
    with pytest.raises(KgError) as caught:
        load(source, limit=2000 if "larger" in words else 50_000_000)
    assert words in caught.value.message and name in caught.value.message and caught.value.hint and "\n" not in caught.value.message


def faults(*paths: Path) -> list[str]:
    out = []
    for source in sources(paths):
        try:
            load(source)
            out.append("read")
        except KgError as error:
            out.append(error.message)
    return out


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "call.txt").write_text(CALL)
    missing, found, nothing = faults(tmp_path / "cal.txt", tmp_path / "empty", tmp_path / "call.txt")
    assert "no such file" in missing and "no document in this folder" in nothing and found == "read"
    assert "call.txt" in (sources([tmp_path / "cal.txt"])[0].fault or KgError("")).hint


def test_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * 30_000_000 + b"x")
        archive.writestr("b.txt", b"fine")
    assert faults(tmp_path / "bomb.zip") == ["bomb.zip/a.txt: unpacks to more than 200 times its size, as an archive bomb does", "read"]
    (tmp_path / "nested.zip").write_bytes(zipped({"inner.zip": zipped({"a.txt": b"a"}), "old.doc": b"\xd0\xcf", "b.txt": b"fine"}))
    assert faults(tmp_path / "nested.zip") == ["read", "nested.zip/inner.zip: an archive inside an archive", "nested.zip/old.doc: .doc files are not read"]
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "bare.zip").write_bytes(zipped({"a.png": b"x"}))
    assert ["not a readable zip archive" in f for f in faults(tmp_path / "broken.zip")] == [True]
    assert faults(tmp_path / "bare.zip") == ["bare.zip: no document in this archive"]


def test_the_rest_of_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(CALL)
    assert faults(tmp_path) == ["a.txt: empty", "read"]


def test_a_truncated_pdf_that_can_be_read_is_noted() -> None:
    whole = pdf([[(60, 700, "Northwind words")]])
    content = parse(whole.replace(b"%%EOF\n", b""), "a.pdf")
    assert [n.rule for n in content.notes] == ["read.pdf"]


NAMES = st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a.json", "a.xml", "a.md", "a.gz", "a"])
STARTS = st.sampled_from([b"", b"<html>", b"<?xml version='1.0'?><a>", b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"{", b"[", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"])


@given(NAMES, STARTS, st.binary(max_size=400))
@example("a.pdf", b"", pdf([[(1, 1, "x")]]))
@example("a.docx", b"", docx("x"))
def test_any_bytes_are_read_or_refused(name: str, start: bytes, rest: bytes) -> None:
    try:
        content = parse(start + rest, name)
    except KgError as error:
        assert error.message.startswith(name) or error.message.startswith("a:")
    else:
        assert all(0 <= n.span.start <= n.span.end <= len(content.text) for n in content.notes)


@given(st.data())
def test_any_damage_to_a_file_is_read_or_refused(data: st.DataObject) -> None:
    name, whole = data.draw(st.sampled_from([("a.pdf", pdf([[(60, 700, "Northwind words")]])), ("a.docx", docx("Northwind")), ("a.gz", gzip.compress(CALL.encode(), mtime=0)), ("a.html", LOGIN)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        parse(damaged, name)
    except KgError as error:
        assert name[0] in error.message
