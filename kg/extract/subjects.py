"""What a number is about: the company, or a segment, product, market or customer group.

It is looked for behind the metric ("revenue from Harbor Lending"), before it ("Canadian sales", "our pump business's revenue"), in front of the clause
("In our frozen foods segment, …"), as the subject of the verb ("third-party clients delivered 14% growth") and in the sentences before.
"""

from __future__ import annotations

import re

from kg.extract.deals import DEALS, deal_subject
from kg.extract.observations.tokens import COMMA, CUE, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, PREPOSITIONS, PRONOUNS, directions
from kg.extract.subject_names import Found, NamesOfLine, usable
from kg.extract.subject_words import (
    ACTS,
    BIDS,
    COMPANY_ONLY,
    DELIVERS,
    KINDS,
    MARKET_TOPICAL,
    NOT_THINGS,
    TOPICAL,
    TURNING,
    WEIGHS,
    WHOLE,
)
from kg.types import EntityType, Span, Thing


class Subjects(NamesOfLine):
    """The subjects of one document's numbers. ``known``: folded names of segments, products, groups and places seen in the document."""

    def of(self, line: Line, metric: int | None, anchor: int, id: str, floor: int, topic: Thing | None, whole: bool = False, carried: bool = False, made: bool = False) -> Found | None:
        """The thing that the number at token ``anchor`` is about, or None for the company. ``metric``: its METRIC token; ``id``: its metric;
        ``floor``: the first token of its part of the sentence; ``topic``: what the sentences before were about; ``whole``: the number is the
        thing's share of a whole; ``carried``: the metric is not named in the sentence; ``made``: it is a verb such as "shipped"."""
        if id == "stockPrice":
            return self._company_beside(line, anchor)
        if id == "marketShare" and any(t.text in ("we", "our") for t in line.tokens[:anchor]):
            return None
        if id == "other:index level":
            at = line.tokens[anchor].end
            return next((Found(m.value, "index") for m in line.things if isinstance(m.value, Thing) and m.value.type == EntityType.INDEX and m.span.start > at), None)
        bid = id == "price" and metric is not None and line.tokens[metric].metric.said in BIDS
        if id in DEALS or bid or (id == "price" and metric is None):
            found = deal_subject(self.context, line, anchor, id)
            if found:
                self.target = found.thing if id != "stake" else self.target
                return found
            if self.target and id != "stake" and (id != "dealValue" or self.context.layout.style == "article"):
                return Found(self.target, "target-before")
            if id in DEALS:
                return None
        found = self._place_behind(line, anchor)
        if found:
            return found
        if metric is not None:
            found = self._behind(line, metric) or self._before(line, metric)
            if found:
                return self._widened(line, found)
        found = self._which(line, anchor) or self._named_anaphor(line) or (self._client(line, anchor) if id.startswith("other:") else None)
        if found:
            return found
        if made:
            found = self._made_of(line, anchor, id)
            if found:
                return found
        if whole or carried:
            found = self._clause_subject(line, anchor, carried)
            if found:
                return found
        if metric is not None and metric and line.tokens[metric - 1].text == "with":
            thing = self._mentioned(line, 0)
            if thing and not (thing.type == EntityType.COMPANY and self._own(thing)):
                return Found(thing, "with-metric")
        start = self._clause(line, metric if metric is not None and metric < anchor else anchor, floor)
        found = self._front(line, 0, anchor) or (self._front(line, start, anchor) if start else None) or self._actor(line, start, anchor)
        if found:
            return found
        found = self._apposed(line, start, anchor) or self._proper_actor(line, start, anchor) or (self._modifier(line, metric, start) if metric is not None and id == "revenue" else None)
        if found:
            return found
        if topic is not None and self._lends(topic, id) and not self._whole(line, metric) and not any(t.text in ("we", "our", "us", "we're", "we'd") for t in line.tokens[start : max(start, metric or anchor)]):
            return Found(topic, "topic")
        return self._anaphor(line) if id.startswith("other:") or id in ("customers", "users", "employees") else None

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
        if end - start < 2 or end >= anchor or tokens[end].kind != WORD or tokens[end].text not in DELIVERS:
            return None
        if any(t.text in NOT_THINGS or t.text in FILLERS for t in tokens[start:end]):
            return None
        span = Span(tokens[start].start, tokens[end - 1].end)
        if any(m.span.overlaps(span) for m in line.things):
            return None
        return self._made(line, start, end - 1, "proper-actor")

    def _lends(self, topic: Thing, id: str) -> bool:
        if any(topic is client for _, _, client in self.clients):
            return id.startswith("other:")
        if topic.type in (EntityType.CUSTOMER_GROUP, EntityType.COMPANY):
            return id in ("revenue", "customers", "orders")
        if topic.type == EntityType.MARKET:
            return id in MARKET_TOPICAL
        return id in TOPICAL or id.startswith("other:")

    def _which(self, line: Line, anchor: int) -> Found | None:
        """ "8 of which are from Alder Bank", "30 are third-party customers"."""
        at = line.tokens[anchor].end
        match = re.match(r" (?:of (?:which|them|those) )?(?:are|were|is|was|come|came) (?:from |with |in )?(?:the |our )?", self.context.folded[at : at + 40])
        if not match:
            return None
        return next((Found(m.value, "of-which") for m in line.things if isinstance(m.value, Thing) and m.value.type in KINDS and m.span.start == at + match.end()), None)

    def _clause_subject(self, line: Line, anchor: int, carried: bool) -> Found | None:
        """The noun phrase in front of the sentence's verb: "Risk services also did well, growing 21%", "The pump unit accounted for 47% of sales"."""
        tokens = line.tokens
        start = opening = self._clause(line, anchor, 0) if not carried else 0
        if start and (tokens[start].text in WEIGHS or tokens[start].text == "or"):
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
        if end == start or end - start > 5 or any(t.kind == METRIC for t in tokens[start:end]) or any(t.text in NOT_THINGS for t in tokens[start:end]):
            return None
        if not carried and tokens[end].text not in WEIGHS and tokens[end].kind != COMMA:
            return None
        if carried and not any(t.kind == COMMA for t in tokens[end:anchor]) and tokens[end].text not in ("grew", "rose", "fell", "increased", "declined", "contributed", "contributing"):
            return None
        made = self._made(line, start, end - 1, "clause-subject")
        does = carried and end - start > 1 and tokens[end].text in ("also", "did", "performed", "grew", "rose", "fell", "increased", "declined")
        return self._vouched(made) if does else made

    def _made_of(self, line: Line, anchor: int, id: str) -> Found | None:
        """ "shipped 12 million sensors": the sensors; "Harbor Pumps have produced 8 tons": the subject of the verb."""
        tokens = line.tokens
        if id == "productionVolume" and tokens[0].text not in PRONOUNS:
            return self._clause_subject(line, anchor, False)
        if id == "unitsSold":
            end = anchor + 1
            while end < len(tokens) and end - anchor < 4 and tokens[end].kind == WORD and tokens[end].text not in PREPOSITIONS and tokens[end].text not in BREAKS and tokens[end].text not in ("and", "or", "to"):
                end += 1
            if end > anchor + 1 and tokens[end - 1].text not in ("units", "vehicles", "cars", "homes", "pieces", "aircraft"):
                return self._made(line, anchor + 1, end - 1, "what-was-sold")
        return None

    def topic(self, line: Line) -> Found | None:
        """What a sentence without numbers puts in front: "Turning to Asia Pacific", "revenues from pumps stayed weak"."""
        for k, t in enumerate(line.tokens[:8]):
            if t.kind == METRIC and t.metric.metric.id not in COMPANY_ONLY:
                found = self._behind(line, k) or self._before(line, k)
                if found and not (found.rule == "behind-metric" and found.thing.type == EntityType.MARKET):
                    return found
        match = TURNING.match(line.folded)
        if match:
            at = next((k for k, t in enumerate(line.tokens) if t.start >= line.span.start + match.end()), len(line.tokens))
            thing = self._mentioned(line, at)
            return Found(thing, "turning-to") if thing else self._known_at(line, at) or self._phrase_thing(line, at, "turning-to", cue=True)
        if "example" in line.folded:
            client = next((thing for start, _, thing in self.clients if line.span.start <= start < line.span.end), None)
            if client:
                return Found(client, "example")
        front = self._front(line, 0, len(line.tokens))
        if front:
            return front
        subject = self._mentioned(line, 0)
        if subject and subject.type in (EntityType.SEGMENT, EntityType.PRODUCT):
            return Found(subject, "subject-before")
        return self._foremost(line)

    def _foremost(self, line: Line) -> Found | None:
        """What a sentence says to be the largest: "in size, assembly support was the biggest", "assembly support leads all others"."""
        tokens = line.tokens
        verb = next((k for k, t in enumerate(tokens) if t.text in ("is", "was", "were", "are", "remained", "became", "leads", "lead", "tops")), None)
        if not verb or verb > 9:
            return None
        behind = {t.text for t in tokens[verb + 1 : verb + 4]}
        size = bool(behind & {"biggest", "largest"}) or (tokens[verb].text in ("leads", "lead", "tops") and bool(behind & {"all", "others"}))
        if not size and not behind & {"strongest", "weakest", "smallest", "best"}:
            return None
        begin = next((k + 1 for k in range(verb - 1, -1, -1) if tokens[k].kind != WORD or tokens[k].text in ("the", "our")), 0)
        made = self._made(line, begin, verb - 1, "superlative") if begin < verb else None
        return self._vouched(made) if size else made

    def turns(self, line: Line) -> bool:
        """Whether the sentence opens a new subject: "Now, moving to selected financial data"."""
        return bool(TURNING.match(line.folded))

    def _behind(self, line: Line, m: int) -> Found | None:
        """ "revenue from Harbor Lending", "net sales of frozen foods", "sales in Europe"."""
        tokens = line.tokens
        j = m + 1
        while j < len(tokens) and (tokens[j].text in ("growth", "coming", "comes", "came", "come", "generated", "contribution", "derived", "increase", "decline") or tokens[j].kind in (PERIOD,)):
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
        if preposition in ("in", "of", "for", "at"):
            return self._phrase_thing(line, j + 1, "behind-cue", cue=True) or (self._capitals(line, j + 1, "behind-capitals") if preposition == "in" or (preposition == "at" and self.context.layout.style == "article") else None)
        return None

    def _before(self, line: Line, m: int) -> Found | None:
        """ "Canadian sales", "China's car sales", "our pump segment's revenue", "cloud revenue" where cloud is known."""
        tokens = line.tokens
        start = tokens[m].start
        for mention in reversed(line.things):
            if mention.span.end <= start and isinstance(mention.value, Thing) and usable(mention.value):
                between = self.context.folded[mention.span.end : start]
                words = between.replace("'s", " ").split()
                if len(words) <= 3 and not any(w in PREPOSITIONS or w in COPULAS or w in BREAKS or w in PRONOUNS or w in ("and", "or", "our", "the") or not w[0].isalpha() for w in words):
                    if mention.value.type == EntityType.COMPANY and self._own(mention.value):
                        return None
                    return Found(mention.value, "before-metric")
                break
        return self._known_ending(line, m)

    def _front(self, line: Line, start: int, anchor: int) -> Found | None:
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
            if after is None or after.kind != WORD or not (after.text in COPULAS or after.text in directions()["verb"] or after.text in ACTS or after.text.endswith("ed")):
                return None
            return None if possessive or (thing.type == EntityType.COMPANY and self._own(thing)) else Found(thing, "actor")
        return self._known_at(line, k)

    def _company_beside(self, line: Line, anchor: int) -> Found | None:
        at = line.tokens[anchor].start
        firms = [m.value for m in line.things if isinstance(m.value, Thing) and m.value.type in (EntityType.COMPANY, EntityType.INDEX) and m.span.end <= at]
        return Found(firms[-1], "shares-of") if firms and not self._own(firms[-1]) else None

    def whole(self, line: Line, metric: int | None, id: str) -> bool:
        """Whether the number is said of the whole company, which ends a topic."""
        return id in COMPANY_ONLY or self._whole(line, metric) or (metric is not None and line.tokens[metric].metric.accounting in ("GAAP", "non-GAAP"))

    def _whole(self, line: Line, metric: int | None) -> bool:
        if metric is None:
            return False
        if line.tokens[metric].metric.accounting in ("GAAP", "non-GAAP"):
            return True
        before = line.tokens[metric - 1].text if metric else ""
        return bool(WHOLE.search(line.tokens[metric].text)) or any(t.text == "our" for t in line.tokens[max(0, metric - 3) : metric]) or before in ("our", "total", "company's", "group's", "consolidated", "overall")
