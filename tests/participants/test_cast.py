"""One person in several spellings is one participant, with the reason; facts follow from the participants alone."""

from __future__ import annotations

from kg.facts import facts
from kg.segment import segment
from kg.types import Analyst, Part, Role
from tests.styles.read import DOCUMENTS, document, floors, person, read, speakers


def call(*turns: str) -> str:
    return "\n".join(["Operator", "Welcome to the Northwind Robotics First Quarter 2022 Results Call. I hand over to Tess Moreau.", "Tess Moreau - IR Officer", *turns, ""])


def test_the_reasons_are_kept() -> None:
    _, layout = read("name-title")
    reasons = [r for p in layout.participants for r in p.reasons]
    assert reasons == [
        "Wei Lin = Lin Wei: same names in another order",
        "Zofia Ostrow = Clara Ostrow: same surname and the same title",
        "Obinna Okafor = Ben Okafor: same surname, announced and then speaking",
        "Maria T. Silva = Maria Silva: same name, middle names left out",
    ]


def test_two_people_with_one_surname_stay_two() -> None:
    text = call(
        "With me are Anna Holt, Chairwoman; and Arne Holt, CFO.", "Anna Holt - Chairwoman", "Orders rose.", "Arne Holt - CFO", "Costs fell.", "Operator",
        "Our first question comes from the line of Ben Silva with Quill.", "Ben Silva - Research Analyst", "How are orders in the north of the country?", "Anna Holt - Chairwoman", "They rose there more than in any other part of it.",
        "Operator", "Our next question comes from the line of Maria Silva with Quill.", "Maria Silva - Research Analyst", "And in the south of the country?", "Arne Holt - CFO", "They rose in the south as well, if by a little less.",
    )  # fmt: skip
    layout = segment(document(text))
    assert [p.names[0].name for p in layout.participants] == ["Tess Moreau", "Anna Holt", "Arne Holt", "Ben Silva", "Maria Silva"]
    assert floors(layout) == [("Ben Silva", "Anna Holt"), ("Maria Silva", "Arne Holt")]


def test_somebody_on_for_the_announced() -> None:
    text = call(
        "We are ready for questions.", "Operator", "Our first question comes from the line of Peter Nowak with Quill Securities.", "Jan Zielinski - Research Analyst", "This is Jan on for Peter. How are the orders?",
        "Arne Holt - CFO", "They are well above those of the year before, as we said.",
    )  # fmt: skip
    layout = segment(document(text))
    assert [person(p) for p in layout.participants[1:3]] == ["Peter Nowak | analyst |  | ", "Jan Zielinski | analyst |  | Quill Securities"]
    assert [n.message for n in layout.notes] == ["announced as Peter Nowak, but Jan Zielinski speaks"]


def test_an_interpreted_turn_is_the_speakers() -> None:
    _, layout = read("name-title")
    assert speakers(layout)[2] == "Lin Wei*"


def test_no_answer_is_in_a_hand_over() -> None:
    text, layout = read("name-title")
    first = layout.exchanges[0]
    assert first.span.of(text).startswith("Obinna Okafor - Research Analyst\nTwo questions")
    assert first.span.of(text).endswith("the same again next quarter.")
    assert [s.of(text) for s in first.questions] == ["Two questions on margins. How did they develop, and where will they go?"]
    assert [s.of(text).split()[0] for s in first.answers] == ["Margins"]


def test_roles_and_brokers_are_facts_with_their_characters() -> None:
    text = (DOCUMENTS / "name-title.txt").read_text(encoding="utf-8")
    found = facts(document(text)).facts
    roles = {(f.person.name, f.title, f.span.of(text)) for f in found if isinstance(f, Role) and f.rule == "participants.role"}
    assert ("Clara Ostrow", "CEO", "Clara Ostrow, CEO of Harbour Leasing") in roles or ("Zofia Ostrow", "CEO", "Zofia Ostrow - Secretary of the Board & CEO of Harbour Leasing") in roles
    assert any(name == "Tess Moreau" and proof == "Tess Moreau - IR Officer" for name, _, proof in roles)
    brokers = {(f.person.name, f.broker.name, f.span.of(text)) for f in found if isinstance(f, Analyst)}
    assert brokers == {("Ben Okafor", "Quill Securities", "Ben Okafor with Quill Securities"), ("Maria Silva", "North Pier Capital", "Maria Silva with North Pier Capital")}
    assert all(f.person.key.startswith("p") for f in found if isinstance(f, Analyst))


def test_operator_and_moderator_are_nobody_unless_named() -> None:
    _, layout = read("exchange-filing")
    assert all(p.part not in (Part.OPERATOR, Part.MODERATOR) for p in layout.participants)
    _, named = read("seeking-alpha")
    assert [p.names[0].name for p in named.participants if p.part == Part.OPERATOR] == ["Lena"]


def test_a_voice_without_a_name_names_itself() -> None:
    text = call(
        "We are ready for questions.", "Operator", "Our first question comes from the line of Peter Nowak with Quill Securities.", "Unidentified Analyst", "Hi, this is Jan Zielinski on for Peter. How are the orders?",
        "Arne Holt - CFO", "They are well above those of the year before, as we said.", "Unidentified Analyst", "Thanks a lot.",
    )  # fmt: skip
    layout = segment(document(text))
    assert [person(p) for p in layout.participants[1:3]] == ["Peter Nowak | analyst |  | ", "Jan Zielinski | analyst |  | Quill Securities"]
    assert speakers(layout)[3] == speakers(layout)[5] == "Jan Zielinski"
    assert floors(layout) == [("Jan Zielinski", "Arne Holt")]


def test_an_interpreters_turn_is_the_turn_of_the_one_who_spoke_before() -> None:
    text = call("Here is Lin Wei, our CEO.", "Lin Wei - CEO", "(foreign language)", "Interpreter", "Orders rose in every market that we serve.", "Arne Holt - CFO", "Costs fell.")
    layout = segment(document(text))
    assert speakers(layout) == ["-", "Tess Moreau", "Lin Wei", "Lin Wei*", "Arne Holt"]


def test_doubts_are_notes() -> None:
    _, layout = read("seeking-alpha")
    assert [n.message for n in layout.notes] == ["who answers is not named"]


def test_one_voice_may_speak_for_several() -> None:
    text = "\n\n".join(
        ["Speaker 0:\nWelcome. All participants are in a listen-only mode.", "Speaker 1:\nGood afternoon. I am Tess Moreau, Head of IR Planning.", "Speaker 2:\n<unk>", "Speaker 1:\nGood afternoon, this is Lin Wei, CFO of Northwind. Orders rose.",
         "Speaker 2:\n<unk>", "Speaker 1:\nCosts fell."]
    )  # fmt: skip
    assert speakers(segment(document(text))) == ["-", "Tess Moreau", "-", "Lin Wei", "-", "Lin Wei"]


def test_closing_words_are_no_answer() -> None:
    text = call(
        "We are ready for questions.", "Operator", "Our first question comes from the line of Ben Silva with Quill.", "Ben Silva - Research Analyst", "How are orders in the north of the country?", "Arne Holt - CFO", "They rose there more than in any other part of it.",
        "Operator", "There are no further questions. I hand back to Arne Holt.", "Arne Holt - CFO", "Thank you all. We grew by a tenth this year, and we look forward to the next call with you.",
    )  # fmt: skip
    layout = segment(document(text))
    assert [e.span.of(text)[-9:] for e in layout.exchanges] == ["rt of it."]
