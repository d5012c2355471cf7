"""Readings -> view model -> columns: what is shown, in which order, and offsets as a browser counts them."""

from __future__ import annotations

import base64
import json
import zlib
from decimal import Decimal

import pytest

from kg.errors import KgError
from kg.types import EntityType, Observation, Resolution, Span, Status, Thing
from kg.view import render, svg
from kg.view.columns import graph, pack, texts, utf16
from kg.view.draft import build
from kg.view.layout import place
from kg.view.prepare import find
from kg.view.say import amount, change, gist, level, period, period_key, short, words
from tests.view.world import call, resolved, world


def observation(**fields: object) -> Observation:
    thing = Thing(EntityType.COMPANY, "Northwind Robotics", Span(0, 0), "e1")
    return Observation(of=thing, metric="revenue", span=Span(0, 1), rule="x", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("820000000", "CNY", "CNY\u00a0820m"),
        ("1560000", "count", "1.56m"),
        ("14000000000", "USD", "$14bn"),
        ("-0.25", "USD/share", "-$0.25 a share"),
        ("22.0", "percent", "22%"),
        ("50", "bp", "50 bp"),
        ("9250", "count", "9,250"),
        ("2.5", "ratio", "2.5×"),
        ("0", "EUR", "€0"),
        ("999999999", "USD", "$1000m"),
    ],
)
def test_amounts_are_short(value: str, unit: str, said: str) -> None:
    assert amount(Decimal(value), unit) == said


def test_short_keeps_four_digits_and_never_an_exponent() -> None:
    assert [short(Decimal(v)) for v in ("1234567", "1E+9", "0.00012", "12.345", "-7000000")] == ["1.235m", "1bn", "0.0001", "12.34", "-7m"]


def test_levels_and_changes_say_their_bounds() -> None:
    assert level(observation(low=Decimal(4), high=Decimal(6), unit="percent")) == "4% to 6%"
    assert level(observation(value=Decimal(100), unit="count", bound=">")) == ">\u00a0100"
    assert change(observation(change=Decimal("-34"), change_unit="percent", basis="YoY")) == "▼\u00a034% YoY"
    assert change(observation(on_change=True, low=Decimal(10), change_unit="percent")) == "change ≥\u00a010%"
    assert level(observation(on_change=True, low=Decimal(10), change_unit="percent")) == ""


def test_periods_are_said_and_sorted_by_their_end() -> None:
    assert period("2021-Q1") == "Q1 2021" and period("2021-03-19") == "2021-03-19" and period(None) == ""
    some = ["2021-FY", "2021-Q4", "2021-Q1", "2020-FY", "2021-H1", "2021-02"]
    assert sorted(some, key=period_key) == ["2020-FY", "2021-02", "2021-Q1", "2021-H1", "2021-Q4", "2021-FY"]


def test_the_gist_of_a_floor_is_its_first_real_question() -> None:
    said = "Hi, thanks. And so, how do you see the order book developing from here? Also, a second one?"
    assert gist(said) == "How do you see the order book developing from here?"
    assert gist("No mark of a question here") == "No mark of a question here"


def test_identifiers_become_words() -> None:
    assert words("capitalExpenditure") == "Capital expenditure" and words("other:cloud seats") == "Cloud seats"


def test_astral_characters_count_twice() -> None:
    text = "a😀b𝔘c"
    unit = utf16(text)
    for offset in range(len(text) + 1):
        assert unit(offset) == len(text[:offset].encode("utf-16-le")) // 2


def test_every_proof_is_the_text_it_points_to_in_browser_units() -> None:
    readings = [call(0, 1, opening="😀 𝔘 "), call(1, 1, opening="🏦")]
    model = build(readings, resolved(readings))
    data = graph(model, place(model))
    shown = texts(model)["texts"]
    proofs = data["proofs"]
    spans = {(p.doc, p.span) for some in [*model.proofs.values(), *(k.proofs for k in model.links)] for p in some}
    wanted = {(d, model.readings[d].document.text[s.start : s.end]) for d, s in spans}
    got = set()
    for doc, start, length in zip(proofs["doc"], proofs["a"], proofs["n"], strict=True):
        raw = shown[doc]["text"].encode("utf-16-le")
        got.add((doc, raw[2 * start : 2 * (start + length)].decode("utf-16-le")))
    assert got == wanted
    assert any(proofs["at"])


def test_packed_data_opens_again_and_half_characters_do_not_break_it() -> None:
    data = {"text": "half \ud83d and whole 😀"}
    opened = json.loads(zlib.decompress(base64.b85decode(pack(data).translate(str.maketrans(",.", "<&")))))
    assert opened["text"] == "half \ufffd and whole 😀"


def test_kinds_follow_from_what_is_said() -> None:
    readings, resolution = world(60)
    model = build(readings, resolution)
    kinds = {node.kind for node in model.nodes}
    assert {"company", "executive", "analyst", "broker", "segment", "market", "observation", "guidance", "question"} <= kinds
    asked = {model.nodes[k.target].kind for k in model.links if k.predicate == "mentions"}
    assert asked == {"segment"}


def test_the_same_fact_said_twice_is_one_node_with_two_proofs() -> None:
    first, again = call(0, 1), call(0, 1)
    other = again.document.__class__("another", "another.txt", "0" * 64, again.document.text)
    readings = [first, again.__class__(other, again.layout, again.company, again.entities, again.facts, ())]
    model = build(readings, resolved(readings))
    observed = [i for i, n in enumerate(model.nodes) if n.observation]
    assert observed and all(len(model.proofs[i]) == 2 for i in observed)


def test_the_order_of_readings_does_not_matter_and_bytes_are_the_same() -> None:
    readings, resolution = world(300)
    assert render(readings, resolution) == render(list(reversed(readings)), resolution)
    assert svg(readings, resolution) == svg(list(reversed(readings)), resolution)


def test_nothing_at_all_is_still_a_page() -> None:
    assert "Knowledge graph" in render([], Resolution(()))
    assert svg([], Resolution(())).startswith("<svg")


def test_a_reading_that_resolution_does_not_know_is_shown() -> None:
    model = build([call(0, 1)], Resolution(()))
    assert len(model.nodes) > 20


def test_documents_and_focus_are_found_or_refused_in_one_line() -> None:
    readings, resolution = world(120)
    one = build([r for r in readings if r.document.id == "call-0-q1"], resolution)
    assert {n.name for n in one.nodes if n.reporting} == {"Northwind Robotics"}
    model = build(readings, resolution)
    assert model.nodes[find(model, "northwind robotics")].reporting
    with pytest.raises(KgError, match="nothing in the graph is called 'Nobody'"):
        render(readings, resolution, focus="Nobody")
    with pytest.raises(KgError, match="no document 'missing'"):
        render(readings, resolution, docs=["missing"])


def test_guidance_is_told_from_what_was_reported() -> None:
    readings, resolution = world(60)
    model = build(readings, resolution)
    for node in model.nodes:
        if node.observation:
            assert (node.kind == "guidance") == (node.observation.status != Status.REPORTED)
