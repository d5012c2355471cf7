"""Sentences and what must be read in them: each case is a paragraph of a fictional company, with every observation it holds.

An expectation names only the fields that it checks. The numbers of expected and read observations must be equal. ``expect = "fail"``
marks a known failure; it is strict, so a case that starts to pass must be moved.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.facts import facts
from kg.types import Document, Meta, Observation

FILES = sorted((Path(__file__).parent / "corpus").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}:{case['about']}", marks=[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else [])
    for file in FILES
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def read(case: dict[str, Any]) -> list[Observation]:
    """The observations of the case's text, as of a document of the company and period that the case (or the default) names."""
    meta = Meta(company=case.get("company", "Northwind Robotics"), period=case.get("period", "2024-Q2"), date=case.get("date", "2024-07-25"))
    reading = facts(Document("case", "case.txt", "0" * 64, case["text"].strip(), meta=meta))
    return [fact for fact in reading.facts if isinstance(fact, Observation)]


def fits(want: dict[str, Any], got: Observation) -> bool:
    """Whether ``got`` has every field that ``want`` names; numbers are equal as decimals."""
    for key, value in want.items():
        have = got.of.name if key == "of" else got.status.value if key == "status" else getattr(got, key)
        if isinstance(have, Decimal):
            value = Decimal(value)
        if value == "none":
            value = None
        if have != value:
            return False
    return True


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    got = read(case)
    left = list(got)
    for want in case.get("want", []):
        match = next((o for o in left if fits(want, o)), None)
        assert match is not None, f"nothing reads {want}; read: {shown(got)}"
        left.remove(match)
    assert not left, f"too much: {shown(left)}"


def shown(observations: list[Observation]) -> str:
    return "; ".join(
        f"{o.of.name} {o.metric} value={o.value} {o.unit} low={o.low} high={o.high} change={o.change} {o.change_unit} {o.basis} prior={o.prior}"
        f" period={o.period} {o.status} <{o.rule}>"
        for o in observations
    )


def test_without_a_company_nobody_is_invented() -> None:
    """A number whose owner nobody names is a doubt, not a fact about an invented company."""
    reading = facts(Document("case", "case.txt", "0" * 64, "Revenue rose 12% to $40 million in the second quarter."))
    assert not reading.entities
    assert any("12%" in reading.document.text[n.span.start : n.span.end] or "$40" in reading.document.text[n.span.start : n.span.end] for n in reading.notes)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We are withdrawing our full-year guidance of $5.10 to $5.30 per share.", "guidance-withdrawn"),
        ("The outlook for 2024 has been suspended.", "guidance-withdrawn"),
        ("So the company is no longer giving guidance for the third quarter.", "guidance-not-given"),
        ("I know you're not giving guidance, but margins look good.", None),
        ("We are raising our guidance for the year.", None),
    ],
)
def test_an_outlook_taken_back_is_a_note_and_no_number(text: str, rule: str | None) -> None:
    reading = facts(Document("case", "case.txt", "0" * 64, text, meta=Meta(company="Northwind Robotics", period="2024-Q2", date="2024-07-25")))
    assert not [f for f in reading.facts if isinstance(f, Observation)]
    assert [n.rule for n in reading.notes if n.rule.startswith("guidance")] == ([rule] if rule else [])
