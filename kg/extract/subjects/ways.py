"""The ways to find what a number is about, in order of precedence. The first that answers is believed."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.subjects.asked import Asked
from kg.extract.subjects.beside import behind_number, front
from kg.extract.subjects.clause import actor, teller, told_of
from kg.extract.subjects.found import Answer, Found
from kg.extract.subjects.measured import hanging, modifiers, possessor, sold, whole_of
from kg.extract.subjects.refer import can_have, customer, definite, it, topic
from kg.extract.subjects.traded import index_level, market_share, offered, share_price

WAYS: tuple[Callable[[Asked], Answer], ...] = (
    share_price,
    market_share,
    index_level,
    offered,
    sold,
    told_of,
    behind_number,
    hanging,
    possessor,
    modifiers,
    definite,
    customer,
    actor,
    teller,
    front,
    whole_of,
    topic,
    it,
)


def subject_of(asked: Asked) -> Answer:
    """What the number is about; None where no way tells."""
    answers = (way(asked) for way in WAYS)
    return next((a for a in answers if a is not None and not (isinstance(a, Found) and not can_have(a, asked.id))), None)
