"""A page printed one word a line: words are joined again, then read as ``Name, Title: text``."""

from __future__ import annotations

from itertools import pairwise

from kg.participants.draft import Draft, Entry, Line, read_lines
from kg.participants.sections import MARK
from kg.styles.colon import named
from kg.styles.layout import layout
from kg.types import Document, Layout, PassageKind, Span

NAME = "one-word"
MARKS: tuple[str, ...] = ("Arne", "Holt,", "CFO:", "Thank", "you.")
_MOST = 14  # words of a head


def fits(document: Document) -> bool:
    """Nearly every line of a long text is one word."""
    text = document.text
    sample = text[:4000].split("\n")
    full = [s for s in (line.strip() for line in sample) if s]
    return len(full) > 200 and sum(1 for s in full if " " not in s) > 0.9 * len(full)


def split(document: Document) -> Layout:
    """Words between wider gaps are a paragraph; a head begins one, or follows a full stop."""
    text = document.text
    words = read_lines(text)
    heads = _heads(text, words)
    lines, starts = _joined(text, words, heads)
    draft = Draft(NAME, document, lines)
    for index, first in enumerate(starts):
        if first in heads:
            entry, colon = heads[first]
            body = words[colon + 1].start if colon + 1 < len(words) else lines[index].end
            draft.head(index, entry, body=body if body < lines[index].end else None)
    draft.mark(0, min(draft.heads, default=0), PassageKind.HEADER)
    for i, line in enumerate(lines):
        if line.text.isdigit() and draft.kinds[i] == PassageKind.SPEECH:
            draft.mark(i, i + 1, PassageKind.BOILERPLATE)
        elif len(line.text) < 60 and MARK.match(" ".join(line.text.split()).rstrip(":")):
            draft.mark(i, i + 1, PassageKind.HEADER)
    return layout(draft)


def _heads(text: str, words: list[Line]) -> dict[int, tuple[Entry, int]]:
    """Index of a head's first word -> the head and the index of its last."""
    out: dict[int, tuple[Entry, int]] = {}
    for i, word in enumerate(words):
        if not word.text.endswith(":"):
            continue
        for begin in range(i, max(-1, i - _MOST), -1):
            if begin < i and words[begin].text[-1] in ".?!" and len(words[begin].text) > 3:
                break
            before = words[begin - 1].text if begin else "."
            if before[-1] not in ".?!)]:" and words[begin].gap < 3 and not before.isdigit():
                continue
            entry = named(text, words[begin].start, word.end - 1, Span(words[begin].start, word.end))
            if entry is not None:
                out[begin] = (entry, i)
                break
    return out


def _joined(text: str, words: list[Line], heads: dict[int, tuple[Entry, int]]) -> tuple[list[Line], list[int]]:
    """Paragraphs as lines, with the index of their first word: cut at wide gaps, before heads and around page numbers."""
    cuts = {0, *heads}
    inside = {i for begin, (_, colon) in heads.items() for i in range(begin + 1, colon + 1)}
    for i, word in enumerate(words):
        if word.gap >= 3 and i not in inside:
            cuts.add(i)
    edges = sorted({*cuts, len(words)})
    out = []
    for a, b in pairwise(edges):
        start, end = words[a].start, words[b - 1].end
        out.append(Line(start, end, text[start:end], words[a].gap))
    return out, edges[:-1]
