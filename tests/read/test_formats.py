"""What each format's text is, exactly."""

from __future__ import annotations

import builtins
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.read import parse, read
from kg.types import DocumentType
from tests.read.made import CALL, docx, pdf, zipped


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zoë’s margin – 4%".encode(), "Zoë’s margin – 4%"),
        (b"\xef\xbb\xbf" + "Zoë".encode(), "Zoë"),
        ("Zoë – 4%".encode("utf-16"), "Zoë – 4%"),
        ("Zoe has no mark here at all".encode("utf-16-le"), "Zoe has no mark here at all"),
        ("Zoe has no mark here at all".encode("utf-16-be"), "Zoe has no mark here at all"),
        ("Zoë’s margin – 4%".encode("cp1252"), "Zoë’s margin – 4%"),
        ("公司收入增长了百分之四".encode("gb18030"), "公司收入增长了百分之四"),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
    ],
)
def test_encodings_in_their_order(data: bytes, text: str) -> None:
    assert parse(data, "call.txt").text == text


def test_a_broken_byte_in_utf8_is_noted_not_guessed() -> None:
    content = parse("Zoë’s margin – 4% – “good”".encode() + b" \xff end", "call.txt")
    assert content.text == "Zoë’s margin – 4% – “good” \ufffd end"
    (note,) = content.notes
    assert note.span.of(content.text) == "\ufffd" and note.rule == "read.encoding"


def test_html_is_one_paragraph_a_block() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><nav>Home | Markets</nav>"
        "<h1>Harbor Lines &amp; Co</h1><p>Revenue\n  rose <b>4</b>%.<br>Costs fell.</p><ul><li>One</li><li>Two</li></ul>"
        "<table><tr><th>Net</th><td>1.2</td></tr><tr><th>Cash</th><td>3</td></tr></table><script>var x = 1;</script><footer>Terms</footer></body></html>"
    )
    assert parse(page.encode(), "call.html").text == "Harbor Lines & Co\n\nRevenue rose 4%.\nCosts fell.\n\nOne\n\nTwo\n\nNet\t1.2\nCash\t3\n"


def test_html_keeps_the_heading_above_the_article() -> None:
    filler = "<p>" + "A sentence of the article. " * 20 + "</p>"
    page = f"<body><h1>Tarn Steel grows</h1><time>May 4, 2021</time><p>Latest: other news</p><article>{filler}</article></body>"
    text = parse(page.encode(), "a.html").text
    assert text.startswith("Tarn Steel grows\n\nMay 4, 2021\n\nA sentence") and "other news" not in text


def test_a_page_that_is_one_form_keeps_its_text() -> None:
    page = "<body><form><p>Tarn Steel grew by 4 percent in the year.</p><select><option>1</option></select><button>Go</button></form></body>"
    assert parse(page.encode(), "a.html").text == "Tarn Steel grew by 4 percent in the year.\n"


def test_docx_paragraphs_and_tables() -> None:
    data = docx("Alder Bank", "Net income &amp; margin", rows=(("Loans", "4.1"), ("Deposits", "5.2")))
    content = parse(data, "call.docx")
    assert (content.text, content.format) == ("Alder Bank\nNet income & margin\nLoans\t4.1\nDeposits\t5.2\n", "docx")


def test_xml_event() -> None:
    event = '<?xml version="1.0" encoding="UTF-8"?><Event><Body><![CDATA[Q1 2021 Vale &amp; Co Call\n\nHello]]></Body><companyName>Vale</companyName><companyTicker>VLE</companyTicker></Event>'
    content = parse(event.encode(), "e.xml")
    assert content.text == "Q1 2021 Vale & Co Call\n\nHello\n"
    assert (content.meta.company, content.meta.ticker) == ("Vale", "VLE")


def test_markdown_and_gz_are_the_text_itself() -> None:
    assert parse(b"# Title\n\n**Date:** x\n", "a.md").format == "markdown"
    assert parse(gzip.compress(b"plain words\n", mtime=0), "a.txt.gz").text == "plain words\n"


TURNS = [{"speaker": "Operator", "content": "Good day."}, {"speaker": "Nora Vale", "title": "CFO", "content": "Thanks.\nRevenue rose."}, {"speaker": "Nora Vale", "title": "CFO", "content": "More."}]
SPOKEN = "Operator: Good day.\nNora Vale, CFO: Thanks.\nRevenue rose.\nMore.\n"


@pytest.mark.parametrize(
    "data",
    [
        {"symbol": "NWR", "quarter": "2024Q1", "transcript": TURNS},
        {"ticker": "NWR", "year": 2024, "quarter": 1, "transcript": "all", "transcript_split": [{"speaker": t["speaker"], "role": t.get("title", ""), "text": t["content"]} for t in TURNS]},
        {"symbol": "NWR", "year": 2024, "quarter": 1, "participant": [{"name": "Nora Vale", "description": "CFO"}], "transcript": [{"name": t["speaker"], "speech": t["content"].split("\n")} for t in TURNS]},
        [{"symbol": "NWR", "quarter": 1, "year": 2024, "content": SPOKEN}],
        {"event": {"year": 2024, "quarter": 1, "symbol": "NWR"}, "speakers": [{"speaker": f"spk{i}", "text": t["content"], "speaker_info": {"name": t["speaker"], "title": t.get("title")}} for i, t in enumerate(TURNS)]},
    ],
)  # fmt: skip
def test_transcript_apis(data: object) -> None:
    assert parse(json.dumps(data).encode(), "c.json").text == "# NWR Q1 2024 Earnings Call Transcript\n\n**Company:** NWR\n**Quarter:** Q1 2024\n\n---\n\n" + SPOKEN


def test_monologues_and_speaker_mappings() -> None:
    spoken: dict[str, Any] = {"speakers": [{"id": 0, "name": "Nora Vale"}], "monologues": [{"speaker": 0, "elements": [{"value": "Hi"}, {"value": ", all."}]}]}
    assert parse(json.dumps(spoken).encode(), "c.json").text == "Nora Vale: Hi, all.\n"
    mapped = {"speaker_mapping": [{"speaker": 0, "speaker_data": {"name": "Nora Vale", "role": "CFO"}}], "transcript": {"paragraphs": [{"speaker": 0, "text": "Hello."}]}}
    assert parse(json.dumps(mapped).encode(), "c.json").text == "Nora Vale, CFO: Hello.\n"


def test_news_api() -> None:
    item = {"headline": "Tarn wins order", "body": "OSLO, May 3 - Tarn said.", "author": "Lin Harrow", "published_at": "2024-05-03T10:00:00Z", "source": {"name": "Harbor News"}}
    content = parse(json.dumps(item).encode(), "n.json")
    assert content.text == "Tarn wins order\nBy Lin Harrow\n2024-05-03T10:00:00Z\n\nOSLO, May 3 - Tarn said.\n"
    assert (content.meta.type, content.meta.publisher) == (DocumentType.NEWS_ARTICLE, "Harbor News")


def page(number: int, *lines: tuple[float, float, str]) -> list[tuple[float, float, str]]:
    return [(60, 760, "Alder Bank Q1 2021 call"), *lines, (60, 30, "Copyright Harbor Press"), (500, 30, f"Page {number} of 3")]


LONG = "We closed the year with more loans and more deposits than ever before in the bank and"


def test_pdf_wrapped_lines_join_and_running_lines_go() -> None:
    data = pdf([
        page(1, (60, 700, "Nora Vale"), (60, 670, LONG), (60, 658, LONG), (60, 646, LONG), (60, 634, "we are glad of it."), (60, 604, "Costs were flat.")),
        page(2, (60, 700, "and so was the rest.")),
        page(3, (60, 700, "Sam Pryce")),
    ])  # fmt: skip
    joined = f"{LONG} {LONG} {LONG} we are glad of it."
    assert parse(data, "c.pdf").text == f"Alder Bank Q1 2021 call\n\nNora Vale\n\n{joined}\n\nCosts were flat.\n\nand so was the rest.\n\nSam Pryce\n"


def test_pdf_columns_written_row_by_row() -> None:
    left = ["Nora Vale runs the bank in", "Oslo and speaks first of all", "on this call about lending,", "about deposits in the north", "of the country, and then of", "the plans for the new year."]
    right = ["Sam Pryce has the numbers", "and reads them out one by", "one, with care, until they", "are all said, and then he", "takes the questions of the", "analysts who wait in line."]
    rows = [(x, 700 - 12 * i, text) for i, pair in enumerate(zip(left, right, strict=True)) for x, text in zip((60, 330), pair, strict=True)]
    text = parse(pdf([rows]), "c.pdf").text
    assert " ".join(text.split()) == " ".join(left + right)


def test_pdf_labels_stand_alone() -> None:
    rows = [(60, 700, "Moderator:"), (180, 700, LONG[:70]), (180, 688, "until the last question."), (60, 664, "Sam Pryce:"), (180, 664, "Thank you all very much for this."), (180, 652, "Loans grew.")]
    assert parse(pdf([rows]), "c.pdf").text.startswith("Moderator:\n" + LONG[:70])


def test_offsets_point_into_the_text_that_is_kept(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_bytes(CALL.replace("\n", "\r\n").encode())
    document = read(tmp_path / "call.txt")
    assert document.text == CALL.replace("\n", "\r\n") and document.path == "call.txt" and document.id == "call"


@pytest.mark.parametrize(("library", "data", "name", "extra"), [("selectolax.lexbor", b"<html><p>x</p></html>", "a.html", "finkg[html]"), ("pypdfium2", b"%PDF-1.4", "a.pdf", "finkg[pdf]")])
def test_an_absent_reader_is_a_hint(library: str, data: bytes, name: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(wanted: str, *rest: Any, **more: Any) -> Any:
        if wanted == library:
            raise ImportError(wanted)
        return real(wanted, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(KgError) as caught:
        parse(data, name)
    assert extra in caught.value.hint and name in caught.value.message


def test_a_zip_holds_several(tmp_path: Path) -> None:
    (tmp_path / "calls.zip").write_bytes(zipped({"a/call.txt": b"one", "b/call.docx": docx("two")}))
    with pytest.raises(KgError, match="2 documents"):
        read(tmp_path / "calls.zip")
