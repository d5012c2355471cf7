"""Whose a number is that names no thing of its own. On a call: the company. In an article: the firm that is the subject of its clause, else the firm
spoken of last, else the company the article reports on; a number of the economy or of nobody who is named is no fact of a firm.
Words: ``kg/data/economy.toml``."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.deals import of_the_company
from kg.extract.observations.drafts import Draft
from kg.extract.observations.naming import vocabulary
from kg.extract.observations.tokens import COMMA, METRIC, PERIOD, QUANTITY, WORD, Line
from kg.extract.observations.words import BREAKS, COPULAS, directions
from kg.extract.subject_words import ACTS, NO_NAMES
from kg.lexicon import any_of, table
from kg.types import Context, EntityType, Span, Thing

_REACH = 3  # sentences for which a firm named as subject stays the one spoken of
_NOT_SUBJECT = frozenset("by from with to of at in for on against than via versus vs like including excluding despite besides between among about across after before during except without near under over into as".split())
_UNITS = frozenset("unit division wing arm business operation operations segment subsidiary group".split())
_BACK = frozenset("it its it's they their".split())  # of the subject of the sentence, when they stand inside it
_OWNED = (EntityType.COMPANY, EntityType.SEGMENT, EntityType.PRODUCT, EntityType.BRAND)
_EARNED = frozenset("netIncome netLoss earningsPerShare revenue operatingIncome operatingLoss stockPrice".split())
_SHARED = frozenset("price interestRate exchangeRate productionVolume salesVolume loans deposits transactionVolume capacity totalAssets totalDebt loanVolume costOfRevenue incomeTax effectiveTaxRate unitsSold stores locations claims premiums averageSellingPrice".split())


@cache
def _topic() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(table('economy')['topic']['words'])}\b")


@cache
def _firm_words() -> frozenset[str]:
    return frozenset(table("economy")["firm"]["words"])


class Owners:
    """The owner of numbers, sentence by sentence, in order."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.article = context.layout.style == "article"
        stated = context.layout.header.company is not None
        self.company = context.company if stated or not self.article else None
        self._last: Thing | None = None
        self._age = 0

    def of(self, line: Line, draft: Draft) -> Thing | None:
        """The firm (or place) that the number of ``draft`` belongs to; None when nobody is named."""
        if not self.article:
            return self.context.company
        anchor = draft.anchor
        id = draft.named.id
        if id == "dealValue":
            return self._sought(line, anchor)
        if (id == "stake" and of_the_company(self.context, line, anchor)):
            return None  # the company is what is held
        firm = self._actor(line, anchor)
        if firm is not None:
            return firm
        entry = vocabulary(draft.named.id)
        own = entry is not None and draft.named.id not in _SHARED
        if id in _EARNED and _topic().search(_said(line, draft)) is None and (unknown := self._unknown(line, anchor)):
            return unknown
        front = line.tokens[: max(anchor, draft.named.last + 1)]
        if not any(t.text in _firm_words() and (n < 3 or t.text not in _BACK) for n, t in enumerate(front)):
            if _topic().search(_said(line, draft)) is not None:
                return self._place(line, anchor) if entry is None or draft.named.id in _SHARED else None
            if not own and self._stranger(line, anchor):
                return None
        return self._spoken()

    def _sought(self, line: Line, anchor: int) -> Thing | None:
        """A deal whose target no word marks: the article's company where another firm acts in a sentence that names it."""
        firm = self._actor(line, anchor) or self._unknown(line, anchor)
        named = any(isinstance(m.value, Thing) and m.value.type == EntityType.COMPANY and self._own(m.value) for m in line.things)
        return self.company if named and firm is not None and self.company is not None and not self._own(firm) else None

    def speaks(self, line: Line, draft: Draft) -> bool:
        """Whether an article's sentence has a firm of its own for the number, or says of it what no segment has: the topic before does not reach it."""
        return self.article and (vocabulary(draft.named.id) is None or self._actor(line, draft.anchor) is not None)

    def _spoken(self) -> Thing | None:
        return self._last if self._last is not None and self._age < _REACH else self.company

    def heard(self, line: Line) -> None:
        """A sentence is over: the firm that was its subject is the one spoken of."""
        if not self.article:
            return
        self._age += 1
        firm = self._actor(line, len(line.tokens))
        if firm is not None:
            self._last, self._age = firm, 0

    def _actor(self, line: Line, anchor: int) -> Thing | None:
        """The firm nearest before token ``anchor`` that acts or owns: "KBR said", "Northwind, the pump maker, earned", "Northwind's profit"."""
        tokens = line.tokens
        best: Thing | None = None
        k = 0
        for mention in line.things:
            thing = mention.value
            if not isinstance(thing, Thing) or not (thing.type == EntityType.COMPANY or (thing.type == EntityType.PERSON and self._own(thing))):
                continue
            if thing.name.lower() in NO_NAMES:
                continue
            while k < len(tokens) and tokens[k].end <= mention.span.start:
                k += 1
            if k >= anchor or k >= len(tokens):
                break
            if _governed(line, k):
                continue
            after = next((n for n in range(k, len(tokens)) if tokens[n].start >= mention.span.end), len(tokens))
            owns = self.context.folded.startswith(("'s ", "' "), mention.span.end)
            if owns and _owned(line, after, anchor):
                best = self._unit(line, after, anchor) or thing
            elif not owns and after <= anchor and _acts(line, after):
                best = thing
        return self.context.company if best is not None and best.type != EntityType.SEGMENT and self._own(best) else best

    def _unit(self, line: Line, k: int, anchor: int) -> Thing | None:
        """ "Northwind's Nordic unit reported": the part of the firm that acts."""
        tokens = line.tokens
        while k < anchor and tokens[k].text in ("'", "s"):
            k += 1
        for n in range(k + 1, min(k + 5, anchor)):
            if tokens[n].kind != WORD:
                return None
            if tokens[n].text.partition("'")[0] in _UNITS and (tokens[n].text.endswith("'s") or _acts(line, n + 1)):
                span = Span(tokens[k].start, tokens[n].start + len(tokens[n].text.partition("'")[0]))
                return Thing(EntityType.SEGMENT, " ".join(span.of(self.context.document.text).split()), span)
        return None

    def _unknown(self, line: Line, anchor: int) -> Thing | None:
        """A name that no finder knows and that acts as a firm does: "HARBOR, the smaller bank, will report profits"."""
        tokens, text = line.tokens, self.context.document.text
        for name in reversed(line.names):
            said = name.of(text)
            if not (" " in said or (len(said) > 2 and said.isupper())) or any(m.span.overlaps(name) for m in line.things):
                continue
            k = next((n for n, t in enumerate(tokens) if t.start >= name.start), len(tokens))
            after = next((n for n in range(k, len(tokens)) if tokens[n].start >= name.end), len(tokens))
            if k < anchor and after <= anchor and tokens[k].kind == WORD and not _governed(line, k) and after < len(tokens) and tokens[after].kind != METRIC and _acts(line, after):
                return Thing(EntityType.COMPANY, said, name)
        return None

    def _own(self, thing: Thing) -> bool:
        """Whether the name is the reporting company's, or its beginning."""
        company = self.context.company
        if company is None:
            return False
        a, b = sorted((thing.name.lower().split(), company.name.lower().split()), key=len)
        return b[: len(a)] == a

    def _place(self, line: Line, anchor: int) -> Thing | None:
        """The country that a number of the economy is of: the first one in front of it, or the one right behind."""
        at = line.tokens[anchor].start
        for mention in line.things:
            thing = mention.value
            if not isinstance(thing, Thing) or thing.type not in (EntityType.MARKET, EntityType.INDEX) or mention.span.start > at:
                continue
            before = self.context.folded[max(0, mention.span.start - 6) : mention.span.start].split()
            if not before or before[-1] not in ("from", "to", "with", "by"):
                return thing
        return None

    def _stranger(self, line: Line, anchor: int) -> bool:
        """Whether somebody else opens the sentence: a body, a place, a person, a name of unknown kind."""
        tokens = line.tokens
        k = 0
        while k < anchor and (tokens[k].kind in (COMMA, PERIOD) or tokens[k].text in ("the", "a", "an", "and", "but", "in", "on", "for", "at")):
            k += 1
        if k >= anchor:
            return False
        start = tokens[k].start
        text = self.context.document.text
        known = any(m.span.start == start and isinstance(m.value, Thing) and m.value.type not in _OWNED for m in line.things)
        return known or any(n.start == start and " " in n.of(text) for n in line.names)


def _governed(line: Line, k: int) -> bool:
    """Whether the name at token ``k`` hangs on a preposition: "by Northwind", "including Norway's Northwind"."""
    tokens = line.tokens
    while k > 0 and tokens[k - 1].text.endswith(("'s", "s'")):
        k -= 1
    return k > 0 and tokens[k - 1].text in _NOT_SUBJECT


def _said(line: Line, draft: Draft) -> str:
    """The words of the sentence up to the end of the number's clause, without its numbers."""
    last = max(draft.last, draft.named.last) + 5
    return " ".join(t.text for t in line.tokens[:last] if t.kind != QUANTITY)


def _owned(line: Line, after: int, anchor: int) -> bool:
    """ "KBR's profit fell": nothing but the noun phrase between the owner and the metric or the number."""
    return not any(t.text in BREAKS or t.text in (",", ";", ":") for t in line.tokens[after:anchor])


def _acts(line: Line, k: int) -> bool:
    """Whether a verb follows at token ``k``, behind what is said in commas, or a metric that the firm is put in front of."""
    tokens = line.tokens
    if k < len(tokens) and tokens[k].kind == COMMA and tokens[k].text in (",", "(", "--"):
        close = next((n for n in range(k + 1, min(k + 26, len(tokens))) if tokens[n].text in (",", ")", "--")), None)
        if close is None or any(t.kind == QUANTITY and t.quantity.money for t in tokens[k:close]):
            return False
        k = close + 1
    if k >= len(tokens):
        return False
    t = tokens[k]
    if t.kind == METRIC or t.text in ("shares", "stock", "share"):
        return True
    if t.kind == PERIOD:
        return k + 1 < len(tokens) and tokens[k + 1].kind != PERIOD and _acts(line, k + 1)
    verb = t.text in ACTS or t.text in COPULAS - {"of", "at"} or t.text in directions()["verb"] or t.text.endswith("ed") or t.text in _VERBS
    return t.kind == WORD and verb


_VERBS = frozenset("to also holds hold seeks launched plans plan sees has had will would could may might lost won made sold bought paid took got gave set cut fell rose beat hit met led ran held kept left spent built began owns owns operates employs makes sells buys offers faces needs wants aims hopes earns agreed did does is was".split())
