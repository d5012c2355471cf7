"""The same picture without a browser: model + positions -> SVG text."""

from __future__ import annotations

from html import escape

from kg.view.boxes import FONTS, style_of
from kg.view.island import Placed
from kg.view.kinds import FACTS, INDEX, KINDS
from kg.view.model import FACETS, Model

#: with more nodes than this a picture of the facts is too large to be read in one piece
READABLE = 120
_QUIET = frozenset({"answered", "mentions"})
_FONT = "Inter, 'Segoe UI', system-ui, 'Noto Sans', Helvetica, Arial, sans-serif"


def still(model: Model, placed: Placed, *, start: int | None = None, hops: int = 2, most: int = 400) -> str:
    """SVG of at most ``most`` nodes around ``start`` (of all when None); with facts when they fit, else of the structure."""
    near = around(model, start, hops) if start is not None else set(range(len(model.nodes)))
    level = next((k for k, room in ((3, min(most, READABLE)), (2, most)) if sum(_level(model, i) <= k for i in near) <= room), 1)
    drawn = sorted((i for i in near if _level(model, i) <= level), key=lambda i: (not model.nodes[i].reporting, _level(model, i), i))[:most]
    points = placed.full if level == FACTS else placed.structure
    if not drawn:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>\n'
    boxes = [(points[i][0] - placed.width[i] // 2, points[i][1] - placed.height[i] // 2, placed.width[i], placed.height[i]) for i in drawn]
    left, top = min(b[0] for b in boxes) - 24, min(b[1] for b in boxes) - 24
    w, h = max(b[0] + b[2] for b in boxes) + 24 - left, max(b[1] + b[3] for b in boxes) + 24 - top
    shown = set(drawn)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {w} {h}" width="{w}" height="{h}" font-family="{_FONT}" role="img">']
    out += [f"<title>{_text(model.title)}</title>", f'<rect x="{left}" y="{top}" width="{w}" height="{h}" fill="#f7f8fa"/>']
    for link in model.links:
        if link.source in shown and link.target in shown and link.predicate not in _QUIET:
            out.append(_line(points[link.source], points[link.target], link.predicate == "about", link.standing))
    out += [_box(model, placed, i, box) for i, box in zip(drawn, boxes, strict=True)]
    return "\n".join([*out, "</svg>", ""])


def around(model: Model, start: int, hops: int) -> set[int]:
    """All nodes within ``hops`` of ``start``; markets and exchanges are reached but not walked through."""
    near: dict[int, list[int]] = {}
    for link in model.links:
        near.setdefault(link.source, []).append(link.target)
        near.setdefault(link.target, []).append(link.source)
    seen, edge = {start}, [start]
    for _ in range(hops):
        walked = [i for i in edge if i == start or model.nodes[i].kind not in FACETS]
        edge = sorted({j for i in walked for j in near.get(i, ())} - seen)
        seen.update(edge)
    return seen


def _level(model: Model, i: int) -> int:
    return KINDS[INDEX[model.nodes[i].kind]].level


def _line(a: tuple[int, int], b: tuple[int, int], about: bool, standing: str) -> str:
    dash = "" if standing == "current" else ' stroke-dasharray="6 4"'
    return f'<line x1="{a[0]}" y1="{a[1]}" x2="{b[0]}" y2="{b[1]}" stroke="{"#dde2ea" if about else "#aab4c4"}"{dash}/>'


def _box(model: Model, placed: Placed, i: int, box: tuple[int, int, int, int]) -> str:
    node = model.nodes[i]
    kind = KINDS[INDEX[node.kind]]
    border, fill, ink = kind.light
    x, y, w, h = box
    if node.reporting:
        fill, ink = border, "#ffffff"
    dash = ' stroke-dasharray="5 3"' if kind.shape == "dashed" else ""
    out = [f"<g><title>{_text(node.name)}</title>"]
    out.append(f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{h // 2 if kind.shape == "pill" else 7}" fill="{fill}" stroke="{border}"{dash}/>')
    size, small, _ = FONTS[style_of(node)]
    *head, sub = placed.lines[i]
    at = y + 6 + size * 0.94
    for line in head:
        out.append(_words(x + w // 2, at, size, {"lead": 700, "entity": 600}.get(style_of(node), 500), ink, line))
        at += size * 1.28
    if sub:
        out.append(_words(x + w // 2, at - size + small * 0.96, small, 400, ink, sub))
    return "".join([*out, "</g>"])


def _words(x: float, y: float, size: int, weight: int, ink: str, text: str) -> str:
    return f'<text x="{x}" y="{y:.1f}" text-anchor="middle" font-size="{size}" font-weight="{weight}" fill="{ink}">{_text(text)}</text>'


def _text(text: str) -> str:
    return escape("".join(c for c in text if c in "\t\n" or ord(c) >= 0x20))
