"""The ways in which a sentence says what a level measures, in order of precedence. Each asks the phrases of the sentence one question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extract.observations.naming import Named, fit
from kg.extract.observations.nouns import Asked, anaphoric, measure, named_thing, own_words, said
from kg.extract.observations.phrases import denominator, source
from kg.extract.observations.predicates import predicate
from kg.extract.observations.tokens import METRIC, PERIOD, WORD
from kg.extract.observations.words import FILLERS, PRONOUNS, directions
from kg.extract.quantity import Sort
from kg.extract.syntax import Kind, Phrase
from kg.lexicon import table, words_of

_PASSED = frozenset({Kind.TIME, Kind.ADVERB})
_STATING = words_of("labels", "stating")  # verbs that say a value of their subject
_VALUED = frozenset("of at to in between towards toward".split())


def chain(asked: Asked, n: int) -> Iterator[int]:
    """The noun phrase ``n`` and what it hangs on: "sales", then "volume" for "volume [of] sales"."""
    parse = asked.parse
    yield n
    while (p := parse.governor(n)) > 0:
        n = p - 1
        while n > 0 and parse.phrases[n].kind in _PASSED:
            n -= 1
        if parse.phrases[n].kind is not Kind.NOUN:
            return
        yield n


def fronted(asked: Asked) -> int | None:
    """The noun phrase right in front of the number, with nothing but "of", "at", "to", periods and a verb that states a value between."""
    parse, n = asked.parse, asked.phrase - 1
    while n >= 0 and parse.phrases[n].first >= asked.floor:
        phrase = parse.phrases[n]
        if phrase.kind is Kind.NOUN:
            return n
        if (
            phrase.kind is Kind.PREPOSITION
            and asked.tokens[phrase.first].text not in _VALUED | {"as"}
            and parse.phrases[n + 1].kind is not Kind.TIME
        ):
            return None
        if phrase.kind in (Kind.VERB, Kind.PARTICIPLE) and not states(asked, phrase):
            return None
        if phrase.kind not in (Kind.PREPOSITION, Kind.VERB, Kind.PARTICIPLE, Kind.TIME, Kind.ADVERB) and asked.tokens[
            phrase.first
        ].text not in (":", "-"):
            return None
        n -= 1
    return None


def attached(asked: Asked, n: int) -> bool:
    """Whether the number hangs on the noun phrase ``n`` itself: "sales of $3 million"."""
    return n == asked.phrase - 2 and asked.tokens[asked.parse.phrases[n + 1].first].text in ("of", "at", "between")


def states(asked: Asked, phrase: Phrase) -> bool:
    """Whether the verb says a value of its subject: "was", "totaled", "is expected to be", "rose [to]", "is stuck [at]"."""
    word = asked.tokens[phrase.head].text
    if word in _STATING or word in directions()["verb"]:
        return True
    behind = phrase.last + 1
    return (
        phrase.first < phrase.head and behind < asked.i and asked.tokens[behind].text == "at" and asked.parse.of[behind] == asked.phrase - 1
    )


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
    """ "earned $3 million", "a $4 billion deal": verbs and nouns that name a metric by themselves."""
    return predicate(asked.line, asked.i)


def inside(asked: Asked) -> Named | None:
    """ "45 [customers]", "a $4 million tax [refund]": the head of the noun phrase that the number stands in."""
    phrase = asked.parse.phrases[asked.phrase]
    if asked.quantity.unit == "count" and not counts(asked):
        return None
    joined = _coordinated(asked)
    if joined:
        return joined
    if phrase.kind is not Kind.NOUN or phrase.head < asked.i or asked.quantity.sort == Sort.SHARE:
        return None
    words = [k for k in own_words(asked.line, phrase) if k > asked.i]
    if not words or asked.tokens[words[-1]].text in words_of("grammar", "stop-heads"):
        return None
    if asked.quantity.money and "-" in asked.tokens[asked.i].text:
        return None  # "the $2.1-billion fund"
    named = measure(asked, asked.phrase, "inside")
    if named is None and asked.tokens[words[-1]].kind == METRIC and asked.quantity.percentage:
        return Named("other:" + said(asked.tokens, words), "inside", words[0], words[-1])  # "a 21% premium"
    if named is None:
        return None
    return replace(named, rule="counted") if asked.quantity.unit in ("count", "shares") else named


def _coordinated(asked: Asked) -> Named | None:
    """ "3.5 million electric and gas [customers]": one noun, two words in front of it."""
    parse, n = asked.parse, asked.phrase
    if (
        parse.phrases[n].kind is Kind.NUMBER
        and n + 1 < len(parse.phrases)
        and parse.phrases[n + 1].kind is Kind.NOUN
        and not own_words(asked.line, parse.phrases[n])
    ):
        n += 1
    if (
        n + 2 >= len(parse.phrases)
        or parse.phrases[n + 1].kind is not Kind.AND
        or parse.phrases[n + 2].kind is not Kind.NOUN
        or asked.quantity.unit != "count"
    ):
        return None
    first, second = own_words(asked.line, parse.phrases[n]), own_words(asked.line, parse.phrases[n + 2])
    plural = [bool(words) and asked.tokens[words[-1]].text.endswith("s") for words in (first, second)]
    if plural != [False, True] or second[0] != parse.phrases[n + 2].first:
        return None
    words = [k for k in first if k > asked.i] + [parse.phrases[n + 1].first, *second]
    head = measure(asked, n + 2, "counted")
    return (
        replace(head, first=words[0], label=said(asked.tokens, words))
        if head and head.token is not None
        else Named("other:" + said(asked.tokens, words), "counted", words[0], words[-1])
    )


def behind(asked: Asked) -> Named | None:
    """ "$5 million of [revenue]", "$26 million in equity [financing]", "80,000 of our [customers]"."""
    if asked.quantity.unit == "count" and not counts(asked):
        return None
    for p, n in asked.parse.behind(asked.phrase):
        link = asked.tokens[asked.parse.phrases[p].first].text
        if link not in ("of", "in") or p != asked.phrase + 1:
            return None
        named = (_part(asked, n) if link == "of" else None) or measure(asked, n, "behind") or _part_of(asked, n)
        if named is not None and (link == "of" or named.token is not None or asked.quantity.money):
            return named
        return None
    return _half(asked)


def _part(asked: Asked, n: int) -> Named | None:
    """ "70% of our [customers] have renewed": what part of them, with the verb that says so."""
    parse = asked.parse
    words = own_words(asked.line, parse.phrases[n])
    at = n + 1
    if (
        not asked.quantity.percentage
        or not words
        or parse.subjects[parse.clause[asked.phrase]] != asked.phrase
        or at >= len(parse.phrases)
        or asked.tokens[words[-1]].text in PRONOUNS
    ):
        return None
    verb = parse.phrases[at]
    done = asked.tokens[verb.head].text
    passive = (
        verb.kind is Kind.VERB
        and verb.first < verb.head
        and done.endswith(("ed", "en"))
        and any(asked.tokens[k].text in words_of("syntax", "be") | words_of("syntax", "have") for k in range(verb.first, verb.head))
    )
    flow = asked.tokens[words[-1]].kind == METRIC and asked.tokens[words[-1]].metric.metric.kind == "flow"
    if flow or not (passive or asked.tokens[words[-1]].text in words_of("labels", "alone")):
        return None
    return Named("other:" + said(asked.tokens, [*words, verb.head] if passive else words), "part", words[0], words[-1])


def _part_of(asked: Asked, n: int) -> Named | None:
    """ "70% of its loan [portfolio]": a part of what the metric counts."""
    words = own_words(asked.line, asked.parse.phrases[n])
    if (
        not asked.quantity.percentage
        or not words
        or asked.tokens[words[-1]].kind != METRIC
        or asked.tokens[words[-1]].metric.metric.kind == "flow"
    ):
        return None
    return Named("other:" + said(asked.tokens, words), "behind", words[0], words[-1])


def _half(asked: Asked) -> Named | None:
    """ "half the sector's [revenue]": a part without "of"."""
    n = asked.phrase + 1
    if (
        asked.quantity.sort != Sort.SHARE
        or n >= len(asked.parse.phrases)
        or asked.parse.phrases[n].kind is not Kind.NOUN
        or asked.parse.phrases[asked.phrase].kind is not Kind.NUMBER
    ):
        return None
    named = measure(replace(asked, share=True), n, "behind")
    return named if named is not None and named.token is not None and asked.tokens[named.token].metric.metric.kind == "flow" else None


def share_of_total(asked: Asked) -> Named | None:
    """ "[order intake] for pumps was 66% of the total": a part of the same metric."""
    p, n = next(iter(asked.parse.behind(asked.phrase)), (-1, -1))
    subject = asked.parse.subject(asked.i)
    if (
        p != asked.phrase + 1
        or not asked.quantity.percentage
        or subject is None
        or subject.first >= asked.i
        or asked.tokens[
            asked.parse.phrases[n].first + 1 if asked.parse.phrases[n].first < asked.parse.phrases[n].last else asked.parse.phrases[n].first
        ].text
        != "total"
    ):
        return None
    named = measure(replace(asked, share=True), asked.parse.of[subject.first], "share-of-total")
    return named if named is not None and named.token is not None else None


def by_act(asked: Asked) -> Named | None:
    """ "donated $46 million to hospitals": the noun of the verb right in front of the amount, with what it went to."""
    k = asked.i - 1
    while k > 0 and (asked.tokens[k].text in FILLERS or asked.tokens[k].kind == PERIOD):
        k -= 1
    noun = acts().get(asked.tokens[k].text) if k >= asked.floor and asked.quantity.money else None
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


@cache
def acts() -> dict[str, str]:
    """verb -> the noun of what it does: "donated" -> "donations"."""
    return {verb: noun for noun, verbs in table("labels")["acts"].items() if isinstance(verbs, list) for verb in verbs}


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


def linked(asked: Asked) -> Named | None:
    """ "raised $14 million from the [amendment] of our loan": what the amount comes from or is for."""
    p, n = next(iter(asked.parse.behind(asked.phrase)), (-1, -1))
    if p != asked.phrase + 1 or not asked.quantity.money or asked.tokens[asked.parse.phrases[p].first].text not in ("from", "for", "on"):
        return None
    named = measure(asked, n, "linked")
    return named if named is not None and not named_thing(asked.line, asked.parse.phrases[n].head) else None


_REPAYS = frozenset("paid pay paying repaid repay repaying retired retire retiring redeemed redeem redeeming".split())


def repaid(asked: Asked) -> Named | None:
    """ "paid down $60 million of [debt]": of debt the payment is meant."""
    right = behind(asked)
    if right is None or right.id != "totalDebt" or not any(t.text in _REPAYS for t in asked.tokens[max(0, asked.i - 4) : asked.i]):
        return None
    return replace(right, id="other:debt repayment", token=None)


def predicated(asked: Asked) -> Named | None:
    """ "37 are third-party [customers]": what the number is said to be."""
    n = asked.phrase
    if (
        n + 2 >= len(asked.parse.phrases)
        or asked.parse.phrases[n].kind is not Kind.NUMBER
        or asked.parse.phrases[n + 1].kind is not Kind.VERB
        or asked.tokens[asked.parse.phrases[n + 1].head].text not in ("is", "was", "are", "were")
    ):
        return None
    named = measure(asked, n + 2, "predicated")
    return named if named is not None and named.token is not None else None


_SHARES = frozenset("shares share stock stocks adrs".split())
_SOME = frozenset("most many all some half each both".split())


def due_to(asked: Asked) -> Named | None:
    """ "$0.05 due to lower [volume]": the part of a change that something has."""
    phrases, n = asked.parse.phrases, asked.phrase
    if (
        n + 3 >= len(phrases)
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


_HAVING = words_of("grammar", "having")  # before a small count that is a figure of somebody


def counts(asked: Asked) -> bool:
    """Whether a count is more than a word of talk ("two things"): large, or had, opened, signed by somebody."""
    quantity = asked.quantity
    value = quantity.value if quantity.value is not None else quantity.high if quantity.high is not None else quantity.low
    if value is None or value > 10:
        return True
    return value >= 2 and any(t.text in _HAVING for t in asked.tokens[max(0, asked.i - 5) : asked.i])


def in_front_of(asked: Asked) -> Named | None:
    """ "a [gain] of $3 million on the sale", "[projects] totaling $3 million": the noun phrase in front of "of"."""
    n = fronted(asked)
    if n is None or (
        asked.parse.phrases[asked.phrase - 1].kind not in (Kind.PREPOSITION, Kind.PARTICIPLE, Kind.ADVERB, Kind.TIME)
        and not (n == asked.phrase - 1 and asked.quantity.money and asked.quantity.bound and asked.parse.governor(n) >= 0)
    ):
        return None
    if any(asked.parse.phrases[m].kind is Kind.VERB for m in range(n, asked.phrase)):
        return None
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
        phrase = parse.phrases[n]
        if phrase.kind not in (Kind.PREPOSITION, Kind.TIME, Kind.ADVERB) and not (phrase.kind is Kind.VERB and states(asked, phrase)):
            break
        n -= 1
    if parse.phrases[n].kind is not Kind.NOUN or parse.phrases[n].first < asked.floor or named_thing(asked.line, parse.phrases[n].head):
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
        if fit(t.metric.metric, asked.quantity, asked.part, t.metric.share or asked.share):
            return measure(asked, asked.parse.of[k], "left")
    return None


_CIRCUMSTANCES = frozenset("on at among amid regarding under despite given due after through from".split())
_ASIDES = frozenset("excluding including before without like versus than".split())


def circumstance(asked: Asked, k: int) -> bool:
    """ "on constant exchange [rates], we grew", "before [taxes]": a metric that only says under what condition."""
    parse, n = asked.parse, asked.parse.of[k]
    p = parse.governor(n)
    word = asked.tokens[parse.phrases[p].first].text if p >= 0 else ""
    if word in _ASIDES:
        return True
    opens = p == 0 or parse.clause[p] != parse.clause[p - 1] or parse.phrases[p - 1].kind in (Kind.MARK, Kind.AND)
    return word in _CIRCUMSTANCES and opens and parse.subject(k) is not None


# Before and after the question whether the number goes on with the list of the number before.
OWN = (due_to, impact_by, said_as_loss, said_in_front, by_predicate, inside, repaid, share_of_total, behind, predicated)
AROUND = (in_front_of, share_price, market_share, of_subject, of_front, of_object, by_act, in_clause, linked)
