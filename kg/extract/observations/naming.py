"""Which metric a number measures: a metric named beside it when the units fit, else the measured noun phrase as said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.extract.metrics import Metric, metric
from kg.extract.observations.phrases import aside, complete, denominator, per_thing, source
from kg.extract.observations.roles import Part
from kg.extract.observations.tokens import COMMA, CUE, METRIC, PERIOD, QUANTITY, WORD, Line, Token
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, PREPOSITIONS, PRONOUNS, adverb, directions
from kg.extract.quantity import Quantity, Sort
from kg.lexicon import words_of


@dataclass(frozen=True, slots=True)
class Named:
    """A metric as found: ``id`` of the vocabulary or "other:<label>"; ``first``/``last`` are token indexes of the words."""

    id: str
    rule: str
    first: int
    last: int
    accounting: str | None = None
    label: str | None = None
    token: int | None = None  # the METRIC token
    share: bool = False  # said as a ratio to revenue


_PER_SHARE_LIMIT = Decimal(200)
_POINTS = words_of("classes", "points")
_COUNTED_MONEY = words_of("classes", "counted-or-money")


def fit(named: Metric, quantity: Quantity, part: Part, share: bool = False) -> str | None:
    """The id of the metric that ``named`` means for this quantity, or None when the unit speaks against it.
    ``share``: it was said as a ratio ("net loss ratio", "as a percentage of revenue")."""
    if part == Part.SHARE or (share and quantity.percentage):
        return named.id
    if part == Part.CHANGE:
        return _fit_change(named, quantity)
    if quantity.money:
        return _fit_money(named, quantity)
    if quantity.percentage:
        return named.id if named.unit == "percent" or named.id in _POINTS else named.ratio if named.opposite is None else None
    if quantity.unit == "ratio":
        return named.id if named.unit == "times" else None
    if quantity.unit == "days":
        return named.id if named.unit == "days" else None
    if quantity.unit in ("count", "shares"):
        return _fit_count(named, quantity)
    return named.id if named.unit == "physical" else "salesVolume" if named.id == "revenue" else None


def _fit_change(named: Metric, quantity: Quantity) -> str | None:
    if quantity.percentage or quantity.sort in (Sort.CHANGE, Sort.FACTOR):
        return named.id
    if quantity.money:
        if named.unit == "percent":
            return named.amount
        return named.id if named.unit in ("currency", "per-share") else None
    return named.id if named.unit in ("count", "physical") else named.counted


def _fit_money(named: Metric, quantity: Quantity) -> str | None:
    amount = quantity.value if quantity.value is not None else quantity.low if quantity.low is not None else quantity.high
    small = amount is not None and abs(amount) < _PER_SHARE_LIMIT and not quantity.scaled
    if quantity.per == "share":
        return named.pershare or ("price" if named.id == "averageSellingPrice" else named.id if named.unit == "per-share" or named.id in ("price", "stockPrice", "dealValue") else None)
    if named.unit == "per-share":
        return named.id if small else None
    if named.unit == "currency":
        return named.pershare if named.pershare and small and amount != 0 else named.id
    if named.unit == "percent":
        return named.amount
    return named.id if named.id in _COUNTED_MONEY or named.kind == "ratio" else "salesVolume" if named.unit == "physical" else None


def _fit_count(named: Metric, quantity: Quantity) -> str | None:
    if named.unit == "count":
        return named.id
    if named.id in _COUNTED_MONEY:
        return named.id
    if quantity.unit == "shares":
        return "shareRepurchases" if named.id == "shareRepurchases" else None
    if named.unit in ("physical",):
        return named.id
    if not quantity.bare:
        return None
    if named.unit == "currency" and quantity.scaled:
        return named.id
    if named.unit in ("percent", "times") and not quantity.scaled and quantity.place < 1:
        return named.id
    return named.counted


# --- finding the metric ---------------------------------------------------------------------------------------------------------------------

_VERBAL = COPULAS | {"will", "would", "should", "could", "can", "may", "to", "has", "have", "had", "increased", "decreased", "grew", "rose", "fell", "declined"}


def named_right(line: Line, i: int, part: Part) -> Named | None:
    """ "$111 million in operating cash flow", "45 customers", "$5 million of revenue"."""
    tokens = line.tokens
    quantity = tokens[i].quantity
    linked = False
    for k in range(i + 1, min(i + 7, len(tokens))):
        t = tokens[k]
        if t.kind == METRIC:
            after = tokens[k + 1] if k + 1 < len(tokens) else None
            if not complete(tokens, k):
                return None
            if after is not None and after.kind == WORD and (after.text in _VERBAL - {"of", "at", "to"} or after.text in directions()["verb"]) and not linked:
                return None
            id = fit(t.metric.metric, quantity, part, t.metric.share)
            if (id == "locations" and k > i + 1) or (quantity.unit == "count" and not _counts(line, i)):
                return None
            return Named(id, "right", i + 1, k, t.metric.accounting, None, k) if id else None
        if t.kind == PERIOD:
            continue
        if k == i + 1 and t.text in ("is", "was", "are", "were") and i > 0 and tokens[i - 1].text == "which":
            continue
        if t.kind != WORD or t.text in COPULAS - {"of"} or t.text in BREAKS or t.text in PRONOUNS:
            return None
        if t.text in PREPOSITIONS or t.text in ("and", "or"):
            if t.text not in ("of", "in", "for") or linked:
                return None
            linked = True
    return None


def named_left(line: Line, i: int, part: Part, floor: int, share: bool = False) -> Named | None:
    """The nearest metric before token ``i`` (not before token ``floor``) whose unit fits."""
    tokens = line.tokens
    quantity = tokens[i].quantity
    for k in range(i - 1, floor - 1, -1):
        t = tokens[k]
        if t.kind != METRIC:
            continue
        if not complete(tokens, k) or source(tokens, k) or aside(tokens, k, i):
            continue
        if denominator(tokens, k):
            continue
        of = _loss_of(tokens, k, floor) if t.metric.said == "loss" else None
        said = tokens[of] if of is not None else t
        id = fit(said.metric.metric, quantity, part, said.metric.share or share)
        if id:
            at = k if of is None else of
            each = per_thing(tokens, at) if of is None and not id.startswith("other:") else None
            if each:
                return Named(f"other:{said.metric.said} {_text(line, list(range(at + 1, each + 1)))}", "left", at, each, said.metric.accounting, None, at)
            return Named(id, "left" if of is None else "left-loss", at, at, said.metric.accounting, None, at, said.metric.share)
    return None


def _loss_of(tokens: tuple[Token, ...], k: int, floor: int) -> int | None:
    """ "adjusted EBITDA was a loss of $7 million": the metric whose value is said to be a loss."""
    j = k - 1
    while j > floor and tokens[j].text in ("a", "an", "to", "be", "was", "is", "estimated", "expected", "currently", "are", "were"):
        j -= 1
    return j if j < k - 2 and tokens[j].kind == METRIC else None


def share_of(line: Line, i: int, floor: int) -> int | None:
    """The METRIC token of "as a percentage of METRIC" before (or just after) token ``i``."""
    tokens = line.tokens
    for k in range(i - 1, floor - 1, -1):
        if tokens[k].kind == METRIC and denominator(tokens, k):
            return k
    return None


# --- the open tail --------------------------------------------------------------------------------------------------------------------------

_STOP_HEADS = words_of("grammar", "stop-heads")


_AFTER_NOUN = words_of("grammar", "after-noun")


def _coordinated(tokens: tuple[Token, ...], j: int) -> bool:
    """ "3.5 million electric and gas customers": one noun, two adjectives."""
    return any(t.kind == METRIC for t in tokens[j + 1 : j + 3]) and not any(t.kind == METRIC for t in tokens[max(0, j - 2) : j]) and all(
        t.kind in (WORD, METRIC) for t in tokens[j + 1 : j + 3]
    )


def _adjective(word: str) -> bool:
    return word.endswith(("al", "ic", "ive", "ous", "ary", "ent"))


def counted(line: Line, i: int) -> Named | None:
    """ "over 6,000 relationship managers", "80,000 of its corporate banking customers": what is counted, from the words after the number."""
    tokens = line.tokens
    j = i + 1
    if j < len(tokens) and tokens[j].text in ("are", "were") and j + 1 < len(tokens) and tokens[j + 1].kind in (WORD, METRIC) and tokens[j + 1].text not in PREPOSITIONS:
        j += 1
    if j < len(tokens) and tokens[j].text == "of" and j + 1 < len(tokens) and tokens[j + 1].text in ("our", "its", "the", "their", "these", "those"):
        amount = tokens[i].quantity.value
        if amount is not None and amount <= 10:
            return None
        j += 2
    words: list[int] = []
    while j < len(tokens) and len(words) < 8:
        t = tokens[j]
        if t.kind == METRIC:
            words.append(j)
        elif t.kind != WORD or t.text in COPULAS - {"new", "of"} or t.text in BREAKS or t.text in PRONOUNS:
            break
        elif t.text == "and" and words and (_coordinated(tokens, j) or _adjective(tokens[words[-1]].text)):
            words.append(j)
        elif t.text in PREPOSITIONS or t.text in _AFTER_NOUN or adverb(t.text):
            if t.text != "of" or not words:
                break
            words.append(j)
        elif t.text not in ("the", "a", "our", "its", "their"):
            words.append(j)
        j += 1
    while words and (tokens[words[-1]].text in ("of", "new", "different", "more") or tokens[words[-1]].text in directions()["verb"] or adverb(tokens[words[-1]].text)):
        words.pop()
    if not words:
        return None
    head = words[next((n - 1 for n, w in enumerate(words) if tokens[w].text == "of" and n), len(words) - 1)]
    if tokens[head].kind == WORD and (tokens[head].text in _STOP_HEADS or not tokens[head].text[0].isalpha() or len(tokens[head].text) < 3 or "." in tokens[head].text):
        return None
    if not _counts(line, i):
        return None
    if tokens[words[0]].text in ("of",) or tokens[words[0]].text in ("years", "months", "days", "times", "year", "month", "day", "week", "quarter", "hour"):
        return None
    if tokens[head].kind == METRIC:
        id = fit(tokens[head].metric.metric, tokens[i].quantity, Part.LEVEL)
        if id and not (id == "locations" and len(words) > 1):
            return Named(id, "counted", words[0], words[-1], tokens[head].metric.accounting, _text(line, words), head)
    return Named("other:" + _text(line, words), "counted", words[0], words[-1])


# Words in front of a small count that say that somebody has, opens or signs so many.
_HAVING = words_of("grammar", "having")


def _counts(line: Line, i: int) -> bool:
    """Whether a count is more than a word of talk ("two things"): large, or had, opened, signed by somebody."""
    tokens, quantity = line.tokens, line.tokens[i].quantity
    value = quantity.value if quantity.value is not None else quantity.high if quantity.high is not None else quantity.low
    if value is None or value > 10:
        return True
    return value >= 2 and any(t.text in _HAVING for t in tokens[max(0, i - 5) : i])


def measured_right(line: Line, i: int) -> Named | None:
    """ "$26.5 million in equity financing", "$60 billion outsourcing sector", "95% of the test environment"."""
    tokens = line.tokens
    j = i + 1
    if j >= len(tokens):
        return None
    if tokens[i].quantity.sort == Sort.SHARE and tokens[j].text in ("its", "his", "her", "their"):
        return None
    if tokens[j].kind == WORD and tokens[j].text in ("of", "in", "for", "from", "on"):
        j += 1
    elif _attribute(tokens, i) or tokens[j].kind not in (WORD, METRIC) or tokens[j].text in PREPOSITIONS:
        return None
    words = _phrase(tokens, j, 7, linked=j > i + 1)
    if not words or not _content(tokens, words) or tokens[words[-1]].text == "basis":
        return None
    return Named("other:" + _text(line, words), "measured-right", words[0], words[-1])


def measured_left(line: Line, i: int, floor: int) -> Named | None:
    """ "Other product-related charges represented $9 million": the subject of the verb before the number."""
    words = subject_words(line, i, floor)
    if words and (line.tokens[words[0]].text.partition("'")[0] in ("analysts", "analyst", "economists") or line.tokens[words[-1]].text == "basis"):
        return None
    if not words or all(line.tokens[w].text in _STOP_HEADS or line.tokens[w].text in FILLERS or line.tokens[w].text.endswith("ing") for w in words):
        return None
    head = line.tokens[words[-1]]
    if head.kind == METRIC and head.metric.metric.unit == "currency" and line.tokens[i].quantity.bare and not line.tokens[i].quantity.scaled:
        return None
    return Named("other:" + _text(line, words), "measured-left", words[0], words[-1])


_NOT_OF = words_of("grammar", "not-of")


def measured_of(line: Line, i: int, floor: int) -> Named | None:
    """ "government grants of around 19 million": the noun phrase in front of "of"."""
    tokens = line.tokens
    j = i - 1
    while j >= floor and tokens[j].kind == WORD and (tokens[j].text in FILLERS or adverb(tokens[j].text)):
        j -= 1
    listed = j > floor and tokens[j].text == "at" and i + 1 < len(tokens) and tokens[i + 1].text in ("was", "is", "were", "up", "down", "rose", "fell", "grew")
    if j <= floor or (tokens[j].text != "of" and not listed):
        return None
    first = j
    while first > floor and tokens[first - 1].kind in (WORD, METRIC) and first > j - 6:
        t = tokens[first - 1]
        if t.kind == WORD and (t.text in COPULAS or t.text in PREPOSITIONS or t.text in BREAKS or t.text in PRONOUNS or t.text in FILLERS or t.text in _AFTER_NOUN or adverb(t.text)):
            break
        first -= 1
    words = [k for k in range(first, j) if tokens[k].text not in ("the", "a", "an", "our", "its")]
    own = len(words) > 1 and tokens[words[-1]].text in ("gain", "gains", "loss", "losses")
    if not words or (tokens[words[-1]].text in _STOP_HEADS and not (listed and len(words) > 1)) or (not own and (tokens[words[-1]].text in directions()["noun"] or tokens[words[-1]].text in _NOT_OF)):
        return None
    return Named("other:" + _text(line, words), "measured-of", words[0], words[-1])


_GENERIC = words_of("grammar", "generic")


def measured_object(line: Line, verb: int, i: int) -> Named | None:
    """ "reduce our vessel emissions by 10%": the object of the verb at token ``verb``, when it is no metric of the vocabulary."""
    tokens = line.tokens
    words = [k for k in range(verb + 1, i) if tokens[k].text not in ("the", "our", "its", "their", "a", "an", "total")]
    end = next((n for n, k in enumerate(words) if tokens[k].text == "by" or tokens[k].text in PREPOSITIONS), len(words))
    words = words[:end]
    if not words or len(words) > 6 or all(tokens[k].text in _GENERIC for k in words) or any(tokens[k].kind != WORD or tokens[k].text in COPULAS or tokens[k].text in PRONOUNS or adverb(tokens[k].text) or tokens[k].text in FILLERS for k in words):
        return None
    return Named("other:" + _text(line, words), "measured-object", words[0], words[-1])


def subject_words(line: Line, i: int, floor: int) -> list[int]:
    """The tokens of the noun phrase in front of the verb before the number at token ``i``; empty when there is none."""
    tokens = line.tokens
    verb = next((k for k in range(i - 1, floor - 1, -1) if tokens[k].kind == WORD and (tokens[k].text in COPULAS - {"of", "at"} or tokens[k].text in directions()["verb"])), None)
    if verb is None or any(tokens[k].kind == QUANTITY and tokens[k - 1].text != "from" for k in range(verb, i)):
        return []
    start = clause_start(tokens, verb, floor)
    shut = start - 1
    if shut > floor and tokens[shut].text == ",":  # "unit costs, without fuel, dipped"
        opened = next((k for k in range(shut - 1, floor, -1) if tokens[k].text == ","), floor)
        if tokens[opened].text == "," and tokens[opened + 1].text in ("without", "excluding", "including", "ex") and not any(t.kind == QUANTITY for t in tokens[opened:shut]):
            start, verb = clause_start(tokens, opened, floor), opened
    while start < verb and (tokens[start].kind in (PERIOD, CUE, COMMA) or tokens[start].text in PREPOSITIONS or tokens[start].text in FILLERS or tokens[start].text in ("and", "but", "or")):
        start += 1
    return _phrase(tokens, start, 7, verb)


def clause_start(tokens: tuple[Token, ...], k: int, floor: int) -> int:
    """The index of the first token of the clause that holds token ``k``."""
    while k > floor:
        t = tokens[k - 1]
        if t.text in (";", ":", "--", ",") or t.text in BREAKS or t.text in ("and", "but") or t.kind == QUANTITY:
            return k
        k -= 1
    return k


_AFTER_AMOUNT = words_of("grammar", "after-amount")


def _phrase(tokens: tuple[Token, ...], j: int, limit: int, stop: int | None = None, linked: bool = True) -> list[int]:
    words: list[int] = []
    end = len(tokens) if stop is None else stop
    while j < end and len(words) < limit:
        t = tokens[j]
        if t.kind == METRIC:
            words.append(j)
        elif t.kind == QUANTITY and t.quantity.unit == "percent" and not words and stop is None:
            j += 1
            continue
        elif t.kind != WORD or t.text in COPULAS - {"of"} or t.text in BREAKS or t.text in PRONOUNS or t.text in _AFTER_NOUN or (t.text in _AFTER_AMOUNT and not (t.text == "net" and linked and not words)) or adverb(t.text) or (words and stop is None and t.text.endswith("ed") and "-" not in t.text) or (t.text in PREPOSITIONS and not (t.text in ("of", "in", "on", *(("for",) if linked else ())) and words and stop is None)):
            break
        elif t.text not in ("the", "a", "an", "our", "its", "their"):
            words.append(j)
        j += 1
    while words and (tokens[words[-1]].text in PREPOSITIONS or (tokens[words[-1]].text in directions()["verb"] and tokens[words[-1]].text != "gain") or adverb(tokens[words[-1]].text)):
        words.pop()
    return words


def _content(tokens: tuple[Token, ...], words: list[int]) -> bool:
    head = tokens[words[-1]]
    return any(tokens[w].text not in FILLERS and tokens[w].text[0].isalpha() for w in words) and head.text not in _STOP_HEADS


def _attribute(tokens: tuple[Token, ...], i: int) -> bool:
    """ "the $2.1-billion fund": the amount only describes a thing."""
    return "-b" in tokens[i].text or "-m" in tokens[i].text or "-t" in tokens[i].text


def _text(line: Line, words: list[int]) -> str:
    return " ".join(line.tokens[w].text for w in words if line.tokens[w].text != "*")


def vocabulary(id: str) -> Metric | None:
    """The entry of a known id; None for the open tail."""
    return None if id.startswith("other:") else metric(id)
