"""Which words may name a segment, a product or a firm: the gates through which every finder and every subject of a number goes.

Pure functions of a text and a span; the words are data (``kg/data/gates.toml``).
"""

from __future__ import annotations

import re

from kg.extract.names.runs import words
from kg.lexicon import words_of
from kg.naming import demonyms, singular
from kg.types import EntityType, Span, Thing

_WORD = re.compile(r"[\w&][\w&'\u2019./+-]*")
_CONTRACTED = re.compile(r"['\u2019](?:ve|re|ll|d|m)\b")
_CLAUSE = re.compile(r"['\u2019](?:ve|re|ll|d|m)\b|\b(?:it|that|there|here|what|let|he|she|who)['\u2019]s\b|[.!?;:](?:\s|$)", re.IGNORECASE)
_COUNT = re.compile(r"[\d.,%$]+")
_BEHIND = re.compile(r" ([a-z]+)")
_SOLD = words_of("gates", "nouns") | words_of("gates", "earns")


def may_be_named(text: str, thing: Thing) -> bool:
    """Whether the words of ``text`` at a segment or product may be its name; other things pass."""
    if thing.type == EntityType.SEGMENT:
        return names_a_segment(text, thing.span)
    if thing.type == EntityType.CUSTOMER_GROUP:
        return names_a_group(thing.span.of(text))
    return thing.type != EntityType.PRODUCT or names_a_product(text, thing.span)


def names_a_segment(text: str, span: Span) -> bool:
    """Whether ``text[span]`` can be the name of a part of a company: a word for one behind a name ("the pump business"), a name in capitals that does not only open a
    sentence, or plain words that the text joins to such a word elsewhere ("pumps" where it also says "pump revenue")."""
    name = span.of(text)
    parts = _plain(name)
    if not parts:
        return False
    core = parts[:-1] if len(parts) > 1 and singular(parts[-1].lower()) in words_of("gates", "nouns") else parts
    if core and core[-1].lower() == "business" and parts[-1].lower().startswith("unit"):
        core = core[:-1]
    while len(core) < len(parts) and core and core[-1].lower() in words_of("gates", "joins"):  # "Kestrel content and services"
        core = core[:-1]
    low = [w.lower().removesuffix("'s").removesuffix("s'") for w in core]
    if not low or _said(core, low) or low[0] in words_of("gates", "joins") or low[-1] in words_of("gates", "joins") or (_bare(low, parts[len(core) :]) and not core[-1][0].isupper()):
        return False
    if not core[0][0].isupper() and low[0] in words_of("gates", "describing"):
        return False
    if len(core) < len(parts):
        return len(core) <= 8
    if set(low) <= words_of("gates", "describing") | words_of("gates", "structure") | words_of("gates", "alone"):
        return False
    if _capital(text, span, core):
        return True
    if len(core) > 5 or low[-1] in words_of("gates", "alone") | words_of("gates", "structure"):
        return False
    return joined(text, name) or joined(text, singular(name)) or (len(core) > 1 and _twice(text, name))


def _bare(low: list[str], nouns: list[str]) -> bool:
    """Whether the words say nothing of their own: "other business", "operations"; "operation support" does."""
    plain = words_of("gates", "describing") | words_of("gates", "structure")
    return set(low) <= plain and not (set(low) <= words_of("gates", "structure") and any(n.lower() not in plain for n in nouns))


def names_a_product(text: str, span: Span) -> bool:
    """Whether ``text[span]`` can be what a company offers: not a word for products alone ("product", "major products"), no clause, no place, no opening of a sentence."""
    name = span.of(text)
    parts = _plain(name)
    if not parts:
        return False
    low = [w.lower() for w in parts]
    if re.match(r"(?:[a-z]+|[A-Z]\w+)['\u2019]s (?:[a-z]+ )*[a-z]+$", name):  # "the company's products"
        return False
    if _said(parts, low) or low[0] in words_of("gates", "joins") or low[-1] in words_of("gates", "joins") or all(singular(w) in words_of("gates", "goods") or w in words_of("gates", "describing") | words_of("gates", "alone") for w in low):
        return False
    if any(w[0].isupper() or w[-1].isdigit() for w in parts):
        return len(parts) > 1 or not _opens(text, span) or not common(text, low[0])
    return low[0] not in words_of("gates", "describing")


def names_a_group(name: str) -> bool:
    """Whether words can name a group of customers: more than "customers" or "the bank", and no rest of a sentence."""
    low = [w.lower() for w in _plain(name)]
    content = [w for w in low if w not in words_of("gates", "describing") and w not in words_of("gates", "joins")]
    if not content or any(w in words_of("gates", "never") for w in low[low[0] == "another" :]):
        return False
    told = [w for w in content if singular(w) not in words_of("gates", "buyers")]
    return bool(told) and (len(content) > 1 or singular(low[-1]) != low[-1])


def names_a_firm(name: str, common: frozenset[str] = frozenset()) -> bool:
    """Whether a run of capitals can be a firm: not ordinary words alone, no clause; one word must be none that the document (``common``) also uses in lower case."""
    parts = _WORD.findall(name)
    if not parts or not any(c.isalpha() for c in name) or _CONTRACTED.search(name):
        return False
    low = [w.lower().rstrip(".") for w in parts]
    if len(low) > 1 and low[-1] in words_of("suffixes", "sure"):
        return True
    if low[0] in words("starts") and len(low) == 1:
        return False
    if all(w in words_of("gates", "never") or w in words_of("gates", "plain") or w in words_of("gates", "goods") or w in words("never") or _COUNT.fullmatch(w) for w in low):
        return False
    return len(low) > 1 or not (low[0] in common or low[0] in words_of("gates", "describing") | words_of("gates", "alone") or name in demonyms())


def _said(parts: list[str], low: list[str]) -> bool:
    """Whether words of a sentence stand among the words of a name: those without a capital, and an opening one that no capital follows."""
    opens = not next((part for part, w in zip(parts[1:], low[1:], strict=True) if w not in words_of("gates", "joins")), "x")[0].isupper()
    said = [w for i, (part, w) in enumerate(zip(parts, low, strict=True)) if not part[0].isupper() or (i == 0 and opens)]
    return any(w in words_of("gates", "never") for w in said) or (len(low) == 1 and low[0].endswith("ly"))


def _plain(name: str) -> list[str]:
    """The words of a name; none when it is a clause or holds a number with a sign."""
    if _CLAUSE.search(name) or "\n\n" in name or ("," in name.rstrip(",") and not re.search(r", [\w& ]+ (?:and|&) ", name)):
        return []
    return _WORD.findall(name)


def _capital(text: str, span: Span, core: list[str]) -> bool:
    """Whether the words of a name are capitalised, and not only because a sentence starts there."""
    if not all(w[0].isupper() or w[0].isdigit() or w.lower() in words_of("gates", "joins") for w in core):
        return False
    return len(core) > 1 or core[0].lower() in words_of("gates", "lines") or not _opens(text, span) or not common(text, core[0].lower())


def _opens(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 3) : span.start].rstrip(" \"'\u201c\u2018(")
    return not before or before[-1] in ".!?:\n"


def common(text: str, word: str) -> bool:
    """Whether a text uses a word in lower case."""
    return re.search(rf"(?<![\w'\u2019-]){re.escape(word)}(?![\w'\u2019-])", text) is not None


def _twice(text: str, name: str) -> bool:
    """Whether a text says these words more than once, with or without a capital in front."""
    rest = name[1:]
    return text.count(name[0].lower() + rest) + text.count(name[0].upper() + rest) > 1


def joined(text: str, name: str) -> bool:
    """Whether a text joins these words, as they stand, to a word for a part of a company or what it earns."""
    at = text.find(name)
    while at >= 0:
        behind = _BEHIND.match(text, at + len(name))
        if behind and singular(behind[1]) in _SOLD and not text[at - 1 : at].isalnum():
            return True
        at = text.find(name, at + 1)
    return False
