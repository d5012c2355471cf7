"""What a number of a deal is about: the target of an offer or a purchase, the holder of a stake."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.kinds import is_person
from kg.extract.observations.tokens import Line
from kg.extract.subjects.found import Found
from kg.types import Context, EntityType, Thing

DEALS = frozenset({"dealValue", "stake", "other:premium", "other:exchange ratio"})
_OFFERED = re.compile(r"(?: \w+){0,3} for (?:all |the |shares of |of )*")
_OWNED = re.compile(r"(?: \w+)?[ -](?:owned|held) by ")
_BY = re.compile(" by ")
_HOLDS = re.compile(r"(?:'s)?,? (?:who|which|that)? ?(?:already |also |now |still |currently )*(?:has|have|had|owns?|owned|holds?|held|controls?|controlled)\b")
_BOUGHT = re.compile(r"(?:,? (?:which )?(?:is|was|are|were|has|had|have|been|being|to|be|agreed|will|would|could|may))+ (?:bought|acquired|taken over|purchased|sold)\b")
_ACQUISITION = re.compile(r"(?:'s)? (?:acquisition|takeover|purchase|buyout|sale|bid|merger)\b(?! (?:of|for|by))")
_CAPITALS = re.compile(r"(?:[Uu]\.?[SK]\.?|American|British|German|French|Canadian|Chinese|Japanese|Swiss|Dutch|Italian|Spanish|Indian|Australian)\b")
_STOPS = frozenset("from by to said says in on after before if that which who and or for with".split())
_TARGET = re.compile(r"\b(?:buy|buys|buying|bought|acquire|acquires|acquired|acquiring|acquisition of|takeover of|bid for|offer for|purchase of|purchase price (?:of|for)|merger with|shares of|all of) (?:(?:about |roughly |a )?[\d.]+ ?(?:percent|pct|%) (?:stake )?(?:of|in) )?(?:the |rival |peer |fellow |all |shares of |common shares of |of )*")
_OF = re.compile(r" ?(?:stake|interest|holding|shareholding)? ?(?:in|of) (?:the company\b|it\b|the firm\b|the group\b|the bank\b)")


def deal_subject(context: Context, line: Line, anchor: int, id: str) -> Found | None:
    """The target of the deal, or the holder of the stake, that the number at token ``anchor`` is of; None when the words name none."""
    firms = [m.value for m in line.things if isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY]
    unknown = [n for n in line.names if not any(f.span.overlaps(n) for f in firms)]
    firms += [Thing(EntityType.COMPANY, n.of(context.document.text), n) for n in unknown]
    if id == "stake":
        found = _holder(context, line, anchor, firms)
        person = found is not None and found.thing.span in unknown and is_person(context.document.text, found.thing.name)
        return replace(found, thing=replace(found.thing, type=EntityType.PERSON)) if found is not None and person else found
    return _target(context, line, anchor, firms)


def _holder(context: Context, line: Line, anchor: int, firms: list[Thing]) -> Found | None:
    """ "24% owned by Alder", "Harbor, which holds 10%", "Alder's 30% stake": who holds it."""
    at, start = line.tokens[anchor].end, line.tokens[anchor].start
    if anchor and line.tokens[anchor - 1].text in ("its", "his", "her", "their"):
        return None  # "as Alder explores a sale of its 20% stake": of the nearest subject
    owner = _OWNED.match(context.folded, at, at + 30)
    if owner is None and anchor and line.tokens[anchor - 1].text in ("owned", "held"):
        owner = _BY.match(context.folded, at, at + 4)  # "owned 43 percent by its French partner Alder"
    if owner:
        return next((Found(f, "owner") for f in firms if 0 <= f.span.start - owner.end() < 12 or _described(context, owner.end(), f.span.start, 4)), None)
    people = [m.value for m in line.things if isinstance(m.value, Thing) and m.value.type in (EntityType.PERSON, EntityType.GOVERNMENT_BODY)]
    holders = [t for t in sorted((*firms, *people), key=lambda t: t.span.start) if t.span.end <= start and _HOLDS.match(context.folded, t.span.end)]
    holders += [t for t in firms if t.span.end + 4 >= start > t.span.end and context.folded.startswith("'s", t.span.end)]
    return Found(holders[-1], "holder") if holders else None


def of_the_company(context: Context, line: Line, anchor: int) -> bool:
    """ "a 3% stake in the company": the company is what is held, not who holds."""
    at = line.tokens[anchor].end
    return _OF.match(context.folded, at, at + 40) is not None


def _target(context: Context, line: Line, anchor: int, firms: list[Thing]) -> Found | None:
    at = line.tokens[anchor].end
    offered = _OFFERED.match(context.folded, at, at + 50)
    for firm in firms if offered else ():
        if offered and _described(context, offered.end(), firm.span.start, 2):
            return Found(firm, "offered-for")
    for match in _TARGET.finditer(context.folded, line.span.start, line.span.end):
        for firm in sorted(firms, key=lambda f: f.span.start):
            if (0 <= firm.span.start - match.end() <= 12 and not context.folded.startswith("by ", match.end())) or _described(context, match.end(), firm.span.start, 6):
                return Found(firm, "target")
    for firm in firms:
        if _BOUGHT.match(context.folded, firm.span.end) or _ACQUISITION.match(context.folded, firm.span.end):
            return Found(firm, "target")
    return None


def _described(context: Context, start: int, end: int, limit: int) -> bool:
    """Whether nothing but a description stands from ``start`` to the name at ``end``: "U.S. shale gas producer"."""
    if end < start or end - start > 70:
        return False
    words = context.document.text[start:end].split()
    return len(words) <= limit and all(w not in _STOPS and (w.islower() or _CAPITALS.match(w) is not None) and w.strip("-'").replace("-", "").replace(".", "").isalpha() for w in words)
