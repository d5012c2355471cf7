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
    f"{_OPENS}(?:turning|moving|shifting|switching) {_MORE}(?:to|into) ",
    f"{_OPENS}(?:coming {_MORE}to|looking {_MORE}at|(?:starting|beginning) {_MORE}(?:at|with|on|in)|(?:talking|speaking) {_MORE}about|(?:touching|focusing) {_MORE}on) ",
    f"{_OPENS}(?:{_WILL} )?{_MORE}(?:turn|move|shift|switch) {_MORE}(?:to|into) (?:slide|page|our|the) ",
    f"{_OPENS}{_WILL} {_MORE}(?:(?:turn|move|shift|switch|come) {_MORE}(?:to|into)|look {_MORE}at|(?:start|begin) {_MORE}(?:at|with|on|in)) ",
    f"{_OPENS}{_WILL} {_MORE}(?:(?:talk|speak) {_MORE}about|(?:touch|focus) {_MORE}on|discuss|cover|review) ",
    "(?:now|next|so|and|then|finally|lastly),? (?:on |over |back )*to (?:the |our )",
    "(?:(?:now|next|so|and|then|finally|lastly),? )?(?:on|over) to |(?:now|next),? to ",
)
_TURNING = re.compile("|".join(_WAYS).replace(" ", r"\s+"))
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
    return Whole.COMPANY if at is None else _object(asked, asked.parse.of[at]) or Whole.COMPANY


def _object(asked: Asked, n: int) -> Found | None:
    """ "[our pump segment]", "the results of [our pump segment]", "slide 8 for [pumps]": the first of the chained noun phrases that names a part."""
    phrases = asked.parse.phrases
    if phrases[n].kind is Kind.VERB and asked.word(phrases[n].head) in words_of("subjects", "turned-whole"):
        n += 1  # "turning [to slide] 9 for pumps"
    while n < len(phrases) and phrases[n].first <= asked.anchor:
        if phrases[n].kind is Kind.NOUN:
            found = _part(asked, n)
            if isinstance(found, Found):
                unit = found.thing.name.split()[-1].lower() in UNITS  # "our client segment"
                return Found(found.thing, "turning-to", found.vouched or (unit and " " in found.thing.name))
        elif not asked.says(n, _CHAIN) and phrases[n].kind not in (Kind.TIME, Kind.NUMBER):
            return None
        n += 1
    return None


def _part(asked: Asked, n: int) -> Answer:
    """ "our pump segment", "Pump performance"; "our results", "the balance sheet", "slide 8", "gross margin" and "our segments" are the company's."""
    phrase = asked.parse.phrases[n]
    head = asked.line.tokens[phrase.head]
    if asked.parse.tags[phrase.head] is Tag.PRONOUN:
        return None
    if head.kind == METRIC or head.text in words_of("subjects", "turned-whole"):
        return named(asked.parts, asked.line, phrase.first, phrase.head - 1)
    return asked.of_phrase(n, Naming.PLAIN)
