"""FIRE: our finders mapped to the entity and relation types of the data set; strict scores.

usage: python bench/fire.py FIRE.json [--types] [--write PREDICTIONS.json]

FIRE (Hamad et al., "FIRE: A Dataset for Financial Relation Extraction", Findings of NAACL 2024; CC BY 4.0): tokenised sentences of filings and
news with 13 entity types and 18 relation types. Strict: an entity counts with both borders and its type; a relation when both its entities
count and its type is right. Our vocabulary is another one (an issue count is not a "Quantity" for us, a role is not an entity), so the
adapter names what we read in their words; nothing here is used by the product.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.extract import FINDERS
from kg.extract.metrics import MetricMention
from kg.extract.names import survey
from kg.extract.quantity import Grain, PeriodRef, Quantity, Sort
from kg.fold import fold
from kg.types import Context, Document, DocumentType, EntityType, Header, Layout, Mention, Passage, PassageKind, Section, Span, Thing

Entity = tuple[int, int, str]
Relation = tuple[Entity, str, Entity]

THINGS = {
    EntityType.COMPANY: "Company", EntityType.PERSON: "Person", EntityType.PRODUCT: "Product", EntityType.BRAND: "Product", EntityType.SEGMENT: "BusinessUnit",
    EntityType.MARKET: "Location", EntityType.EXCHANGE: "Company", EntityType.GOVERNMENT_BODY: "Company",
}  # fmt: skip
COUNTRIES = re.compile(r"(?:u\.s\.?a?\.?|us|usa|u\.k\.?|uk|united states|united kingdom|india|china|japan|germany|france|canada|mexico|italy|spain|brazil|australia|ireland|israel|korea|russia|british|american|chinese|indian|japanese|german|french)(?:-based)?$")
TITLES = re.compile(
    r"(?:(?:chief|executive|senior|vice|general|managing|assistant|co-|non-executive|independent|regional|global|group|deputy|interim|lead|corporate) )*"
    r"(?:chief [a-z]+(?: and [a-z]+)? officer|(?:executive |senior |vice )+(?:vice )?president(?: of [a-z]+(?: [a-z]+)?)?|president|chairman(?: of the board)?|chairwoman|ceo|cfo|coo|cto|directors?|secretary|treasurer|general counsel|general manager|controller|"
    r"customers?|suppliers?|distributors?|competitors?|competes?|partners?|board of directors|managing director|founder|co-founder|analysts?|agents?|financial advisor)\b",
    re.IGNORECASE,
)
PERSON = re.compile(r"\b(?:Mr|Ms|Mrs|Dr)\.(?: [A-Z][\w'-]*\.?)+")
ACTIONS = re.compile(r"\b(?:acqui(?:red|res?|ring|sitions?)|purchase[ds]?|purchasing|bought|buy(?:s|ing)?|s[eo]ld|sell(?:s|ing)?|merge[dr]?s?|merging|repurchased?|divest(?:ed|iture)|disposed|sale)\b", re.IGNORECASE)
MONEY_WORDS = re.compile(r"\b(?:stake|shares?|common stock|credit facilit(?:y|ies)|assets|stock options?|notes|dividends?|loans?|debt|contracts?|gain|loss(?:es)?|fees|expenses?|costs?|sales|revenues?|income|charges?|cash|proceeds|funds|interest|deposits|tax(?:es)?)\b")
UP = re.compile(r"\b(?:increas\w+|rose|rise[ns]?|grew|grow\w*|gain\w*|climbed|jumped|higher|up|surged|improve\w*|expanded)\b")
DOWN = re.compile(r"\b(?:decreas\w+|fell|fall\w*|declin\w+|dropped|lower|down|reduc\w+|slipped|loss|shrank)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: tuple[str, ...]
    text: str
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that characters ``start`` to ``end`` stand in."""
        return bisect.bisect_right(self.starts, start) - 1, bisect.bisect_left(self.starts, end)


def lay(tokens: Sequence[str]) -> Sentence:
    starts, at = [], 0
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    return Sentence(tuple(tokens), " ".join(tokens), tuple(starts))


def entities(s: Sentence) -> list[Entity]:
    """What we find, in the types of the data set; the first of two that overlap stays."""
    passage = Passage(Span(0, len(s.text)), PassageKind.PARAGRAPH, Section.BODY)
    context = Context(Document("s", "s", "", s.text), Layout("sentence", DocumentType.FILING, Header(), (passage,)), fold(s.text))
    context = replace(context, names=survey(context))
    found: list[tuple[int, Entity]] = []
    for find in FINDERS:
        for mention in find(context, passage):
            kind = _type(mention, s.text)
            if kind is not None:
                found.append((kind[0], (*s.span(*_edges(mention)), kind[1])))
    for rank, pattern, name in ((3, TITLES, "Designation"), (2, ACTIONS, "Action"), (5, MONEY_WORDS, "FinancialEntity")):
        found.extend((rank, (*s.span(*m.span()), name)) for m in pattern.finditer(s.text if name == "Designation" else s.text.lower()))
    found.extend((1, (*s.span(*m.span()), "Person")) for m in PERSON.finditer(s.text))
    taken: set[int] = set()
    out: list[Entity] = []
    for _, entity in sorted(found, key=lambda item: (item[0], -(item[1][1] - item[1][0]), item[1])):
        words = set(range(entity[0], entity[1]))
        if words and not words & taken:
            taken |= words
            out.append(entity)
    return sorted(out)


def _edges(mention: Mention) -> tuple[int, int]:
    if isinstance(mention.value, MetricMention):
        return mention.value.core.start, mention.value.core.end
    return mention.span.start, mention.span.end


def _type(mention: Mention, text: str) -> tuple[int, str] | None:
    """(rank, type): the lower rank wins an overlap."""
    value = mention.value
    if isinstance(value, Quantity):
        if value.money:
            return 0, "Money"
        return None if value.sort in (Sort.DURATION, Sort.FACTOR, Sort.CHANGE) else (1, "Quantity")
    if isinstance(value, PeriodRef) and mention.kind == "period":
        return None if value.grain in (Grain.SPAN, Grain.SAME, Grain.TO_DATE) else (0, "Date")
    if isinstance(value, MetricMention):
        return 4, "FinancialEntity"
    if isinstance(value, Thing) and value.proper and value.type in THINGS:
        said = mention.span.of(text)
        if value.type == EntityType.MARKET and COUNTRIES.match(said.lower()):
            return 2, "GeopoliticalEntity"
        return 2, THINGS[value.type]
    return (6, "Company") if mention.kind == "name" else None


def relations(s: Sentence, found: Sequence[Entity]) -> Iterator[Relation]:
    """Relations of what stands close together in the sentence."""
    by = {name: [e for e in found if e[2] == name] for name in {e[2] for e in found}}
    numbers = sorted((*by.get("Money", ()), *by.get("Quantity", ())))
    dates = by.get("Date", [])
    paired = dict(zip(numbers, dates, strict=True)) if len(numbers) == len(dates) > 1 else {}
    for number in numbers:
        finance = _near(number, by.get("FinancialEntity", ()), 14)
        if finance is not None and (number[2] == "Money" or "%" in s.tokens[number[0] : number[1]] or "percent" in s.tokens[number[0] : number[1]]):
            yield finance, _value(s, finance, number), number
        elif finance is not None and number[2] == "Quantity" and number[1] == finance[0]:
            yield finance, "Quantity", number
        date = paired.get(number) or _near(number, by.get("Date", ()), 18)
        if date is not None:
            yield number, "Valuein", date
    companies = by.get("Company", ())
    for person in by.get("Person", ()):
        title = _near(person, by.get("Designation", ()), 8)
        if title is not None:
            yield person, "Designation", title
            company = _near(title, companies, 8)
            if company is not None:
                yield person, "Employeeof", company
    for action in by.get("Action", ()):
        date = _near(action, by.get("Date", ()), 14)
        if date is not None:
            yield action, "Actionin", date
        target = next((c for c in companies if c[0] >= action[1] and c[0] - action[1] < 8), None)
        if target is not None:
            yield action, "Actionto", target
            buyer = next((c for c in reversed(companies) if c[1] <= action[0] and action[0] - c[1] < 10), None)
            if buyer is not None and s.tokens[action[0]].lower().startswith(("acqui", "purchas", "buy", "bought")):
                yield buyer, "ActionBuy", target
    if len(companies) == 1:
        for finance in by.get("FinancialEntity", ()):
            if _near(finance, companies, 12):
                yield finance, "Propertyof", companies[0]
        for product in by.get("Product", ()):
            yield product, "Productof", companies[0]


def _value(s: Sentence, finance: Entity, number: Entity) -> str:
    low, high = min(finance[1], number[1]), max(finance[0], number[0])
    between = " ".join(s.tokens[low:high]).lower()
    around = between if number[0] > finance[0] else between + " " + " ".join(s.tokens[max(0, number[0] - 3) : number[0]]).lower()
    if re.search(r"\bto (?:about |approximately )?$", between + " ") and number[2] == "Money":
        return "Value"
    if UP.search(around):
        return "ValueChangeIncreaseby"
    if DOWN.search(around):
        return "ValueChangeDecreaseby"
    return "Value" if number[2] == "Money" else "Quantity"


def _near(entity: Entity, others: Sequence[Entity], reach: int) -> Entity | None:
    """The nearest of ``others`` within ``reach`` tokens."""
    best = min(others, key=lambda o: (_gap(entity, o), o), default=None)
    return best if best is not None and _gap(entity, best) <= reach else None


def _gap(a: Entity, b: Entity) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def gold_of(item: Mapping[str, Any]) -> tuple[set[Entity], set[Relation]]:
    spans = [(e["start"], e["end"], e["type"]) for e in item["entities"]]
    return set(spans), {(spans[r["head"]], r["type"], spans[r["tail"]]) for r in item["relations"]}


def prf(hit: int, found: int, gold: int) -> str:
    precision, recall = hit / max(1, found), hit / max(1, gold)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {2 * precision * recall / max(1e-9, precision + recall):.4f}  ({hit} of {gold}, {found} found)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--types", action="store_true", help="also by type")
    parser.add_argument("--write", type=Path, help="write the predictions in the format of the data set")
    options = parser.parse_args()
    if not options.data.is_file():
        parser.error(f"{options.data} is no file; give the JSON file of the data set")
    items: list[dict[str, Any]] = json.loads(options.data.read_text(encoding="utf-8"))
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("hit", "found", "gold")}
    written = []
    for item in items:
        s = lay(item["tokens"])
        mine = entities(s)
        related = list(dict.fromkeys(relations(s, mine)))
        gold_entities, gold_relations = gold_of(item)
        for entity in mine:
            counts["found"].update((entity[2], "entities"))
            counts["hit"].update((entity[2], "entities") if entity in gold_entities else ())
        counts["gold"].update(x for e in gold_entities for x in (e[2], "entities"))
        for relation in related:
            counts["found"].update((f"-{relation[1]}", "relations"))
            counts["hit"].update((f"-{relation[1]}", "relations") if relation in gold_relations else ())
        counts["gold"].update(x for r in gold_relations for x in (f"-{r[1]}", "relations"))
        index = {entity: i for i, entity in enumerate(mine)}
        written.append({"entities": [dict(zip(("start", "end", "type"), e, strict=True)) for e in mine], "relations": [{"head": index[h], "type": t, "tail": index[x]} for h, t, x in related]})
    names = ["entities", "relations"]
    if options.types:
        names += sorted({*counts["gold"], *counts["found"]} - set(names))
    for name in names:
        print(f"{name:24}", prf(counts["hit"][name], counts["found"][name], counts["gold"][name]))
    if options.write:
        options.write.write_text(json.dumps(written), encoding="utf-8")


if __name__ == "__main__":
    main()
