"""Job titles said beside a name: "Ines Varga, our CFO", "our CFO, Ines Varga", "I am Ines Varga, head of investor relations"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.fold import fold
from kg.lexicon import Terms, table
from kg.participants.grab import name_at, name_before
from kg.participants.names import plain
from kg.participants.words import words
from kg.types import Span


@cache
def _roles() -> Terms:
    """The words that a job title said in passing holds, all looked for in one pass."""
    return Terms(table("people")["said_roles"]["words"])


_NEXT = re.compile(r"([ \t\u00a0]*(?:\r?\n[ \t]*)?)(,|&|[^\s,;:.?!()\[\]]+)")
_PREVIOUS = re.compile(r"(,|&|[^\s,;:.?!()\[\]]+)([ \t\u00a0]*(?:\r?\n[ \t]*)?)$")
_ARTICLES = frozenset({"our", "the", "its", "their", "my", "your", "new", "newly", "appointed", "current", "interim", "acting", "who", "who's", "is", "as", "am", "also"})
_LINKS = frozenset({"is", "as", "am", "who's"})
_POSSESSIVE = re.compile(r"(?:\b[A-Z][\w.&-]*\s+){0,3}\b[\w.&-]+['\u2019]s?\s*$")
_AFTER = re.compile(r"\s*(?:with|of|for|at) [A-Z][\w.&' -]{1,40}?,\s*|\s*[,:-]?\s*(?:and )?(?:is |Mr\.? |Ms\.? |Mrs\.? |Dr\.? )?")
_JOIN = frozenset({"and", "&", "of", "for", "to", "the", "at", "our", "in", "-", "with"})


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name with the title said beside it; ``name`` may be a single word ("CFO Luo"). ``span`` covers both."""

    name: Span
    title: Span

    @property
    def span(self) -> Span:
        return Span(min(self.name.start, self.title.start), max(self.name.end, self.title.end))


def introduced(text: str, span: Span) -> Iterator[Introduced]:
    """All titles said beside a name in ``text[span]``, in order."""
    done = span.start
    folded = fold(span.of(text))
    for start, end, _ in _roles().find(folded):
        if span.start + start < done:
            continue
        title = Span(_left(text, span.start + start, max(done, span.start)), _right(text, span.start + end, span.end))
        done = title.end
        found = _beside(text, title, span)
        if found is not None:
            yield found
            done = found.span.end


def _vocabulary(word: str) -> bool:
    return word in words("title_words") or word in words("roles")


def _left(text: str, pos: int, floor: int) -> int:
    """Where the title begins: title words before ``pos``, over commas and "of" and "and" between them."""
    start = pos
    while pos > floor:
        m = _PREVIOUS.search(text[max(floor, pos - 40) : pos])
        if m is None or m.end() - m.start() == 0:
            break
        word = plain(m.group(1).strip("-"))
        at = pos - (m.end() - m.start(1))
        if _vocabulary(word) or re.fullmatch(r"(?:co-|vice-|[a-z]+-)?(?:president|chairman|founder|ceo)", word):
            start = at
        elif word not in ("and", "&", ",", "of"):
            break
        pos = at
    return start


def _right(text: str, pos: int, ceiling: int) -> int:
    """Where the title ends: more title words, "of" and the capitalised words after it."""
    end = pos
    joined = False
    while pos < ceiling:
        m = _NEXT.match(text, pos, ceiling)
        if m is None:
            break
        word = plain(m.group(2).strip("-."))
        if word == ",":
            after = _NEXT.match(text, m.end(), ceiling)
            if after is None or not _vocabulary(plain(after.group(2))) or joined:
                break
        elif _vocabulary(word):
            end, joined = m.end(), False
        elif word in ("of", "for", "at") and not joined:
            stop = _capitalised(text, m.end(), ceiling)
            if stop is None:
                joined = True
            else:
                end = m.end() if stop < 0 else stop
        elif word in _JOIN and not joined:
            joined = True
        else:
            break
        pos = max(m.end(), end)
    return end


def _capitalised(text: str, pos: int, ceiling: int) -> int | None:
    """The end of the capitalised words from ``pos`` on; None when there are none."""
    end = None
    for _ in range(6):
        m = _NEXT.match(text, pos, ceiling)
        if m is None or m.group(2) == ",":
            break
        token = m.group(2)
        if token == "the" and end is None:
            pos = m.end()
            continue
        if token == "&" and end is not None:
            pos = m.end()
            continue
        if not token[0].isupper():
            break
        end = pos = m.end()
    return end


def _beside(text: str, title: Span, span: Span) -> Introduced | None:
    floor = max(span.start, title.start - 90)
    cut = _before_article(text, floor, title.start)
    if cut is not None:
        name = name_before(text, floor, cut)
        if name is not None:
            return Introduced(name, title)
    after = _AFTER.match(text, title.end, span.end)
    name = name_at(text, after.end() if after else title.end, span.end, single=True)
    return Introduced(name, title) if name is not None else None


def _before_article(text: str, floor: int, end: int) -> int | None:
    """Where the words before "…, our new" end when a comma, a dash or "is" ties them to what follows; None when nothing does."""
    tied = False
    for _ in range(5):
        while end > floor and text[end - 1].isspace():
            end -= 1
        if end > floor and text[end - 1] in ",(\u2013\u2014-":
            return end - 1
        first = end
        while first > floor and not text[first - 1].isspace() and text[first - 1] not in ",(":
            first -= 1
        word = text[first:end].lower().replace("\u2019", "'")
        if word in _ARTICLES:
            tied = tied or word in _LINKS
            end = first
        elif word.endswith(("'s", "s'")) and first > floor:
            m = _POSSESSIVE.search(text, max(floor, end - 50), end)
            end = m.start() if m else first
        else:
            break
    return end if tied else None
