"""The answers to "what is this number about": a thing and the way it was found, the company as a whole, or nothing that the words say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kg.types import Thing


@dataclass(frozen=True, slots=True)
class Found:
    """A thing as the subject of a number. ``rule`` names the way; ``vouched``: the sentence itself tells that it is a name ("the pump segment")."""

    thing: Thing
    rule: str
    vouched: bool = False


class Whole(Enum):
    """That the words speak of the company as a whole: "total company sales", "Northwind's revenue"."""

    COMPANY = "company"


Answer = Found | Whole | None
