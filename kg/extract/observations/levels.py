"""The ways in which a sentence says what a level measures, in order of precedence. Each asks the phrases of the sentence one question."""

from __future__ import annotations

from kg.extract.observations.naming import Named, fit
from kg.extract.observations.nouns import Asked, anaphoric, measure, named_thing, own_words, said
from kg.extract.observations.phrases import denominator, source
from kg.extract.observations.portions import behind, inside, linked, predicated, share_of_total
from kg.extract.observations.predicates import predicate
from kg.extract.observations.reach import attached, before_aside, chain, circumstance, fronted, states, told_of
from kg.extract.observations.roles import Part
from kg.extract.observations.tokens import METRIC, PERIOD, WORD
from kg.extract.observations.words import FILLERS
from kg.extract.quantity import Sort
from kg.extract.syntax import Kind
from kg.lexicon import keys_of, words_of


def said_in_front(asked: Asked) -> Named | None:
    """ "[operating margin] was 5%", "[revenue] for the quarter of $3 million": the metric right in front."""
    n = fronted(asked)
    if n is None or (asked.quantity.sort == Sort.SHARE and not asked.share):
        return None
    top = [m for m in chain(asked, n) if asked.parse.phrases[m].first >= asked.floor]
    direct = attached(asked, n) and asked.tokens[asked.parse.phrases[top[-1]].head].text not in words_of("labels", "effects")
    for m in dict.fromkeys((n, top[-1])) if direct else (top[-1],):
        named = measure(asked, m, "said")
        if named is not None and not named.id.startswith("other:") and not (named.token is not None and _aside(asked, named.token)):
            return named
    return _predicate_nominal(asked, top[-1])


def _predicate_nominal(asked: Asked, n: int) -> Named | None:
    """ "[free cash flow] was a use of $3 million", "[revenue] reached a record of $9 million": what the noun in front of the number is said of."""
    parse = asked.parse
    if n < 1 or parse.phrases[n - 1].kind is not Kind.VERB or not states(asked, parse.phrases[n - 1]):
        return None
    subject = parse.subject(parse.phrases[n].first)
    if subject is None or not asked.floor <= subject.first < parse.phrases[n].first:
        return None
    named = measure(asked, parse.of[subject.first], "said")
    return named if named is not None and named.token is not None else None


def _aside(asked: Asked, token: int) -> bool:
    return source(asked.tokens, token) or denominator(asked.tokens, token)


def said_as_loss(asked: Asked) -> Named | None:
    """ "[adjusted EBITDA] was a loss of $7 million": the metric whose value is said to be a loss."""
    n = fronted(asked)
    if n is None or n < 2 or asked.tokens[asked.parse.phrases[n].head].text != "loss" or asked.parse.phrases[n - 1].kind is not Kind.VERB:
        return None
    subject = asked.parse.subject(asked.parse.phrases[n].first)
    named = measure(asked, asked.parse.of[subject.first], "left-loss") if subject is not None and subject.first >= asked.floor else None
    return named if named is not None and named.token is not None else None


def by_predicate(asked: Asked) -> Named | None:
    """ "earned $3 million", "a $4 billion deal": verbs and nouns that name a metric by themselves; "contributed $3 million of [profit]" names another."""
    named = predicate(asked.line, asked.i)
    told = behind(asked) if named is not None and named.rule == "predicate-contributed" else None
    return told if told is not None and told.token is not None else named


def by_act(asked: Asked) -> Named | None:
    """ "donated $46 million to hospitals": the noun of the verb right in front of the amount, with what it went to."""
    k = asked.i - 1
    while k > 0 and (asked.tokens[k].text in FILLERS or asked.tokens[k].kind == PERIOD):
        k -= 1
    noun = keys_of("labels", "acts").get(asked.tokens[k].text) if k >= asked.floor and asked.quantity.money else None
    if noun is None or asked.tokens[k].kind != WORD:
        return None
    phrases, n = asked.parse.phrases, asked.phrase
    if n + 1 < len(phrases) and asked.tokens[phrases[n + 1].first].text == "down" and noun == "payments":
        return Named("other:debt repayment", "act", k, k)
    to = n + 2 < len(phrases) and asked.tokens[phrases[n + 1].first].text == "to" and phrases[n + 2].kind is Kind.NOUN
    whom = own_words(asked.line, phrases[n + 2]) if to else []
    if noun == "cash returned" and not whom:
        return None
    return Named("other:" + noun + (" to " + said(asked.tokens, whom) if whom and len(whom) < 6 else ""), "act", k, k)


def by_outlay(asked: Asked) -> Named | None:
    """ "invested $29 million in the new [plant]": what the money went into, a metric of its own or an investment in it."""
    k = asked.i - 1
    while k > 0 and asked.tokens[k].text in FILLERS:
        k -= 1
    noun = keys_of("labels", "outlays").get(asked.tokens[k].text) if k >= asked.floor and asked.tokens[k].kind == WORD and asked.quantity.money else None
    if noun is None or asked.parse.at(k).kind not in (Kind.VERB, Kind.PARTICIPLE):
        return None
    phrases, n = asked.parse.phrases, asked.phrase
    into = n + 2 < len(phrases) and asked.tokens[phrases[n + 1].first].text in ("in", "on", "into", "for") and phrases[n + 2].kind is Kind.NOUN
    named = measure(asked, n + 2, "predicate-invested") if into else None
    if named is not None and named.token is not None and asked.tokens[named.token].metric.metric.kind == "flow":
        return named
    if any(t.kind == METRIC and t.metric.metric.id == "capitalExpenditure" for t in asked.tokens[: asked.i]):
        return Named("capitalExpenditure", "predicate-invested", k, k)  # "with respect to capital expenditures, we invested $3 million"
    words = own_words(asked.line, phrases[n + 2]) if into else []
    if words and words_of("labels", "works") & {asked.tokens[words[-1]].text, "-".join(asked.tokens[k].text for k in words[-2:])}:
        return Named("capitalExpenditure", "predicate-invested", k, k)  # "in transmission lines"
    if not words or len(words) > 5 or named_thing(asked.line, words[-1]):
        return Named("other:" + noun, "predicate-invested", k, k)
    return Named(f"other:{noun} {'on' if noun == 'spending' else 'in'} {said(asked.tokens, words)}", "predicate-invested", k, k)


_AFFECTS = frozenset("affect affects affected affecting impact impacts impacted impacting hurt hurts benefit benefits benefited".split())


def impact_by(asked: Asked) -> Named | None:
    """ "the strike affected our [sales] by $3 million": what is hit."""
    verb, p = asked.parse.verb(asked.i), asked.parse.governor(asked.phrase)
    if verb is None or p < 0 or asked.tokens[asked.parse.phrases[p].first].text != "by" or asked.tokens[verb.head].text not in _AFFECTS:
        return None
    n = asked.parse.of[verb.last] + 1
    subject = asked.parse.subject(asked.i)
    hit = asked.parse.phrases[n] if asked.parse.phrases[n].kind is Kind.NOUN and n < asked.phrase else subject
    words = own_words(asked.line, hit) if hit is not None and hit.first >= asked.floor else []
    return Named("other:impact on " + said(asked.tokens, words), "impact", words[0], words[-1]) if words else None


_SHARES = frozenset("shares share stock stocks adrs".split())
_SOME = frozenset("most many all some half each both".split())


def due_to(asked: Asked) -> Named | None:
    """ "$0.05 due to lower [volume]": the part of a change that something has."""
    phrases, n = asked.parse.phrases, asked.phrase
    if (
        asked.quantity.percentage
        or n + 3 >= len(phrases)
        or asked.tokens[phrases[n + 1].first].text != "due"
        or asked.tokens[phrases[n + 2].first].text != "to"
        or phrases[n + 3].kind is not Kind.NOUN
    ):
        return None
    words = own_words(asked.line, phrases[n + 3])
    return Named("other:impact of " + said(asked.tokens, words), "due-to", words[0], words[-1]) if words else None


def share_price(asked: Asked) -> Named | None:
    """ "the [shares] closed at $11", "where they opened at $11"."""
    subject = asked.parse.subject(asked.i)
    if subject is None or not asked.quantity.money or asked.quantity.scaled or subject.last >= asked.i:
        return None
    phrases = [subject]
    if anaphoric(asked.line, subject):
        phrases = [p for p in asked.parse.phrases[: asked.parse.of[subject.first]] if p.kind is Kind.NOUN]
    at = next((p for p in phrases if asked.tokens[p.head].text in _SHARES), None)
    return Named("stockPrice", "shares-at", at.first, at.last) if at is not None else None


def market_share(asked: Asked) -> Named | None:
    """ "our [share] in pumps is 13%": of a market."""
    subject = asked.parse.subject(asked.i)
    if subject is None or asked.quantity.unit != "percent" or asked.tokens[subject.head].text != "share" or subject.last >= asked.i:
        return None
    hung = measure(asked, asked.parse.of[subject.first], "subject")
    return Named("marketShare", "subject", subject.first, subject.last) if hung is None or hung.id.startswith("other:") else None


def of_front(asked: Asked) -> Named | None:
    """ "For these [contracts] that we signed, most of them are over $2 million"."""
    subject, front = asked.parse.subject(asked.i), asked.parse.front(asked.i)
    if subject is None or not front or asked.tokens[subject.first].text not in _SOME or front[0][1] >= asked.parse.of[subject.first]:
        return None
    return measure(asked, front[0][1], "front")


def in_front_of(asked: Asked) -> Named | None:
    """ "a [gain] of $3 million on the sale", "[projects] totaling $3 million": the noun phrase in front of "of"."""
    n = fronted(asked)
    if n is None or (
        asked.parse.phrases[asked.phrase - 1].kind not in (Kind.PREPOSITION, Kind.PARTICIPLE, Kind.ADVERB, Kind.TIME)
        and not (n == asked.phrase - 1 and asked.quantity.money and asked.quantity.bound and asked.parse.governor(n) >= 0)
    ):
        return None
    between = {asked.parse.phrases[m].kind for m in range(n, asked.phrase)}
    if Kind.VERB in between or not (n == asked.phrase - 1 or between & {Kind.PREPOSITION, Kind.PARTICIPLE}):
        return None
    if asked.parse.phrases[asked.phrase - 1].kind is Kind.TIME and asked.quantity.percentage:
        return None  # "who buy tablets in the quarter 80%"
    top = [m for m in chain(asked, n) if asked.parse.phrases[m].first >= asked.floor]
    for m in reversed(top):
        named = measure(asked, m, "of")
        if named is not None:
            return named
    return None


def of_subject(asked: Asked) -> Named | None:
    """ "[other charges] represented $9 million": the subject of the verb that states the number."""
    verb, subject = asked.parse.verb(asked.i), asked.parse.subject(asked.i)
    if (
        subject is None
        or verb is None
        or subject.last >= asked.i
        or subject.first < asked.floor
        or anaphoric(asked.line, subject)
        or not states(asked, verb)
    ):
        return None
    return measure(asked, asked.parse.of[subject.first], "subject")


def of_object(asked: Asked) -> Named | None:
    """ "raised the [dividend] to 50 cents", "expects [capital spending] to be $3 million": the object of the verb in front of the number."""
    parse, n = asked.parse, asked.phrase - 1
    while n > 0 and parse.phrases[n].first >= asked.floor:
        n = before_aside(asked, n)
        phrase = parse.phrases[n]
        if phrase.kind not in (Kind.PREPOSITION, Kind.TIME, Kind.ADVERB) and not (phrase.kind is Kind.VERB and states(asked, phrase)):
            break
        n -= 1
    if n < 0 or parse.phrases[n].kind is not Kind.NOUN or parse.phrases[n].first < asked.floor or named_thing(asked.line, parse.phrases[n].head):
        return None
    for m in chain(asked, n):
        if m and parse.phrases[m - 1].kind is Kind.VERB:
            return measure(asked, m, "object")
    return None


def in_clause(asked: Asked) -> Named | None:
    """The last metric in front of the number in its clause that its unit fits."""
    first, _ = asked.parse.bounds(asked.i)
    verb = asked.parse.verb(asked.i)
    if verb is not None and verb.last < asked.i and asked.tokens[verb.head].text in words_of("grammar", "other-verbs"):
        first = verb.last + 1  # "transactions will add $3 million"
    for k in range(asked.i - 1, max(first, asked.floor) - 1, -1):
        t = asked.tokens[k]
        if t.kind != METRIC or asked.parse.at(k).head != k or _aside(asked, k) or circumstance(asked, k):
            continue
        if asked.part == Part.LEVEL and not told_of(asked, asked.parse.of[k]):
            continue
        if fit(t.metric.metric, asked.quantity, asked.part, t.metric.share or asked.share):
            return measure(asked, asked.parse.of[k], "left")
    return None


# Before and after the question whether the number goes on with the list of the number before.
OWN = (due_to, impact_by, said_as_loss, said_in_front, by_predicate, by_outlay, inside, share_of_total, behind, predicated)
AROUND = (in_front_of, share_price, market_share, of_subject, of_front, of_object, by_act, in_clause, linked)
