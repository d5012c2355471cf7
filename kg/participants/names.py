"""Names of people: what looks like one, its comparable form, and when two of them may be one person. Strings only, no offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from kg.participants.words import nicknames, words

_TRIM = ".,;:()[]\"'\u2018\u2019\u201c\u201d*"
_TOKEN = re.compile(r"^[^\W\d_][\w.'\u2018\u2019\u2010-\u2015-]*$")
_INITIAL = re.compile(r"^[A-Z]\.?$")
_INITIALS = re.compile(r"^(?:[A-Z]\.?){1,4}$")
_SENTENCE = re.compile(r"[?!;:/\\=<>@#%$\u20ac\u00a3{}|_\d]|\.\.|,(?!\s*(?:Jr|Sr|II|III|IV|CFA|CPA|Ph\.?D|M\.?D|Esq)\b)")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower case, without accents, plain apostrophes: for comparing words. A pure function; the cache holds no document."""
    if text.isascii():
        return text.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.replace("\u2019", "'").replace("\u2018", "'").lower()


@lru_cache(maxsize=8192)
def looks_like_name(text: str, single: bool = False, listed: bool = False) -> bool:
    """Whether ``text`` (white space collapsed) can be a person's name: two to six capitalised words, none of them a title, firm or common word.

    ``listed``: the text stands where names are listed, so that a common word may be a surname ("Heather Day").
    """
    if not 2 <= len(text) <= 60 or _SENTENCE.search(text):
        return False
    bare = strip_honorific(text)
    tokens = bare.split()
    if len(tokens) > 6 or len(tokens) < (1 if single else 2):
        return False
    if tokens[-1].endswith(".") and not _abbreviated(tokens[-1]):
        return False
    full = 0
    for i, token in enumerate(tokens):
        word = plain(token.strip(_TRIM))
        if not word:
            return False
        if word in words("suffixes") and i:
            continue
        if not _INITIAL.match(token) and _never(word) and not (i and i == len(tokens) - 1 and word in (words("not_names") if listed else _SURNAMES)):
            return False
        if token[0].islower():
            if word in words("particles") or (i and token[:2] in ("d'", "d\u2019", "al")):
                continue
            return False
        core = token.strip("()\"'\u201c\u201d\u2018\u2019,")
        if not _TOKEN.match(core):
            return False
        full += len(core.strip(".")) > 1 or i > 0
    return full >= 1


def _abbreviated(token: str) -> bool:
    return len(token) <= 3 or plain(token.strip(_TRIM)) in words("suffixes") or "." in token[:-1]


@lru_cache(maxsize=8192)
def _never(word: str) -> bool:
    return word in words("not_names") or (word in words("roles") and word not in _NAMES_TOO) or word in words("title_words") or word in words("firms")


_NAMES_TOO = frozenset({"ed", "md", "gc", "head"})  # words of titles that are names as well
_SURNAMES = frozenset({"may", "day", "page", "english"})  # common words that are surnames as well


def strip_honorific(text: str) -> str:
    """``text`` without a leading "Mr.", "Dr." and the like."""
    head, _, rest = text.partition(" ")
    return rest.strip() if rest and plain(head.strip(".")) in words("honorifics") else text


@lru_cache(maxsize=8192)
def key(name: str) -> tuple[str, ...]:
    """The comparable form: folded words without honorifics, suffixes and punctuation."""
    parts = (plain(token.strip(_TRIM)) for token in strip_honorific(name).replace(",", " ").split())
    out = tuple(part.replace(".", "").replace("-", "") for part in parts if part and part not in words("suffixes"))
    return out or (plain(name),)


@lru_cache(maxsize=8192)
def shown(name: str) -> str:
    """The name to be known by: white space collapsed, no honorific, capitals only where names have them."""
    bare = strip_honorific(" ".join(name.replace(" ,", ",").split())).strip(",;: ")
    if bare.isupper() and len(bare) > 4:
        bare = " ".join(w if (_INITIALS.match(w) and len(w) <= 2) or plain(w) in ("ii", "iii", "iv") else _title(w) for w in bare.split())
    return bare


def _title(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m.group()[0].upper() + m.group()[1:].lower(), word)


def same_given(a: str, b: str) -> bool:
    """Whether two given names may be one person's: equal, one the beginning or initial of the other, or a known short form."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return (len(short) >= 3 and long.startswith(short)) or b in nicknames().get(a, ()) or a in nicknames().get(b, ())


def alike(a: str, b: str) -> bool:
    """Whether two words are spellings of one name: at most one slip in short words, two in long ones."""
    return a == b or (min(len(a), len(b)) >= 4 and a[0] == b[0] and DamerauLevenshtein.distance(a, b) <= (1 if min(len(a), len(b)) < 7 else 2))


@lru_cache(maxsize=8192)
def why_same(a: str, b: str) -> str | None:
    """Why two full names are one person by their letters alone, or None."""
    x, y = key(a), key(b)
    if x == y:
        return "same name"
    if len(x) < 2 or len(y) < 2:
        return None
    if sorted(x) == sorted(y):
        return "same names in another order"
    if "".join(x) == "".join(y):
        return "same letters"
    for p, q in ((x, y), (y, x)):
        if p[-1] == q[-1] and p[0] == q[0]:
            return "same name, middle names left out"
    if x[-1] == y[-1] and same_given(x[0], y[0]):
        return "short form of the given name"
    if x[-1] == y[-1] and (x[0] in y[1:-1] or y[0] in x[1:-1]):
        return "known by a middle name"
    if len(x) == 2 and len(y) == 2 and x[0] == y[1] and alike(x[1], y[0]):
        return "same names in another order"
    if set(x) < set(y) or set(y) < set(x):
        return "some of the names left out"
    return None


def why_perhaps(a: str, b: str) -> str | None:
    """Why two names may be one person when the course of the call says so as well (announced, then speaking), or None."""
    x, y = key(a), key(b)
    if why_same(a, b):
        return why_same(a, b)
    if x[-1] == y[-1] and len(x) > 1 and len(y) > 1:
        return "same surname, announced and then speaking"
    if alike(x[-1], y[-1]) and (same_given(x[0], y[0]) or alike(x[0], y[0])):
        return "spelt differently, announced and then speaking"
    if same_given(x[0], y[0]) and len(x[0]) > 2:
        return "same given name, announced and then speaking"
    if set(x) & set(y) - words("particles"):
        return "a name in common, announced and then speaking"
    return None
