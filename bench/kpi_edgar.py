"""KPI-EDGAR: our quantities and periods mapped to the relations of the data set, scored as its authors score.

usage: python bench/kpi_edgar.py DATA.jsonl [--show N]

The data (Deußer et al., "KPI-EDGAR: A Novel Dataset and Accompanying Metric for Relation Extraction from Financial Documents", ICMLA 2022,
arXiv:2210.09163; code github.com/tobideusser/kpi-edgar, MIT) are tokenised sentences of annual reports with entities (kpi, thereof, cy = value
of the current year, py = of the prior year, py1 = of the year before, increase, decrease, attr) and relations between two of them.

Strict: a relation counts when both spans and both types are right, in either order. Adjusted ("partial_type" in their code): a gold relation
counts by the share of its words that the best predicted relation of the same types covers (mean of both entities); the share of that
prediction's words that lie outside is a false positive; predictions that are nobody's best are whole false positives.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract.quantities import find_measures
from kg.extract.quantity import Grain, PeriodRef, Quantity
from kg.fold import fold
from kg.types import Context, Document, DocumentType, Header, Layout, Mention, Passage, PassageKind, Section, Span

Entity = tuple[int, int, str]  # first token, token after the last, type
Relation = tuple[Entity, Entity]

DETERMINERS = frozenset("the a an our its their this that these those his her such certain any each all some no 's ’s ' company firm".split())
COPULAS = frozenset("was were is are be been totaled totalled amounted amounting totaling equaled approximated included includes include consisted consists consist had has have represented comprised aggregated reflected reflects decreased increased represents represent approximates".split())
BREAKS = frozenset(
    "in at by with as that which who we it they during through from than when while where under over upon after before since until per if because also not "
    "recorded recognized reported incurred made paid included including excluding excludes includes include during net-of primarily respectively were was is are had has have "
    "and/or to will would could may can . ; : , ( ) [ ] — – - • * “ ” \" | within between into amounts using used ".split()
)
LINKS = frozenset("of on and for".split())
OPENERS = frozenset("approximately about nearly an a the aggregate total additional another".split())


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: tuple[str, ...]
    low: tuple[str, ...]
    values: tuple[tuple[int, Quantity], ...]  # token of the number, amounts of money only
    years: tuple[tuple[int, int], ...]  # token, year
    report: int  # the year of the report


def sentence(tokens: Sequence[str], report: int) -> Sentence:
    """The numbers and years of one tokenised sentence."""
    text, starts = " ".join(tokens), []
    at = 0
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    index = {start: i for i, start in enumerate(starts)}
    passage = Passage(Span(0, len(text)), PassageKind.PARAGRAPH, Section.BODY)
    context = Context(Document("s", "s", "", text), Layout("filing", DocumentType.FILING, Header(), (passage,)), fold(text))
    mentions = list(find_measures(context, passage))
    low = tuple(t.lower() for t in tokens)
    values = tuple((token, q) for token, q in _values(mentions, index) if not _aside(low, token))
    years = tuple(sorted({(_token(starts, m.span), m.value.year) for m in mentions if isinstance(m.value, PeriodRef) and m.value.year and m.value.grain != Grain.SPAN}))
    return Sentence(tuple(tokens), low, values, years, report)


def _values(mentions: Iterable[Mention], index: dict[int, int]) -> Iterator[tuple[int, Quantity]]:
    for mention in mentions:
        quantity = mention.value
        if isinstance(quantity, Quantity) and quantity.money and quantity.number.start in index and quantity.bound not in (">", ">=", "<", "<="):
            yield index[quantity.number.start], quantity


def _aside(low: Sequence[str], token: int) -> bool:
    """A value after tax, a share, or at par beside the value meant: "$ 3 million ( $ 2 million after tax or $ 0.10 per share )"."""
    before = low[max(0, token - 3) : token]
    if "or" in before and any(t in ("million", "billion", "tax", ")") for t in low[max(0, token - 8) : token]):
        return True
    opened = before[-1:] == ("($",) or before[-2:] == ("(", "$")
    if opened and low[token - 2 - (before[-1:] != ("($",))] in ("million", "billion") and any("tax" in t or t == "per" for t in low[token : token + 6]):
        return True
    return "par" in low[token : token + 5] or "par" in low[max(0, token - 4) : token]


def _token(starts: Sequence[int], span: Span) -> int:
    return max((i for i, start in enumerate(starts) if start < span.end), default=0)


def series(s: Sentence) -> list[list[int]]:
    """Values that stand in one list ("$ 3 million , $ 4 million and $ 5 million"): indexes into ``s.values``."""
    out: list[list[int]] = []
    for k, (token, _) in enumerate(s.values):
        if out:
            before = s.values[out[-1][-1]][0]
            gap = s.low[before + 1 : token]
            if all(t in _LISTED or t.isdigit() or t in _MONTHS for t in gap):
                out[-1].append(k)
                continue
        out.append([k])
    return out


_LISTED = frozenset(", and $ million billion ($ ) ( $( thousand € £ approximately in for at as of year fiscal ended respectively years the compared with to".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())


def tags(s: Sentence, group: Sequence[int]) -> list[str]:
    """Which year each value of a list is of."""
    tokens = [s.values[k][0] for k in group]
    after = [[y for t, y in s.years if token < t < nxt] for token, nxt in zip(tokens, [*tokens[1:], tokens[-1] + 16], strict=True)]
    around = [y for _, y in s.years]
    if len(group) > 1 and len({y for _, y in s.years}) >= len(group) and (not all(after) or any(len(a) > 1 for a in after)):
        ordered = list(dict.fromkeys([y for t, y in s.years if t > tokens[-1]] if sum(t > tokens[-1] for t, _ in s.years) >= len(group) else around))
        if len(ordered) >= len(group):
            return [_tag(s, y) for y in ordered[: len(group)]]
    if all(after):
        return [_tag(s, a[0]) for a in after]
    if len(group) == 1:
        before = [y for t, y in s.years if t < tokens[0]]
        stop = next((t for t in range(tokens[0] + 1, len(s.low)) if s.low[t] in (".", ";", "$")), len(s.low))
        near = after[0] or [y for t, y in s.years if tokens[0] < t < stop] or before[-1:]
        return [_tag(s, near[0]) if near else "cy"]
    return [("cy", "py", "py1")[min(i, 2)] for i in range(len(group))]


def _tag(s: Sentence, year: int) -> str:
    return "cy" if year >= s.report else "py" if year == s.report - 1 else "py1"


def left(s: Sentence, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends before token ``end``."""
    stop = start = end
    while start > 0:
        word = s.low[start - 1]
        if word in DETERMINERS and start > 1 and s.low[start - 2] in ("of", "on", "for", "to") and word not in ("’s", "'s", "’", "'"):
            start -= 1
        elif (word == "to" and start > 1 and s.low[start - 2] in ("related", "relating", "pertaining", "adjustment", "adjustments", "payments", "contributions")) or (word in ("in", "under", "with", "from") and start > 1 and s.low[start - 2] in ("changes", "change", "placed", "investments", "deposits", "increase", "decrease", "gains", "losses", "benefits", "payments", "proceeds", "investment", "plans")):
            start -= 2
        elif (word == "(" and s.low[start : start + 2] == ("losses", ")")) or (word == ")" and s.low[max(0, start - 3) : start] in (("(", "losses", ")"), ("(", "loss", ")"), ("(", "gains", ")"), ("(", "liabilities", ")"), ("(", "benefit", ")"))):
            start -= 3 if word == ")" else 1
        elif word == "." and s.low[start - 2 : start - 1] in (("u.s",), ("non-u.s",), ("u.k",)):
            start -= 2
        elif word in BREAKS or word in DETERMINERS or word in COPULAS or word[:1].isdigit() or word in _MARKS:
            break
        else:
            start -= 1
    return _trimmed(s, start, stop)


_VERBS = frozenset("recording make makes making assumed accrued available impact recognizing issued committed".split())
_AMOUNTS = frozenset("value values amount amounts balance balances basis cost principal".split())
_MARKS = frozenset(("$", "million", "billion", "%", "had", "we"))


def _trimmed(s: Sentence, start: int, stop: int) -> tuple[int, int] | None:
    while start < stop and s.low[start] in _VERBS:
        start += 1
    while start < stop and (s.low[start] in LINKS or s.low[start] in DETERMINERS or s.low[start].endswith("ly") or (s.low[start] in ("amount", "approximately", "recording", "aggregating") and s.low[start + 1 : start + 2] in (("of",), ()))):
        start += 1
    while stop > start and (s.low[stop - 1] in LINKS or s.low[stop - 1] in DETERMINERS or s.low[stop - 1] in ("related", "to", "as", "approximately", ",", "also", "which")):
        stop -= 1
    while start < stop and (not s.low[start][0].isalnum() or s.low[start].isdigit()):
        start += 1
    return (start, stop) if start < stop else None


def right(s: Sentence, start: int) -> tuple[int, int] | None:
    """The noun phrase that starts at token ``start``."""
    while start < len(s.low) and (s.low[start] in DETERMINERS or s.low[start] in ("certain", "these", "existing")):
        start += 1
    stop = start
    while stop < len(s.low):
        word = s.low[stop]
        if word in DETERMINERS and stop > start and s.low[stop - 1] in ("of", "on", "for"):
            stop += 1
        elif (word == "for" and any(stop < t <= stop + 7 for t, _ in s.years)) or (word == "on" and s.low[stop + 1 : stop + 2] in (("the",), ("our",), ("its",))):
            break
        elif word in BREAKS or word in COPULAS or word in DETERMINERS or word[:1].isdigit() or word in _MARKS or word in ("related", "associated", "attributable", "due", "incurred", "net"):
            if word == "net" and stop == start:
                stop += 1
                continue
            break
        else:
            stop += 1
    return _trimmed(s, start, stop)


def after_value(s: Sentence, token: int) -> int:
    """The token after a value with its scale, brackets and "respectively"."""
    k = token + 1
    while k < len(s.low) and s.low[k] in ("million", "billion", "thousand", ")"):
        k += 1
    if s.low[k : k + 2] == (",", "respectively"):
        k += 3 if s.low[k + 2 : k + 3] == (",",) else 2
    return k


def before_value(s: Sentence, token: int) -> int:
    """The index of the last word before a value with its currency and "approximately"."""
    k = token - 1
    while k >= 0 and (s.low[k] in ("$", "($", "$(", "€", "£", "approximately", "about", "nearly", "an", "aggregate") or (s.low[k] in ("a", "of") and s.low[k + 1] in ("a", "an"))):
        k -= 1
    return k


def relations(s: Sentence) -> list[Relation]:
    """The relations that we read in a sentence."""
    out: list[Relation] = []
    carried: Entity | None = None
    whole: tuple[Entity, int] | None = None  # what the last value was a part of, and where that value stands
    for group in series(s):
        first, last = s.values[group[0]][0], s.values[group[-1]][0]
        values: list[Entity] = [(s.values[k][0], s.values[k][0] + 1, tag) for k, tag in zip(group, tags(s, group), strict=True)]
        kpi, part = _names(s, first, last)
        if kpi is not None and part is None and whole is not None and _goes_on(s, whole[1], kpi, first):
            kpi, part = whole[0], (kpi[0], kpi[1], "thereof")
        if kpi is not None and part is not None:
            whole = (kpi, last)
        if kpi is None:
            kpi = carried
        if kpi is None:
            continue
        carried = kpi
        names = _listed(s, kpi, len(values), last) if part is None else []
        if names:
            out.extend((name, (value[0], value[1], values[0][2])) for name, value in zip(names, values, strict=True))
            continue
        for value in values:
            out.append((kpi, value))
            if part is not None:
                out.append((part, value))
        if part is not None:
            out.append((kpi, part))
    return out


def _goes_on(s: Sentence, value: int, name: Entity, first: int) -> bool:
    """ "… includes home loans of $ 3 million and other loans of $ 4 million": a further part of the same whole."""
    low, high = (value, name[0]) if name[0] < first else (value, first)
    return low < high and all(t in _BETWEEN or t.isdigit() or t in _MONTHS or t in DETERMINERS for t in s.low[low + 1 : high])


_BETWEEN = frozenset(", and million billion ; $ ) approximately respectively at december in of".split())


def _listed(s: Sentence, kpi: Entity, count: int, last: int) -> list[Entity]:
    """ "assets and liabilities were $ 3 million and $ 4 million , respectively": one name a value, where no years are listed."""
    if count < 2 or "respectively" not in s.low[last : last + 6] or len({y for t, y in s.years if t > kpi[1] - 12}) >= count:
        return []
    cuts = [t for t in range(kpi[0], kpi[1]) if s.low[t] in (",", "and")]
    bounds = [kpi[0] - 1, *cuts, kpi[1]]
    names = [(a + 1, b, "kpi") for a, b in itertools.pairwise(bounds) if a + 1 < b]
    return list(names) if len(names) == count else []


def _names(s: Sentence, first: int, last: int) -> tuple[Entity | None, Entity | None]:
    """(the kpi, what is a part of it) for a list of values from token ``first`` to ``last``."""
    before, after = before_value(s, first), after_value(s, last)
    word = s.low[before] if before >= 0 else ""
    follow = s.low[after] if after < len(s.low) else ""
    own: tuple[int, int] | None = None
    if word in ("of", "totaling") or (word == "(" and s.low[before + 1 : before + 2] == ("$",)):
        own = left(s, before)
        if own is not None and s.low[own[0] : own[0] + 2] == ("net", "of") and s.low[own[0] - 1] == ",":
            own = left(s, own[0] - 1) or own
        if own is not None and s.low[own[1] - 1] in _AMOUNTS:
            k = own[0] - 1
            while k > 0 and s.low[k] in DETERMINERS:
                k -= 1
            if s.low[k] in ("with", "in", "at", "having"):
                own = left(s, k) or own
        if own is not None:
            verb = _verb_before(s, own[0])
            whole = _subject(s, verb) if verb is not None and (s.low[verb] in _WHOLE or s.low[verb + 1 : verb + 3] == ("net", "of")) else None
            if whole is None and verb is not None and s.low[verb] in _WHOLE:
                whole = _headed(s, verb)
            if whole is not None and s.low[whole[1] - 1] not in ("amount", "amounts", "balance", "balances", "total", "this"):
                return (*whole, "kpi"), (*own, "thereof")
    subject = _subject(s, before) if word in COPULAS or word in ("to", "by") else None
    if subject is not None:
        line = _recorded(s, subject[1], before)
        if line is not None:
            return (*line, "kpi"), (*subject, "thereof")
        named = right(s, after + 1) if follow == "for" and not any(after < t <= after + 7 for t, _ in s.years) else None
        if named is not None and s.low[after + 1] in DETERMINERS and s.low[named[0]] not in ("years", "year", "fiscal", "months", "period", "periods", "each", "quarter"):
            return (*subject, "kpi"), (*named, "thereof")
    behind = right(s, after + 1) if follow in ("of", "in") else None
    if own is None and behind is not None and follow == "of":
        if subject is not None and word in _WHOLE:
            return (*subject, "kpi"), (*behind, "thereof")
        own = behind
    if own is None and subject is not None:
        own = subject
    place = _place(s, after)
    if own is not None and place is not None and place != own and word not in _WHOLE:
        return (*place, "kpi"), (*own, "thereof")
    if own is None and follow in ("in", "for", "to", "within", "on"):
        own = right(s, after + 1)
    if own is None and place is not None:
        own = place
    if own is None:
        own = right(s, after) if follow.isalpha() and follow not in BREAKS and follow not in LINKS else None
    if own is None:
        own = _subject(s, before)
    return ((*own, "kpi"), None) if own else (None, None)


_WHOLE = frozenset("include includes included including represents represent consists consisted consist comprised".split())
_PLACED = frozenset("included classified recorded reported charged recognized reflected allocated".split())


def _headed(s: Sentence, verb: int) -> tuple[int, int] | None:
    """ "The components of lease expense were as follows : ( 1 ) Includes …": what the table above the footnote is of."""
    for k in range(verb - 1, 0, -1):
        if s.low[k] in ("follows", "following") and s.low[k - 1] in ("as", "the"):
            end = next((t for t in range(k, -1, -1) if s.low[t] in COPULAS), None)
            start = next((t + 1 for t in range(k, -1, -1) if s.low[t] in (".", ":")), 0)
            if end is None or end <= start:
                return None
            while start < end and s.low[start] in ("the", "components", "component", "of", "our", "composition", "details", "a", "summary", "information", "on", "activity", "and"):
                start += 1
            return right_of_clause(s, start, end) if start < end else None
    return None


def _verb_before(s: Sentence, start: int) -> int | None:
    """The verb right before a noun phrase, over its determiners."""
    k = start - 1
    while k >= 0 and (s.low[k] in DETERMINERS or s.low[k] in ("of", "primarily", "total", "fair", "value")):
        k -= 1
    return k if k >= 0 and s.low[k] in COPULAS else None


def _recorded(s: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """ "Costs recorded in other income were $ 3 million": the line of the statements, between the subject and the verb."""
    k = start
    while k < end and s.low[k] in (",", "which", "were", "was", "are", "is", "and"):
        k += 1
    if k + 1 < end and s.low[k] in _PLACED and s.low[k + 1] in ("in", "within"):
        found = right(s, k + 2)
        if found is not None and found[1] <= end and "statement" not in s.low[found[0] : found[1]] and "statements" not in s.low[found[0] : found[1]] and "sheets" not in s.low[found[0] : found[1]]:
            return found
    return None


def _place(s: Sentence, after: int) -> tuple[int, int] | None:
    """ "… was recorded in other income": the line of the statements that a value went to."""
    for k in range(after, min(after + 24, len(s.low) - 2)):
        if s.low[k] in ("$", ".", ";"):
            return None
        if s.low[k] in _PLACED and s.low[k + 1] in ("in", "within", "to", "as"):
            found = right(s, k + 2)
            return None if found is None or "statement" in s.low[found[0] : found[1]] or "statements" in s.low[found[0] : found[1]] or s.low[found[0]] in ("our", "note") else found
    return None


def _subject(s: Sentence, before: int) -> tuple[int, int] | None:
    """The noun phrase before the verb that governs the value: from the start of its clause, without "As of December 31 , 2020 ," and the like."""
    k = before
    while k >= 0 and s.low[k] not in COPULAS:
        k -= 1
    if k <= 0:
        return None
    start = k
    if s.low[k - 1] == ",":
        while start > 1 and s.low[start - 1] not in (".", ";", ":") and not (s.low[start - 2] == "," and s.low[start - 1] in ("which", "including", "excluding", "net", "inclusive", "after")):
            start -= 1
        if start > 1 and s.low[start - 2] == ",":
            k, start = start - 2, start - 2
    while start > 0 and s.low[start - 1] not in (".", ";", ":", "•", "—", "which", "we", "and/or", "”"):
        start -= 1
    return right_of_clause(s, start, k)


def right_of_clause(s: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The subject in tokens ``start`` to ``end``: behind an opening adjunct of time, up to the first word that tells more about it."""
    while (start < end and s.low[start] in ("(", ")")) or (start + 1 < end and s.low[start + 1] == ")"):
        start += 1
    if start < end and s.low[start] in ("as", "at", "in", "for", "during", "under", "on", "through", "therefore", "additionally", "also", "at"):
        years = [t for t, _ in s.years if start < t < end]
        comma = next((t for t in range(max(years[-1:] or [start]), end) if s.low[t] == ","), None)
        if comma is None:
            return left(s, end)
        start = comma + 1
    stop = start
    while start < end and (s.low[start] in DETERMINERS or s.low[start] in ("s", "firm", "company")):
        start += 1
    stop = start
    while stop < end:
        word = s.low[stop]
        years_ahead = any(stop < t <= stop + 5 for t, _ in s.years)
        if word == "(" and s.low[stop + 2 : stop + 3] == (")",):
            stop += 3
            continue
        if word in ("recorded", "recognized", "incurred", "reported", "that", "which", "during", "under", "included", "using", "outstanding", "(", ";", "inclusive", "related", "relating", "associated", "attributable") or word in COPULAS or (word == "for" and s.low[stop - 1] in ("expense", "expenses", "costs", "benefits")):
            break
        if word in ("as", "at", "in", "for") and years_ahead:
            break
        if word == "," and s.low[stop + 1 : stop + 2] in (("net",), ("which",), ("inclusive",), ("including",), ("excluding",), ("after",)):
            break
        stop += 1
    return _trimmed(s, start, stop) or left(s, end)


# --- scoring --------------------------------------------------------------------------------------------------------------------------------


def _overlap(gold: Relation, found: Relation) -> tuple[float, float]:
    """(share of the gold words found, share of the found words outside): means of both entities, which may stand in either order."""
    hit = miss = 0.0
    spans = [set(range(e[0], e[1])) for e in found]
    for entity, own, other in zip(gold, (0, 1), (1, 0), strict=True):
        words = set(range(entity[0], entity[1]))
        best = spans[own] if len(words & spans[own]) >= len(words & spans[other]) else spans[other]
        hit += len(words & best) / len(words)
        miss += len(best - words) / len(best)
    return hit / 2, miss / 2


def score(gold: Sequence[Sequence[Relation]], found: Sequence[Sequence[Relation]]) -> dict[str, tuple[float, float, float]]:
    """{"strict" | "adjusted": (precision, recall, F1)} over all sentences."""
    strict = [0.0, 0.0, 0.0]  # true positives, false positives, false negatives
    adjusted = [0.0, 0.0, 0.0]
    for relations_, predictions in zip(gold, found, strict=True):
        used_strict: set[int] = set()
        used: set[int] = set()
        for relation in relations_:
            best, best_hit, best_miss, exact = None, 0.0, 0.0, None
            for i, prediction in enumerate(predictions):
                if {relation[0][2], relation[1][2]} != {prediction[0][2], prediction[1][2]}:
                    continue
                hit, miss = _overlap(relation, prediction)
                if hit == 1 and miss == 0:
                    best, best_hit, best_miss, exact = i, hit, miss, i
                    break
                if hit > best_hit:
                    best, best_hit, best_miss = i, hit, miss
            adjusted[0] += best_hit
            adjusted[1] += best_miss
            adjusted[2] += 1 - best_hit
            strict[0 if exact is not None else 2] += 1
            if exact is not None:
                used_strict.add(exact)
            if best is not None:
                used.add(best)
        strict[1] += len(predictions) - len(used_strict)
        adjusted[1] += len(predictions) - len(used)
    return {"strict": _prf(*strict), "adjusted": _prf(*adjusted)}


def _prf(tp: float, fp: float, fn: float) -> tuple[float, float, float]:
    precision, recall = tp / (tp + fp) if tp else 0.0, tp / (tp + fn) if tp else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if tp else 0.0


def read(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print the first N sentences with what is missed and what is too much")
    options = parser.parse_args()
    gold: list[list[Relation]] = []
    found: list[list[Relation]] = []
    for item in read(options.data):
        tokens, report = item["tokens"], item["year"]
        assert isinstance(tokens, list) and isinstance(report, int) and isinstance(item["relations"], list)
        gold.append([((a[0], a[1], a[2]), (b[0], b[1], b[2])) for a, b in item["relations"]])
        found.append(list(dict.fromkeys(relations(sentence(tokens, report)))))
        if len(gold) <= options.show:
            _show(tokens, gold[-1], found[-1])
    for name, (precision, recall, f1) in score(gold, found).items():
        print(f"{name:9} P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}")


def _show(tokens: Sequence[str], gold: Sequence[Relation], found: Sequence[Relation]) -> None:
    say = lambda r: " -> ".join(f"{' '.join(tokens[e[0] : e[1]])} [{e[2]}]" for e in r)  # noqa: E731
    print(" ".join(tokens))
    for relation in gold:
        print("   ", "hit " if any({*relation} == {*f} for f in found) else "miss", say(relation))
    for relation in found:
        if not any({*relation} == {*g} for g in gold):
            print("    more", say(relation))


if __name__ == "__main__":
    main()
