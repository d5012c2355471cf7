"""Readings of fictional companies, made by hand: the graph is tested without any extractor."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from kg.types import (
    Analyst,
    Converted,
    Document,
    DocumentType,
    Entity,
    EntityType,
    Exchange,
    Fact,
    Header,
    Identity,
    Layout,
    Merge,
    Observation,
    Part,
    Participant,
    Passage,
    PassageKind,
    Predicate,
    Reading,
    Relation,
    Resolution,
    Role,
    Section,
    Span,
    Standing,
    Stated,
    Status,
    Thing,
    Title,
    Turn,
)

CALL_Q1 = """Northwind Robotics Corp. (Nasdaq: NWRX) Q2 Fiscal 2024 Earnings Call
April 25, 2024

Dana Whitfield - Chief Executive Officer
Good morning. Revenue rose 12.5% year over year to $410 million. Warehouse Arms revenue fell 8 percent to $96 million from $104.35 million.
We posted a net loss of $5.2 million, compared with a loss of $9 million a year ago. Gross margin improved 150 basis points to 41.5%.
We compete with Alder Automation every day. Our subsidiary Fjord Motion is growing in Norway. We leased 1,200 robots.

Priya Raman - Harbor Street Securities
How should we think about next quarter?

Dana Whitfield - Chief Executive Officer
For the third quarter we expect revenue of $420 million to $430 million. Again, revenue was $410 million this quarter.
"""

CALL_Q2 = """Northwind Robotics Corp. Q3 Fiscal 2024 Earnings Call
July 25, 2024

Dana Whitfield - Chief Executive Officer
Revenue was $402 million, up 9% from a year ago. Warehouse Arms revenue was $90 million, a decline of 11%.
Revenue was about 22% of that from Warehouse Arms. We never owned a stake in Alder Automation.
"""

NEWS = """Alder Automation to buy Cobalt Grippers
OSLO, July 30, 2024 - Alder Automation AS, a rival of Northwind Robotics, said net profit was NOK 300 million ($28 million) in 2023.
Analysts expect Northwind Robotics to post revenue of more than $400 million in the third quarter. Ms. Whitfield was once chief financial officer of Alder.
"""

E_ = EntityType


class Maker:
    """Builds one reading: spans are found by their words, ``n`` says which occurrence."""

    def __init__(self, id: str, text: str, type: DocumentType, header: dict[str, str], year_end: int = 12) -> None:
        self.text, self.id, self.type = text, id, type
        self.document = Document(id, f"{id}.txt", sha256(text.encode()).hexdigest(), text)
        stated = {k: Stated(v, self.span(v) if v in text else None, "test.header") for k, v in header.items()}
        self.header = Header(**stated, year_end=year_end)  # type: ignore[arg-type]
        self.entities: dict[str, Entity] = {}
        self.facts: list[Fact] = []
        self.participants: list[Participant] = []
        self.turns: list[Turn] = []
        self.exchanges: list[Exchange] = []

    def span(self, words: str, n: int = 0) -> Span:
        at = -1
        for _ in range(n + 1):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def entity(self, id: str, type: EntityType, name: str, *aliases: str) -> Thing:
        spans = tuple(self.span(a) for a in (name, *aliases) if a in self.text)
        self.entities[id] = Entity(id, type, name, aliases, spans)
        return Thing(type, name, spans[0] if spans else Span(0, 0), id)

    def reading(self, company: str | None) -> Reading:
        passages = (Passage(Span(0, len(self.text)), PassageKind.SPEECH, Section.BODY),)
        layout = Layout("test", self.type, self.header, passages, tuple(self.turns), tuple(self.participants), tuple(self.exchanges))
        return Reading(self.document, layout, company, tuple(self.entities.values()), tuple(self.facts), ())


def first_call() -> Reading:
    m = Maker("northwind-q2", CALL_Q1, DocumentType.EARNINGS_CALL, {"company": "Northwind Robotics", "period": "2024-Q2", "date": "2024-04-25", "ticker": "NWRX"}, 9)
    dana = m.entity("p1", E_.PERSON, "Dana Whitfield")
    priya = m.entity("p2", E_.PERSON, "Priya Raman")
    northwind = m.entity("e1", E_.COMPANY, "Northwind Robotics")
    arms = m.entity("e2", E_.SEGMENT, "Warehouse Arms")
    alder = m.entity("e3", E_.COMPANY, "Alder Automation")
    fjord = m.entity("e4", E_.COMPANY, "Fjord Motion")
    norway = m.entity("e5", E_.MARKET, "Norway")
    harbor = m.entity("e6", E_.COMPANY, "Harbor Street Securities")
    nasdaq = m.entity("e7", E_.EXCHANGE, "Nasdaq")
    m.participants = [
        Participant("p1", Part.EXECUTIVE, (dana,), (Title("Chief Executive Officer", m.span("Chief Executive Officer")),)),
        Participant("p2", Part.ANALYST, (priya,), firm=harbor),
    ]
    heads = [m.span("Dana Whitfield - "), m.span("Priya Raman - "), m.span("Dana Whitfield - ", 1)]
    ends = [heads[1].start, heads[2].start, len(m.text)]
    for i, (head, end, who) in enumerate(zip(heads, ends, ("p1", "p2", "p1"), strict=True)):
        m.turns.append(Turn(i, Span(head.start, end), head, who, Section.REMARKS if i == 0 else Section.QUESTIONS))
    m.exchanges = [Exchange("p2", ("p1",), Span(heads[1].start, len(m.text)), rule="test.exchange")]

    def number(words: str, of: Thing, metric: str, n: int = 0, by: str = "p1", **fields: object) -> None:
        m.facts.append(Observation(span=m.span(words, n), rule="test.observation", by=by, of=of, metric=metric, **fields))  # type: ignore[arg-type]

    usd = "USD"
    number("Revenue rose 12.5% year over year to $410 million", northwind, "revenue", value=Decimal("410000000"), unit=usd, change=Decimal("12.5"), change_unit="percent", basis="YoY", period="2024-Q2")
    number("Warehouse Arms revenue fell 8 percent to $96 million from $104.35 million", arms, "revenue", value=Decimal("96000000"), unit=usd, change=Decimal(-8), change_unit="percent", basis="YoY", prior=Decimal("104350000"), prior_period="2023-Q2", period="2024-Q2")
    number("net loss of $5.2 million, compared with a loss of $9 million", northwind, "netLoss", value=Decimal("5200000.00"), unit=usd, prior=Decimal("9000000"), prior_period="2023-Q2", period="2024-Q2", accounting="GAAP")
    number("Gross margin improved 150 basis points to 41.5%", northwind, "grossMargin", value=Decimal("41.50"), unit="percent", change=Decimal(150), change_unit="bp", basis="other", period="2024-Q2")
    number("leased 1,200 robots", northwind, "other:Robots leased", value=Decimal(1200), unit="count", period="2024-Q2")
    number("revenue of $420 million to $430 million", northwind, "revenue", low=Decimal("420000000"), high=Decimal("430000000"), unit=usd, period="2024-Q3", status=Status.GUIDANCE)
    number("revenue was $410 million", northwind, "revenue", value=Decimal("410000000"), unit=usd, period="2024-Q2")
    number("Revenue rose 12.5% year over year to $410 million", northwind, "revenue", value=Decimal("410000000"), unit=usd, period="2024-Q2")
    m.facts += [
        Role(span=heads[0], rule="test.role", person=dana, org=northwind, title="Chief Executive Officer"),
        Analyst(span=heads[1], rule="test.analyst", person=priya, broker=harbor),
        Relation(span=m.span("compete with Alder Automation"), rule="test.relation", by="p1", subject=northwind, predicate=Predicate.COMPETITOR_OF, object=alder),
        Relation(span=m.span("subsidiary Fjord Motion"), rule="test.relation", by="p1", subject=fjord, predicate=Predicate.SUBSIDIARY_OF, object=northwind),
        Relation(span=m.span("Fjord Motion is growing in Norway"), rule="test.relation", by="p1", subject=fjord, predicate=Predicate.OPERATES_IN, object=norway),
        Relation(span=m.span("Nasdaq: NWRX"), rule="test.relation", subject=northwind, predicate=Predicate.LISTED_ON, object=nasdaq, ticker="NWRX"),
        Relation(span=m.span("Warehouse Arms revenue"), rule="test.relation", subject=northwind, predicate=Predicate.HAS_SEGMENT, object=arms),
    ]
    return m.reading("e1")


def second_call() -> Reading:
    m = Maker("northwind-q3", CALL_Q2, DocumentType.EARNINGS_CALL, {"company": "Northwind Robotics", "period": "2024-Q3", "date": "2024-07-25"}, 9)
    dana = m.entity("p1", E_.PERSON, "Dana Whitfield")
    northwind = m.entity("e1", E_.COMPANY, "Northwind Robotics")
    arms = m.entity("e2", E_.SEGMENT, "Warehouse Arms")
    alder = m.entity("e3", E_.COMPANY, "Alder Automation")
    head = m.span("Dana Whitfield - ")
    m.participants = [Participant("p1", Part.EXECUTIVE, (dana,), (Title("Chief Executive Officer", m.span("Chief Executive Officer")),))]
    m.turns = [Turn(0, Span(head.start, len(m.text)), head, "p1", Section.REMARKS)]

    def number(words: str, of: Thing, metric: str, **fields: object) -> None:
        m.facts.append(Observation(span=m.span(words), rule="test.observation", by="p1", of=of, metric=metric, **fields))  # type: ignore[arg-type]

    number("Revenue was $402 million, up 9%", northwind, "revenue", value=Decimal("402000000"), unit="USD", change=Decimal(9), change_unit="percent", basis="YoY", period="2024-Q3")
    number("Warehouse Arms revenue was $90 million, a decline of 11%", arms, "revenue", value=Decimal("90000000"), unit="USD", change=Decimal(-11), change_unit="percent", basis="YoY", period="2024-Q3")
    number("Revenue was about 22% of that", arms, "revenue", value=Decimal(22), unit="percent", bound="~", share_of="revenue", period="2024-Q3")
    m.facts += [
        Role(span=head, rule="test.role", person=dana, org=northwind, title="Chief Executive Officer"),
        Relation(span=m.span("never owned a stake in Alder Automation"), rule="test.relation", by="p1", subject=northwind, predicate=Predicate.SHAREHOLDER_OF, object=alder, standing=Standing.DENIED),
    ]
    return m.reading("e1")


def news() -> Reading:
    m = Maker("alder-news", NEWS, DocumentType.NEWS_ARTICLE, {"company": "Alder Automation", "period": "2023-FY", "date": "2024-07-30", "title": "Alder Automation to buy Cobalt Grippers", "publisher": "Fjord Wire"})
    alder = m.entity("e1", E_.COMPANY, "Alder Automation", "Alder")
    cobalt = m.entity("e2", E_.COMPANY, "Cobalt Grippers")
    northwind = m.entity("e3", E_.COMPANY, "Northwind Robotics")
    dana = m.entity("e4", E_.PERSON, "Whitfield", "Ms. Whitfield")
    m.facts = [
        Relation(span=m.span("Alder Automation to buy Cobalt Grippers"), rule="test.relation", subject=alder, predicate=Predicate.ACQUIRES, object=cobalt, standing=Standing.PLANNED),
        Relation(span=m.span("a rival of Northwind Robotics"), rule="test.relation", subject=alder, predicate=Predicate.COMPETITOR_OF, object=northwind),
        Observation(span=m.span("net profit was NOK 300 million ($28 million)"), rule="test.observation", of=alder, metric="netIncome", value=Decimal("3.0E8"), unit="NOK", period="2023-FY", converted=Converted(Decimal("28000000"), "USD")),
        Observation(span=m.span("revenue of more than $400 million"), rule="test.observation", of=northwind, metric="revenue", value=Decimal("400000000"), unit="USD", bound=">", period="2024-Q3", status=Status.CONSENSUS),
        Role(span=m.span("Ms. Whitfield was once chief financial officer"), rule="test.role", person=dana, org=alder, title="chief financial officer", standing=Standing.PAST),
    ]
    return m.reading("e1")


def readings() -> list[Reading]:
    return [first_call(), second_call(), news()]


def resolution() -> Resolution:
    q2, q3, article = "northwind-q2", "northwind-q3", "alder-news"
    identities = (
        Identity("alder-automation", E_.COMPANY, "Alder Automation", ("Alder",), ((article, "e1"), (q2, "e3"), (q3, "e3"))),
        Identity("cobalt-grippers", E_.COMPANY, "Cobalt Grippers", (), ((article, "e2"),)),
        Identity("fjord-motion", E_.COMPANY, "Fjord Motion", (), ((q2, "e4"),)),
        Identity("harbor-street-securities", E_.COMPANY, "Harbor Street Securities", (), ((q2, "e6"),)),
        Identity("northwind-robotics", E_.COMPANY, "Northwind Robotics", ("Northwind Robotics Corp.",), ((article, "e3"), (q2, "e1"), (q3, "e1"))),
        Identity("nasdaq", E_.EXCHANGE, "Nasdaq", (), ((q2, "e7"),)),
        Identity("norway", E_.MARKET, "Norway", (), ((q2, "e5"),)),
        Identity("dana-whitfield", E_.PERSON, "Dana Whitfield", ("Ms. Whitfield", "Whitfield"), ((article, "e4"), (q2, "p1"), (q3, "p1"))),
        Identity("priya-raman", E_.PERSON, "Priya Raman", (), ((q2, "p2"),)),
        Identity("northwind-robotics.warehouse-arms", E_.SEGMENT, "Warehouse Arms", (), ((q2, "e2"), (q3, "e2")), "northwind-robotics"),
    )
    index = {member: identity for identity in identities for member in identity.members}
    return Resolution(identities, (Merge("dana-whitfield", "whitfield", "same surname, one company"),), (), index)


CALL_RIVAL = """Alder Automation AS Full Year 2023 Earnings Call
February 8, 2024

Ole Berg - Chief Executive Officer
Revenue was NOK 1,000 million and gross profit NOK 400 million, a gross margin of 40%. Net profit was NOK 310 million.
GAAP operating income was NOK 150 million, and non-GAAP operating income was NOK 180 million.
Meridian Foods, our largest customer, holds a stake in us. Churn rose 1.5 points to 6%. We want to reach NOK 2,000 million of revenue.

Priya Raman - Harbor Street Securities
And Norway?

Ole Berg - Chief Executive Officer
Our head office stays in Norway. Ole Berg's predecessor sold our brand Fjordgrip.
"""


def rival_call() -> Reading:
    """A call of a rival: with a number that contradicts the news, both accounting bases, a customer that owns shares, an analyst of both."""
    m = Maker("alder-fy", CALL_RIVAL, DocumentType.EARNINGS_CALL, {"company": "Alder Automation", "period": "2023-FY", "date": "2024-02-08"})
    ole = m.entity("p1", E_.PERSON, "Ole Berg")
    priya = m.entity("p2", E_.PERSON, "Priya Raman")
    alder = m.entity("e1", E_.COMPANY, "Alder Automation")
    harbor = m.entity("e2", E_.COMPANY, "Harbor Street Securities")
    meridian = m.entity("e3", E_.COMPANY, "Meridian Foods")
    norway = m.entity("e4", E_.MARKET, "Norway")
    brand = m.entity("e5", E_.BRAND, "Fjordgrip")
    m.participants = [Participant("p1", Part.EXECUTIVE, (ole,)), Participant("p2", Part.ANALYST, (priya,), firm=harbor)]
    heads = [m.span("Ole Berg - "), m.span("Priya Raman - "), m.span("Ole Berg - ", 1)]
    ends = [heads[1].start, heads[2].start, len(m.text)]
    for i, (head, end, who) in enumerate(zip(heads, ends, ("p1", "p2", "p1"), strict=True)):
        m.turns.append(Turn(i, Span(head.start, end), head, who, Section.REMARKS if i == 0 else Section.QUESTIONS))
    m.exchanges = [Exchange("p2", ("p1",), Span(heads[1].start, len(m.text)), rule="test.exchange")]

    def number(words: str, metric: str, value: str, unit: str = "NOK", **fields: object) -> None:
        fields = {"period": "2023-FY", **fields}
        m.facts.append(Observation(span=m.span(words), rule="test.observation", by="p1", of=alder, metric=metric, value=Decimal(value), unit=unit, **fields))  # type: ignore[arg-type]

    number("Revenue was NOK 1,000 million", "revenue", "1000000000")
    number("gross profit NOK 400 million", "grossProfit", "400000000")
    number("gross margin of 40%", "grossMargin", "40", "percent")
    number("Net profit was NOK 310 million", "netIncome", "310000000")
    number("GAAP operating income was NOK 150 million", "operatingIncome", "150000000", accounting="GAAP")
    number("non-GAAP operating income was NOK 180 million", "operatingIncome", "180000000", accounting="non-GAAP")
    number("Churn rose 1.5 points to 6%", "churnRate", "6", "percent", change=Decimal("1.5"), change_unit="pp", basis="YoY")
    number("NOK 2,000 million of revenue", "revenue", "2000000000", status=Status.TARGET, period=None)
    m.facts += [
        Role(span=heads[0], rule="test.role", person=ole, org=alder, title="Chief Executive Officer"),
        Analyst(span=heads[1], rule="test.analyst", person=priya, broker=harbor),
        Relation(span=m.span("Meridian Foods, our largest customer"), rule="test.relation", by="p1", subject=meridian, predicate=Predicate.CUSTOMER_OF, object=alder),
        Relation(span=m.span("holds a stake in us"), rule="test.relation", by="p1", subject=meridian, predicate=Predicate.SHAREHOLDER_OF, object=alder),
        Relation(span=m.span("head office stays in Norway"), rule="test.relation", by="p1", subject=alder, predicate=Predicate.HEADQUARTERED_IN, object=norway),
        Relation(span=m.span("sold our brand Fjordgrip"), rule="test.relation", by="p1", subject=alder, predicate=Predicate.SELLS, object=brand, standing=Standing.PAST),
    ]
    return m.reading("e1")
