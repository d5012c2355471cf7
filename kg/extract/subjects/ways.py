"""The ways to find what a number is about, in order of precedence. The first that answers is believed."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.names.gates import may_be_named
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


_BEFORE = frozenset({topic, it})  # ways to what the sentences before told of


def subject_of(asked: Asked) -> Answer:
    """What the number is about; None where no way tells. Words that are no name still say that the number is of something else than what was told of before."""
    said = False
    for way in WAYS:
        answer = None if said and way in _BEFORE else way(asked)
        if answer is not None and (not isinstance(answer, Found) or _stands(asked, answer)):
            return answer
        said = said or answer is not None
    return None


def _stands(asked: Asked, found: Found) -> bool:
    """Whether the thing can have the metric, and its words be a name."""
    return can_have(found, asked.id) and (found.vouched or may_be_named(asked.parts.context.document.text, found.thing))
