"""The names in a document: who and what is mentioned where, as mentions of kind "thing" (``value`` is a Thing) or "name" (a run of capitals of unknown kind).

Names are found over the whole document at once (``survey``), because a name is introduced once and used short afterwards; ``find`` hands them out by passage.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kg.extract.names.subject import subject
from kg.extract.names.survey import Names, survey
from kg.types import Context, Mention, Passage

__all__ = ["Names", "find", "subject", "survey"]


def find(context: Context, passage: Passage) -> Iterable[Mention]:
    """The names in one passage, sorted by start."""
    names = context.names
    if not isinstance(names, Names):
        return ()
    lo = bisect_left(names.starts, passage.span.start)
    hi = bisect_left(names.starts, passage.span.end)
    return names.mentions[lo:hi]
