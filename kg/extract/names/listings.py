"""Tickers, exchanges and Reuters codes: "(NYSE: NWR)", "[HKG: 6638]", "( NWR.N )", "<NWR.O>", "<.XSEC>"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.types import EntityType, Span, Thing


@dataclass(frozen=True, slots=True)
class Listing:
    """A ticker in brackets: where it stands, the symbol, and the exchange that its prefix or suffix names (if it names one)."""

    span: Span  # brackets included
    ticker: str
    exchange: Thing | None


@cache
def _prefixes() -> dict[str, str]:
    return {p.upper(): row["name"] for row in table("exchanges")["exchange"] for p in (*row["prefixes"], row["name"], *row["aliases"])}


@cache
def _suffixes() -> dict[str, str]:
    return {s: row["name"] for row in table("exchanges")["exchange"] for s in row["suffixes"]}


_PREFIXED = re.compile(r"[(\[]\s*(?:[A-Z]+\s*[:,]\s*[\w.]+\s*[;,/]\s*)?(?P<exchange>[A-Za-z][A-Za-z .]{1,28}?)\s*(?:\([A-Z]+\))?\s*[:\u2014-]\s*(?P<ticker>[A-Z0-9][A-Z0-9.\-]{0,9})\b[^()\[\]]{0,40}[)\]]")
_RIC = re.compile(r"[(<]\s*(?P<ticker>[A-Z0-9]{1,6}(?:_[a-z])?)\.(?P<suffix>[A-Z]{1,2})\s*[)>]|<(?P<bare>[A-Z]{1,5})>")
_LOOSE = re.compile(r"(?<=[a-zA-Z]) (?P<ticker>[A-Z]{1,5})\.(?P<suffix>[NOL]|OQ|HK|TO|PA|DE)(?= )")
_INDEX = re.compile(r"[<( ](?P<code>\.[A-Z][A-Z0-9]{1,7})\b\s*[>)]?")


def listings(text: str, start: int, end: int) -> Iterator[Listing]:
    """The tickers in ``text[start:end]`` that stand in brackets or behind a name as a Reuters code."""
    for match in _PREFIXED.finditer(text, start, end):
        name = _prefixes().get(" ".join(match["exchange"].split()).upper())
        if name:
            yield Listing(Span(*match.span()), match["ticker"].rstrip(".-"), Thing(EntityType.EXCHANGE, name, Span(*match.span("exchange"))))
    for pattern in (_RIC, _LOOSE):
        for match in pattern.finditer(text, start, end):
            bare = match.groupdict().get("bare")
            name = None if bare else _suffixes().get(match["suffix"])
            if bare or name:
                where = Span(*match.span("bare" if bare else "suffix"))
                yield Listing(Span(*match.span()), bare or match["ticker"], Thing(EntityType.EXCHANGE, name, where) if name else None)


def index_codes(text: str, start: int, end: int) -> Iterator[Thing]:
    """Reuters codes of indices: ".XSEC"."""
    for match in _INDEX.finditer(text, start, end):
        yield Thing(EntityType.INDEX, match["code"], Span(*match.span("code")))
