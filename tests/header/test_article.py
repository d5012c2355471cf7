"""News articles: our own in several house styles, with exact expectations."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.coverage import coverage
from kg.segment import segment, sentences
from kg.styles import article
from kg.types import Document, DocumentType, Layout, Meta, Part, PassageKind

WIRE = """-- Northwind Robotics Q1 profit up, beats forecasts
-- By  Nora Vale  and  Sam Pryce
-- Fri Jul 10, 2009 12:58am EDT
-- http://www.harbornews.example/article/2009/07/10/northwind

 OSLO  (Reuters) - Northwind Robotics Ltd ( NWR.OL ) beat forecasts with a 17 percent rise in quarterly profit on Friday.

 The maker of robots said it expects sales of $2 billion in the year to March 2010. Shares rose 4 percent. (Reporting by Nora Vale in Oslo; Additional reporting by Ines Varga; Editing by  Lin Harrow )
"""
PAPER = """} ?>
(Yicai) March 5 -- Tarn Financial nearly halved its loss last year thanks to fewer branches, and the lender hopes for a profit in the next, its head told Yicai.
The firm lost CNY71 million in 2021 from a year earlier's CNY120 million. The net loss in 2021 from the year before narrowed by 41 percent, Tarn said.
Tarn's share [HKG: 9638] ended 2 percent lower.
Photo by Arne Holt
Editor: Kim Harrow
"""
UPPER = """TARN STEEL <TRN> STARTS BID FOR VALE <VLE>
NEW YORK, March 24 - Tarn Steel Inc said it has started its
tender offer for all shares of Vale Corp at 36.50 dlrs each.
    In an advertisement, the company said the offer and the
right to withdraw expire April 20 unless extended.
    Shr 34 cts vs 1.19 dlrs
    Net 807,000 vs 2,858,000
    Tarn said Vale has granted it an option.
 Reuter
"""


def read(text: str, path: str = "news.txt", meta: Meta | None = None) -> tuple[Document, Layout]:
    document = Document("news", path, "0" * 64, text, meta=meta or Meta())
    return document, segment(document)


def kinds(document: Document, layout: Layout) -> list[tuple[str, str]]:
    return [(p.kind.value, " ".join(p.span.of(document.text).split())[:40]) for p in layout.passages]


def facts(layout: Layout) -> dict[str, str]:
    names = ("company", "ticker", "exchange", "period", "date", "publisher", "author")
    return {name: getattr(layout.header, name).value for name in names if getattr(layout.header, name)}


def test_a_wire_story() -> None:
    document, layout = read(WIRE)
    assert layout.style == "article" and layout.type == DocumentType.NEWS_ARTICLE
    assert kinds(document, layout) == [
        ("header", "--"), ("headline", "Northwind Robotics Q1 profit up, beats f"), ("credit", "-- By Nora Vale and Sam Pryce"), ("header", "-- Fri Jul 10, 2009 12:58am EDT"),
        ("header", "-- http://www.harbornews.example/article"), ("header", "OSLO (Reuters) -"), ("paragraph", "Northwind Robotics Ltd ( NWR.OL ) beat fo"[:40]),
        ("paragraph", "The maker of robots said it expects sale"), ("credit", "(Reporting by Nora Vale in Oslo; Additio"),
    ]  # fmt: skip
    assert facts(layout) == {
        "company": "Northwind Robotics Ltd",
        "ticker": "NWR.OL",
        "period": "2010-Q1",
        "date": "2009-07-10",
        "publisher": "Reuters",
        "author": "Nora Vale and Sam Pryce",
    }
    assert layout.header.year_end == 3
    assert [(p.names[0].name, p.part) for p in layout.participants] == [
        (n, Part.AUTHOR) for n in ("Nora Vale", "Sam Pryce", "Ines Varga", "Lin Harrow")
    ]


def test_a_paper_with_debris_and_a_dateline_without_a_year() -> None:
    document, layout = read(PAPER)
    assert [k for k, _ in kinds(document, layout)] == ["boilerplate", "header", "paragraph", "paragraph", "paragraph", "caption", "credit"]
    assert facts(layout) == {
        "company": "Tarn Financial",
        "ticker": "9638",
        "exchange": "HKG",
        "period": "2021-FY",
        "date": "2022-03-05",
        "publisher": "Yicai",
    }
    (editor,) = layout.participants
    assert editor.names[0].name == "Kim Harrow" and editor.titles[0].text == "Editor"


def test_an_upper_case_story_wrapped_by_hand() -> None:
    document, layout = read(UPPER, "wires/story.txt")
    assert [k for k, _ in kinds(document, layout)] == [
        "headline",
        "header",
        "paragraph",
        "paragraph",
        "table",
        "table",
        "paragraph",
        "boilerplate",
    ]
    assert facts(layout) == {"company": "Tarn Steel Inc", "ticker": "TRN"}, "no year is stated anywhere: the date stays open"
    assert facts(read(UPPER, "tarn-1987.txt")[1])["date"] == "1987-03-24"
    assert len(sentences(document.text, layout.passages[2].span)) == 1, "a line break inside a paragraph ends no sentence"


def test_a_release_over_a_wire() -> None:
    text = "Tarn Steel Reports Second Quarter 2021 Results\nOSLO, Norway, Aug. 5, 2021 (GLOBE NEWSWIRE) -- Tarn Steel Inc (NYSE: TRN) today reported revenue of $4 million.\n"
    _, layout = read(text)
    assert layout.type == DocumentType.PRESS_RELEASE
    assert facts(layout) == {"company": "Tarn Steel Inc", "ticker": "TRN", "exchange": "NYSE", "period": "2021-Q2", "date": "2021-08-05"}


def test_a_release_with_all_its_parts() -> None:
    text = """Tarn Steel Reports Record Second Quarter 2021 Results

Revenue up 12 percent to $1.2 billion; raises outlook

OSLO, Norway, Aug. 5, 2021 /PRNewswire/ -- Tarn Steel Inc. (NYSE: TRN), a maker of beams, today announced its results.

"It was a fine quarter," said Nora Vale, its chief executive.

About Tarn Steel

Tarn Steel makes beams in Oslo.

Forward-Looking Statements

This release holds forward-looking statements. Actual results may differ materially from what they say. Tarn undertakes no obligation to update them.

Investor Contact:
Sam Pryce
ir@tarnsteel.example
"""
    document, layout = read(text)
    assert layout.type == DocumentType.PRESS_RELEASE
    assert [k for k, _ in kinds(document, layout)] == [
        "headline", "headline", "header", "paragraph", "paragraph", "header", "paragraph", "header", "boilerplate", "boilerplate", "boilerplate", "boilerplate",
    ]  # fmt: skip
    assert facts(layout) == {"company": "Tarn Steel Inc.", "ticker": "TRN", "exchange": "NYSE", "period": "2021-Q2", "date": "2021-08-05"}


def test_a_page_under_a_title_date_and_address() -> None:
    text = "Harbor Coin Leaves The Market\n2023-01-04 20:33:57\nhttps://www.harbornews.example/x/\n\nThe coin of Harbor is gone.\nAdvertisement\nIt was small.\n"
    document, layout = read(text)
    assert [k for k, _ in kinds(document, layout)] == ["headline", "header", "header", "paragraph", "boilerplate", "paragraph"]
    assert facts(layout) == {"date": "2023-01-04", "publisher": "harbornews.example"}


@pytest.mark.parametrize(
    ("lead", "company"),
    [
        ("Telecoms firm Tarn Nordic saw profits rise. Tarn grew. Tarn said so.", "Tarn Nordic"),
        ("Consumers bought more cars in May, data showed.", None),
        ("President Nora Vale said on Monday that taxes would fall.", None),
        ("Tarn Steel Inc and Vale Corp will merge, the companies said on Monday.", None),
        ("Shares of Tarn Steel Inc fell after Alder Bank Corp cut its view.", "Tarn Steel Inc"),
        ("China's exports fell, the customs office said.", None),
        (
            "Alder's International Inc ALD.N agreed to be bought by Tarn Cos Inc. Tarn bought Alder's for $3 million.",
            "Alder's International Inc",
        ),
        ("Kestrel Vale's Alder Corp ALD.N grew.", "Alder Corp"),
        (
            "The makers of steel and of iron will tell of their quarter from Monday on, and among the first of them will be Vale Steel Inc ( VLE.N ).",
            None,
        ),
    ],
)
def test_the_subject_of_an_article(lead: str, company: str | None) -> None:
    _, layout = read(f"Tarn sees gain\n\nOSLO, May 3, 2021 (AFP) - {lead}\n")
    assert facts(layout).get("company") == company


@pytest.mark.parametrize(
    ("lead", "period", "year_end"),
    [
        ("Vale posted a 3 percent rise in third-quarter profit.", "2021-Q3", 12),
        ("Vale told of a larger quarterly profit on Thursday and gave a cheerful outlook for the first quarter.", None, 12),
        ("Profits of makers are set for the best quarter since the first quarter of 2019.", None, 12),
        ("Vale, which ends a purchase in the fourth quarter, told that its fiscal first-quarter profit fell.", "2022-Q1", 6),
        ("Vale earned $7 million in its third quarter, which ended on November 1.", "2022-Q3", 1),
        ("Sales at Vale fell 3 percent in the first half of the year.", "2021-H1", 12),
    ],
)
def test_the_period_of_an_article(lead: str, period: str | None, year_end: int) -> None:
    _, layout = read(f"Vale Steel Inc grows\n\nOSLO, November 3, 2021 (AFP) - {lead}\n")
    assert (facts(layout).get("period"), layout.header.year_end) == (period, year_end)


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("tarn-1988.txt", "1988-03-05"),
        ("wires_1988/03/12.txt", "1988-03-05"),
        ("wires_1986_1988/12.txt", None),
        ("wires_1986_1988/1988/12.txt", "1988-03-05"),
    ],
)
def test_the_year_of_a_dateline_is_the_one_that_the_archive_files_it_under(path: str, date: str | None) -> None:
    _, layout = read("TARN SEES GAIN\nOSLO, March 5 - Tarn Steel Inc said sales rose 5 pct.\n    It gave no reason.\n Reuter\n", path)
    assert facts(layout).get("date") == date


@pytest.mark.parametrize(
    ("title", "period"),
    [("YEAR NET", "1987-FY"), ("1986 YEAR", "1986-FY"), ("YEAR ENDED JAN 31", "1988-FY"), ("YEAR ENDED DEC 31", "1987-FY")],
)
def test_the_title_of_a_table_of_the_year(title: str, period: str) -> None:
    _, layout = read(
        f"TARN STEEL INC <TRN> {title}\nOSLO, March 5 - Shr 73 cts vs 58 cts\n    Net 1,101,000 vs 901,000\n Reuter\n", "wires_1988/12.txt"
    )
    assert facts(layout).get("period") == period


def test_a_call_is_no_article() -> None:
    call = "Operator\nGood day, and welcome to the call.\nNora Vale -- CFO\nThank you. " + "Words of the call go on. " * 20
    assert not article.fits(Document("c", "c.txt", "0" * 64, call))


def test_coverage_counts_characters_and_lists_the_rest() -> None:
    document, layout = read(WIRE)
    whole = coverage(document, layout)
    assert (whole.share, whole.rest, whole.known) == (1, (), True)
    part = coverage(document, Layout(layout.style, layout.type, layout.header, layout.passages[1:]))
    assert part.covered == whole.covered - 2 and [s.of(document.text) for s in part.rest] == ["--"] and part.share < 1


@given(st.text(max_size=400))
def test_any_text_as_an_article(text: str) -> None:
    document = Document("n", "n.txt", "0" * 64, text, meta=Meta(type="NewsArticle"))
    layout = article.split(document)
    spans = [p.span for p in layout.passages]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans)), "passages stand in order and do not overlap"
    assert coverage(document, layout).rest == ()


def test_real_articles_are_covered(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "news").rglob("*.txt"))[::20]:
        document = Document("n", path.name, "0" * 64, path.read_text(encoding="utf-8"))
        if article.fits(document):
            assert coverage(document, article.split(document)).share == 1, path
            assert PassageKind.HEADLINE in {p.kind for p in article.split(document).passages}, path
