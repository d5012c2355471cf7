"""Where islands go: attraction along links, repulsion by one FFT a step, then boxes pushed apart. Deterministic to the byte.

Positions are rounded after every step, so that the last bits in which processors differ never grow into another picture.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_QUANTUM = 1024.0


def spread(count: int, links: Sequence[tuple[int, int, float]], steps: int = 160) -> Array:
    """Positions of ``count`` points, shape (count, 2), about one apart; ``links`` are (a, b, weight)."""
    points = _spiral(count, links)
    if not links:
        return points
    a = np.array([k[0] for k in links])
    b = np.array([k[1] for k in links])
    weight = np.array([k[2] for k in links])
    degree = np.bincount(np.concatenate([a, b]), minlength=count) + 1.0
    for step in range(steps):
        force = _repulsion(points) * degree[:, None]
        pull = (points[b] - points[a]) * weight[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(a, pull[:, axis], count) - np.bincount(b, pull[:, axis], count)
        force -= 0.02 * points
        size = np.hypot(force[:, 0], force[:, 1])[:, None] + 1e-9
        reach = 0.9 * np.sqrt(count) * (1 - step / steps) ** 1.5 / 4 + 0.01
        points = np.round((points + force / size * np.minimum(size / degree[:, None] * 0.35, reach)) * _QUANTUM) / _QUANTUM
    return points


def apart(centre: Array, size: Array, gap: float = 36.0, steps: int = 400) -> Array:
    """Boxes of ``size`` (n, 2) moved as little as possible until none overlap with ``gap`` between."""
    centre = centre.copy()
    for step in range(steps):
        a, b, overlap = _overlaps(centre, size + gap)
        if not len(a):
            return centre
        axis = np.argmin(overlap, axis=1)
        way = np.sign(centre[b, axis] - centre[a, axis])
        way[way == 0] = 1
        amount = overlap[np.arange(len(a)), axis] * (1.02 if step < steps // 2 else 1.2) + 0.5
        np.add.at(centre, (a, axis), -way * amount / 2)
        np.add.at(centre, (b, axis), way * amount / 2)
        centre = np.round(centre)
    return _rows(centre, size, gap)


def together(centre: Array, size: Array, gap: float = 36.0, rounds: int = 24) -> Array:
    """Boxes moved towards their middle, one axis after the other, for as long as nothing comes nearer than ``gap``."""
    centre = centre.copy()
    for turn in range(rounds if len(centre) <= 600 else 0):
        middle = np.round(centre.mean(axis=0))
        step = max(8.0, 160.0 * (1 - turn / rounds))
        for i in np.argsort(np.abs(centre - middle).sum(axis=1), kind="stable"):
            for axis in (0, 1):
                point = centre[i].copy()
                point[axis] += np.clip(middle[axis] - point[axis], -step, step)
                hit = (np.abs(centre - point) * 2 < size + size[i] + 2 * gap).all(axis=1)
                hit[i] = False
                if not hit.any():
                    centre[i] = np.round(point)
    return centre


def vacant(start: Array, box: Array, centre: Array, size: Array, gap: float = 30.0) -> Array:
    """The centre nearest to ``start``, along a spiral, at which ``box`` lies ``gap`` away from all other boxes."""
    for turn in range(100_000):
        angle = turn * 2.399963229728653
        point = np.round(start + np.array([np.cos(angle), np.sin(angle)]) * 12 * np.sqrt(turn))
        if not (np.abs(centre - point) * 2 < size + box + 2 * gap).all(axis=1).any():
            return np.asarray(point)
    return start


def shelves(sizes: Sequence[tuple[float, float]], width: float, gap: float) -> list[tuple[float, float]]:
    """Top-left corners of boxes set in rows of at most ``width``, in the given order."""
    out: list[tuple[float, float]] = []
    x = y = row = 0.0
    for w, h in sizes:
        if x and x + w > width:
            x, y, row = 0.0, y + row + gap, 0.0
        out.append((x, y))
        x, row = x + w + gap, max(row, h)
    return out


def _spiral(count: int, links: Sequence[tuple[int, int, float]]) -> Array:
    """A sunflower, walked breadth first from the best-linked point, so that neighbours start near one another."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b, _ in links:
        near[a].append(b)
        near[b].append(a)
    order: list[int] = []
    seen = [False] * count
    for root in sorted(range(count), key=lambda i: (-len(near[i]), i)):
        queue = [] if seen[root] else [root]
        while queue:
            at = queue.pop(0)
            if not seen[at]:
                seen[at] = True
                order.append(at)
                queue += sorted(near[at])
    points = np.zeros((count, 2))
    rank = np.arange(count)
    angle = rank * 2.399963229728653
    points[order] = np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.sqrt(rank)[:, None]
    return np.round(points * _QUANTUM) / _QUANTUM


def _repulsion(points: Array) -> Array:
    """The sum over all others of (difference / distance²), by convolution on a grid: O(n + g² log g)."""
    grid = 64 if len(points) <= 400 else 128 if len(points) <= 4000 else 256
    low = points.min(axis=0) - 1.0
    cell = float(np.max(points.max(axis=0) - low + 1.0)) / (grid - 2)
    at = (points - low) / cell
    whole = np.floor(at).astype(int)
    part = at - whole
    corners = [((whole[:, 0] + i) * grid + whole[:, 1] + j, np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1])) for i in (0, 1) for j in (0, 1)]
    mass = np.zeros(grid * grid)
    for index, share in corners:
        mass += np.bincount(index, share, grid * grid)
    offset = np.fft.fftfreq(2 * grid, 1 / (2 * grid))
    dx, dy = np.meshgrid(offset, offset, indexing="ij")
    square = dx * dx + dy * dy + 0.25
    spectrum = np.fft.rfft2(mass.reshape(grid, grid), (2 * grid, 2 * grid))
    out = np.zeros_like(points)
    for axis, kernel in enumerate((dx / square, dy / square)):
        field = np.fft.irfft2(spectrum * np.fft.rfft2(kernel), (2 * grid, 2 * grid))[:grid, :grid].ravel() / cell
        for index, share in corners:
            out[:, axis] += field[index] * share
    return out


def _overlaps(centre: Array, size: Array) -> tuple[NDArray[np.int64], NDArray[np.int64], Array]:
    """Pairs of boxes that overlap, and by how much on each axis; a sweep along x."""
    left = centre[:, 0] - size[:, 0] / 2
    order = np.argsort(left, kind="stable")
    ends = np.searchsorted(left[order], left[order] + size[order, 0], side="left")
    counts = np.maximum(ends - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = order[first], order[second]
    overlap = (size[a] + size[b]) / 2 - np.abs(centre[a] - centre[b])
    hit = (overlap > 0.01).all(axis=1)
    return a[hit], b[hit], overlap[hit]


def _rows(centre: Array, size: Array, gap: float) -> Array:
    """The last resort: rows in reading order, which never overlap."""
    order = np.lexsort((centre[:, 0], np.round(centre[:, 1] / (size[:, 1].mean() + gap))))
    width = float(np.sqrt((size[:, 0] * size[:, 1]).sum()) * 1.3)
    corners = shelves([(float(w), float(h)) for w, h in size[order]], width, gap)
    out = centre.copy()
    out[order] = np.array(corners) + size[order] / 2
    return out
