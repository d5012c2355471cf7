"""Which part of a company the words of a noun phrase name. Every word counts: what qualifies is dropped, what is left is the name."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from kg.extract.names.gates import common
from kg.extract.observations.tokens import COMMA, METRIC, WORD, Line, Token
from kg.extract.subjects.found import Answer, Found, Whole
from kg.extract.subjects.parts import Parts, type_of, usable
from kg.extract.subjects.words import KINDS, TYPE_OF_HEAD, UNITS, silent
from kg.lexicon import words_of
from kg.naming import places
from kg.types import EntityType, Span, Thing

_JOINS = frozenset("and & of".split())
_HEADS = UNITS | words_of("subjects", "parts") | frozenset().union(*TYPE_OF_HEAD.values())
_LONGEST = 7  # words of a name
_FIRMS = (
    "-based",
    " automaker",
    " carmaker",
    " giant",
    " behemoth",
    " company",
    " retailer",
    " bank ",
    " insurer",
    " airline",
    " brewer",
    " chipmaker",
    " drugmaker",
    " firm",
    " group ",
)


class Naming(Enum):
    """What may count as a name where the document knows none."""

    KNOWN = 0  # nothing
    PROPER = 1  # words with a capital, or in front of a word for a part of a company
    PLAIN = 2  # any words that say something and that the document measures
    TOLD = 3  # any words that say something


def named(parts: Parts, line: Line, first: int, last: int, naming: Naming = Naming.PROPER) -> Answer:
    """What the tokens ``first`` … ``last`` name: "our strong cloud" -> cloud; "Northwind's" -> the company."""
    begin, end = _content(line, first, last)
    if begin > end:
        return None
    mention = _mention(parts, line, begin, end)
    if mention is not None:
        return _around(parts, line, begin, end, mention)
    known = _known(parts, line, begin, end)
    made = _made(parts, line, begin, end, naming)
    if made is not None and parts.is_company(made.thing.name):
        return Whole.COMPANY
    if known is not None and not (made is not None and made.thing.span.covers(known.thing.span)):
        return known
    return made if known is None or made is None or made.thing.span != known.thing.span else known


def head_of(word: str) -> str:
    """ "Northwind's" -> "northwind"."""
    return word.removesuffix("'s") if word.endswith("'s") else word.removesuffix("'") if word.endswith("s'") else word


def _content(line: Line, first: int, last: int) -> tuple[int, int]:
    """The range without the words around it that name nothing."""
    tokens = line.tokens
    while first <= last and _drops(tokens, first, last) and not any(m.span.start == tokens[first].start for m in line.things):
        first += 1
    while (
        last >= first
        and (tokens[last].kind != WORD or silent(head_of(tokens[last].text)))
        and not _heads(tokens[last])
        and not _proper(tokens, last)
        and tokens[last].text not in UNITS
    ):
        last -= 1
    return first, last


def _heads(token: Token) -> bool:
    """A measure that is also who is measured: "enterprise customers"."""
    return token.kind == METRIC and any(token.text in heads for heads in TYPE_OF_HEAD.values())


def _proper(tokens: tuple[Token, ...], k: int) -> bool:
    """A capital that the opening of the sentence does not ask for, on a word that may be part of a name."""
    if not tokens[k].capital or tokens[k].kind != WORD or opens(tokens, k) or tokens[k].text in words_of("syntax", "possessives"):
        return False
    return tokens[k].text not in words_of("grammar", "not-things") or (k + 1 < len(tokens) and tokens[k + 1].capital)


def opens(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether the word at token ``k`` opens the sentence, or what is said in it behind a mark: its capital means nothing."""
    return not any(t.kind != COMMA for t in tokens[:k]) or tokens[k - 1].text in (":", "--", "]", '"')


def _drops(tokens: tuple[Token, ...], k: int, last: int) -> bool:
    token = tokens[k]
    if token.kind != WORD:
        return not _heads(token)
    if token.text in ("and", "&", "or"):
        return True
    if k + 1 <= last and tokens[k + 1].text in ("and", "&") and token.text in words_of("syntax", "adjectives"):
        return False  # "small and medium business"
    participle = token.text.endswith("ed") and len(token.text) > 4 and "-" not in token.text
    return (silent(token.text) or participle) and not _proper(tokens, k)


def _mention(parts: Parts, line: Line, first: int, last: int) -> Thing | None:
    """The last usable thing among the tokens, the reporting company only where nothing else is named."""
    start, end = line.tokens[first].start, line.tokens[last].end
    own: Thing | None = None
    for mention in reversed(line.things):
        thing = mention.value
        if not isinstance(thing, Thing) or not (start <= mention.span.start and mention.span.end <= end + 1):
            continue
        if thing.proper and thing.type is EntityType.PERSON and parts.own(thing):
            return thing  # a firm that was taken for a person
        if usable(thing):
            if thing.type is EntityType.MARKET and parts.context.folded.startswith(_FIRMS, mention.span.end):
                continue  # "the Oslo-based firm"
            if not parts.own(thing):
                return thing
            own = own or thing
    return own


def _around(parts: Parts, line: Line, first: int, last: int, thing: Thing) -> Answer:
    """The thing that stands among the words, with the words that belong to its name."""
    tokens = line.tokens
    at = next((k for k in range(first, last + 1) if tokens[k].start >= thing.span.start), first)
    stop = next((k for k in range(last, at - 1, -1) if tokens[k].start < thing.span.end), at)
    owns = tokens[stop].text.endswith(("'s", "s'")) and stop < last and tokens[stop].end > thing.span.end
    if parts.own(thing):
        return _of_the_company(parts, line, thing, stop, last, owns)
    while at > first and _proper(tokens, at - 1) and not silent(tokens[at - 1].text):
        at -= 1  # "Royal Harbor" where only Harbor is known
    if at > first and opens(tokens, at - 1) and tokens[at - 1].capital and not silent(tokens[at - 1].text):
        at -= 1
    if tokens[at].start < thing.span.start and thing.type is EntityType.MARKET:
        whole = _whole(parts, line, at, stop)
        return Whole.COMPANY if parts.own(replace(whole.thing, type=EntityType.COMPANY)) else whole
    if (
        at > first + 1
        and tokens[at - 1].text in ("and", "&")
        and (_proper(tokens, at - 2) or tokens[last].text in UNITS)
        and (thing.type is not EntityType.MARKET or tokens[last].text in UNITS)
    ):
        return _made(
            parts, line, first, last, Naming.PROPER
        )  # "Pumps and Control Systems" where the document also speaks of Control Systems
    behind = tokens[stop + 1 : last + 1]
    unit = bool(behind) and behind[-1].text in UNITS
    goes_on = bool(behind) and all(_proper(tokens, k) or tokens[k].text in _JOINS for k in range(stop + 1, last + 1)) and not owns
    if (unit and thing.type in (EntityType.COMPANY, EntityType.MARKET) and len(behind) > owns) or goes_on:
        return _whole(parts, line, at, last)
    known = _known(parts, line, first, last)
    if known is not None and known.thing.span.covers(thing.span):
        return known
    return Found(replace(thing, name=places().get(thing.name, (thing.name, ""))[0]) if thing.type is EntityType.MARKET else thing, "")


def _of_the_company(parts: Parts, line: Line, thing: Thing, stop: int, last: int, owns: bool) -> Answer:
    """ "Northwind Robotics", "Northwind's pump", "Northwind Services": the company, or the part whose name begins with the company's."""
    end = stop
    while (
        end < last
        and not owns
        and (_proper(line.tokens, end + 1) or line.tokens[end + 1].text in _JOINS or line.tokens[end + 1].text in UNITS)
    ):
        end += 1
    while line.tokens[end].text in _JOINS:
        end -= 1
    if end > stop:
        at = next(k for k in range(stop, -1, -1) if line.tokens[k].start <= thing.span.start)
        return _whole(parts, line, at, end)
    return (named(parts, line, stop + 1, last, Naming.PLAIN) if stop < last else None) or Whole.COMPANY


def _known(parts: Parts, line: Line, first: int, last: int) -> Found | None:
    """A name that the document uses elsewhere: all the words, else those that end or begin the range."""
    folded, tokens = parts.context.folded, line.tokens
    ends = [(k, last) for k in range(first, last + 1)] + [(first, k) for k in range(last - 1, first - 1, -1)]
    for a, b in ends:
        end = tokens[b].start + len(head_of(tokens[b].text))
        thing = parts.known.get(folded[tokens[a].start : end])
        if thing is not None and thing.type is not EntityType.INDEX:
            return Found(Thing(thing.type, thing.name, Span(tokens[a].start, end)), "")
    return None


def _made(parts: Parts, line: Line, first: int, last: int, naming: Naming) -> Found | None:
    """The name that the words make: the longest run of words that say something, up to the last."""
    tokens = line.tokens
    begin = last
    while begin > first and last - begin < _LONGEST and _belongs(tokens, begin - 1, first):
        begin -= 1
    while begin < last and tokens[begin].text in _JOINS:
        begin += 1
    if naming is Naming.KNOWN or any(tokens[k].text in words_of("subjects", "nobody") for k in range(begin, last + 1)):
        return None
    if begin == last and len(tokens[last].text) < 2:
        return None  # "part B"
    if begin == last and (tokens[last].text in words_of("subjects", "nobody-alone") or head_of(tokens[last].text) in parts.people):
        return None
    if any(
        m.span.start < tokens[last].end and tokens[begin].start < m.span.end
        for m in line.things
        if isinstance(m.value, Thing) and m.value.type not in KINDS
    ):
        return None  # a person, an authority
    capital = _proper(tokens, last) or _initials(parts, tokens[last]) or (last == begin + 1 and _proper(tokens, begin))
    if first and tokens[first - 1].text in ("a", "an") and not capital:
        return None  # "a global business"
    if naming is Naming.PROPER and not capital and not (tokens[last].text in words_of("subjects", "parts") and last > begin):
        return None
    if begin == last and (tokens[last].text in UNITS or any(tokens[last].text in heads for heads in TYPE_OF_HEAD.values())):
        return None  # "the segment", "customers"
    whole = _whole(parts, line, begin, last)
    if naming is not Naming.TOLD and _plain(parts, line, begin, last) and not parts.weighs(whole.thing):
        return None  # "the gain", "the impact": the document measures none of them
    return whole


def _plain(parts: Parts, line: Line, first: int, last: int) -> bool:
    """Whether the words are plain ones, none of them a name and the last none for a part of a company; a capital that opens a sentence makes
    no name of a word that the document also writes without one."""
    tokens = line.tokens
    if tokens[last].text in _HEADS or any(tokens[k].capital and not opens(tokens, k) for k in range(first, last + 1)):
        return False
    opened = tokens[first].capital and not (first == last and common(parts.context.document.text, tokens[first].text))
    return not opened and not _initials(parts, tokens[last])


def _initials(parts: Parts, token: Token) -> bool:
    """ "AWS", "iPump": capitals inside a word."""
    return any(c.isupper() for c in parts.context.document.text[token.start + 1 : token.end])


def _belongs(tokens: tuple[Token, ...], k: int, first: int) -> bool:
    token = tokens[k]
    if token.kind == METRIC:
        return True
    if token.kind != WORD:
        return False
    if token.text in _JOINS:
        return k > first
    small = token.text in words_of("syntax", "adjectives") and tokens[k + 1].text in ("and", "&")
    return small or not silent(token.text) or _proper(tokens, k)


def _whole(parts: Parts, line: Line, first: int, last: int) -> Found:
    tokens = line.tokens
    end = tokens[last].start + len(head_of(tokens[last].text))
    span = Span(tokens[first].start, end)
    name = " ".join(span.of(parts.context.document.text).split())
    place = places().get(name)
    return Found(Thing(EntityType.MARKET, place[0], span) if place else Thing(type_of(head_of(tokens[last].text)), name, span), "")


def by(way: str, answer: Answer) -> Answer:
    """``answer`` as the answer of a way."""
    return replace(answer, rule=way) if isinstance(answer, Found) else answer
