"""Months, days of the week and the ordinals of quarters, as they are written in English."""

from __future__ import annotations

MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

# Pieces of patterns that match without regard to case.
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may\.?|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)  # "Jan", "Sept.", "March"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
ORDINAL = "(?:" + "|".join(ORDINALS) + ")"


def month_number(name: str) -> int:
    """1-12 of a month's name in any case, whole or cut after three letters or more. Raises KeyError for anything else."""
    return MONTHS[name[:3].lower()]
