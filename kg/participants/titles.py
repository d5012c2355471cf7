"""Job titles: what is one, which part on the call it gives, and the organisation it is held at."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.participants.names import plain
from kg.participants.words import words
from kg.types import EntityType, Part, Span, Standing, Thing, Title

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*|&")
_IR = re.compile(r"\binvestors? (?:& )?relations?\b|\bIRO?\b|\binvestor &|\binvestor communications\b", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|at|for)\s+(?:the\s+)?(?=[A-Z])")
_COMMA = re.compile(r"(?P<office>[A-Z][\w -]*?(?: and [A-Z][\w -]*?| & [A-Z][\w -]*?)?),\s+(?P<org>[A-Z][^,;]*)$")
_AT_THE_HEAD = frozenset({"ceo", "cfo", "coo", "president", "chief executive officer", "chief financial officer", "chief operating officer", "chief executive", "president and ceo", "president & ceo", "ceo and president", "president and chief executive officer"})
_OWNED = re.compile(r"['\u2019]s(?:\s+|$)")
_PAST = re.compile(r"^(?:former|ex|retired|past)\b", re.IGNORECASE)
_FUTURE = re.compile(r"^(?:incoming|future)\b|\b(?:designate|elect)$", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:&amp;|&|;|,?\s+and\b|,)\s*")


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Whether ``text`` is a job title: it holds a word such as officer, president, analyst."""
    if len(text) > 160:
        return False
    return any(plain(w) in words("roles") for w in _WORD.findall(text))


@lru_cache(maxsize=4096)
def is_plain_analyst(text: str) -> bool:
    """Whether the title says no more than "analyst"."""
    found = [plain(w) for w in _WORD.findall(text)]
    return bool(found) and all(w in words("plain_analyst") for w in found)


def part_of(title: str) -> Part:
    """What somebody with this title is on the call."""
    title = " ".join(title.split())
    low = plain(title)
    if is_plain_analyst(title) and ("analys" in low or "associate" in low):
        return Part.ANALYST
    if "operator" in low:
        return Part.OPERATOR
    if "moderator" in low or low == "host":
        return Part.MODERATOR
    if "interpreter" in low or "translator" in low:
        return Part.INTERPRETER
    if _IR.search(title) and not re.search(r"\b(?:CFO|CEO|chief)\b", title, re.IGNORECASE):
        return Part.INVESTOR_RELATIONS
    return Part.EXECUTIVE


def read_titles(text: str, span: Span) -> tuple[Title, ...]:
    """The titles in ``text[span]``: one, or several where one of them is held at another organisation ("Secretary & CEO of SME Banking")."""
    whole = span.of(text)
    if not _OF.search(whole) and not _COMMA.match(whole):
        return (Title(_tidy(whole), span, standing=_standing(whole)),) if whole.strip() else ()
    pieces: list[tuple[int, int]] = []
    last = 0
    for m in _SPLIT.finditer(whole):
        rest = whole[m.end() :]
        if is_title(whole[last : m.start()]) and is_title(_upto_split(rest)):
            pieces.append((last, m.start()))
            last = m.end()
    pieces.append((last, len(whole)))
    read = [_with_org(text, Span(span.start + a, span.start + b)) for a, b in pieces]
    if not any(t.org for t in read):
        return (Title(_tidy(whole), span, standing=_standing(whole)),)
    out: list[Title] = []
    for t in read:
        if out and not t.org and not out[-1].org:
            joined = Span(out[-1].span.start, t.span.end)
            out[-1] = Title(_tidy(joined.of(text)), joined)
        elif out and t.org and not out[-1].org and _shared(out[-1].text):
            joined = Span(out[-1].span.start, t.span.end)
            out[-1] = Title(_tidy(text[joined.start : t.span.start] + t.text), joined, t.org)
        else:
            out.append(t)
    return tuple(out)


def _shared(text: str) -> bool:
    """"Chairman and CEO of X": two bare titles before one organisation share it."""
    return plain(text) in words("organisation_titles") and plain(text) in ("chairman", "president", "founder", "chair", "co-founder")


def _upto_split(text: str) -> str:
    m = _SPLIT.search(text)
    return text[: m.start()] if m else text


def _with_org(text: str, span: Span) -> Title:
    whole = span.of(text)
    comma = _COMMA.match(whole)
    if comma and plain(comma["office"]) in _AT_THE_HEAD and not is_title(comma["org"]):
        name = Span(span.start + comma.start("org"), span.end)
        org = organisation(name.of(text), name, plain(comma["office"]))
        if org is not None:
            return Title(_tidy(comma["office"]), span, org, _standing(whole))
    m = _OF.search(whole)
    if m and plain(whole[: m.start()].strip().replace("co - ", "co-")) in words("organisation_titles"):
        name = Span(span.start + m.end(), span.end)
        org = organisation(name.of(text), name, plain(whole[: m.start()].strip()))
        if org is not None:
            return Title(_tidy(whole[: m.start()]), span, org, _standing(whole))
    return Title(_tidy(whole), span, standing=_standing(whole))


def _standing(title: str) -> Standing:
    """"Former CFO" is past, "incoming CFO" and "CFO designate" are to come."""
    bare = title.strip()
    return Standing.PAST if _PAST.search(bare) else Standing.FUTURE if _FUTURE.search(bare) else Standing.CURRENT


def organisation(name: str, span: Span, title: str) -> Thing | None:
    """What the words after "of" name: a segment, a firm, or nothing ("Head of Tax")."""
    owned = _OWNED.search(name)
    if owned is not None:
        span = Span(span.start + owned.end(), span.end) if owned.end() < len(name) else Span(span.start, span.start + owned.start())
        name = name[owned.end() :] or name[: owned.start()]
    tokens = [plain(w) for w in _WORD.findall(name)]
    if not tokens or not name[0].isupper():
        return None
    last = tokens[-1]
    if all(t in words("title_words") | {"and", "of", "the"} for t in tokens) and last not in ("banking",):
        return None
    if last in words("roles") or tokens[0] in _SELF or (tokens[0] == "the" and len(tokens) > 1 and tokens[1] in _SELF):
        return None
    shown = " ".join(name.split())
    if last in words("function_words"):
        return Thing(EntityType.SEGMENT, shown, span)
    if title == "president" and last.endswith("s"):
        return Thing(EntityType.SEGMENT, shown, span)
    return Thing(EntityType.COMPANY, shown, span)


_SELF = frozenset({"company", "board", "committee", "firm", "corporation", "management", "bank", "audit", "supervisory", "executive", "safe", "question"})


def _tidy(text: str) -> str:
    return " ".join(text.replace("&amp;", "&").replace(" ,", ",").split()).strip(" -\u2013,;")


_SHORT = {
    "ceo": "chief executive officer", "cfo": "chief financial officer", "coo": "chief operating officer", "cto": "chief technology officer", "cio": "chief information officer", "cmo": "chief marketing officer",
    "vp": "vice president", "svp": "senior vice president", "evp": "executive vice president", "avp": "assistant vice president", "ir": "investor relations", "md": "managing director", "gm": "general manager", "sr": "senior", "iro": "investor relations officer",
    "cso": "chief strategy officer", "cco": "chief commercial officer", "cao": "chief accounting officer", "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "&": "and", "amp": "and", "exec": "executive",
}  # fmt: skip


@lru_cache(maxsize=4096)
def spelled(title: str) -> str:
    """The title with its abbreviations written out, folded: for comparing two wordings of one title."""
    found = (plain(w) for w in _WORD.findall(title.replace("&amp;", "&")))
    return " ".join(_SHORT.get(w, w) for w in found if w not in ("the", "our", "of", "and", "&", "company"))


@lru_cache(maxsize=4096)
def canonical(title: str) -> frozenset[str]:
    """The single offices of a title, each written out: "Chairman & CEO" -> {"chairman", "chief executive officer"}."""
    return frozenset(s for piece in _SPLIT.split(title) if (s := spelled(piece)))
