"""Numbers that state nothing of anybody: digits of names, ways of speaking, thresholds, what is only asked or assumed, product data.

``WAYS`` in order of precedence; the first that holds says why a number is no observation. Words: ``kg/data/unstated.toml``.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.observations.tokens import METRIC, QUANTITY, WORD, Line
from kg.extract.quantity import Sort
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of

_PAPER = words_of("grammar", "paper")
_HEADS = words_of("unstated", "limited")
_SELECTING = words_of("unstated", "selecting")
_DATA = words_of("unstated", "product-data")
_ROWS = words_of("unstated", "rows")
_EACH = words_of("unstated", "each")
_ASKS = words_of("unstated", "asks")
_OUTLOOKS = words_of("unstated", "outlooks")
_TIMES = words_of("unstated", "times")
_MEETS = words_of("unstated", "meets")
_EXPECTED = words_of("unstated", "expected")
_LIMITS = words_of("unstated", "limits")
_WOULD = words_of("unstated", "would")
_DEFINITE = words_of("unstated", "definite")
_BEYOND = (
    "over",
    "above",
    "under",
    "below",
    "more than",
    "less than",
    "greater than",
    "at least",
    "exceeding",
    "in excess of",
    "up to",
    "fewer than",
    "larger than",
    "north of",
    "exceed",
    "than",
)


def unstated(line: Line, i: int) -> str | None:
    """Why the number at token ``i`` is no observation: the name of the way that says so; None when none does."""
    return next((name for name, way in WAYS if way(line, i)), None)


def _of_a_name(line: Line, i: int) -> bool:
    """ "the 787 Stacker", "the Harbor 500 firms", "Pools 1812 and 4077", "iOS 15"."""
    quantity = line.tokens[i].quantity
    if not quantity.bare or quantity.scaled:
        return False
    tokens = line.tokens
    value, said = quantity.value, tokens[i].text
    if value is None or "," in said:
        return False
    if value < 10000 and i > 2 and tokens[i - 1].text == "and" and tokens[i - 2].kind == QUANTITY:
        return _of_a_name(line, i - 2)
    before = tokens[i - 1] if i else None
    if value >= 1000:
        return value < 10000 and i > 1 and before is not None and before.kind == WORD and before.capital
    ahead = tokens[i + 1] if i + 1 < len(tokens) else None
    if ahead is not None and ahead.kind == WORD and ahead.capital and len(ahead.text) > 2:
        return not (_counts_names(line, i) or quantity.bound)
    if before is not None and before.kind == WORD and i > 1 and before.capital and line.parse.tags[i - 1] is Tag.NOUN:
        return True
    return (
        said.isascii()
        and i > 1
        and before is not None
        and before.text == ","
        and quantity.place < 1
        and tokens[i - 2].text in ("app", "version", "release")
    )


def _counts_names(line: Line, i: int) -> bool:
    """ "220 Zephyr discount stores": the noun behind the name is what is counted."""
    own = line.parse.at(i)
    head = line.tokens[own.head]
    return own.head > i + 1 and not head.capital and head.text.endswith("s")


def _next_one(line: Line, i: int) -> bool:
    """ "the next $1 of revenue": a way of speaking."""
    quantity = line.tokens[i].quantity
    return quantity.money and quantity.value == 1 and not quantity.scaled and i > 0 and line.tokens[i - 1].text in _EACH


def _in_a_row(line: Line, i: int) -> bool:
    """ "our top 10 customers", "the first 9 months", "the last 5": a place in a row."""
    quantity = line.tokens[i].quantity
    return quantity.bare and not quantity.scaled and i > 0 and line.tokens[i - 1].text in _ROWS


def _of_paper(line: Line, i: int) -> bool:
    """ "4% senior notes": the rate only names the paper."""
    quantity = line.tokens[i].quantity
    if quantity.unit != "percent":
        return False
    words = [t.text for t in line.tokens[i + 1 : i + 4]]
    papers = ("notes", "bonds", "debentures")
    return bool(words) and (
        words[0] in papers or (words[0] in _PAPER and any(w in (*papers, "stock", "shares", "note", "bond") for w in words))
    )


def _of_a_product(line: Line, i: int) -> bool:
    """ "at 60 frames per second", "120 hertz": what a product does."""
    tokens = line.tokens
    return (i + 1 < len(tokens) and tokens[i + 1].text in _DATA) or tokens[i].text.rsplit(" ", 1)[-1] in _DATA


def _limit(line: Line, i: int) -> bool:
    """ "loans over $100 million", "customers spending more than $50,000", "clients who generate over $1 million", "$100 million-plus contracts":
    which ones are meant, not how much there is."""
    quantity = line.tokens[i].quantity
    if quantity.percentage or not (quantity.money or quantity.bare or "square" in quantity.unit):
        return False
    tokens, parse = line.tokens, line.parse
    own = parse.at(i)
    if own.kind is Kind.NOUN and own.head > i and tokens[own.head].text in _HEADS and quantity.money:
        return tokens[own.head].text.endswith("s") and (
            quantity.bound in (">", ">=", "<", "<=") or "-" in tokens[i].text or "plus" in tokens[i].text
        )
    k = i - 1
    if not tokens[i].text.startswith(_BEYOND) and not tokens[i].text.endswith("plus"):
        if k < 0 or tokens[k].text not in _BEYOND:
            return False
        k -= 1
    if k > 1 and tokens[k].text in ("is", "are", "was", "were") and tokens[k - 1].text in ("that", "which", "who"):
        return True
    while k > 0 and (tokens[k].text in _SELECTING or (tokens[k].kind == METRIC and tokens[k - 1].text in ("with", "of"))):
        k -= 1
    return k >= 0 and tokens[k].text in _HEADS and tokens[k].kind in (WORD, METRIC)


def _outlook_kept(line: Line, i: int) -> bool:
    """ "kept its full-year earnings forecast unchanged": nothing of the year itself."""
    quantity = line.tokens[i].quantity
    if quantity.sort != Sort.CHANGE or quantity.value != 0:
        return False
    n = line.parse.of[i] - 1
    while n >= 0 and line.parse.phrases[n].kind in (Kind.VERB, Kind.ADVERB, Kind.TIME, Kind.PREPOSITION):
        n -= 1
    return n >= 0 and line.tokens[line.parse.phrases[n].head].text in _OUTLOOKS


def _of_time(line: Line, i: int) -> bool:
    """ "25 consecutive weeks": how long something lasted."""
    if not line.tokens[i].quantity.bare:
        return False
    head = line.parse.at(i).head
    return head > i and line.tokens[head].text in _TIMES


def _missed_by(line: Line, i: int) -> bool:
    """ "fell short of expectations by 3 cents", "$2 million above the high end of our guidance": how far from what was expected."""
    ahead = [t.text for t in line.tokens[i + 1 : i + 9]]
    if ahead[:1] in (["above"], ["below"], ["ahead"], ["short"]) and any(w in _EXPECTED or w in _OUTLOOKS for w in ahead):
        return True
    words = [t.text for t in line.tokens[max(0, i - 10) : i]]
    return words[-1:] == ["by"] and any(w in _MEETS for w in words) and any(w in _EXPECTED for w in words)


def _supposed(line: Line, i: int) -> bool:
    """ "Assuming we repurchased $3 billion of shares, we still would not reach $4", "For example, a customer who spends $100": what is only assumed, and
    what would follow."""
    tokens, parse = line.tokens, line.parse
    if (
        len(tokens) > 4
        and tokens[0].text == "for"
        and tokens[1].text in ("example", "instance")
        and next((t.text for t in tokens[2:] if t.text != ","), "") in ("a", "an", "if", "say")
    ):
        return True
    at = next((k for k, t in enumerate(tokens[:i]) if t.text in ("assuming", "suppose", "supposing", "say")), None)
    if at is None or (at and tokens[at - 1].text not in (",", "and", "but", "so", "now", "-", "--")) or at + 1 >= len(tokens):
        return False
    end = next((k for k in range(at, len(tokens)) if tokens[k].text == ","), len(tokens) - 1)
    stated = any(p.kind in (Kind.VERB, Kind.PARTICIPLE) for p in parse.phrases[parse.of[at] + 1 : parse.of[end]])
    return stated and any(t.text in _WOULD for t in tokens[at:])


def _at_limit(line: Line, i: int) -> bool:
    """ "a $25,000 [sub-limit]", "a [threshold] of 40%", "[capped] at 3%": a clause of a contract, no level."""
    parse = line.parse
    own = parse.at(i)
    if own.head > i and line.tokens[own.head].text in _LIMITS:
        return True
    g = parse.governor(parse.of[i])
    if g < 1:
        return False
    before = line.tokens[parse.phrases[g - 1].head].text
    link = line.tokens[parse.phrases[g].first].text
    return (link == "of" and before in _LIMITS) or (link == "at" and before == "capped")


def _asked(line: Line, i: int) -> bool:
    """ "Would you still expect to buy $3 billion?", "What if margins were 5%?": not "is the 4% growth organic?", where the number is taken as known."""
    quantity = line.tokens[i].quantity
    tokens, parse = line.tokens, line.parse
    if not tokens or tokens[-1].text != "?":
        return False
    if (quantity.scaled or not quantity.bare) and _known(line, parse.of[i]):
        return False
    first = parse.bounds(i)[0]
    if first and tokens[first - 1].text in _ASKS:
        return True
    opening = next(
        (
            k
            for k in range(first, i)
            if tokens[k].kind == WORD
            and tokens[k].text not in ("and", "so", "but", "or", "then", "now", "secondly", "second", "just", "also")
        ),
        i,
    )
    return tokens[opening].text in _ASKS


def _known(line: Line, n: int) -> bool:
    """Whether the phrase ``n``, or what it hangs on or stands beside, is said to be known: "the 4% growth", "the grants of around $19 million"."""
    phrases = line.parse.phrases
    while n >= 0 and phrases[n].kind in (Kind.NUMBER, Kind.NOUN, Kind.PREPOSITION, Kind.TIME, Kind.ADVERB, Kind.MARK):
        if phrases[n].kind is Kind.NOUN and line.tokens[phrases[n].first].text in _DEFINITE:
            return True
        n -= 1
    return False


def _years_old(line: Line, i: int) -> bool:
    """ "Ms Holt, 44, joined in May"."""
    quantity, tokens = line.tokens[i].quantity, line.tokens
    shut = 1 < i < len(tokens) - 1 and tokens[i - 1].text == "," and tokens[i + 1].text == ","
    return shut and quantity.bare and not quantity.scaled and quantity.value is not None and quantity.value < 100 and tokens[i - 2].kind == WORD and tokens[i - 2].capital


def _of_an_age(line: Line, i: int) -> bool:
    """ "the traditions of the 90s": a decade of the calendar."""
    quantity = line.tokens[i].quantity
    tokens = line.tokens
    return (
        quantity.unit == "percent"
        and quantity.unit_span is None
        and tokens[i].text.endswith("0s")
        and not line.parse.governor(line.parse.of[i]) < 0
        and tokens[line.parse.phrases[line.parse.governor(line.parse.of[i])].first].text in ("of", "since", "from", "during")
    )


def _swing(line: Line, i: int) -> bool:
    """ "41% and 42%, respectively, plus or minus 50 basis points": how far the numbers before may be off."""
    words = [t.text for t in line.tokens[max(0, i - 3) : i]]
    return words == ["plus", "or", "minus"] or words[-1:] in (["+/-"], ["\u00b1"])


WAYS: tuple[tuple[str, Callable[[Line, int], bool]], ...] = (
    ("name", _of_a_name),
    ("way-of-speaking", _next_one),
    ("row", _in_a_row),
    ("paper", _of_paper),
    ("product-data", _of_a_product),
    ("threshold", _limit),
    ("outlook-kept", _outlook_kept),
    ("time", _of_time),
    ("missed-by", _missed_by),
    ("limit", _at_limit),
    ("supposed", _supposed),
    ("asked", _asked),
    ("years-old", _years_old),
    ("age", _of_an_age),
    ("swing", _swing),
)
