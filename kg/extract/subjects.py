"""What a number is about: the company, or a segment, product, market or customer group.

It is looked for behind the metric ("revenue from Harbor Lending"), before it ("Canadian sales", "our pump business's revenue"), in front of the clause
("In our frozen foods segment, …"), as the subject of the verb ("third-party clients delivered 14% growth") and in the sentences before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.observations.tokens import COMMA, CUE, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, PREPOSITIONS, PRONOUNS, adverb, directions
from kg.naming import places
from kg.types import Context, EntityType, Mention, Span, Thing

_KINDS = frozenset({EntityType.SEGMENT, EntityType.CUSTOMER_GROUP, EntityType.PRODUCT, EntityType.BRAND, EntityType.MARKET, EntityType.COMPANY, EntityType.INDEX})
# Metrics that only a whole company has: the topic of the paragraph does not reach them.
_COMPANY_ONLY = frozenset(
    "netIncome netLoss earningsPerShare cashAndEquivalents totalDebt netDebt leverageRatio capitalExpenditure operatingCashFlow freeCashFlow incomeTax effectiveTaxRate "
    "dividend dividendPerShare shareRepurchases sharesOutstanding shareholdersEquity bookValuePerShare interestExpense shareBasedCompensation liquidity "
    "stockPrice marketCapitalization returnOnEquity returnOnAssets fundsFromOperations fundsFromOperationsPerShare tier1CapitalRatio pretaxIncome "
    "sellingGeneralAndAdministrativeExpense generalAndAdministrativeExpense researchAndDevelopmentExpense".split()
)
_WHOLE = re.compile(r"\b(?:total|consolidated|company|company-wide|overall|group|our)\b")
_TYPE_OF_HEAD = {
    EntityType.CUSTOMER_GROUP: frozenset("customer customers client clients consumer consumers retailer retailers parties merchants foodservice merchant accounts".split()),
    EntityType.PRODUCT: frozenset("product products line lines brand brands device devices category categories model models offering offerings".split()),
    EntityType.MARKET: frozenset("region regions market markets country countries".split()),
}
_CUES = frozenset(
    "segment segments business businesses division divisions platform unit region channel category line lines operations market portfolio franchise brand brands products services product".split()
)
_OPENERS = frozenset("in for within across at from of on".split())
_NOT_THINGS = frozenset(
    "quarter year period half months month week addition terms total fact short part particular general our its the their this that these those other "
    "both each all some many most more constant currency basis percentage revenue result results summary comparison company companies way time one "
    "item items front side end start beginning rest first second third fourth last next prior same fiscal guidance outlook call remarks "
    "oper shr revs qtr avg lastly finally firstly secondly additionally wall street overall regarding earlier showed transfer tempo data financial financials figures figure statements page numbers number details detail growth liquidity capital allocation "
    "performance results review update highlights side discussion perspective standpoint outlook statement sheet table release presentation "
    "dollar dollars dollar-based basis-points quarter-over-quarter account respect regard case cost costs expense expenses cash income profit "
    "earnings sales margin margins growth higher lower reported adjusted organic sequential record strong aggregate".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A thing as the subject of a number, and how it was found."""

    thing: Thing
    rule: str


_NAMED = re.compile(r"\b(?:[a-z][a-z&-]+ ){1,4}(?:platform|product line|business line|division|segment)\b")
_LEADING = frozenset(
    "the our a an of in for from to and or its this that these with on at by as we is are was were has have had also new own entire whole through via each every "
    "their which into under launched implemented using use called about all another one other within if so but because like overall key main "
    "first second third good great very most more main core existing current same particular whole integrated offer provide build built".split()
)


def _lead(words: str) -> int:
    """How many characters of small words stand in front of a name."""
    parts = words.split(" ")
    skip = 0
    for n, word in enumerate(parts[:-1]):
        if word in _LEADING or word.endswith(("ed", "ly")):
            skip = n + 1
    return sum(len(w) + 1 for w in parts[:skip])


def _thing(context: Context, start: int, end: int) -> Thing:
    text = context.document.text[start:end]
    head = text.split()[-1].lower()
    return Thing(EntityType.PRODUCT if head in ("line",) else EntityType.SEGMENT, " ".join(text.split()), Span(start, end))


_TURNING = re.compile(
    r"(?:(?:now|next|so|and|let me|let's|let us|i will|i'll|we'll|we will|,)\s*)*(?:turning|turn|moving|move|looking|shifting|starting|start|begin|beginning|switching) "
    r"(?:now |over |on |first |next |quickly |finally |back )*(?:to|at|with|on) |now back to "
)
_ACTS = frozenset("also will would continues continued saw sees did does contributes contributed accounts accounted makes made generates expects again now alone still may can could sold did does shows showed said says forecast reported posts expects expected".split())
_DELIVERS = frozenset("delivered posted reported saw generated recorded achieved had grew rose fell declined increased decreased was contributed accounted made drove produced represented is".split())
_WEIGHS = frozenset("accounted accounts accounting represented represents representing contributed contributes was is were are made makes comprised comprises now still also proportion share portion mix produced produces have has generated continued".split())
_NOT_MODIFIERS = frozenset(
    "and or both all no not any some incremental additional higher lower strong weak record preliminary pro forma combined expected projected fiscal full-year quarterly annual "
    "recognized remaining same prior prior-year year-ago pre-tax recurring deferred external net-net current future potential actual gaap non-gaap as-reported us usd "
    "approximately estimated calendar first-quarter second-quarter third-quarter fourth-quarter quarter-end half-year nine-month six-month december march june september "
    "january february april may july august october november q1 q2 q3 q4 h1 h2 while expect expects believe think see saw drive driving deliver delivered generate generated grow growing "
    "increase increased report reported have has had will would should could can may might want get got make made more less better best good great solid robust healthy double-digit single-digit "
    "million billion percent much many these those such even ever every least most new existing company-wide ltm ttm run-rate last next latest then than if when".split()
)
_CAPITALS = re.compile(r"[A-Z][\w.&'-]*(?: (?:and |of )?[A-Z][\w.&'-]*){0,3}")
# What a topic of the paragraph may lend itself to.
_TOPICAL = frozenset("revenue grossProfit grossMargin operatingIncome operatingLoss operatingMargin ebit ebitda ebitdaMargin salesVolume unitsSold productionVolume averageSellingPrice price orders backlog sameStoreSales customers loans deposits premiums combinedRatio lossRatio netOperatingIncome capacityUtilization occupancyRate marketShare stores".split())
_MARKET_TOPICAL = frozenset("revenue salesVolume unitsSold orders operatingIncome operatingMargin sameStoreSales averageSellingPrice".split())
_TARGET = re.compile(r"\b(?:buy|buys|buying|bought|acquire|acquires|acquired|acquiring|acquisition of|takeover of|bid for|offer for|purchase of|merger with|shares of|all of) (?:(?:about |roughly |a )?[\d.]+ ?(?:percent|pct|%) (?:stake )?(?:of|in) )?(?:the |rival |peer |fellow |all |shares of |common shares of |of )*")


def _usable(thing: Thing) -> bool:
    """Whether a number may be about it: a named thing of the right kind, not "we" and not "Wall Street"."""
    return thing.type in _KINDS and thing.proper and thing.name.lower() not in _NO_NAMES


_BIDS = frozenset({"bid", "bids", "tender offer", "tender offers", "offer price", "tender price", "bid price", "takeover offer", "takeover bid"})
_NO_NAMES = PRONOUNS | frozenset({"wall street", "the street", "street", "oper", "shr", "net", "revs", "gaap", "lastly", "finally"})


class Subjects:
    """The subjects of one document's numbers. ``known``: folded names of segments, products, groups and places seen in the document."""

    def __init__(self, context: Context, things: Sequence[Mention]) -> None:
        self.context = context
        self.known: dict[str, Thing] = {}
        for mention in things:
            thing = mention.value
            if isinstance(thing, Thing) and thing.type in _KINDS and thing.type != EntityType.COMPANY:
                folded = thing.name.lower()
                self.known.setdefault(folded, thing)
                for noun in (" segment", " segments", " division", " business", " businesses", " platform"):
                    if folded.endswith(noun) and len(folded) > len(noun) + 3:
                        self.known.setdefault(folded[: -len(noun)], thing)
        self.market: Thing | None = None  # the place a number was about last
        self.target: Thing | None = None  # of the offer named last
        self.named: list[tuple[int, Thing]] = []  # where a platform, product line or the like is named, in order
        seen: dict[str, int] = {}
        for match in _NAMED.finditer(context.folded):
            start = match.start() + _lead(match.group())
            name = context.folded[start : match.end()]
            if " " in name:
                seen[name] = seen.get(name, 0) + 1
                self.named.append((start, _thing(context, start, match.end())))
        for name, count in seen.items():
            if count > 1:
                self.known.setdefault(name, next(t for _, t in self.named if t.name.lower() == name))

    # --- one number -----------------------------------------------------------------------------------------------------------------------

    def of(self, line: Line, metric: int | None, anchor: int, id: str, floor: int, topic: Thing | None, whole: bool = False, carried: bool = False, made: bool = False) -> Found | None:
        """The thing that the number at token ``anchor`` is about, or None for the company. ``metric``: its METRIC token; ``id``: its metric;
        ``floor``: the first token of its part of the sentence; ``topic``: what the sentences before were about; ``whole``: the number is the
        thing's share of a whole; ``carried``: the metric is not named in the sentence; ``made``: it is a verb such as "shipped"."""
        if id == "stockPrice":
            return self._company_beside(line, anchor)
        if id == "other:index level":
            at = line.tokens[anchor].end
            return next((Found(m.value, "index") for m in line.things if isinstance(m.value, Thing) and m.value.type == EntityType.INDEX and m.span.start > at), None)
        bid = id == "price" and metric is not None and line.tokens[metric].metric.said in _BIDS
        if id in ("dealValue", "stake") or bid or (id == "price" and metric is None):
            found = self._deal(line, anchor, id)
            if found:
                self.target = found.thing if id != "stake" else self.target
                return found
            if self.target and id == "price":
                return Found(self.target, "target-before")
        found = self._place_behind(line, anchor)
        if found:
            return found
        if metric is not None:
            found = self._behind(line, metric) or self._before(line, metric)
            if found:
                return self._widened(line, found)
        found = self._which(line, anchor) or self._named_anaphor(line)
        if found:
            return found
        if made:
            found = self._made_of(line, anchor, id)
            if found:
                return found
        if whole or carried:
            found = self._clause_subject(line, anchor, metric, carried)
            if found:
                return found
        if metric is not None and metric and line.tokens[metric - 1].text == "with":
            thing = self._mentioned(line, 0)
            if thing and not (thing.type == EntityType.COMPANY and self._own(thing)):
                return Found(thing, "with-metric")
        start = self._clause(line, metric if metric is not None and metric < anchor else anchor, floor)
        found = self._front(line, 0, metric, anchor) or (self._front(line, start, metric, anchor) if start else None) or self._actor(line, start, anchor)
        if found:
            return found
        found = self._apposed(line, start, anchor) or self._proper_actor(line, start, anchor) or (self._modifier(line, metric, start) if metric is not None and id == "revenue" else None)
        if found:
            return found
        if topic is not None and self._lends(topic, id) and not self._whole(line, metric) and not any(t.text in ("we", "our", "us", "we're", "we'd") for t in line.tokens[start : max(start, metric or anchor)]):
            return Found(topic, "topic")
        return self._anaphor(line, anchor) if id.startswith("other:") or id in ("customers", "users", "employees") else None

    def _apposed(self, line: Line, start: int, anchor: int) -> Found | None:
        """ "Home Care, our largest segment, delivered sales of 4 million": the subject in front of what it is besides."""
        tokens = line.tokens
        thing = self._mentioned(line, 0)
        if thing is None or (thing.type == EntityType.COMPANY and self._own(thing)):
            return None
        commas = [k for k, t in enumerate(tokens[:anchor]) if t.kind == COMMA and t.start >= thing.span.end][:2]
        if len(commas) < 2 or tokens[commas[0]].start != thing.span.end or tokens[commas[0] + 1].text not in ("our", "its", "the", "which", "a", "an"):
            return None
        between = tokens[commas[0] : commas[1]]
        return Found(thing, "apposed") if start <= commas[1] + 1 and not any(t.kind in (METRIC, QUANTITY) for t in between) else None

    def _proper_actor(self, line: Line, start: int, anchor: int) -> Found | None:
        """ "Harbor Club delivered comp sales growth of 3%": a name in capitals that is the subject of the clause."""
        tokens, text = line.tokens, self.context.document.text
        while start < anchor and (tokens[start].kind in (COMMA, PERIOD, CUE) or tokens[start].text in ("and", "but", "so", "while", "our", "the")):
            start += 1
        end = start
        while end < anchor and end - start < 5 and tokens[end].kind == WORD and text[tokens[end].start].isupper():
            end += 1
        if end - start < 2 or end >= anchor or tokens[end].kind != WORD or tokens[end].text not in _DELIVERS:
            return None
        if any(t.text in _NOT_THINGS or t.text in FILLERS for t in tokens[start:end]):
            return None
        span = Span(tokens[start].start, tokens[end - 1].end)
        if any(m.span.overlaps(span) for m in line.things):
            return None
        return self._made(line, start, end - 1, "proper-actor")

    def _modifier(self, line: Line, metric: int, start: int) -> Found | None:
        """ "Installed base revenue was …", "Our eCommerce sales grew": the words in front of the metric name a business."""
        tokens, text = line.tokens, self.context.document.text
        if metric and tokens[metric - 1].text in ("segment", "division", "divisional"):
            return None
        first = metric
        while first > 0 and metric - first < 4 and tokens[first - 1].kind == WORD and self._names(tokens[first - 1].text):
            first -= 1
        if first == metric or tokens[metric].start - tokens[metric - 1].end > 1 or tokens[metric].metric.core.start != tokens[metric].start:
            return None
        opens = first == 0 or tokens[first - 1].kind in (COMMA, PERIOD, CUE) or tokens[first - 1].text in ("our", "the", "and", "while", "in", "total", "with", "its", "that")
        capital = any(c.isupper() for t in tokens[max(first, 1) : metric] for c in text[t.start : t.end])
        found = self._made(line, first, metric - 1, "modifier") if (opens and start <= first) or capital else None
        return self._widened(line, found) if found else None

    def _names(self, word: str) -> bool:
        return (
            word not in _NOT_THINGS and word not in _NOT_MODIFIERS and word not in FILLERS and word not in COPULAS and word not in PREPOSITIONS and word not in BREAKS and word not in PRONOUNS
            and word not in directions()["verb"] and word[0].isalpha() and not adverb(word) and not word.endswith(("'s", "ing")) and (not word.endswith("ed") or "-" in word)
        )

    def _place_behind(self, line: Line, anchor: int) -> Found | None:
        """ "fell 12% in North America": the place right behind the number."""
        match = re.match(r" in (?:the |our )?", self.context.folded[line.tokens[anchor].end : line.tokens[anchor].end + 9])
        if not match:
            return None
        at = line.tokens[anchor].end + match.end()
        named = next((Found(m.value, "place-behind") for m in line.things if m.span.start == at and isinstance(m.value, Thing) and m.value.type in (EntityType.MARKET, EntityType.SEGMENT)), None)
        if named:
            label = places().get(named.thing.name, (named.thing.name, ""))[0]
            return Found(replace(named.thing, name=label), named.rule)
        words = _CAPITALS.match(self.context.document.text, at)
        for name in (words.group(), words.group().rstrip(".")) if words else ():
            if name in places():
                return Found(Thing(EntityType.MARKET, places()[name][0], Span(at, at + len(name))), "place-behind")
        return None

    def _widened(self, line: Line, found: Found) -> Found:
        """ "Small and medium business revenue": a name in front of which "X and" opens the clause."""
        tokens = line.tokens
        k = next((n for n, t in enumerate(tokens) if t.start >= found.thing.span.start), 0)
        if k < 2 or tokens[k - 1].text != "and":
            return found
        first = k - 1
        while first > 0 and k - first < 4 and tokens[first - 1].kind == WORD and self._names(tokens[first - 1].text):
            first -= 1
        if first == k - 1 or (first > 0 and tokens[first - 1].kind not in (COMMA, PERIOD, CUE) and tokens[first - 1].text not in ("our", "the", "and", "in")):
            return found
        last = next((n for n in range(len(tokens) - 1, k - 1, -1) if tokens[n].end <= found.thing.span.end), k)
        return self._made(line, first, last, found.rule) or found

    def _capitals(self, line: Line, k: int, rule: str) -> Found | None:
        """A run of words in capitals: "In Healthcare, revenue …", "revenue in Global Services"."""
        tokens, text = line.tokens, self.context.document.text
        end = k
        while end < len(tokens) and end - k < 6 and tokens[end].kind == WORD and (text[tokens[end].start].isupper() or (tokens[end].text in ("and", "&", "of") and end > k)):
            end += 1
        while end > k and tokens[end - 1].text in ("and", "&", "of"):
            end -= 1
        if end == k or tokens[k].text in _NOT_THINGS or tokens[k].text in _NOT_MODIFIERS or tokens[k].text in FILLERS or tokens[k].text in PRONOUNS or len(tokens[k].text) < 2 or tokens[k].text.isdigit():
            return None
        span = Span(tokens[k].start, tokens[end - 1].end)
        if any(m.span.overlaps(span) for m in line.things):
            return None
        return self._made(line, k, end - 1, rule)

    def _lends(self, topic: Thing, id: str) -> bool:
        if topic.type in (EntityType.CUSTOMER_GROUP, EntityType.COMPANY):
            return id in ("revenue", "customers", "orders")
        if topic.type == EntityType.MARKET:
            return id in _MARKET_TOPICAL
        return id in _TOPICAL or id.startswith("other:")

    def _deal(self, line: Line, anchor: int, id: str) -> Found | None:
        """The target of a deal; the holder of a stake that is "owned by" somebody."""
        at = line.tokens[anchor].end
        firms = [m.value for m in line.things if isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY]
        firms += [Thing(EntityType.COMPANY, n.of(self.context.document.text), n) for n in line.names]
        if id == "stake":
            owner = re.match(r"(?: \w+)? (?:owned|held) by ", self.context.folded[at : at + 30])
            return next((Found(f, "owner") for f in firms if owner and 0 <= f.span.start - at - owner.end() < 25), None)
        offered = re.match(r"(?: \w+){0,3} for (?:all |the |shares of |of )*", self.context.folded[at : at + 50])
        for firm in firms if offered else ():
            if 0 <= firm.span.start - at - (offered.end() if offered else 0) <= 2:
                return Found(firm, "offered-for")
        for match in _TARGET.finditer(self.context.folded, line.span.start, line.span.end):
            for firm in firms:
                if 0 <= firm.span.start - match.end() <= 12:
                    return Found(firm, "target")
        return None

    def _which(self, line: Line, anchor: int) -> Found | None:
        """ "8 of which are from Alder Bank", "30 are third-party customers"."""
        at = line.tokens[anchor].end
        match = re.match(r" (?:of (?:which|them|those) )?(?:are|were|is|was|come|came) (?:from |with |in )?(?:the |our )?", self.context.folded[at : at + 40])
        if not match:
            return None
        return next((Found(m.value, "of-which") for m in line.things if isinstance(m.value, Thing) and m.value.type in _KINDS and m.span.start == at + match.end()), None)

    def _clause_subject(self, line: Line, anchor: int, metric: int | None, carried: bool) -> Found | None:
        """The noun phrase in front of the sentence's verb: "Risk services also did well, growing 21%", "The pump unit accounted for 47% of sales"."""
        tokens = line.tokens
        start = opening = self._clause(line, anchor, 0) if not carried else 0
        if start and (tokens[start].text in _WEIGHS or tokens[start].text == "or"):
            start = opening = 0
        while start < anchor and (tokens[start].kind in (COMMA, PERIOD, CUE) or tokens[start].text in ("and", "but", "so", "the", "our", "its", "also", "while", "however", "now", "by", "business", "segment")):
            start += 1
            if start > opening + 5:
                return None
        thing = self._mentioned(line, start)
        if thing and not self._longer(line, thing):
            return None if thing.type == EntityType.COMPANY and self._own(thing) else Found(thing, "clause-subject")
        end = start
        while end < anchor and end - start < 6:
            t = tokens[end]
            if t.text in PREPOSITIONS:
                return None
            if t.kind != WORD or t.text in COPULAS or t.text in PRONOUNS or t.text in BREAKS or t.text in directions()["verb"] or t.text in ("also", "did", "do", "does", "accounted", "accounts", "contributed", "proportion", "share", "portion", "mix", "will", "now", "still", "continued"):
                break
            if t.text in PREPOSITIONS:
                return None
            end += 1
        if end == start or end - start > 5 or any(t.kind == METRIC for t in tokens[start:end]) or any(t.text in _NOT_THINGS for t in tokens[start:end]):
            return None
        if not carried and tokens[end].text not in _WEIGHS and tokens[end].kind != COMMA:
            return None
        if carried and not any(t.kind == COMMA for t in tokens[end:anchor]) and tokens[end].text not in ("grew", "rose", "fell", "increased", "declined", "contributed", "contributing"):
            return None
        return self._made(line, start, end - 1, "clause-subject")

    def _longer(self, line: Line, thing: Thing) -> bool:
        """Whether the name goes on in capitals: "Northwind Systems" where only Northwind is known."""
        behind = next((t for t in line.tokens if t.start >= thing.span.end), None)
        return behind is not None and behind.kind == WORD and behind.start == thing.span.end + 1 and self.context.document.text[behind.start].isupper()

    def _anaphor(self, line: Line, anchor: int) -> Found | None:
        """ "The platform now supports …", "It covers …": the platform or product line named last."""
        return self._last_named(line, "", 250) if line.tokens[0].text == "it" else None

    def _named_anaphor(self, line: Line) -> Found | None:
        words = [t.text for t in line.tokens[:2]]
        if len(words) < 2 or words[0] not in ("the", "this") or words[1] not in ("platform", "line", "segment", "division"):
            return None
        return self._last_named(line, words[1], 900)

    def _made_of(self, line: Line, anchor: int, id: str) -> Found | None:
        """ "shipped 14 million sensors": the sensors; "Harbor Pumps have produced 8 tons": the subject of the verb."""
        tokens = line.tokens
        if id == "productionVolume" and tokens[0].text not in PRONOUNS:
            return self._clause_subject(line, anchor, None, False)
        if id == "unitsSold":
            end = anchor + 1
            while end < len(tokens) and end - anchor < 4 and tokens[end].kind == WORD and tokens[end].text not in PREPOSITIONS and tokens[end].text not in BREAKS and tokens[end].text not in ("and", "or", "to"):
                end += 1
            if end > anchor + 1 and tokens[end - 1].text not in ("units", "vehicles", "cars", "homes", "pieces", "aircraft"):
                return self._made(line, anchor + 1, end - 1, "what-was-sold")
        return None

    def _last_named(self, line: Line, head: str, reach: int) -> Found | None:
        for start, thing in reversed(self.named):
            if start < line.span.start:
                near = line.span.start - start <= reach
                return Found(thing, "anaphor") if near and (not head or thing.name.lower().endswith(head)) else None
        return None

    def topic(self, line: Line) -> Found | None:
        """What a sentence without numbers puts in front: "Turning to Asia Pacific", "revenues from pumps stayed weak"."""
        for k, t in enumerate(line.tokens[:8]):
            if t.kind == METRIC and t.metric.metric.id not in _COMPANY_ONLY:
                found = self._behind(line, k) or self._before(line, k)
                if found and not (found.rule == "behind-metric" and found.thing.type == EntityType.MARKET):
                    return found
        match = _TURNING.match(line.folded)
        if match:
            at = next((k for k, t in enumerate(line.tokens) if t.start >= line.span.start + match.end()), len(line.tokens))
            thing = self._mentioned(line, at)
            return Found(thing, "turning-to") if thing else self._known_at(line, at) or self._phrase_thing(line, at, "turning-to", cue=True)
        front = self._front(line, 0, None, len(line.tokens))
        if front:
            return front
        subject = self._mentioned(line, 0)
        if subject and subject.type in (EntityType.SEGMENT, EntityType.PRODUCT):
            return Found(subject, "subject-before")
        verb = next((k for k, t in enumerate(line.tokens) if t.text in ("is", "was", "were", "are", "remained", "became")), None)
        if verb and verb <= 9 and any(t.text in ("biggest", "largest", "strongest", "weakest", "smallest", "best") for t in line.tokens[verb + 1 : verb + 4]):
            begin = 0
            for k in range(verb - 1, -1, -1):
                if line.tokens[k].kind != WORD or line.tokens[k].text in ("the", "our"):
                    begin = k + 1
                    break
            if begin < verb:
                return self._made(line, begin, verb - 1, "superlative")
        return None

    def turns(self, line: Line) -> bool:
        """Whether the sentence opens a new subject: "Now, moving to selected financial data"."""
        return bool(_TURNING.match(line.folded))

    # --- where it may stand ---------------------------------------------------------------------------------------------------------------

    def _behind(self, line: Line, m: int) -> Found | None:
        """ "revenue from Harbor Lending", "net sales of frozen foods", "sales in Europe"."""
        tokens = line.tokens
        j = m + 1
        while j < len(tokens) and (tokens[j].text in ("growth", "coming", "generated", "contribution", "derived", "increase", "decline") or tokens[j].kind in (PERIOD,)):
            j += 1
        if j >= len(tokens) or tokens[j].text not in ("from", "of", "in", "for", "at", "to", "across"):
            return None
        preposition = tokens[j].text
        if self.market and [t.text for t in tokens[j + 1 : j + 3]] in (["the", "region"], ["that", "region"], ["the", "country"], ["that", "market"], ["that", "country"]):
            return Found(self.market, "the-region")
        thing = self._mentioned(line, j + 1)
        if thing:
            return Found(thing, "behind-metric")
        known = self._known_at(line, j + 1)
        if known:
            return known
        if preposition == "from":
            return self._phrase_thing(line, j + 1, "behind-from", cue=False)
        if preposition in ("in", "of", "for"):
            return self._phrase_thing(line, j + 1, "behind-cue", cue=True) or (self._capitals(line, j + 1, "behind-capitals") if preposition == "in" else None)
        return None

    def _before(self, line: Line, m: int) -> Found | None:
        """ "Canadian sales", "China's car sales", "our pump segment's revenue", "cloud revenue" where cloud is known."""
        tokens = line.tokens
        start = tokens[m].start
        for mention in reversed(line.things):
            if mention.span.end <= start and isinstance(mention.value, Thing) and _usable(mention.value):
                between = self.context.folded[mention.span.end : start]
                words = between.replace("'s", " ").split()
                if len(words) <= 3 and not any(w in PREPOSITIONS or w in COPULAS or w in BREAKS or w in PRONOUNS or w in ("and", "or", "our", "the") or not w[0].isalpha() for w in words):
                    if mention.value.type == EntityType.COMPANY and self._own(mention.value):
                        return None
                    return Found(mention.value, "before-metric")
                break
        return self._known_ending(line, m)

    def _front(self, line: Line, start: int, metric: int | None, anchor: int) -> Found | None:
        """ "In our frozen foods segment, …", "For Asia Pacific, …", "In respect to Alder Bank, …" """
        tokens = line.tokens
        k = start
        while k < len(tokens) and (tokens[k].kind == COMMA or tokens[k].text in ("interpreted", "translated", "and", "but", "so", "now", ",", "also", "similarly", "meanwhile", "additionally", "finally", "lastly", "overall", "while", "-", "again", "specifically")):
            k += 1
        if k >= len(tokens) or k >= anchor:
            return None
        head = tokens[k].text
        opened = head in ("in", "for", "within", "across", "at", "from")
        if opened and k + 2 < len(tokens) and tokens[k + 1].text in ("terms", "respect", "regards", "regard", "relation") and tokens[k + 2].text in ("of", "to"):
            k += 2
        elif head in ("turning", "moving", "looking", "with", "regarding"):
            k = next((n for n in range(k, min(k + 4, len(tokens))) if tokens[n].text in ("to", "at", "in", "on", "regarding")), -1)
            if k < 0:
                return None
        elif not opened:
            return None
        k += 1
        if k < len(tokens) and tokens[k].text == "to":
            k += 1
        thing = self._mentioned(line, k)
        if thing:
            return Found(thing, "front")
        known = self._known_at(line, k)
        if known:
            return known
        return self._phrase_thing(line, k, "front-cue", cue=True) or (self._capitals(line, k, "front-capitals") if opened else None)

    def _actor(self, line: Line, start: int, anchor: int) -> Found | None:
        """The subject of the clause is a thing: "third-party clients delivered 14% growth"."""
        tokens = line.tokens
        k = start
        while k < anchor and (tokens[k].kind in (COMMA, PERIOD, CUE) or tokens[k].text in ("and", "but", "so", "the", "our", "its", "also", "while", "with", "although", "though", "as", "that", "said", "however", "for", "still")):
            k += 1
        if k >= anchor:
            return None
        thing = self._mentioned(line, k)
        if thing:
            possessive = self.context.folded[thing.span.end : thing.span.end + 1] == "'"
            after = next((t for t in tokens[k:] if t.start >= thing.span.end), None)
            if after is None or after.kind != WORD or not (after.text in COPULAS or after.text in directions()["verb"] or after.text in _ACTS or after.text.endswith("ed")):
                return None
            return None if possessive or (thing.type == EntityType.COMPANY and self._own(thing)) else Found(thing, "actor")
        return self._known_at(line, k)

    def _company_beside(self, line: Line, anchor: int) -> Found | None:
        at = line.tokens[anchor].start
        firms = [m.value for m in line.things if isinstance(m.value, Thing) and m.value.type in (EntityType.COMPANY, EntityType.INDEX) and m.span.end <= at]
        return Found(firms[-1], "shares-of") if firms and not self._own(firms[-1]) else None

    # --- making things --------------------------------------------------------------------------------------------------------------------

    def _mentioned(self, line: Line, k: int) -> Thing | None:
        """The named thing that starts at token ``k``, behind articles."""
        tokens = line.tokens
        while k < len(tokens) and tokens[k].text in ("the", "our", "its", "all", "both", "their", "a", "an"):
            k += 1
        if k >= len(tokens):
            return None
        at = tokens[k].start
        for mention in line.things:
            if mention.span.start == at and isinstance(mention.value, Thing) and _usable(mention.value):
                return mention.value
        return None

    def _known_at(self, line: Line, k: int) -> Found | None:
        tokens = line.tokens
        while k < len(tokens) and tokens[k].text in ("the", "our", "its", "their"):
            k += 1
        for n in range(min(k + 5, len(tokens)), k, -1):
            if all(t.kind in (WORD, METRIC) for t in tokens[k:n]):
                thing = self.known.get(self.context.folded[tokens[k].start : tokens[n - 1].end])
                if thing:
                    return Found(Thing(thing.type, thing.name, Span(tokens[k].start, tokens[n - 1].end)), "known")
        return None

    def _known_ending(self, line: Line, m: int) -> Found | None:
        tokens = line.tokens
        for n in range(max(0, m - 5), m):
            if all(t.kind == WORD for t in tokens[n:m]):
                thing = self.known.get(self.context.folded[tokens[n].start : tokens[m - 1].end])
                if thing:
                    return Found(Thing(thing.type, thing.name, Span(tokens[n].start, tokens[m - 1].end)), "known-before")
        return None

    def _phrase_thing(self, line: Line, k: int, rule: str, cue: bool) -> Found | None:
        """A thing made of the noun phrase at token ``k``; with ``cue`` only when its words say what it is ("segment", "region")."""
        tokens = line.tokens
        while k < len(tokens) and tokens[k].text in ("the", "our", "its", "their", "this", "a", "an", "these"):
            k += 1
        end = k
        while end < len(tokens) and end - k < 6:
            t = tokens[end]
            if t.kind != WORD or t.text in PREPOSITIONS or t.text in COPULAS or t.text in BREAKS or t.text in PRONOUNS or t.text in directions()["verb"] or t.text.endswith("ly"):
                break
            if t.text in ("continued", "continues", "will", "also", "compared", "including", "excluding", "would", "or", "due"):
                break
            if t.text == "and" and (end == k or end + 1 >= len(tokens) or tokens[end + 1].kind != WORD):
                break
            end += 1
        while end > k and tokens[end - 1].text in ("and", "new", "other"):
            end -= 1
        if end == k or any(t.text in _NOT_THINGS for t in (tokens[k], tokens[end - 1])) or tokens[k].text in FILLERS:
            return None
        if cue and not any(t.text in _CUES for t in tokens[k:end]):
            return None
        if cue and end - k == 1:
            return None
        return self._made(line, k, end - 1, rule)

    def _made(self, line: Line, first: int, last: int, rule: str) -> Found | None:
        tokens = line.tokens
        span = Span(tokens[first].start, tokens[last].end)
        name = " ".join(span.of(self.context.document.text).split())
        if not any(c.isalpha() for c in name) or all(t.text in _NOT_THINGS for t in tokens[first : last + 1]):
            return None
        type_ = next((t for t, heads in _TYPE_OF_HEAD.items() if tokens[last].text in heads), EntityType.SEGMENT)
        thing = Thing(type_, name, span)
        self.known.setdefault(name.lower(), thing)
        return Found(thing, rule)

    # --- small questions ------------------------------------------------------------------------------------------------------------------

    def _clause(self, line: Line, k: int, floor: int) -> int:
        tokens = line.tokens
        while k > floor:
            t = tokens[k - 1]
            if t.text in (";", ",") or t.text in BREAKS or t.kind == QUANTITY or (t.text == "and" and k > 1 and tokens[k - 2].kind != WORD and tokens[k - 2].kind != METRIC):
                return k
            k -= 1
        return k

    def whole(self, line: Line, metric: int | None, id: str) -> bool:
        """Whether the number is said of the whole company, which ends a topic."""
        return id in _COMPANY_ONLY or self._whole(line, metric) or (metric is not None and line.tokens[metric].metric.accounting in ("GAAP", "non-GAAP"))

    def _whole(self, line: Line, metric: int | None) -> bool:
        if metric is None:
            return False
        if line.tokens[metric].metric.accounting in ("GAAP", "non-GAAP"):
            return True
        before = line.tokens[metric - 1].text if metric else ""
        return bool(_WHOLE.search(line.tokens[metric].text)) or any(t.text == "our" for t in line.tokens[max(0, metric - 3) : metric]) or before in ("our", "total", "company's", "group's", "consolidated", "overall")

    def _own(self, thing: Thing) -> bool:
        own = self.context.company
        return own is not None and (thing.name == own.name or thing.name.split()[0].lower() == own.name.split()[0].lower())
