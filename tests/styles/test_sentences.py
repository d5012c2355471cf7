"""Sentences: our own corpus of examples, and what holds for any text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import table
from kg.segment import sentences
from kg.types import Span

EXAMPLES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["examples"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    want = [part.strip() for part in example.split("|")]
    text = example.replace("|", "" if "\u3002" in example else " ")
    assert [s.of(text) for s in sentences(text, Span(0, len(text)))] == want


@pytest.mark.parametrize("section", ["never", "before_digit"])
def test_words_keep_a_sentence_together(section: str) -> None:
    for example in table("sentences")[section]["examples"]:
        assert len(sentences(example, Span(0, len(example)))) == 1


@pytest.mark.parametrize("section", ["maybe", "starters"])
def test_words_end_a_sentence_before_a_starter(section: str) -> None:
    for example in table("sentences")[section]["examples"]:
        assert len(sentences(example, Span(0, len(example)))) == 2


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text(text: str, start: int, end: int) -> None:
    a, b = sorted((min(start, len(text)), min(end, len(text))))
    found = sentences(text, Span(a, b))
    assert all(a <= s.start < s.end <= b for s in found)
    assert all(x.end <= y.start for x, y in pairwise(found))
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text[a:b].split())
