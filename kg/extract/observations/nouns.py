"""What a noun phrase measures: the metric that its head names, else an open label of the whole phrase with what hangs on it.

Every word of the phrase is accounted for: the head decides; determiners, owners, numbers and periods are left out; what is left in front of the head
qualifies it. Words: ``kg/data/labels.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.extract.metrics import spoken
from kg.extract.observations.done import done
from kg.extract.observations.labels import label_of, says
from kg.extract.observations.naming import Named, fit
from kg.extract.observations.phrases import per_thing
from kg.extract.observations.roles import Part
from kg.extract.observations.tokens import METRIC, PERIOD, WORD, Line, Token
from kg.extract.observations.words import FILLERS, PRONOUNS, adverb, directions
from kg.extract.quantity import Quantity
from kg.extract.syntax import Kind, Parse, Phrase, Tag
from kg.lexicon import words_of
from kg.types import EntityType, Mention, Thing

_OUTSIDE = frozenset({Tag.DETERMINER, Tag.NUMBER, Tag.TIME, Tag.PRONOUN})
_HANGS = frozenset("of on from for in to with by at per".split())
_STATES = words_of("labels", "states")  # "guidance", "level": say how the metric in front of them stands
_COUNTS = words_of("labels", "counts")  # "number of", "amount of": measure what hangs on them
_LONG = 9
_BESIDE = frozenset({"inside", "counted", "behind"})  # ways to what a verb in front of the number may act on


@dataclass(frozen=True, slots=True)
class Asked:
    """A number whose metric is asked for. ``floor`` is the first token that may name it, ``share`` whether it is said to be a share of something."""

    line: Line
    i: int
    part: Part
    floor: int = 0
    share: bool = False

    @property
    def quantity(self) -> Quantity:
        return self.line.tokens[self.i].quantity

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.line.tokens

    @property
    def parse(self) -> Parse:
        return self.line.parse

    @property
    def phrase(self) -> int:
        """The index of the phrase that the number stands in."""
        return self.line.parse.of[self.i]


def own_words(line: Line, phrase: Phrase) -> list[int]:
    """The tokens of a noun phrase that name something: without determiners, owners ("the company's"), numbers, periods and adverbs in front."""
    parse, tokens = line.parse, line.tokens
    first = phrase.first
    for k in range(phrase.first, phrase.head + 1):
        if parse.tags[k] is Tag.POSSESSIVE:
            first = k + 1
    words = [k for k in range(first, phrase.head + 1) if parse.tags[k] not in _OUTSIDE and tokens[k].kind in (WORD, METRIC)]
    while words and (parse.tags[words[0]] is Tag.ADVERB or adverb(tokens[words[0]].text)):
        words.pop(0)
    return words


def measure(asked: Asked, n: int, rule: str) -> Named | None:
    """What the noun phrase ``n`` says that the number measures; None when it names nothing that can be measured or the unit speaks against it."""
    words = own_words(asked.line, asked.parse.phrases[n])
    if not words or asked.parse.phrases[n].kind is not Kind.NOUN:
        return None
    tokens = asked.tokens
    if len(words) > 1 and (ratio := _ratio(asked, words, rule)) is not None:
        return ratio
    words = _bared(asked, words)
    head = words[-1]
    if _blank(asked.line, words):
        return _hung(asked, n, rule) or (
            _open(asked, n, words, rule) if asked.tokens[words[-1]].text in ("balance", "share", "portion") else None
        )
    if tokens[head].kind == METRIC:
        return _known(asked, words, rule)
    return _shared_head(asked, n, rule) or _open(asked, n, words, rule)


def _shared_head(asked: Asked, n: int, rule: str) -> Named | None:
    """ "Search and Other [revenue]": names joined in front of one metric."""
    phrases = asked.parse.phrases
    m = next((k for k in range(n + 1, min(n + 4, len(phrases))) if phrases[k].kind is not Kind.AND), n)
    if (
        m == n + 1
        or m >= len(phrases)
        or phrases[m].kind is not Kind.NOUN
        or asked.tokens[phrases[m].head].kind != METRIC
        or asked.parse.tags[phrases[m].first] in _OUTSIDE
    ):
        return None
    first, last = asked.tokens[phrases[n].head], asked.tokens[phrases[m].head]
    named = first.capital or named_thing(asked.line, phrases[n].head)
    if named or first.text.endswith("s") or m != n + 2:
        return measure(asked, m, rule) if named and phrases[m].first < phrases[m].head else None
    joined = [*own_words(asked.line, phrases[n]), phrases[n + 1].first, *own_words(asked.line, phrases[m])]
    if last.metric.said in words_of("labels", "bare"):
        return Named("other:" + said(asked.tokens, joined), rule, joined[0], joined[-1])  # "advertising and promotional [expense]"
    head = measure(asked, m, rule)
    return replace(head, first=joined[0], label=said(asked.tokens, joined)) if head is not None else None


def _bared(asked: Asked, words: list[int]) -> list[int]:
    """ "revenue guidance", "final dividend payment", "traffic growth": without the heads that say how the noun in front of them stands or moves."""
    tokens = asked.tokens
    if len(words) > 1 and tokens[words[-2]].kind == METRIC and tokens[words[-1]].text in _TRAILING:
        words = words[:-1]
    if len(words) > 1 and tokens[words[-1]].text == "worth":
        words = words[:-1]  # "20 deals worth more than $5 million"
    while len(words) > 1:
        head, measured = tokens[words[-1]], tokens[words[-2]].kind == METRIC
        stands = measured and (
            head.text in _STATES | _COUNTS | _moves() | _PAID or (head.text in ("gain", "gains") and asked.quantity.percentage)
        )
        if head.kind != WORD or not (stands or (asked.part == Part.CHANGE and head.text in _moves() and not _blank(asked.line, words))):
            break
        words = words[:-1]
    return words


_TRAILING = frozenset("negative positive net right inline alone itself overall altogether today".split())  # "interest expense net"
_PAID = frozenset("payment payments contribution".split())


def _ratio(asked: Asked, words: list[int], rule: str) -> Named | None:
    """ "marketing expense ratio": the metric as a share of revenue."""
    tokens, head = asked.tokens, words[-2]
    if (
        tokens[words[-1]].text not in ("ratio", "ratios")
        or tokens[head].kind != METRIC
        or tokens[head].metric.metric.unit != "currency"
        or not asked.quantity.percentage
    ):
        return None
    term = tokens[head].metric
    if term.said in words_of("labels", "bare"):
        return None  # "the expense ratio" of an insurer
    return Named(term.metric.id, rule, words[0], words[-1], term.accounting, None, head, True)


def _blank(line: Line, words: list[int]) -> bool:
    """ "the average target", "total growth": words that only say how something stands or moves."""
    head = line.tokens[words[-1]]
    blank = head.kind == WORD and head.text in _COUNTS | _STATES | _moves()
    return blank and (
        (head.text in _COUNTS and not (head.text in _NARROWED and _narrows(line, words[:-1])))
        or all(
            line.tokens[k].text in _passed()
            or line.tokens[k].text in words_of("labels", "growth-modifiers")
            or line.parse.tags[k] is Tag.ADJECTIVE
            for k in words[:-1]
        )
    )


_NARROWED = frozenset("level levels amount amounts value base size count".split())
_UNMEASURED = frozenset("dollar normal aggregate notional national historical".split())


def _narrows(line: Line, words: list[int]) -> bool:
    """ "[unemployment] levels", "the [settlement] amount": whether a noun in front of a word like "level" says what is measured."""
    return any(
        line.parse.tags[k] is Tag.NOUN
        and line.tokens[k].kind == WORD
        and line.tokens[k].text not in _passed() | words_of("labels", "empty") | words_of("labels", "alone") | _UNMEASURED
        and not line.tokens[k].capital
        and not named_thing(line, k)
        for k in words
    )


@cache
def _passed() -> frozenset[str]:
    return _COUNTS | _STATES | _moves() | FILLERS | words_of("labels", "lead") | words_of("grammar", "anaphors")


@cache
def _moves() -> frozenset[str]:
    """Nouns of direction: "growth", "decline"; a gain is also what is earned."""
    return frozenset(directions()["noun"]) - {"gain"}


def _hung(asked: Asked, n: int, rule: str) -> Named | None:
    """ "the number of users", "growth in sales": what hangs on the phrase by "of" or "in"."""
    p, m = next(iter(asked.parse.behind(n)), (-1, -1))
    return measure(asked, m, rule) if p >= 0 and asked.tokens[asked.parse.phrases[p].first].text in ("of", "in", "for") else None


def _known(asked: Asked, words: list[int], rule: str) -> Named | None:
    """The metric that the last of ``words`` is a term of."""
    tokens, head = asked.tokens, words[-1]
    term = tokens[head].metric
    if term.metric.id and (narrowed := _narrowed(asked, words)) is not None:
        return replace(narrowed, rule=rule)
    if term.metric.id == "cashAndEquivalents" and (moved := _cash_moved(asked, words)):
        return replace(moved, rule=rule)
    id = fit(term.metric, asked.quantity, asked.part, term.share or asked.share)
    if id is None:
        return None
    if _flows(asked, words, rule) is not None:
        return _flows(asked, words, rule)
    if asked.part == Part.LEVEL and term.said in words_of("labels", "moved-only"):
        return _open(asked, asked.parse.of[head], words, rule)
    each = per_thing(tokens, head)
    if each is not None:
        return Named("other:" + said(tokens, range(words[0], each + 1)), rule, words[0], each, term.accounting, None, head)
    own = [k for k in words if asked.part != Part.CHANGE or k == head or tokens[k].text not in directions()["after"]]  # "40 more stores"
    label = said(tokens, own) if len(own) > 1 else None
    return Named(id, rule, words[0], head, term.accounting, label, head, term.share)


def _flows(asked: Asked, words: list[int], rule: str) -> Named | None:
    """ "returned $8 million in [cash] to holders", "issued $5 million of new [debt]": what goes in or out is no balance."""
    tokens, head = asked.tokens, words[-1]
    entry, n = tokens[head].metric.metric, asked.parse.of[head]
    act = done(asked.line, asked.i, n) if rule in _BESIDE and entry.kind == "stock" and entry.unit == "currency" and asked.quantity.money else None
    if act is None:
        return None
    act = "repaid" if act == "paid" and entry.id == "totalDebt" else act
    hung = complement(asked, n, words)
    return Named(f"other:{said(tokens, words)} {act}" + (" " + said(tokens, hung) if hung else ""), rule, words[0], head)


_CASH_MOVES = frozenset(
    "paid used returned spent invested provided generated raised received collected deployed burned distributed proceeds outflow outflows inflow inflows taxes rent".split()
)


def _cash_moved(asked: Asked, words: list[int]) -> Named | None:
    """ "$13 million of [cash] paid for new pumps": cash that went somewhere is no balance."""
    tokens, head = asked.tokens, words[-1]
    if head + 1 >= len(tokens) or tokens[head + 1].text not in _CASH_MOVES:
        return None
    n = asked.parse.of[head + 1]
    hung = [k for p, m in asked.parse.behind(n)[:1] for k in (asked.parse.phrases[p].first, *own_words(asked.line, asked.parse.phrases[m]))]
    return Named("other:" + said(tokens, [*words, head + 1, *(hung if len(hung) < 6 else [])]), "", words[0], head)


def _narrowed(asked: Asked, words: list[int]) -> Named | None:
    """ "contribution margin", "private wealth assets": a bare term that another noun makes a measure of its own."""
    tokens, head = asked.tokens, words[-1]
    if tokens[head].metric.said not in words_of("labels", "bare"):
        return None
    passed = words_of("labels", "lead") | words_of("grammar", "not-modifiers") | words_of("labels", "empty")
    before = [k for k in words[:-1] if tokens[k].text not in passed and asked.parse.tags[k] is Tag.NOUN and not named_thing(asked.line, k)]
    return Named("other:" + said(tokens, [*before, head]), "", before[0], head, tokens[head].metric.accounting) if before else None


def named_thing(line: Line, k: int) -> bool:
    """Whether token ``k`` stands in the name of somebody or something."""
    t = line.tokens[k]
    return any(m.span.start <= t.start and t.end <= m.span.end for m in line.things)


def _open(asked: Asked, n: int, words: list[int], rule: str) -> Named | None:
    """The open label of the phrase ``n``, with what hangs on it behind it and behind the number."""
    tokens = asked.tokens
    if len(words) == 1 and asked.parse.tags[words[0]] is Tag.ADJECTIVE:
        return None  # "satisfaction is healthy at 69"
    whole = words[-1] == own_words(asked.line, asked.parse.phrases[n])[-1]  # "sessions" of "sessions growth" is not
    hung = complement(asked, n, words) if whole else []
    act = done(asked.line, asked.i, n) if whole and rule in _BESIDE else None
    label = label_of([tokens[k].text for k in words])
    linked = bool(hung) and tokens[hung[0]].text in ("of", "on", "with", "from")
    text = label_of([tokens[k].text for k in [*words, *hung]]) if label or linked else None
    if act is not None and (label is not None or not asked.quantity.money):
        text = _acted(label or said(tokens, words), act, [tokens[k].text for k in hung])
    if text is None or not says(text) or (whole and act is None and _talk(asked, words)):
        return None
    if text in words_of("labels", "general") and asked.part == Part.LEVEL and not asked.quantity.scaled:
        return None  # "117 organizations"
    if tokens[words[-1]].text in _HITS and not hung:
        text += _hit(asked, words)
    entry = spoken(text) or (spoken(label or text) if act is None else None)
    if entry is not None and text not in words_of("labels", "moved-only") and (id := fit(entry, asked.quantity, asked.part, asked.share)):
        return Named(id, rule, words[0], words[-1])
    return Named("other:" + text, rule, words[0], words[-1])


def _acted(label: str, act: str, hung: list[str]) -> str:
    """ "customers served in Norway", "units of pumps sold"."""
    return " ".join([label, *hung, act] if hung[:1] == ["of"] else [label, act, *hung])


def _talk(asked: Asked, words: list[int]) -> bool:
    """ "things", "quarters": a word of talk, unless people or pieces are counted."""
    head = asked.tokens[words[0]].text
    return len(words) == 1 and head in words_of("grammar", "stop-heads") and not counted(asked, head)


_HITS = frozenset("impact effect benefit headwind tailwind drag".split())


def _hit(asked: Asked, words: list[int]) -> str:
    """ "[sales] had a negative impact of 2 points": " on sales", where the clause names what is hit."""
    first, _ = asked.parse.bounds(words[0])
    heads = [k for k in range(first, words[0]) if asked.tokens[k].kind == METRIC and asked.parse.at(k).head == k]
    return " on " + asked.tokens[heads[-1]].metric.said if heads else ""


def counted(asked: Asked, head: str) -> bool:
    """Whether people are counted, not an occasion or a way of speaking."""
    return (
        head in ("people", "members", "persons", "directors", "executives", "segments", "units", "lines", "groups", "events")
        and asked.quantity.unit == "count"
    )


_TURNS = frozenset("terms addition line place order part case light regard".split())  # "in terms of", "in line with"


def complement(asked: Asked, n: int, words: list[int]) -> list[int]:
    """The tokens of "on the sale of plants" behind the phrase ``n``, or behind the number that stands between: "a gain [of $3 million] on the sale of plants"."""
    out: list[int] = []
    for start in dict.fromkeys((n, asked.phrase)):
        if start < n or asked.parse.phrases[start].first - words[-1] > 4:
            continue
        for p, m in asked.parse.behind(start):
            link = asked.tokens[asked.parse.phrases[p].first].text
            if start != n and link == "with":
                return out
            inner = own_words(asked.line, asked.parse.phrases[m])
            if any(asked.parse.tags[k] is Tag.NUMBER for k in range(asked.parse.phrases[m].first, asked.parse.phrases[m].last + 1)):
                return out
            if (
                link not in _HANGS
                or not inner
                or len(words) + len(out) + len(inner) + 1 > _LONG
                or asked.tokens[inner[-1]].text in PRONOUNS
                or asked.tokens[inner[-1]].text in _TURNS
                or (link == "for" and asked.tokens[words[-1]].text == "premium")
                or _elsewhere(asked.line, link, inner)
            ):
                return out
            out += [*range(asked.parse.phrases[p].first, asked.parse.phrases[p].last + 1), *inner]
    return out


_PLACES = frozenset({EntityType.MARKET, EntityType.SEGMENT, EntityType.COMPANY, EntityType.PRODUCT, EntityType.BRAND, EntityType.PERSON})


def _elsewhere(line: Line, link: str, words: list[int]) -> bool:
    """ "in Norway", "for our pump business": says whose the number is, not what it measures."""
    if link in ("of", "per", "with"):
        return False
    return any(line.tokens[k].kind == PERIOD for k in words) or any(_names(m, line, words) for m in line.things)


def _names(mention: Mention, line: Line, words: list[int]) -> bool:
    return (
        isinstance(mention.value, Thing)
        and mention.value.type in _PLACES
        and mention.span.start < line.tokens[words[-1]].end
        and mention.span.end > line.tokens[words[0]].start
    )


def said(tokens: tuple[Token, ...], words: list[int] | range) -> str:
    """The words as said, without stars of footnotes and on one line."""
    return " ".join(" ".join(tokens[k].text.split()) for k in words if tokens[k].text != "*")


def anaphoric(line: Line, phrase: Phrase) -> bool:
    """ "it", "the metric", "that number", not "the size of our fleet": stands for what was named before."""
    words = own_words(line, phrase)
    if words and any(line.tokens[line.parse.phrases[p].first].text == "of" for p, _ in line.parse.behind(line.parse.of[phrase.first])):
        return False
    return all(
        line.tokens[k].text.partition("'")[0] in PRONOUNS or (line.tokens[k].kind == WORD and line.tokens[k].text in _passed())
        for k in (words or range(phrase.first, phrase.last + 1))
    )
