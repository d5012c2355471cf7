"""One call in every format is the same call: company, period, people, turns."""

from __future__ import annotations

import gzip
import html
import json
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.read import load, read, sources
from kg.segment import segment
from kg.types import Layout, Section
from tests.read.made import CALL, docx, pdf, zipped

LINES = CALL.strip().split("\n")
PAGE = "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in LINES) + "</body></html>"
FILES = {
    "call.txt": CALL.encode(),
    "crlf.txt": CALL.replace("\n", "\r\n").encode(),
    "wide.txt": CALL.encode("utf-16"),
    "call.html": PAGE.encode(),
    "call.docx": docx(*(html.escape(line) for line in LINES)),
    "call.txt.gz": gzip.compress(CALL.encode(), mtime=0),
    "call.json": json.dumps({"transcript": CALL}).encode(),
    "call.xml": f"<Event><Body><![CDATA[{CALL}]]></Body></Event>".encode(),
    "call.pdf": pdf([[(60, 740 - 20 * i, line) for i, line in enumerate(LINES)]]),
}


def said(layout: Layout) -> tuple[object, ...]:
    names = {p.id: p.names[0].name for p in layout.participants}
    titles = {p.names[0].name: (p.part.value, [t.text for t in p.titles], p.firm.name if p.firm else None) for p in layout.participants}
    header = layout.header
    return (
        header.company and header.company.value, header.ticker and header.ticker.value, header.period and header.period.value, header.date and header.date.value,
        titles, [(names.get(t.speaker or ""), t.section) for t in layout.turns], [(names.get(e.asker or ""), [names[a] for a in e.answerers]) for e in layout.exchanges],
    )  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_one_call_in_every_format(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    company, ticker, period, date, people, turns, exchanges = said(segment(read(tmp_path / name)))
    assert (company, ticker, period, date) == ("Northwind Robotics, Inc.", "NWR", "2021-Q2", "2021-05-04")
    assert people == {
        "Nora Vale": ("executive", ["Chief Executive Officer"], None), "Sam Pryce": ("executive", ["Chief Financial Officer"], None),
        "Ines Varga": ("analyst", [], "Quill Securities"),
    }  # fmt: skip
    assert turns == [(None, Section.REMARKS), ("Nora Vale", Section.REMARKS), ("Ines Varga", Section.QUESTIONS), ("Nora Vale", Section.QUESTIONS)]
    assert exchanges == [("Ines Varga", ["Nora Vale"])]


def test_all_of_them_in_one_archive(tmp_path: Path) -> None:
    (tmp_path / "calls.zip").write_bytes(zipped(FILES))
    found = [said(segment(load(source))) for source in sources([tmp_path / "calls.zip"])]
    assert len(found) == len(FILES) and all(f == found[0] for f in found)


def test_turns_of_an_api(tmp_path: Path) -> None:
    turns = [
        {"speaker": "Operator", "title": "Operator", "content": "Good morning, and welcome to the Northwind Robotics call. Our first question comes from Ines Varga with Quill Securities."},
        {"speaker": "Ines Varga", "title": "Analyst", "content": "What about orders?"},
        {"speaker": "Nora Vale", "title": "Chief Executive Officer", "content": "They grew 4%."},
    ]
    (tmp_path / "call.json").write_text(json.dumps({"symbol": "NWR", "quarter": "2021Q2", "transcript": turns}))
    company, ticker, period, _, people, spoken, exchanges = said(segment(read(tmp_path / "call.json")))
    assert (company, ticker, period) == ("Northwind Robotics", "NWR", "2021-Q2")
    assert isinstance(people, dict) and people["Nora Vale"][:2] == ("executive", ["Chief Executive Officer"]) and people["Ines Varga"][0] == "analyst"
    assert exchanges == [("Ines Varga", ["Nora Vale"])] and len(spoken) == 3  # type: ignore[arg-type]


def test_a_bad_member_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "calls.zip").write_bytes(zipped({"a.json": b'{"colour": 1}', "b.txt": CALL.encode(), "c.pdf": b"%PDF-1.4 cut"}))
    read_, refused = [], []
    for source in sources([tmp_path]):
        try:
            read_.append(load(source).id)
        except KgError as error:
            refused.append(error.message.split(":")[0])
    assert (read_, refused) == (["b"], ["calls.zip/a.json", "calls.zip/c.pdf"])
