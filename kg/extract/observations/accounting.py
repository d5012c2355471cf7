"""The accounting behind a number, where a phrase beside it says so: "on a non-GAAP basis", "in constant currency"."""

from __future__ import annotations

from functools import cache

from kg.extract.observations.drafts import Draft
from kg.extract.observations.tokens import Line
from kg.lexicon import Terms, table


@cache
def _phrases() -> tuple[Terms, dict[str, str]]:
    meaning = {phrase: row["accounting"] for row in table("qualifiers").values() if "accounting" in row for phrase in row.get("phrase", ())}
    return Terms(meaning), meaning


def accounting_in(line: Line, draft: Draft) -> str | None:
    """The accounting named in the clause of ``draft``, nearest behind the number first."""
    terms, meaning = _phrases()
    tokens = line.tokens
    start = tokens[max(0, draft.first - 8)].start - line.span.start
    end = tokens[min(len(tokens) - 1, draft.last + 7)].end - line.span.start
    for _, _, term in terms.find(line.folded, start, end):
        return meaning[term]
    return None
