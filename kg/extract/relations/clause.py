"""One sentence with its names turned into signs, so that patterns see the shape of what is said and not the names in it.

"We agreed to buy Alder Bank" becomes "‹W0› agreed to buy ‹C1›". Letters: C firm, N name of unknown kind, U one of capitals only, W the reporting company by a pronoun,
P person, M place, G authority, X exchange, I index, S segment, K customer group, R product.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.extract.names.survey import Names
from kg.lexicon import opening
from kg.types import Context, EntityType, Part, Scene, Span, Thing

LETTERS = {
    EntityType.COMPANY: "C", EntityType.PERSON: "P", EntityType.MARKET: "M", EntityType.GOVERNMENT_BODY: "G", EntityType.EXCHANGE: "X",
    EntityType.INDEX: "I", EntityType.SEGMENT: "S", EntityType.CUSTOMER_GROUP: "K", EntityType.PRODUCT: "R", EntityType.BRAND: "R",
}  # fmt: skip
_SELF = re.compile(
    rf"(?:{opening('we', 'us', 'ours', 'the company', 'the firm', 'the group', 'this company')}"
    rf"|{opening('the')} (?:[a-z-]+ ){{0,2}}(?:firm|company|group|maker|giant|retailer|bank|lender|airline|automaker|carmaker|chipmaker|insurer))\b(?!'s)"
)
_YOU = re.compile(rf"{opening('you')}\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, masked. ``things[i]`` is what sign i stands for; ``at`` maps offsets of the mask back to the document."""

    context: Context
    scene: Scene
    span: Span
    masked: str
    things: tuple[Thing, ...]
    _mask_at: tuple[int, ...]
    _text_at: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The document offset of an offset of the mask (of a sign: where its name starts)."""
        i = bisect_right(self._mask_at, offset) - 1
        return self._text_at[i] + (offset - self._mask_at[i])


def outside_speakers(context: Context) -> frozenset[str | None]:
    """The participants from outside, whose "you" is the company and whose "we" is not."""
    return frozenset(p.id for p in context.layout.participants if p.part in (Part.ANALYST, Part.UNIDENTIFIED, Part.OPERATOR))


def clause(context: Context, scene: Scene, sentence: Span, outside: bool) -> Clause:
    """``sentence`` with its names as signs."""
    folded = context.folded
    pieces = sorted((*_tickers(context, sentence), *_names(context.document.text, scene, sentence), *_selves(context, sentence, outside)), key=lambda t: (t[0].start, -t[0].end))
    masked: list[str] = []
    things: list[Thing] = []
    mask_at, text_at, size, at = [0], [sentence.start], 0, sentence.start

    def put(text: str, origin: int) -> None:
        nonlocal size
        mask_at.append(size)
        text_at.append(origin)
        masked.append(text)
        size += len(text)

    for span, letter, thing in pieces:
        if span.start < at:
            continue
        put(folded[at : span.start].replace("\n", " "), at)
        if thing is None:
            while masked and masked[-1].endswith(" ") and folded[span.end : span.end + 1] in (" ", ",", ".", ""):
                masked[-1] = masked[-1][:-1]
                size -= 1
        else:
            put(f"‹{letter}{len(things)}›", span.start)
            things.append(thing)
        at = span.end
    put(folded[at : sentence.end].replace("\n", " "), at)
    return Clause(context, scene, sentence, "".join(masked), tuple(things), tuple(mask_at), tuple(text_at))


Piece = tuple[Span, str, Thing | None]


def _tickers(context: Context, sentence: Span) -> list[Piece]:
    """Tickers in brackets, which the mask leaves out: "Alder ( ALD.N ), Kestrel" reads as "Alder, Kestrel"."""
    names = context.names
    return [(x.span, "", None) for x in names.listed if sentence.covers(x.span)] if isinstance(names, Names) else []


def _names(text: str, scene: Scene, sentence: Span) -> list[Piece]:
    out: list[Piece] = []
    mentions = scene.mentions
    for i in range(bisect_left(mentions, sentence.start, key=lambda m: m.span.start), len(mentions)):
        mention = mentions[i]
        if mention.span.start >= sentence.end:
            break
        if mention.kind == "thing" and isinstance(mention.value, Thing):
            out.append((_with_title(text, mention.span), LETTERS[mention.value.type], mention.value))
        elif mention.kind == "name":
            person = text[mention.span.end : mention.span.end + 5] in (", who", " who ")
            letter = "P" if person else "U" if _initials(str(mention.value)) else "N"
            out.append((mention.span, letter, Thing(EntityType.PERSON if person else EntityType.COMPANY, str(mention.value), mention.span)))
    return out


_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Shri)\.? $")


def _with_title(text: str, span: Span) -> Span:
    """``span`` with the honorific in front of it: "Mr. Holt" is one sign."""
    front = _HONORIFIC.search(text, max(0, span.start - 6), span.start)
    return Span(front.start(), span.end) if front else span


def _initials(name: str) -> bool:
    return len(name) <= 5 and name.rstrip("s").isupper()


def _selves(context: Context, sentence: Span, outside: bool) -> list[Piece]:
    company = context.company
    if company is None:
        return []
    pattern = _YOU if outside else _SELF
    return [
        (Span(*m.span()), "W", Thing(EntityType.COMPANY, company.name, Span(*m.span()), proper=False))
        for m in pattern.finditer(context.folded, sentence.start, sentence.end)
        if context.document.text[m.start() + 1 : m.end()].islower() or m.end() - m.start() < 4
    ]
