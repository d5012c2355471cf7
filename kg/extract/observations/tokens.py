"""A sentence laid out as tokens, with its phrases and clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.quantity import Grain, PeriodRef
from kg.extract.syntax import Parse, parse
from kg.extract.syntax.fluent import fluent
from kg.extract.syntax.shared import shared
from kg.extract.syntax.tokens import COMMA, CUE, METRIC, PERIOD, QUANTITY, WORD, Token, token_of
from kg.types import Mention, Span

__all__ = ["COMMA", "CUE", "METRIC", "PERIOD", "QUANTITY", "WORD", "Line", "Token", "flat", "lay_out"]

_KIND = {"quantity": QUANTITY, "period": PERIOD, "cue": CUE, "metric": METRIC}
_RANK = {"quantity": 0, "period": 1, "cue": 2, "metric": 3}
_WORD = re.compile(r"[^\W_]+(?:['&.\-/][^\W_]+)*(?:(?<=s)'(?= ))?|--|[^\w\s]")
# The code of a listed company or an index, behind its name: no word of the sentence. One set of characters in front: the text between them is skipped
# at the speed of C.
_CODE = re.compile(
    r"[(<A-Z.](?:(?<=\()\s*[A-Z0-9]{1,5}[A-Za-z0-9]?\.[A-Z]{1,2}\s*\)|(?<=<)[A-Z]{1,6}(?:\.[A-Z]{1,2})?>|(?:(?<=\w\.[A-Z])|(?<=\w\. [A-Z]))[A-Z]{1,5}\.[A-Z]{1,2}\b"
    r"|(?<=\w \.)[A-Z]{2,8}\d{0,3}\b)"
)
_NOTHING = Mention("code", Span(0, 0), "tokens.code")
_PUNCTUATION = frozenset(",;:()[]\"'.!?-<>") | {"--"}


@dataclass(frozen=True)
class Line:
    """One sentence, ready to be read. ``things`` are mentions of named things, in order."""

    span: Span
    folded: str  # the folded text of the sentence alone
    tokens: tuple[Token, ...]
    things: tuple[Mention, ...] = field(default=())
    names: tuple[Span, ...] = ()  # runs of capitals of unknown kind

    @cached_property
    def parse(self) -> Parse:
        """The phrases and clauses of the sentence."""
        return parse(self.tokens)

    def quantities(self) -> list[int]:
        """Indexes of the QUANTITY tokens."""
        return [i for i, t in enumerate(self.tokens) if t.kind == QUANTITY]


def lay_out(folded: str, span: Span, mentions: Sequence[Mention], text: str = "") -> Line:
    """The tokens of ``folded[span]``; where mentions overlap, quantities win over periods, comparisons and metrics.
    ``text`` is the document as written (for capitals)."""
    chosen: list[tuple[int, int, str, Mention]] = []  # in order, none over another
    stretches = [m.span for m in mentions if m.kind == "period" and isinstance(m.value, PeriodRef) and m.value.grain == Grain.SPAN]
    if text:
        chosen += [(code.start(), code.end(), "", _NOTHING) for code in _CODE.finditer(text, span.start, span.end)]
    for mention in sorted([m for m in mentions if m.kind in _RANK], key=lambda m: _RANK[m.kind]):  # of each kind in order
        start, end = mention.span
        if mention.kind == "quantity" and any(s.start < start and end <= s.end for s in stretches):
            continue  # "the last three years"
        n = bisect_left(chosen, mention.span)
        if (n == 0 or chosen[n - 1][1] <= start) and (n == len(chosen) or end <= chosen[n][0]):
            chosen.insert(n, (start, end, _KIND[mention.kind], mention))
    tokens: list[Token] = []
    at = span.start
    for start, end, kind, mention in chosen:
        _words(folded, at, start, tokens, text, span.end)
        if kind:
            tokens.append(token_of((kind, start, end, folded[start:end], mention, False)))
        at = end
    _words(folded, at, span.end, tokens, text, span.end)
    return Line(span, flat(folded[span.start : span.end]), tuple(shared(fluent(tokens))), tuple([m for m in mentions if m.kind == "thing"]), tuple([m.span for m in mentions if m.kind == "name"]))


def flat(folded: str) -> str:
    """A sentence in one line."""
    return folded.replace("\n", " ").replace("\r", " ")


def _words(folded: str, start: int, end: int, tokens: list[Token], written: str, close: int) -> None:
    for match in _WORD.finditer(folded, start, end):
        text, at, stop = match[0], match.start(), match.end()
        if text in _PUNCTUATION:
            if text != "." or stop >= close - 1 or not at or not folded[at - 1].isalpha():  # else of an abbreviation: the sentence, which ends at ``close``, goes on
                tokens.append(token_of((COMMA, at, stop, text, None, False)))
            continue
        said = written[at:stop]
        tokens.append(token_of((WORD, at, stop, text, None, said != text and said != "" and not said.islower())))

