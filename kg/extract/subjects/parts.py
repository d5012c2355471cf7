"""What a document is known to speak of before its numbers are read: segments, products, groups and places, from its own words.

"our three segments, Pumps, Valves and Seals" -> Pumps, Valves, Seals
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.names.weighed import weighed
from kg.extract.subjects.words import KINDS, NO_NAMES, TYPE_OF_HEAD, UNITS
from kg.lexicon import opening, starts, words_of
from kg.naming import tokens
from kg.types import Context, EntityType, Mention, Part, Span, Thing

_HEADS = re.compile(rf"(?:{opening('platform', 'product line', 'business line', 'division', 'segment')})\b")
_NAMED = re.compile(r"\b(?:[a-z][a-z&-]+ ){1,4}(?:platform|product line|business line|division|segment)$")
_NAME = r"[A-Z][\w&'\u2019/-]*(?: (?:& |of )?[A-Z][\w&'\u2019/-]*){0,4}"
_LISTED = re.compile(
    rf"(?:{opening('Our', 'our', 'The', 'the', 'Its', 'its', 'into', 'of', 'in')})"
    r" (?:[a-z]+ |\d )?(?:reportable |reporting |operating |business |core |main |largest |primary )*(?:segments|businesses|divisions|business units|business lines|regions|geographies)"
    rf"(?: are| were| include|, which are|, including|, namely)?[,:]? ?((?:{_NAME}, )+{_NAME},? (?:and|&) {_NAME})"
)
_BUYERS = ("bank", "insurer", "hospital", "retailer", "utility", "university", "airline", "manufacturer", "lender", "carrier", "operator")
_BUYER = re.compile(rf"\b(?:{'|'.join(_BUYERS)})\b")
_CUSTOMER = re.compile(rf"({opening('a', 'an', 'another', 'one')}) ((?:[a-z]+(?:-[a-z]+)* ){{0,3}}?({'|'.join(_BUYERS)}))$")
_REACH = 80  # characters in front of such a noun in which it is told of
_HEADED = re.compile(r"(?:,| of| -) ((?:[A-Z][\w&'-]*)(?: (?:and |& |of )?[A-Z][\w&'-]*)*)$")
_LEADING = words_of("grammar", "leading")


@dataclass(frozen=True)
class Parts:
    """The parts of one document's company. ``known``: folded name -> thing; ``named``: where a platform, product line or the like is named, in order."""

    context: Context
    known: Mapping[str, Thing]
    named: tuple[tuple[int, Thing], ...]
    heads: Mapping[str, Thing]  # the id of somebody on the call -> the part of the company that he heads
    people: frozenset[str]  # folded words of the names of those on the call
    customers: tuple[tuple[int, str, Thing], ...]  # told of without a name, with their noun: "another regional bank"

    def own(self, thing: Thing) -> bool:
        """Whether the thing is the reporting company."""
        company = self.context.company
        if company is None or thing.type not in (EntityType.COMPANY, EntityType.PERSON):
            return False
        return thing.name == company.name or thing.name.split()[0].lower() == company.name.split()[0].lower()

    def is_company(self, name: str) -> bool:
        """Whether a name is that of the reporting company, in full or by its first words: "Northwind" of Northwind Robotics, Inc."""
        said = tokens(name)
        company = self.context.company
        return company is not None and name[:1].isupper() and tokens(company.name)[: len(said)] == said

    def weighs(self, thing: Thing) -> bool:
        """Whether the document measures the thing or names it as a part of a company somewhere: what it only tells of is no topic of numbers."""
        name = thing.name.lower()
        return name in self.known or name.split()[-1] in UNITS or weighed(self.context.folded, name)


def parts_of(context: Context, mentions: Sequence[Mention]) -> Parts:
    """The parts that the document of ``context`` names; ``mentions`` are its things."""
    known: dict[str, Thing] = {}
    for mention in mentions:
        thing = mention.value
        if isinstance(thing, Thing) and thing.type in KINDS and thing.type is not EntityType.COMPANY:
            for name in _short(thing.name.lower()):
                known.setdefault(name, thing)
    for thing in _listed(context):
        known.setdefault(thing.name.lower(), thing)
    named = tuple(_platforms(context))
    names = [thing.name.lower() for _, thing in named]
    for (_, thing), name in zip(named, names, strict=True):
        if names.count(name) > 1:
            known.setdefault(name, thing)
    return Parts(context, known, named, dict(_heads(context)), _people(context), tuple(_customers(context)))


def usable(thing: Thing) -> bool:
    """Whether a number may be about it: a named thing of the right kind, not "we" and not "Wall Street"."""
    return thing.type in KINDS and thing.proper and thing.name.lower() not in NO_NAMES


def type_of(head: str) -> EntityType:
    """The type of a part by the last word of its name."""
    return next((t for t, heads in TYPE_OF_HEAD.items() if head in heads), EntityType.SEGMENT)


def _short(folded: str) -> Iterator[str]:
    """ "pump segment", "pump"."""
    yield folded
    words = folded.split()
    if len(words) > 1 and words[-1] in UNITS and len(folded) > len(words[-1]) + 4:
        yield folded[: -len(words[-1]) - 1]


def _listed(context: Context) -> Iterator[Thing]:
    """ "Our three segments, Pumps, Valves and Seals": each of them."""
    for match in _LISTED.finditer(context.document.text):
        for name in re.finditer(_NAME + r"(?=,| and | & |$)", match[1]):
            start = match.start(1) + name.start()
            yield Thing(EntityType.SEGMENT, " ".join(name.group().split()), Span(start, start + len(name.group())))


def _platforms(context: Context) -> Iterator[tuple[int, Thing]]:
    for head in _HEADS.finditer(context.folded):
        match = _NAMED.search(context.folded[max(0, head.start() - 60) : head.end()])
        if match is None:
            continue
        start = head.end() - len(match.group()) + _lead(match.group())
        if " " in context.folded[start : head.end()]:
            said = context.document.text[start : head.end()]
            type_ = EntityType.PRODUCT if said.split()[-1].lower() == "line" else EntityType.SEGMENT
            yield start, Thing(type_, " ".join(said.split()), Span(start, head.end()))


def _heads(context: Context) -> Iterator[tuple[str, Thing]]:
    """ "President of Pumps", "CEO, Tarn Services": who heads what."""
    own = context.company.name.split()[0] if context.company is not None else ""
    for who in context.layout.participants:
        for title in who.titles if who.part is Part.EXECUTIVE else ():
            match = _HEADED.search(title.text)
            if (
                match is None
                or not words_of("subjects", "offices") & set(title.text[: match.start() + 1].lower().split())
                or match[1].split()[0] == own
            ):
                continue
            said = {w.lower().strip(",") for w in match[1].split()}
            if not said & (words_of("subjects", "functions") | words_of("subjects", "offices")):
                yield who.id, Thing(EntityType.SEGMENT, match[1], title.span)


def _people(context: Context) -> frozenset[str]:
    return frozenset(word.lower() for who in context.layout.participants for name in who.names for word in name.name.split())


def _customers(context: Context) -> Iterator[tuple[int, str, Thing]]:
    for at in starts(context.folded, _BUYERS):
        buyer = _BUYER.match(context.folded, at)
        match = _CUSTOMER.search(context.folded, max(0, at - _REACH), buyer.end()) if buyer else None
        if match is not None:
            start = match.start() if match[1] == "another" else match.start(2)
            yield start, match[3], Thing(EntityType.CUSTOMER_GROUP, context.folded[start : match.end()], Span(start, match.end()))


def _lead(words: str) -> int:
    """How many characters of small words stand in front of a name."""
    said = words.split(" ")
    skip = 0
    for n, word in enumerate(said[:-1]):
        if word in _LEADING or word.endswith(("ed", "ly")):
            skip = n + 1
    return sum(len(w) + 1 for w in said[:skip])
