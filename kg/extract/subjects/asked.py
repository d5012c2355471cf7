"""The question: what is the number at a token of a sentence about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.extract.observations.naming import Named
from kg.extract.observations.tokens import METRIC, QUANTITY, WORD, Line
from kg.extract.subjects.found import Answer, Found
from kg.extract.subjects.nouns import Naming, named
from kg.extract.subjects.parts import Parts
from kg.extract.subjects.spoken import SILENCE, Topics
from kg.extract.subjects.words import UNITS
from kg.extract.syntax import Kind, Parse, Phrase, Tag
from kg.types import EntityType, Thing


@dataclass(frozen=True)
class Asked:
    """One number. ``anchor`` is its token, ``measure`` what it measures, ``topics`` what the sentences before were about, ``share``: it is the thing's share of a whole."""

    parts: Parts
    line: Line
    measure: Named
    anchor: int
    topics: Topics = SILENCE
    share: bool = False
    target: Thing | None = None  # of the offer named last

    @property
    def id(self) -> str:
        """The metric."""
        return self.measure.id

    @property
    def parse(self) -> Parse:
        """The phrases of the sentence."""
        return self.line.parse

    @cached_property
    def said(self) -> int | None:
        """The token that names the measure in the sentence, None where it is carried over, the thing itself moved, or is a share of what is named."""
        if self.share:
            return None
        if self.measure.token is not None:
            return self.measure.token
        return self.measure.last if self.id.startswith("other:") and self.measure.rule not in ("carried", "thing-moved") else None

    @cached_property
    def first(self) -> int | None:
        """The first token of the measure's own words."""
        return None if self.said is None else self.said if self.measure.token is not None else self.measure.first

    def phrase(self, k: int) -> Phrase:
        """The phrase of token ``k``."""
        return self.parse.at(k)

    def of_phrase(self, n: int, naming: Naming = Naming.PROPER) -> Answer:
        """What the noun phrase with index ``n`` names, with the ones that "and" joins to it where together they are one name."""
        first, last = self.joined(n)
        found = named(self.parts, self.line, first, last, naming)
        if (
            isinstance(found, Found)
            and found.thing.type is EntityType.MARKET
            and "'" in self.line.tokens[first].text
            and found.thing.span.start == self.line.tokens[first].start
        ):
            return None  # "Norway's largest exporter"
        return found

    @property
    def open_ended(self) -> bool:
        """Whether the measure is no metric of the vocabulary: its words are its label, not the name of a part."""
        return self.id.startswith("other:")

    def joined(self, n: int) -> tuple[int, int]:
        """The tokens of the noun phrase ``n`` and of what "and" joins to it: "leasing [and] management services", not past a measure or number."""
        parts = self.parse.phrases
        last = n
        while (
            last + 2 < len(parts)
            and parts[last + 1].kind is Kind.AND
            and parts[last + 2].kind is Kind.NOUN
            and self.plain_noun(last + 2)
            and self._ends(last + 3, n)
            and (self._lower(last) or self.word(parts[last + 2].last) in UNITS)
        ):
            last += 2
        return self._around_names(parts[n].first, parts[last].last)

    def _around_names(self, first: int, last: int) -> tuple[int, int]:
        """The range, widened to the ends of the names that reach over them."""
        tokens = self.line.tokens
        for mention in self.line.things:
            if mention.span.start < tokens[first].start < mention.span.end:
                first = next(k for k, t in enumerate(tokens) if t.start >= mention.span.start)
            if mention.span.start <= tokens[last].start and tokens[last].end < mention.span.end:
                last = max(k for k, t in enumerate(tokens) if t.start < mention.span.end)
        return first, last

    def _ends(self, n: int, first: int) -> bool:
        """Whether no verb follows that would make the phrase before ``n`` a subject of its own, unless all from ``first`` are its subject."""
        parts = self.parse.phrases
        return n >= len(parts) or parts[n].kind not in (Kind.VERB, Kind.NUMBER) or first in self.parse.subjects

    def _lower(self, n: int) -> bool:
        """Whether the phrase is no name of its own: "leasing and management services", not "Norway and Sweden"."""
        phrase = self.parse.phrases[n]
        start, end = self.line.tokens[phrase.first].start, self.line.tokens[phrase.last].end
        return not any(start <= m.span.start and m.span.end <= end for m in self.line.things)

    def plain_noun(self, n: int) -> bool:
        """Whether a phrase is a noun phrase of words, without pronoun, number or measure."""
        phrase = self.parse.phrases[n]
        if phrase.kind is not Kind.NOUN or self.parse.tags[phrase.head] is Tag.PRONOUN:
            return False
        return not any(self.line.tokens[k].kind in (METRIC, QUANTITY) for k in range(phrase.first, phrase.last + 1))

    def says(self, n: int, words: frozenset[str]) -> bool:
        """Whether the phrase ``n`` is one of ``words``."""
        return self.line.tokens[self.parse.phrases[n].first].text in words

    def word(self, k: int) -> str:
        """The word at token ``k``, empty for anything else."""
        return self.line.tokens[k].text if 0 <= k < len(self.line.tokens) and self.line.tokens[k].kind == WORD else ""
