"""Numbers in a row: "6% at Harbor, 9% at Alder and 3% at Meridian", "$120 million in pumps, $45 million in valves". Asked of the phrases."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.observations.tokens import METRIC, QUANTITY, Line
from kg.extract.observations.words import directions
from kg.extract.quantity import Quantity, Sort
from kg.extract.syntax import Kind, Phrase, Tag
from kg.lexicon import words_of

_LINKS = frozenset({",", "and", "or", "but", "&", ";"})
_BETWEEN = frozenset({Kind.PREPOSITION, Kind.NOUN, Kind.TIME, Kind.ADVERB, Kind.AND, Kind.MARK})
_SAME = frozenset("by at up down to another about".split())  # may stand again in front of the number
_PLACES = frozenset("in at for on within from across versus vs over among during under excluding with against through".split())


def goes_on(line: Line, lead: int, since: int, i: int, change: bool) -> bool:
    """Whether the number at token ``i`` says of another place, part or period what the one at token ``lead`` says, all of which ends at token ``since``:
    nothing but what hangs on it stands between, a comma or "and" in front of the second, and something hangs on it too. ``change``: they are changes."""
    parse = line.parse
    first, second = parse.of[since], parse.of[i]
    if not _alike(line.tokens[lead].quantity, line.tokens[i].quantity) or parse.phrases[second].kind is not Kind.NUMBER or first == second:
        return False
    between = parse.phrases[first + 1 : second]
    if not between or any(p.kind not in _BETWEEN for p in between):
        return False
    at = second - 1
    while at > first and (
        parse.phrases[at].kind is Kind.ADVERB
        or (parse.phrases[at].kind is Kind.PREPOSITION and line.tokens[parse.phrases[at].first].text in _SAME)
    ):
        at -= 1
    link = line.tokens[parse.phrases[at].first].text
    if link not in _LINKS or any(line.tokens[parse.phrases[n].head].kind == METRIC for n in range(first + 1, second)):
        return False
    if any(parse.phrases[n].kind is Kind.NOUN and not _hangs(line, n, first) for n in range(first + 1, at)):
        return False
    return _reached(line, second) and (_placed(line, first) or _placed(line, parse.of[lead]) or (change and len(between) < 3))


def _reached(line: Line, n: int) -> bool:
    """Whether a place stands behind the number, or behind the level that it led to: "8% [to $80 million] in Europe"."""
    phrases = line.parse.phrases
    to = n + 2 < len(phrases) and line.tokens[phrases[n + 1].first].text == "to" and phrases[n + 2].kind is Kind.NUMBER
    return _placed(line, n) or (to and _placed(line, n + 2))


class Elided(NamedTuple):
    """A member of a list whose verb, or whose measure, is not said again: the tokens of its noun phrase, and the METRIC token that heads it, if one does;
    ``other`` the noun phrase behind the same preposition in what the list began with ("sales in [Norway] rose 4%, in Sweden 5%")."""

    first: int
    last: int
    metric: int | None
    other: tuple[int, int] | None = None


def elided(line: Line, lead: int, since: int, i: int) -> Elided | None:
    """The noun phrase in front of the number at token ``i`` that takes the place of another in what the number at token ``lead`` was said of: "Pumps were
    up 4%, [Valves] 5%", "sales in Norway rose 4%, in [Sweden] 5%". ``since`` is the last token of what belongs to ``lead``."""
    parse, phrases = line.parse, line.parse.phrases
    n = parse.of[i]
    if not _alike(line.tokens[lead].quantity, line.tokens[i].quantity) or phrases[n].kind is not Kind.NUMBER or not _over(line, n):
        return None
    at = _in_front(line, n)
    if line.tokens[phrases[at].first].text == "," and at > 2 and phrases[at - 2].kind is Kind.PREPOSITION and line.tokens[phrases[at - 3].first].text in (";", "and"):
        at -= 1  # "; in Sweden, 4%"
    attributed = any(line.tokens[k].text in ("of", "at") for k in range(phrases[at].last + 1, phrases[n].first))  # "a margin of 5%": its own measure
    stated = any(phrases[m].kind is Kind.VERB for m in range(at + 1, n))
    if stated and not (line.tokens[phrases[at].head].capital or _known(line, phrases[at])):
        return None
    if (attributed or _counted(line.tokens[i].quantity)) and not _known(line, phrases[at]) and not _had(line, lead, at):
        return None
    if at <= parse.of[since] + 1 or phrases[at].kind is not Kind.NOUN or parse.tags[phrases[at].head] is Tag.PRONOUN:
        return None
    placed = phrases[at - 1].kind is Kind.PREPOSITION
    join = at - 2 if placed else at - 1
    if line.tokens[phrases[join].first].text not in _JOINS or not _nothing_else(line, parse.of[since] + 1, join):
        return None
    head = phrases[at].head
    measure = head if line.tokens[head].kind == METRIC else None
    if measure is None and any(t.kind == METRIC for t in line.tokens[phrases[at].first : head]):
        return None  # "revenue guidance by $5 million, profit guidance by $3 million"
    other = _said_before(line, phrases[at - 1].first) if placed else None
    if (placed and (measure is not None or other is None)) or (measure is None and _says_itself(line, at, i)):
        return None
    return Elided(phrases[at].first, phrases[at].last, measure, other)


def headed(line: Line, i: int) -> Elided | None:
    """ "Revenue by segment: [Pumps] $50 million; [Valves] $70 million": the member in front of the number at token ``i`` of a list under a measure."""
    phrases = line.parse.phrases
    colon = next((n for n, p in enumerate(phrases) if line.tokens[p.first].text == ":"), -1)
    n = line.parse.of[i]
    if colon < 1 or n <= colon or any(t.kind == QUANTITY for t in line.tokens[: phrases[colon].first]) or phrases[n].kind is not Kind.NUMBER:
        return None
    over = next((p for p in phrases[:colon] if p.kind is Kind.NOUN), None)
    at = _in_front(line, n)
    if line.tokens[phrases[at].first].text == "," and any(t.text == ";" for t in line.tokens):
        at -= 1  # "North America, $120 million; Europe, $80 million"
    if over is None or line.tokens[over.head].kind != METRIC or at <= colon or phrases[at].kind is not Kind.NOUN:
        return None
    if phrases[at - 1].kind not in (Kind.MARK, Kind.AND) or any(t.kind == METRIC for t in line.tokens[phrases[at].first : phrases[at].last + 1]):
        return None
    return Elided(phrases[at].first, phrases[at].last, over.head)


def _counted(quantity: Quantity) -> bool:
    return not (quantity.money or quantity.percentage)


def _known(line: Line, phrase: Phrase) -> bool:
    """Whether the noun phrase ends in the name of somebody or something, or in a word for a part of a company."""
    head = line.tokens[phrase.head]
    return head.text in _PARTS or any(m.span.start <= head.start and head.end <= m.span.end for m in line.things)


def _had(line: Line, lead: int, at: int) -> bool:
    """ "Pumps had sales of $50 million, [Valves] of $20 million": another name in the place of the subject's."""
    subject = line.parse.subject(lead)
    if subject is None or line.tokens[lead - 1].text != "of" or subject.last >= lead - 2 or not (line.tokens[lead - 2].kind == METRIC or line.tokens[lead - 2].capital):
        return False
    words = [line.tokens[k] for p in (subject, line.parse.phrases[at]) for k in range(p.first, p.last + 1)]
    return all(t.capital and t.kind != METRIC for t in words)


_PARTS = words_of("subjects", "units")
_JOINS = frozenset((",", ";", "and", "but", "while", "whereas", "&"))
_STATED = frozenset({"was", "were", "is", "are"})  # of a thing no amount is said but that of the measure before: "EMEA was $60 million"
_TO_NUMBER = frozenset({Kind.ADVERB, Kind.TIME})


def _in_front(line: Line, n: int) -> int:
    """The phrase in front of the number, with "by", "to", "up", "about" passed over."""
    m = n - 1
    while m > 0 and (
        line.parse.phrases[m].kind in _TO_NUMBER
        or (line.parse.phrases[m].kind is Kind.VERB and line.tokens[line.parse.phrases[m].last].text in _STATED)
        or (line.parse.phrases[m].kind is Kind.PREPOSITION and line.tokens[line.parse.phrases[m].first].text in _SAME | {"of"})
    ):
        m -= 1
    return m


def _over(line: Line, n: int) -> bool:
    """Whether nothing behind the number makes it one of something else: no noun, and no "of"."""
    phrases = line.parse.phrases
    if n + 1 >= len(phrases):
        return True
    return phrases[n + 1].kind in _BETWEEN - {Kind.NOUN} and line.tokens[phrases[n + 1].first].text != "of"


def _nothing_else(line: Line, start: int, join: int) -> bool:
    """Whether only what hangs on the number before, and marks, stand between it and the join."""
    phrases = line.parse.phrases
    for m in range(start, join):
        if phrases[m].kind not in _BETWEEN or line.tokens[phrases[m].first].text == "to":
            return False
        if phrases[m].kind is Kind.NOUN and not _hangs(line, m, start - 1):
            return False
    return True


def _said_before(line: Line, p: int) -> tuple[int, int] | None:
    """The noun phrase behind the same preposition as that at token ``p``, the last before it."""
    parse = line.parse
    for n in range(parse.of[p] - 2, -1, -1):
        phrase, noun = parse.phrases[n], parse.phrases[n + 1]
        if phrase.kind is Kind.PREPOSITION and noun.kind is Kind.NOUN and line.tokens[phrase.first].text == line.tokens[p].text:
            return noun.first, noun.last
    return None


def _says_itself(line: Line, at: int, i: int) -> bool:
    """ "a record $5 million", "analysts 5 cents": a noun phrase that is no other member."""
    phrase = line.parse.phrases[at]
    if line.tokens[phrase.first].text in ("a", "an", "another", "this", "that", "closer") or line.tokens[phrase.head].text in directions()["noun"]:
        return True
    return not line.tokens[i].quantity.percentage and not any(t.capital for t in line.tokens[phrase.first : phrase.last + 1]) and line.parse.tags[phrase.first] is Tag.DETERMINER


def alike(line: Line, a: int, b: int) -> bool:
    """Whether the numbers at two tokens may be of one measure."""
    return _alike(line.tokens[a].quantity, line.tokens[b].quantity)


def _alike(a: Quantity, b: Quantity) -> bool:
    if Sort.DURATION in (a.sort, b.sort) or (a.ranged != b.ranged and not a.percentage):
        return False
    return a.unit == b.unit or (a.money and b.money and a.currency == b.currency) or (a.money and b.bare and b.scaled)


def _hangs(line: Line, n: int, floor: int) -> bool:
    """Whether the noun phrase ``n`` hangs on a preposition behind phrase ``floor``, or is joined to one that does."""
    parse = line.parse
    m = n - 1
    while m > floor and parse.phrases[m].kind in (Kind.TIME, Kind.ADVERB, Kind.NOUN):
        m -= 1
    if m <= floor:
        return False
    if parse.phrases[m].kind is Kind.PREPOSITION:
        return True
    return parse.phrases[m].kind in (Kind.AND, Kind.MARK) and _hangs(line, m, floor)


def _placed(line: Line, n: int) -> bool:
    """Whether a period or a preposition of place stands behind the phrase ``n``: "9% at Alder", "9% in the first half", "9% organically"."""
    parse = line.parse
    if n + 1 >= len(parse.phrases):
        return False
    behind = parse.phrases[n + 1]
    if any(t.text == "respectively" for t in line.tokens[behind.first : behind.first + 2]):
        return True
    if behind.kind is Kind.PREPOSITION:
        return line.tokens[behind.first].text in _PLACES
    return behind.kind is Kind.TIME or (behind.kind is Kind.ADVERB and line.tokens[behind.first].text.endswith("ly"))


def place_of(line: Line, i: int, like: str = "") -> tuple[str, int, int] | None:
    """What says of which part or place the number at token ``i`` is: the preposition and the tokens of its noun phrase: "9% [at Alder]", "$5 million [in
    leasing]". ``like``: the preposition that it has to be."""
    parse, tokens = line.parse, line.tokens
    for p, m in parse.behind(parse.of[i]):
        word, phrase = tokens[parse.phrases[p].first].text, parse.phrases[m]
        if like and word != like:
            continue
        if word not in _WHERE or tokens[phrase.head].kind == METRIC or parse.tags[phrase.head] is Tag.PRONOUN:
            return None
        dated = m + 1 < len(parse.phrases) and parse.phrases[m + 1].kind is Kind.TIME and "fiscal" in tokens[phrase.head].text.replace("\ufb01", "fi")
        if dated or {t.text for t in tokens[phrase.first : phrase.last + 1]} & words_of("subjects", "front-idioms"):
            return None
        return word, phrase.first, phrase.last
    return None


_WHERE = frozenset("in at from for across within".split())
