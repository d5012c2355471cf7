"""The places of a sentence in which the owner of a number stands, in order. Each way is one of them; it tells a thing, a reference to one, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.observations.drafts import Draft
from kg.extract.observations.tokens import Line
from kg.extract.owners.phrases import Refers, named, traded
from kg.extract.syntax.phrases import Kind, Phrase
from kg.lexicon import words_of
from kg.types import Context, EntityType, Thing

Way = Callable[[Context, Line, Draft], Thing | Refers | None]

_TELLERS = frozenset({EntityType.PERSON, EntityType.GOVERNMENT_BODY})
_LINKS = frozenset("of in for at by on among".split())


def beside(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """ "rose 6 percent at Northwind", "4 million tonnes for Norway": what hangs on the number itself."""
    parse = line.parse
    for preposition, noun in parse.behind(parse.of[draft.anchor])[:1]:
        word = line.tokens[parse.phrases[preposition].first].text
        thing = _named(context, line, parse.phrases[noun])
        if isinstance(thing, Thing) and (word == "at" or (word == "for" and thing.type == EntityType.COMPANY) or (word in ("in", "for") and thing.type == EntityType.MARKET)):
            return thing
    return None


def pronoun(_: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """ "as Alder explores a sale of its 20 percent stake": the nearest subject."""
    word = line.tokens[draft.anchor - 1].text if draft.anchor else ""
    return Refers.ANY if word in ("its", "their") else Refers.PERSON if word in ("his", "her") else None


def possessor(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """ "Northwind's profit", "its exports", "U.S. consumer spending", "the bitcoin price": what the noun phrase of the metric names before its head."""
    if draft.named.rule == "carried":
        return None
    phrase = line.parse.at(draft.named.first)
    bought = draft.named.rule == "quote-bought"
    thing = named(context, line, draft.named.first, draft.named.last) if bought else _named(context, line, phrase)
    taken = isinstance(thing, Thing) and draft.named.id.startswith("other:") and thing.name in traded().values() and draft.named.rule[:5] != "quote"
    itself = taken and traded().get(draft.named.id.removeprefix("other:")) is not None
    return None if itself or (taken and _done(context, line, draft)) else thing  # "Northwind will take 5 tonnes of gas"


def hung(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """ "unemployment in Norway", "the price of copper", "shares of Northwind": what hangs on the metric."""
    if draft.named.rule == "carried" or _done(context, line, draft):
        return None
    return _behind(context, line, line.parse.of[draft.named.last])


def _done(context: Context, line: Line, draft: Draft) -> bool:
    """Whether the metric is what somebody who is named pays, gets or has: "Northwind was fined for what Alder lost"."""
    parse = line.parse
    verb = parse.verb(draft.named.first)
    if verb is None or verb.last > draft.named.first or _tells(line, verb):
        return False
    return isinstance(_subject(context, line, parse.clause[parse.of[draft.named.first]]), Thing)


def subject(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """The subject of the number's clause, or what hangs on it: "Northwind earned $3 million", "stocks of wheat fell to 4 million tonnes"."""
    number = line.parse.clause[line.parse.of[draft.anchor]]
    index = line.parse.subjects[number]
    return _subject(context, line, number) or (_behind(context, line, index) if index >= 0 else None)


def own_subject(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """The subject, before what names the metric, where the number is a share of something or its clause is another than the metric's:
    "Northwind, which makes up 60 percent of its parent's output", "Norway's market tripled while Sweden's nearly halved to $3 million"."""
    parse = line.parse
    number = parse.clause[parse.of[draft.anchor]]
    apart = draft.named.rule != "carried" and parse.clause[parse.of[draft.named.first]] != number
    return _subject(context, line, number) if draft.share is not None or apart else None


def clause_before(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """The subject of a clause before: "Northwind said it expects sales of $3 million", "Norway kept its forecast, saying growth would be 3 percent"."""
    return next((thing for number in _clauses(line, draft.anchor)[1:] if (thing := _subject(context, line, number)) is not None), None)


def carrier(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """ "Alder Capital, with $4 billion under management": who comes with the number."""
    parse = line.parse
    index = parse.of[draft.anchor]
    before = index - 2 if index > 1 and line.tokens[parse.phrases[index - 1].first].text == "with" else -1
    while before > 0 and parse.phrases[before].kind in (Kind.MARK, Kind.ADVERB):
        before -= 1
    thing = _named(context, line, parse.phrases[before]) if before >= 0 else None
    return thing if isinstance(thing, Thing) and thing.type == EntityType.COMPANY else None


def front(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """ "In Norway, …", "At Northwind, …": what stands in front of the sentence."""
    parse = line.parse
    for preposition, noun in parse.front(draft.anchor):
        if line.tokens[parse.phrases[preposition].first].text in ("in", "at", "for", "across"):
            thing = _named(context, line, parse.phrases[noun])
            if isinstance(thing, Thing):
                return thing
    return None


def spoken_to(context: Context, line: Line, draft: Draft) -> Thing | Refers | None:
    """ "analysts expected Northwind to earn 31 cents": the object of the verb before an infinitive, or a name that no other way reached, in front of the number."""
    parse = line.parse
    for n in range(parse.of[draft.anchor] - 1, 0, -1):
        phrase = parse.phrases[n]
        if phrase.kind is Kind.VERB and line.tokens[phrase.first].text == "to" and parse.phrases[n - 1].kind is Kind.NOUN:
            return _named(context, line, parse.phrases[n - 1])
    return None


WAYS: tuple[Way, ...] = (beside, own_subject, pronoun, carrier, possessor, hung, spoken_to, subject, clause_before, front)

BESIDE: tuple[Way, ...] = (beside, pronoun, possessor, hung)  # what stands with the metric or the number itself


def actors(context: Context, line: Line, tellers: bool = True) -> Iterator[Thing]:
    """Of whom a sentence speaks: the subjects of its clauses, those first that no "which" or "while" opens. ``tellers``: also those who only say something."""
    parse = line.parse
    opening = {number: parse.phrases[n].kind for n, number in reversed(list(enumerate(parse.clause)))}
    for number in sorted(opening, key=lambda c: (opening[c] in (Kind.RELATIVE, Kind.OPENER), c)):
        thing = _subject(context, line, number)
        verb = parse.verbs[number]
        if isinstance(thing, Thing) and (tellers or verb < 0 or not _tells(line, parse.phrases[verb])):
            yield thing


def subjects_before(context: Context, line: Line, k: int) -> Iterator[Thing | Refers]:
    """The subjects of the clause of token ``k`` and of those before it, the nearest first: what a pronoun there may stand for."""
    parse = line.parse
    for number in _clauses(line, k):
        thing = _subject(context, line, number)
        if thing is not None and thing is not Refers.ANY and parse.phrases[parse.subjects[number]].last < k:
            yield thing


def _clauses(line: Line, k: int) -> list[int]:
    """The clause of token ``k`` and those before it, the nearest first: behind "Harbor, which Northwind controls, said" that of "said"."""
    parse = line.parse
    return list(dict.fromkeys(parse.clause[n] for n in range(parse.of[k], -1, -1)))


def _subject(context: Context, line: Line, number: int) -> Thing | Refers | None:
    parse = line.parse
    index = parse.subjects[number]
    if index < 0:
        return None
    phrase = _based(line, index)
    if line.tokens[phrase.head].text in words_of("economy", "speaker"):
        return None
    thing = _named(context, line, phrase)
    verb = parse.verbs[number]
    telling = verb >= 0 and _tells(line, parse.phrases[verb])
    tells = thing is Refers.PERSON or (isinstance(thing, Thing) and thing.type in _TELLERS)
    return None if telling and tells else thing


def _based(line: Line, index: int) -> Phrase:
    """ "Oakham, Alberta-based Northwind said": the firm, not its town."""
    parts = line.parse.phrases
    town = index + 2 < len(parts) and parts[index + 1].kind is Kind.MARK and line.tokens[parts[index + 2].first].text.endswith("-based")
    if line.tokens[parts[index].last].text.endswith(("'s", "s'")) and index + 1 < len(parts) and parts[index + 1].kind is Kind.NOUN:
        return parts[index + 1]._replace(first=parts[index].first)  # "Norway's" and what is Norway's
    if town:
        return parts[index + 2]
    joined = index + 2 < len(parts) and parts[index + 1].kind is Kind.AND and parts[index + 2].kind is Kind.NOUN
    if joined and line.tokens[parts[index + 2].head].text in words_of("economy", "firm") and line.tokens[parts[index].first].text == "the":
        return parts[index]._replace(last=parts[index + 2].last, head=parts[index + 2].head)  # "the Danish telecoms and media group"
    return parts[index]


def _tells(line: Line, verb: Phrase) -> bool:
    return line.tokens[verb.head].text in words_of("economy", "telling")


def _behind(context: Context, line: Line, index: int) -> Thing | Refers | None:
    """What the prepositional phrases behind the phrase ``index`` name: "sales [of pumps] [in Norway]"; the first that hangs on by another word ends them."""
    parse = line.parse
    for preposition, noun in parse.behind(index):
        if line.tokens[parse.phrases[preposition].first].text not in _LINKS:
            return None
        thing = _named(context, line, parse.phrases[noun])
        if thing is not None and thing is not Refers.ANY:
            return thing
    return None


def _named(context: Context, line: Line, phrase: Phrase) -> Thing | Refers | None:
    return named(context, line, phrase.first, phrase.last) if phrase.kind is Kind.NOUN else None
