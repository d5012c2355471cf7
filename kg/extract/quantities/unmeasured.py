"""Digits that measure nothing: years, dates, times, phone numbers, ordinals, places in a document, ranks, and the digits of names."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extract.quantities.atoms import Atom, Page
from kg.extract.quantities.numerals import Numeral, digits
from kg.extract.quantities.phrases import last_word, skip_back, skip_on
from kg.lexicon import words_of

# Read from the first digit; a match says how far the digits go that are none of ours.
_FOREIGN = re.compile(
    r"(?P<time>\d{1,2}(?::\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?(?!\w))"
    r"|(?P<phone>\d{1,4}[-. (]{1,2}\d{3}\)?[-. ]\d{3,4}(?:[-. ]\d{3,4})?(?!\d|,\d)|\d{3}-\d{4}(?!\d))"
    r"|(?P<date>\d{1,2}/\d{1,2}/\d{2,4}\b|(?:19|20)\d\d-\d\d(?:-\d\d)?\b|(?:19|20)\d\d/(?:19|20)?\d\d\b)"
    r"|(?P<file>\d{3} - \d{5,})"
    r"|(?P<version>\d+\.\d+\.\d+[\d.]*)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<ratio>\d+(?:\.\d+)?[- ](?:for|to)[- ](?:one|1)\b(?![.,]?\d)(?! percent|%)|\d+-for-\d+|\d+:\d+)"
    r"|(?P<form>(?:10|8|6|20|11|40)-?[kqf](?:sb|/a)?s?\b|401\s?\(?k\)?|\d{3,4}\(k\)|\d{1,2}-cv-\d+|24[/x-]7|9/11\b|50[-/]50\b|80/20\b|20/20\b|360[- ]degree)"
    r"|(?P<decade>(?:19|20)\d0'?s\b)"
    r"|(?P<slash>\d+/(?:[a-z]\b|\d+))"
)
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_SPOKEN_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]")  # "Six Flags"
_ADDRESS = re.compile(r"(?: [A-Z][\w.]*){1,4} (?:Avenue|Ave|Street|St|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Way|Place|Plaza|Parkway|Court|Square|Highway|Floor)\b")
_NONE = Numeral(0, 0, Decimal(0), Decimal(1))
_LISTED = re.compile(r"\b(?:slides?|pages?|notes?|items?|sections?|forms?|figures?|tiers?|phases?|levels?|scopes?|exhibits?|tables?|ages?|aged|classes|appendix|stages?) \d+(?:(?:,| and| to| through| or|-|&| of|/|\.)+ ?\d+)*(?:,| and| to| through| or|-|&| of|/)+ ?$")
_LISTING = frozenset({"and", "to", "through", "or", "of"})
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,]*\d)(?!\.\d)")
_REST = re.compile(r"[ \-=]*\Z")
_LETTER = re.compile(r"[a-z]")
_NOUN = re.compile(r"[ -](?:new |additional |net |total |more |other |of (?:the|our|its|their) )?([a-z]+)")
_ENUMERATOR = re.compile(r"\s?[.):]\s")
_NAME = re.compile(r"(?:^|[^\w])([A-Z][\w&'-]*[a-z][\w-]*|[A-Z]{2,}[\w-]*) $")
_IN = frozenset({"in", "since", "fiscal", "year", "during", "until", "till", "through", "by", "for", "from", "of", "early", "late", "mid", "calendar", "throughout", "before", "after", "fy", "q", "and", "to", "or", "the", "beyond", "into", "versus", "vs", "than", "end", "entire", "full", "our", "at", "that", "over", "late-", "ended", "ending"})


def foreign(page: Page, start: int) -> int | None:
    """The end of the digits at ``start`` when their form alone says that they measure nothing."""
    match = _FOREIGN.match(page.text, start)
    if match is None:
        return None
    if match.lastgroup == "ratio" and page.text[start - 1 : start] in "$€£":
        return None
    if match.lastgroup == "phone" and page.text[max(0, start - 1) : start] in ("$", "€", "£"):
        return None
    if match.lastgroup == "slash" and (digits(page.text, start) or _NONE).end > start + match.group().index("/"):
        return None
    if match.lastgroup == "time" and match.group().endswith(("a", "p")) and len(match.group()) < 3:
        return None
    return match.end()


def touching(page: Page, start: int) -> bool:
    """Whether the digits at ``start`` hang on letters before them: "Q1", "COVID-19", "B2B"; not "mid-30s", "sub-2%"."""
    before = page.text[start - 1] if start else " "
    if before.isalpha() or before in "_@&#/\\'":
        return not (before == "/" and page.text[start - 2 : start - 1] in "+ ")
    if before == ".":
        return start > 1 and (page.text[start - 2].isalnum())
    if before == "-" and start > 1 and page.text[start - 2].isdigit():
        return True
    if before == "-" and start > 1 and page.text[start - 2].isalpha() and page.raw[start - 1] not in "—–―":
        return last_word(page.text, start - 1) not in words_of("numbers", "hyphened", "words")
    return False


def trailing(page: Page, end: int) -> bool:
    """Whether letters hang on the digits that end at ``end``: "5G", "737s", "3D", "2B2"."""
    text = page.text
    if end >= len(text):
        return False
    if text[end].isalpha() or text[end] == "_":
        return True
    if text[end] != "-" or end + 1 >= len(text) or not text[end + 1].isalpha():
        return False
    return not _LETTER.match(text, end + 2) or page.raw[end + 1].isupper()


def unmeasured(page: Page, out: Atom) -> bool:
    """Whether a number without unit, scale and currency is a year, a rank, a place in the document, an enumerator or part of a name."""
    text, start, end = page.text, out.start, out.end
    before_end = start - 1 if start and text[start - 1] == "-" and out.sign == 0 else skip_back(text, start)
    before = last_word(text, before_end)
    if out.uncertain and (_REST.match(text, end) or text.startswith("  ", end) or page.raw[end : end + 1] in ("\n", "\r")):
        return True
    if (before in _LISTING or text[before_end - 1 : before_end] in ",-&/") and _LISTED.search(text, max(0, start - 40), start):
        return True
    if _YEAR.fullmatch(text, out.numeral.start, out.numeral.end) and (before in _IN or not _counted(text, end)):
        return True
    if text.startswith("'s", end) and out.numeral.value > 1000:
        return True
    if before in words_of("numbers", "named_by", "words") and not (before in ("day", "week", "group", "unit", "units", "stage", "line") and before_end == start):
        return True
    if text[max(0, before_end - 3) : before_end] in ("no.", "s&p") or text[max(0, before_end - 3) : before_end].endswith("#"):
        return True
    if start == 0 and _ENUMERATOR.match(text, end):
        return True
    if text[skip_back(text, start) - 1 : skip_back(text, start)] in _OPENING and text[skip_on(text, end) : skip_on(text, end) + 1] in _CLOSING and not out.numeral.spoken:
        return True
    if _ADDRESS.match(page.raw, end):
        return True
    if out.numeral.spoken:
        return _small_talk(text, out) or (_SPOKEN_NAME.match(page.raw, start) is not None and not _opens(page.raw, start))
    return _named(page, start, end)


def _counted(text: str, end: int) -> bool:
    """Whether a plural noun follows."""
    match = _NOUN.match(text, end)
    return match is not None and match.group(1).endswith("s") and match.group(1) not in ("was", "is", "has", "results", "as", "versus", "its", "this", "earnings", "sales")


def _small_talk(text: str, out: Atom) -> bool:
    """"one of the", "two things", "three questions"."""
    if out.numeral.value <= 1:
        return True
    if out.numeral.value > 10:
        return False
    match = _NOUN.match(text, out.end)
    return match is None or match.group(1) in words_of("numbers", "uncounted", "nouns")


def _opens(raw: str, start: int) -> bool:
    """Whether ``start`` is where a sentence begins."""
    while start > 0 and raw[start - 1].isspace():
        start -= 1
    return start == 0 or raw[start - 1] in ".?!:"


def _named(page: Page, start: int, end: int) -> bool:
    """"Model 3", "Route 66", "Windows 10": a capitalised word inside the sentence before a number that no noun follows."""
    if not page.raw[page.raw.rfind(" ", 0, max(0, start - 1)) + 1 : start][:1].isupper():
        return False
    match = _NAME.search(page.raw[max(0, start - 24) : start])
    if match is None or match.group(1).lower() in words_of("numbers", "not_names", "words"):
        return False
    first = max(0, start - 24) + match.start(1)
    return not _opens(page.raw, first) and not _counted(page.text, end)
