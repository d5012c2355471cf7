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
import json
from collections.abc import Sequence
from pathlib import Path

from edgar.relations import Relation, relations
from edgar.scores import score
from edgar.sentences import sentence


def read(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print the first N sentences with what is missed and what is too much")
    options = parser.parse_args()
    if not options.data.is_file():
        parser.error(f"{options.data} is no file; give the JSON Lines file of the data set")
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
