"""Reading a name or a firm where the text runs on: from an offset forwards, or backwards from one."""

from __future__ import annotations

import re

from kg.participants.names import looks_like_name, plain
from kg.participants.words import words
from kg.types import Span

_NEXT = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t]*)?([^\s,;:?!()\[\]]+)")
_SUFFIX = re.compile(r",?\s+(?:Inc|LLC|L\.L\.C|LLLP|LLP|L\.P|LP|Ltd|Corp|Co|PLC|Plc|N\.A|Incorporated|Research Division|Equity Research)\b\.?")
_ABBREVIATED = re.compile(r"^(?:[A-Z]\.)+$|^(?:St|Co|Cos|Inc|Corp|Ltd|Mr|Ms|Dr|Jr|Sr|Bros|Wm|Jos|Geo|Joh|Chas|Ste|[A-Z][a-z]?)\.$")
_JOIN = frozenset({"&", "and", "of", "de", "the", "+"})


def _upper(token: str) -> bool:
    return token[0].isupper() or (token[0] in "'\u2019" and len(token) > 1 and token[1].isupper())


def name_at(text: str, start: int, end: int, single: bool = False) -> Span | None:
    """The name that begins at ``start`` (white space and an honorific skipped), or None."""
    pos, first, last, count = start, -1, -1, 0
    while pos < end and count < 6:
        m = _NEXT.match(text, pos, end)
        if m is None:
            break
        token = m.group(1)
        word = plain(token.strip(".\"'"))
        if first < 0 and word in words("honorifics"):
            pos = m.end()
            continue
        if not (_upper(token) or (count and word in words("particles"))) or (len(word) > 1 and word in words("not_names") and word not in ("may", "will")):
            break
        if _possessive(token):
            if count:
                break
            return None
        first = m.start(1) if first < 0 else first
        stop = token.endswith(".") and not _ABBREVIATED.match(token)
        last = m.end(1) - (1 if stop else 0)
        pos, count = m.end(), count + 1
        if stop or (pos < end and text[pos] in ",;:?!()[]"):
            break
    return _checked(text, first, last, single)


def _possessive(token: str) -> bool:
    return token.endswith(("'s", "\u2019s"))


def _checked(text: str, first: int, last: int, single: bool) -> Span | None:
    while first >= 0 and last > first:
        raw = " ".join(text[first:last].split())
        tail = raw.rpartition(" ")[2]
        if plain(tail) not in words("particles"):
            return Span(first, last) if looks_like_name(raw, single) else None
        last = first + text[first:last].rstrip().rfind(tail)
        while last > first and text[last - 1].isspace():
            last -= 1
    return None


def name_before(text: str, start: int, end: int, single: bool = False) -> Span | None:
    """The name that ends at ``end`` (white space skipped), looked for back to ``start``."""
    last = end
    while last > start and text[last - 1] in " \t\r\n\u00a0":
        last -= 1
    pos, first, count = last, -1, 0
    while pos > start and count < 5:
        at = pos
        while at > start and not text[at - 1].isspace() and text[at - 1] not in ",;:?!()[]":
            at -= 1
        if at == pos:
            break
        token = text[at:pos]
        word = plain(token.strip(".\"'"))
        if word in words("honorifics") or (word in words("not_names") and not (len(word) == 1 and count)) or _possessive(token):
            break
        if _upper(token):
            if token.endswith(".") and not _ABBREVIATED.match(token):
                break
            first = at
        elif word not in words("particles"):
            break
        pos, count = at, count + 1
        while pos > start and text[pos - 1] in " \t\r\n\u00a0":
            pos -= 1
        if pos > start and text[pos - 1] in ",;:?!()[]":
            break
    return _checked(text, first, last, single)


def firm_at(text: str, start: int, end: int) -> Span | None:
    """The firm that begins at ``start``: capitalised words, joined by "&", "and", "of", up to the end of the clause."""
    pos, first, last, count = start, -1, -1, 0
    while pos < end and count < 8:
        m = _NEXT.match(text, pos, end)
        if m is None:
            break
        token = m.group(1)
        if token.lower() in _JOIN:
            after = _NEXT.match(text, m.end(), end)
            if first < 0 and token.lower() == "the":
                pos = m.end()
                continue
            while after is not None and after.group(1).lower() in _JOIN:
                m, after = after, _NEXT.match(text, after.end(), end)
            if first < 0 or after is None or not (_upper(after.group(1)) or after.group(1).isdigit()) or _ends(after.group(1)):
                break
            pos = m.end()
            continue
        if not (_upper(token) or token[0].isdigit()) or (_ends(token) and count):
            break
        if first < 0 and _ends(token):
            return None
        first = m.start(1) if first < 0 else first
        stop = token.endswith(".") and not _ABBREVIATED.match(token)
        last = m.end(1) - (1 if stop else 0)
        pos, count = m.end(), count + 1
        if stop:
            break
        if pos < end and text[pos] in ",;:?!()[]":
            suffix = _SUFFIX.match(text, pos, end)
            if suffix is None:
                break
            last = pos = suffix.end()
    if first < 0:
        return None
    return Span(first, last - 2 if _possessive(text[first:last]) else last)


def _ends(token: str) -> bool:
    """Words that begin the next clause: "Your line is open", "Please go ahead"."""
    return plain(token.strip(".,'\u2019")) in _CLAUSE


_CLAUSE = frozenset({"your", "you", "you're", "please", "go", "our", "hi", "hello", "mr", "ms", "mrs", "thank", "thanks", "and", "we", "sir", "ma'am", "madam", "they", "is", "line", "one", "i", "good", "question", "proceed", "his", "her", "this", "the", "operator", "again", "if", "at"})
