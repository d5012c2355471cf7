"""Names -> keys under which two spellings of one name meet. Pure string work, shared by the entities of one document and by ``kg.resolve``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.fold import fold
from kg.lexicon import table, words_of
from kg.types import EntityType

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b([^\W\d_])\.")
_POSSESSIVE = re.compile(r"'s?$")


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, accents and dots inside abbreviations removed: "J.P. Morgan & Co." -> jp, morgan, &, co."""
    plain = fold(name)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    flat = _DOTTED.sub(lambda m: m.group().replace(".", ""), plain)
    return tuple(_POSSESSIVE.sub("", w) for w in _WORD.findall(flat))


@lru_cache(maxsize=65536)
def company_key(name: str) -> tuple[str, ...]:
    """The words that tell the firm: without "the" in front and without legal forms at the end. Never empty for a name that has words."""
    words = list(tokens(name))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(_without_tail(words, words_of("suffixes", "legal"))) or tuple(words)


def short_company_key(name: str) -> tuple[str, ...]:
    """As ``company_key``, also without "Group", "Holdings" and the like at the end."""
    words = list(company_key(name))
    return tuple(_without_tail(words, words_of("suffixes", "weak") | words_of("suffixes", "legal"))) or tuple(words)


def _without_tail(words: list[str], endings: frozenset[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1:
        size = next((n for n in (3, 2, 1) if n < len(kept) and " ".join(kept[-n:]) in endings), 0)
        if not size and kept[-1] not in ("&", "and"):
            break
        kept = kept[: -(size or 1)]
    return kept


@lru_cache(maxsize=65536)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name as written, without "Mr." in front and "Jr.", "CFA" behind. Never empty for a name that has words."""
    words = list(tokens(name))
    while len(words) > 1 and words[0] in words_of("honorifics", "before"):
        words = words[1:]
    while len(words) > 1 and words[-1] in words_of("honorifics", "after"):
        words = words[:-1]
    return tuple(words)


def without_initials(key: tuple[str, ...]) -> tuple[str, ...]:
    """A person's key without single letters in the middle: alex, c, yao -> alex, yao."""
    if len(key) < 3:
        return key
    return (key[0], *(w for w in key[1:-1] if len(w) > 1), key[-1])


@lru_cache(maxsize=65536)
def common_key(name: str) -> tuple[str, ...]:
    """Of a segment, product, customer group or place: without articles and possessives in front, in the singular."""
    words = list(tokens(name))
    while len(words) > 1 and words[0] in ("the", "our", "its", "their", "a", "an", "your", "his"):
        words = words[1:]
    return tuple(singular(w) for w in words)


def singular(word: str) -> str:
    """A rough singular, for comparing only: "services" and "service" meet, "business" and "gas" stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def key_of(type_: EntityType, name: str) -> tuple[str, ...]:
    """The key of a name under its type."""
    if type_ == EntityType.COMPANY:
        return company_key(name)
    if type_ == EntityType.PERSON:
        return person_key(name)
    return common_key(name)


def slug(name: str) -> str:
    """NFKD, ASCII, lower case, hyphens: "Crédit Agricole" -> "credit-agricole". Letters without an ASCII form keep their code point in hex."""
    flat = unicodedata.normalize("NFKD", fold(name)).replace("'", "")
    plain = "".join(c if c.isascii() else "" if unicodedata.combining(c) else f"{ord(c):x}-" if c.isalnum() else " " for c in flat)
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("&", " and ")))


@cache
def _canonical() -> dict[tuple[EntityType, tuple[str, ...]], str]:
    out: dict[tuple[EntityType, tuple[str, ...]], str] = {}
    for file, group, type_ in (("exchanges", "exchange", EntityType.EXCHANGE), ("government", "body", EntityType.GOVERNMENT_BODY), ("indices", "index", EntityType.INDEX)):
        for row in table(file)[group]:
            for name in (row["name"], *row["aliases"], *row.get("prefixes", ())):
                out.setdefault((type_, common_key(name)), row["name"])
    for name, (label, _) in places().items():
        out.setdefault((EntityType.MARKET, common_key(name)), label)
    for row in table("brokers")["broker"]:
        for name in (row["name"], *row["aliases"]):
            out.setdefault((EntityType.COMPANY, company_key(name)), row["name"])
    return out


@cache
def places() -> dict[str, tuple[str, str]]:
    """Every way to write a place, with its capitals -> (the name to be known by, code)."""
    out: dict[str, tuple[str, str]] = {}
    data = table("places")
    for group in ("countries", "regions", "states", "cities"):
        for line in data[group].strip().splitlines():
            label, code, aliases = [*str(line).split("|"), "", ""][:3]
            for name in (label, *(a.strip() for a in aliases.split(",") if a.strip())):
                out.setdefault(name, (label, code))
    return out


@cache
def demonyms() -> dict[str, str]:
    """Adjective -> place: "Chinese" -> "China"."""
    data = table("places")
    lines = [*data["countries"].strip().splitlines(), *data["regions"].strip().splitlines()]
    split = [line.split("|") for line in lines]
    return {d.strip(): parts[0] for parts in split if len(parts) > 3 for d in parts[3].split(",") if d.strip()}


def canonical(type_: EntityType, name: str) -> str:
    """The name to be known by of a place, exchange, index, government body or broker that the word lists know; else ``name`` itself."""
    return _canonical().get((type_, key_of(type_, name)), name)
