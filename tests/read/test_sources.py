"""From user paths to documents: what is found, under which id and name, in which order."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.read import load, sources
from kg.read.source import slug
from kg.types import Meta
from tests.read.made import zipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("2020/Alder Q1.txt", "2021/Alder Q1.txt", "2021/Tarn.md", "2021/.hidden.txt", "2021/picture.png", "Vale.txt.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"words of " + name.encode())
    (tmp_path / "more.zip").write_bytes(zipped({"Harbor.txt": b"harbor", "in/Alder Q1.txt": b"alder", "__MACOSX/x.txt": b"x", "in/": b""}))
    return tmp_path


def test_ids_are_unique_and_do_not_depend_on_the_order_given(folder: Path) -> None:
    paths = [folder / "2020", folder / "2021", folder / "more.zip", folder / "2021" / "Tarn.md", folder / "Vale.txt.gz"]
    found = sources(paths)
    assert [(s.id, s.name) for s in found] == [
        ("2020-alder-q1", "Alder Q1.txt"), ("2021-alder-q1", "Alder Q1.txt"), ("tarn", "Tarn.md"), ("vale", "Vale.txt.gz"),
        ("harbor", "more.zip/Harbor.txt"), ("in-alder-q1", "more.zip/in/Alder Q1.txt"),
    ]  # fmt: skip
    assert all(sources(order) == found for order in itertools.permutations(paths))


def test_a_folder_names_its_files_relative_to_itself(folder: Path) -> None:
    assert [s.name for s in sources([folder])] == ["2020/Alder Q1.txt", "2021/Alder Q1.txt", "2021/Tarn.md", "Vale.txt.gz", "more.zip/Harbor.txt", "more.zip/in/Alder Q1.txt"]


def test_the_same_file_twice_is_one(folder: Path) -> None:
    assert len(sources([folder, folder, folder / "2021" / "Tarn.md", folder / "2021" / ".." / "2021" / "Tarn.md"])) == 6


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Alder Bank Q1 2021.txt", "alder-bank-q1-2021"), ("Zoë_Café.PDF", "zoe-cafe"), ("call.txt.gz", "call"), ("v1.2.md", "v1-2"), ("公司.txt", "document-")],
)
def test_slugs(name: str, wanted: str) -> None:
    assert slug(name).startswith(wanted) and (wanted.endswith("-") or slug(name) == wanted)


def test_a_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/call\xff.txt"
    try:
        with open(path, "wb") as file:
            file.write(b"words")
    except OSError:
        pytest.skip("this file system takes no such names")
    (source,) = sources([tmp_path])
    document = load(source)
    assert document.path == "call\ufffd.txt" and document.text == "words"


def test_sidecars(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text("words")
    (tmp_path / "call.meta.toml").write_text('company = "Tarn Steel"\nperiod = "2021-Q1"\ndate = 2021-05-04\nyear_end = 6\n')
    (tmp_path / "pack.zip").write_bytes(zipped({"b.txt": b"b", "b.txt.meta.toml": b'ticker = "TRN"\n'}))
    call, packed = sources([tmp_path])
    assert load(call, Meta(company="Tarn Group")).meta == Meta(company="Tarn Group", period="2021-Q1", date="2021-05-04", year_end=6)
    assert load(packed).meta == Meta(ticker="TRN")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('compnay = "Tarn"', ("call.meta.toml", "compnay", "did you mean 'company'")),
        ('period = "Q1 2021"', ("call.meta.toml", "period", "2021-Q1")),
        ("year_end = 13", ("year_end", "1 to 12")),
        ('type = "Call"', ("type", "EarningsCall")),
        ("ticker = 5", ("ticker", "in quotes")),
        ("company = ", ("not TOML",)),
    ],
)
def test_a_wrong_sidecar_says_what_is_wrong(line: str, words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text("words")
    (tmp_path / "call.meta.toml").write_text(line)
    (source,) = sources([tmp_path / "call.txt"])
    with pytest.raises(KgError) as caught:
        load(source)
    assert all(word in str(caught.value) for word in words), str(caught.value)
