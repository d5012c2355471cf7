"""The ways in which a sentence says what moved, in order of precedence. Each asks the phrases of the sentence one question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.observations.levels import in_clause
from kg.extract.observations.naming import Named, fit, named_left, vocabulary
from kg.extract.observations.nouns import Asked, anaphoric, measure, own_words, said
from kg.extract.observations.portions import behind
from kg.extract.observations.reach import chain, circumstance, fronted, states
from kg.extract.observations.roles import Part, Role
from kg.extract.observations.tokens import METRIC, WORD, Line
from kg.extract.observations.words import FILLERS, directions
from kg.extract.quantity import Sort
from kg.extract.syntax import Kind, Phrase, Tag
from kg.lexicon import words_of
from kg.types import EntityType, Thing

_SHARES = frozenset("shares share stock stocks adrs".split())
_TRADED = _SHARES | frozenset("trading traded trade session".split())
_WHO = frozenset({EntityType.COMPANY, EntityType.PERSON, EntityType.INDEX, EntityType.GOVERNMENT_BODY})
_FIRM = frozenset({EntityType.COMPANY})
_MARKS = frozenset({EntityType.INDEX, EntityType.EXCHANGE})
_GROWS = frozenset({EntityType.SEGMENT, EntityType.CUSTOMER_GROUP, EntityType.PRODUCT, EntityType.BRAND, EntityType.MARKET})
_OF_THINGS = words_of("classes", "of-things")
_MARKETS = frozenset("market markets industry industries sector economy".split())
_REVENUE = Named("revenue", "thing-moved", 0, 0)
_NO_ROLE = Role(Part.CHANGE, "")


@dataclass(frozen=True, slots=True)
class Moved(Asked):
    """A change whose metric is asked for. ``carried`` is the metric of the sentence before, ``before`` that of the observation before in the
    sentence, ``moving`` the last one of the paragraph that was said to move and that things have."""

    role: Role = _NO_ROLE
    carried: Named | None = None
    before: Named | None = None
    moving: Named | None = None


def said_beside(asked: Moved) -> Named | None:
    """ "5% lower [volume]", "an increase in [revenue] of 5%": the metric that the words of the change name."""
    k = asked.role.metric
    if k is None:
        return None
    term = asked.tokens[k].metric
    id = fit(term.metric, asked.quantity, Part.CHANGE, term.share)
    if id == "grossMargin" and term.said in ("margin", "margins"):
        id = _margin_of(asked) or id
    named = measure(asked, asked.parse.of[k], "change-object")
    if named is not None and named.token == k and id == named.id:
        return named
    return Named(id, "change-object", k, k, term.accounting, None, k) if id else None


def _margin_of(asked: Moved) -> str | None:
    """ "EBITDA rose 38%, with a 410 basis point margin improvement": the margin of the profit just named."""
    profits = [t.metric.metric.ratio for t in asked.tokens[: asked.i] if t.kind == METRIC and t.metric.metric.ratio]
    return profits[-1] if profits and profits[-1].endswith("Margin") else None


def points_of(asked: Moved) -> Named | None:
    """ "60 basis points of bankruptcy [impact]": what the points are of."""
    if asked.quantity.unit not in ("pp", "bp") or asked.role.rule != "points":
        return None
    return behind(asked)


def flat_behind(asked: Moved) -> Named | None:
    """ "flat [revenue]", "doubled [profit]": the metric right behind a change that is a word."""
    if asked.quantity.sort != Sort.CHANGE:
        return None
    n = asked.phrase if asked.parse.phrases[asked.phrase].head > asked.i else asked.phrase + 1
    if n >= len(asked.parse.phrases) or asked.parse.phrases[n].kind is not Kind.NOUN:
        return None
    named = measure(asked, n, "change-of")
    return named if named is not None and named.token is not None else None


def inside(asked: Moved) -> Named | None:
    """ "[5% loan growth]", "a 12% [drop] in visits": the noun phrase that the number stands in."""
    phrase = asked.parse.phrases[asked.phrase]
    if phrase.kind is not Kind.NOUN or phrase.head <= asked.i or _bare_rate(asked, phrase) or _of_the_mover(asked, phrase):
        return None
    return _growth_of_thing(asked, asked.phrase) or measure(asked, asked.phrase, "inside")


def _growth_of_thing(asked: Moved, n: int) -> Named | None:
    """ "20% growth [in our pump business]": of a thing the metric that is spoken of moves, else revenue."""
    head = asked.tokens[asked.parse.phrases[n].head]
    p, m = next(iter(asked.parse.behind(n)), (-1, -1))
    if head.text not in directions()["noun"] or p < 0 or asked.quantity.unit != "percent":
        return None
    words = [k for k in own_words(asked.line, asked.parse.phrases[n]) if k > asked.i and asked.tokens[k].text not in words_of("labels", "growth-modifiers")]
    if len(words) > 1 or asked.tokens[asked.parse.phrases[p].first].text not in ("in", "for", "at") or not thing_like(asked.line, asked.parse.phrases[m]):
        return None
    return _moved(asked, asked.parse.phrases[m])


def _of_the_mover(asked: Moved, phrase: Phrase) -> bool:
    """ "exports fell at a smaller [5 percent rate]": how fast the subject moves."""
    words = own_words(asked.line, phrase)
    return bool(words) and asked.tokens[words[-1]].text in ("rate", "pace", "clip") and all(asked.parse.tags[k] is Tag.ADJECTIVE for k in words[:-1])


def _bare_rate(asked: Moved, phrase: Phrase) -> bool:
    """ "the 14% growth rate": how fast what was spoken of before grows."""
    words = [asked.tokens[k].text for k in range(asked.i + 1, phrase.head + 1)]
    return len(words) > 1 and words[-1] in ("rate", "rates", "pace") and all(word in directions()["noun"] for word in words[:-1])


def noun_of(asked: Moved) -> Named | None:
    """ "[growth] in visits of 5%", "[loan growth] was 5%": the noun of direction in front."""
    n = fronted(asked)
    if n is None:
        return None
    return next(
        (
            named
            for m in chain(asked, n)
            if asked.parse.phrases[m].first >= asked.floor
            and asked.tokens[asked.parse.phrases[m].head].text in directions()["noun"]
            and (named := measure(asked, m, "noun-of"))
        ),
        None,
    )


def of_object(asked: Moved) -> Named | None:
    """ "reduce our [emissions] by 10%", "grew sales 5% and [orders] by 7%": the object of the verb that moves it."""
    at, parse = asked.role.at, asked.parse
    if at < 0 or at >= asked.i or parse.at(at).kind not in (Kind.VERB, Kind.PARTICIPLE):
        return None
    n = parse.of[at] + 1
    if parse.phrases[n].first < asked.floor:
        n = fronted(asked) or n
    phrase = parse.phrases[n]
    if all(asked.tokens[k].text in words_of("grammar", "generic") for k in own_words(asked.line, phrase)):
        return None  # "we cut spending by 6%"
    if phrase.kind is not Kind.NOUN or phrase.first < asked.floor or phrase.last >= asked.i or anaphoric(asked.line, phrase):
        return None
    return measure(asked, n, "moved-object")


def mover(asked: Moved) -> int | None:
    """The noun phrase that moves: in front of "up 5%" or a participle, else the subject of the clause."""
    return in_motion(asked, asked.role.at if 0 <= asked.role.at < asked.i else asked.i)


def in_motion(asked: Asked, at: int) -> int | None:
    """The noun phrase that the word of motion at token ``at`` is said of."""
    parse = asked.parse
    n = parse.of[at] - 1
    if n > 0 and asked.tokens[parse.phrases[n].first].text in ("each", "both"):
        n -= 1  # "pumps and valves [each] grew"
    while (
        n >= 0
        and parse.phrases[n].first >= asked.floor
        and (
            parse.phrases[n].kind in (Kind.TIME, Kind.ADVERB)
            or (parse.phrases[n].kind is Kind.PREPOSITION and parse.phrases[n + 1].kind is Kind.TIME)
        )
    ):
        n -= 1
    if n >= 0 and parse.phrases[n].kind is Kind.NOUN and parse.phrases[n].first >= asked.floor:
        top = list(chain(asked, n))[-1]
        acted = parse.at(at).kind is Kind.VERB and top > 0 and parse.phrases[top - 1].kind is Kind.PARTICIPLE  # "items affecting [growth] rose"
        moving = top == parse.of[at] - 1 and parse.at(at).kind is Kind.PARTICIPLE  # "resulted in [orders] growing 9%"
        if not acted and (moving or _free(asked, top)) and parse.phrases[top].first >= asked.floor:
            return top
    subject = parse.subject(asked.i)
    if subject is None or subject.first < asked.floor or subject.last >= asked.i:
        return None
    n = parse.of[subject.first]
    said_of = n > 1 and parse.phrases[n - 1].kind is Kind.RELATIVE and asked.tokens[subject.head].text == "we"
    return _antecedent(asked, n - 1) if said_of else n


def _free(asked: Asked, n: int) -> bool:
    """Whether the noun phrase hangs on no preposition but "with" and "as", which open a statement of their own."""
    p = asked.parse.governor(n)
    return p < 0 or asked.tokens[asked.parse.phrases[p].first].text in ("with", "as")


def _antecedent(asked: Asked, relative: int) -> int | None:
    """ "[overhead], which we expect to rise 3%": the noun phrase in front of the relative."""
    return next(
        (
            n
            for n in range(relative - 1, -1, -1)
            if asked.parse.phrases[n].kind is Kind.NOUN and asked.parse.phrases[n].first >= asked.floor
        ),
        None,
    )


def shares_moved(asked: Moved) -> Named | None:
    """ "Its [shares] fell 3 percent", "[Kestrel] dropped 31 cents"."""
    n = mover(asked)
    if n is None:
        return _opening_shares(asked)
    phrase = asked.parse.phrases[n]
    head = asked.tokens[phrase.head]
    if head.kind == WORD and head.text in _SHARES:
        return Named("stockPrice", "shares-moved", phrase.first, phrase.last)
    if not is_thing(asked.line, phrase, _FIRM):
        return None
    quantity = asked.quantity
    traded = quantity.percentage and (
        any(t.text in _TRADED for t in asked.tokens) or (asked.carried is not None and asked.carried.id == "stockPrice")
    )
    return Named("stockPrice", "shares-of-firm", phrase.first, phrase.last) if traded or (quantity.money and not quantity.scaled) else None


def _opening_shares(asked: Moved) -> Named | None:
    opens = any(t.text in _SHARES for t in asked.tokens[:3]) and not any(t.kind == METRIC for t in asked.tokens[:4])
    return Named("stockPrice", "shares-moved", 0, 0) if opens else None


def index_moved(asked: Moved) -> Named | None:
    """ "The [Harbor 40 index] slid 2%": a name in capitals whose last word says that it is one."""
    n = mover(asked)
    if n is None:
        return None
    phrase = asked.parse.phrases[n]
    words = asked.tokens[phrase.first : phrase.last + 1]
    named = is_thing(asked.line, phrase, _MARKS) or (
        len(words) > 1 and words[-1].text in ("index", "average") and any(t.capital for t in words[1:])
    )
    first = phrase.first + (1 if words[0].text in ("the", "a", "an") else 0)
    return Named("other:index level", "index-moved", first, phrase.last) if named else None


def of_mover(asked: Moved) -> Named | None:
    """ "[Revenue] grew 5%", "[visits] to our parks were down 3%": the subject, when it is a measure."""
    n = mover(asked)
    if (
        n is None
        or anaphoric(asked.line, asked.parse.phrases[n])
        or is_thing(asked.line, asked.parse.phrases[n], _WHO)
        or moves_as_thing(asked, asked.parse.phrases[n])
    ):
        return None
    return measure(asked, n, "subject")


def of_thing(asked: Moved) -> Named | None:
    """ "[Outdoor] was up 5%", "[we] grew 5%": of a thing the metric that the paragraph speaks of moves, else revenue."""
    n = mover(asked)
    if n is None or asked.quantity.unit != "percent":
        return None
    phrase = asked.parse.phrases[n]
    if not moves_as_thing(asked, phrase):
        return None
    return _moved(asked, phrase)


def _moved(asked: Moved, phrase: Phrase) -> Named:
    if asked.tokens[phrase.head].text in _MARKETS:
        words = own_words(asked.line, phrase)
        return Named(f"other:{said(asked.tokens, words)} size", "thing-moved", words[0], words[-1])  # "the pump market grew 5%": nobody's revenue
    topic = next((named for named in (asked.before, asked.moving) if named is not None and named.id in _OF_THINGS), _REVENUE)
    return replace(topic, rule="thing-moved", first=phrase.first, last=phrase.last, token=None)


def moves_as_thing(asked: Moved, phrase: Phrase) -> bool:
    """Whether it is somebody or something that moves and no measure: "the pump business", "we", "[planning] did well, growing 5%"."""
    verb, at = asked.parse.verb(asked.i), asked.role.at
    moved = verb is not None and verb.first <= at <= verb.last
    if speaker(asked.line, phrase):
        return moved and verb is not None and asked.parse.phrases[asked.parse.of[verb.last] + 1].kind not in (Kind.NOUN, Kind.PARTICIPLE)
    aside = verb is not None and not moved and 0 <= at < asked.i and asked.parse.at(at).kind is Kind.PARTICIPLE and not states(asked, verb)
    return thing_like(asked.line, phrase) or (aside and asked.tokens[phrase.head].kind == WORD)


def speaker(line: Line, phrase: Phrase) -> bool:
    """ "we", "the company"."""
    words = own_words(line, phrase)
    return line.tokens[phrase.head].text.partition("'")[0] in ("we", "i") or (
        len(words) == 1 and line.tokens[words[0]].text in ("company", "group", "firm", "business")
    )


def is_thing(line: Line, phrase: Phrase, types: frozenset[EntityType] = _GROWS) -> bool:
    """Whether the phrase is the name of a segment, product, group or place (or of ``types``)."""
    head = line.tokens[phrase.head]
    return any(
        m.span.start <= head.start and head.end <= m.span.end and isinstance(m.value, Thing) and m.value.type in types for m in line.things
    )


def thing_like(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase names a part of the business: a known thing, "our pump business", "commercial"."""
    if is_thing(line, phrase):
        return True
    head = line.tokens[phrase.head]
    if head.kind != WORD:
        return False
    return head.text in words_of("labels", "thing-heads") or any(n.start <= head.start and head.end <= n.end for n in line.names)


def left(asked: Moved) -> Named | None:
    """The last metric in front of the change, in its clause or before it."""
    found = in_clause(asked) or named_left(asked.line, asked.i, Part.CHANGE, asked.floor)
    return found if found is None or found.token is None or not circumstance(asked, found.token) else None


def going_on(asked: Moved) -> Named | None:
    """ "It fell 34%", "a decline of 8% in the north": what was spoken of before, or growth without a metric, which is of revenue."""
    n = mover(asked)
    phrase = asked.parse.phrases[n] if n is not None else None
    carried = asked.carried if asked.carried is not None and not asked.carried.id.startswith("other:") else None
    entry = vocabulary(carried.id) if carried is not None else None
    if asked.quantity.unit == "bp" and entry is not None and entry.unit == "currency":
        carried = None  # "it improved 117 basis points": no amount does
    if _bare_rate(asked, asked.parse.phrases[asked.phrase]):
        return asked.before or carried or replace(_REVENUE, rule="growth")
    if asked.before is None and asked.role.rule == "change-after" and asked.i and asked.tokens[asked.i - 1].text in ("the", "this", "that"):
        return None  # "most of the $16 million increase": said of the sentence before
    if asked.before is not None and (asked.role.rule != "points" or asked.tokens[asked.i - 1].text in ("and", "or")):
        return asked.before  # not "revenue was $2 million, accelerating 4 points"
    if _goes_on(asked, phrase):
        return carried or _plain_growth(asked, phrase)
    return _plain_growth(asked, phrase)


def _goes_on(asked: Moved, phrase: Phrase | None) -> bool:
    """ "It fell 34%", "representing growth of 8%": whether a change without a measure goes on about what the sentence before spoke of. Not "we attribute
    80 basis points to prices"."""
    if asked.role.rule == "points":
        return False
    if phrase is not None:
        if speaker(asked.line, phrase):
            return asked.role.rule == "change-verb" and asked.carried is not None and asked.carried.id in _OF_THINGS
        return anaphoric(asked.line, phrase)
    verb = asked.parse.verb(asked.i)
    return verb is None or asked.parse.phrases[0].kind in (Kind.ADVERB, Kind.PARTICIPLE)


def _plain_growth(asked: Moved, phrase: Phrase | None) -> Named | None:
    """ "In the first quarter, the increase is about 41%": growth without a metric is growth of revenue."""
    role = asked.role
    if (
        role.via.startswith("gr")
        and role.part == Part.CHANGE
        and asked.quantity.percentage
        and phrase is not None
        and asked.tokens[phrase.head].text.partition("'")[0] in ("it", "this", "that", "they")
    ):
        return _REVENUE  # "it has grown at over 30% a year"
    noun = asked.parse.at(role.at) if 0 <= role.at < asked.i else None
    bare = (
        role.at == asked.i + 1
        or (noun is not None and noun.kind is Kind.NOUN and anaphoric(asked.line, noun))
        or (
            phrase is not None
            and all(t.text in ("growth", "increase", "rate") or t.text in FILLERS for t in asked.tokens[phrase.first : phrase.last + 1])
        )
    )
    return replace(_REVENUE, rule="growth") if bare and asked.quantity.percentage and role.via in ("growth", "increase") else None


def growth_itself(asked: Moved, named: Named) -> Named:
    """ "revenue growth slowed by 2 points": of an amount only the growth moves in points."""
    entry, at = vocabulary(named.id), named.last + 1
    if (
        entry is None
        or entry.unit != "currency"
        or asked.quantity.unit not in ("pp", "bp")
        or at >= len(asked.tokens)
        or asked.tokens[at].text != "growth"
        or named.share
    ):
        return named
    return replace(named, id=f"other:{asked.tokens[named.last].text} growth", last=at)


def in_it(asked: Moved) -> Named | None:
    """ "we were up 12% in new [orders]": what somebody moved in."""
    n = mover(asked)
    p, m = next(iter(asked.parse.behind(asked.phrase)), (-1, -1))
    if (
        n is None
        or p != asked.phrase + 1
        or asked.tokens[asked.parse.phrases[p].first].text not in ("in", "on")
        or asked.tokens[asked.parse.phrases[m].head].kind != METRIC
        or not (anaphoric(asked.line, asked.parse.phrases[n]) or is_thing(asked.line, asked.parse.phrases[n]))
    ):
        return None
    return measure(asked, m, "moved-in")


WAYS = (said_beside, in_it, points_of, flat_behind, of_object, inside, noun_of, shares_moved, index_moved, of_mover, of_thing, left, going_on)
