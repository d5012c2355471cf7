"""Whether a document measures a name anywhere, or calls it a part of a company: "Alder revenue", "sales at Alder", "Alder grew", "the Alder division"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import any_of, words_of

_OF = re.compile(
    rf"\b{any_of(words_of('gates', 'measures'))}(?:\s+(?:growth|performance|increase|decline))?\s+(?:at|in|for|from|of|across)(?:\s+(?:our|the|its))?\s+$"
)
_BEHIND = re.compile(rf"(?:'s?)?\s+(?:(?:[a-z-]+\s+)?{any_of(words_of('gates', 'measures'))}|{any_of(words_of('subjects', 'units'))})\b")
_MOVED = re.compile(
    r",?\s+(?:(?:which|that)\s+)?(?:(?:was|were|is|are)\s+(?:up|down|flat|(?:the|our|again)\s+(?:the\s+)?\w+est)|grew|rose|increased|declined|fell|decreased|dropped|grow|represents?|represented|accounted)\b"
)
_CHANGED = re.compile(r"(?:\d%|\bpercent|\bpct|\bdigits?|\bteens|\bpoints|\bbps)\s+(?:growth\s+)?(?:in|at|for|from)\s+(?:our\s+|the\s+)?$")
_FRONT = re.compile(r"(?:[.!?:\]]|\n|^)\s*(?:(?:and|so|now)\s+)?(?:in|for|across|within)\s+(?:our\s+|the\s+)?$")
_REACH = 60  # characters in front of a name in which its measure stands


@lru_cache(maxsize=8192)
def weighed(folded: str, name: str) -> bool:
    """Whether the folded text puts a measure or a word for a part of a company beside ``name`` (folded), however its words are spaced."""
    words = name.split()
    at = folded.find(words[0])
    while at >= 0:
        end = _end(folded, at, words)
        whole = end and not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum()
        if whole and (_BEHIND.match(folded, end) or _MOVED.match(folded, end) or _led(folded, at, end)):
            return True
        at = folded.find(words[0], at + 1)
    return False


def _led(folded: str, start: int, end: int) -> bool:
    """Whether what stands in front leads to a name as to something measured: "sales at Alder", "up 5% in Alder", "In Alder, …"."""
    near = folded[max(0, start - _REACH) : start]
    return bool(_OF.search(near) or _CHANGED.search(near)) or (folded[end : end + 1] == "," and _FRONT.search(near) is not None)


def _end(folded: str, at: int, words: list[str]) -> int:
    """Where the words that begin at ``at`` end, 0 where others stand there."""
    for word in words:
        while folded[at : at + 1].isspace():
            at += 1
        if not folded.startswith(word, at):
            return 0
        at += len(word)
    return at
