"""The tables of the news wires, a line a metric: "Shr 45 cts vs 31 cts", "Net profit 299,000 vs loss 624,000". Words: ``kg/data/wire.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extract.observations.basis import year_before
from kg.extract.observations.naming import vocabulary
from kg.extract.observations.tokens import COMMA, CUE, QUANTITY, WORD, Line, Token, lay_out
from kg.extract.quantity import Quantity
from kg.lexicon import table
from kg.types import Context, DocumentType, Note, Observation, PassageKind, Scene, Span

_VERSUS = ("vs", "vs.", "versus")
_MONEY = frozenset({"currency", "per-share"})


@cache
def _labels() -> dict[str, str]:
    return {label: id for id, labels in table("wire")["label"].items() for label in labels}


@cache
def _sections() -> dict[str, str]:
    return {words: end for end, rows in table("wire")["section"].items() for words in rows}


@cache
def _sides() -> dict[str, int]:
    side = table("wire")["side"]
    return {**dict.fromkeys(side["profit"], 1), **dict.fromkeys(side["loss"], -1)}


@dataclass(slots=True)
class Wire:
    """Reads the lines of a document's tables, top down. ``currency``: of numbers said without one."""

    context: Context
    currency: str | None
    key: str | None = None  # of the lines under the last heading
    heading: str = ""

    def __post_init__(self) -> None:
        header = self.context.layout.header.period
        self.key = header.value if header else None

    def read(self, scene: Scene) -> Observation | Note | None:
        """What the line says; None when it is no line of a table."""
        if self.context.layout.type == DocumentType.EARNINGS_CALL:
            return None
        span = scene.passage.span
        if span.end - span.start < 20:
            self._heading(self.context.folded[span.start : span.end])
        if scene.passage.kind != PassageKind.TABLE or len(scene.sentences) != 1:
            return None
        line = lay_out(self.context.folded, span, [m for m in scene.mentions if m.kind == "quantity"])
        if len(numbers := line.quantities()) != 2:
            return None
        return self._row(line, *numbers)

    def _heading(self, words: str) -> None:
        words = words.strip().rstrip(":")
        end = _sections().get(words)
        if end is None:
            return
        self.heading = words
        if self.key is not None:
            self.key = f"{self.key[:4]}-{end}"

    def _row(self, line: Line, now: int, before: int) -> Observation | Note | None:
        tokens = line.tokens
        said = _label(tokens[:now])
        if said is None or not _compared(tokens[now + 1 : before]) or not _ends(tokens[before + 1 :]):
            return None
        label, side = said
        id = _labels().get(label)
        if id is None:
            return None
        span = Span(tokens[0].start, tokens[before].end)
        if self.context.company is None:
            return Note("nobody is named whose number this is", span, "number-without-owner")
        prior_side = next((_sides()[t.text] for t in tokens[now + 1 : before] if t.text in _sides()), 1)
        if id == "netIncome" and side < 0:
            id, side, prior_side = "netLoss", 1, -prior_side
        level, prior = tokens[now].quantity, tokens[before].quantity
        quarterly = any(t.text == "prior" for t in tokens[before + 1 :])
        return Observation(
            span=span,
            rule="wire-table",
            because=tuple(m for m in (tokens[now].mention, tokens[before].mention) if m is not None),
            of=self.context.company,
            metric=id,
            label=self._said(label),
            value=_signed(level.value, side),
            unit=self._unit(id, level, prior),
            prior=_signed(prior.value, prior_side),
            period=self.key,
            prior_period=None if quarterly else year_before(self.key),
            basis="other" if quarterly else "YoY",
        )

    def _said(self, label: str) -> str | None:
        """What the line says beyond its metric; with the heading where that gives no period."""
        if self.key is None and self.heading:
            return f"{label}, {self.heading}"
        return label if " " in label else None

    def _unit(self, id: str, level: Quantity, prior: Quantity) -> str | None:
        entry = vocabulary(id)
        if entry is None or entry.unit not in _MONEY:
            return level.unit
        currency = level.currency or prior.currency or self.currency
        if currency is None:
            return level.unit
        return currency + ("/share" if entry.unit == "per-share" else "")


def _label(tokens: tuple[Token, ...]) -> tuple[str, int] | None:
    """(the words of the label, the side of nothing that the number is on)."""
    if not tokens or any(t.kind not in (WORD, COMMA) for t in tokens):
        return None
    words = [t.text for t in tokens if t.kind == WORD]
    side = 1
    if len(words) > 1 and words[-1] in _sides() and " ".join(words) not in _labels():
        side = _sides()[words.pop()]
    return " ".join(words), side


def _compared(between: tuple[Token, ...]) -> bool:
    return any(t.text in _VERSUS or t.kind == CUE for t in between) and len(between) <= 4 and all(t.kind != QUANTITY for t in between)


def _ends(behind: tuple[Token, ...]) -> bool:
    return len(behind) <= 2 and all(t.text in ("prior", "restated", ".", "adjusted", "-", "pct") for t in behind)


def _signed(value: Decimal | None, side: int) -> Decimal | None:
    return value * side if value is not None else None
