"""Listings: a ticker with its exchange behind a firm's name, in the header, or "Hong Kong-listed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.names.survey import Names
from kg.lexicon import table
from kg.naming import canonical
from kg.types import Context, EntityType, Predicate, Relation, Span, Thing

_LISTED = re.compile(r"\b([A-Z][\w.]+(?: [A-Z][\w.]+)?)-(?:listed|traded)\b")


@cache
def _seats() -> dict[str, str]:
    rows = table("exchanges")["exchange"]
    return {row["seat"]: row["name"] for row in rows if "seat" in row} | {n: row["name"] for row in rows for n in (row["name"], *row["aliases"])}


def listed(context: Context) -> Iterator[Relation]:
    """One listedOn for each ticker with an exchange, and for "X-listed" beside a firm."""
    names = context.names
    yield from _header(context)
    if not isinstance(names, Names):
        return
    firms = [m.value for m in names.mentions if isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY]
    for listing in names.listed:
        if listing.exchange is None or listing.exchange.span.end - listing.exchange.span.start < 2:
            continue
        text = context.document.text
        before = [t for t in firms if t.span.end <= listing.span.start and "\n\n" not in text[t.span.end : listing.span.start] and listing.span.start - t.span.end <= 30]
        if before and text[listing.exchange.span.start : listing.exchange.span.end].isalpha() and ":" in text[listing.span.start : listing.span.end]:
            yield _listing(before[-1], listing.exchange, listing.ticker, Span(before[-1].span.start, listing.span.end))
    text = context.document.text
    for match in _LISTED.finditer(text) if "-listed" in text or "-traded" in text else ():
        name = _seats().get(match[1])
        firm = next((t for t in firms if 0 <= t.span.start - match.end() <= 2), None)
        if name and firm:
            yield _listing(firm, Thing(EntityType.EXCHANGE, name, Span(*match.span(1))), None, Span(match.start(), firm.span.end))


def _header(context: Context) -> Iterator[Relation]:
    header, company = context.layout.header, context.company
    if company is None or header.ticker is None or header.exchange is None or header.ticker.span is None or header.exchange.span is None:
        return
    name = canonical(EntityType.EXCHANGE, header.exchange.value)
    spans = sorted((header.ticker.span, header.exchange.span))
    if spans[1].end - spans[0].start < 60:
        yield _listing(company, Thing(EntityType.EXCHANGE, name, header.exchange.span), header.ticker.value, Span(spans[0].start, max(s.end for s in spans)))


def _listing(firm: Thing, exchange: Thing, ticker: str | None, span: Span) -> Relation:
    return Relation(span=span, rule="relations.listedOn", subject=firm, predicate=Predicate.LISTED_ON, object=exchange, ticker=ticker)
