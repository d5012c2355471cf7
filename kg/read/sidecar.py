"""What the user states about a document: NAME.meta.toml -> Meta, and the check of its values."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import fields
from difflib import get_close_matches

from kg.errors import KgError
from kg.types import DocumentType, Meta

KEYS = tuple(f.name for f in fields(Meta))
_FORMS = {
    "period": (re.compile(r"\d{4}-(?:Q[1-4]|H[12]|9M|FY)"), 'like "2021-Q1", "2021-H1", "2021-9M" or "2021-FY"'),
    "date": (re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?"), 'like "2021-05-20"'),
    "type": (re.compile("|".join(DocumentType)), "one of " + ", ".join(DocumentType)),
}


def parse(data: bytes, name: str) -> Meta:
    """The Meta stated in the TOML ``data`` of the file ``name``. Raises KgError naming file, key and the nearest valid key."""
    try:
        stated = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KgError(f"{name}: not TOML ({error})", 'write lines like: company = "Northwind Robotics"') from error
    values = {key: _value(key, value, name) for key, value in stated.items()}
    return Meta(*(values.get(key) for key in KEYS))  # type: ignore[arg-type]  # _value has checked each key's type


def checked(meta: Meta, name: str) -> Meta:
    """``meta`` as it is. Raises KgError naming the file ``name`` and the value where one is not in the form of its key."""
    for key in KEYS:
        if (value := getattr(meta, key)) is not None:
            _value(key, value, name)
    return meta


def over(first: Meta | None, second: Meta) -> Meta:
    """``first`` where it states something, else ``second``."""
    if first is None:
        return second
    return Meta(*(a if a is not None else b for a, b in ((getattr(first, k), getattr(second, k)) for k in KEYS)))


def _value(key: str, value: object, name: str) -> str | int:
    if key not in KEYS:
        near = get_close_matches(key, KEYS, 1, 0.5)
        raise KgError(f"{name}: unknown key {key!r}", f"did you mean {near[0]!r}?" if near else "keys are " + ", ".join(KEYS))
    if key == "year_end":
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 12:
            return value
        raise KgError(f"{name}: year_end is {value!r}", "give the month in which the fiscal year ends, 1 to 12")
    if key == "date" and isinstance(value, datetime.date):
        value = value.isoformat()[:10]
    if not isinstance(value, str) or not value.strip():
        raise KgError(f"{name}: {key} is {value!r}", "give a text in quotes that is not empty")
    form, told = _FORMS.get(key, (None, ""))
    if (form and not form.fullmatch(value)) or (key == "date" and not _is_day(value)):
        raise KgError(f"{name}: {key} is {value!r}", f"give it {told}")
    return value.strip()


def _is_day(value: str) -> bool:
    """Whether the calendar has such a day, month or year: "2021-05-20", "2021-05", "2021"."""
    try:
        datetime.date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError:
        return False
    return True
