"""An outlook that is taken back or not given at all. FACTS has no status for it: it is told as a note, and a number named with it is expected no longer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.types import Note, Span

_OUTLOOK = r"(?:guidance|outlook|financial forecasts?|financial targets?)\b"
# "we are withdrawing our full-year guidance of $5.10 to $5.30", "guidance for 2020 has been suspended"
_TAKEN_BACK = re.compile(
    rf"\b(?:withdr(?:aw|ew|awn|awing)|suspend(?:ed|ing)?|rescind(?:ed|ing)?|pull(?:ed|ing)) (?:[\w-]+ ){{0,6}}?{_OUTLOOK}"
    rf"|{_OUTLOOK}(?: [\w-]+){{0,6}}? (?:is|are|was|has been|have been|being) (?:withdrawn|suspended|rescinded|pulled)\b"
)
# "we will not be providing guidance", "the company is no longer giving an outlook"; an analyst's "I know you're not giving guidance" tells nothing new
_NOT_GIVEN = re.compile(
    r"\b(?:we|we're|we'll|we've|i'm|it|company|management)(?: (?:are|will|is|have|has|do|does|did|would|can|therefore|also|currently|still))*(?: not|n't| no longer)"
    rf"(?: (?:be|currently|yet))* (?:provid|giv|issu|offer|reinstat)\w* (?:[\w-]+ ){{0,6}}?{_OUTLOOK}"
)
_VERB = re.compile(r"\b(?:is|are|was|were|will|would|had|has|have|expect\w*|[a-z]{3,}ed)\b")
_FRESH = re.compile(r"\b(?:new|now|instead|updated|replac\w+)\b")


def withdrawn(text: str, span: Span) -> Iterator[Note]:
    """A note for an outlook that the sentence ``text`` (folded), which stands at ``span``, takes back or refuses."""
    if "guidance" not in text and "outlook" not in text and "financial" not in text:
        return
    for pattern, message, rule in ((_TAKEN_BACK, "an outlook is taken back", "guidance-withdrawn"), (_NOT_GIVEN, "no outlook is given", "guidance-not-given")):
        if said := pattern.search(text):
            yield Note(message, Span(span.start + said.start(), span.start + said.end()), rule)


def taken_back(lead: str) -> bool:
    """Whether the number behind ``lead`` (folded) is that of an outlook taken back: "we are withdrawing our guidance of …"."""
    said = _TAKEN_BACK.search(lead)
    return said is not None and not _VERB.search(lead, said.end()) and not _FRESH.search(lead, said.end())
