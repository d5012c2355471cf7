"""A fact beside its text: the characters that prove it, who says them, the rule that read them and the mentions it was built from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum

from kg.jsonl import plain
from kg.types import Analyst, Fact, Mention, Observation, Reading, Relation, Role, Span

_AROUND = 90  # characters of text shown on either side


def find(reading: Reading, what: str | None = None) -> tuple[Fact, ...]:
    """The facts that ``what`` points at: an offset inside the evidence, an entity id, or words of the evidence, metric or predicate."""
    if what is None:
        return reading.facts
    if what.isdecimal():
        place = int(what)
        return tuple(fact for fact in reading.facts if fact.span.start <= place < fact.span.end)
    if any(entity.id == what for entity in reading.entities):
        return tuple(fact for fact in reading.facts if what in ends(fact))
    words = what.casefold()
    return tuple(fact for fact in reading.facts if words in _searched(reading, fact))


def ends(fact: Fact) -> tuple[str, ...]:
    """The ids of the entities that a fact is about."""
    match fact:
        case Role():
            return fact.person.key, fact.org.key
        case Analyst():
            return fact.person.key, fact.broker.key
        case Relation():
            return fact.subject.key, fact.object.key
        case Observation():
            return (fact.of.key,)


def explain(reading: Reading, fact: Fact) -> Iterator[str]:
    """``fact`` as lines of text: what it says, its text with the evidence between ``[[`` and ``]]``, its rule, its mentions."""
    text, span = reading.document.text, fact.span
    yield f"{reading.document.id} {span.start}-{span.end}  {says(reading, fact)}"
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    yield "  | " + _one_line(f"{before}[[{span.of(text)}]]{after}")
    speaker = f", said by {_name(reading, fact.by)}" if fact.by else ""
    yield f"  rule {fact.rule}, confidence {fact.confidence}{speaker}"
    for mention in fact.because:
        yield from _mention(text, mention, "  ")


def says(reading: Reading, fact: Fact) -> str:
    """``fact`` in one line of words."""
    match fact:
        case Role():
            return f"{_name(reading, fact.person.key)} is {fact.title} of {_name(reading, fact.org.key)} ({fact.standing.value})"
        case Analyst():
            return f"{_name(reading, fact.person.key)} is an analyst at {_name(reading, fact.broker.key)}"
        case Relation():
            return f"{_name(reading, fact.subject.key)} {fact.predicate.value} {_name(reading, fact.object.key)} ({fact.standing.value})"
        case Observation():
            return f"{fact.metric} of {_name(reading, fact.of.key)}: {amount(fact)} ({', '.join(_circumstances(fact))})"


def amount(fact: Observation) -> str:
    """Level and change of an observation: ``412600000 USD, +18 percent YoY``."""
    unit = f" {fact.unit}" if fact.unit else ""
    level = f"{fact.bound or ''}{plain(fact.value)}{unit}" if fact.value is not None else ""
    if fact.low is not None or fact.high is not None:
        of_change = "change of " if fact.on_change else ""
        level = f"{of_change}{plain(fact.low) or '…'} to {plain(fact.high) or '…'}{unit}"
    change = ""
    if fact.change is not None:
        change = f"{'+' if fact.change > 0 else ''}{plain(fact.change)} {fact.change_unit or ''} {fact.basis or ''}".strip()
    return ", ".join(part for part in (level, change) if part) or "no number"


def _circumstances(fact: Observation) -> Iterator[str]:
    yield fact.status.value
    for name in ("period", "accounting"):
        if getattr(fact, name):
            yield getattr(fact, name)
    if fact.share_of:
        yield f"share of {fact.share_of}"
    if fact.prior is not None:
        yield f"from {plain(fact.prior)}" + (f" in {fact.prior_period}" if fact.prior_period else "")


def _mention(text: str, mention: Mention, indent: str) -> Iterator[str]:
    yield f"{indent}+- {mention.kind} {mention.span.start}-{mention.span.end} {_quoted(mention.span, text)}  {mention.rule}{_value(mention.value)}"


def _quoted(span: Span, text: str) -> str:
    return f'"{_one_line(span.of(text))}"'


def _value(value: object) -> str:
    """The fields of a finder's value that say something, short."""
    if value is None:
        return ""
    if not is_dataclass(value):
        return f"  {_plainly(value)}"
    told = [(f.name, getattr(value, f.name)) for f in fields(value) if not isinstance(getattr(value, f.name), Span)]
    return "  " + ", ".join(f"{name}={_plainly(item)}" for name, item in told if item not in (None, False, "", ()))


def _plainly(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value) or ""
    if isinstance(value, Enum):
        return str(value.value)
    return str(getattr(value, "id", value))


def _name(reading: Reading, key: str | None) -> str:
    return next((entity.name for entity in reading.entities if entity.id == key), key or "nobody")


def _searched(reading: Reading, fact: Fact) -> str:
    return f"{fact.span.of(reading.document.text)} {says(reading, fact)}".casefold()


def _one_line(text: str) -> str:
    return " ".join(text.split())
