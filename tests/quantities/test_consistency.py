"""Numbers held against each other: what disagrees is noted, what rounds to the same is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.consistency import consistency
from kg.extract.quantity import Quantity
from kg.types import EntityType, Mention, Note, Observation, Span, Status, Thing

ALDER = Thing(EntityType.COMPANY, "Alder Foods", Span(0, 5))


def said(metric: str, start: int, value: str | None = None, place: str | None = None, **more: Any) -> Observation:
    number = Decimal(value) if value is not None else None
    because = (Mention("quantity", Span(start, start + 3), "quantity.money", Quantity(unit="USD", value=number, place=Decimal(place))),) if place else ()
    fields: dict[str, Any] = {"unit": "USD", "period": "2021-Q1", "of": ALDER, **more}
    return Observation(span=Span(start, start + 9), rule="test", metric=metric, value=number, because=because, **fields)


def notes(*observations: Observation) -> list[Note]:
    return list(consistency(observations))


def test_growth_said_with_its_prior() -> None:
    right = said("revenue", 0, "820000000", "1000000", prior=Decimal("581000000"), change=Decimal("41.1"), change_unit="percent", basis="YoY")
    assert not notes(right)
    (note,) = notes(replace(right, change=Decimal("14.1")))
    assert note.rule == "consistency.growth"
    assert "41" in note.message
    assert note.span == right.span


def test_points_and_amounts_are_differences() -> None:
    margin = said("grossMargin", 0, "34.0", unit="percent", prior=Decimal("34.8"), change=Decimal("-0.8"), change_unit="pp")
    assert not notes(margin)
    assert not notes(replace(margin, change=Decimal("-80"), change_unit="bp"))
    assert notes(replace(margin, change=Decimal("-8"), change_unit="bp"))
    assert notes(said("revenue", 0, "50", prior=Decimal("40"), change=Decimal("20"), change_unit="USD"))


def test_rounding_is_no_disagreement() -> None:
    assert not notes(said("revenue", 0, "3200000000", "100000000", prior=Decimal("3040000000"), change=Decimal("6"), change_unit="percent"))
    assert notes(said("revenue", 0, "3200000000", "1000000", prior=Decimal("3040000000"), change=Decimal("6"), change_unit="percent"))


def test_growth_against_the_level_of_the_year_before() -> None:
    now = said("revenue", 0, "120", change=Decimal("20"), change_unit="percent", basis="YoY")
    then = said("revenue", 50, "100", "1", period="2020-Q1")
    assert not notes(now, then)
    found = notes(replace(now, change=Decimal("40")), then)
    assert [n.span for n in found] == [now.span, then.span]
    assert "50-59" in found[0].message
    assert "0-9" in found[1].message


def test_ratio_against_its_parts() -> None:
    profit, revenue = said("grossProfit", 0, "40"), said("revenue", 20, "100", "1")
    assert not notes(profit, revenue, said("grossMargin", 40, "40", unit="percent"))
    found = notes(profit, revenue, said("grossMargin", 40, "45", unit="percent"))
    assert {n.rule for n in found} == {"consistency.ratio"}
    assert len(found) == 3
    assert not notes(profit, revenue, said("grossMargin", 40, "45", unit="percent", accounting="non-GAAP"))
    assert not notes(profit, revenue, said("grossMargin", 40, "45", unit="percent", period="2020-Q1"))


def test_sum_against_its_parts() -> None:
    parts = said("operatingCashFlow", 0, "125", "1"), said("capitalExpenditure", 20, "54", "1")
    assert not notes(*parts, said("freeCashFlow", 40, "71", "1"))
    assert {n.rule for n in notes(*parts, said("freeCashFlow", 40, "83", "1"))} == {"consistency.sum"}


def test_segments_do_not_make_more_than_the_company() -> None:
    total = said("revenue", 0, "100", "1")
    cloud, stores = (said("revenue", start, "60", "1", of=Thing(EntityType.SEGMENT, name, Span(start, start + 4))) for start, name in ((20, "Cloud"), (40, "Stores")))
    assert {n.rule for n in notes(total, cloud, stores)} == {"consistency.segments"}
    assert not notes(total, cloud)
    assert {n.rule for n in notes(replace(total, value=Decimal(50)), cloud)} == {"consistency.share"}


def test_outlooks_bounds_and_ranges_say_too_little() -> None:
    wrong = said("revenue", 0, "100", prior=Decimal("50"), change=Decimal("10"), change_unit="percent")
    assert notes(wrong)
    assert not notes(replace(wrong, status=Status.GUIDANCE))
    assert not notes(replace(wrong, bound=">"))
    assert not notes(replace(wrong, value=None, low=Decimal(1), high=Decimal(2)))


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3)


@given(st.lists(st.builds(
    said, st.sampled_from(["revenue", "grossProfit", "grossMargin", "other:x"]), st.integers(0, 99), NUMBERS.map(str), prior=st.none() | NUMBERS, change=st.none() | NUMBERS,
    change_unit=st.sampled_from(["percent", "pp", "bp", "USD", None]), unit=st.sampled_from(["USD", "percent", None]), period=st.sampled_from(["2021-Q1", "2020-Q1", None]), basis=st.sampled_from(["YoY", None]),
), max_size=6))  # fmt: skip
def test_any_observations_can_be_compared(observations: list[Observation]) -> None:
    for note in consistency(observations):
        assert any(note.span == o.span for o in observations)
