"""Products and brands that a company offers: launched by name, named behind "our", or said with a word for a product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.concordance import Vocabulary, concordance
from kg.extract.names.gates import names_a_product
from kg.extract.relations.clause import Clause
from kg.extract.relations.patterns import reporting, standing_of
from kg.lexicon import opening, table, words_of
from kg.types import DocumentType, EntityType, Predicate, Relation, Span, Thing

_AND = r"(?:, | and |, and | or | as well as |, as well as )"
_PHRASED = ("given", "built", "told")  # shapes that name products by common words
_NAME = r"‹[NU]\d+›"
_SIGN = re.compile(r"‹[NU](\d+)›")
_LINE = re.compile(r"‹R(\d+)›")
_OWN = re.compile(r"\b(?:we|our|its|it)\b|‹[WC]\d+›")


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    data = table("offers")["offers"]
    give, heads = ("|".join(sorted(data[k], key=len, reverse=True)) for k in ("give", "heads"))
    launch, ours, we = opening(*sorted(data["launch"], key=len, reverse=True)), opening("our", "its"), opening("we")
    build = "|".join(sorted(data["build"], key=len, reverse=True))
    item = r"(?:[a-z][\w/-]* ){1,4}?[a-z][\w/-]*"
    phrase = rf"(?:[a-z][\w/-]* ){{1,4}}(?:{heads})\b"
    return {
        "launched": re.compile(rf"(?:{launch}) (?:of )?(?:(?:the|our|a|an|its|both|new|newest|next-generation|next|generation|first|latest|all-new|innovative|fully|highly|anticipated|called|named|enhanced|award-winning|upgraded|own|long-awaited|digital|mobile|online|flagship) ){{0,4}}(?P<names>{_NAME}(?:{_AND}(?:the |our )?{_NAME})*)(?P<head> (?:{heads})\b)?(?! (?:event|conference|day|program|initiative|fund|campaign|report|survey))"),
        "owned": re.compile(rf"(?:{ours}) (?:(?!proprietary|internal|in-house|new erp|former|competitor)[a-z-]+ ){{0,2}}(?P<names>{_NAME})(?P<head>(?: (?!(?:of|in|for|and|or|with|to|on|as|is|has|had|that|which|are|at|by|from|was|were|will|the|a)\b)[a-z][\w-]*){{0,3}} (?:{heads}))\b"),
        "apposed": re.compile(rf"(?:{ours}) (?:[a-z-]+ ){{0,4}}(?:{heads}),? (?:called |named |known as )?(?P<names>{_NAME})(?=[ ,.])"),
        "listed": re.compile(rf"(?:{opening('product')}s?|(?:{ours}) (?:[a-z-]+ ){{0,3}}brands|{opening('portfolio', 'games', 'titles', 'lineup', 'applications')})\b(?! (?:acquisitions|partners|customers))[^.‹›]{{0,40}}?(?:‹\w+›[^.‹›]{{0,30}})?,? ?(?:which |that )?(?:such as|like|including|includes?|consists? of|namely|are) (?P<names>{_NAME}(?:{_AND}{_NAME})*)"),
        "given": re.compile(rf"(?:‹W\d+›|{we}) (?:also |now |currently |actually |mainly |can |have |already |successfully |just )*(?:{give}|launched|introduced|rolled out) (?:(?:a|an|the|our|new|various|several) )*(?P<phrases>{phrase}(?: and (?:a |an |the )?{phrase})?)"),
        "built": re.compile(rf"(?:‹W\d+›|{we})(?:'ve)? (?:also |now |currently |actually |have |already |successfully |just )*(?:(?:help|helped|helping) (?:[a-z-]+ ){{1,4}}(?:to )?)?(?:{build}) (?:(?:a|an|the|our|new|various|several) )*(?P<phrases>{phrase}(?: and (?:a |an |the )?{phrase})?)"),
        "told": re.compile(rf"(?:{opening('our')} (?:[a-z-]+ ){{0,2}}(?:products|solutions|offerings|services)|{opening('of the')} (?:products|solutions|services))\b[^‹›.,;]{{0,45}}? (?:are|include|including|such as) (?:like )?(?P<phrases>{item}(?:, {item})*,? and {item})(?=[.,;]|$| for | to )"),
    }  # fmt: skip


@cache
def _needs() -> dict[str, tuple[frozenset[str], ...]]:
    """For each shape sets of words, of each of which one stands in every clause that has the shape."""
    launch, give, build, heads = (frozenset(table("offers")["offers"][k]) for k in ("launch", "give", "build", "heads"))
    listing = frozenset({"product", "products", "brands", "portfolio", "games", "titles", "lineup", "applications"})
    goods = frozenset({"products", "solutions", "offerings", "services"})
    return {
        "launched": (launch,), "owned": (heads,), "apposed": (heads,), "listed": (listing,),
        "given": (give | {"launched", "introduced", "rolled out"}, heads), "built": (build, heads), "told": (goods,),
    }  # fmt: skip


def _words() -> frozenset[str]:
    return frozenset(word for needs in _needs().values() for words in needs for word in words)


OFFERS = Vocabulary("offers", _words, over_lines=True)


def offers(clause: Clause, outside: bool) -> Iterator[Relation]:
    """offersProduct for what the company launches, calls its own, or says it offers."""
    if outside:
        return
    article = clause.context.layout.type != DocumentType.EARNINGS_CALL
    yield from _lines(clause, outside)
    named = "‹N" in clause.masked or "‹U" in clause.masked
    said = {word for _, _, word in concordance(clause.context, OFFERS).every(OFFERS, *clause.span)}
    for kind, shape in _shapes().items():
        if not (named or kind in _PHRASED) or (article and kind in (*_PHRASED, "listed")) or any(said.isdisjoint(words) for words in _needs()[kind]):
            continue
        for match in shape.finditer(clause.masked):
            owner = reporting(clause, match.start(), kind in ("listed", "launched") and not article, outside)
            if owner is None or not _mine(clause, kind):
                continue
            for product in _products(clause, kind, match):
                if not names_a_product(clause.context.document.text, product.span):
                    continue
                standing = standing_of(clause.masked, match.start(), match.end(), Predicate.OFFERS_PRODUCT)
                start = min(owner.span.start, product.span.start) if clause.span.covers(owner.span) else product.span.start
                span = Span(start, max(product.span.end, owner.span.end if clause.span.covers(owner.span) else 0))
                yield Relation(span=span, rule=f"relations.offersProduct.{kind}", subject=owner, predicate=Predicate.OFFERS_PRODUCT, object=product, standing=standing, by=clause.scene.by)


def _lines(clause: Clause, outside: bool) -> Iterator[Relation]:
    """Product lines: whoever speaks of one on a call speaks of the company's own."""
    for match in _LINE.finditer(clause.masked):
        product, owner = clause.things[int(match[1])], reporting(clause, match.start(), True, outside)
        if owner is not None and product.type == EntityType.PRODUCT:
            yield Relation(span=product.span, rule="relations.offersProduct.line", subject=owner, predicate=Predicate.OFFERS_PRODUCT, object=product, by=clause.scene.by)


def _mine(clause: Clause, kind: str) -> bool:
    return kind in (*_PHRASED, "owned", "apposed") or bool(_OWN.search(clause.masked))


_SMALL = frozenset("on of in for with to at by from as that which it its their his is are was were be being been has have had will can and or not up out into over about linking using".split())


def _products(clause: Clause, kind: str, match: re.Match[str]) -> Iterator[Thing]:
    text = clause.context.document.text
    if kind in _PHRASED:
        for phrase in re.finditer(r"[^,]+", match["phrases"].replace(" and ", " ,   ")):
            words = phrase.group().split()
            while words and words[0] in ("a", "an", "the", "our", "new", "various", "several"):
                words = words[1:]
            if len(words) < 2 or not _SMALL.isdisjoint(words) or not words_of("offers", "offers", "vague").isdisjoint(words):
                continue
            at = clause.at(match.start("phrases") + match["phrases"].index(words[0], phrase.start() if phrase.start() < len(match["phrases"]) else 0))
            end = at + len(" ".join(words))
            if " ".join(text[at:end].lower().split()) == " ".join(words):
                yield Thing(EntityType.PRODUCT, text[at:end], Span(at, end))
        return
    for i in _SIGN.findall(match["names"]):
        thing = clause.things[int(i)]
        head = match.groupdict().get("head")
        end = thing.span.end + (len(head) if head else 0)
        yield replace(thing, type=EntityType.PRODUCT, name=" ".join(text[thing.span.start : end].split()), span=Span(thing.span.start, end))
