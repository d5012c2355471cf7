"""The names that a sentence holds, and names made of its noun phrases: what ``kg.extract.subjects`` chooses from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.observations.tokens import COMMA, CUE, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, FILLERS, PREPOSITIONS, PRONOUNS, adverb, directions
from kg.extract.subject_words import (
    CAPITALS,
    CLIENTS,
    CUES,
    HEADS,
    KINDS,
    LEADING,
    NAMED,
    NO_NAMES,
    NOT_MODIFIERS,
    NOT_THINGS,
    THE_CLIENT,
    TYPE_OF_HEAD,
)
from kg.naming import places
from kg.types import Context, EntityType, Mention, Span, Thing

_FIRMS = ("-based", " automaker", " carmaker", " giant", " behemoth", " company", " retailer", " bank ", " insurer", " airline", " brewer", " chipmaker", " drugmaker", " firm", " group ")


@dataclass(frozen=True, slots=True)
class Found:
    """A thing as the subject of a number, and how it was found."""

    thing: Thing
    rule: str


def lead(words: str) -> int:
    """How many characters of small words stand in front of a name."""
    parts = words.split(" ")
    skip = 0
    for n, word in enumerate(parts[:-1]):
        if word in LEADING or word.endswith(("ed", "ly")):
            skip = n + 1
    return sum(len(w) + 1 for w in parts[:skip])


def thing_at(context: Context, start: int, end: int) -> Thing:
    """The platform, product line or segment that is named at ``start`` … ``end``."""
    text = context.document.text[start:end]
    head = text.split()[-1].lower()
    return Thing(EntityType.PRODUCT if head in ("line",) else EntityType.SEGMENT, " ".join(text.split()), Span(start, end))


def usable(thing: Thing) -> bool:
    """Whether a number may be about it: a named thing of the right kind, not "we" and not "Wall Street"."""
    return thing.type in KINDS and thing.proper and thing.name.lower() not in NO_NAMES


class NamesOfLine:
    """Finds and makes the names in one sentence of a document. ``known``: folded names of segments, products, groups and places seen in the document."""

    def __init__(self, context: Context, things: Sequence[Mention]) -> None:
        self.context = context
        self.known: dict[str, Thing] = {}
        for mention in things:
            thing = mention.value
            if isinstance(thing, Thing) and thing.type in KINDS and thing.type != EntityType.COMPANY:
                folded = thing.name.lower()
                self.known.setdefault(folded, thing)
                for noun in (" segment", " segments", " division", " business", " businesses", " platform"):
                    if folded.endswith(noun) and len(folded) > len(noun) + 3:
                        self.known.setdefault(folded[: -len(noun)], thing)
        self.market: Thing | None = None  # the place a number was about last
        self.vouched: set[Span] = set()
        self.target: Thing | None = None  # of the offer named last
        self.named: list[tuple[int, Thing]] = []  # where a platform, product line or the like is named, in order
        seen: dict[str, int] = {}
        for head in HEADS.finditer(context.folded):
            match = NAMED.search(context.folded[max(0, head.start() - 60) : head.end()])
            if match is None:
                continue
            start = head.end() - len(match.group()) + lead(match.group())
            name = context.folded[start : head.end()]
            if " " in name:
                seen[name] = seen.get(name, 0) + 1
                self.named.append((start, thing_at(context, start, head.end())))
        self.clients: list[tuple[int, str, Thing]] = []  # customers told of without a name: "another regional bank"
        for match in CLIENTS.finditer(context.folded):
            start = match.start() if match[1] == "another" else match.start(2)
            self.clients.append((start, match[3], Thing(EntityType.CUSTOMER_GROUP, context.folded[start : match.end()], Span(start, match.end()))))
        for name, count in seen.items():
            if count > 1:
                self.known.setdefault(name, next(t for _, t in self.named if t.name.lower() == name))

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
            word not in NOT_THINGS and word not in NOT_MODIFIERS and word not in FILLERS and word not in COPULAS and word not in PREPOSITIONS and word not in BREAKS and word not in PRONOUNS
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
        words = CAPITALS.match(self.context.document.text, at)
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
        if end == k or tokens[k].text in NOT_THINGS or tokens[k].text in NOT_MODIFIERS or tokens[k].text in FILLERS or tokens[k].text in PRONOUNS or len(tokens[k].text) < 2 or tokens[k].text.isdigit():
            return None
        span = Span(tokens[k].start, tokens[end - 1].end)
        if any(m.span.overlaps(span) for m in line.things):
            return None
        return self._made(line, k, end - 1, rule)

    def _longer(self, line: Line, thing: Thing) -> bool:
        """Whether the name goes on in capitals: "Northwind Systems" where only Northwind is known."""
        behind = next((t for t in line.tokens if t.start >= thing.span.end), None)
        return behind is not None and behind.kind == WORD and behind.start == thing.span.end + 1 and self.context.document.text[behind.start].isupper()

    def _anaphor(self, line: Line) -> Found | None:
        """ "The platform now supports …", "It covers …": the platform or product line named last."""
        return self._last_named(line, "", 250) if line.tokens[0].text == "it" else None

    def _named_anaphor(self, line: Line) -> Found | None:
        words = [t.text for t in line.tokens[:2]]
        if len(words) < 2 or words[0] not in ("the", "this") or words[1] not in ("platform", "line", "segment", "division"):
            return None
        return self._last_named(line, words[1], 900)

    def _client(self, line: Line, anchor: int) -> Found | None:
        """ "We helped the bank develop …": the customer that was told of last under that word."""
        match = THE_CLIENT.search(line.folded, 0, max(0, line.tokens[anchor].start - line.span.start))
        if match is None:
            return None
        return next((Found(thing, "client") for start, head, thing in reversed(self.clients) if start < line.span.start and head == match[1] and line.span.start - start < 3000), None)

    def _last_named(self, line: Line, head: str, reach: int) -> Found | None:
        for start, thing in reversed(self.named):
            if start < line.span.start:
                near = line.span.start - start <= reach
                return Found(thing, "anaphor") if near and (not head or thing.name.lower().endswith(head)) else None
        return None

    def _mentioned(self, line: Line, k: int) -> Thing | None:
        """The named thing that starts at token ``k``, behind articles."""
        tokens = line.tokens
        while k < len(tokens) and tokens[k].text in ("the", "our", "its", "all", "both", "their", "a", "an"):
            k += 1
        if k >= len(tokens):
            return None
        at = tokens[k].start
        for mention in line.things:
            if mention.span.start == at and isinstance(mention.value, Thing) and usable(mention.value):
                if mention.value.type == EntityType.MARKET and self.context.folded.startswith(_FIRMS, mention.span.end):
                    return None  # "the Oslo-based firm"
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
        if end == k or any(t.text in NOT_THINGS for t in (tokens[k], tokens[end - 1])) or tokens[k].text in FILLERS:
            return None
        if cue and not any(t.text in CUES for t in tokens[k:end]):
            return None
        if cue and end - k == 1:
            return None
        return self._made(line, k, end - 1, rule)

    def _made(self, line: Line, first: int, last: int, rule: str) -> Found | None:
        tokens = line.tokens
        span = Span(tokens[first].start, tokens[last].end)
        name = " ".join(span.of(self.context.document.text).split())
        if not any(c.isalpha() for c in name) or all(t.text in NOT_THINGS for t in tokens[first : last + 1]):
            return None
        type_ = next((t for t, heads in TYPE_OF_HEAD.items() if tokens[last].text in heads), EntityType.SEGMENT)
        thing = Thing(type_, name, span)
        self.known.setdefault(name.lower(), thing)
        return Found(thing, rule)

    def _clause(self, line: Line, k: int, floor: int) -> int:
        tokens = line.tokens
        while k > floor:
            t = tokens[k - 1]
            if t.text in (";", ",") or t.text in BREAKS or t.kind == QUANTITY or (t.text == "and" and k > 1 and tokens[k - 2].kind != WORD and tokens[k - 2].kind != METRIC):
                return k
            k -= 1
        return k

    def _vouched(self, found: Found | None) -> Found | None:
        """``found`` as a name that the sentence itself tells to be one: "in size, field repair was the biggest"."""
        if found is not None:
            self.vouched.add(found.thing.span)
        return found

    def _own(self, thing: Thing) -> bool:
        own = self.context.company
        return own is not None and (thing.name == own.name or thing.name.split()[0].lower() == own.name.split()[0].lower())
