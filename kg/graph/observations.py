"""Observations -> claim nodes with value, unit, period, comparison and the keys that join them across documents.

As written and as meant: "net loss of 5 million" is metric:netIncome -5000000 here, and "net loss of 5 million" in its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg import vocab
from kg.graph.page import Node, Page
from kg.graph.terms import LABEL, SKOS, TYPE, UNIT, Triple, decimal, digest, kg, local_name, metric, node, slug, string
from kg.types import EntityType, Observation

_STATUS = {"reported": "Reported", "guidance": "Guidance", "target": "Target", "consensus": "Consensus"}
_BASIS = {"YoY": "YearOverYear", "QoQ": "QuarterOverQuarter"}
_BOUND = {">": "MoreThan", ">=": "AtLeast", "<": "LessThan", "<=": "AtMost", "~": "About"}
_MIRROR = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_OTHER = "other:"


def observations(page: Page) -> Iterator[Triple]:
    """The claims of all observations of a document; the same number said again is one more span of the same claim."""
    groups: dict[str, tuple[Observation, list[Observation]]] = {}
    for fact in page.reading.facts:
        if isinstance(fact, Observation):
            meant = as_meant(fact)
            groups.setdefault(_local(page, meant, fact.metric), (meant, []))[1].append(fact)
    for local, (meant, said) in groups.items():
        yield from _observation(page, local, meant, said)


def as_meant(fact: Observation) -> Observation:
    """A loss as its profit with the sign turned: value, range, bound, prior and change. Any other observation unchanged."""
    opposite = vocab.NEGATED.get(fact.metric)
    if opposite is None:
        return fact
    low, high = _minus(fact.high), _minus(fact.low)
    bound = _MIRROR.get(fact.bound, fact.bound) if fact.bound else None
    return replace(
        fact, metric=opposite, value=_minus(fact.value), low=low, high=high, bound=bound, change=_minus(fact.change), prior=_minus(fact.prior), converted=None
    )


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value if value else value


def _local(page: Page, o: Observation, said: str) -> str:
    about = page.node(o.of.key)
    parts = (o.label, o.share_of, o.status, o.accounting, o.period, o.unit, o.bound, o.on_change, o.change_unit, o.basis, o.prior_period)
    numbers = (o.value, o.low, o.high, o.change, o.prior)
    hash_ = digest(page.reading.document.sha256, about.iri, said, *parts, *(None if n is None else decimal(n) for n in numbers))
    return f"{_subject(about, _owner(page, o))}.{_metric_local(page, o)[0].rsplit('.', 1)[-1]}.{local_name(o.period or 'undated')}.{hash_}"


def _subject(about: Node, owner: Node | None) -> str:
    """The subject as the company's books know it, owner first: two companies that speak of one market have two contexts."""
    if owner is None or owner.iri == about.iri or "_" not in about.key:
        return about.key
    folder, local = about.key.split("_", 1)
    return f"{owner.key}.{folder}_{local.removeprefix(f'{owner.key}.')}"


def _metric_local(page: Page, o: Observation) -> tuple[str, str | None]:
    """The local name of the metric, and its label where it is the company's own."""
    if not o.metric.startswith(_OTHER):
        return local_name(o.metric), None
    said = o.metric.removeprefix(_OTHER).strip()
    owner = _owner(page, o)
    return f"{owner.key if owner else 'other'}.{slug(said)}", said


def _owner(page: Page, o: Observation) -> Node | None:
    """The company whose number it is: the subject itself, the company the subject belongs to, else the one that reports."""
    about = page.node(o.of.key)
    if about.identity.type is EntityType.COMPANY:
        return about
    company = page.company()
    if about.identity.owner and (company is None or about.identity.owner != company.identity.slug):
        return page.owner(about.identity.owner)
    return company


def _observation(page: Page, local: str, o: Observation, said: list[Observation]) -> Iterator[Triple]:
    iri = node("observation", local)
    about, owner = page.node(o.of.key), _owner(page, o)
    yield iri, TYPE, kg("Observation")
    yield iri, kg("about"), about.iri
    if owner:
        yield iri, kg("company"), owner.iri
    yield iri, kg("metric"), _metric(page, o, owner)
    if said[0].metric != o.metric:
        yield iri, kg("statedMetric"), metric(local_name(said[0].metric))
    yield iri, kg("status"), kg(_STATUS[o.status])
    yield from _level(iri, o)
    if o.unit:
        yield iri, kg("unit"), unit(page, o.unit)
    when = page.period(o.period, owner) if o.period else None
    if when:
        yield iri, kg("period"), when
    if o.label:
        yield iri, kg("label"), string(o.label)
    if o.share_of:
        yield iri, kg("shareOf"), metric(local_name(o.share_of))
    if o.accounting:
        yield iri, kg("accountingBasis"), kg(vocab.CODES.get(o.accounting.lower(), "OtherAccounting"))
    if o.converted:
        yield iri, kg("convertedValue"), decimal(o.converted.value)
        yield iri, kg("convertedUnit"), unit(page, o.converted.unit)
    yield from _comparison(page, iri, local, o, owner)
    yield from _keys(page, iri, o, about, owner, when)
    yield from page.evidence(iri, said)


def _level(iri: str, o: Observation) -> Iterator[Triple]:
    if o.value is not None:
        yield iri, kg("value"), decimal(o.value)
    if not o.on_change:
        for name, bound in (("lowerBound", o.low), ("upperBound", o.high)):
            if bound is not None:
                yield iri, kg(name), decimal(bound)
        if o.bound and o.value is not None:
            yield iri, kg("bound"), kg(_BOUND.get(o.bound, "About"))


def _comparison(page: Page, observation: str, local: str, o: Observation, owner: Node | None) -> Iterator[Triple]:
    """The change and what it is measured against, on a node of its own; nothing when the fact states a level alone."""
    moves = o.on_change and (o.low is not None or o.high is not None)
    if o.change is None and o.prior is None and not moves:
        return
    iri = node("comparison", local)
    yield observation, kg("comparison"), iri
    yield iri, TYPE, kg("Comparison")
    if o.basis or o.change is not None or moves:
        yield iri, kg("comparisonBasis"), kg(_BASIS.get(o.basis or "", "OtherBasis"))
    if o.change is not None:
        yield iri, kg("change"), decimal(o.change)
    if moves:
        for name, bound in (("lowerChange", o.low), ("upperChange", o.high)):
            if bound is not None:
                yield iri, kg(name), decimal(bound)
    if o.bound and (o.on_change or o.value is None):
        yield iri, kg("bound"), kg(_BOUND.get(o.bound, "About"))
    if o.change_unit and (o.change is not None or moves):
        yield iri, kg("changeUnit"), unit(page, o.change_unit)
    if o.prior is not None:
        yield iri, kg("priorValue"), decimal(o.prior)
    if o.prior_period:
        yield iri, kg("priorPeriod"), page.period(o.prior_period, owner)


def _keys(page: Page, iri: str, o: Observation, about: Node, owner: Node | None, when: str | None) -> Iterator[Triple]:
    """The join keys: context (subject x period), series (subject x metric x basis x unit), datapoint (series x period)."""
    name = _metric_local(page, o)[0]
    facets = (name.rsplit(".", 1)[-1], o.label and slug(o.label), o.share_of and f"of-{o.share_of}", o.accounting and slug(o.accounting), o.unit and slug(o.unit))
    subject = _subject(about, owner)
    series_local = ".".join([subject, *(f for f in facets if f)])
    series = node("series", local_name(series_local))
    yield iri, kg("series"), series
    if series not in page.keys.seen:
        page.keys.seen.add(series)
        page.keys.add((series, TYPE, kg("Series")), (series, kg("about"), about.iri), (series, kg("metric"), metric(name)))
    if when is None or o.period is None:
        return
    context = node("context", f"{subject}.{local_name(o.period)}")
    datapoint = node("datapoint", local_name(f"{series_local}.{o.period}"))
    yield iri, kg("context"), context
    yield iri, kg("datapoint"), datapoint
    page.keys.add((datapoint, TYPE, kg("Datapoint")), (context, TYPE, kg("Context")), (context, kg("about"), about.iri), (context, kg("period"), when))
    if owner and owner.iri != about.iri:
        total = node("context", f"{owner.key}.{local_name(o.period)}")
        page.keys.add((context, kg("totalContext"), total), (total, TYPE, kg("Context")), (total, kg("about"), owner.iri), (total, kg("period"), when))


def _metric(page: Page, o: Observation, owner: Node | None) -> str:
    """The metric's IRI. One that the vocabulary lacks becomes a concept in a scheme of the company's own."""
    local, said = _metric_local(page, o)
    iri = metric(local)
    if said is not None and iri not in page.keys.seen:
        page.keys.seen.add(iri)
        scheme = node("scheme", owner.key if owner else "other")
        name = owner.identity.name if owner else "No company"
        page.keys.add((iri, TYPE, kg("Metric")), (iri, LABEL, string(said)), (iri, f"<{SKOS}inScheme>", scheme), (iri, f"<{SKOS}broader>", metric("other")))
        page.keys.add((scheme, TYPE, f"<{SKOS}ConceptScheme>"), (scheme, LABEL, string(f"{name}: metrics of its own")))
    return iri


def unit(page: Page, said: str) -> str:
    """``CNY`` -> ``unit:CNY``, ``USD/share`` -> ``unit:USD-per-share``, ``pp`` -> ``unit:percentage-point``, a physical unit by its slug."""
    known = vocab.UNITS.get(said)
    iri = f"<{UNIT}{known or local_name('-per-'.join(part.strip() for part in said.split('/')))}>"
    if known is None and iri not in page.keys.seen:
        page.keys.seen.add(iri)
        page.keys.add((iri, TYPE, kg("Unit")), (iri, LABEL, string(said)))
    return iri


