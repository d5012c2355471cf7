"""Document facts of calls: what is stated wins over the file name, the file name over an inference, the sidecar over all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.header import doubts, header
from kg.header.fiscal import said_year_end, year_end
from kg.types import Document, Header, Meta, Span, Stated

FACTS = ("company", "ticker", "exchange", "period", "date", "title")
OPENING = "Good morning, and welcome to the Tarn Steel second quarter 2021 earnings call. My name is Vale.\n"


def facts(text: str, head: int = 0, path: str = "call.txt", meta: Meta | None = None) -> Header:
    return header(Document("call", path, "0" * 64, text, meta=meta or Meta()), Span(0, head))


def value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def test_a_title_block() -> None:
    text = "Northwind Robotics, Inc. (NASDAQ:NWR) Q3 2020 Earnings Conference Call November 14, 2019 5:00 PM ET\nCompany Participants\n"
    found = facts(text, len(text))
    assert [value(getattr(found, name)) for name in FACTS] == [
        "Northwind Robotics, Inc.", "NWR", "NASDAQ", "2020-Q3", "2019-11-14", "Northwind Robotics, Inc. (NASDAQ:NWR) Q3 2020 Earnings Conference Call",
    ]  # fmt: skip
    assert found.year_end == 1, "a third quarter reported in November ends in October, hence the year in January"
    for name in FACTS:
        stated = getattr(found, name)
        assert stated.span.of(text).startswith(stated.value[:3]) or name in ("period", "date")


@pytest.mark.parametrize(
    ("title", "company", "period", "date"),
    [
        ("Q4 2004 Harbor Lines Inc. Earnings Conference Call\n\nOslo Feb 2, 2005 (Wire) -- Transcript of the call Wednesday, February 2, 2005 at 3:00pm GMT\n", "Harbor Lines Inc.", "2004-Q4", "2005-02-02"),
        ("Meridian Foods FY23 Second Quarter Earnings Conference Call\nNora Vale, Sam Pryce\nTuesday, January 24, 2023\n", "Meridian Foods", "2023-Q2", "2023-01-24"),
        ("# MRDF Q3 2025 Earnings Call Transcript\n\n**Date:** 2025-07-31\n**Company:** Meridian Foods\n**Quarter:** Q3 2025\n", "Meridian Foods", "2025-Q3", "2025-07-31"),
        ("Alder Trust, Inc. NYSE:ALD\nFQ2 2024 Earnings Call Transcripts\nThursday, July 25, 2024 9:00 PM GMT\n", "Alder Trust, Inc.", "2024-Q2", "2024-07-25"),
        ("Image source: The Paper.\n\nMeridian Foods (MRDF 1.08%)Q2 2022 Earnings CallAug 3, 2022, 8:30 a.m. ET\n", "Meridian Foods", "2022-Q2", "2022-08-03"),
        ("January 25, 2022\nTo,\nThe Manager\nBSE Limited\nSub: call held on Friday, January 21, 2022 on the quarter and nine months ended December 31, 2021\nYours sincerely,\nFor Vale Insurance Limited\n", "Vale Insurance Limited", "2022-Q3", "2022-01-21"),
        ("Edited Transcript of NWR.OQ earnings conference call or presentation 27-Jan-21 10:00pm GMT\nQ1 2021 Northwind Inc Earnings Call\n", "Northwind Inc", "2021-Q1", "2021-01-27"),
        ("Northwind Robotics , Inc. (NASDAQ:NWR) Q3 2020 Earnings Conference Call November 14, 2020 5:00 PM ET\n", "Northwind Robotics, Inc.", "2020-Q3", "2020-11-14"),
        ("NORTHWIND ROBOTICS\n2Q21 RESULTS CONFERENCE CALL\n29 July 2021\n", "NORTHWIND ROBOTICS", "2021-Q2", "2021-07-29"),
        ("Northwind Robotics Ltd Q2 FY 2021-22 Earnings Conference Call\nOct-21-2021\n", "Northwind Robotics Ltd", "2022-Q2", "2021-10-21"),
        ("Call Start: 08:30 January 1, 0000\nTarn Steel (NYSE:TRN)\nQ1 2020 Earnings Conference Call\nNovember 5, 2019 08:30 AM ET\n", "Tarn Steel", "2020-Q1", "2019-11-05"),
    ],
)  # fmt: skip
def test_house_forms(title: str, company: str, period: str, date: str) -> None:
    found = facts(title, len(title))
    assert (value(found.company), value(found.period), value(found.date)) == (company, period, date)


@pytest.mark.parametrize(
    ("opening", "company", "period"),
    [
        (OPENING, "Tarn Steel", "2021-Q2"),
        ("Welcome to the Second Quarter 2021 VALE, Inc. Earnings Conference Call. I would now hand over.", "VALE, Inc.", "2021-Q2"),
        (
            "Thank you for standing by and welcome to the Arne's Company First Quarter 2021 Earnings Conference Call.",
            "Arne's Company",
            "2021-Q1",
        ),
        (
            "Welcome to Brown & Vale, Inc. Third Quarter Earnings Call. Today we report results for the third quarter of 2021.",
            "Brown & Vale, Inc.",
            "2021-Q3",
        ),
        (
            "Welcome to our quarterly call. I'm Nora Vale, Head of Investor Relations at Harbor Lines. Today we discuss our first quarter 2022 results.",
            "Harbor Lines",
            "2022-Q1",
        ),
        (
            "Welcome\nto\nthe\nTarn\nSteel\nFourth\nQuarter\nand\nFiscal\nYear\n2024\nEarnings\nconference\ncall.\nAt\nthis\ntime,\nall\n",
            "Tarn Steel",
            "2024-Q4",
        ),
    ],
)
def test_openings(opening: str, company: str, period: str) -> None:
    found = facts(opening)
    assert (value(found.company), value(found.period)) == (company, period)


def test_a_greeting_before_the_first_speaker_is_no_title() -> None:
    found = facts(OPENING + "\nNora Vale -- Director\n", len(OPENING))
    assert (value(found.company), found.company and found.company.rule) == ("Tarn Steel", "header.opening")


def test_an_operator_mishears_a_name_that_the_company_says_right() -> None:
    greeting = "Welcome to the Kestrel Corporation third quarter 2021 call.\n"
    assert value(facts(greeting + "Hello and welcome to the Tarn Corporation call. Tarn Corporation grew.\n").company) == "Tarn Corporation"
    assert (
        value(facts("Welcome to the John Vale Tarn, Inc. call.\nWelcome to our call for Jones Vale Tarn, Inc.\n").company)
        == "Jones Vale Tarn, Inc."
    )
    assert value(facts(greeting + "Good morning, and welcome to the KC call. KC grew and KC sold.\n").company) == "Kestrel Corporation", (
        "its initials"
    )
    assert value(facts(greeting + "Good morning, and welcome to the Kestrel call. Kestrel grew.\n").company) == "Kestrel Corporation", (
        "its short form"
    )


def test_a_company_that_nobody_names_in_the_opening() -> None:
    assert (
        value(
            facts(
                "Welcome to our quarterly call. We are on the web, tarnab.com.\nIt was a fine year for Tarn. I thank all at Tarn for it.\n"
            ).company
        )
        == "Tarn"
    )
    text = "Good day, and welcome to the quarterly call.\n" + "This shows how Vale-Rivers grew. " * 5
    assert value(facts(text, path="VRS_q1_2021.txt").company) == "Vale-Rivers"
    assert doubts(Document("c", "VRS_q1_2021.txt", "0" * 64, text), facts(text, path="VRS_q1_2021.txt"))[0].rule == "header.ticker"
    told = facts(
        "Good day. We will discuss the results of the Tarn Group for the third quarter. I hand over to our Vice President for Foreign Assets.\n"
    )
    assert value(told.company) == "Tarn Group"


def test_undated_is_a_state() -> None:
    found = facts("We had a good quarter, and we are glad of it.")
    assert [getattr(found, name) for name in FACTS] == [None] * len(FACTS)
    assert facts(OPENING).date is None


def test_what_is_said_wins_over_the_file_name_and_the_file_name_over_inference() -> None:
    at = OPENING.index("second quarter 2021")
    assert facts(OPENING, path="TRN_q4_2019.txt").period == Stated("2021-Q2", Span(at, at + 19), "header.opening")
    weak = "The third quarter of 2020 was hard. In the third quarter we sold less. We sold 4 ships in 2020 and 2020 was long.\n"
    assert facts(weak, path="TRN_q4_2019.txt").period == Stated("2019-Q4", None, "header.file-name")
    inferred = facts(weak).period
    assert inferred is not None and (inferred.value, inferred.rule) == ("2020-Q3", "header.likely")
    assert facts(weak, path="TRN_q4_2019.txt").ticker == Stated("TRN", None, "header.file-name")


def test_what_is_not_stated_is_noted() -> None:
    document = Document("call", "TRN_q4_2019.txt", "0" * 64, "We sold less in the quarter, and we are sorry for it.")
    notes = doubts(document, header(document, Span(0, 0)))
    assert [n.rule for n in notes] == ["header.file-name"] * 3 and "2019-Q4" in notes[2].message
    assert doubts(document, facts(OPENING)) == ()


def test_a_comparison_or_an_outlook_is_no_statement_of_the_period() -> None:
    text = "Welcome to the call. Today we compare results with the fourth quarter of 2019. We expect first quarter 2022 results to be announced in May."
    assert facts(text).period is None


def test_the_sidecar_wins() -> None:
    meta = Meta("Tarn Group", "TRG", "OSE", "2022-Q1", "2022-05-04", "A call", year_end=6)
    found = facts(OPENING, meta=meta)
    assert [value(getattr(found, name)) for name in FACTS] == ["Tarn Group", "TRG", "OSE", "2022-Q1", "2022-05-04", "A call"]
    assert found.year_end == 6 and found.company == Stated("Tarn Group", None, "header.meta")


@pytest.mark.parametrize(
    ("period", "date", "month"),
    [
        ("2021-Q1", (2021, 5), 12),
        ("2018-Q1", (2017, 10), 6),
        ("2016-Q2", (2016, 2), 7),
        ("2020-Q4", (2021, 2), 12),
        ("2021-FY", (2022, 3), 12),
    ],
)
def test_the_end_of_the_fiscal_year_from_the_month_of_the_call(period: str, date: tuple[int, int], month: int) -> None:
    assert year_end(period, *date) == month


@pytest.mark.parametrize(
    ("period", "date", "month"),
    [
        ("2022-Q3", (2022, 5, 5), 6),
        ("2023-Q1", (2022, 11, 8), 6),
        ("2021-Q4", (2021, 8, 30), 6),
        ("2021-Q1", (2021, 2, 9), 9),
        ("2022-Q2", (2022, 2, 16), 7),
        ("2022-Q3", (2021, 12, 21), 2),
        ("2020-Q4", (2020, 10, 1), 8),
        ("2022-Q4", (2022, 2, 10), 1),
    ],
)
def test_the_end_of_the_fiscal_year_from_the_day_of_the_call(period: str, date: tuple[int, int, int], month: int) -> None:
    assert year_end(period, *date) == month


def test_the_end_of_the_fiscal_year_from_days_that_an_undated_call_names() -> None:
    assert said_year_end("Inventory as of August 31, 2021 was low. For the quarter ended August 31 we did well.", "2022-Q1") == 5
    assert (
        said_year_end(
            "Cash at March 31, 2021 and debt as of March 31, 2021; at December 31, 2020 there was none, nor at December 31.", "2021-Q1"
        )
        is None
    )


WORDS = st.sampled_from(
    [
        "welcome to",
        "the",
        "Q1",
        "2021",
        "first quarter",
        "FY25",
        "(NYSE:",
        "NWR)",
        "Inc.",
        "Tarn",
        "'s",
        "call",
        "earnings",
        "ended",
        "June 30,",
        "\n",
        "9M",
        "&",
        "1Q21",
        "[",
        "half",
        "\ufffd",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)), st.integers(0, 300))
def test_any_text(text: str, head: int) -> None:
    found = facts(text, min(head, len(text)))
    for name in FACTS:
        stated = getattr(found, name)
        assert stated is None or (stated.value and (stated.span is None or 0 <= stated.span.start < stated.span.end <= len(text)))
    assert 1 <= found.year_end <= 12


@pytest.mark.parametrize(
    ("text", "period", "end"),
    [
        ("This was recorded in the fourth quarter of our fiscal year ended September 30, 2020.", "2021-Q3", 9),
        ("We see well into our third fiscal quarter ending December 31.", "2021-Q2", 3),
        ("It was a record for a September quarter. " * 6 + "In the December quarter we see more.", "2019-Q4", 9),
        ("The guide for the September quarter is set. " * 3, "2021-Q2", None),
        ("Our fiscal year ends in June, and our second fiscal quarter ended March 31.", "2021-Q2", None),
    ],
)
def test_the_year_end_that_an_undated_call_says(text: str, period: str, end: int | None) -> None:
    assert said_year_end(text, period) == end
