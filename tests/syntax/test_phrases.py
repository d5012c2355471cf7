"""How sentences are laid out: [noun phrases] with their clause's subject in capitals S, <verbs>, {numbers}; "|" between clauses."""

from __future__ import annotations

import pytest

from kg.extract.observations.tokens import lay_out
from kg.extract.syntax import Kind
from kg.facts import find, frame
from kg.types import Document

_BRACKETS = {Kind.NOUN: "[]", Kind.VERB: "<>", Kind.NUMBER: "{}", Kind.PARTICIPLE: "()"}

SENTENCES = (
    ("Harbor Lending delivered 26 million of net inflows.", "[harbor lending]S <delivered> {26 million} of [net inflows] ."),
    ("Enterprise declined 3% and commercial grew 9%.", "[enterprise]S <declined> {3%} | and [commercial]S <grew> {9%} ."),
    ("The board said it expected profits to be about $31 million.", "[the board]S <said> | [it]S <expected> [profits] <to be> {about $31 million} ."),
    ("Sales, which rose 4%, were driven by higher volume.", "[sales]S , | which <rose> {4%} | , <were driven> by [higher volume] ."),
    ("Revenue grew 6% and reached $44 million.", "[revenue]S <grew> {6%} and <reached> {$44 million} ."),
    ("We increased our quarterly dividend by 8%.", "[we]S <increased> [our quarterly dividend] by {8%} ."),
    ("In our pump segment, revenue was $12 million, with orders up 5%.", "in [our pump segment] , [revenue]S <was> {$12 million} , | with [orders]S up {5%} ."),
    ("About half of our tenants have renewed.", "{about half}S of [our tenants] <have renewed> ."),
    ("Revenue is expected to grow 5% to 7%, while costs should fall.", "[revenue]S <is expected to grow> {5% to 7%} , | while [costs]S <should fall> ."),
    ("Cash available for repairs was $4 million.", "[cash available]S for [repairs] <was> {$4 million} ."),
    ("We repaid $9 million of maturing debt.", "[we]S <repaid> {$9 million} of [maturing debt] ."),
    ("Tarn shares were little changed at 14 euros.", "[tarn shares]S <were little changed> at {14 euros} ."),
    ("The increased cost of steel hurt margins.", "[the increased cost]S of [steel] <hurt> [margins] ."),
    ("A 5% increase in our prices helped.", "[a 5% increase]S in [our prices] <helped> ."),
    ("Shares rose on a 7 percent jump in profit.", "[shares]S <rose> on [a 7 percent jump] in [profit] ."),
    ("Volumes were 4% lower than in the prior year.", "[volumes]S <were> {4%} lower than in the prior year ."),
    ("Debt excludes preferred stock of $9 million.", "[debt]S <excludes> [preferred stock] of {$9 million} ."),
    ("Alder Inc, which Tarn controls, said sales fell 4%.", "[alder inc]S , | which [tarn]S <controls> | , <said> | [sales]S <fell> {4%} ."),
    ("On Friday Kestrel Corp. KSTL.N said sales fell, as Tarn said before.", "on friday [kestrel corp]S <said> | [sales]S <fell> , | as [tarn]S <said> before ."),
    ("In the second quarter our churn ratio stood at 4%.", "in the second quarter [our churn ratio]S <stood> at {4%} ."),
    ("Field support at $3 million was flat.", "[field support]S at {$3 million} <was> {flat} ."),
    ("This implies growth of 7%.", "[this]S <implies> [growth] of {7%} ."),
    ("Pump segment adjusted OCI grew 3%.", "[pump segment adjusted oci]S <grew> {3%} ."),
    ("We made all the loans at a revenue run rate of $3 million.", "[we]S <made> [all the loans] at [a revenue run rate] of {$3 million} ."),
    ("Residential increased 4% and commercial declined 5%.", "[residential]S <increased> {4%} | and [commercial]S <declined> {5%} ."),
    ("Kestrel Ltd. shares (7044.T) fell 2 percent.", "[kestrel ltd shares]S <fell> {2 percent} ."),
)


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_phrases_and_subjects(text: str, expected: str) -> None:
    assert _shown(text) == expected


def _shown(text: str) -> str:
    context = frame(Document("d", "d.txt", "0" * 64, text, "text/plain"))
    scene = find(context)[0]
    parsed = lay_out(context.folded, scene.sentences[0], scene.mentions, text).parse
    out: list[str] = []
    for n, phrase in enumerate(parsed.phrases):
        if n and parsed.clause[n] != parsed.clause[n - 1]:
            out.append("|")
        words = " ".join(t.text for t in parsed.tokens[phrase.first : phrase.last + 1])
        left, right = _BRACKETS.get(phrase.kind, ("", "")) or ("", "")
        out.append(left + words + right + ("S" if parsed.subjects[parsed.clause[n]] == n else ""))
    return " ".join(out)
