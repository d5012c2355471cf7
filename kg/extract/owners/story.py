"""What a story speaks of, sentence by sentence: the firm, place, person or thing that was a subject last, and what the whole story is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg.extract.deals import of_the_company
from kg.extract.observations.drafts import Draft
from kg.extract.observations.naming import vocabulary
from kg.extract.observations.tokens import QUANTITY, Line
from kg.extract.owners.phrases import Refers, describes, market, own, topic, traded
from kg.extract.owners.ways import BESIDE, WAYS, actors, own_subject, possessor, subject, subjects_before
from kg.lexicon import Terms, words_of
from kg.naming import company_key, demonyms
from kg.types import Context, EntityType, Scene, Span, Thing

_REACH = 3  # sentences for which a firm named as subject stays the one spoken of
_TITLE, _HEADLINE = 80, 3  # characters of a headline, and as how many mentions one in it counts
_OFTEN = 3  # mentions of a name of unknown kind that may be what a story is about
_NEAR = 3  # sentences for which the owner of a number is that of the next one without
_FIRMS = frozenset({EntityType.COMPANY, EntityType.SEGMENT, EntityType.EXCHANGE, EntityType.GOVERNMENT_BODY})  # what "the bank" or "the group" may stand for
_SPEAKERS = frozenset({EntityType.COMPANY, EntityType.PERSON, EntityType.EXCHANGE})  # who speak of the economy and are not it
_EARNED = words_of("economy", "earned")  # what only a firm or a part of it has
_SHARED = words_of("economy", "shared")  # what economies and markets have as well


class Owners:
    """The owner of numbers, sentence by sentence, in order."""

    def __init__(self, context: Context, scenes: Sequence[Scene] = ()) -> None:
        self.context = context
        self.article = context.layout.style == "article"
        stated = context.layout.header.company is not None
        self.company = context.company if stated or not self.article else None
        self._last: dict[Refers, tuple[Thing, int]] = {}  # what was a subject last -> the sentence
        self._held: tuple[Thing | None, int] = (None, 0)  # whose the number before was -> the sentence
        self._at = 0
        self._place = self._about = None
        if self.article:
            self._place = _most(_places(context, scenes))
            self._about = self.company or _most([*_things(context, scenes), *_places(context, scenes)])

    def of(self, line: Line, draft: Draft) -> Thing | None:
        """The thing that the number of ``draft`` belongs to; None when nobody is named."""
        if not self.article:
            return self.context.company
        id = draft.named.id
        if id == "dealValue":
            return self._sought(line, draft)
        if draft.named.rule == "quote" and (quoted := market(self.context, line, draft.named.first, draft.named.last)):
            return quoted
        if id == "stake" and of_the_company(self.context, line, draft.anchor):
            return None  # the company is what is held
        economic = self._economic(line, draft)
        for way in WAYS:
            said = way(self.context, line, draft)
            thing = self._meant(said, line, draft) if isinstance(said, Refers) else said
            if thing is not None and _has(thing, id) and not (economic and way not in BESIDE and thing.type in _SPEAKERS and not (way is subject and own(self.context, thing))):
                self._held = (thing, self._at)
                return thing
        return self._spoken(line, draft)

    def first(self, line: Line, draft: Draft) -> Thing | None:
        """The owner that goes before anything that stands beside the number's metric."""
        if self.article and self._economic(line, draft):
            return self.of(line, draft)
        said = own_subject(self.context, line, draft) if self.article else None
        thing = self._meant(said, line, draft) if isinstance(said, Refers) else said
        return self.known(thing) if thing is not None and _has(thing, draft.named.id) else None

    def acting(self, line: Line, draft: Draft) -> Thing | None:
        """The thing that is the subject of the number's clause, of an article."""
        thing = subject(self.context, line, draft) if self.article else None
        told = isinstance(thing, Thing) and thing.type in _SPEAKERS and self._economic(line, draft)
        return thing if isinstance(thing, Thing) and _has(thing, draft.named.id) and not told else None

    def tells(self, thing: Thing) -> bool:
        """Whether the thing only tells of numbers, in an article, or is no name but says of what kind a firm is: "analysts' forecast", "the computer maker's"."""
        return self.article and (thing.name.split()[-1].lower() in words_of("economy", "speaker") or describes(thing.name))

    def speaks(self, line: Line, draft: Draft, topic: Thing) -> bool:
        """Whether an article's sentence has an owner of its own for the number, or says of it what no segment has: the topic before does not reach it.
        A place named in the story of a firm is no topic."""
        if not self.article:
            return False
        if topic.type is EntityType.MARKET and self.company is not None:
            return True
        whole = draft.named.id in words_of("economy", "whole") or vocabulary(draft.named.id) is None
        return whole or any(way(self.context, line, draft) is not None for way in (possessor, subject))

    def heard(self, line: Line) -> None:
        """A sentence is over: its subjects are what is spoken of."""
        if not self.article:
            return
        self._at += 1
        for thing in reversed(list(actors(self.context, line, tellers=self.company is not None))):
            if self.company is not None and thing.span in line.names:
                continue  # a name of unknown kind is not spoken of for long in the story of a firm
            self._last[_kind(thing.type)] = (thing, self._at)
            if thing.type not in (EntityType.MARKET, EntityType.GOVERNMENT_BODY):
                self._last[Refers.ANY] = (thing, self._at)

    def _meant(self, said: Refers, line: Line, draft: Draft) -> Thing | None:
        """What a pronoun or "the company" stands for: a subject before it in the sentence, else the one spoken of."""
        for before in subjects_before(self.context, line, draft.anchor):
            thing = self._recent(before) if isinstance(before, Refers) else before
            if thing is not None and (said is Refers.ANY or _kind(thing.type) is said):
                return thing
            if isinstance(before, Refers) and said is Refers.ANY:
                said = before
        last = self._recent(said)
        if last is not None:
            return last
        return self.company if said in (Refers.ANY, Refers.FIRM) else self._place if said is Refers.PLACE else None

    def _recent(self, kind: Refers) -> Thing | None:
        thing, at = self._last.get(kind, (None, -_REACH))
        return thing if self._at - at < _REACH else None

    def _spoken(self, line: Line, draft: Draft) -> Thing | None:
        """Where the sentence names no owner: of the economy the country spoken of, else the firm or thing spoken of last, else what the story is about."""
        id = draft.named.id
        entry = vocabulary(id)
        if self._economic(line, draft):
            return self._recent(Refers.PLACE) or self._place or self._about
        if self.company is not None and not _estimated(line, draft):
            return self.company  # in the story of a firm a number without an owner is the firm's, whoever was spoken of in passing
        wanted = Refers.FIRM if self.company is not None or (entry is not None and id not in _SHARED) else Refers.ANY
        held, at = self._held
        near = held if self._at - at < _NEAR and held is not None and (wanted is Refers.ANY or _kind(held.type) is wanted) else None
        thing = near or self._recent(wanted) or self.company or self._about
        return self.known(thing) if thing is not None and _has(thing, id) else None

    def _economic(self, line: Line, draft: Draft) -> bool:
        """Whether the number is one of the economy or of markets, by the words of its clause."""
        id = draft.named.id
        open_ = vocabulary(id) is None or id in _SHARED or (self.company is None and id not in _EARNED)
        return open_ and topic().search(_said(line, draft)) is not None

    def _sought(self, line: Line, draft: Draft) -> Thing | None:
        """A deal whose target no word marks: the article's company where another firm acts in a sentence that names it, else who acts."""
        verb = line.parse.verb(draft.anchor)
        if verb is not None and verb.last < draft.anchor and line.tokens[verb.head].text in words_of("economy", "offered"):
            said = subject(self.context, line, draft)
            return self._meant(said, line, draft) if isinstance(said, Refers) else said  # "Northwind rejected a $3 million offer from Alder"
        firms = [t for t in actors(self.context, line) if t.type == EntityType.COMPANY]
        named = any(isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY and own(self.context, m.value) for m in line.things)
        if named and self.company is not None and firms and not own(self.context, firms[0]):
            return self.company
        return next(actors(self.context, line), None) or (self._recent(Refers.ANY) if self.company is None else None)

    def known(self, thing: Thing, id: str = "") -> Thing:
        """The story's company where the name is its own, or the beginning of it, though it be a town's as well."""
        company = self.context.company
        if not self.article or company is None:
            return thing
        town = thing.type is EntityType.MARKET and id in _EARNED and company.name.lower().startswith(thing.name.lower())
        return company if town or own(self.context, thing) else thing


def _has(thing: Thing, id: str) -> bool:
    """Whether a thing of this kind can have such a number: only firms, their parts and what they sell earn."""
    if thing.name in traded().values():
        return vocabulary(id) is None or id in _SHARED
    return id not in _EARNED or thing.type not in (EntityType.PERSON, EntityType.GOVERNMENT_BODY, EntityType.MARKET, EntityType.INDEX)


def _kind(type_: EntityType) -> Refers:
    return Refers.FIRM if type_ in _FIRMS else Refers.PLACE if type_ == EntityType.MARKET else Refers.PERSON if type_ == EntityType.PERSON else Refers.ANY


def _estimated(line: Line, draft: Draft) -> bool:
    """ "Analysts had expected sales of $3 million": of whom the sentence before spoke."""
    subject = line.parse.subject(draft.anchor)
    return subject is not None and line.tokens[subject.head].text in words_of("economy", "speaker")


def _said(line: Line, draft: Draft) -> str:
    """The words that the number is of: its label and the noun phrases around its metric, without its numbers."""
    parse = line.parse
    if draft.named.rule == "carried":
        first, last = parse.bounds(draft.anchor)
    else:
        first, last = parse.at(draft.named.first).first, parse.at(draft.named.last).last
    subject = parse.subject(draft.anchor)
    about = line.tokens[subject.first : subject.last + 1] if subject is not None else ()
    return " ".join([draft.named.id.removeprefix("other:"), *(t.text for t in (*line.tokens[first : last + 1], *about) if t.kind != QUANTITY)])


def _most(seen: list[Thing]) -> Thing | None:
    """The thing named most, where a headline counts as several mentions; of those named as often, the one named first."""
    counts = Counter((t.type, company_key(t.name)) for t in seen for _ in range(_HEADLINE if t.span.start < _TITLE else 1))
    return min(seen, key=lambda t: (-counts[t.type, company_key(t.name)], t.span.start), default=None)


def _things(context: Context, scenes: Sequence[Scene]) -> list[Thing]:
    """The firms, indices, currencies, commodities and tokens that a story names, and names of unknown kind that it names often."""
    named = [m.value for scene in scenes for m in scene.mentions if isinstance(m.value, Thing) and m.value.proper and m.value.type not in (EntityType.PERSON, EntityType.MARKET, EntityType.EXCHANGE)]
    runs = [m for scene in scenes for m in scene.mentions if m.kind == "name" and m.span.of(context.folded).split()[-1] not in words_of("economy", "nameless")]
    often = Counter(str(m.value) for m in runs)
    named += [Thing(EntityType.COMPANY, str(m.value), m.span) for m in runs if often[str(m.value)] >= _OFTEN and str(m.value).lower() not in traded()]
    words = [Thing(EntityType.PRODUCT, traded()[word], Span(start, end)) for scene in scenes for start, end, word in _quoted().find(context.folded, *scene.passage.span)]
    return [*named, *words]


def _places(context: Context, scenes: Sequence[Scene]) -> list[Thing]:
    """The places that a story names, also by an adjective."""
    named = [m.value for scene in scenes for m in scene.mentions if isinstance(m.value, Thing) and m.value.type == EntityType.MARKET]
    text = context.document.text
    words = [Thing(EntityType.MARKET, demonyms()[word], Span(start, end)) for scene in scenes for start, end, word in _adjectives().find(text, *scene.passage.span)]
    return [*named, *words]


@cache
def _quoted() -> Terms:
    return Terms(traded())


@cache
def _adjectives() -> Terms:
    return Terms(demonyms())
