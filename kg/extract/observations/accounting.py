"""The accounting behind a number, where a phrase beside it says so: "on a non-GAAP basis", "in constant currency"."""

from __future__ import annotations

from functools import cache

from kg.extract.observations.drafts import Draft
from kg.extract.observations.tokens import QUANTITY, Line
from kg.lexicon import Terms, table

_OPENINGS = (("adjusted ", "adjusted"), ("non-gaap ", "non-GAAP"), ("gaap ", "GAAP"), ("organic ", "organic"), ("underlying ", "adjusted"))


@cache
def _phrases() -> tuple[Terms, dict[str, str]]:
    meaning = {phrase: row["accounting"] for row in table("qualifiers").values() if "accounting" in row for phrase in row.get("phrase", ())}
    return Terms(meaning), meaning


def accounting_in(line: Line, draft: Draft) -> str | None:
    """The accounting named in the clause of ``draft``, nearest behind the number first."""
    terms, meaning = _phrases()
    tokens = line.tokens
    start = tokens[max(0, draft.first - 8)].start - line.span.start
    last = min(len(tokens) - 1, draft.last + 7)
    last = next((k - 1 for k in range(draft.last + 1, last + 1) if tokens[k].kind == QUANTITY), last)
    end = tokens[last].end - line.span.start
    for word, meaning_of in _OPENINGS:
        if draft.named.id.startswith("other:" + word):
            return meaning_of
    for _, _, term in terms.find(line.folded, start, end):
        return meaning[term]
    return None
