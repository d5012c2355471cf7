"""The nouns of finkg. Frozen values only; nothing here imports anything else of kg.

Offsets are Unicode code points into ``Document.text``, start inclusive, end exclusive, as in ``FACTS``: ``text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class EntityType(StrEnum):
    """What a named thing is; a thing has one type for its whole life (roles are relations, never types)."""

    COMPANY = "Company"
    PERSON = "Person"
    SEGMENT = "Segment"
    CUSTOMER_GROUP = "CustomerGroup"
    PRODUCT = "Product"
    BRAND = "Brand"
    MARKET = "Market"
    GOVERNMENT_BODY = "GovernmentBody"
    EXCHANGE = "Exchange"
    INDEX = "Index"


class Predicate(StrEnum):
    """The closed list of relations between entities."""

    SUBSIDIARY_OF = "subsidiaryOf"
    SHAREHOLDER_OF = "shareholderOf"
    ACQUIRES = "acquires"
    SELLS = "sells"
    PARTNER_OF = "partnerOf"
    JOINT_VENTURE_OF = "jointVentureOf"
    COMPETITOR_OF = "competitorOf"
    CUSTOMER_OF = "customerOf"
    SUPPLIER_OF = "supplierOf"
    HAS_SEGMENT = "hasSegment"
    OFFERS_PRODUCT = "offersProduct"
    OPERATES_IN = "operatesIn"
    HEADQUARTERED_IN = "headquarteredIn"
    LISTED_ON = "listedOn"
    REGULATED_BY = "regulatedBy"
    SUCCESSOR_OF = "successorOf"
    INVESTIGATED_BY = "investigatedBy"


class DocumentType(StrEnum):
    """What kind of document it is."""
    EARNINGS_CALL = "EarningsCall"
    NEWS_ARTICLE = "NewsArticle"
    PRESS_RELEASE = "PressRelease"
    FILING = "Filing"


class PassageKind(StrEnum):
    """What a stretch of the document is. Only PROSE is read for facts about companies; every character should lie in some passage."""

    HEADER = "header"  # title block: company, quarter, date, ticker
    ROSTER = "roster"  # lists of participants
    TURN_HEAD = "turn-head"  # the line(s) that name the speaker
    SPEECH = "speech"  # a paragraph of a turn
    HEADLINE = "headline"
    PARAGRAPH = "paragraph"  # a paragraph of an article or of a document of unknown style
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"  # "(Reporting by …)", "Editor: …"
    BOILERPLATE = "boilerplate"  # safe harbour, disclaimers, page furniture, debris


PROSE = frozenset({PassageKind.SPEECH, PassageKind.PARAGRAPH, PassageKind.HEADLINE, PassageKind.TABLE, PassageKind.CAPTION})


class Section(StrEnum):
    """The part of a document in which a passage stands."""
    HEADER = "header"
    REMARKS = "remarks"  # prepared remarks
    QUESTIONS = "questions"  # questions and answers
    BODY = "body"  # of an article, or of a document without sections
    TAIL = "tail"


class Part(StrEnum):
    """What a participant is on the call."""

    EXECUTIVE = "executive"
    INVESTOR_RELATIONS = "investor-relations"
    ANALYST = "analyst"
    OPERATOR = "operator"
    MODERATOR = "moderator"
    INTERPRETER = "interpreter"
    UNIDENTIFIED = "unidentified"
    AUTHOR = "author"  # writer or editor of an article


class Standing(StrEnum):
    """Whether a role or relation holds at the time of the document."""

    CURRENT = "current"
    PAST = "past"
    FUTURE = "future"  # roles
    PLANNED = "planned"  # relations
    DENIED = "denied"  # relations


class Status(StrEnum):
    """What kind of statement a number is."""

    REPORTED = "reported"
    GUIDANCE = "guidance"
    TARGET = "target"
    CONSENSUS = "consensus"


class Span(NamedTuple):
    """A stretch of a text: code points, end exclusive. There are thousands in a document, sorted and compared all the time: hence a tuple."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Note:
    """What could not be read for sure: a value, never an exception and never a silent loss."""

    message: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What a sidecar file or a command-line option states about a document; it wins over the text."""

    company: str | None = None
    ticker: str | None = None
    exchange: str | None = None
    period: str | None = None  # "2021-Q1"
    date: str | None = None  # ISO 8601
    title: str | None = None
    type: str | None = None
    publisher: str | None = None
    year_end: int | None = None  # month in which the fiscal year ends, 1-12


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. ``text`` is never edited: normalise same-length copies for matching."""

    id: str  # slug of the file name, unique within one build
    path: str  # as found, POSIX separators, relative to the folder the user named
    sha256: str  # of the bytes
    text: str
    format: str = "text"  # text, html, pdf, docx, json, xml, markdown
    meta: Meta = Meta()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact about the document itself, with the characters that state it (none when a sidecar or the file name does)."""

    value: str
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of the document as a whole. None is a state ("undated"), not a guess."""

    company: Stated | None = None
    ticker: Stated | None = None
    exchange: Stated | None = None
    period: Stated | None = None  # fiscal, "2021-Q1"
    date: Stated | None = None  # ISO 8601: of the call, or of publication
    title: Stated | None = None
    publisher: Stated | None = None
    author: Stated | None = None
    year_end: int = 12  # month in which the fiscal year ends


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph-sized stretch of the document. Passages do not overlap and stand in order."""

    span: Span
    kind: PassageKind
    section: Section
    turn: int | None = None  # index into Layout.turns


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything one speaker says without another speaking."""

    index: int
    span: Span  # from the head to the end of the last paragraph
    head: Span | None
    speaker: str | None  # Participant.id; None when nobody is named
    section: Section
    interpreted: bool = False  # spoken by an interpreter for the speaker


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing where the text names it: the endpoint of facts.

    ``name`` is the name to be known by ("Luo Yongtao" for "Mr. Luo Yongtao"); ``span`` is where it stands.
    A pronoun or description ("we", "the company", "the Shenzhen-based firm") has proper=False and the name of what it stands for.
    ``key`` is "" until the fold gives it the id of a document entity; persons of the roster bring their participant's id.
    """

    type: EntityType
    name: str
    span: Span
    key: str = ""
    proper: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """A job title as written, where it stands, with the organisation it is held at when one is named (else the reporting company)."""

    text: str
    span: Span
    org: Thing | None = None
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody on the call (or quoted in an article), with all surface forms of the name."""

    id: str  # "p1", "p2", in order of first appearance; becomes the entity id
    part: Part
    names: tuple[Thing, ...]  # the fullest name first
    titles: tuple[Title, ...] = ()
    firm: Thing | None = None  # an analyst's broker
    firm_span: Span | None = None  # the characters that tie the person to the firm
    reasons: tuple[str, ...] = ()  # why several spellings are one person


@dataclass(frozen=True, slots=True)
class Exchange:
    """One analyst's whole floor: from the first question to the last answer."""

    asker: str | None  # Participant.id
    answerers: tuple[str, ...]  # in order of speaking
    span: Span
    questions: tuple[Span, ...] = ()
    answers: tuple[Span, ...] = ()
    rule: str = "exchange"


@dataclass(frozen=True, slots=True)
class Layout:
    """A segmented document: its style, its passages, who takes part, who has the floor."""

    style: str
    type: DocumentType
    header: Header
    passages: tuple[Passage, ...]
    turns: tuple[Turn, ...] = ()
    participants: tuple[Participant, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    notes: tuple[Note, ...] = ()


class Mention(NamedTuple):
    """Something a finder read: a quantity, a period, a metric, a thing, a cue. ``value`` is the finder's own frozen type. A tuple as ``Span`` is."""

    kind: str
    span: Span
    rule: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One prose passage with its sentences and all that the finders read in it (sorted by start, longer first)."""

    passage: Passage
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    by: str | None = None  # Participant.id of the speaker


@dataclass(frozen=True, slots=True)
class Context:
    """What finders and relaters may know of the document. ``folded`` has the length of the text: lower case, plain quotes, dashes, spaces."""

    document: Document
    layout: Layout
    folded: str
    company: Thing | None = None  # the reporting company (or the subject of the article)
    names: object = None  # kg.extract.names.Names: the names of the whole document, found once
    concordance: object = None  # kg.concordance.Concordance: where the words of the finders stand, found once


@dataclass(frozen=True, slots=True)
class Converted:
    """The same amount in another currency, as the text gives it in brackets."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What every fact carries: the characters that prove it, who says them, the rule that read them and what it was built from."""

    span: Span
    rule: str
    by: str | None = None
    confidence: Decimal = Decimal("0.9")
    because: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Role(Evidence):
    """A person holds a title at an organisation."""
    person: Thing
    org: Thing
    title: str
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True, slots=True)
class Analyst(Evidence):
    """A person asks for a broker."""
    person: Thing
    broker: Thing


@dataclass(frozen=True, slots=True)
class Relation(Evidence):
    """Two things stand in a relation."""
    subject: Thing
    predicate: Predicate
    object: Thing
    standing: Standing = Standing.CURRENT
    ticker: str | None = None  # of listedOn


@dataclass(frozen=True, slots=True)
class Observation(Evidence):
    """A number that states the level and/or the change of a metric of a thing. Field meanings and value formats: FACTS."""

    of: Thing
    metric: str  # an id of the vocabulary, or "other:<label as said>"
    status: Status = Status.REPORTED
    label: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    on_change: bool = False
    bound: str | None = None  # > >= < <= ~
    change: Decimal | None = None
    change_unit: str | None = None
    basis: str | None = None  # YoY, QoQ, other
    prior: Decimal | None = None
    prior_period: str | None = None
    period: str | None = None
    share_of: str | None = None
    accounting: str | None = None
    converted: Converted | None = None


Fact = Role | Analyst | Relation | Observation


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of one document: all its mentions together. Things of many documents become one identity in ``kg.resolve``."""

    id: str  # "p1" for participants, "e1", "e2" … in order of first mention for the rest
    type: EntityType
    name: str
    aliases: tuple[str, ...]  # all other proper surface forms, sorted
    mentions: tuple[Span, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one document. The ``Thing.key`` of every fact is the id of one of the entities."""

    document: Document
    layout: Layout
    company: str | None  # Entity.id of the reporting company
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two names are one identity."""

    kept: str  # slug
    merged: str  # slug that the other name would have had
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing of the world: what the entities of several documents were resolved to."""

    slug: str  # "oneconnect", "oneconnect.cloud-services-platform"; unique per type
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    members: tuple[tuple[str, str], ...]  # (document id, entity id), sorted
    owner: str | None = None  # slug of the company that a segment, product or customer group belongs to
    reasons: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()  # ("ticker", "Nasdaq:NWR"), ("lei", …), ("wikidata", "Q…"): what texts and the registry know, sorted


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the entities of all documents were resolved to."""

    identities: tuple[Identity, ...]  # sorted by (type, slug)
    merges: tuple[Merge, ...] = ()
    notes: tuple[tuple[str, Note], ...] = ()  # (document id, note)
    index: dict[tuple[str, str], Identity] = field(default_factory=dict, compare=False)  # (document id, entity id) -> identity
