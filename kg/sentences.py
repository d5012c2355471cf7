"""Sentences as spans. A full stop ends one unless the word before it, or the word after it, says otherwise (``kg/data/sentences.toml``)."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.types import Span

# One set of characters in front: the text between them is skipped at the speed of C.
_STOP = re.compile(
    r"[.!?\u2026\u3002\uff01\uff1f\r\n](?:(?<=[.!?\u2026])(?<![.!?\u2026]{2})[.!?\u2026]*[\"'\u201d\u2019)\]]*(?=\s)|(?<=[\u3002\uff01\uff1f])[\u3002\uff01\uff1f]*[\u201d\u2019\u300d\uff09]*"
    r"|(?:(?<=\S\n)|(?<=\S\r)\n)[ \t]*\r?\n)"
)
_NEXT = re.compile(r"\s*(?P<open>[\"'(\[\u201c\u2018]*)(?P<first>\S)(?P<rest>[\w'\u2019]*)")
_LISTED = re.compile(r"\s*(?:\(\s*[A-Z0-9]{1,5}[A-Za-z0-9]?(?:\.[A-Z]{1,2}|:[A-Z0-9.]{1,6})\s*\)|<[A-Z.]{1,8}>)")  # "Northwind Inc. ( NWR.N ) said": the code goes on with the name
_HEADING = re.compile(r"((?:[A-Z][A-Z'\u2019&-]+,? ){0,6}[A-Z][A-Z'\u2019-]{2,},? (?:[A-Z][A-Z'\u2019&-]*,? ){0,5}[A-Z][A-Z'\u2019-]{2,}[?!]?)\s+(?=[A-Z](?:[a-z]| [a-z]))")
_REACH = 14  # characters before a full stop in which its word is looked for
_LONGEST = 2000  # characters; what goes on for longer is no sentence and is cut, so that no reader walks over millions


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(table("sentences")[section]["words"])


def sentences(text: str, span: Span, headings: bool = False) -> tuple[Span, ...]:
    """The sentences of ``text[span]`` (one paragraph), without the white space between them, in order. Line ends alone never end one.
    ``headings``: words in capitals in front of a sentence are one of their own, as in news stories that lost their line ends."""
    out: list[Span] = []
    start, end = span.start, span.end
    scattered = text.count("\n", start, end) * 12 > end - start  # a word or two on each line: blank lines mean nothing
    for match in _STOP.finditer(text, start, end):
        stop = match.start()
        if text[stop].isspace():
            if not scattered:
                _add(out, text, start, stop)
                start = match.end()
            continue
        if _ends(text, start, stop, match.end(), end):
            _add(out, text, start, match.end())
            start = match.end()
    _add(out, text, start, end)
    return tuple(part for sentence in out for part in _parted(text, sentence)) if headings else tuple(out)


def _parted(text: str, sentence: Span) -> tuple[Span, ...]:
    """ "NEW PLANTS PLANNED Northwind said …": the heading and the sentence."""
    heading = _HEADING.match(text, *sentence)
    return (Span(sentence.start, heading.end(1)), Span(heading.end(), sentence.end)) if heading else (sentence,)


def _ends(text: str, start: int, stop: int, after: int, end: int) -> bool:
    """Whether the mark at ``stop`` ends the sentence that began at ``start``."""
    if text[stop] in "\u3002\uff01\uff1f":
        return True
    follow = _NEXT.match(text, after, end)
    if follow is None:
        return True
    first = follow["first"]
    if first in "(<" and _LISTED.match(text, after, end):
        return False
    if first.islower() and not (follow["rest"][:1].isupper()):
        return False
    if text[stop] != "." or after - stop > 1:
        return True
    word = _word_before(text, max(start, stop - _REACH), stop)
    return not word or _word_ends(word, first, first + follow["rest"])


def _word_before(text: str, low: int, stop: int) -> str:
    """The letters, digits, dots and apostrophes in front of ``stop``, back to ``low`` at most."""
    at = text.rfind(" ", low, stop) + 1
    if at and text[at:stop].isalnum():
        return text[at:stop]
    at = stop
    while at > low and (text[at - 1].isalnum() or text[at - 1] in "_./'\u2019"):
        at -= 1
    return text[at:stop]


def _word_ends(word: str, first: str, following: str) -> bool:
    """Whether a full stop after ``word`` ends a sentence when ``following`` comes next."""
    low = word.lower().replace("\u2019", "'")
    if low in _words("never"):
        return False
    if low in _words("before_digit"):
        return not first.isdigit()
    initial = len(word) == 1 and word.isalpha() and word.isupper() and word != "I"
    dotted = "." in word and len(word) <= 6 and not any(c.isdigit() for c in word)
    if initial or dotted or low in _words("maybe"):
        return following.lower().replace("\u2019", "'") in _words("starters") or not (first.isalnum() or first in "&")
    return True


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        stop = cut if cut > 0 else start + _LONGEST
        _trimmed(out, text, start, stop)
        start = stop
    _trimmed(out, text, start, end)


def _trimmed(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Span(start, end))
