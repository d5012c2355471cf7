"""Listings: a ticker with its exchange behind a firm's name, in the header, or "Hong Kong-listed"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from kg.extract.names.survey import Names
from kg.lexicon import table
from kg.naming import canonical
from kg.types import Context, EntityType, Predicate, Relation, Span, Thing

_LISTED = re.compile(r"\b([A-Z][\w.]+(?: [A-Z][\w.]+)?)-(?:listed|traded)\b")

_GAP = 30  # characters between a firm and its ticker at most


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
    text = context.document.text
    starts, ends = [t.span.start for t in firms], [t.span.end for t in firms]
    for listing in names.listed:
        if listing.exchange is None or listing.exchange.span.end - listing.exchange.span.start < 2:
            continue
        nearest = bisect_right(ends, listing.span.start) - 1
        near = nearest >= 0 and listing.span.start - ends[nearest] <= _GAP and "\n\n" not in text[ends[nearest] : listing.span.start]
        if near and text[listing.exchange.span.start : listing.exchange.span.end].isalpha() and ":" in text[listing.span.start : listing.span.end]:
            yield _listing(firms[nearest], listing.exchange, listing.ticker, Span(firms[nearest].span.start, listing.span.end))
    for match in _LISTED.finditer(text) if "-listed" in text or "-traded" in text else ():
        name = _seats().get(match[1])
        at = bisect_left(starts, match.end())
        firm = firms[at] if at < len(firms) and starts[at] - match.end() <= 2 else None
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
