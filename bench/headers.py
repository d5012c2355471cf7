"""How often the document facts are right: fiscal period and company against an index of calls.

    python bench/headers.py FOLDER

FOLDER holds ``transcripts.tsv`` (columns path, style, company, ticker, date, quarter) and the files that it names. Prints, a fact, how many
documents state it in the index, how many were read right, and each miss. Company names are compared without legal forms, case and marks.
"""

from __future__ import annotations

import csv
import re
import sys
import time
from collections import Counter
from pathlib import Path

from kg.errors import KgError
from kg.read import read
from kg.segment import segment

_FORMS = re.compile(r"\b(?:the|inc|incorporated|corp|corporation|co|company|companies|ltd|limited|plc|nv|n v|sa|group|holdings?|international)\b")


def main(folder: Path, show: bool = True) -> None:
    rows = list(csv.DictReader((folder / "transcripts.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    stated, right, rules = Counter[str](), Counter[str](), Counter[str]()
    seconds = 0.0
    for row in rows:
        try:
            document = read(folder / row["path"], root=folder)
        except KgError as error:
            print("unreadable", error)
            continue
        began = time.process_time()
        header = segment(document).header
        seconds += time.process_time() - began
        got = {"period": header.period.value if header.period else "", "company": header.company.value if header.company else "",
               "date": header.date.value if header.date else "", "ticker": header.ticker.value if header.ticker else ""}  # fmt: skip
        rules[header.period.rule if header.period else "none"] += 1
        for fact, want in _wanted(row).items():
            stated[fact] += 1
            if _same(fact, got[fact], want):
                right[fact] += 1
            elif show:
                print(f"{fact}: {row['path']}: {got[fact]!r}, the index says {want!r}")
    for fact in sorted(stated):
        print(f"{fact}\t{right[fact]}/{stated[fact]}\t{right[fact] / stated[fact]:.1%}")
    print("period read by", dict(rules.most_common()))
    print(f"read and segmented: {1000 * seconds / max(len(rows), 1):.1f} ms of CPU a document")


def _wanted(row: dict[str, str]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    quarter = re.fullmatch(r"(?:fiscal )?Q([1-4])(?: (\d{4}))?", row["quarter"])
    if quarter:
        year = quarter[2] or row["date"][:4]
        wanted["period"] = f"{year}-Q{quarter[1]}"
    if row["company"]:
        wanted["company"] = row["company"]
    if row["ticker"]:
        wanted["ticker"] = row["ticker"]
    if re.fullmatch(r"[12]\d{3}-\d\d-\d\d", row["date"]):
        wanted["date"] = row["date"]
    return wanted


def _same(fact: str, got: str, want: str) -> bool:
    if fact != "company":
        return got == want
    return _plain(got) == _plain(want)


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace("'s", "s").replace("'", "")).split()
    return " ".join(_FORMS.sub(" ", " ".join(words)).split())


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--quiet" not in sys.argv)
