"""Which entities of different documents are one thing: keys first, and a reason for every join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.lexicon import words_of
from kg.naming import person_key, short_company_key, without_initials
from kg.resolve.items import Item, Key
from kg.resolve.joined import Joined, Member
from kg.types import EntityType

OWNED = (EntityType.SEGMENT, EntityType.CUSTOMER_GROUP, EntityType.PRODUCT, EntityType.BRAND)
_PLAIN = (EntityType.MARKET, EntityType.EXCHANGE, EntityType.INDEX, EntityType.GOVERNMENT_BODY)


def join_plain(items: Iterable[Item], joined: Joined) -> None:
    """Places, exchanges, indices and government bodies: one name, one thing."""
    groups: dict[tuple[EntityType, Key], list[Item]] = defaultdict(list)
    for item in items:
        if item.type in _PLAIN:
            groups[item.type, item.key].append(item)
    for (_, key), group in sorted(groups.items()):
        joined.join((i.member for i in group), f"same name: {' '.join(key)}")


def join_companies(items: Iterable[Item], joined: Joined) -> None:
    """Firms: the same name but for legal forms; a short form that only one full name claims; the same ticker with a shared first word."""
    firms = [i for i in items if i.type == EntityType.COMPANY]
    same: dict[str, list[Item]] = defaultdict(list)
    for item in firms:
        same["".join(item.key)].append(item)
    for key, group in sorted(same.items()):
        for _, part in sorted(_by_listing(group).items()):
            joined.join((i.member for i in part), f"same name but for legal forms: {key}")
    _join_short_forms(firms, joined)
    tickers: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in firms:
        for ticker in item.tickers:
            if not ticker.startswith("?"):
                tickers[ticker, item.key[:1][0] if item.key else ""].append(item)
    for (ticker, _), group in sorted(tickers.items()):
        joined.join((i.member for i in group), f"same listing and first word: {ticker}")


def _by_listing(group: list[Item]) -> Mapping[str, list[Item]]:
    """Firms of one name apart by ticker, when two of them are listed on one exchange under different tickers."""
    listed: dict[str, set[str]] = defaultdict(set)
    for item in group:
        for ticker in item.tickers:
            exchange, _, symbol = ticker.partition(":")
            if exchange != "?":
                listed[exchange].add(symbol)
    clash = {e for e, symbols in listed.items() if len({s[:3] for s in symbols}) > 1}
    parts: dict[str, list[Item]] = defaultdict(list)
    for item in group:
        mine = sorted(t for t in item.tickers if t.partition(":")[0] in clash)
        parts[mine[0] if mine else ""].append(item)
    return parts


def _join_short_forms(firms: list[Item], joined: Joined) -> None:
    names: dict[Key, list[Item]] = defaultdict(list)
    claims: dict[Key, list[Item]] = defaultdict(list)
    generic = words_of("suffixes", "kind") | words_of("suffixes", "weak") | words_of("suffixes", "legal")
    for item in firms:
        names[item.key].append(item)
        short = short_company_key(" ".join(item.key))
        for alias in {*item.aliases, short} - {item.key}:
            if len("".join(alias)) > 2 and not set(alias) <= generic and (item.key[: len(alias)] == alias or alias == short):
                claims[alias].append(item)
    for alias in sorted(claims.keys() & names.keys()):
        full = {joined.root(i.member): i for i in claims[alias]}
        if len({i.key for i in full.values()}) == 1:
            pair = [*names[alias], *full.values()]
            longest = max((i.key for i in full.values()), key=len)
            joined.join((i.member for i in pair), f"“{' '.join(alias)}” is a short form of “{' '.join(longest)}” and of no other name")


def join_people(items: Iterable[Item], joined: Joined) -> None:
    """People across documents: the same words of a name, in any order, at the same firm. A shared name alone joins nobody."""
    groups: dict[tuple[Key, Member], list[Item]] = defaultdict(list)
    for item in items:
        if item.type != EntityType.PERSON:
            continue
        firms = item.employers or ((item.company,) if item.company else ())
        for firm in {joined.root(f) for f in firms}:
            for form in _forms(item):
                groups[form, firm].append(item)
    for (form, _), group in sorted(groups.items()):
        joined.join((i.member for i in group), f"same name at the same firm: {' '.join(form)}")


def _forms(item: Item) -> set[Key]:
    keys = {person_key(n) for n in (item.entity.name, *item.entity.aliases)}
    return {tuple(sorted(without_initials(k))) for k in keys if len(k) > 1}


def join_owned(items: Iterable[Item], joined: Joined) -> None:
    """Segments, products, customer groups: the same name, or one that differs by a generic word, of the same company."""
    groups: dict[tuple[EntityType, Key, Member | None], list[Item]] = defaultdict(list)
    for item in items:
        if item.type in OWNED:
            owner = joined.root(item.owner) if item.owner else None
            groups[item.type, core(item), owner].append(item)
    for (_, key, _), group in sorted(groups.items(), key=lambda kv: (kv[0][0], kv[0][1], kv[0][2] or ("", ""))):
        joined.join((i.member for i in group), f"same name of the same company: {' '.join(key)}")


def core(item: Item) -> Key:
    """The words of a name without the generic ones at its end."""
    generic = words_of("generics", item.type.value) if item.type != EntityType.BRAND else frozenset()
    key = list(item.key)
    while len(key) > 1 and key[-1] in generic:
        key.pop()
    return tuple(key)
