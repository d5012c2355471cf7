"""Numbers in a row whose unit only the last says: "$1, $2 and $3 billion", "5, 6 and 7%". The number in front of "and" is read with it; those in front
of commas are brought in line when a sentence is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from kg.extract.quantity import Quantity
from kg.extract.syntax.tokens import QUANTITY, Token


def shared(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the unit and scale of the next number for one that only a comma parts from it and that is said as short."""
    out = list(tokens)
    for k in range(len(out) - 3, -1, -1):
        if out[k].kind == QUANTITY and out[k + 1].text == "," and out[k + 2].kind == QUANTITY:
            out[k] = _like(out[k], out[k + 2])
    return out


def _like(token: Token, other: Token) -> Token:
    own, next_ = token.quantity, other.quantity
    figure, said = _figure(token.text), _figure(other.text)
    if figure is None or not said or own.value is None or next_.value is None or token.mention is None or own.value != figure or (next_.scaled is own.scaled and own.unit == next_.unit):
        return token
    if token.text[0].isdigit() is not other.text[0].isdigit() or not (own.bare or own.unit == next_.unit) or figure >= 1000:
        return token
    factor = next_.value / said
    like: Quantity = replace(next_, value=figure * factor, place=own.place * factor, number=own.number, unit_span=own.unit_span, bound=own.bound, bound_span=own.bound_span)
    return token._replace(mention=token.mention._replace(value=like))


def _figure(text: str) -> Decimal | None:
    """What the figures say, None where a word stands with them: 2 of "$2", none of "2 billion"."""
    try:
        return Decimal(text.lstrip("$€£¥").replace(",", ""))
    except InvalidOperation:
        return None
