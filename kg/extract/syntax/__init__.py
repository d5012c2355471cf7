"""How a sentence is built: word classes, phrases, clauses. Shallow and fast: enough to say what noun phrase a number belongs to.

    tokens -> tags -> phrases -> Parse: the phrases of a sentence, their clauses and who is the subject of what
"""

from __future__ import annotations

from kg.extract.syntax.parse import Parse, parse
from kg.extract.syntax.phrases import Kind, Phrase
from kg.extract.syntax.tags import Tag, opens_unnamed

__all__ = ["Kind", "Parse", "Phrase", "Tag", "opens_unnamed", "parse"]
