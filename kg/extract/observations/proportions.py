"""What a percentage of something measures: what is said of that part of it: "70% of our [customers] have renewed"."""

from __future__ import annotations

from kg.extract.observations.done import done, participles
from kg.extract.observations.naming import Named
from kg.extract.observations.nouns import Asked, complement, own_words, said
from kg.extract.observations.tokens import METRIC, PERIOD
from kg.extract.observations.words import PRONOUNS, adverb, directions
from kg.extract.syntax import Kind, Tag
from kg.lexicon import words_of

_CAPITAL = frozenset("shares share stock equity capital interest interests".split())
_GENERAL = words_of("labels", "counts") | words_of("labels", "states") | frozenset("amount all which whole year quarter way".split())
_STOPS = frozenset({Kind.MARK, Kind.AND, Kind.NUMBER, Kind.OPENER, Kind.RELATIVE, Kind.TIME})
_DROPPED = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADVERB, Tag.AUXILIARY})
_STATING = words_of("labels", "stating")
_LINKS = {-1: "with", -2: "that"}
_WORDS = 6  # of a predicate that a label takes in


def proportion(asked: Asked, n: int) -> Named | None:
    """The measure of a percentage of the noun phrase ``n``; None where its head is an amount of its own (revenue) or names nothing."""
    tokens, words = asked.tokens, own_words(asked.line, asked.parse.phrases[n])
    if not asked.quantity.percentage or asked.quantity.unit != "percent" or not words:
        return None
    head = tokens[words[-1]]
    if asked.parse.phrases[asked.phrase].kind is not Kind.NUMBER or head.text in words_of("grammar", "stop-heads") | set(directions()["noun"]):
        return None  # "a mid-single-digit type of growth", "half of the increase"
    if head.text in PRONOUNS or head.text in _GENERAL or (head.kind == METRIC and head.metric.metric.kind == "flow"):
        return None
    act = done(asked.line, asked.i, n) or _acts(asked)
    told = act or _doing(asked, n) or _predicate(asked, n)
    if told is None and head.text.split()[-1] in _CAPITAL and not _reached(asked):
        return Named("stake", "part", words[0], words[-1])
    if told is None:
        return None  # "contingency … is about 20% of the remaining cost": what has the share is not told
    hung = said(tokens, complement(asked, n, words))
    label = " ".join(w for w in (said(tokens, words), *((hung, act) if act and hung.startswith("of ") else (told, hung if told == act else ""))) if w)
    return Named("other:" + label, "part", words[0], words[-1])


def _acts(asked: Asked) -> str | None:
    """ "covers 40 banks and 70% [of their loans]": what the verb of the clause does to each of what "and" joins."""
    verb = asked.parse.verb(asked.i)
    joined = asked.phrase > 0 and asked.parse.phrases[asked.phrase - 1].kind is Kind.AND
    return participles().get(asked.tokens[verb.head].text) if joined and verb is not None and verb.last < asked.i else None


def _reached(asked: Asked) -> bool:
    """ "support rose [to 75% of voters]": what reaches the number is measured, not the share."""
    p = asked.parse.governor(asked.phrase)
    return p >= 0 and asked.tokens[asked.parse.phrases[p].first].text in ("to", "at", "between", "towards")


def _predicate(asked: Asked, n: int) -> str | None:
    """What the clause says of the phrase ``n`` whose part is its subject: "that have renewed", "new to the line"."""
    parse, tokens = asked.parse, asked.tokens
    phrases, at = parse.phrases, n + 1
    if parse.subjects[parse.clause[asked.phrase]] != asked.phrase or at >= len(phrases) or phrases[at].kind is not Kind.VERB:
        return None
    stop = next((m for m in range(at + 1, len(phrases)) if phrases[m].kind in _STOPS or m - at > 3), len(phrases))
    verb = phrases[at]
    rest = [k for k in range(verb.last + 1, phrases[stop - 1].last + 1) if parse.tags[k] not in _DROPPED and tokens[k].kind != PERIOD and not adverb(tokens[k].text)]
    word = tokens[verb.head].text
    if word in words_of("syntax", "be"):
        out = rest
    elif word in words_of("syntax", "have"):
        out = rest and [-1, *rest]
    elif verb.first < verb.head and (word.endswith(("ed", "en")) or asked.tokens[verb.first].text in words_of("syntax", "be")):
        out = [verb.head, *rest]  # "have renewed", "are covered by"
    elif word in _STATING or not rest:
        return None
    else:
        out = [-2, verb.head, *rest]  # "that work from home"
    if not out or len(out) > _WORDS or any(tokens[k].text in PRONOUNS for k in out if k >= 0):
        return None
    return " ".join(_LINKS.get(k) or tokens[k].text for k in out)


def _doing(asked: Asked, n: int) -> str | None:
    """ "half of the customers [buying pumps]": what those that are spoken of do."""
    phrases, at = asked.parse.phrases, n + 1
    if at + 1 >= len(phrases) or phrases[at].kind is not Kind.PARTICIPLE or phrases[at + 1].kind is not Kind.NOUN:
        return None
    verb = asked.tokens[phrases[at].head].text
    return f"{verb} {said(asked.tokens, own_words(asked.line, phrases[at + 1]))}" if verb.endswith("ing") else None
