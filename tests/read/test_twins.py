"""Original bytes read like their text twins: the same people, the same turns. Needs the real documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read import read
from kg.segment import segment

TWINS = [
    ("JD.com,_Inc._(JD)_Q2_2018_Earnings_Conference_Call_Transcript.html", "motley_fool_2018_html/JD_com_Inc_JD_Q2_2018_Earnings_Conference_Call_Transcript.txt"),
    ("icici_lombard.pdf", "india_exchange_filing/icici_lombard.txt"),
    ("indusind_bank.pdf", "india_exchange_filing/indusind_bank.txt"),
]


def cast(path: Path) -> tuple[list[tuple[str, str, tuple[str, ...], str]], list[str]]:
    """Who takes part, with title and firm, and who speaks, turn by turn."""
    layout = segment(read(path))
    names = {p.id: p.names[0].name for p in layout.participants}
    people = sorted((p.names[0].name, p.part.value, tuple(t.text for t in p.titles), p.firm.name if p.firm else "") for p in layout.participants)
    return people, [names.get(turn.speaker or "", "") for turn in layout.turns]


@pytest.mark.parametrize(("raw", "twin"), TWINS, ids=["html", "pdf-1", "pdf-2"])
def test_same_people_and_turns(raw: str, twin: str, shared: Path) -> None:
    corpus = shared / "corpus"
    people, turns = cast(corpus / "raw" / raw)
    assert turns and (people, turns) == cast(corpus / "transcripts" / twin)


def test_a_call_in_cp1252_is_read_letter_by_letter(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "raw").glob("cp1252_*.txt")):
        assert read(path).text == path.read_bytes().decode("cp1252")


def test_same_turns_where_the_twin_has_lost_line_ends(shared: Path) -> None:
    corpus = shared / "corpus"
    people, turns = cast(corpus / "raw" / "US2538681030_2024_Q2_Earnings_Call_Transcript.pdf")
    others, same = cast(corpus / "transcripts" / "spglobal_capiq_pdf" / "DLR_FQ2_2024.txt")
    assert turns == same and [p[:3] for p in people] == [p[:3] for p in others]
