"""Metric observations: each number that states the level or the change of a metric of a named thing.

    scenes -> lines of tokens -> drafts (level, change, prior, metric) -> subject, period, status -> Observation
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.extract.observations.articles import stated
from kg.extract.observations.carry import Carry
from kg.extract.observations.drafts import drafts_of
from kg.extract.observations.finish import broken_even, finish
from kg.extract.observations.quotes import quoted
from kg.extract.observations.tokens import Line, flat, lay_out
from kg.extract.observations.unnumbered import compares, unnumbered
from kg.extract.observations.wire import Wire
from kg.extract.observations.withdrawn import withdrawn
from kg.extract.owners import Owners
from kg.extract.quantity import Quantity
from kg.extract.subjects import parts_of
from kg.extract.subjects.topics import opened, silent, turned
from kg.types import Context, Fact, Mention, Note, Scene, Span

_OPENING = 100  # characters of a sentence without numbers that may say what the next ones are about

# Why a number that a reader might look for is no observation: the way of ``unstated`` -> words.
_WONDERED = {
    "threshold": "it is a threshold",
    "limit": "it is a limit of a contract",
    "supposed": "it is supposed",
    "asked": "it is asked",
    "swing": "it is how far the numbers before may be off",
    "missed-by": "it is the distance from what was expected",
    "outlook-kept": "the outlook is kept",
    "unsure-whose": "which member of the list it belongs to is not sure",
    "without-measure": "no noun phrase names what it measures",
    "in-passing": "it is told in passing",
}


def relate_observations(context: Context, scenes: tuple[Scene, ...]) -> Iterator[Fact | Note]:
    """The observations of a document, in order of the text."""
    carry = Carry(currency=_usual_currency(scenes))
    parts = parts_of(context, [m for scene in scenes for m in scene.mentions if m.kind == "thing"])
    wire, owners = Wire(context, carry.currency), Owners(context, scenes)
    for scene in scenes:
        row = wire.read(scene)
        if row is not None:
            yield row
            continue
        carry.enter(scene, parts.heads.get(scene.by or ""))
        for span, own in _sentences(scene):
            kinds = {m.kind for m in own}
            said = context.folded[span.start : span.end]
            yield from withdrawn(said, span)
            if "even" in said and ("break" in said or "broke" in said):
                yield from broken_even(context, scene, lay_out(context.folded, span, own), carry)
            if context.company and "metric" in kinds and (" with " in said or "last year" in said) and compares(said):
                yield from unnumbered(context, lay_out(context.folded, span, own), context.company, scene.by)
            if "quantity" in kinds:
                line = lay_out(context.folded, span, own, context.document.text)
                read, refused = drafts_of(line, carry.named, carry.moving)
                drafts, passed = stated(context, line, quoted(context, line, read), carry.named)
                read_after_all = {k for draft in drafts for k in draft.tokens}
                yield from _refused(line, [(k, why) for k, why in (*refused, *passed) if k not in read_after_all])
                if not drafts:
                    carry.pass_over(span.start, own)
                carry.turn(context, turned(parts, line) if drafts else opened(parts, line))
                yield from finish(context, scene, line, drafts, carry, parts, owners)
            else:
                carry.pass_over(span.start, own)
                carry.foresee(context, said, own)
                if owners.article:
                    owners.heard(lay_out(context.folded, span, own, context.document.text))
                opening = Span(span.start, min(span.end, span.start + _OPENING))
                early = [m for m in own if m.span.end <= opening.end]
                if not silent(flat(said[:_OPENING]), opening.of(context.document.text), {m.kind for m in early}):
                    line = lay_out(context.folded, opening, early, context.document.text)
                    carry.frame(line)
                    carry.turn(context, opened(parts, line))
            carry.hear(context, own)


def _sentences(scene: Scene) -> Iterator[tuple[Span, list[Mention]]]:
    """Each sentence with its mentions, in order."""
    mentions = scene.mentions
    at = 0
    for span in scene.sentences:
        while at < len(mentions) and mentions[at].span.start < span.start:
            at += 1
        end = at
        while end < len(mentions) and mentions[end].span.start < span.end:
            end += 1
        yield span, [m for m in mentions[at:end] if m.span.end <= span.end]


def _refused(line: Line, refused: list[tuple[int, str]]) -> Iterator[Note]:
    """What is said of the numbers of a sentence that state nothing, where a reader might look for them."""
    for k, why in refused:
        if why in _WONDERED:
            yield Note(f"the number was not read: {_WONDERED[why]}", Span(line.tokens[k].start, line.tokens[k].end), f"number-{why}")


def _usual_currency(scenes: tuple[Scene, ...]) -> str | None:
    """The currency that most amounts of the document are in; the first in the alphabet among equals."""
    seen = Counter(
        m.value.currency for scene in scenes for m in scene.mentions if m.kind == "quantity" and isinstance(m.value, Quantity) and m.value.currency is not None
    )
    return min(seen, key=lambda c: (-seen[c], c)) if seen else None
