"""Which of the candidates names the metric of a number: the order of precedence."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations.naming import (
    Named,
    counted,
    fit,
    measured_left,
    measured_object,
    measured_of,
    measured_right,
    named_left,
    named_right,
    subject_words,
    vocabulary,
)
from kg.extract.observations.predicates import predicate
from kg.extract.observations.roles import Part, Role
from kg.extract.observations.tokens import CUE, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, PREPOSITIONS, PRONOUNS, adverb, directions
from kg.extract.quantity import Quantity, Sort
from kg.lexicon import words_of
from kg.types import EntityType, Thing

_ANAPHORS = words_of("grammar", "anaphors") | PRONOUNS
_SHARES = frozenset("shares share stock stocks adrs".split())
# Words that may stand between a metric and the number it is the subject of.
_TIGHT = (COPULAS | frozenset(directions()["verb"]) | FILLERS | words_of("grammar", "tight")) - {"had", "earned", "have", "has"}


def metric_of_level(line: Line, i: int, floor: int, carried: Named | None, listed: Named | None, share: bool) -> Named | None:
    """The metric of the level at token ``i``; ``floor`` is the first token that may name it, ``listed`` the metric of the number before in a list."""
    if _describes(line, i):
        return None
    named = _metric_of_level(line, i, floor, carried, listed, share)
    if named is not None and named.id == "revenue" and not share and sells_pieces(line, i):
        return replace(named, id="unitsSold")
    return named


def _describes(line: Line, i: int) -> bool:
    """ "two 950-megawatt plants": the number only describes a thing."""
    t = line.tokens[i]
    return "-" in t.text[1:] and not t.quantity.ranged and not t.quantity.money and not t.quantity.percentage and not t.quantity.bare and i + 1 < len(line.tokens) and line.tokens[i + 1].kind == WORD


def _metric_of_level(line: Line, i: int, floor: int, carried: Named | None, listed: Named | None, share: bool) -> Named | None:
    quantity = line.tokens[i].quantity
    part_of = quantity.sort == Sort.SHARE  # "half of the improvement" is no level of a ratio
    tight = None if part_of and not share else _tight(line, i, floor, share)
    if tight:
        return tight
    said = predicate(line, i)
    right = None if part_of else _right(line, i)
    if right and (said is None or right.id == said.id):
        return right
    if said:
        return said
    if quantity.unit in ("count", "shares"):
        tail = counted(line, i)
        if tail or _noun_follows(line, i):
            return tail
    if listed:
        again = refit(listed, quantity, share)
        if again:
            return again
    return _metric_around(line, i, floor, carried, share)


def _metric_around(line: Line, i: int, floor: int, carried: Named | None, share: bool) -> Named | None:
    """Where neither the words right beside the level nor a list name its metric: the subject, a metric on the left, what is measured, else the last one."""
    quantity = line.tokens[i].quantity
    subject = own_subject(line, i, floor)
    if subject and subject.id == "other:share" and quantity.unit == "percent":
        return replace(subject, id="marketShare")
    if subject and quantity.money and not quantity.scaled and _is_shares(line, subject):
        return Named("stockPrice", "shares-at", subject.first, subject.last)
    left = named_left(line, i, Part.LEVEL, floor, share)
    of = measured_of(line, i, floor) if quantity.money or quantity.percentage or quantity.unit in ("count", "shares") else None
    if of and not (left and left.first >= of.first):
        return of
    if subject and left and not _caused(line, i) and subject.first <= left.first <= subject.last + 1:
        return left
    physical = not quantity.money and not quantity.percentage and quantity.unit not in ("count", "shares", "ratio", "days")
    if quantity.money or quantity.percentage or (physical and i + 1 < len(line.tokens) and line.tokens[i + 1].text == "of"):
        linked = i + 1 < len(line.tokens) and line.tokens[i + 1].text in ("for", "from", "on")
        tail = measured_right(line, i)
        if tail and not (linked and subject):
            return _impact(tail)
    if subject and not anaphoric(line, subject):
        return _impact(subject)
    return _loose(line, i, floor, left, carried, share)


def _loose(line: Line, i: int, floor: int, left: Named | None, carried: Named | None, share: bool) -> Named | None:
    """The metric of a level that is bound to no noun: the one before it in the sentence, else the one of the sentence before."""
    quantity = line.tokens[i].quantity
    if left and any(t.text in _OTHER_VERBS for t in line.tokens[left.last + 1 : i]):
        left = None
    if left and not _by(line, i):
        return left
    if left:
        return Named("other:impact on " + line.tokens[left.last].text, "impact", left.first, left.last)
    count = quantity.unit == "count" and not quantity.scaled
    if quantity.per == "share" and any(t.text in _EXPECTING for t in line.tokens):
        return Named("earningsPerShare", "expected-per-share", i, i)
    if carried and not carried.id.startswith("other:") and _leads(line, i, floor) and not (count and line.tokens[floor].text.partition("'")[0] not in ("it", "this", "that")):
        return refit(carried, quantity, share)
    return None


_EXPECTING = frozenset("analysts analyst estimates consensus street guidance".split())  # who speak of amounts a share and mean earnings
_OTHER_VERBS = words_of("grammar", "other-verbs")


_REPAYS = frozenset("paid pay paying repaid repay repaying retired retire retiring redeemed redeem redeeming".split())


def _right(line: Line, i: int) -> Named | None:
    """The metric behind the number; of debt paid down the payment is meant."""
    right = named_right(line, i, Part.LEVEL)
    if right and right.id == "totalDebt" and any(t.text in _REPAYS for t in line.tokens[max(0, i - 4) : i]):
        return replace(right, id="other:debt repayment", token=None)
    return right


def _caused(line: Line, i: int) -> bool:
    """ "cash flow was held back by $17 million of transaction costs": what is paid stands behind the number."""
    return line.tokens[i].quantity.money and _by(line, i) and measured_right(line, i) is not None


def _noun_follows(line: Line, i: int) -> bool:
    """A count of something that is no metric: "2 questions"."""
    if i + 1 >= len(line.tokens):
        return False
    t, value = line.tokens[i + 1], line.tokens[i].quantity.value
    if t.text == "of":
        return value is not None and value <= 10
    return t.kind == WORD and t.text not in COPULAS and t.text not in PREPOSITIONS and t.text not in BREAKS and t.text not in ("and", "or")


def metric_of_change(line: Line, i: int, role: Role, floor: int, carried: Named | None, before: Named | None) -> Named | None:
    """The metric of the change at token ``i``; ``before`` is the metric of the observation before in the sentence."""
    quantity = line.tokens[i].quantity
    if role.metric is not None:
        t = line.tokens[role.metric]
        id = fit(t.metric.metric, quantity, Part.CHANGE, t.metric.share)
        if id == "grossMargin" and t.metric.said in ("margin", "margins"):
            id = _margin_of(line, i) or id
        if id:
            return Named(id, "change-object", role.metric, role.metric, t.metric.accounting, None, role.metric)
    if quantity.sort == Sort.CHANGE:
        after = next((k for k in range(i + 1, min(i + 4, len(line.tokens))) if line.tokens[k].kind == METRIC), None)
        if after is not None and all(t.text in FILLERS for t in line.tokens[i + 1 : after]):
            t = line.tokens[after]
            return Named(t.metric.metric.id, "change-of", after, after, t.metric.accounting, None, after)
    if role.at > 0 and line.tokens[role.at - 1].text in ("shares", "stock") and quantity.percentage and role.rule == "change-verb" and any(t.text in ("its", "their", "the") for t in line.tokens[max(0, role.at - 3) : role.at]):
        return Named("stockPrice", "shares-moved", role.at - 1, role.at - 1)
    moved = measured_object(line, role.at, i) if role.rule == "change-by" else None
    if moved:
        return moved
    left = named_left(line, i, Part.CHANGE, floor)
    if left:
        return _growth_rate(line, quantity, left)
    subject = own_subject(line, i, floor)
    if subject is None and any(t.text in _SHARES for t in line.tokens[:3]) and not any(t.kind == METRIC for t in line.tokens[:4]):
        return Named("stockPrice", "shares-moved", 0, 0)
    if subject is not None and _is_shares(line, subject):
        return Named("stockPrice", "shares-moved", subject.first, subject.last)
    if subject is not None and _is_index(line, subject):
        return Named("other:index level", "index-moved", subject.first, subject.last)
    if subject is not None and quantity.percentage and is_thing(line, subject, _FIRM) and (any(t.text in _TRADED for t in line.tokens) or (carried is not None and carried.id == "stockPrice")):
        return Named("stockPrice", "shares-of-firm", subject.first, subject.last)
    if subject is not None and quantity.money and not quantity.scaled and is_thing(line, subject, _FIRM):
        return Named("stockPrice", "shares-of-firm", subject.first, subject.last)
    if subject is not None and quantity.percentage and is_thing(line, subject):
        return replace(before or carried or _REVENUE, rule="thing-moved", first=subject.first, last=subject.last, token=None)
    if before is None and role.rule == "change-after" and i and line.tokens[i - 1].text in ("the", "this", "that"):
        return None  # "most of the $16 million increase": said of the sentence before
    if subject is None or anaphoric(line, subject) or (before is not None and _divides(line, subject)):
        return before or carried or (_plain_growth(line, i, role, subject))
    return subject


def _divides(line: Line, subject: Named) -> bool:
    """ "a profit of $4 million or 22% of sales rose": the sales are what the profit is divided by."""
    k = subject.first
    return k > 1 and line.tokens[k - 1].text == "of" and line.tokens[k - 2].kind == QUANTITY


def _growth_rate(line: Line, quantity: Quantity, named: Named) -> Named:
    """ "revenue growth slowed by 2 points": of an amount only the growth moves in points."""
    entry, behind = vocabulary(named.id), named.last + 1
    if entry is None or entry.unit != "currency" or quantity.unit not in ("pp", "bp") or behind >= len(line.tokens) or line.tokens[behind].text != "growth" or named.share:
        return named
    return replace(named, id=f"other:{line.tokens[named.first].text} growth", last=behind)


def _margin_of(line: Line, i: int) -> str | None:
    """ "EBITDA rose 38%, with a 410 basis point margin improvement": the margin of the profit just named."""
    profits = [t.metric.metric.ratio for t in line.tokens[:i] if t.kind == METRIC and t.metric.metric.ratio]
    return profits[-1] if profits and profits[-1].endswith("Margin") else None


def _plain_growth(line: Line, i: int, role: Role, subject: Named | None) -> Named | None:
    """ "In the first quarter, the increase is about 41%": growth without a metric is growth of revenue."""
    bare = role.at == i + 1 or (subject is not None and all(t.text in ("growth", "increase", "rate") or t.text in FILLERS for t in line.tokens[subject.first : subject.last + 1]))
    return replace(_REVENUE, rule="growth") if bare and line.tokens[i].quantity.percentage and role.via in ("growth", "increase") else None


def own_subject(line: Line, i: int, floor: int) -> Named | None:
    """The subject of the verb before the number, when it is a noun phrase of its own and not a pronoun."""
    named = measured_left(line, i, floor)
    if named is None or line.tokens[named.first].text.partition("'")[0] in PRONOUNS:
        return None
    return named


def anaphoric(line: Line, subject: Named) -> bool:
    """ "it", "the metric", "the ratio": what was named before."""
    return all(t.text in _ANAPHORS or t.text in FILLERS for t in line.tokens[subject.first : subject.last + 1])


def refit(named: Named, quantity: Quantity, share: bool) -> Named | None:
    """``named`` for another number: "earnings" of a money amount a share is earningsPerShare."""
    entry = vocabulary(named.id)
    if entry is None:
        return named
    id = fit(entry, quantity, Part.LEVEL, share or named.share)
    return replace(named, id=id) if id else None


def _tight(line: Line, i: int, floor: int, share: bool) -> Named | None:
    """A metric before the number with nothing but a verb, prepositions and periods between."""
    named = named_left(line, i, Part.LEVEL, max(floor, i - 10), share)
    if named is None:
        return None
    between = line.tokens[named.last + 1 : i]
    if not all(t.kind in (PERIOD, CUE) or t.text in (",", ":", "-") or (t.kind == WORD and (t.text in _TIGHT or adverb(t.text))) for t in between):
        return None
    if any(t.text == "from" for t in between) and not any(t.text in COPULAS for t in between):
        return None
    return named if between or named.last == i - 1 else None


def _by(line: Line, i: int) -> bool:
    j = i - 1
    while j >= 0 and line.tokens[j].text in FILLERS:
        j -= 1
    return j >= 0 and line.tokens[j].text == "by"


def _impact(named: Named) -> Named:
    return named


def _is_shares(line: Line, subject: Named) -> bool:
    return any(t.text in _SHARES for t in line.tokens[subject.first : subject.last + 1]) and not any(t.kind == METRIC for t in line.tokens[subject.first : subject.last + 1])


_REVENUE = Named("revenue", "thing-moved", 0, 0)
_GROWS = frozenset({EntityType.SEGMENT, EntityType.CUSTOMER_GROUP, EntityType.PRODUCT, EntityType.BRAND, EntityType.MARKET})


_FIRM = frozenset({EntityType.COMPANY})


def is_thing(line: Line, subject: Named, types: frozenset[EntityType] = _GROWS) -> bool:
    """ "Asia Pacific grew 5%": the subject is a segment, product, group or place, whose revenue is meant."""
    start, end = line.tokens[subject.first].start, line.tokens[subject.last].end
    return any(m.span.start <= start and end <= m.span.end and isinstance(m.value, Thing) and m.value.type in types for m in line.things)


_TRADED = _SHARES | frozenset("trading traded trade session".split())


def _is_index(line: Line, subject: Named) -> bool:
    """ "The Harbor 40 index": a name in capitals whose last word says that it is one."""
    words = line.tokens[subject.first : subject.last + 1]
    return len(words) > 1 and words[-1].text in ("index", "average") and words[0].capital and all(t.kind == WORD for t in words) and (words[-1].capital or words[-2].capital)


def sells_pieces(line: Line, i: int) -> bool:
    """ "sales of 13.6 million vehicles": what is counted stands behind the number."""
    quantity = line.tokens[i].quantity
    return quantity.bare and _noun_follows(line, i) and line.tokens[i + 1].text in _PIECES


_PIECES = words_of("grammar", "pieces")


def _leads(line: Line, i: int, floor: int) -> bool:
    """Whether the number belongs to the metric of the sentence before: its subject is a pronoun, an anaphor or missing."""
    words = subject_words(line, i, floor)
    if words:
        return all(line.tokens[w].text.partition("'")[0] in _ANAPHORS or line.tokens[w].text in FILLERS for w in words)
    k = floor
    while k < i and (line.tokens[k].kind in (PERIOD, CUE) or line.tokens[k].text in (",", "and", "so", "but", "or", "then")):
        k += 1
    head = line.tokens[k].text.partition("'")[0]
    return head in ("it", "this", "that", "which", "these", "they", "those", "analysts", "economists") or head in ("versus", "compared", "up", "down", "as", "from", "on") or i - k <= 1
