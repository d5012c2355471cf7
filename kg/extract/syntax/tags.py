"""The word class of each token of a sentence, from closed classes, verb forms and the words beside it. Unknown words are nouns.

Words: ``kg/data/syntax.toml`` and ``kg/data/verbforms.toml``. This is no tagger of English: it tells the classes apart that decide where a noun phrase
ends and which verb it is the subject of.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from itertools import pairwise

from kg.extract.syntax.tokens import COMMA, METRIC, PERIOD, QUANTITY, WORD, Token
from kg.lexicon import words_of


class Tag(StrEnum):
    """The classes of words, numbers and marks."""

    NOUN = "noun"  # also names, metrics, adjectives in front of nouns
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"  # "our", "the company's"
    PRONOUN = "pronoun"
    PREPOSITION = "preposition"
    AND = "and"
    OPENER = "opener"  # opens a clause: "while", "because"
    RELATIVE = "relative"  # "which", "that"
    AUXILIARY = "auxiliary"  # forms of be, have, do; modals
    TO = "to"  # of an infinitive
    VERB = "verb"
    PARTICIPLE = "participle"  # opens a phrase without a verb of its own: "driven by", "reflecting"
    ADVERB = "adverb"
    ADJECTIVE = "adjective"
    NUMBER = "number"
    TIME = "time"
    MARK = "mark"


# The members that loops ask for, by names of their own: looked up in the class they cost five times as much.
_ADVERB, _MARK, _NOUN, _TO = Tag.ADVERB, Tag.MARK, Tag.NOUN, Tag.TO
_RELATIVE_TIME = [Tag.RELATIVE, Tag.TIME]
_BEFORE_VERB = frozenset({Tag.AUXILIARY, Tag.TO})
_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE})
_KINDS = {QUANTITY: Tag.NUMBER, METRIC: Tag.NOUN, PERIOD: Tag.TIME, COMMA: Tag.MARK}
_RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})
_MODIFYING = words_of("syntax", "modifying")
_NOT_ADVERBS = words_of("grammar", "not-adverbs")
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_FIRST = 8  # words of a sentence
_SHORT = ("'re", "'ve", "'ll", "'m", "'d")
_BE_SHORT = frozenset("it's that's there's here's what's he's she's who's let's where's".split())


@cache
def _closed() -> dict[str, Tag]:
    """word -> its class, of the words that have only one."""
    sections = (
        ("adjectives-open", Tag.ADJECTIVE),
        ("adverbs", Tag.ADVERB),
        ("adjectives", Tag.ADJECTIVE),
        ("subordinators", Tag.OPENER),
        ("conjunctions", Tag.AND),
        ("prepositions", Tag.PREPOSITION),
        ("pronouns", Tag.PRONOUN),
        ("possessives", Tag.POSSESSIVE),
        ("determiners", Tag.DETERMINER),
        ("modals", Tag.AUXILIARY),
        ("be", Tag.AUXILIARY),
        ("have", Tag.AUXILIARY),
        ("do", Tag.AUXILIARY),
    )
    return {word: tag for section, tag in sections for word in words_of("syntax", section)}


_TURNS = frozenset(
    "to on that which who whom whose overall following given plus like including excluding after before since until as about around over under near close up down all both each some most many few several these those this such any no half".split()
)  # words whose class their neighbours decide


@cache
def _fixed() -> dict[str, Tag]:
    """The words of closed classes that are the same wherever they stand."""
    both = words_of("syntax", "adverbs")
    return {word: tag for word, tag in _closed().items() if word not in _TURNS and not (tag is Tag.ADJECTIVE and word in both) and not word.endswith(("'s", "s'", *_SHORT))}


@cache
def _forms() -> dict[str, str]:
    """word -> the section of the verb forms that it stands in."""
    order = ("gerund-noun", "third-noun", "base-noun", "gerund", "participle", "base", "third", "past", "past-only")
    return {word: section for section in order for word in words_of("verbforms", section)}


def tags(tokens: tuple[Token, ...]) -> tuple[Tag, ...]:
    """The class of each token."""
    out: list[Tag] = []
    fixed = _fixed()
    for k, token in enumerate(tokens):
        tag = fixed.get(token.text) if token.kind == WORD else _KINDS.get(token.kind)
        out.append(tag or _tag(tokens, k, token, out))
    return tuple(out)


@cache
def _unnamed() -> tuple[frozenset[str], frozenset[str]]:
    """The words that join and turn, and those in front of which or as which nothing with a name can be a subject."""
    joining = (Tag.AND, Tag.OPENER, Tag.ADVERB)
    fixed = _fixed().items()
    return frozenset(w for w, tag in fixed if tag in joining), frozenset(w for w, tag in fixed if tag in (Tag.PRONOUN, Tag.AUXILIARY)) | _BE_SHORT


def opens_unnamed(folded: str) -> bool:
    """Whether a sentence opens with a pronoun or an auxiliary, behind joining words and adverbs at most: "And we are …", "So, is it …".
    Nothing with a name is its subject then, nor stands in front of it; not "You know, pumps …"."""
    joining, unnamed = _unnamed()
    words = folded.split(" ", _FIRST)[:_FIRST]
    for word, following in pairwise(words):
        if word.rstrip(",") not in joining:
            return (word in unnamed or word.endswith(_SHORT)) and not following.endswith(",")
    return False


def _tag(tokens: tuple[Token, ...], k: int, token: Token, before: list[Tag]) -> Tag:
    """The class of a token that its neighbours or its form decide."""
    if token.kind != WORD:
        return Tag.PREPOSITION if token.period is None and token.text.startswith(("compared", "versus", "vs", "against")) else Tag.TIME
    word = token.text
    previous = before[-1] if before else None
    if word == "to":
        return Tag.TO if _infinitive(tokens, k) else Tag.PREPOSITION
    if word == "on" and _weekday(tokens, k + 1):
        return Tag.ADVERB  # "on Thursday"
    if word in _RELATIVES:
        return _relative(tokens, k, word, previous)
    if "'" in word:
        if (word.endswith("'s") and word not in _BE_SHORT) or word.endswith("s'"):
            return Tag.POSSESSIVE
        if word in _BE_SHORT or word.endswith(_SHORT):
            return Tag.PRONOUN
    if word in _WEEKDAYS:
        return _ADVERB
    closed = _closed().get(word)
    if token.capital and k and closed is None and (before[-1] is not _MARK or _in_list(tokens, k, word)):
        return _NOUN
    if word == "forecast" and previous is _NOUN and tokens[k - 1].kind != METRIC and _measured_ahead(tokens, k + 1):
        return Tag.VERB  # "the exporter forecast consolidated revenue to fall"
    if word == "little" and k + 1 < len(tokens) and tokens[k + 1].text == "changed":
        return Tag.ADVERB
    if word in _MODIFYING and previous not in (Tag.AUXILIARY, Tag.NOUN, Tag.PRONOUN) and _noun_behind(tokens, k):
        return Tag.ADJECTIVE  # "of maturing debt"
    if word == "run" and k + 1 < len(tokens) and tokens[k + 1].text in ("rate", "rates") and previous is not _TO:
        return Tag.NOUN
    if closed is not None:
        return _settled(tokens, k, word, closed)
    form = _forms().get(word)
    if form is not None:
        return _verbal(tokens, k, form, before)
    if word.endswith("ly") and word not in _NOT_ADVERBS:
        return Tag.ADVERB
    if word.endswith("ed") and len(word) > 6 and "-" not in word and previous in (Tag.NOUN, Tag.TIME, Tag.PRONOUN, Tag.AUXILIARY):
        return _verbal(tokens, k, "past", before)  # of a verb that no list holds
    return _NOUN


def _noun_behind(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a metric or a word of no closed class stands behind token ``k``."""
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    return following is not None and (following.kind == METRIC or (following.kind == WORD and following.text not in _closed()))


def _in_list(tokens: tuple[Token, ...], k: int, word: str) -> bool:
    """Whether the capital behind a mark makes a name of what might be a verb: "Valves, [Pumps]"; behind a colon, where a sentence may open, of what
    no sentence opens with."""
    form, mark = _forms().get(word), tokens[k - 1].text
    return form is not None and (mark in (",", ";") or (mark == ":" and form.endswith(("-noun", "third"))))


def _weekday(tokens: tuple[Token, ...], k: int) -> bool:
    return k < len(tokens) and tokens[k].text in _WEEKDAYS


def _clause_follows(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a name with a verb follows token ``k``: "as Northwind said", not "as Northwind's profit"."""
    n = k + 1
    while n < len(tokens) and n < k + 5 and tokens[n].kind == WORD and (tokens[n].capital or n == k + 1) and tokens[n].text not in _closed():
        n += 1
    return n > k + 1 and tokens[n - 1].capital and n < len(tokens) and (_forms().get(tokens[n].text) in ("past-only", "past", "third") or _closed().get(tokens[n].text) is Tag.AUXILIARY)


def _infinitive(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether "to" at token ``k`` opens an infinitive: "to grow", "to further increase revenue", not "to record levels"."""
    n = k + 1
    while n < len(tokens) and n < k + 3 and (tokens[n].text.endswith("ly") or tokens[n].text in ("not", "further", "also", "just", "even")):
        n += 1
    if n >= len(tokens):
        return False
    word = tokens[n].text
    if word in ("be", "have", "do", "continue"):
        return True
    form = _forms().get(word)
    if form == "base":
        return True
    behind = tokens[n + 1] if n + 1 < len(tokens) else None
    return form == "base-noun" and not (behind is not None and behind.kind == METRIC and word in ("record", "net", "close")) and not (k and tokens[k - 1].text in ("due", "compared", "relative", "subject", "according"))


def _relative(tokens: tuple[Token, ...], k: int, word: str, previous: Tag | None) -> Tag:
    if word == "whose":
        return Tag.RELATIVE
    if word != "that":
        return Tag.RELATIVE
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if following is None:
        return Tag.PRONOUN
    closed = _closed().get(following.text) if following.kind == WORD else None
    verbal = closed is Tag.AUXILIARY or (following.kind == WORD and _forms().get(following.text) in ("third", "past", "past-only"))
    if previous in (Tag.NOUN, Tag.TIME, Tag.NUMBER) or (k and _weekday(tokens, k - 1)):
        return Tag.RELATIVE
    if verbal:
        return Tag.PRONOUN
    if previous in (Tag.VERB, Tag.PRONOUN, Tag.ADVERB, Tag.ADJECTIVE) and (closed in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.PRONOUN) or following.kind in (METRIC, PERIOD) or following.capital):
        return Tag.RELATIVE
    return Tag.DETERMINER if closed is None else Tag.PRONOUN


def _settled(tokens: tuple[Token, ...], k: int, word: str, tag: Tag) -> Tag:
    """A word of a closed class, where its neighbours leave it there."""
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if word in ("following", "given", "plus", "like", "including", "excluding"):
        return Tag.PREPOSITION
    if word in ("after", "before", "since", "until", "as") and following is not None and (following.text in words_of("syntax", "pronouns") or following.text.endswith(_SHORT) or _clause_follows(tokens, k)):
        return Tag.OPENER
    if word in ("about", "around", "over", "under", "near", "close", "up", "down") and following is not None and following.kind == QUANTITY:
        return Tag.ADVERB
    if word == "no" and following is not None and following.text[:1].isdigit():
        return Tag.ADJECTIVE  # "Norway's No. 2 carmaker"
    if word == "overall" and _nominal(following):
        return Tag.ADJECTIVE
    if tag is Tag.ADJECTIVE and word in words_of("syntax", "adverbs") and not _nominal(following):
        return Tag.ADVERB  # "sales were 5% lower", but "lower sales"
    if word in ("all", "both", "each", "some", "most", "many", "few", "several", "these", "those", "this", "such", "any", "no"):
        closed = _closed().get(following.text) if following is not None and following.kind == WORD else None
        if word == "this" and following is not None and following.kind == WORD and _forms().get(following.text) == "third":
            return Tag.PRONOUN  # "this implies"
        if word in ("all", "both", "half") and closed in (Tag.DETERMINER, Tag.POSSESSIVE):
            return Tag.DETERMINER  # "all the loans"
        return Tag.PRONOUN if following is None or following.kind == COMMA or closed in (Tag.AUXILIARY, Tag.PREPOSITION) else Tag.DETERMINER
    return tag


def _nominal(token: Token | None) -> bool:
    """Whether the token may go on with a noun phrase."""
    return token is not None and (token.kind in (METRIC, PERIOD) or (token.kind == WORD and _closed().get(token.text) in (None, Tag.ADJECTIVE)))


def _verbal(tokens: tuple[Token, ...], k: int, form: str, before: list[Tag]) -> Tag:
    """The class of a word that is a form of a verb."""
    previous = next((t for t in reversed(before) if t is not _ADVERB), None)
    if before[-2:] == _RELATIVE_TIME:
        previous = Tag.RELATIVE  # "which today accounts for"
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if previous in _BEFORE_VERB and not (form in ("base-noun", "third-noun", "gerund-noun") and _states(tokens, before)):
        return Tag.VERB
    if form == "past" and previous is Tag.ADJECTIVE and tokens[k - 1].text in words_of("subjects", "naming") and (_led(following) or (following is not None and following.kind == QUANTITY)):
        return Tag.VERB  # "digital accounted for a third of sales"
    if previous in _BEFORE_NOUN or (previous is Tag.PREPOSITION and form not in ("gerund", "gerund-noun", "past-only")):
        return Tag.NOUN if form != "past-only" else Tag.VERB
    if previous is Tag.NOUN and form in ("base", "base-noun", "third-noun") and _in_an_amount(tokens, before, following):
        return Tag.NOUN  # "is 14% of our material spend", "reached $2 billion in run rate benefits by May"
    stands_alone = following is None or following.kind == COMMA
    if form in ("base", "base-noun", "third-noun") and previous is Tag.NOUN and following is not None and (following.text in words_of("syntax", "be") or _forms().get(following.text) in ("third", "third-noun")) and not _plural(tokens, k - 1):
        return Tag.NOUN  # "customer support was strong", "customer support leads"
    if form == "past-only":
        return Tag.VERB
    if form in ("past", "participle"):
        return _past(tokens, k, form, previous, before)
    if form == "gerund" and (previous is None or previous in (Tag.MARK, Tag.AND, Tag.OPENER)) and _heads_subject(tokens, k):
        return Tag.NOUN
    if form in ("gerund", "gerund-noun"):
        return _gerund(following, form, previous, k > 0 and _plural(tokens, k - 1))
    if form == "base" and previous is Tag.NUMBER and len(before) > 1 and before[-2] in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE):
        return Tag.NOUN  # "a 49 percent jump"
    if form in ("third", "base"):
        if previous is None and form == "base":
            return Tag.VERB
        if form == "base" and previous is Tag.NOUN and following is not None and following.text in ("at", "of") and not _agrees(tokens, k, "base-noun"):
            return Tag.NOUN  # "cloud support at $3 million"
        return Tag.VERB if previous in (Tag.NOUN, Tag.PRONOUN, Tag.RELATIVE, Tag.AND, Tag.TIME, Tag.MARK, Tag.NUMBER, Tag.OPENER) else Tag.NOUN
    if previous is Tag.PRONOUN or (previous is Tag.RELATIVE and form == "third-noun"):
        return Tag.VERB
    if stands_alone and form == "third-noun" and previous is Tag.NOUN and _verbless(before):
        return Tag.VERB  # "the firm, which Northwind controls,"
    opens = following is not None and not stands_alone and (following.kind in (QUANTITY, PERIOD) or (following.text in ("by", "to", "as", "from") or _closed().get(following.text) in (Tag.DETERMINER, Tag.POSSESSIVE)))
    return Tag.VERB if previous is Tag.NOUN and opens and _agrees(tokens, k, form) and not (following is not None and following.kind == QUANTITY and tokens[k - 1].kind == QUANTITY) else Tag.NOUN


def _in_an_amount(tokens: tuple[Token, ...], before: list[Tag], following: Token | None) -> bool:
    """Whether the noun in front hangs on an amount of a clause that has its verb: "we signed $4 million of lease [wins]"."""
    at = len(before) - 1
    while at >= 0 and before[at] in (Tag.NOUN, Tag.ADJECTIVE, Tag.DETERMINER, Tag.POSSESSIVE):
        at -= 1
    if at < 1 or before[at] is not Tag.PREPOSITION or tokens[at].text not in ("of", "in") or before[at - 1] is not Tag.NUMBER:
        return False
    closed = _closed().get(following.text) if following is not None and following.kind == WORD else None
    return closed not in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.PRONOUN) and (Tag.VERB in before[:at] or Tag.AUXILIARY in before[:at])


def _verbless(before: list[Tag]) -> bool:
    """Whether a relative clause has begun that has no verb yet."""
    last = next((t for t in reversed(before) if t in (Tag.RELATIVE, Tag.VERB, Tag.AUXILIARY, Tag.OPENER)), None)
    return last is Tag.RELATIVE


def _agrees(tokens: tuple[Token, ...], k: int, form: str) -> bool:
    """Whether the noun before may be the subject of the form: "our plants cost", "the plant costs", not "price increases to our customers"."""
    return _plural(tokens, k - 1) is (form == "base-noun")


def _plural(tokens: tuple[Token, ...], k: int) -> bool:
    word = tokens[k].text
    return word.endswith("s") and not word.endswith(("ss", "us"))


def _states(tokens: tuple[Token, ...], before: list[Tag]) -> bool:
    """Whether the form of "be" in front is a copula: "it was record revenue", "there was demand"."""
    return tokens[len(before) - 1].text in words_of("syntax", "be")


def _past(tokens: tuple[Token, ...], k: int, form: str, previous: Tag | None, before: list[Tag]) -> Tag:
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    nominal = following is not None and (following.kind == METRIC or (following.kind == WORD and following.text not in _closed() and _forms().get(following.text) in (None, "base-noun", "gerund-noun", "third-noun")))
    if nominal and (previous is Tag.VERB or _joins(tokens[k].text)):
        return Tag.ADJECTIVE  # "excludes preferred stock", "divestiture related gains"
    if previous is None or previous is Tag.MARK:
        return Tag.ADJECTIVE if previous is None and nominal else Tag.PARTICIPLE if previous is None or form == "participle" or _led(following) else Tag.VERB
    if previous is Tag.NUMBER and nominal and tokens[k - 1].kind == QUANTITY:
        return Tag.ADJECTIVE  # "18% adjusted growth"
    if previous is Tag.AND:
        return Tag.VERB if Tag.VERB in before and form == "past" and not (nominal and before[-2:] and before[-2] is Tag.ADJECTIVE) else Tag.ADJECTIVE if nominal else Tag.PARTICIPLE
    if form == "participle":
        return Tag.PARTICIPLE
    if previous is Tag.NOUN and nominal and tokens[k].text in ("adjusted", "consolidated", "diluted", "reported"):
        return Tag.ADJECTIVE  # "segment adjusted profit rose"
    return Tag.VERB


def _joins(word: str) -> bool:
    """Whether a participle makes an adjective of the noun in front of it: "cloud-based", "acquisition related"."""
    return word in ("related", "based", "driven", "owned", "linked", "backed", "focused")


def _led(following: Token | None) -> bool:
    """ ", driven by", ", compared with": a participle behind a comma."""
    return following is not None and following.text in ("by", "with", "to", "on", "from", "in", "as", "for")


def _measured_ahead(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a metric stands at token ``k`` or behind one word that says more of it."""
    return any(t.kind == METRIC for t in tokens[k : k + 2])


def _heads_subject(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a metric or a word for a part, then a finite verb, follow the gerund at token ``k``: "Leasing margins fell", "Gaming segment revenue was"."""
    n, measured = k + 1, False
    while n < len(tokens) and n < k + 6 and (tokens[n].kind == METRIC or (tokens[n].kind == WORD and tokens[n].text not in _closed() and (_forms().get(tokens[n].text) in (None, "base-noun", "third-noun", "gerund-noun") or n == k + 1))):
        measured = measured or tokens[n].kind == METRIC or tokens[n].text in words_of("subjects", "units")
        n += 1
    if not measured or n >= len(tokens):
        return False
    return _closed().get(tokens[n].text) is Tag.AUXILIARY or _forms().get(tokens[n].text) in ("past", "past-only", "third")


def _gerund(following: Token | None, form: str, previous: Tag | None, many: bool) -> Tag:
    closed = _closed().get(following.text) if following is not None and following.kind == WORD else None
    takes = following is not None and (following.kind == QUANTITY or closed in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.PRONOUN))
    if form == "gerund-noun":
        return Tag.PARTICIPLE if takes else Tag.NOUN
    if previous is Tag.NOUN and many:
        return Tag.PARTICIPLE  # "40 customers signing", "segments growing"
    if previous is Tag.NOUN and not takes and following is not None and (following.kind == METRIC or (following.kind == WORD and closed is None)):
        return Tag.NOUN  # "wood processing plants"
    if following is None or following.kind == COMMA or closed in (Tag.AUXILIARY, Tag.AND):
        return Tag.NOUN
    return Tag.PARTICIPLE
