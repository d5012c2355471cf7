"""Firms in a text: by legal form, by a ticker behind the name, by the word at the end ("Alder Bank"), by being introduced before, as somebody's employer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.extract.names.gates import names_a_firm
from kg.extract.names.listings import Listing
from kg.extract.names.runs import Index, Run, empty, words
from kg.lexicon import words_of
from kg.naming import company_key, demonyms, places, tokens
from kg.participants.names import looks_like_name
from kg.types import EntityType, Mention, Span, Thing

_BRACKETED = re.compile(r"\s*\(\s*[\"\u201c']?([A-Z][A-Z&]{1,6})[\"\u201d']?\s*\)")
_GENERIC_FIRST = frozenset(
    "investment commercial central working net retail wholesale private public national regional global digital corporate consumer clean renewable natural human venture "
    "financial health life property real mutual risk international intelligent advanced industrial medical new general united american european asian total united-states "
    "social mass power oil gas first general best great standard southern northern western eastern atlantic pacific water data supply operating free business information strategic cash customer home commodity core community early professional".split()
)


def by_form(run: Run, common: frozenset[str]) -> str | None:
    """The rule by which a run alone shows that it is a firm: a legal form at its end, or a word that only firms end in behind a word that is no common one."""
    last = run.text.split(" (")[0].rsplit(" ", 1)[-1].rstrip(".").lower() if run.text.endswith(")") else run.words[-1].rstrip(".").lower()
    if len(run.words) < 2 or empty(run) or (run.text.isupper() and len(run.words) > 3):
        return None
    key = company_key(run.text)
    if last in words_of("suffixes", "sure") and key != tokens(run.text) and not set(key) <= words("never"):
        return "names.firm.form"
    first = run.words[0].lower()
    whole = " of " not in run.text or run.text.startswith("Bank of ")  # "Governor of the Harbor Bank" is none
    if last in words_of("suffixes", "kind") and whole and len(run.words) <= 6 and first not in _GENERIC_FIRST and first not in common and not set(tokens(run.text)) & words("never"):
        return "names.firm.kind"
    return None


def person_of_firm(run: Run) -> tuple[Mention, ...]:
    """"Ines Holt of Oakham & Company": the person, and the firm behind "of"."""
    if " of " not in run.text or run.words[-1].rstrip(".").lower() not in words_of("suffixes", "sure") | words_of("suffixes", "kind"):
        return ()
    left, right = run.text.split(" of ", 1)
    if not looks_like_name(left) or set(tokens(left)) & (words_of("suffixes", "kind") | words_of("suffixes", "legal")) or len(left.split()) < 2:
        return ()
    person = Span(run.span.start, run.span.start + len(left))
    firm = Span(run.span.end - len(right), run.span.end)
    return (Mention("thing", person, "names.person.of-firm", Thing(EntityType.PERSON, left, person)), Mention("thing", firm, "names.firm.of-person", Thing(EntityType.COMPANY, right, firm)))


_CUE_BEFORE = re.compile(r"\b(?:(?:[Aa]nalysts?|[Ee]conomist|[Ss]trategist|manager|head|director|partner|officer|president|trader) (?:at|with|for|from)(?: (?:brokerage|investment bank))?|advised by|advising|[Aa]dvisers? to|[Ss]hares (?:of|in)|[Ss]tock (?:of|in)|[Rr]ivals?|[Cc]ompetitors?|[Cc]arrier|[Rr]etailer|[Ll]ender|[Aa]irline|[Bb]rewer|[Aa]utomaker|[Cc]armaker|[Cc]hipmaker|[Ii]nsurer|[Dd]rugmaker|[Bb]roker(?:age)?|unit|subsidiary|parent|startup|exchange) $")
_CUE_AFTER = re.compile(
    r"(?: (?:and [A-Z][\w&]+(?: [A-Z][\w&]+){0,3} )?(?:advised|underwrote) |(?:'s|\u2019s|')? (?:shares|stock|share price)\b|(?:'s|\u2019s|') (?:[\w-]+ ){0,2}(?:profits?|earnings|revenues?|sales|chief executive|CEO|CFO|chief financial|chairman|board|shareholders|investors|results|market share|"
    r"headquarters|subsidiary|parent|stake|brand|bid|offer|net income)\b| (?:said|reported|posted|announced|forecast|expects|agreed|acquired|plans)\b(?! (?:that )?(?:he|she)\b)[^.\n]{0,80}\b(?:profit|earnings|revenue|sales|loss|shares|"
    r"dividend|acquisition|merger|stake|company|results|quarter|deal)\b| (?:CEO|Chief Executive|Chairman|President|Chief Financial Officer)\b)"
)


def by_cue(text: str, run: Run) -> bool:
    """Whether the words around a run can only stand around a firm: "shares of X", "X's profit", "X reported earnings"."""
    if len(run.words) > 4 or empty(run) or not names_a_firm(run.text) or (run.text.isupper() and len(run.text) > 6) or run.text in demonyms() or run.text in places():
        return False
    return bool(_CUE_BEFORE.search(text, max(0, run.span.start - 30), run.span.start) or _CUE_AFTER.match(text, run.span.end, min(len(text), run.span.end + 120)))


def by_listing(run: Run, listings: Sequence[Listing]) -> Listing | None:
    """The ticker that stands right behind a run."""
    return next((x for x in listings if 0 <= x.span.start - run.span.end <= 3), None)


def acronym(text: str, run: Run) -> Span | None:
    """Where a run is followed by its own initials in brackets: "Kestrel Air Lines (KAL)"."""
    match = _BRACKETED.match(text, run.span.end)
    if match is None:
        return None
    initials = "".join(w[0] for w in run.words if w[0].isupper())
    return Span(*match.span(1)) if initials.startswith(match[1].replace("&", "")) and len(match[1]) > 1 else None


def short_forms(name: str, common: frozenset[str] = frozenset()) -> set[str]:
    """Ways in which a firm that was named in full is named again: without its legal form, by its first words, in capitals."""
    parts = name.split()
    key = company_key(name)
    out = {name}
    kept = parts[: len(key)] if len(key) < len(parts) else parts
    bare = " ".join(kept).rstrip(",")
    if len(key) >= 1 and company_key(bare) == key:
        out |= {bare, bare.upper()}
    weak = _endings()
    while len(kept) > 1 and kept[-1].lower().strip("(),.") in weak:
        kept = kept[:-1]
        if len(kept) > 1 or _tells(kept[0], common):
            out.add(" ".join(kept).rstrip(","))
    if len(kept) > 1 and len(kept[0]) > 2 and _tells(kept[0], common):
        out.add(kept[0])
    head = kept[0].split("-")[0]
    if "-" in kept[0] and len(head) > 3 and _tells(head, common):
        out.add(head)
    return {form for form in out if (len(form) > 2 or (len(form) > 1 and form.isupper())) and not _nameless().issuperset(tokens(form))}


@cache
def _general() -> frozenset[str]:
    """Words that tell no firm from another."""
    return _GENERIC_FIRST | words_of("suffixes", "kind") | words("starts") | words("never")


@cache
def _nameless() -> frozenset[str]:
    return words("never") | words_of("suffixes", "legal")


@cache
def _endings() -> frozenset[str]:
    return words_of("suffixes", "weak") | words_of("suffixes", "kind")


def _tells(word: str, common: frozenset[str]) -> bool:
    """Whether one word can stand for a firm: capitalised, no place, and none that the document uses in lower case."""
    low = word.lower()
    return word[:1].isupper() and low not in _general() and low not in common and word not in places() and word not in demonyms()


def again(text: str, known: Iterable[Thing], runs: Index, common: frozenset[str], aliases: Mapping[str, str] | None = None) -> Iterable[Mention]:
    """Later mentions of firms that are known in the document, in full or short, that are no part of another name."""
    names: dict[str, str] = dict(aliases or {})
    for thing in known:
        for form in sorted(short_forms(thing.name, common)):
            names.setdefault(form, thing.name)
    for a, b, form, run in runs.find(names):
        if (run.span.start == a or run.first) and _ends(text, run, b):
            yield Mention("thing", Span(a, b), "names.firm.again", Thing(EntityType.COMPANY, names[form], Span(a, b)))


def _ends(text: str, run: Run, end: int) -> bool:
    """Whether a name that ends at ``end`` ends there for good: no further capitalised word of the run makes it another name."""
    rest = text[end : run.span.end].split()
    return not rest or not rest[0][:1].isupper()
