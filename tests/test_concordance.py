"""One pass over a document finds what a pass for each vocabulary over each passage would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concordance import Concordance, Vocabulary
from kg.lexicon import Terms

WORDS = Vocabulary("words", lambda: ("net", "net sales", "sales growth", "vs."))
MONTHS = Vocabulary("months", lambda: ("may", "sales"), over_lines=True)
LINES = Vocabulary("lines", lambda: ("net sales",), over_lines=True)


def test_every_place_is_kept_also_inside_longer_terms() -> None:
    places = Concordance("net sales in may", (WORDS, MONTHS))
    assert places.every(WORDS, 0, 16) == [(0, -9, "net sales"), (0, -3, "net")]
    assert places.every(MONTHS, 0, 16) == [(4, -9, "sales"), (13, -16, "may")]


def test_a_term_is_a_whole_word_and_lies_inside() -> None:
    places = Concordance("planet sales vs. mayor, net sales", (WORDS, MONTHS))
    assert [term for _, _, term in places.longest(WORDS, 0, 33)] == ["vs.", "net sales"]
    assert [term for _, _, term in places.longest(WORDS, 0, 30)] == ["vs.", "net"]
    assert not places.every(MONTHS, 8, 33)[:-1]


def test_line_ends_part_terms_where_the_vocabulary_says_so() -> None:
    places = Concordance("net\nsales", (WORDS, LINES))
    assert [term for _, _, term in places.every(WORDS, 0, 9)] == ["net"]
    assert [term for _, _, term in places.every(LINES, 0, 9)] == ["net sales"]


def test_a_run_of_blanks_is_one_blank() -> None:
    places = Concordance("our net  sales   growth,  net    sales", (WORDS, MONTHS))
    assert places.every(WORDS, 0, 37) == [(4, -14, "net sales"), (4, -7, "net"), (9, -23, "sales growth"), (26, -29, "net")]


@pytest.mark.parametrize(("text", "figures"), [("$1,234.50, 7 of 8.", ["1,234.50", "7", "8"]), ("Q1 2.", ["1", "2"])])
def test_figures(text: str, figures: list[str]) -> None:
    assert [text[a:b] for a, b in Concordance(text, ()).digits(0, len(text))] == figures


@given(st.text(alphabet="net sale.vgrowth \n1", max_size=80))
def test_one_pass_for_all_is_one_for_each(text: str) -> None:
    text = re.sub(" +", " ", text)
    terms = Terms(WORDS.terms())
    places = Concordance(text, (WORDS, MONTHS, LINES))
    assert list(places.longest(WORDS, 0, len(text))) == list(terms.find(text))
