"""Of any text whatever: the fold never raises, every span lies in the text, the same text gives the same facts."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import facts
from kg.jsonl import lines
from kg.types import Document, Reading, Span

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "documents").glob("*.txt"))
LINES = [line for path in EXAMPLES for line in path.read_text(encoding="utf-8").split("\n")]
SAYINGS = st.sampled_from(
    ["revenue", "net loss", "rose", "fell to", "$4.1 million", "12%", "EUR 340 million", "(USD50 million)", "year-over-year", "Q2 2025", "from",
     "to", "between", "and", "guidance", "Ms. Lindqvist", "Operator", "Analyst", " -- ", " - ", "\n", "\n\n", "'", '"', "\u2019s", "İ", "ß", "\u200b",
     "\u00a0", "．", "5-6", "1,2,3", "1.2.3", "%", "$", "CNY", "basis points", "[Operator Instructions]", "(NYSE: ABC)", "Inc.", ".", "\ud7ff", "\U0001f600"]
)  # fmt: skip


def read(text: str) -> Reading:
    return facts(Document("any", "any.txt", hashlib.sha256(text.encode()).hexdigest(), text))


def check(text: str) -> None:
    reading = read(text)
    ids = {entity.id for entity in reading.entities}
    for span in spans(reading):
        assert 0 <= span.start <= span.end <= len(text), span
    for fact in reading.facts:
        assert fact.span.start < fact.span.end, fact
        assert fact.rule
        assert fact.by is None or fact.by in ids
        for mention in fact.because:
            assert 0 <= mention.span.start <= mention.span.end <= len(text)
    passages = [passage.span for passage in reading.layout.passages]
    assert all(a.end <= b.start for a, b in pairwise(passages)), "passages overlap"
    assert list(lines([reading])) == list(lines([read(text)]))


def spans(reading: Reading) -> list[Span]:
    found = [fact.span for fact in reading.facts] + [note.span for note in reading.notes]
    found += [span for entity in reading.entities for span in entity.mentions]
    found += [exchange.span for exchange in reading.layout.exchanges]
    found += [passage.span for passage in reading.layout.passages]
    return found


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=150)
@given(st.lists(SAYINGS, max_size=60).map(" ".join))
def test_any_string_of_sayings(text: str) -> None:
    check(text)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), max_size=40).map("\n".join))
def test_any_shuffle_of_lines(text: str) -> None:
    check(text)


@settings(max_examples=40)
@given(st.sampled_from(EXAMPLES), st.data())
def test_any_damage_to_a_document(path: Path, data: st.DataObject) -> None:
    text = path.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 2000)))
    check(text[:start] + data.draw(st.text(max_size=20)) + text[end:])


def test_whole_examples() -> None:
    for path in EXAMPLES:
        check(path.read_text(encoding="utf-8"))
        check(path.read_text(encoding="utf-8").upper())
        check(path.read_text(encoding="utf-8").replace("\n", "\r\n"))
