"""The examples beside the words, as tests."""

from __future__ import annotations

import pytest

from kg.header import header
from kg.header.words import compared, said
from kg.lexicon import table
from kg.styles.article import _starts
from kg.types import Document, Span

HEADER, NEWS = table("header"), table("news")


def document(text: str, path: str = "call.txt") -> Document:
    return Document("call", path, "0" * 64, text)


@pytest.mark.parametrize("entry", HEADER["period"], ids=lambda e: e["text"][:40])
def test_periods(entry: dict[str, str]) -> None:
    text = entry["text"]
    head = Span(0, 0) if "elcome" in text else Span(0, len(text))
    stated = header(document(text), head).period
    assert stated is not None and stated.value == entry["value"]
    assert stated.span is not None and stated.span.of(text)


@pytest.mark.parametrize("entry", HEADER["company"], ids=lambda e: e["value"])
def test_companies(entry: dict[str, str]) -> None:
    text = entry["text"]
    found = header(document(text), Span(0, 0) if "elcome" in text else Span(0, len(text)))
    assert found.company is not None and found.company.span is not None
    assert found.company.value == entry["value"] == found.company.span.of(text)
    assert (found.ticker.value if found.ticker else None) == entry.get("ticker")
    assert (found.exchange.value if found.exchange else None) == entry.get("exchange")


def lines(which: str) -> list[tuple[str, str, str]]:
    return [(source, name, line) for source in ("header", "news") for name, entry in table(source)["said"].items() for line in entry[which]]


def found(source: str, name: str, line: str) -> bool:
    pattern = compared() if name == "compared" else said(name, source)
    return pattern.search(line) is not None


@pytest.mark.parametrize(("source", "name", "line"), lines("examples"))
def test_what_sentences_say(source: str, name: str, line: str) -> None:
    assert found(source, name, line)


@pytest.mark.parametrize(("source", "name", "line"), lines("counterexamples"))
def test_what_sentences_do_not_say(source: str, name: str, line: str) -> None:
    assert not found(source, name, line)


@pytest.mark.parametrize(
    ("kind", "line"),
    [(kind, line) for kind in ("credit", "office", "caption", "boilerplate", "contact") for line in NEWS[kind]["examples"]],
)
def test_news_words(kind: str, line: str) -> None:
    known = _starts(line, kind) or (kind == "caption" and "AGENCY/" in line)
    assert known


@pytest.mark.parametrize(
    ("kind", "line"),
    [(kind, line) for kind in ("credit", "office", "caption", "boilerplate", "contact") for line in NEWS[kind]["counterexamples"]],
)
def test_news_words_that_only_look_alike(kind: str, line: str) -> None:
    assert not _starts(line, kind)
