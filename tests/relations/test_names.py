"""What is found in prose as a name, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.names.listings import listings
from kg.lexicon import table
from kg.types import DocumentType, EntityType, Thing
from tests.relations.tell import context_of, mentions_of

NEWS = DocumentType.NEWS_ARTICLE


def names(text: str, type_: EntityType, kind: DocumentType = NEWS) -> list[str]:
    """The surface forms of one type in ``text``."""
    return [m.span.of(text) for m in mentions_of(text, kind) if isinstance(m.value, Thing) and m.value.type == type_]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Meridian Foods Inc said profit rose. Meridian grew.", ["Meridian Foods Inc", "Meridian"]),
        ("Kestrel Air Lines Ltd (KAL) fell. KAL rose.", ["Kestrel Air Lines Ltd", "KAL", "KAL"]),
        ("Oakham ( OAK.N ) reported earnings; Oakham shares rose.", ["Oakham", "OAK", "Oakham"]),
        ("Shares of Kestrel fell.", ["Kestrel"]),
        ("Alder Bank CEO Ines Holt spoke.", ["Alder Bank"]),
        ("We met Alder Bank, Kestrel and Oakham.", ["Alder Bank"]),
        ("Edwin Lund of Oakham & Company asked.", ["Oakham & Company"]),
        ("Net Interest Income rose. Working Capital fell.", []),
        ("In March the Consumer Products segment grew.", []),
        ("Alder Bank (Hong Kong) grew.", ["Alder Bank (Hong Kong)"]),
    ],
)
def test_firms(text: str, firms: list[str]) -> None:
    assert names(text, EntityType.COMPANY) == firms


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mr. Vera Lund spoke. Lund left.", ["Vera Lund", "Lund"]),
        ("Vera Lund, an analyst with Alder Bank, spoke.", ["Vera Lund"]),
        ("Chief Executive Vera Lund spoke.", ["Vera Lund"]),
        ("Sales rose, Vera Lund said. Costs fell, Lund said.", ["Vera Lund", "Lund"]),
        ("(Reporting by Vera Lund and Ole Berg; editing by Tam Reeve)", ["Vera Lund", "Ole Berg", "Tam Reeve"]),
        ("Thank you, Amaro. Next question.", ["Amaro"]),
        ("Waste Systems said sales rose.", []),
    ],
)
def test_people(text: str, people: list[str]) -> None:
    assert names(text, EntityType.PERSON) == people


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Sales in China, Southeast Asia and the U.S. rose.", ["China", "Southeast Asia", "U.S."]),
        ("A plant near Oakton, California opened.", ["Oakton", "California"]),
        ("China Mobile said it grew. Bank of China fell.", []),
        ("In both the Netherlands and Peru we grew.", ["Netherlands", "Peru"]),
        ("A turkey sandwich in a china cup.", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert names(text, EntityType.MARKET) == places


def test_authorities_exchanges_and_indices() -> None:
    text = "The SEC and the Tasmanian Provincial Government met at the New York Stock Exchange as the S&P 500 and the index .XSEC fell."
    assert names(text, EntityType.GOVERNMENT_BODY) == ["SEC", "Tasmanian Provincial Government"]
    assert names(text, EntityType.EXCHANGE) == ["New York Stock Exchange"]
    assert names(text, EntityType.INDEX) == ["S&P 500", ".XSEC"]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("Sales in our retail banking segment rose.", ["retail banking segment"]),
        ("Revenue of its fast growing pump and valve business rose.", ["pump and valve business"]),
        ("The Consumer Products division grew.", ["Consumer Products division"]),
        ("Our core business and our whole business grew.", []),
        ("The strength of our business.", []),
        ("Our R&D division hired.", []),
    ],
)
def test_segments(text: str, segments: list[str]) -> None:
    assert names(text, EntityType.SEGMENT) == segments


def test_product_lines_are_split_where_they_are_many() -> None:
    assert names("In our frozen berry product line, net sales rose.", EntityType.PRODUCT) == ["frozen berry product line"]
    things = [m.value for m in mentions_of("In our bread, cake and pasta product lines, net sales rose.") if isinstance(m.value, Thing)]
    assert [t.name for t in things if t.type == EntityType.PRODUCT] == ["bread", "cake", "pasta"]


def test_customer_groups() -> None:
    text = "Third-party customers and financial institutions grew; our customers are happy with customer service."
    assert names(text, EntityType.CUSTOMER_GROUP) == ["Third-party customers", "financial institutions"]


@pytest.mark.parametrize(
    ("text", "ticker", "exchange"),
    [
        ("Kestrel (NYSE: KST) rose", "KST", "New York Stock Exchange"),
        ("Kestrel [HKG: 6638] rose", "6638", "Hong Kong Stock Exchange"),
        ("Kestrel ( KST.BO ) rose", "KST", "BSE"),
        ("Kestrel <KST.O> rose", "KST", "Nasdaq"),
    ],
)
def test_tickers(text: str, ticker: str, exchange: str) -> None:
    (found,) = listings(text, 0, len(text))
    assert (found.ticker, found.exchange and found.exchange.name) == (ticker, exchange)


PIECES = [*"ABab .,'()<>-\n", "Inc ", "Mr. ", " said", " of ", "China", " segment", "our ", " (NYSE: ", " and ", "Holt", "U.S."]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_breaks_the_survey_and_every_span_holds(text: str) -> None:
    context, scenes = context_of(text)
    previous = 0
    for mention in scenes[0].mentions:
        assert previous <= mention.span.start < mention.span.end <= len(text), "names do not overlap"
        previous = mention.span.end
    assert context.document.text == text


def test_word_lists_are_told_with_examples() -> None:
    for name in ("places", "exchanges", "government", "indices", "capitals"):
        data = table(name)
        assert data["examples"] and data["counterexamples"], name
