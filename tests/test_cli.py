"""The commands from end to end on our own documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

Kg = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the outputs of a build of the examples."""
    from kg.build import build

    out = tmp_path_factory.mktemp("built")
    build([Path(__file__).parents[1] / "examples" / "documents"], out / "outputs")
    return out


@pytest.fixture
def kg(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    monkeypatch.chdir(folder)
    return lambda *arguments: CliRunner().invoke(main, list(map(str, arguments)))


def printed(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_build_prints_a_summary(kg: Kg, examples: Path, tmp_path: Path) -> None:
    lines = printed(kg("build", examples, "-o", tmp_path / "o", "--facts", tmp_path / "copy.jsonl")).splitlines()
    assert lines[0].startswith("6 documents, ") and " observations, " in lines[0]
    assert [Path(line.strip()).name for line in lines[1:]] == ["facts.jsonl", "graph.html", "graph.ttl", "report.json"]
    assert (tmp_path / "copy.jsonl").read_bytes() == (tmp_path / "o" / "facts.jsonl").read_bytes()


def test_facts_are_those_of_the_build(kg: Kg, examples: Path, folder: Path) -> None:
    assert printed(kg("facts", examples)) == (folder / "outputs" / "facts.jsonl").read_text(encoding="utf-8")


def test_every_fact_quotes_its_document(folder: Path, examples: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in examples.iterdir()}
    for line in (folder / "outputs" / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert 0 <= row["start"] <= row["end"] <= len(texts[row["doc"]])


def test_one_person_on_two_calls_is_one(folder: Path) -> None:
    rows = [json.loads(line) for line in (folder / "outputs" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    raman = {(row["doc"], row["iri"]) for row in rows if row["kind"] == "entity" and row["name"] == "Priya Raman"}
    assert len(raman) >= 2 and len({iri for _, iri in raman}) == 1


def test_meta_options_win_over_the_text(kg: Kg, examples: Path) -> None:
    out = printed(kg("facts", examples / "northwind-cfo-news.txt", "--company", "Quillon Logistics", "--period", "2030-Q4", "--date", "2031-01-05"))
    document = next(row for row in map(json.loads, out.splitlines()) if row["kind"] == "document")
    assert (document["period"], document["date"]) == ("2030-Q4", "2031-01-05")


def test_text_prints_what_offsets_point_into(kg: Kg, examples: Path) -> None:
    path = examples / "meridian-2025h1-news.txt"
    assert printed(kg("text", path)) == path.read_text(encoding="utf-8")


def test_query_by_name_by_text_by_file(kg: Kg, folder: Path) -> None:
    assert "revenue" in printed(kg("query", "--list"))
    assert "Northwind" in printed(kg("query", "--named", "revenue"))
    (folder / "count.rq").write_text("SELECT (COUNT(DISTINCT ?p) AS ?people) WHERE { ?p a kg:Person }", encoding="utf-8")
    count = json.loads(printed(kg("query", "-f", "count.rq", "--format", "json")))
    assert int(count["results"]["bindings"][0]["people"]["value"]) >= 10
    assert printed(kg("query", "SELECT ?s WHERE { ?s a kg:Analyst }", "--format", "csv")).startswith("s")


def test_check_finds_nothing_wrong_with_a_build(kg: Kg, examples: Path) -> None:
    assert kg("check", examples).exit_code == 0


def test_explain_by_word_offset_and_entity(kg: Kg, examples: Path) -> None:
    call = examples / "northwind-2025q1-call.txt"
    by_word = printed(kg("explain", call, "free cash flow"))
    assert "38700000 USD" in by_word and "[[" in by_word and "rule " in by_word and "said by Daniel Okafor" in by_word
    place = call.read_text(encoding="utf-8").index("$38.7 million")
    assert "38700000 USD" in printed(kg("explain", call, place))
    assert "Marta Lindqvist" in printed(kg("explain", call, "p2"))
    assert kg("explain", call, "zeppelins").exit_code == 1


def test_styles_and_metrics(kg: Kg, examples: Path) -> None:
    assert "seeking-alpha" in printed(kg("styles"))
    assert "motley-fool" in printed(kg("styles", examples / "northwind-2025q2-call.txt"))
    assert "churnRate" in printed(kg("metrics", "churn"))
    assert kg("metrics", "zeppelins").exit_code == 1


def test_score_and_diff(kg: Kg, examples: Path, folder: Path) -> None:
    figures = json.loads(printed(kg("score", examples.parent / "gold", examples, "--json")))
    assert figures["missing"] == [] and figures["scores"]["role"]["gold"] > 0
    out = folder / "outputs" / "facts.jsonl"
    assert printed(kg("diff", out, out)) == ""
    fewer = folder / "fewer.jsonl"
    fewer.write_text("".join(line for line in out.read_text(encoding="utf-8").splitlines(True) if '"freeCashFlow"' not in line), encoding="utf-8")
    assert "+" in printed(kg("diff", fewer, out)) and "-" in printed(kg("diff", out, fewer))


def test_doctor_is_well(kg: Kg) -> None:
    assert "in one sentence" in printed(kg("doctor"))


def test_view_focus_and_static(kg: Kg, examples: Path, tmp_path: Path) -> None:
    printed(kg("view", examples, "--focus", "Northwind Robotics", "--hops", "1", "-o", tmp_path / "page.html"))
    assert "<html" in (tmp_path / "page.html").read_text(encoding="utf-8").lower()
    printed(kg("view", examples, "--static", "-o", tmp_path / "still.svg"))
    assert (tmp_path / "still.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_library_is_behind_each_command(examples: Path) -> None:
    import kg

    reading = kg.facts(kg.read(examples / "northwind-2025q1-call.txt"))
    assert reading.layout.header.period is not None and reading.layout.header.period.value == "2025-Q1"
    report = kg.build([examples])
    assert report.totals["documents"] == 6 and not report.files
    assert len(report.dataset()) > 1000
    assert report.network().number_of_nodes() > 30
    assert report.query("ASK { ?s a kg:Company }").rows == [(True,)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--date", "yesterday"), "date is 'yesterday'"),
        (("--date", "2021-13-01"), "date is '2021-13-01'"),
        (("--period", "Q1"), "period is 'Q1'"),
        (("--company", " "), "company is ' '"),
    ],
)
def test_what_is_stated_is_checked(kg: Kg, examples: Path, options: tuple[str, str], said: str) -> None:
    result = kg("facts", examples / "northwind-2025q1-call.txt", *options)
    assert result.exit_code == 1 and said in result.stderr and "give" in result.stderr


@pytest.mark.parametrize("command", ["build", "view"])
def test_a_run_that_reads_nothing_leaves_the_last_build_as_it_was(kg: Kg, folder: Path, command: str) -> None:
    before = (folder / "outputs" / "graph.html").read_bytes()
    assert kg(command, "no-such-folder").exit_code == 1
    assert (folder / "outputs" / "graph.html").read_bytes() == before


def test_a_graph_is_no_document(kg: Kg) -> None:
    result = kg("check", "outputs/graph.ttl")
    assert result.exit_code == 1 and "kg check --graph outputs/graph.ttl" in result.stderr
