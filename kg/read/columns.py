"""Two columns that a PDF writes row by row -> one after the other. Tables and speaker labels stay rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from kg.read.line import Line

_WIDE = 14.0  # points of white between two columns, at least
_NARROW = 4.0  # points of white between a speaker's label and the column of speech
_LABEL = 60  # characters of a label, at most
_ROWS = 6  # rows with text on both sides, at least
_DIGITS = 0.15  # share of digits above which the right side is a table

Gap = tuple[int, float, float]  # offset of the space in the line, where the white begins and ends


def gaps(textpage: Any, text: str, start: int) -> tuple[Gap, ...]:
    """The gaps between words of one line that begins at character ``start`` of the page."""
    found: list[Gap] = []
    at = text.find(" ")
    while at > 0:
        end = at + 1
        while end < len(text) and text[end] == " ":
            end += 1
        left, right = textpage.get_charbox(start + at - 1)[2], textpage.get_charbox(start + end)[0] if end < len(text) else 0.0
        if right - left >= _NARROW:
            found.append((at, left, right))
        at = text.find(" ", end)
    return tuple(found)


def ordered(lines: Sequence[Line], spaces: Sequence[tuple[Gap, ...]], width: float) -> list[Line]:
    """``lines`` in reading order: speakers' labels on lines of their own; beside a gutter, each run of rows left side first."""
    wide = [tuple(g for g in found if g[2] - g[1] >= _WIDE) for found in spaces]
    middle = _gutter(lines, wide, width)
    if middle is None:
        lefts = Counter(round(line.left / 3) for line in lines)
        return [part for line, found in zip(lines, spaces, strict=True) for part in _labelled(line, found, lefts)]
    out: list[Line] = []
    right: list[Line] = []
    for line, found in zip(lines, wide, strict=True):
        cut = next((g for g in found if g[1] <= middle <= g[2]), None)
        if cut:
            left, beside = _split(line, cut)
            out.append(left)
            right.append(beside)
        elif line.left >= middle:
            right.append(line)
        elif line.right <= middle:
            out.append(line)
        else:
            out += [*right, line]
            right = []
    return out + right


def _labelled(line: Line, found: tuple[Gap, ...], lefts: Counter[int]) -> tuple[Line, ...]:
    """``line``, or its label ("Moderator:") and what stands beside it, where that is in line with the lines of speech below."""
    cut = next((g for g in found if g[0] <= _LABEL and line.text[: g[0]].rstrip().endswith(":")), None)
    if cut is None or max(lefts[round(cut[2] / 3) + step] for step in (-1, 0, 1)) < 2:
        return (line,)
    return _split(line, cut)


def _split(line: Line, cut: Gap) -> tuple[Line, Line]:
    offset, begins, ends = cut
    return replace(line, text=line.text[:offset].strip(), right=begins), replace(line, text=line.text[offset:].strip(), left=ends)


def _gutter(lines: Sequence[Line], spaces: Sequence[tuple[Gap, ...]], width: float) -> float | None:
    """The x that splits the page into two columns of words, or None. A row is a line with a gap, or two lines side by side."""
    rows = [(g[1], g[2], line.text[: g[0]], line.text[g[0] :]) for line, found in zip(lines, spaces, strict=True) for g in found]
    rows += [(a.right, b.left, a.text, b.text) for a, b in pairwise(lines) if abs(a.base - b.base) < 2 and b.left - a.right >= _WIDE]
    several = sum(1 for found in spaces if len(found) > 1)
    best: tuple[int, float] | None = None
    for x in sorted({round((begins + ends) / 2) for begins, ends, _, _ in rows if width * 0.25 < ends < width * 0.75}):
        beside = [row for row in rows if row[0] <= x <= row[1]]
        crossing = sum(1 for line, found in zip(lines, spaces, strict=True) if line.left < x < line.right and not any(g[1] <= x <= g[2] for g in found))
        right = "".join(row[3] for row in beside)
        labels = sum(1 for row in beside if row[2].rstrip().endswith(":"))
        if len(beside) < _ROWS or 3 * crossing > len(beside) or 3 * labels > len(beside) or 3 * several > len(beside):
            continue
        if sum(c.isdigit() for c in right) <= _DIGITS * len(right) and (best is None or len(beside) > best[0]):
            best = len(beside), float(x)
    return best[1] if best else None
