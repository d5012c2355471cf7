"""Who the operator gives the floor to: "line of Ines Varga with Quill Securities", in its many wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.participants.grab import firm_at, name_at
from kg.participants.titles import is_title
from kg.types import Span

_CUE = re.compile(
    r"(?:\b(?:of|from|to|is|by|take|welcome|hear|comes?|go(?:ing)?|have|with|up|for|question|caller|line|next|participant|analyst|Mr\.?|Ms\.?|Mrs\.?|Miss|Dr\.?)[,:]?|[.\])!?:]|--)[ \t\u00a0]*(?:\r?\n[ \t]*)?[:,]?[ \t]*(?:the )?(?=[A-Z\u00c0-\u00de])|\A(?=[A-Z])"
)
_TIE = re.compile(
    r"[ \t\u00a0]*(?:\r?\n[ \t]*)?,?\s*(?:\bwho (?:joined|is) (?:from|with)|\b(?:calling|dialing|joining|coming|is)(?: in)? (?:from|with)|\bon behalf of|\brepresenting|\b(?:with|from|of|at|for|in|by|through|via)\b(?: the)?|\band your company is|--?|[\u2013\u2014]|,)[ \t\u00a0]*(?:\r?\n[ \t]*)?(?=[A-Z0-9\u00c0-\u00de])"
)
_FIRM_FIRST = re.compile(r"\b(?:from|at|with|of) (?P<firm>[A-Z][\w&.' -]{1,40}?),? (?:we have|is|it's|comes|we will hear from|your line is open,?|please welcome) (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Announced:
    """A name that is given the floor, and the firm said with it. ``span`` covers both."""

    name: Span
    firm: Span | None

    @property
    def span(self) -> Span:
        return Span(min(self.name.start, self.firm.start), max(self.name.end, self.firm.end)) if self.firm else self.name


def announced(text: str, span: Span) -> Iterator[Announced]:
    """All names that ``text[span]`` gives the floor to, in order."""
    done = span.start
    for m in _FIRM_FIRST.finditer(text, span.start, span.end):
        name = name_at(text, m.end(), span.end)
        if name is not None:
            yield Announced(name, Span(*m.span("firm")))
            done = name.end
    for m in _CUE.finditer(text, span.start, span.end):
        if m.end() < done:
            continue
        name = name_at(text, m.end(), span.end, single=True)
        if name is None:
            continue
        tie = _TIE.match(text, name.end, span.end)
        firm = firm_at(text, tie.end(), span.end) if tie else None
        if firm is not None and is_title(firm.of(text)):
            firm = None
        if firm is None and (" " not in name.of(text) or m.group().strip(" ,:").lower() not in ("of", "from", "is", "to", "line", "take", "by")):
            continue
        yield Announced(name, firm)
        done = firm.end if firm else name.end
