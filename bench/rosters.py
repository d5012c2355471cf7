"""Who is on the call, measured: (person, title) and (analyst, broker) against hand-checked rosters.

    python bench/rosters.py ROSTERS.jsonl CORPUS [--cut] [--show N] [--every N]

ROSTERS.jsonl has one object a line: path (below CORPUS), style, executives [{name, title}], analysts [{name, broker}].
A pair is found when one participant bears the name (any surface form, case and accents folded) and the title or broker (abbreviations written out).
With the roster in place, participants that stand in a roster block are scored. With --cut the roster blocks are cut out of the text before it is
read, and those who speak are scored; a title then also counts when one wording holds the other ("CFO" said, "Executive Vice President & CFO" listed),
and ``strict`` shows the score without that. A listed "title" that is the company's name alone is not a title and is left out. Names that look like no person's are listed at the end.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.participants.names import key, looks_like_name, plain
from kg.participants.titles import canonical, spelled
from kg.segment import segment
from kg.types import Document, Layout, Part, Participant, PassageKind


def read(path: Path) -> str:
    """The text of a corpus file; Windows text where it is not UTF-8."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def cut_rosters(text: str, layout: Layout) -> str:
    """``text`` without its roster blocks."""
    for passage in sorted((p for p in layout.passages if p.kind == PassageKind.ROSTER), key=lambda p: -p.span.start):
        text = text[: passage.span.start] + text[passage.span.end :]
    return text


def forms(person: Participant) -> set[tuple[str, ...]]:
    """All names of a participant, comparable."""
    return {key(n.name) for n in person.names}


def titles(person: Participant, text: str) -> set[str]:
    """All titles of a participant as wordings, the pieces of a split title joined again."""
    out = {spelled(t.text) for t in person.titles}
    spans = sorted((t.span for t in person.titles), key=lambda s: s.start)
    for i, first in enumerate(spans):
        for last in spans[i:]:
            if 0 <= last.end - first.start < 200 and "\n\n" not in text[first.start : last.end]:
                out.add(spelled(text[first.start : last.end]))
    return out


def firm(name: str) -> str:
    """A broker's name, comparable."""
    return " ".join(plain(name).replace("&amp;", "&").replace(".", "").replace(",", "").split())


def firms_agree(a: str, b: str) -> bool:
    """One wording of a broker's name holds the other's first word."""
    x, y = firm(a).split(), firm(b).split()
    return bool(x and y) and (x[0] == y[0] or "".join(x) == "".join(y) or set(x) <= set(y) or set(y) <= set(x) or x[0].startswith(y[0][:4]) or y[0].startswith(x[0][:4]))


class Tally:
    """Found, predicted and expected pairs."""

    def __init__(self) -> None:
        self.found = self.predicted = self.expected = 0

    def line(self) -> str:
        p = self.found / self.predicted if self.predicted else 0.0
        r = self.found / self.expected if self.expected else 0.0
        return f"P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r) if p + r else 0.0:.4f} ({self.found} of {self.predicted} predicted, {self.expected} expected)"


def score(gold: dict[str, object], path: str, text: str, cut: bool, tallies: dict[str, Tally], misses: list[str]) -> Layout:
    """Adds one document to the tallies."""
    layout = segment(Document(Path(path).stem, path, "", text))
    speakers = {t.speaker for t in layout.turns}
    pool = list(layout.participants)
    if cut:
        whole = speakers
        text = cut_rosters(text, layout)
        spoken = [f for p in pool if p.id in whole for f in forms(p)]
        layout = segment(Document(Path(path).stem, path, "", text))
        pool = [p for p in layout.participants if p.id in {t.speaker for t in layout.turns}]
        keep = lambda name: any(key(name) == f for f in spoken)  # noqa: E731
    else:
        listed = " ".join(" ".join(p.span.of(text) for p in layout.passages if p.kind == PassageKind.ROSTER).split())
        pool = [p for p in pool if any(" ".join(n.span.of(text).split()) in listed for n in p.names)]
        keep = lambda name: True  # noqa: E731
    _pairs(gold, path, text, pool, keep, cut, tallies, misses)
    return layout


def _pairs(gold, path, text, pool, keep, cut, tallies, misses) -> None:  # type: ignore[no-untyped-def]
    people = [e for e in gold["executives"] if e.get("title") and e["title"] != e.get("org") and keep(e["name"])]
    analysts = [a for a in gold["analysts"] if a.get("broker") and keep(a["name"])]
    housed = {key(e["name"]) for e in gold["executives"] if e.get("title") == e.get("org")}
    tallies["title"].expected += len(people)
    tallies["broker"].expected += len(analysts)
    named = {key(e["name"]) for e in people}  # whoever may be found counts as predicted, whatever part was read
    hosts = (Part.EXECUTIVE, Part.INVESTOR_RELATIONS)
    tallies["title"].predicted += sum(1 for p in pool if p.titles and (p.part in hosts or forms(p) & named) and not forms(p) & housed)
    tallies["broker"].predicted += sum(1 for p in pool if p.firm is not None)
    tallies["title strict"].expected, tallies["title strict"].predicted = tallies["title"].expected, tallies["title"].predicted
    for e in people:
        bearers = [p for p in pool if key(e["name"]) in forms(p)]
        had = {t for p in bearers for t in titles(p, text)}
        exact = spelled(e["title"]) in had
        tallies["title strict"].found += exact
        near = cut and any(canonical(t.text) & canonical(e["title"]) or spelled(t.text) in spelled(e["title"]) or spelled(e["title"]) in spelled(t.text) for p in bearers for t in p.titles)
        tallies["title"].found += exact or near
        if not (exact or near):
            misses.append(f"{path}: title of {e['name']}: {e['title']!r}, read {sorted(had)}")
    for a in analysts:
        bearers = [p for p in pool if key(a["name"]) in forms(p) and p.firm is not None]
        ok = any((firms_agree if cut else lambda x, y: firm(x) == firm(y))(p.firm.name, a["broker"]) for p in bearers)
        tallies["broker"].found += ok
        if not ok:
            misses.append(f"{path}: broker of {a['name']}: {a['broker']!r}, read {[p.firm.name for p in bearers]}")


def suspicious(layout: Layout) -> list[str]:
    """Names of participants that look like a title, a firm, a month or a sentence."""
    return [n.name for p in layout.participants for n in p.names[:1] if not looks_like_name(n.name, single=True)]


def main(argv: list[str]) -> int:
    """Prints the scores of every style and of all."""
    rosters, corpus, cut = Path(argv[0]), Path(argv[1]), "--cut" in argv
    show = int(argv[argv.index("--show") + 1]) if "--show" in argv else 0
    every = int(argv[argv.index("--every") + 1]) if "--every" in argv else 1
    tallies: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    misses: list[str] = []
    odd: list[str] = []
    for number, line in enumerate(rosters.read_text(encoding="utf-8").splitlines()):
        if number % every:
            continue
        gold = json.loads(line)
        text = read(corpus / gold["path"])
        local: dict[str, Tally] = defaultdict(Tally)
        layout = score(gold, gold["path"], text, cut, local, misses)
        odd += [f"{gold['path']}: {name}" for name in suspicious(layout)]
        for what, tally in local.items():
            for style in (gold["style"], "all"):
                total = tallies[style][what]
                total.found, total.predicted, total.expected = total.found + tally.found, total.predicted + tally.predicted, total.expected + tally.expected
    for style, scores in sorted(tallies.items()):
        for what, tally in sorted(scores.items()):
            print(f"{style:24s} {what:13s} {tally.line()}")
    for miss in misses[:show]:
        print(miss)
    for name in odd[: max(show, 20)]:
        print("suspicious name:", name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
