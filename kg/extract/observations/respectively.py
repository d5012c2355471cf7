"""Lists that are paired off: "net revenues, net income and EPS were $640 million, $52 million and $1.15, respectively"."""

from __future__ import annotations

from kg.extract.observations.naming import fit
from kg.extract.observations.phrases import denominator
from kg.extract.observations.roles import Part
from kg.extract.observations.tokens import COMMA, CUE, METRIC, PERIOD, QUANTITY, WORD, Line

_JOINS = frozenset({",", "and", "or", "to", "at"})


def numbers_paired(line: Line) -> tuple[int, ...]:
    """The QUANTITY tokens of the list in front of (or around) "respectively"; empty when there is no such list."""
    tokens = line.tokens
    at = next((k for k, t in enumerate(tokens) if t.text == "respectively"), None)
    if at is None:
        return ()
    out: list[int] = []
    for k in range(at - 1, -1, -1):
        t = tokens[k]
        if t.kind == QUANTITY:
            if out and tokens[out[-1]].quantity.percentage != t.quantity.percentage:
                break
            out.append(k)
        elif t.kind in (PERIOD, CUE) or t.text in _JOINS or t.text in ("in", "for", "the") or not out:
            continue
        else:
            break
    return tuple(reversed(out)) if len(out) > 1 else ()


def whole_of(line: Line) -> str | None:
    """ "were 14% and 9% of [revenue], respectively", "as a percentage of [sales]": the metric that the numbers are shares of."""
    return next((t.metric.metric.id for k, t in enumerate(line.tokens) if t.kind == METRIC and denominator(line.tokens, k)), None)


def pairs(line: Line) -> dict[int, int]:
    """QUANTITY token -> METRIC token, where as many metrics stand in a list before the numbers and all of them fit."""
    numbers = numbers_paired(line)
    if not numbers:
        return {}
    tokens = line.tokens
    metrics: list[int] = []
    for k in range(numbers[0] - 1, -1, -1):
        t = tokens[k]
        if t.kind == METRIC and denominator(tokens, k):
            continue  # "as a percentage of sales"
        if t.kind == METRIC:
            metrics.append(k)
            if len(metrics) == len(numbers):
                break
        elif t.kind == QUANTITY or t.text == ";":
            break
    metrics.reverse()
    if len(metrics) != len(numbers) or any(t.kind == WORD and t.text not in ("and", "both", "adjusted", "gaap", "non-gaap", "our", "the") for t in tokens[metrics[0] + 1 : metrics[-1]] if t.kind != COMMA):
        return {}
    ratios = whole_of(line) is not None
    if any(fit(tokens[m].metric.metric, tokens[n].quantity, Part.LEVEL, ratios) is None and fit(tokens[m].metric.metric, tokens[n].quantity, Part.CHANGE) is None for n, m in zip(numbers, metrics, strict=True)):
        return {}
    return dict(zip(numbers, metrics, strict=True))


def periods_paired(line: Line) -> dict[int, int]:
    """QUANTITY token -> PERIOD token: "24% and 23% in the second quarter and first half, respectively"."""
    tokens = line.tokens
    at = next((k for k, t in enumerate(tokens) if t.text == "respectively"), None)
    if at is None:
        return {}
    numbers = [k for k, t in enumerate(tokens[:at]) if t.kind == QUANTITY]
    said = [k for k, t in enumerate(tokens[:at]) if t.kind == PERIOD]
    behind = [k for k in said if numbers and k > numbers[-1]]
    ahead = [k for k in said if numbers and k < numbers[0]]
    periods = behind if len(behind) > 1 else ahead if len(ahead) == len(numbers) else []
    return dict(zip(numbers[-len(periods) :], periods, strict=True)) if 1 < len(periods) <= len(numbers) else {}
