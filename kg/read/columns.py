"""Two columns that a PDF writes row by row -> one after the other. Tables and speaker labels stay rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.read.pdf import Line

_WIDE = 14.0  # points of white between two columns, at least
_ROWS = 6  # rows with text on both sides, at least
_DIGITS = 0.15  # share of digits above which the right side is a table

Gap = tuple[int, float, float]  # offset of the space in the line, where the white begins and ends


def gaps(textpage: Any, text: str, start: int) -> tuple[Gap, ...]:
    """The wide gaps between words of one line that begins at character ``start`` of the page."""
    found: list[Gap] = []
    at = text.find(" ")
    while at > 0:
        end = at + 1
        while end < len(text) and text[end] == " ":
            end += 1
        left, right = textpage.get_charbox(start + at - 1)[2], textpage.get_charbox(start + end)[0] if end < len(text) else 0.0
        if right - left >= _WIDE:
            found.append((at, left, right))
        at = text.find(" ", end)
    return tuple(found)


def ordered(lines: Sequence[Line], spaces: Sequence[tuple[Gap, ...]], width: float) -> list[Line]:
    """``lines``; where the page has a gutter, each run of rows beside it is read left side first."""
    middle = _gutter(lines, spaces, width)
    if middle is None:
        return list(lines)
    out: list[Line] = []
    right: list[Line] = []
    for line, found in zip(lines, spaces, strict=True):
        cut = next((g for g in found if g[1] <= middle <= g[2]), None)
        if cut:
            offset, begins, ends = cut
            out.append(replace(line, text=line.text[:offset].strip(), right=begins))
            right.append(replace(line, text=line.text[offset:].strip(), left=ends))
        elif line.left >= middle:
            right.append(line)
        elif line.right <= middle:
            out.append(line)
        else:
            out += [*right, line]
            right = []
    return out + right


def _gutter(lines: Sequence[Line], spaces: Sequence[tuple[Gap, ...]], width: float) -> float | None:
    """The x that splits the page into two columns of words, or None."""
    candidates = sorted({round((g[1] + g[2]) / 2) for found in spaces for g in found if width * 0.25 < g[2] < width * 0.75})
    best: tuple[int, float] | None = None
    for x in candidates:
        rows = [(line, g) for line, found in zip(lines, spaces, strict=True) for g in found if g[1] <= x <= g[2]]
        crossing = sum(1 for line, found in zip(lines, spaces, strict=True) if line.left < x < line.right and not any(g[1] <= x <= g[2] for g in found))
        if len(rows) < _ROWS or crossing > len(rows) // 3:
            continue
        right = "".join(line.text[g[0] :] for line, g in rows)
        labels = sum(1 for line, g in rows if line.text[: g[0]].rstrip().endswith(":"))
        several = sum(1 for line, found in zip(lines, spaces, strict=True) if len(found) > 1)
        if labels * 3 > len(rows) or several * 3 > len(rows) or sum(c.isdigit() for c in right) > _DIGITS * len(right):
            continue
        if best is None or len(rows) > best[0]:
            best = len(rows), float(x)
    return best[1] if best else None
