"""The figures that may only rise: ``kg score`` on all gold that is at hand, against tests/floor.json.

    python tests/floor.py                        print today's figures beside the floor; exit code 1 on a drop
    python tests/floor.py --update               raise the floor; refuses to lower a figure
    python tests/floor.py --update --allow-drop  lower it as well: say why in the commit

The hashes of gold and documents are pinned too: figures of another corpus are not comparable.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FLOOR = Path(__file__).with_name("floor.json")
SHARED = ROOT.parent / "shared"
CORPORA = {
    "examples": (ROOT / "examples" / "gold", ROOT / "examples" / "documents"),
    "seeds": (SHARED / "gold", SHARED / "seeds"),
    "dev": (SHARED / "gold" / "dev", SHARED / "corpus" / "gold"),
}
PINNED = (
    "analyst", "entity.Company", "entity.Person", "exchange", "role", "relation", "observation.1number", "observation.2metric",
    "observation.3subject", "observation.3subject.known-metrics", "observation.4period+status",
)  # fmt: skip
EPSILON = 0.0005  # figures are rounded to four places


def figures(corpus: str) -> dict[str, Any]:
    """Hash of gold and documents, P, R and F1 of the pinned kinds."""
    from kg.score import predict, read_gold, score

    gold, documents = CORPORA[corpus]
    scores = score(read_gold(gold), predict([documents])).as_dict()["scores"]
    return {"sha256": digest(gold, documents), "figures": {kind: {k: scores[kind][k] for k in ("P", "R", "F1")} for kind in PINNED if kind in scores}}


def digest(*folders: Path) -> str:
    """One hash over names and bytes of the files in ``folders``."""
    lines = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def drops(floor: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """F1 figures of ``now`` below ``floor``; nothing is comparable when the hashes differ."""
    if floor["sha256"] != now["sha256"]:
        return ["gold or documents have changed: run `make score-update`"]
    return [
        f"{kind}: F1 {now['figures'].get(kind, {'F1': 0.0})['F1']:.4f}, the floor is {pinned['F1']:.4f}"
        for kind, pinned in floor["figures"].items()
        if now["figures"].get(kind, {"F1": 0.0})["F1"] < pinned["F1"] - EPSILON
    ]


def pinned() -> dict[str, Any]:
    """The content of floor.json."""
    return dict(json.loads(FLOOR.read_text(encoding="utf-8"))) if FLOOR.exists() else {}


def main(arguments: list[str]) -> int:
    floor, update, lower = pinned(), "--update" in arguments, "--allow-drop" in arguments
    fallen = False
    for corpus, (gold, documents) in CORPORA.items():
        if not (gold.is_dir() and documents.is_dir()):
            print(f"{corpus}: not here")
            continue
        now = figures(corpus)
        old = floor.get(corpus)
        for kind, value in now["figures"].items():
            before = old["figures"].get(kind, {}).get("F1") if old else None
            print(f"{corpus:9} {kind:36} P {value['P']:.4f} R {value['R']:.4f} F1 {value['F1']:.4f}  floor {before}")
        fell = drops(old, now) if old and old["sha256"] == now["sha256"] else []
        for line in fell:
            print(f"{corpus:9} DROP {line}")
        if update and (lower or not fell):
            floor[corpus] = now
        fallen = fallen or (bool(fell) and not (update and lower))
    if update:
        FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")
    return int(fallen)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
