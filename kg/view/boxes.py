"""Labels as boxes: how a name is broken into lines, and how wide it will be in a browser whose font is not known."""

from __future__ import annotations

from collections.abc import Sequence

from kg.view.kinds import FACTS, INDEX, KINDS
from kg.view.model import Node

#: kind of label -> (head font, sub font, widest text), in pixels at scale 1; the page draws with the same fonts
FONTS = {"lead": (19, 12, 240), "entity": (14, 12, 160), "fact": (12, 11, 156)}
PAD_X, PAD_Y = 10, 6

_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] \u00a0·-"), frozenset("mwMWGOQ@%—▲▼■CDHNU&")


def style_of(node: Node) -> str:
    """The entry of FONTS that a node is drawn with."""
    if node.reporting:
        return "lead"
    return "fact" if KINDS[INDEX[node.kind]].level == FACTS else "entity"


def text_width(text: str, size: float) -> float:
    """An upper estimate of the width of ``text`` in a common sans-serif, in pixels."""
    ems = sum(0.36 if c in _NARROW else 0.86 if c in _WIDE else 1.06 if ord(c) > 0x2E80 else 0.62 for c in text)
    return ems * size


def wrap(text: str, size: float, width: float, lines: int = 2) -> list[str]:
    """``text`` in at most ``lines`` lines of at most ``width`` pixels; cut with an ellipsis when it does not fit."""
    out: list[str] = []
    words = text.split(" ")
    while words and len(out) < lines:
        last = len(out) == lines - 1
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line += " " + words.pop(0)
        if text_width(line, size) > width or (last and words):
            line = _cut(line + ("…" if last and words else ""), size, width)
        out.append(line)
    return out


def measure(node: Node) -> tuple[list[str], str, int, int]:
    """Head lines, sub line, width and height of the box of a node."""
    style = style_of(node)
    head, sub, widest = FONTS[style]
    lines = wrap(node.name or "·", head, widest)
    note = _cut(node.note, sub, widest) if node.note and node.kind in ("executive", "observation", "guidance") else ""
    bold = 1.0 if style == "fact" else 1.07
    wide = max([bold * text_width(line, head) for line in lines] + [text_width(note, sub)])
    high = len(lines) * head * 1.28 + (sub * 1.3 if note else 0)
    return lines, note, _even(wide + 2 * PAD_X), _even(high + 2 * PAD_Y)


def same_width(places: Sequence[int], width: list[int]) -> int:
    """Gives all boxes of a stack the width of the widest; returns it."""
    widest = max(width[p] for p in places)
    for p in places:
        width[p] = widest
    return widest


def _cut(text: str, size: float, width: float) -> str:
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ,.;:…") + "…"


def _even(value: float) -> int:
    return 2 * int(value / 2 + 0.999)
