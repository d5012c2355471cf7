"""Whose a number of an article is: the firm, place, person, index, currency or commodity that the words of its sentence make it the number of, else what the story speaks of.

    number -> WAYS over the phrases of its sentence -> a thing, or a reference to one -> what the sentences before were about -> what the story is about
"""

from kg.extract.owners.story import Owners

__all__ = ["Owners"]
