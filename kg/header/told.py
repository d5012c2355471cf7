"""Whom an article writes about: the company of its headline and lead, with its code."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kg.lexicon import any_of, table
from kg.types import Span, Stated

_EARLY = 100  # characters within which a firm that the headline does not name may be the subject
_ALONE = r"['\u2019]s (?:said|says|has|had|is|was|will|for|and|to|in|on|at|by|plans?|expects?)\b"  # behind a name: no possessive
LEAD = 700  # characters after the dateline that may name the subject
_RUN = re.compile(
    r"(?:(?<!\w)[a-z][A-Z]\w+|[A-Z]/[A-Z]\b|[A-Z][\w&'\u2019.\-]*|\d[A-Z]\w*)(?:\s+(?:[A-Z][\w&.\-]*|&|\((?:Group|Holdings?)\)|of(?=\s[A-Z])|and(?=\s(?:(?:[A-Z]\w+\s)?(?:Co|Corp|Inc|Company|Ltd)|Sons|Partners)\b)))*"
)
_CODE = re.compile(
    r"\s*(?:\(\s*|<|\[\s*)?(?:(?P<exchange>[A-Z]{2,8})\s*:\s*)?(?P<code>[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?)\s*(?:\)|>|\])|\s+(?P<bare>[A-Z0-9]{1,6}\.[A-Z]{1,2})\b"
)
_RIC = re.compile(
    r"(?:['\u2019]s?)?\s*(?:\(\s*[A-Z0-9]{1,5}[A-Za-z0-9]?\.[A-Z]{1,3}\s*\)|<[A-Z.]{1,8}>|[A-Z0-9]{1,6}\.[A-Z]{1,2}\b|[\[(]\s*[A-Z]{2,8}\s*:\s*[A-Z0-9.]+\s*[\])])"
)
_BRACKETED = re.compile(r"[\[(]\s*(?P<exchange>[A-Z]{2,8})\s*:\s*(?P<code>[A-Z0-9.]{1,8})\s*[\])]")
_JOINT = re.compile(r"\bthe (?:two )?(?:companies|firms|banks) (?:said|announced)\b", re.I)  # news of several is about none of them alone
_CODED_TITLE = re.compile(
    r"<?(?P<name>[A-Z][A-Z0-9 .&'/-]{2,50}?)\s*<(?P<code>[A-Z.]{1,8})>"
)  # the upper-case title of a wire: "NORTHWIND ROBOTICS <NWR> 1ST QTR NET"


def subject(text: str, headline: Span | None, lead: int) -> Stated | None:
    """The first company of the lead: one with a code or a legal form, or one that the headline names and the text calls a firm."""
    stop = text.find("\n", lead)
    if _JOINT.search(text, lead, min(len(text) if stop < 0 else stop, lead + LEAD)):
        return None
    title = headline.of(text).lower() if headline else ""
    low = frozenset(re.findall(r"\b[a-z][\w-]+", text[lead:]))
    best: tuple[int, int, Stated] | None = None
    for run in _RUN.finditer(text, lead, min(len(text), lead + LEAD + 80)):
        if run.start() > lead + LEAD:
            break
        begin = run.start() + len(run[0]) - len(re.sub(r"^(?:Shares|Stock|Units|Analysts) of ", "", run[0]))
        begin += _whose(text[begin : run.end()])
        name, end = _cut(text, begin, run.end())
        score = _score(text, Span(begin, end), title, lead, low) if len(name) > 1 else 0
        if score and (best is None or score > best[0]):
            best = score, -run.start(), Stated(" ".join(name.split()), Span(begin, end), "article.subject")
    if best and best[0] >= 4:
        return best[2]
    coded = _CODED_TITLE.match(text, headline.start, headline.end) if headline else None
    return Stated(coded["name"].strip(), Span(*coded.span("name")), "article.headline-code") if coded else None


def _score(text: str, span: Span, title: str, lead: int, low: frozenset[str]) -> int:
    """How much speaks for a name of the lead as the subject; 0 where nothing tells that it is a firm, or where it stands late and the headline does not name it."""
    words = span.of(text).split()
    first = words[0]
    telling = " ".join(words[:2]) if _never_subject(first) else first  # "China" is in many headlines
    titled = len(first) > 1 and re.search(rf"\b{re.escape(telling.lower())}\b", title) is not None
    if not titled and span.start - lead > _EARLY:
        return 0
    form = len(words) > 1 and words[-1].lower().rstrip(",") in _forms()
    named = form or bool(_RIC.match(text, span.end))
    told = _descriptor().search(text, max(lead, span.start - 30), span.start) is not None
    often = text.count(first, lead) > 2
    early = span.start - lead < 6 and (titled or not text.startswith(("'s", "\u2019s"), span.end))
    firm = early and often and (titled or (not title and bool(_called().search(text, lead))))
    if not named and (_never_subject(span.of(text)) or first.lower() in low or not ((told and titled) or firm)):
        return 0
    return 3 * named + 2 * titled + 2 * told + 2 * firm + 3 * early + (span.start - lead < 120) + often


def _whose(name: str) -> int:
    """How many characters of a place stand in front: "Norway's Northwind Ltd"."""
    place = re.match(r"([A-Z][\w. ]+?)['\u2019]s\s+(?=[A-Z])", name)
    return place.end() if place and _never_subject(place[1]) else 0


def _never_subject(name: str) -> bool:
    words = name.lower().split()
    return words[0].rstrip(".,'") in _never() or " ".join(words) in _never() or " ".join(words[:3]) in _never()


def _cut(text: str, start: int, end: int) -> tuple[str, int]:
    """The name in a run of capitals, and where it ends: without a possessive, a trailing code ("EDS.N") and a final point that is no part of a legal form."""
    name = text[start:end]
    stop = re.search(r"(?<=[a-z]{3})\.\s+(?=[A-Z])", name)
    if stop and name[: stop.start()].split()[-1].lower() not in _forms():
        name = name[: stop.start()]
    possessive = re.search(r"['\u2019]s?\b.*$|['\u2019]$", name, re.S)
    if possessive and not _names_itself(text, name[: possessive.start()], possessive[0]):
        name = name[: possessive.start()]
    code = re.search(r"\s+[A-Z0-9]{1,6}\.[A-Z]{1,2}$", name)
    if code:
        name = name[: code.start()]
    if name.endswith(".") and name.split()[-1].lower() not in _forms():
        name = name[:-1]
    name = re.sub(r"\s+(?:on|in|of|&)$", "", name)
    words = list(re.finditer(r"\S+", name))
    for before, word in pairwise(words):
        if _is_form(word[0]) and not _is_form(before[0]) and word.end() < len(name) and not name.startswith(" of ", word.end()):
            after = next((w for w in words if w.start() > word.end() and not _is_form(w[0])), None)
            name = name[: after.start()].rstrip() if after else name
            break
    name = re.sub(r"(?:\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Chief|Chairman|President|CEO))+$", "", name)
    return name, start + len(name)


def _names_itself(text: str, name: str, rest: str) -> bool:
    """Whether "'s" is part of a name: "Alder's Inc", or "Alder's International Inc" where the text also says "bought Alder's for"."""
    words = [word for word in rest.split()[1:] if not re.fullmatch(r"[A-Z0-9]{1,6}\.[A-Z]{1,2}", word)]
    if not words or not _is_form(words[-1].rstrip(".,")):
        return False
    return all(_is_form(word.rstrip(".,")) or _is_form(word) for word in words) or bool(re.search(re.escape(name) + _ALONE, text))


def _is_form(word: str) -> bool:
    return word.lower().rstrip(",") in _forms()


@cache
def _never() -> frozenset[str]:
    rows = "\n".join(value for value in table("places").values() if isinstance(value, str))
    places = {name.strip().lower() for row in rows.splitlines() for name in re.split(r"[|,]", row) if len(name.strip()) > 2}
    return frozenset(table("news")["subject"]["never"]) | frozenset(places)


@cache
def _called() -> re.Pattern[str]:
    """The subject by what it is: "the company", "the Danish brewer"."""
    return re.compile(rf"\bthe (?:[\w-]+ )?{any_of(table('news')['subject']['called'])}\b", re.I)


@cache
def _descriptor() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(table('news')['subject']['descriptors'])},?\s+$")


@cache
def _forms() -> frozenset[str]:
    return frozenset(table("header")["suffixes"]) - {"trust", "group", "bank", "partners"}


def listing(text: str, subject: Stated | None, headline: Span | None, lead: int) -> tuple[Stated | None, Stated | None]:
    """The code that stands behind the subject's name, else the first one with an exchange that stands behind the subject's first word."""
    if subject is None or subject.span is None:
        return None, None
    first = subject.value.split()[0]
    own = _CODE.match(text, subject.span.end) if _RIC.match(text, subject.span.end) else None
    if own and (own["code"] or own["bare"]):
        group = "code" if own["code"] else "bare"
        exchange = Stated(own["exchange"], Span(*own.span("exchange")), "article.code") if own["exchange"] else None
        return Stated(own[group], Span(*own.span(group)), "article.code"), exchange
    titled = _CODED_TITLE.match(text, headline.start, headline.end) if headline else None
    if titled and titled["name"].split()[0].lower() == first.lower():
        return Stated(titled["code"], Span(*titled.span("code")), "article.headline-code"), None
    for match in _BRACKETED.finditer(text, lead):
        if first in text[max(0, match.start() - 60) : match.start()]:
            return Stated(match["code"], Span(*match.span("code")), "article.code"), Stated(
                match["exchange"], Span(*match.span("exchange")), "article.code"
            )
    return None, None
