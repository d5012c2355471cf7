"""What a number is about: the company, or a segment, product, market or customer group.

names of the document -> Parts; a number with its measure -> Asked; WAYS -> Found, Whole.COMPANY or nothing
"""

from __future__ import annotations

from kg.extract.subjects.asked import Asked
from kg.extract.subjects.found import Answer, Found, Whole
from kg.extract.subjects.parts import Parts, parts_of
from kg.extract.subjects.ways import WAYS, subject_of

__all__ = ["WAYS", "Answer", "Asked", "Found", "Parts", "Whole", "parts_of", "subject_of"]
