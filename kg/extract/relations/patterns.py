"""The patterns of ``kg/data/relations.toml``, compiled, and what they find in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.concordance import Vocabulary
from kg.extract.names.gates import names_a_firm
from kg.extract.relations.clause import Clause
from kg.lexicon import table
from kg.types import DocumentType, EntityType, Predicate, Relation, Span, Standing, Thing

_SLOT = re.compile(r"\{([AB])(\*?)(?::([A-Zn]+))?\}")
_MACROS = {
    "{gap}": r"(?:[^‹›.;]|\.(?=\d)){0,60}?", "{near}": r"(?:[^‹›.;]|\.(?=\d)){0,25}?",
    "{does}": r"(?:[^‹›.;]{0,25}?|,? (?:[^‹›.;,]{0,50} )?(?:it|they|that|which|who|agreed|agrees|plans?|planned|wants?|wanted|seeking|deal|offer|offered|bid|set|decided|tried|trying|looking|intends?|proposed|talks|will|would|could|has|had|have|is|was) (?:[a-z-]+ ){0,5})",
    "{part}": r"(?:(?:about|nearly|roughly|some|around|over|more than|just under|almost|up to|further|additional|another|[\d.]+(?: percent|%| pct)(?:-plus)?|[\d.]+%-plus|half of|all of|most of|part of|a|an|the|its|their|his|our|equity|"
    r"minority|majority|controlling|remaining|entire|big|large|small|significant|substantial|strategic|combined|direct|ownership|economic|non-controlling) )*",
    "{det}": r"(?:(?:the|a|an|its|our|their|his|this|that|both|all of|some of|most of|all|fellow|rival|privately held|u\.s\.|companies like|companies such as|"
    r"people like|firms like|firms such as|someone like|players like|players such as|the likes of|brands like|names like|big players,|larger players,|‹P\d+›'s?)(?: [a-z][a-z-]*){0,3} |(?:(?!(?:to|for|from|with|in|on|at|by|and|or|but|over|into|through|under|than|as)\b)[a-z][a-z-]* ){0,3})??(?:‹M\d+›(?:-based|'s?)? (?:(?!(?:to|for|from|with|in|on|at|by|and|or|but|over|into|through|under|than|as)\b)[a-z][a-z-]* ){0,4})?",
}  # fmt: skip
_ALL = "CNUWPMGXISKR"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a relation."""

    number: int
    predicate: Predicate
    regex: re.Pattern[str]
    unless: re.Pattern[str] | None
    swap: bool
    speech: bool  # the missing side may be the speaker's company although the clause has no "we" or "our"
    first_person: bool  # only where the clause says "we" or "our"
    standing: Standing | None


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the file."""
    data = table("relations")
    rows = [(Predicate(name), row) for name, group in data.items() if isinstance(group, list) for row in group]
    return tuple(_compiled(i, predicate, row) for i, (predicate, row) in enumerate(rows))


def _compiled(number: int, predicate: Predicate, row: dict[str, Any]) -> Pattern:
    say = row["say"]
    for macro, text in _MACROS.items():
        say = say.replace(macro, text)
    shape = say
    say = _SLOT.sub(lambda slot: _slot(slot, shape[slot.end() :].startswith("'")), shape)
    standing = Standing(row["standing"]) if "standing" in row else None
    unless = re.compile(rf"\b(?:{row['not']})") if "not" in row else None
    return Pattern(number, predicate, re.compile(say), unless, row.get("swap", False), row.get("speech", False), row.get("first_person", False), standing)


def _slot(match: re.Match[str], owns: bool) -> str:
    """One slot as a group; unless the pattern itself goes on with a possessive, a name that owns the next name does not fill it."""
    side, many, types = match.groups()
    kinds = (types or _ALL).replace("N", "NU").replace("n", "N")
    one = rf"‹[{kinds}]\d+›" + ("" if owns else r"(?!'s ‹)")
    return rf"(?P<{side}>{one}(?:(?:, | and |, and | or |, or | as well as |/)(?:‹M\d+›'s (?:[a-z-]+ ){{0,4}})?{one})*)" if many else rf"(?P<{side}>{one})"


@cache
def cues() -> dict[str, tuple[int, ...]]:
    """All cues, with the numbers of the patterns that each of them wakes: its own, and those of the cues inside it ("agreed to buy" hides "buy"). Cues of offers wake none, but have the sentence read."""
    rows = [row for group in table("relations").values() if isinstance(group, list) for row in group]
    wakes: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        for cue in row["cues"]:
            wakes.setdefault(cue, []).append(i)
    for cue in table("offers")["offers"]["wakes"]:
        wakes.setdefault(cue, [])
    return {cue: tuple(sorted({n for other, numbers in wakes.items() if f" {other} " in f" {cue} " for n in numbers})) for cue in wakes}


CUES = Vocabulary("relations", cues)


_OWN = re.compile(r"\b(?:our|we|us|ours)\b|‹W\d+›")
_SIGN = re.compile(r"‹(\w)(\d+)›")


def relations(clause: Clause, numbers: tuple[int, ...], outside: bool) -> Iterator[Relation]:
    """The relations that the patterns ``numbers`` find in ``clause``, in order."""
    for number in numbers:
        pattern = patterns()[number]
        for match in pattern.regex.finditer(clause.masked):
            if pattern.unless and _forbidden(pattern.unless, clause.masked, match):
                continue
            yield from _read(clause, pattern, match, outside)


def _forbidden(unless: re.Pattern[str], masked: str, match: re.Match[str]) -> bool:
    """Whether a forbidden word stands between the slots, or right behind the match."""
    spans = sorted(match.span(side) for side in ("A", "B") if side in match.groupdict() and match[side])
    inside = _SIGN.sub(" ", masked[match.start() : match.end()]) if len(spans) < 2 else masked[spans[0][1] : spans[1][0]]
    before = masked[match.start() : spans[0][0]] if spans else ""
    return any(unless.search(part) for part in (inside, before)) or bool(unless.match(re.sub(r"^(?:'s?)? ?", "", masked[match.end() :])))


def _read(clause: Clause, pattern: Pattern, match: re.Match[str], outside: bool) -> Iterator[Relation]:
    sides = {side: _slotted(clause, match, side) for side in ("A", "B")}
    if any(not sides[side] and match.groupdict().get(side) for side in sides):
        return
    other = "A" if not sides["A"] else "B" if not sides["B"] else None
    if pattern.first_person and not _OWN.search(clause.masked):
        return
    if other:
        own = reporting(clause, match.start(), pattern.speech, outside)
        if own is None:
            return
        sides[other] = [own]
    start = min(clause.at(match.start()), *(t.span.start for s in sides.values() for t in s if clause.span.covers(t.span)))
    end = max(clause.at(match.end()), *(t.span.end for s in sides.values() for t in s if clause.span.covers(t.span)))
    span = trimmed(clause.context.document.text, Span(start, min(end, clause.span.end)))
    if _UNSAID.search(clause.masked, max(0, match.start() - 50), match.end()):
        return
    standing = standing_of(clause.masked, match.start(), match.end(), pattern.predicate)
    if pattern.standing and standing != Standing.DENIED:
        standing = pattern.standing
    for a in sides["A"]:
        for b in sides["B"]:
            subject, object_ = (b, a) if pattern.swap and not other else (a, b)
            if pattern.swap and other:
                subject, object_ = (a, b) if other == "B" else (b, a)
            if subject.name != object_.name and (subject.type, subject.name) != (object_.type, object_.name):
                yield Relation(span=span, rule=f"relations.{pattern.predicate.value}.{pattern.number}", subject=subject, predicate=pattern.predicate, object=object_, standing=standing, by=clause.scene.by)


# What is not so is no relation, unless somebody denies it in so many words.
_UNSAID = re.compile(r"\b(?:not|never|neither|nor|without|isn't|aren't|don't|doesn't|didn't|won't|wouldn't|wasn't|haven't|hasn't|can't|if)\b(?! only)")


def _slotted(clause: Clause, match: re.Match[str], side: str) -> list[Thing]:
    """The names in one slot; a place that only owns the next name ("Peru's brewer Oakham") is none of them."""
    if side not in match.groupdict() or not match[side]:
        return []
    signs = _SIGN.findall(re.sub(r"‹M\d+›'s ", "", match[side]))
    return [clause.things[int(i)] for kind, i in signs if kind not in "NU" or names_a_firm(clause.things[int(i)].name)]


def reporting(clause: Clause, before: int, speech: bool, outside: bool) -> Thing | None:
    """Who the unsaid side is: the firm named before in the clause of an article, else the reporting company by "we", "our" or "its"."""
    company = clause.context.company
    article = clause.context.layout.type != DocumentType.EARNINGS_CALL
    if article:
        named = [clause.things[int(i)] for kind, i in _SIGN.findall(clause.masked[:before]) if kind in "CW"]
        if named:
            return named[-1]
        if re.search(r"‹[NUX]\d+›", clause.masked[:before]):
            return None
        if company is not None and (re.search(r"\b(?:it|its|they|their)\b", clause.masked) or speech):
            return replace(company, span=clause.span if company.span.end == 0 else company.span, proper=False)
        return None
    if company is None:
        return None
    pronoun = re.compile(r"\byour?s?\b|‹W\d+›") if outside else _OWN
    own = [clause.things[int(i)] for kind, i in _SIGN.findall(clause.masked) if kind == "W"]
    if own:
        return own[0]
    hit = pronoun.search(clause.masked)
    if hit:
        at = clause.at(hit.start())
        return Thing(EntityType.COMPANY, company.name, Span(at, at + len(hit.group())), proper=False)
    return replace(company, proper=False) if speech and not outside else None


@cache
def _standings() -> dict[Standing, re.Pattern[str]]:
    data = table("relations")["standing"]
    order = (Standing.DENIED, Standing.PLANNED, Standing.PAST)
    return {s: re.compile(r"(?<![a-z])(?:" + "|".join(re.escape(w) for w in sorted(data[s.value], key=len, reverse=True)) + r")(?![a-z])") for s in order}


_NEVER_PLANNED = (Predicate.COMPETITOR_OF, Predicate.HEADQUARTERED_IN, Predicate.INVESTIGATED_BY, Predicate.REGULATED_BY)
_DONE = re.compile(r"\b(?:acquired|bought|completed|closed|purchased|divested|sold|took over)\b")


def standing_of(masked: str, start: int, end: int, predicate: Predicate) -> Standing:
    """Whether what is said holds, is planned, is over or is denied, by the words in and shortly before it."""
    window = masked[max(0, start - 30) : end]
    core = masked[start:end]
    for standing, words in _standings().items():
        if standing == Standing.PLANNED and predicate in _NEVER_PLANNED:
            continue
        where = core if standing != Standing.PLANNED or predicate in (Predicate.ACQUIRES, Predicate.SELLS, Predicate.PARTNER_OF, Predicate.JOINT_VENTURE_OF) else window
        hit = words.search(where)
        if hit and not (standing == Standing.PLANNED and _DONE.search(core)):
            return standing
    return Standing.CURRENT


def trimmed(text: str, span: Span) -> Span:
    """``span`` without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
