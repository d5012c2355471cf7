"""Strict and adjusted scores, as the authors of the data set count them."""

from __future__ import annotations

from collections.abc import Sequence

from edgar.relations import Relation


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
