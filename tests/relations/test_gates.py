"""Which words may be names: what stands alone, what needs a word behind it, what is the rest of a sentence."""

from __future__ import annotations

import pytest

from kg.extract.names.gates import names_a_firm, names_a_group, names_a_product, names_a_segment
from kg.lexicon import table
from kg.types import Span


def place(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name))


SEGMENTS = [
    ("Sales of the pump business grew.", "pump business"),
    ("Harbor Lending grew.", "Harbor Lending"),
    ("Modem grew again. Modem revenue was strong and modem revenue will be.", "Modem"),
    ("We earn more in Northwind content and services today.", "Northwind content and services"),
    ("Claims handling was the biggest. We like claims handling.", "Claims handling"),
    ("In Foundry, revenue was 4.", "Foundry"),
]
NO_SEGMENTS = [
    ("Then revenue was 4, then 5.", "Then"),
    ("Um, revenue was 4.", "Um"),
    ("It's 4 percent of revenue.", "It's"),
    ("A reminder: revenue was 4.", "A reminder"),
    ("Your segments grew.", "Your segments"),
    ("All customer segments grew.", "customer segments"),
    ("The full year segment result was 4.", "full year segment"),
    ("Small and medium business grew.", "and medium business"),
    ("The peak was 4.", "peak"),
    ("Remember revenue was 4. Please remember.", "Remember"),
]


@pytest.mark.parametrize(("text", "name"), SEGMENTS, ids=lambda v: v[:40])
def test_segments(text: str, name: str) -> None:
    assert names_a_segment(text, place(text, name))


@pytest.mark.parametrize(("text", "name"), NO_SEGMENTS, ids=lambda v: v[:40])
def test_no_segments(text: str, name: str) -> None:
    assert not names_a_segment(text, place(text, name))


@pytest.mark.parametrize("group", ["describing", "structure", "never"])
def test_words_that_name_no_segment(group: str) -> None:
    for name in table("gates")[group]["examples"]:
        text = f"Sales rose. {name} grew."
        assert not names_a_segment(text, place(text, name)), name


@pytest.mark.parametrize(("name", "good"), [(n, False) for n in table("gates")["goods"]["examples"]] + [(n, True) for n in table("gates")["goods"]["counterexamples"]])
def test_products(name: str, good: bool) -> None:
    text = f"We sell {name} in May."
    assert names_a_product(text, place(text, name)) == good


@pytest.mark.parametrize(("name", "good"), [(n, False) for n in table("gates")["plain"]["examples"]] + [(n, True) for n in table("gates")["plain"]["counterexamples"]])
def test_firms(name: str, good: bool) -> None:
    assert names_a_firm(name) == good


def test_a_word_of_the_text_is_no_firm() -> None:
    assert not names_a_firm("Harbor", frozenset({"harbor"}))
    assert names_a_firm("Harbor Lending", frozenset({"harbor"}))


@pytest.mark.parametrize(("name", "good"), [(n, False) for n in table("gates")["buyers"]["examples"]] + [(n, True) for n in table("gates")["buyers"]["counterexamples"]])
def test_groups(name: str, good: bool) -> None:
    assert names_a_group(name) == good


def test_a_legal_form_makes_ordinary_words_a_firm() -> None:
    assert names_a_firm("Network Corp")
    assert not names_a_firm("Global Operation")
