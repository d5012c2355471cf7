"""Which noun of the sentence names the metric of a number: the ways of ``levels`` and ``changes`` in their order, then what was said before."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations import changes, levels
from kg.extract.observations.naming import Named, fit, tiny, vocabulary
from kg.extract.observations.nouns import Asked, anaphoric, measure
from kg.extract.observations.reach import states
from kg.extract.observations.roles import Part, Role
from kg.extract.observations.tokens import CUE, PERIOD, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, PREPOSITIONS
from kg.extract.quantity import Quantity
from kg.extract.syntax import Kind
from kg.lexicon import words_of

_PIECES = words_of("grammar", "pieces")
_EXPECTING = frozenset("analysts analyst estimates consensus street guidance".split())  # who speak of amounts a share and mean earnings
_ANALYSTS = frozenset("analysts analyst economists".split())
_BEATS = frozenset("beat beats topped tops exceeded missed misses surpassed trailed".split())  # "it beat a consensus forecast of 3 million"
_GUIDING = frozenset("guiding guide guided maintaining maintain maintained reiterating reiterate reiterated".split())
_FIGURES = frozenset("number figure rate ratio percentage amount".split())
_AGAIN = frozenset("it this that which these they those".split())
_SINGULAR = (*"foot mile barrel ton tonne acre meter metre pound inch gallon ounce day nanometer hertz layer bit".split(), "\u00b0")  # of what a thing is like
_OUTLAYS = ("other:investment", "other:spending")
_GOES_ON = frozenset("versus compared up down as from on".split())


def metric_of_level(line: Line, i: int, floor: int, carried: Named | None, listed: Named | None, share: bool) -> Named | None:
    """The metric of the level at token ``i``; ``floor`` is the first token that may name it, ``listed`` the metric of the number before in a list."""
    if _describes(line, i):
        return None
    named = _metric_of_level(Asked(line, i, Part.LEVEL, floor, share), carried, listed)
    if (
        named is not None
        and named.id.startswith("other:")
        and line.tokens[i].quantity.unit.lower().startswith(("megawatt", "gigawatt", "mw", "gw"))
        and "hour" not in line.tokens[i].quantity.unit
    ):
        return replace(named, id="capacity")  # "a 24-megawatt wind farm"
    if named is not None and named.id == "revenue" and not share and sells_pieces(line, i):
        return replace(named, id="unitsSold")
    return named


def _describes(line: Line, i: int) -> bool:
    """ "two 950-megawatt plants", "a 66,000 square foot store", "3 mile wells": the number only describes a thing."""
    t, phrase = line.tokens[i], line.parse.at(i)
    if t.quantity.money or t.quantity.percentage or t.quantity.unit in ("count", "shares", "ratio", "days"):
        return False
    if t.text.endswith(_SINGULAR) and phrase.kind is Kind.NOUN and phrase.head > i:
        return True
    return "-" in t.text[1:] and not t.quantity.ranged and not t.quantity.bare and i + 1 < len(line.tokens) and line.tokens[i + 1].kind == WORD


def _metric_of_level(asked: Asked, carried: Named | None, listed: Named | None) -> Named | None:
    own = next((named for way in levels.OWN if (named := way(asked))), None)
    if own and own.id in _OUTLAYS and carried is not None and carried.id == "capitalExpenditure":
        return replace(own, id=carried.id)  # "Capital expenditures were … For the half year, we invested $3 million"
    if own:
        return own
    phrase = asked.parse.phrases[asked.phrase]
    if asked.quantity.unit == "count" and (_noun_follows(asked.line, asked.i) or (phrase.kind is Kind.NOUN and phrase.head > asked.i)):
        return None
    if listed and (again := refit(listed, asked.quantity, asked.share)):
        return again
    around = next((named for way in levels.AROUND if (named := way(asked))), None)
    return around or _carried(asked, carried)


def _carried(asked: Asked, carried: Named | None) -> Named | None:
    """The metric of the sentence before, where the number is bound to no noun of its own."""
    line, i, quantity = asked.line, asked.i, asked.quantity
    if quantity.per == "share" and any(t.text in _EXPECTING for t in line.tokens):
        return Named("earningsPerShare", "expected-per-share", i, i)
    small = quantity.unit == "count" and not quantity.scaled
    if (
        carried is None
        or (carried.unit is None and carried.id.startswith("other:"))
        or not (asked.share or _same_unit(carried, quantity))
        or not _leads(asked)
        or (carried.id.startswith("other:") and not _again(asked))
        or (small and line.tokens[asked.floor].text.partition("'")[0] not in ("it", "this", "that"))
    ):
        return None
    entry = vocabulary(carried.id)
    if quantity.percentage and entry is not None and entry.unit == "currency" and not asked.share and not carried.share:
        return None  # "the 30% target": no margin was spoken of
    return refit(carried, quantity, asked.share)


def _same_unit(carried: Named, quantity: Quantity) -> bool:
    """Whether the number may be of what was said before by its unit: an amount of the same currency, the same unit."""
    if carried.unit is None or carried.unit == quantity.unit:
        return True
    currency = carried.unit.partition("/")[0]
    return (quantity.money and quantity.currency == currency) or (quantity.bare and quantity.scaled and currency.isupper())


def _again(asked: Asked) -> bool:
    """Whether the subject stands for the measure itself: "it was $3 million", "that number was 93%"."""
    subject = asked.parse.subject(asked.i)
    if subject is None or not asked.floor <= subject.first < asked.i:
        return False
    return asked.tokens[subject.head].text.partition("'")[0] in _AGAIN | _FIGURES


def _leads(asked: Asked) -> bool:
    """Whether the number belongs to the metric of the sentence before: its subject is a pronoun, an anaphor or missing, or it is what "we" guide to."""
    subject, tokens, verb = asked.parse.subject(asked.i), asked.tokens, asked.parse.verb(asked.i)
    if subject is not None and asked.floor <= subject.first < asked.i:
        head = tokens[subject.head].text.partition("'")[0]
        if head in ("we", "i", "you"):
            return any(t.text in _GUIDING for t in tokens[subject.last + 1 : asked.i]) or _object_again(asked)
        says = verb is None or verb.first > asked.i or states(asked, verb) or tokens[verb.head].text.startswith("compare") or tokens[verb.head].text in _BEATS or head in _ANALYSTS
        return head != "there" and (says or _object_again(asked)) and anaphoric(asked.line, subject)
    k = asked.floor
    while k < asked.i and (tokens[k].kind in (PERIOD, CUE) or tokens[k].text in (",", "and", "so", "but", "or", "then")):
        k += 1
    head = tokens[k].text.partition("'")[0]
    return head in _AGAIN or head in _ANALYSTS or head in _GOES_ON or (asked.i - k <= 1 and verb is None)


def _object_again(asked: Asked) -> bool:
    """ "we expect [it] to be 24%", "it beat a [forecast] of $3 million"."""
    n = asked.phrase - 1
    while n >= 0 and asked.parse.phrases[n].kind in (Kind.VERB, Kind.ADVERB, Kind.PREPOSITION, Kind.TIME) and asked.parse.phrases[n].first >= asked.floor:
        n -= 1
    if n < 0 or asked.parse.phrases[n].kind is not Kind.NOUN or asked.parse.phrases[n].first < asked.floor:
        return False
    word = asked.tokens[asked.parse.phrases[n].head].text
    return word in ("it", "this", "that", "guidance", "outlook", "forecast", "target", "consensus", "estimate")


def _noun_follows(line: Line, i: int) -> bool:
    """A count of something that is no metric: "2 questions"."""
    if i + 1 >= len(line.tokens):
        return False
    t, value = line.tokens[i + 1], line.tokens[i].quantity.value
    if t.text == "of":
        return value is not None and value <= 10
    return t.kind == WORD and t.text not in COPULAS and t.text not in PREPOSITIONS and t.text not in BREAKS and t.text not in ("and", "or")


def metric_of_change(line: Line, i: int, role: Role, floor: int, carried: Named | None, before: Named | None, moving: Named | None = None) -> Named | None:
    """The metric of the change at token ``i``; ``before`` is the metric of the observation before in the sentence, ``moving`` the one that the
    paragraph follows from thing to thing."""
    asked = changes.Moved(line, i, Part.CHANGE, floor, False, role, carried, before, moving)
    named = next((named for way in changes.WAYS if (named := way(asked))), None)
    return changes.growth_itself(asked, named) if named else None


def own_subject(line: Line, i: int, floor: int) -> Named | None:
    """The subject of the clause of the number, when it is a noun phrase of its own behind token ``floor`` and not a pronoun."""
    asked = Asked(line, i, Part.SHARE, floor)
    n = changes.in_motion(asked, i)
    if n is None or anaphoric(line, line.parse.phrases[n]):
        return None
    return measure(asked, n, "subject")


def is_thing(line: Line, named: Named) -> bool:
    """Whether the words of ``named`` are the name of a segment, product, group or place."""
    return changes.is_thing(line, line.parse.at(named.last))


def refit(named: Named, quantity: Quantity, share: bool) -> Named | None:
    """``named`` for another number: "earnings" of a money amount a share is earningsPerShare."""
    entry = vocabulary(named.id)
    if entry is None:
        return named
    if (
        named.rule == "carried"
        and quantity.money
        and not quantity.scaled
        and entry.unit == "currency"
        and entry.kind == "flow"
        and not entry.pershare
        and tiny(quantity)
    ):
        return None  # revenue was spoken of, and analysts expect "$3.79"
    id = fit(entry, quantity, Part.LEVEL, share or named.share)
    return replace(named, id=id) if id else None


def sells_pieces(line: Line, i: int) -> bool:
    """ "sales of 13.6 million vehicles": what is counted stands behind the number."""
    quantity = line.tokens[i].quantity
    return quantity.bare and _noun_follows(line, i) and line.tokens[i + 1].text in _PIECES
