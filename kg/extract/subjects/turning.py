"""What a sentence turns to: "Turning to Asia Pacific, sales fell", "Let me start with our pump business", "Now on to the results of our pump segment"."""

from __future__ import annotations

import re

from kg.extract.observations.tokens import METRIC
from kg.extract.subjects.asked import Asked
from kg.extract.subjects.found import Answer, Found, Whole
from kg.extract.subjects.nouns import Naming, named
from kg.extract.subjects.words import UNITS
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of

_OPENS = r"(?:(?:now|next|so|and|okay|ok|well|finally|lastly|then|first|second|third|also|with that|just|quickly|briefly|please|,)[,\s]\s*)*"
_WILL = "(?:let me|let's|let us|i'll|we'll|i will|we will|i'd like to|we'd like to|i would like to|we would like to|i want to|i also want to|we can|now we|now i|next we|please)"
_MORE = "(?:(?:now|over|on|off|first|next|then|just|also|quickly|briefly|finally|back|down|out|along|a bit|a little bit|gears|our attention) )*"
_WAYS = (
    f"(?:turning|moving|shifting|switching) {_MORE}(?:to|into) ",
    f"(?:coming {_MORE}to|looking {_MORE}at|(?:starting|beginning) {_MORE}(?:at|with|on|in)|(?:talking|speaking) {_MORE}about|(?:touching|focusing) {_MORE}on) ",
    f"(?:{_WILL} )?{_MORE}(?:turn|move|shift|switch) {_MORE}(?:to|into) (?:slide|page|our|the) ",
    f"{_WILL} {_MORE}(?:(?:turn|move|shift|switch|come) {_MORE}(?:to|into)|look {_MORE}at|(?:start|begin) {_MORE}(?:at|with|on|in)) ",
    f"{_WILL} {_MORE}(?:(?:talk|speak) {_MORE}about|(?:touch|focus) {_MORE}on|discuss|cover|review) ",
)
_SHORT = (
    "(?:now|next|so|and|then|finally|lastly),? (?:on |over |back )*to (?:the |our )",
    "(?:(?:now|next|so|and|then|finally|lastly),? )?(?:on|over) to |(?:now|next),? to ",
)
_TURNING = re.compile("|".join((f"{_OPENS}(?:{'|'.join(_WAYS)})", *_SHORT)).replace(" ", r"\s+"))
_SLIDE = re.compile(r"(?:slides?|pages?|charts?)\b")
_CHAIN = frozenset("of for in within at from across on".split())


def turns(folded: str) -> bool:
    """Whether the sentence opens a new subject: "Now, moving to selected financial data"."""
    return _TURNING.match(folded) is not None


def turned_to(asked: Asked) -> Answer:
    """The part that the sentence turns to, the company where it turns to anything else; None where it does not turn."""
    match = _TURNING.match(asked.line.folded)
    if match is None:
        return None
    start = asked.line.span.start + match.end()
    at = next((k for k, t in enumerate(asked.line.tokens) if t.start >= start), None)
    return Whole.COMPANY if at is None else _object(asked, at) or _behind_slide(asked, at) or Whole.COMPANY


def _object(asked: Asked, at: int) -> Found | None:
    """ "[our pump segment]", "the results of [our pump segment]", "slide 8 for [pumps]": the first of the chained noun phrases that names a part."""
    phrases = asked.parse.phrases
    n = asked.parse.of[at]
    if phrases[n].kind is Kind.VERB and asked.word(phrases[n].head) in words_of("subjects", "turned-whole"):
        n += 1  # "turning [to slide] 9 for pumps"
    while n < len(phrases) and phrases[n].first <= asked.anchor:
        if phrases[n].kind is Kind.NOUN or (phrases[n].kind is Kind.PARTICIPLE and phrases[n].first == at and asked.parse.behind(n)):  # "turning to refining on slide 8"
            found = _part(asked, n, max(at, phrases[n].first))
            if isinstance(found, Found):
                return Found(found.thing, "turning-to", found.vouched or _plainly(asked, n, found))
        elif not asked.says(n, _CHAIN) and phrases[n].kind not in (Kind.TIME, Kind.NUMBER):
            return None
        n += 1
    return None


def _plainly(asked: Asked, n: int, found: Found) -> bool:
    """ "our client segment", "refining": the words show a part, or nothing else than its name is turned to."""
    if " " in found.thing.name and found.thing.name.split()[-1].lower() in UNITS:
        return True
    phrase = asked.parse.phrases[n]
    general = any(asked.word(k) in words_of("subjects", "turned-whole") for k in range(phrase.first, phrase.last + 1))
    return not general and asked.parse.tags[phrase.first] not in (Tag.DETERMINER, Tag.POSSESSIVE)


def _behind_slide(asked: Asked, at: int) -> Found | None:
    """ "Turning to slide 7, I'll review the results for [our Norway region]"."""
    if not _SLIDE.match(asked.line.tokens[at].text):
        return None
    for n in range(asked.parse.of[at] + 1, len(asked.parse.phrases)):
        governor = asked.parse.governor(n) if asked.parse.phrases[n].kind is Kind.NOUN else -1
        found = asked.of_phrase(n) if governor >= 0 and asked.says(governor, _CHAIN) else None
        if isinstance(found, Found) and asked.word(asked.parse.phrases[n].last) in UNITS | words_of("subjects", "market-heads"):
            return Found(found.thing, "turning-to", vouched=True)
    return None


def _part(asked: Asked, n: int, first: int) -> Answer:
    """ "our pump segment", "Pump performance"; "our results", "the balance sheet", "slide 8", "gross margin" and "our segments" are the company's."""
    phrase = asked.parse.phrases[n]
    head = asked.line.tokens[phrase.head]
    if asked.parse.tags[phrase.head] is Tag.PRONOUN or _SLIDE.match(asked.line.tokens[first].text):
        return None
    if head.kind == METRIC or head.text in words_of("subjects", "turned-whole"):
        return named(asked.parts, asked.line, first, phrase.head - 1)
    return asked.of_phrase(n, Naming.TOLD) if first == phrase.first and phrase.kind is Kind.NOUN else named(asked.parts, asked.line, first, phrase.last, Naming.TOLD)
