"""What a number is about: the company, or a segment, product, market or customer group named beside the metric, in front of the sentence, or before."""

from __future__ import annotations

from dataclasses import dataclass

from kg.types import Thing


@dataclass(frozen=True, slots=True)
class Topic:
    """The thing that a paragraph is about until another one comes."""

    thing: Thing
