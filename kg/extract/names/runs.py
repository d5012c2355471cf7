"""Runs of capitalised words: the anchors of all name finding. One pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon import longest, table, whole
from kg.types import Span

_CAP = r"(?:(?:[A-Z]\.){1,3}(?=[ -]?[A-Z][a-z])|[A-Z\u00c0-\u00de][\w\u2019'&.\-/]*[\w&]|[A-Z]|[a-z]{1,2}[A-Z]\w+)"
_JOIN = r"(?:(?:of|de|del|der|du|van|von|da|di|bin|al|&|for the|of the) +)?"
_SUFFIX = r"(?:,? +(?:Inc|Ltd|LLC|L\.L\.C|Corp|Co|L\.P|LP|PLC|plc|Plc|S\.A|N\.V|AG|Limited|Incorporated|SA|NV|AB|ASA|SE|Pte|Pty|Bhd)\b\.?)*"
_DIGITS = r"(?: \d{1,3}[A-Z]{0,2}(?![\w%.,:/-]|\s*(?:%|percent|pct|million|billion|trillion|basis|bps|cents|times|months|years|days|points|dlrs|mln)))?"
_INSIDE = r"(?: +\((?:[A-Z][a-z]+ ?){1,2}\)(?= +(?:Co|Company|Ltd|Limited|Inc|Corp|Bank|plc|Holdings)\b))?"
RUN = re.compile(rf"(?<![\w.&]){_CAP}(?:{_INSIDE} ?\n? *{_JOIN}(?<=[ \n]){_CAP})*{_DIGITS}{_SUFFIX}(?:(?<=Bank) \((?:[A-Z][a-z]+ ?){{1,2}}\))?")
_POSSESSIVE = re.compile(r"[\u2019']s?$")
_OWNING = ("'", "\u2019", "'s", "\u2019s")
_EDGE = " \n.,;:-/'\u2019&"


class Run(NamedTuple):
    """Capitalised words in a row, without the words that only open a sentence. ``first`` when nothing of the sentence stands before."""

    span: Span
    text: str
    words: tuple[str, ...]
    first: bool
    possessive: bool = False


@cache
def words(group: str) -> frozenset[str]:
    """A word list of ``kg/data/capitals.toml``."""
    return frozenset(table("capitals")[group].split())


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs of ``text[start:end]``, in order; a job title or a possessive inside one parts it: "Alder Bank CEO Ines Holt" is two runs."""
    openers = words("starts")
    for match in _capitals(text, start, end):
        if match.group().lower() in openers and not match.group().isupper():
            continue
        for a, b in _parts(text, match.start(), match.end()):
            if run := _run(text, a, b, start):
                yield run


_CAPITAL = re.compile(r"[A-Z\u00c0-\u00de]")
_LEAD = 2  # lower-case letters that may stand in front of the first capital of a run: "iPhone"


def _capitals(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What ``RUN.finditer`` gives; the pattern is tried from the next capital on only, not at every letter before it."""
    at = start
    while capital := _CAPITAL.search(text, at, end):
        match = RUN.search(text, max(at, capital.start() - _LEAD), end)
        if match is None:
            return
        yield match
        at = match.end()


_WORD = re.compile(r"\S+")
_CUT = re.compile(
    r"(?:(?:Co-|Vice |Executive |Senior |Deputy |Group )*(?:Chairman|Chairwoman|President|C[EFOTI]O|Analyst|Spokesman|Spokeswoman|Economist|Strategist|Treasurer|Minister|Attorney|Judge)|"
    r"Chief (?:Executive|Financial|Operating|Technology|Investment|Marketing|Accounting|Risk|Commercial|Information)(?: Officer)?|(?:Executive |Senior |Group )*(?:Managing|Finance|Executive) Director|Finance Chief)s?(?![\w-])"
    r"|-[a-z][\w-]*(?= )|(?:(?<![\w.])|(?<=[a-z]\.))[A-Z0-9]{2,6}\.[A-Z]{1,2}(?![\w])|(?<=['\u2019]s)(?= )(?! (?:International|Inc|Co|Corp|Company|Group|Holdings|Stores|Brands|Restaurants)\b)|(?<=s['\u2019])(?= )"
)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run without job titles and Reuters codes, cut behind each possessive."""
    at = start
    for cut in _CUT.finditer(text, start, end):
        if at < cut.start():
            yield at, cut.start()
        at = cut.end()
    if at < end:
        yield at, end


def _run(text: str, start: int, end: int, floor: int) -> Run | None:
    first = _opens(text, start, floor)
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and (head := _WORD.match(text, start, end)) and _opener(head.group(), head.end() == end):
        start = head.end()
        while start < end and text[start].isspace():
            start += 1
    if heading := _HEADING.match(text, start, end):
        start = heading.end()
    piece = _TAIL.sub("", text[start:end].rstrip(_EDGE))
    name = _POSSESSIVE.sub("", piece) if piece.endswith(_OWNING) else piece
    if not name or not name[0].isalnum() or name.startswith("idU"):
        return None
    possessive = name != piece or text.startswith(("'s", "\u2019s"), start + len(piece))
    words = tuple(name.split())
    return Run(Span(start, start + len(name)), " ".join(words), words, first, possessive)


_HEADING = re.compile(r"(?:[A-Z]{3,} ){2,}(?=[A-Z][a-z])")  # "NEW STRUCTURE Ines Holt": a heading in front of a sentence
_TAIL = re.compile(r"-[a-z][\w-]*$| (?:of|de|the|for|&)$")


def _opener(word: str, last: bool) -> bool:
    bare = word.rstrip(".,").lower().replace("\u2019", "'")
    return bare in words("starts") and not (last and len(word) == 1) and not (word.isupper() and len(bare) == 2)


def _opens(text: str, start: int, floor: int) -> bool:
    before = text[max(floor, start - 3) : start].rstrip(" \"'\u201c\u2018(")
    return start <= floor or not before or before[-1] in ".!?:\n"


def empty(run: Run) -> bool:
    """Whether all words of a run are words that name nothing."""
    never = words("never")
    return all(w[0].isdigit() or w.strip(".,").lower() in never for w in run.words)


class Index:
    """The runs of a document by where each of their words stands: a name that is known is looked for there, and nowhere else."""

    def __init__(self, text: str, found: Iterable[Run]) -> None:
        self._text = text
        self._at: dict[int, Run] = {}
        self._heads: dict[str, list[int]] = {}
        for run in found:
            at = run.span.start
            for word in run.words:
                at = text.find(word, at, run.span.end)
                if at < 0:
                    break
                self._at[at] = run
                self._heads.setdefault(_head(text, at), []).append(at)
                at += len(word)

    def at(self, offset: int) -> Run | None:
        """The run that has a word at ``offset``."""
        return self._at.get(offset)

    def find(self, names: Iterable[str]) -> Iterator[tuple[int, int, str, Run]]:
        """(start, end, name, run) of each place at which one of ``names`` starts where a word of a run does, in order and without overlaps; the longest first."""
        text = self._text
        places = [
            (at, -at - len(name), name)
            for name in names
            for at in self._heads.get(_head(name, 0), ())
            if text.startswith(name, at) and whole(text, at, at + len(name))
        ]
        for start, end, name in longest(sorted(places)):
            yield start, end, name, self._at[start]


_HEAD = re.compile(r"[^\W_]+|.?", re.DOTALL)


def _head(text: str, at: int) -> str:
    """The letters and digits that stand at ``at``, or else the one character."""
    head = _HEAD.match(text, at)
    return head.group() if head else ""
