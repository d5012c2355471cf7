"""Positions: no box over another, the same for the same input, and steady when a document is added."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kg.types import EntityType, Predicate
from kg.view.boxes import FONTS, measure, text_width, wrap
from kg.view.draft import build
from kg.view.force import apart, shelves, spread, vacant
from kg.view.kinds import FACTS, INDEX, KINDS, OF_TYPE, PREDICATES
from kg.view.layout import place
from kg.view.prepare import load, prepare
from tests.view.world import call, resolved, world


def overlapping(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    order = sorted(range(len(boxes)), key=lambda i: boxes[i][0] - boxes[i][2] / 2)
    out = []
    for n, i in enumerate(order):
        x, y, w, h = boxes[i]
        for j in order[n + 1 :]:
            x2, y2, w2, h2 = boxes[j]
            if x2 - w2 / 2 >= x + w / 2:
                break
            if abs(y - y2) * 2 < h + h2:
                out.append((i, j))
    return out


@pytest.mark.parametrize("nodes", [30, 300, 2000])
def test_no_box_lies_over_another(nodes: int) -> None:
    readings, resolution = world(nodes)
    model = build(readings, resolution)
    placed = place(model)
    full = [(*p, placed.width[i], placed.height[i]) for i, p in enumerate(placed.full)]
    assert overlapping(full) == []
    drawn = [i for i, n in enumerate(model.nodes) if KINDS[INDEX[n.kind]].level < FACTS]
    assert overlapping([(*placed.structure[i], placed.width[i], placed.height[i]) for i in drawn]) == []


def test_the_same_model_has_the_same_positions() -> None:
    readings, resolution = world(400)
    assert place(build(readings, resolution)) == place(build(list(reversed(readings)), resolution))


def test_a_new_company_moves_only_what_it_shares(tmp_path: Path) -> None:
    cache = tmp_path / "positions.json"
    before = [call(n, 1) for n in range(8)]
    model, placed = prepare(before, resolved(before), cache=cache)
    old = {n.id: (placed.full[i], placed.structure[i]) for i, n in enumerate(model.nodes)}
    after = [*before, call(40, 1)]
    model, placed = prepare(after, resolved(after), cache=cache)
    new = {n.id: (placed.full[i], placed.structure[i]) for i, n in enumerate(model.nodes)}
    moved = [key for key, at in old.items() if new[key] != at]
    assert not [key for key in moved if key in {n.id for n in model.nodes if n.reporting}]
    assert len(moved) <= len(old) * 0.1, f"{len(moved)} of {len(old)} moved: more than what the new company shares"


def test_a_rebuild_of_the_same_moves_nothing(tmp_path: Path) -> None:
    cache = tmp_path / "positions.json"
    readings, resolution = world(300)
    first = prepare(readings, resolution, cache=cache)[1]
    kept = cache.read_bytes()
    again = prepare(readings, resolution, cache=cache)[1]
    assert (first.full, first.structure) == (again.full, again.structure)
    assert cache.read_bytes() == kept


def test_a_broken_cache_is_no_cache(tmp_path: Path) -> None:
    for content in ("", "[]", '{"islands": {"a": 3}}', "\x00"):
        (tmp_path / "c.json").write_text(content)
        assert load(tmp_path / "c.json") is None
    assert load(tmp_path / "missing.json") is None


def test_people_stand_north_and_numbers_south_of_their_company() -> None:
    readings = [call(0, 1)]
    model = build(readings, resolved(readings))
    placed = place(model)
    lead = next(i for i, n in enumerate(model.nodes) if n.reporting)
    for i, node in enumerate(model.nodes):
        if node.kind == "executive":
            assert placed.structure[i][1] < placed.structure[lead][1]
        if node.kind == "segment":
            assert placed.structure[i][1] > placed.structure[lead][1]
        if node.kind == "analyst":
            assert placed.structure[i][0] > placed.structure[lead][0]


def test_linked_points_end_nearer_than_others() -> None:
    links = [(i, i + 1, 1.0) for i in range(0, 39, 2)]
    points = spread(40, links)
    far = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    linked = np.mean([far[a, b] for a, b, _ in links])
    assert linked < far[np.triu_indices(40, 1)].mean() / 2


def test_boxes_are_pushed_apart() -> None:
    rng = np.random.default_rng(7)
    centre, size = rng.uniform(0, 300, (60, 2)), rng.uniform(20, 120, (60, 2))
    done = apart(centre, size, gap=10)
    boxes = [(x, y, w + 9, h + 9) for (x, y), (w, h) in zip(done.tolist(), size.tolist(), strict=True)]
    assert overlapping(boxes) == []  # type: ignore[arg-type]


def test_a_vacant_place_is_free_and_near() -> None:
    centre, size = np.array([[0.0, 0.0], [100.0, 0.0]]), np.full((2, 2), 80.0)
    point = vacant(np.array([0.0, 0.0]), np.array([40.0, 40.0]), centre, size)
    assert not (np.abs(centre - point) * 2 < size + 40).all(axis=1).any()
    assert np.hypot(*point) < 160


def test_shelves_fill_rows() -> None:
    assert shelves([(50, 10), (50, 20), (50, 10)], 120, 10) == [(0, 0), (60, 0), (0, 30)]


def test_labels_are_cut_to_their_width() -> None:
    for text in ("Meridian Foods", "A very long name of a company that goes on " * 3, "x" * 200, "", "名前の長い会社" * 9):
        lines = wrap(text, 13, 150)
        assert len(lines) <= 2 and all(text_width(line, 13) <= 150 for line in lines)


def test_every_type_and_predicate_of_the_contract_has_words() -> None:
    assert {t.value for t in EntityType} <= set(OF_TYPE) and {p.value for p in Predicate} <= set(PREDICATES)


def test_the_colours_of_every_kind_have_contrast() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(a: str, b: str) -> float:
        low, high = sorted((light(a), light(b)))
        return (high + 0.05) / (low + 0.05)

    for kind in KINDS:
        for _, fill, text in (kind.light, kind.dark):
            assert contrast(text, fill) >= 4.5, kind.id
        assert contrast(kind.light[0], "#f7f8fa") >= 3 and contrast(kind.dark[0], "#0c1018") >= 3, kind.id


def test_every_style_has_a_measure() -> None:
    readings = [call(0, 1)]
    for node in build(readings, resolved(readings)).nodes:
        lines, _, w, h = measure(node)
        assert 1 <= len(lines) <= 2 and 0 < w <= 1.07 * max(f[2] for f in FONTS.values()) + 24 and 0 < h < 80
    assert all(a != b for a, b in pairwise(sorted(FONTS)))
