"""What kind of statement a number is: reported, guidance, target, consensus, or a hypothetical, which is none. Words: ``kg/data/hedges.toml``."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter

from kg.extract.observations.tokens import CUE, WORD, Line, Token
from kg.extract.observations.withdrawn import taken_back
from kg.lexicon import table, words_of
from kg.types import EntityType, Status, Thing


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Any of the phrases, the longest first, by their first letters: the text between these is skipped at the speed of C."""
    phrases = sorted(table("hedges")[name]["phrase"], key=lambda p: (p[0], -len(p)))
    initials = (re.escape(first) + r"(?<![\w-].)(?:" + "|".join(re.escape(p[1:]) for p in own) + ")" for first, own in groupby(phrases, itemgetter(0)))
    return re.compile("(?:" + "|".join(initials) + r")(?![\w-])")


# What looks like an expectation and is none: the number itself is reported.
_NOT_AHEAD = re.compile(
    r"(?:than|as|above|below|exceed\w*|beat|ahead of|in line with|versus|compared (?:to|with)|relative to|met|surpass\w*)(?: \w+){0,6}? (?:expected|anticipated|projected|guided|forecast|planned|expectations?|guidance|outlook|forecasts)"
    r"|(?:in line|consistent) with (?:[\w-]+ ){0,4}(?:goals?|targets?|ambitions?)(?! of| to| for)|at the (?:\w+[- ])?end of (?:\w+ ){0,4}(?:expectations|guidance|outlook)|(?:what|as|like|which|where|that|than) (?:we|i|they) (?:had )?(?:expected|anticipated|projected)|it(?:'s| is) going to be noted|will (?:now )?(?:turn|review|discuss|cover|provide|walk|start|begin|comment|note|recall|remember|see)\b"
)
_PAST = words_of("grammar", "past")
_NOT_PAST = words_of("grammar", "not-past")
_ARITHMETIC = re.compile(r"(?:so |and |now )*(?:take|subtract|deduct) (?:the|that|out|away)\b")  # "take the $30 million out of …"
_REPORTED = re.compile(r"\breported (?=(?:net |total )?(?:revenue|sales|growth|eps|earnings|operating|organic))")  # an adjective, no verb
_ANALYSTS = re.compile(r"\b(?:analysts?|economists|wall street)\b[^.;]{0,30}?\b(?:expect|forecast|estimat|predict|count|look|project|anticipat|polled|survey|pencil)")
_FINITE = frozenset("is are was were has have had do does did will would can could should may might be been".split())
_DUE = re.compile(r"[^.;,]{0,24}\bto be (?:paid|spent|delivered|opened|completed|received|recogni[sz]ed|launched|distributed)\b")
_STILL = frozenset("now currently today already".split())  # "it aims to grow, and the segment now provides a fifth of sales"
_FIRM = re.compile(r"expect|guid|forecast|outlook|project|anticipat|estimat|reaffirm|reiterat|would|propos")
_STANDING = words_of("grammar", "standing")
# "let's say you sell 5% more", "suppose revenue is …", "what if": no filler as in "about, let's say, 20%"
_SUPPOSED = re.compile(r"\b(?:let's (?:just )?(?:say|assume|suppose)|suppose|supposing|imagine|what if|say you|hypothetically,?|for argument's sake,?)(?: that)? (?=[a-z])")
_NOT_EXPECTED = re.compile(r"n(?:'t|(?<!\w.)(?:ot|ever|o longer))(?: \w+)? (?:expect|anticipate|forecast|foresee|project|think|believe|see|planning|assume)(?:ing|ed)?\b(?![^,;]*(?:,|;| but ))")
_LIMIT = re.compile(r"\b(?:exceed|more|above|beyond|over|less|below|lower|under|higher|until|before|to change|different)\b")
_IF = re.compile(r"if(?<!\w..) (?:(?:the|we|they|it|a|an|this|that|there|you|i)\b|\w+ (?:were|was|fell|dropped|rose|grew|declined|increased|decreased|remain|remained|go|went|stay)\b)(?! (?:look|apply|exclude|strip|recall|think|take a look|take into|go|compare|consider|want|remember|adjust|back|will|may|were to look|add|see))")
_SAID_BEFORE = re.compile(r"(?: [a-z-]+){0,3} (?:we|it|they|the company) (?:just |already |previously )?(?:delivered|had|saw|did|achieved|reported|posted|experienced|generated|recorded|grew|made|saw)\b")  # "slows from the 11% growth we delivered"
_THERE = re.compile(r"(?: of [\w-]+)? that (?:we|they|it) (?:already )?(?:have|has|own|owns)\b|(?: (?!and|then|but)[\w'-]+){0,3} already\b")  # "a part of the $5 million that we have"
_DECLARED = re.compile(r"\bdeclar(?:e|ed|ing)\b[^;.]*\b(?:dividend|distribution)")
_GAVE = re.compile(r"\b(?:guidance|outlook|forecasts?) (?:[\w-]+ ){0,4}?(?:was|were|had been|called)(?:(?: for| to be| of| at)(?: [\w-]+){0,4})? ?$")  # "our previous guidance was for revenue of …"
_TOLD = re.compile(r"\b(?:we|i|they|you)(?:'d| had| have)? (?:\w+ )?(?:expected|guided|indicated|said|anticipated|thought|projected|told|were (?:expecting|guiding|projecting))\b")
_AHEAD = re.compile(r"\b(?:outlook|guidance|looking (?:ahead|forward|out)|look(?:ing)? to (?:the |our )?(?:next|full|fiscal|second|third|fourth|first|q\d|20)|expectations for|assumptions for|forecasts? for)\b")
_WOULD = re.compile(r"\b(?:would|could|might)\b|'d\b")


_ON_CONDITION = re.compile(r"[^.;,]{0,40}? (?:if|unless|in case|in the event) ")  # "could fall 10% if tariffs were imposed"
# The number itself is denied: "revenue did not grow 5%"; not "did not grow as fast as", "did not fall below 5%"
_DENIED = re.compile(r"(?:\b(?:do|does|did|has|have|had|was|were|is|are) ?(?:not|n't)|\bnever|n't)(?: \w+ly)? (?:grow|grown|rise|risen|increase|increased|improve|fall|fallen|decline|declined|decrease|drop|gain|lose|reach|reached|hit|achieve|achieved|earn|generate|spend|spent)(?: by| to)?(?: the| a| our)? ?$")
# What it is held against is what the company had guided: "above the high end of our guidance range of $295 million"
_OURS = re.compile(r"\b(?:our|its|their|the company's|management's) (?:[\w-]+ ){0,3}(?:guidance|outlook|forecast|guided|projection)(?: (?:range|midpoint))? of (?:[\w-]+ ){0,2}[$€£¥]?[\d.,]+[\w %.,$-]{0,24}$")
# What is beaten is what others expected: "EPS of $0.45 beat estimates of $0.42"; not "above our forecast of"
_BEATEN = re.compile(r"\b(?:beat(?:s|ing)?|topp(?:ed|ing)|exceed(?:s|ed|ing)|surpass(?:ed|ing)|miss(?:ed|es|ing)?|above|below|ahead of|behind|short of|shy of|versus|vs\.?|against|(?:compared|in line) (?:to|with)|than) (?:the |an? |average |market |wall street |street |analysts?'? ){0,3}(?:estimates?|forecasts?|expectations|projections?|consensus)(?: (?:of|for|was|were|is))(?: [\w$.,%-]+){0,4}$")


def status_of(line: Line, first: int, last: int, ahead: bool, carried: bool) -> tuple[Status | None, str]:
    """(status, rule) of a number whose words are tokens ``first`` … ``last``; None when it is a hypothetical.

    ``ahead``: its period lies after the document's; ``carried``: the sentence before was an outlook.
    """
    tokens = line.tokens
    start = _clause(line, first)
    text = _without_names(line)
    lead = text[tokens[start].start - line.span.start : tokens[last].end - line.span.start]
    whole = line.folded[: tokens[last].end - line.span.start]
    tail = line.folded[tokens[last].end - line.span.start :][:70]
    if _hypothetical(whole, lead) or (_WOULD.search(lead) and _ON_CONDITION.match(tail)):
        return None, "hypothetical"
    if _DENIED.search(text[tokens[start].start - line.span.start : tokens[last].start - line.span.start]):
        return None, "denied"
    if taken_back(lead):
        return None, "withdrawn"
    said = line.folded[tokens[start].start - line.span.start : tokens[last].end - line.span.start]
    if _pattern("consensus").search(said) or _ANALYSTS.search(lead) or _after_consensus(tail) or _BEATEN.search(said):
        return Status.CONSENSUS, "consensus"
    if _OURS.search(said):
        return Status.GUIDANCE, "outlook-met"
    plain = _NOT_AHEAD.sub(" ", lead)
    if _pattern("target").search(plain) or re.match(r"[^,;.]{0,12}\b(?:target|goal)\b", tail):
        return Status.TARGET, "target"
    if _SAID_BEFORE.match(tail) or _THERE.match(tail) or _DECLARED.search(lead):
        return Status.REPORTED, "reported"
    if _GAVE.search(_NOT_AHEAD.sub(" ", text[tokens[start].start - line.span.start : tokens[first].start - line.span.start])):
        return Status.GUIDANCE, "outlook"
    stop = next((k for k in range(last + 1, len(tokens)) if tokens[k].text in (",", ";")), len(tokens))
    past = any(_behind(t) for t in tokens[start : min(stop, last + 6)])
    if last + 1 < len(tokens) and tokens[last + 1].text in _PAST:
        return Status.REPORTED, "reported-past"
    if ahead and not any(_behind(t) for t in tokens[max(start, first - 8) : min(len(tokens), last + 4)]):
        return Status.GUIDANCE, "future-period"
    hit = _last(_pattern("guidance"), plain)
    if hit is not None and not any(w in _PAST or w in _STILL for w in _REPORTED.sub(" ", plain[hit.end() :]).split()):
        return Status.GUIDANCE, "outlook" if _FIRM.search(hit[0]) else "outlook-weak"
    standing = _STANDING - {"of", "at"} if _verbless(line) else _STANDING
    if _DUE.match(tail):
        return Status.GUIDANCE, "outlook-due"
    if carried and not past and not any(t.text in standing for t in tokens[start : min(len(tokens), last + 6)] if t.kind == WORD):
        return Status.GUIDANCE, "outlook-carried"
    return Status.REPORTED, "reported-past" if past else "reported"


def _verbless(line: Line) -> bool:
    """Whether a sentence goes on without a verb of its own: "Capital spending of about $270 million for stores, and $50 million for systems"."""
    return not any(t.kind == WORD and (t.text in _FINITE or _behind(t)) for t in line.tokens)


def told(line: Line, last: int) -> bool:
    """Whether the outlook before token ``last`` is history: "we had said that we expected margins of 40%"."""
    return bool(_TOLD.search(line.folded[: line.tokens[last].end - line.span.start]))


def _behind(token: Token) -> bool:
    """Whether a word is a verb of what has been."""
    return token.kind == WORD and (token.text in _PAST or (token.text.endswith("ed") and token.text not in _NOT_PAST))


def ahead_of_it(text: str) -> bool:
    """Whether a sentence (folded) opens an outlook: "Turning to our guidance for the second quarter"."""
    return bool(_AHEAD.search(text))


def _without_names(line: Line) -> str:
    """The sentence with its names blanked: "Target Tools" is no target."""
    text = line.folded
    for span in (m.span for m in line.things if isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY):
        a, b = span.start - line.span.start, span.end - line.span.start
        if 0 <= a < b <= len(text):
            text = text[:a] + " " * (b - a) + text[b:]
    return text


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


_AGAINST = re.compile(r"\W*(?:(?:was|were|came|is|that|which)\b[^,;.]{0,12})?(?:beat|topp|exceed|surpass|miss|above|below|ahead|behind|versus|vs|compared|better|worse|higher|lower|more|less|short|in line|match|fell|trail|handily|easily|well)")


def _after_consensus(tail: str) -> bool:
    """ "$300 million expected by analysts"; not "$310 million beat the consensus"."""
    return not _AGAINST.match(tail) and bool(re.match(r"[^,;.]{0,30}\b(?:consensus|expected by analysts|forecast by analysts|(?:in )?an? (?:\w+ )?(?:poll|survey)|analysts(?:'|,)? (?:had )?(?:expected|forecast|average))", tail))


def _hypothetical(whole: str, lead: str) -> bool:
    if _ARITHMETIC.match(whole) or _SUPPOSED.search(lead):
        return True
    denied = _last(_NOT_EXPECTED, lead)
    if denied is not None and not _LIMIT.search(lead, denied.end()):
        return True
    last_if = _last(_IF, whole)
    if last_if is None:
        return bool(re.search(r"\bwould have (?:been|delivered|grown|increased|had|generated)\b", lead))
    rest = whole[last_if.end() :]
    condition, comma, main = rest.partition(",")
    return not comma or (bool(_WOULD.search(main)) and any(c.isdigit() for c in condition))


def _clause(line: Line, first: int) -> int:
    """The first token of the statement that holds token ``first``: back to a semicolon or a contrasting word."""
    k = first
    while k > 0:
        t = line.tokens[k - 1]
        if t.text == ";" or (t.kind == CUE and t.comparison is not None and t.comparison.prior) or (t.kind == WORD and t.text in ("while", "whereas", "but", "although", "though", "versus", "compared")):
            return k
        k -= 1
    return 0
