"""People in prose: after "Mr.", beside a job title, in credits, and whoever takes part in the call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.names.runs import Index, Run, words
from kg.lexicon import words_of
from kg.naming import person_key, places, tokens
from kg.participants.names import looks_like_name
from kg.types import Context, EntityType, Mention, Participant, PassageKind, Span, Thing

_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Messrs|Sir|Shri)\.? (?=[A-Z])")
_CREDIT = re.compile(r"\b(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled|[Ee]dited|[Ww]ritten|[Aa]dditional reporting|Graphics?) (?:by )|\b(?:Editors?|Reporters?|By|BY):? (?=[A-Z])")
_CREDITED = re.compile(r"[A-Z][\w.'\u2019-]+(?: (?:[A-Z][\w.'\u2019-]*|von|van|de|der|al|bin|Von|Van)){1,3}")
_TITLED = re.compile(
    r"(?i:\b(?:chief (?:executive|financial|operating|technology|marketing|investment|economist|risk|accounting|information|commercial)(?: officer)?|(?:co-)?(?:ceo|cfo|coo|cto)|chairman|chairwoman|"
    r"president|vice president|spokesman|spokeswoman|spokesperson|analyst|economist|strategist|fund manager|portfolio manager|managing director|finance director|finance chief|managing partner|treasurer|"
    r"minister|secretary|attorney|lawyer|judge|founder|co-founder|billionaire|head of [\w ]{3,30}))\s*$"
)
_APPOSED = re.compile(
    r",? (?:an?|the|its|who is|senior|chief|head|president|chairman|vice|group|global|executive|managing|founder|co-founder|portfolio|equity|research|deputy|former|market|finance|US|U\.S\.|"
    r"[A-Z][\w.&' -]{2,40}(?:'s|\u2019s))[\w ,&'\u2019.-]{0,70}?\b(?i:analyst|economist|strategist|officer|ceo|cfo|chief|president|chairman|chairwoman|director|manager|head|founder|spokesman|spokeswoman|partner|"
    r"minister|secretary|attorney|lawyer|executive|consultant|researcher|treasurer|counsel)\b"
)


def of_participants(context: Context, runs: Index) -> Iterator[Mention]:
    """Full names, surnames and given names of participants, where they stand alone as a name."""
    text = context.document.text
    owners: dict[str, Participant | None] = {}
    for participant in context.layout.participants:
        for form in sorted(forms(participant)):
            owners[form] = participant if owners.get(form, participant) is participant else None
    for a, b, form, run in runs.find(owners):
        person = owners[form]
        if person is None or not (run.span.end <= b + 1 or " " in form):
            continue
        if " " in form or _called(text, a, b, run):
            yield Mention("thing", Span(a, b), "names.person.participant", Thing(EntityType.PERSON, person.names[0].name, Span(a, b), person.id))


@cache
def _common() -> frozenset[str]:
    """Words that are nobody's name."""
    return words("never") | words("starts")


def forms(participant: Participant) -> set[str]:
    """How a participant is named in talk: in full, by given name, by surname."""
    out: set[str] = set()
    for name in participant.names:
        parts = [p for p in name.name.split() if tokens(p) and tokens(p)[0] not in words_of("honorifics", "before")]
        if len(parts) > 1:
            out.add(" ".join(parts))
            out |= {p for p in (parts[0], parts[-1]) if len(p) > 2 and p[0].isupper() and p[1:].islower() and p.lower() not in _common()}
    return out


_CALLS = re.compile(r"(?:[Tt]hank(?:s| you)(?: (?:so|very) much)?|[Hh]i|[Hh]ello|[Hh]ey|[Mm]orning|[Aa]fternoon|[Ee]vening|[Yy]es|[Yy]eah|[Ss]ure|[Oo]kay|[Gg]reat|and|to|with|by|as|over to|you|question|Well|So|No|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)[,.]? $")


def _called(text: str, start: int, end: int, run: Run) -> bool:
    """Whether a single name is used as one: addressed, handed over to, or followed by a comma."""
    return text[end : end + 1] in (",", ".", "?", "!", "'", "\u2019") or bool(_CALLS.search(text, max(0, start - 20), start)) or run.possessive


_MONTHS = frozenset(("may", "april", "june", "august", "march"))  # also names of people


def in_prose(text: str, run: Run) -> str | None:
    """The rule by which a run of an article or a call is a person."""
    if (title := _HONORIFIC.search(text, max(0, run.span.start - 8), run.span.start + 1)) and title.end() == run.span.start:
        return "names.person.honorific"
    if not 2 <= len(run.words) <= 4 or run.possessive or not looks_like_name(run.text) or set(tokens(run.text)) & ((words("never") - _MONTHS) | words_of("suffixes", "kind")):
        return None
    if _TITLED.search(text, max(0, run.span.start - 40), run.span.start):
        return "names.person.titled"
    if text[run.span.end : run.span.end + 1] == "," and _APPOSED.match(text, run.span.end, min(len(text), run.span.end + 110)):
        return "names.person.apposed"
    return None


def in_credits(context: Context) -> Iterator[Mention]:
    """Reporters and editors: "(Reporting by A B and C D; editing by E F)", "Editor: A B"."""
    text = context.document.text
    for passage in context.layout.passages:
        if passage.kind not in (PassageKind.CREDIT, PassageKind.PARAGRAPH, PassageKind.BOILERPLATE):
            continue
        for cue in _CREDIT.finditer(text, passage.span.start, passage.span.end):
            if passage.kind != PassageKind.CREDIT and not (cue.group().startswith("Editor") or "eporting by" in text[passage.span.start : cue.end()]):
                continue
            stop = re.compile(r"[;)\n]|$").search(text, cue.end(), passage.span.end)
            for match in _CREDITED.finditer(text, cue.end(), stop.start() if stop else passage.span.end):
                name = match.group().rstrip(".,")
                if looks_like_name(name) and name not in places():
                    span = Span(match.start(), match.start() + len(name))
                    yield Mention("thing", span, "names.person.credit", Thing(EntityType.PERSON, name, span))


def surname_forms(name: str) -> set[str]:
    """How a person of an article is named again: in full and by surname (the last word; for order of names unknown, not the first)."""
    key = person_key(name)
    last = name.split()[-1]
    return {name, last} if len(key) > 1 and len(last) > 2 else {name}


def again(known: dict[str, str], runs: Index) -> Iterator[Mention]:
    """Later mentions of people who were introduced in full."""
    names: dict[str, str] = {}
    for full in known:
        for form in sorted(surname_forms(full) | ({full.split()[0]} if len(full.split()) == 2 and len(full.split()[0]) > 2 else set())):
            names.setdefault(form, full)
    for a, b, form, run in runs.find(names):
        if run.span.end <= b + 1 and run.span.start == a:
            yield Mention("thing", Span(a, b), "names.person.again", Thing(EntityType.PERSON, names[form], Span(a, b)))


_QUOTED = re.compile(r"\b([A-Z][a-z]+(?:-[A-Z][a-z]+)?) (?:said|added|told|noted|explained)\b|\b(?:said|added) ([A-Z][a-z]+)\b(?! [A-Z])")


def quoted_surnames(text: str) -> frozenset[str]:
    """Single names that speak: "Holt said", "added Holt"."""
    return frozenset(m[1] or m[2] for m in _QUOTED.finditer(text))


def quoted(text: str, run: Run, surnames: frozenset[str]) -> str | None:
    """A name of two or three words that speaks, when one of its words speaks alone elsewhere: "Ines Holt said … Holt added"."""
    if not 2 <= len(run.words) <= 3 or not set(run.words) & surnames or run.possessive or not looks_like_name(run.text):
        return None
    if set(tokens(run.text)) & (words("never") | words_of("suffixes", "kind")):
        return None
    speaks = re.compile(r",? (?:said|added|told|noted|explained)\b").match(text, run.span.end) or re.search(r"\b(?:said|added|told) $", text[max(0, run.span.start - 6) : run.span.start])
    alone = re.search(rf"(?<![A-Z][a-z] )(?<![\w.] )\b(?:{'|'.join(map(re.escape, run.words))}) (?:said|added|told)|(?<![A-Z])[a-z,.\"\u201d] (?:{'|'.join(map(re.escape, run.words))}) (?:said|added|told|noted)", text)
    return "names.person.quoted" if speaks and alone else None
