"""What a level is of by the words behind it: the noun it stands in front of, what hangs on it by "of", what it is a part of."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.observations.done import done
from kg.extract.observations.naming import Named
from kg.extract.observations.nouns import Asked, measure, named_thing, own_words, said
from kg.extract.observations.proportions import proportion
from kg.extract.observations.tokens import METRIC
from kg.extract.quantity import Sort
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of


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
    if asked.quantity.unit == "count" and not _several(asked, words[-2] if len(words) > 1 and asked.tokens[words[-1]].text == "worth" else words[-1]):
        return None
    if asked.quantity.unit == "percent" and [asked.tokens[k].text for k in words] in (["interest"], ["interests"]):
        return Named("stake", "inside", words[0], words[-1])  # "acquired a 62.5% interest"
    named = measure(asked, asked.phrase, "inside")
    if named is None and asked.tokens[words[-1]].kind == METRIC and asked.quantity.percentage:
        return Named("other:" + said(asked.tokens, words), "inside", words[0], words[-1])  # "a 21% premium"
    if named is None:
        return None
    return replace(named, rule="counted") if asked.quantity.unit in ("count", "shares") else named


def _several(asked: Asked, head: int) -> bool:
    """Whether the noun that more than one of is counted is a plural: "46 stores", not "the 3400 system"."""
    token, value = asked.tokens[head], asked.quantity.value
    if value == 1 or token.kind == METRIC or (token.capital and value is not None and value >= _MANY):  # "100,000 PCU"
        return True
    return token.text.endswith("s") or token.text in words_of("labels", "plurals")


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
    plural = [
        bool(words) and len(asked.tokens[words[-1]].text) > 3 and asked.tokens[words[-1]].text.endswith("s") for words in (first, second)
    ]
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
        if asked.quantity.unit == "count" and _of_so_many(asked, n):
            return None
        named = (proportion(asked, n) if link == "of" else None) or measure(asked, n, "behind")
        if named is not None and named.rule == "behind" and named.token is None and link == "of" and asked.quantity.unit == "percent":
            return None  # "20% of the remaining cost": what has the share is measured, not the whole
        bare = asked.parse.tags[asked.parse.phrases[n].first] not in (Tag.DETERMINER, Tag.POSSESSIVE)  # not "$4 million in a poll"
        if named is not None and (link == "of" or named.token is not None or (asked.quantity.money and bare)):
            return named
        return None
    return _half(asked)


def _of_so_many(asked: Asked, n: int) -> bool:
    """ "22 of the 30 projects": a number out of another."""
    phrase = asked.parse.phrases[n]
    if asked.tokens[phrase.head].kind == METRIC:
        return False
    small = asked.quantity.value is not None and asked.quantity.value <= _FEW
    return small or any(asked.parse.tags[k] is Tag.NUMBER for k in range(phrase.first, phrase.last + 1))


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


def linked(asked: Asked) -> Named | None:
    """ "raised $14 million from the [amendment] of our loan": what the amount comes from or is for."""
    p, n = next(iter(asked.parse.behind(asked.phrase)), (-1, -1))
    if p != asked.phrase + 1 or not asked.quantity.money or asked.tokens[asked.parse.phrases[p].first].text not in ("from", "for", "on"):
        return None
    named = measure(asked, n, "linked")
    if named is None or named_thing(asked.line, asked.parse.phrases[n].head):
        return None
    return named if named.token is not None or done(asked.line, asked.i, asked.phrase) else None


_HAVING = words_of("grammar", "having")  # before a small count that is a figure of somebody
_FEW, _MANY = 10, 10_000


def counts(asked: Asked) -> bool:
    """Whether a count is more than a word of talk ("two things"): large, of what a business counts, or opened, signed, had by somebody."""
    quantity = asked.quantity
    value = quantity.value if quantity.value is not None else quantity.high if quantity.high is not None else quantity.low
    if value is None or value > _FEW:
        return True
    if value < 2:
        return False
    head = asked.tokens[asked.parse.phrases[asked.phrase].head]
    told = any(t.text in _HAVING for t in asked.tokens[max(0, asked.i - 5) : asked.i])
    return told and (head.kind == METRIC or head.text in words_of("labels", "assets"))
