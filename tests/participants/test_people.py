"""Names, titles, announcements and introductions: the words of the trade, in the wordings that calls use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import table
from kg.participants.announce import announced
from kg.participants.grab import firm_at, name_at, name_before
from kg.participants.introduce import introduced
from kg.participants.names import key, looks_like_name, same_given, shown, why_perhaps, why_same
from kg.participants.relate import same_firm
from kg.participants.sections import announces_question
from kg.participants.titles import canonical, is_plain_analyst, is_title, part_of, read_titles, spelled
from kg.types import Part, Span, Standing


@pytest.mark.parametrize("name", ["Arne Holt", "A. J. Stone", "Pilar de la Fuente", "Joost van der Meer", "Owen Tate III", "Jean-Luc Moreau", "Siobhán O'Hara", "ARNE HOLT", "Dr. Ines Varga", "Mark May", "Carl Ostrow, Jr.", "Dan G", "Mon-Li Cheng"])
def test_names(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize("other", ["Thank you", "Chief Financial Officer", "Alder Bank", "Quill Securities", "Investor Relations", "October 2021", "March", "Good morning, everyone", "Arne Holt said", "Q2 Results", "Question-and-Answer Session", "Net Income", "Operator", "Arne Holt, CFO", "First Quarter", "Northwind Inc.", "Yes. Thanks", "Vice President", "A", ""])
def test_no_names(other: str) -> None:
    assert not looks_like_name(other)


def test_a_listed_name_may_be_a_common_word() -> None:
    assert looks_like_name("Wanda Second", listed=True)
    assert not looks_like_name("Wanda Second")


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Luo Wei", "Wei Luo", "same names in another order"), ("Alex C. Yao", "Alex Yao", "same name, middle names left out"), ("Rob Falk", "Robert Falk", "short form of the given name"),
        ("J. Holt", "Jonas Holt", "short form of the given name"), ("MonLi Cheng", "Mon-Li Cheng", "same name"), ("ARNE HOLT", "Arne Holt", "same name"), ("Maria T. Silva", "Maria Silva", "same name, middle names left out"),
        ("John Piers Falk", "Piers Falk", "known by a middle name"),
    ],
)  # fmt: skip
def test_one_person_by_the_letters(a: str, b: str, reason: str) -> None:
    assert why_same(a, b) == reason
    assert why_same(b, a) == reason


@pytest.mark.parametrize(("a", "b"), [("Anna Holt", "Arne Holt"), ("Ben Okafor", "Obinna Okafor"), ("Holt", "Arne Holt"), ("Wei Lin", "Wei Luo"), ("Ines Varga", "Ines Silva")])
def test_two_people_stay_two(a: str, b: str) -> None:
    assert why_same(a, b) is None


def test_the_course_of_the_call_joins_an_announced_name() -> None:
    assert why_perhaps("Ben Okafor", "Obinna Okafor") == "same surname, announced and then speaking"
    assert why_perhaps("Krish Sanker", "Krish Sankar") == "spelt differently, announced and then speaking"
    assert why_perhaps("Arne Holt", "Ines Varga") is None


def test_nicknames() -> None:
    section = table("people")["nicknames"]
    assert all(same_given(a.lower(), b.lower()) for a, b in section["examples"])
    assert not any(same_given(a.lower(), b.lower()) for a, b in section["counterexamples"])


def test_words_have_examples_that_hold() -> None:
    people = table("people")
    assert all(looks_like_name(name) for section in ("honorifics", "particles", "suffixes") for name in people[section]["examples"])
    assert all(is_title(title) for title in people["roles"]["examples"])
    assert not any(is_title(title) for title in people["roles"]["counterexamples"])
    assert all(is_plain_analyst(title) for title in people["plain_analyst"]["examples"])
    assert not any(is_plain_analyst(title) for title in people["plain_analyst"]["counterexamples"])
    assert not any(looks_like_name(words, single=True) for words in (*people["not_names"]["examples"], *people["firms"]["examples"], *people["title_words"]["examples"]))
    assert all("words" in section or "rows" in section for section in people.values())


def test_shown() -> None:
    assert shown("MR. ARUN  DESAI") == "Arun Desai"
    assert shown("Arne Holt ,") == "Arne Holt"
    assert shown("J. O'HARA-SMYTH") == "J. O'Hara-Smyth"
    assert key("Dr. Carl Ostrow Jr.") == ("carl", "ostrow")


@pytest.mark.parametrize(
    ("title", "part"),
    [("Senior Research Analyst", Part.ANALYST), ("Research Associate", Part.ANALYST), ("CFO", Part.EXECUTIVE), ("VP, IR", Part.INVESTOR_RELATIONS), ("Head of\n Investor Relations", Part.INVESTOR_RELATIONS), ("CFO & Head of Investor Relations", Part.EXECUTIVE), ("Head of Asia Logistics Research", Part.EXECUTIVE), ("Moderator", Part.MODERATOR), ("Interpreter", Part.INTERPRETER)],
)  # fmt: skip
def test_parts(title: str, part: Part) -> None:
    assert part_of(title) == part


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Chairman & CEO", [("Chairman & CEO", None)]),
        ("CEO of Harbour Banking", [("CEO", ("Segment", "Harbour Banking"))]),
        ("Board Secretary & CEO of SME Lending", [("Board Secretary", None), ("CEO", ("Segment", "SME Lending"))]),
        ("Chairman and CEO of Northwind", [("Chairman and CEO", ("Company", "Northwind"))]),
        ("Head of Investor Relations", [("Head of Investor Relations", None)]),
        ("Chairman of the Board", [("Chairman of the Board", None)]),
        ("Chairman of the Company", [("Chairman of the Company", None)]),
        ("Vice President of Finance and Treasurer", [("Vice President of Finance and Treasurer", None)]),
        ("President of Harbour Leasing", [("President", ("Segment", "Harbour Leasing"))]),
        ("EVP &amp; CFO", [("EVP & CFO", None)]),
        ("CEO, Harbour Leasing", [("CEO", ("Segment", "Harbour Leasing"))]),
        ("President and CEO, Quay Robotics", [("President and CEO", ("Company", "Quay Robotics"))]),
        ("President of Northwind's Leasing Group", [("President", ("Segment", "Leasing Group"))]),
        ("Chair of Northwind's", [("Chair", ("Company", "Northwind"))]),
        ("Head of Software", [("Head of Software", None)]),
        ("President, Finance", [("President, Finance", None)]),
        ("CFO, Treasurer and Director", [("CFO, Treasurer and Director", None)]),
    ],
)  # fmt: skip
def test_titles_and_where_they_are_held(text: str, titles: list[tuple[str, tuple[str, str] | None]]) -> None:
    read = read_titles(text, Span(0, len(text)))
    assert [(t.text, (t.org.type.value, t.org.name) if t.org else None) for t in read] == titles


@pytest.mark.parametrize(("text", "standing"), [("CFO", Standing.CURRENT), ("former Chief Executive Officer", Standing.PAST), ("incoming CFO", Standing.FUTURE), ("Chairman designate", Standing.FUTURE)])
def test_offices_of_the_past_and_to_come(text: str, standing: Standing) -> None:
    assert [t.standing for t in read_titles(text, Span(0, len(text)))] == [standing]


def test_wordings_of_one_title() -> None:
    assert spelled("EVP & CFO") == spelled("Executive Vice President and Chief Financial Officer")
    assert canonical("Chairman & CEO") == {"chairman", "chief executive officer"}


@pytest.mark.parametrize(
    ("said", "name", "firm"),
    [
        ("Our next question comes from the line of Ines Varga with Quill Securities. Your line is open.", "Ines Varga", "Quill Securities"),
        ("Your first question is from the line of Ines Varga from Quill. Please go ahead.", "Ines Varga", "Quill"),
        ("We'll go next to A. J. Stone of J.P. Marsh.", "A. J. Stone", "J.P. Marsh"),
        ("And our next question is coming from Joost van der Meer from Bank of the Isles. Your line is live.", "Joost van der Meer", "Bank of the Isles"),
        ("Ines Varga with Quill Securities, your line is open.", "Ines Varga", "Quill Securities"),
        ("[Operator Instructions] We'll take our next question from Ines Varga with Marsh & Lowe. Please go ahead.", "Ines Varga", "Marsh & Lowe"),
        ("The next question is from Ms. Ines Varga at Quill, Lowe and Company, LLC.", "Ines Varga", "Quill"),
        ("We'll now move on to Mr. Ben Okafor calling from Piper Lane. Please go ahead.", "Ben Okafor", "Piper Lane"),
        ("Next we have a question from Ines Varga representing Quill Securities.", "Ines Varga", "Quill Securities"),
        ("We will now go to Ines Varga with Quill. Please go ahead.", "Ines Varga", "Quill"),
        ("And so your last question comes from the Ines Varga with Quill.", "Ines Varga", "Quill"),
        ("Our first question comes from Ines Varga. Please go ahead.", "Ines Varga", None),
    ],
)  # fmt: skip
def test_announcements(said: str, name: str, firm: str | None) -> None:
    found = list(announced(said, Span(0, len(said))))
    assert found
    last = next((a for a in reversed(found) if a.firm), found[-1])
    assert last.name.of(said) == name
    assert (last.firm.of(said) if last.firm else None) == firm


@pytest.mark.parametrize("said", ["Thank you. This concludes the call.", "Please press star one. Your line will be opened.", "We have no further questions at this time."])
def test_nobody_is_announced(said: str) -> None:
    assert not list(announced(said, Span(0, len(said))))


def test_which_words_announce_a_question() -> None:
    assert announces_question("Our next question comes from Ines Varga")
    assert announces_question("Ines Varga, your line is open")
    assert not announces_question("Thank you for joining.")


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("With me are Arne Holt, our Chief Executive Officer; and Ines Varga, CFO.", [("Arne Holt", "Chief Executive Officer"), ("Ines Varga", "CFO")]),
        ("I turn it over to our CFO, Ines Varga.", [("Ines Varga", "CFO")]),
        ("Here is Northwind's Chief Executive Officer, Arne Holt, and our Chief Financial Officer, Ines Varga.", [("Arne Holt", "Chief Executive Officer"), ("Ines Varga", "Chief Financial Officer")]),
        ("I hand over to Tess Moreau, vice president of corporate communications and investor relations for Northwind.", [("Tess Moreau", "vice president of corporate communications and investor relations for Northwind")]),
        ("the vice president, investor relations with Northwind Robotics, Tess Moreau", [("Tess Moreau", "vice president, investor relations")]),
        ("Next, CFO Arne Holt will speak.", [("Arne Holt", "CFO")]),
        ("Mr. Lin Wei, Chairman and CEO of Northwind; Ms. Clara Ostrow, CEO of Harbour Leasing", [("Lin Wei", "Chairman and CEO of Northwind"), ("Clara Ostrow", "CEO of Harbour Leasing")]),
        ("We thank the director of the museum and our customers.", []),
    ],
)  # fmt: skip
def test_introductions(said: str, pairs: list[tuple[str, str]]) -> None:
    assert [(i.name.of(said), i.title.of(said)) for i in introduced(said, Span(0, len(said)))] == pairs


def test_names_and_firms_in_running_text() -> None:
    text = "over to Joost van der Meer, who is here for Quill, Inc. Your turn."
    name = name_at(text, 7, len(text))
    assert name is not None
    assert name.of(text) == "Joost van der Meer"
    firm = firm_at(text, text.index("Quill"), len(text))
    assert firm is not None
    assert firm.of(text) == "Quill, Inc."
    before = name_before(text, 0, name.end)
    assert before == name


@given(st.text(alphabet="ABa .,&'-\n;()", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_running_text(text: str, start: int, end: int) -> None:
    a, b = sorted((min(start, len(text)), min(end, len(text))))
    for span in (name_at(text, a, b), name_before(text, a, b), firm_at(text, a, b)):
        assert span is None or (a <= span.start < span.end <= b)


@pytest.mark.parametrize(("short", "full", "same"), [("Alder", "Alder Bank Holdings Inc.", True), ("Net Wind", "NetWind Robotics", True), ("Harbour Leasing", "Northwind Robotics", False), ("Alder Bank", "Alder Bank", True), ("HLA", "Harbour Leasing of Alder", True), ("", "Alder", False)])
def test_the_company_under_its_everyday_name(short: str, full: str, same: bool) -> None:
    assert same_firm(short, full) is same
