"""A company's name in a title or an opening: the words that belong neither to the event nor to the period."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.types import Span, Stated

_TOKEN = re.compile(r"[^\s,;:()\[\]|*#\ufffd]+")
_POSSESSIVE = re.compile(r"(?:['\u2019]s|(?<=s)['\u2019])$")
_CONTRACTION = re.compile(r"\w+['\u2019](?:m|re|ll|ve|d|t)$", re.I)
_FIGURE = re.compile(
    r"""'\d\d | \d{4}                             # '21, 2021
      | (?:f?q|h|fy|cy)'?\d+(?:'?\d{2,4})?        # q1, fq2'21, fy2021
      | \dq'?\d{2,4} | \d[qh]\d* | fy'?\d*       # 1q21, 2h, fy
      | (?:first|second|third|fourth|full|half|nine|year|post|pre|question|six)-[\w-]+  # first-quarter, full-year
      | \d+(?:am|pm|st|nd|rd|th)                  # 9am, 31st
      | \d.*[/:].*                                # 3/4/2021, 10:30
      | (?:19|20)\d\d.*                           # 2021-22
      | [-\u2013\u2014|/]+                         # marks alone
    """, re.X)  # fmt: skip


@cache
def entries(key: str) -> frozenset[str]:
    """The words of a list of ``kg/data/header.toml``."""
    return frozenset(table("header")[key])


def name_run(text: str, start: int, end: int) -> Span | None:
    """The first run of words in ``text[start:end]`` that belong neither to the event nor to the period, with a capital in it."""
    tokens = [m for m in _TOKEN.finditer(text, start, end) if m[0] == "&" or any(c.isalnum() for c in m[0])]
    run: list[re.Match[str]] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        if _in_name(token[0], bool(run), following):
            run.append(token)
            if _POSSESSIVE.search(token[0]) and _title_word(following or "call") and following.lower() not in entries("suffixes"):
                break
        elif run:
            break
    while run and run[-1][0].lower() in ("of", "and", "&", "the", "for"):
        run.pop()
    if not run or not any(len(m[0]) > 1 and any(c.isalpha() for c in m[0]) for m in run):
        return None
    first, stop = run[0].start(), run[-1].end()
    the = re.compile(r"The\s+").match(text, max(start, first - 4), first)
    if text[stop - 1] in ".!?" and run[-1][0].lower() not in entries("suffixes") and not re.search(r"\b[A-Z]\.$", text[first:stop]):
        stop -= 1
    return Span(the.start() if the else first, stop)


def _in_name(word: str, inside: bool, following: str) -> bool:
    if _CONTRACTION.match(word):
        return False
    if not inside:
        return (word[0].isupper() or any(c.isupper() for c in word[1:])) and not _title_word(word)
    lower = word.lower()
    if lower in ("of", "and", "&", "the", "de", "for", "+"):
        return following[:1].isupper() and not _title_word(following)
    if lower in entries("suffixes") or lower.rstrip(".,") in entries("suffixes"):
        return True
    if word[0].isupper() and lower in entries("both"):
        return bool(following) and (not _title_word(following) or following.lower() in entries("suffixes"))
    return (word[0].isupper() or word[0].isdigit() or word[0] in "&+") and not _title_word(word)


def _title_word(word: str) -> bool:
    plain = word.lower().rstrip(".,!?").replace("\u2019", "'")
    plain = plain[:-2] if plain.endswith("'s") and plain not in entries("title") else plain
    if plain in entries("title") or plain in entries("event"):
        return True
    return _FIGURE.fullmatch(plain) is not None


def settled(text: str, run: Span, rule: str) -> Stated:
    """The name without a possessive; also without a lost apostrophe ("Northwinds results") where the text mostly writes it so."""
    name = text[run.start : run.end]
    end = run.end
    if possessive := _POSSESSIVE.search(name):
        end = run.start + possessive.start()
    elif name.endswith("s") and len(name) > 4 and name[-2] not in "s.":
        bare = re.escape(name[:-1])
        if name.split()[-1].lower()[:-1] in entries("suffixes") or len(re.findall(bare + r"(?!\w)", text)) > 2 * len(
            re.findall(bare + r"s(?!\w)", text)
        ):
            end -= 1
    return Stated(spelled(text[run.start : end]), Span(run.start, end), rule)


def spelled(name: str) -> str:
    """The name in one line: "Northwind Robotics , Inc." without the blank in front of its comma."""
    return re.sub(r"\s+,", ",", " ".join(name.split()))


def stated(match: re.Match[str] | None, group: str, rule: str) -> Stated | None:
    """What a group of a match states, None without one."""
    return Stated(spelled(match[group]), Span(*match.span(group)), rule) if match and match[group] else None
