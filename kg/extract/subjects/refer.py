"""What pronouns and "the segment" stand for, and what the sentences before leave to a number."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.deals import DEALS
from kg.extract.observations.tokens import METRIC, Line
from kg.extract.subjects.asked import Asked
from kg.extract.subjects.found import Answer, Found
from kg.extract.subjects.measured import owned
from kg.extract.subjects.words import UNITS, silent
from kg.extract.syntax import Kind
from kg.lexicon import words_of
from kg.types import EntityType, Thing

_WE = frozenset("we our us we're we'd we've we'll".split())
_REACH = 900  # characters to where a platform or segment was named that "the platform" means
_STORY = 3000  # … to where a customer was told of
_POINTING = frozenset("the this that".split())
_BACK = frozenset("compares compared represents represented includes included reflects reflected equates".split())  # behind "this", verbs
_NEAR = 250  # … that "it" means
_COMPANY_ONLY = words_of("classes", "company-only")
_TOPICAL = words_of("classes", "topical")
_MARKET_TOPICAL = words_of("classes", "market-topical")


def definite(asked: Asked) -> Answer:
    """ "[The platform] now supports 40 banks", "$9 million for [the segment]": the one named last, else what the paragraph is about."""
    if _of_segment(asked) and (thing := asked.topics.thing or asked.topics.recent) is not None:
        return Found(thing, "definite", vouched=True)
    head = next((word for word in _definite(asked) if word in UNITS or word in words_of("subjects", "market-heads")), None)
    if head is None:
        return None
    if head in words_of("subjects", "market-heads"):
        return _place_before(asked)
    return last_named(asked, head, _REACH) or (Found(asked.topics.recent, "definite", vouched=True) if asked.topics.recent is not None else None)


def _of_segment(asked: Asked) -> bool:
    """ "Adjusted [segment] margins", "[segment] EBITDA": of the one spoken of."""
    if asked.said is None or asked.first is None or asked.open_ended:
        return False
    words = [asked.word(k) for k in range(asked.parse.at(asked.said).first, asked.first)]
    own = [w for w in words if w and not silent(w)]
    said = asked.line.tokens[asked.said].text.split()
    return own == ["segment"] or (not own and "segment" in said[:-1])


def _place_before(asked: Asked) -> Found | None:
    """ "$4 million [for that market]": the place named last in the sentence, else the one the paragraph is about."""
    start = asked.line.tokens[asked.anchor].start
    places = [
        m.value for m in asked.line.things if isinstance(m.value, Thing) and m.value.type is EntityType.MARKET and m.span.end <= start
    ]
    if asked.topics.recent is not None and asked.topics.recent.type is EntityType.MARKET:
        places.insert(0, asked.topics.recent)
    return Found(places[-1], "definite") if places else None


def customer(asked: Asked) -> Answer:
    """ "We helped [the bank] build 40 models": the customer told of last under that word, of whatever its own number is."""
    if not asked.open_ended:
        return None
    for word in _definite(asked):
        for start, head, thing in reversed(asked.parts.customers):
            if head == word and 0 < asked.line.span.start - start < _STORY:
                return Found(thing, "customer")
    return None


def _definite(asked: Asked) -> Iterator[str]:
    """The nouns of "the segment", "this bank" where they are the subject of the number's clause, its object, or hang on the number or measure; of "this
    segment's revenue"."""
    parse = asked.parse
    if asked.said is not None and asked.first is not None:
        first = parse.at(asked.said).first
        owner = asked.word(first + 1).removesuffix("'s")
        if asked.word(first) in _POINTING and owner != asked.word(first + 1):
            yield owner
    clause = parse.clause[parse.of[asked.anchor]]
    hung = {noun for k in (asked.anchor, asked.said) if k is not None for _, noun in parse.behind(parse.of[k])[:1]}
    for n, phrase in enumerate(parse.phrases):
        near = n in hung or (parse.clause[n] == clause and parse.governor(n) < 0)
        if near and phrase.kind is Kind.NOUN and phrase.last == phrase.first + 1 and asked.word(phrase.first) in _POINTING:
            yield asked.word(phrase.last)


def topic(asked: Asked) -> Answer:
    """What the sentences before were about, where the number is of a kind that it can have and the words do not turn to the company."""
    thing = asked.topics.thing or (asked.topics.just if _points_back(asked) else None)
    if thing is None or not (lends(thing, asked.id) or _framed(asked, thing)) or whole(asked) or owned(asked) or _of_us(asked):
        return None
    return Found(thing, "topic", vouched=True)


def _framed(asked: Asked, thing: Thing) -> bool:
    """ "Turning to pumps. [Warranty costs] were $3 million": of what is turned to, all but what a whole company has."""
    return thing is asked.topics.frame and thing.type in (EntityType.SEGMENT, EntityType.PRODUCT, EntityType.BRAND) and asked.id not in _COMPANY_ONLY | DEALS


def _points_back(asked: Asked) -> bool:
    """ "[This] compares to sales of $3 million", "[It] fell 5%" said of the measure before: the sentence goes on about what the one before told."""
    index = asked.parse.subjects[0] if asked.parse.subjects else -1
    if index < 0:
        return False
    phrase = asked.parse.phrases[index]
    word = asked.word(phrase.first)
    if phrase.first < phrase.last and asked.line.tokens[phrase.first + 1].text.split()[0] not in _BACK:
        return False
    return word in ("this", "that") or (word in ("it", "they") and asked.measure.rule == "carried")


def it(asked: Asked) -> Answer:
    """ "It covers 40 banks": the platform or product line named last."""
    open_ended = asked.id.startswith("other:") or asked.id in ("customers", "users", "employees")
    return last_named(asked, "", _NEAR) if open_ended and asked.line.tokens[0].text == "it" else None


def lends(thing: Thing, id: str) -> bool:
    """Whether a thing that is spoken of can have the metric."""
    if thing.type in (EntityType.CUSTOMER_GROUP, EntityType.COMPANY):
        return id in ("revenue", "customers", "orders")
    if thing.type is EntityType.MARKET:
        return id in _MARKET_TOPICAL
    return id in _TOPICAL or id.startswith("other:")


def whole(asked: Asked) -> bool:
    """Whether the measure is said of the whole company: "GAAP", "total", "consolidated"."""
    at = asked.measure.token
    if at is None:
        return False
    if asked.line.tokens[at].kind == METRIC and asked.line.tokens[at].metric.accounting in ("GAAP", "non-GAAP"):
        return True
    said = asked.line.tokens[at].text.split()
    return bool(words_of("subjects", "sums") & set(said)) or asked.word(at - 1) in words_of("subjects", "sums")


def of_the_company(asked: Asked) -> bool:
    """Whether the number ends a topic: only a whole company has it, or it is said of the whole."""
    subject = asked.parse.subject(asked.said) if asked.said is not None else None
    ours = owned(asked) and subject is not None and asked.said is not None and subject.first <= asked.said <= subject.last
    return asked.id in _COMPANY_ONLY or whole(asked) or ours


def _of_us(asked: Asked) -> bool:
    """Whether "we" stands in the number's clause in front of it."""
    first, _ = asked.parse.bounds(asked.anchor)
    return any(t.text in _WE for t in asked.line.tokens[first : max(first, asked.said or 0, asked.anchor)])


def last_named(asked: Asked, head: str, reach: int) -> Found | None:
    """The platform, line or segment named last in front of the sentence, when its name ends with ``head``."""
    return _last(asked.parts.named, asked.line, head, reach)


def _last(named: tuple[tuple[int, Thing], ...], line: Line, head: str, reach: int) -> Found | None:
    for start, thing in reversed(named):
        if start < line.span.start:
            near = line.span.start - start <= reach
            return Found(thing, "anaphor") if near and (not head or thing.name.lower().endswith(head)) else None
    return None


def can_have(found: Found, id: str) -> bool:
    """Whether a thing can have the metric at all: a dividend is of a company; a part earns its cents a share where it is said to do so."""
    if found.thing.type in (EntityType.COMPANY, EntityType.INDEX, EntityType.PERSON, EntityType.GOVERNMENT_BODY) or id not in words_of(
        "classes", "firm-only"
    ):
        return True
    return id == "earningsPerShare" and found.rule == "actor" and found.thing.type is EntityType.SEGMENT
