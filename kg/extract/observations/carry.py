"""What a sentence leaves to the next ones of its paragraph: a metric, a period, an outlook, a topic."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.observations.naming import Named, vocabulary
from kg.extract.observations.status import ahead_of_it
from kg.extract.observations.tokens import METRIC, PERIOD, QUANTITY, Line
from kg.extract.quantity import Grain, PeriodRef
from kg.extract.subject_names import Found
from kg.lexicon import words_of
from kg.types import Mention, Scene, Thing

_SUBJECT = 45  # characters within which a metric is likely to be the subject of its sentence
_OUTLOOK = 8  # sentences for which an outlook is given for the same period
_FADES = 3  # sentences after which what was said before means nothing any more
_TURNS = words_of("grammar", "turns")
_FRAMES = frozenset("for during the our".split())


@dataclass
class Carry:
    """What a sentence leaves to the next one of the paragraph."""

    named: Named | None = None
    period: PeriodRef | None = None  # in front of a sentence of the paragraph: "For the full year, …"
    spoken: PeriodRef | None = None  # the last one said of a number
    outlook: bool = False
    guided: PeriodRef | None = None  # what the outlook of this speech is given for
    unguided: int = 0  # sentences since
    subject: Thing | None = None
    last: Found | None = None  # what the number before is about
    paragraph: int = -1
    distance: int = 0
    currency: str | None = None  # of most amounts in the document
    notes: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> bool:
        """Whether a ratio was spoken of, which a share said in passing does not end."""
        entry = vocabulary(self.named.id) if self.named is not None else None
        return entry is not None and entry.unit == "percent"

    def enter(self, scene: Scene) -> None:
        """A new paragraph: what was said before fades unless the paragraphs are single sentences."""
        if scene.passage.turn is None or scene.passage.turn != self.paragraph:
            self.subject = None
        if (scene.passage.turn != self.paragraph and scene.passage.turn is not None) or self.unguided > _OUTLOOK:
            self.guided = None
        if len(scene.sentences) > 1 or scene.passage.turn != self.paragraph or self.distance > _FADES:
            self.named, self.period, self.spoken, self.outlook = None, None, None, False
        self.paragraph = scene.passage.turn if scene.passage.turn is not None else -1

    def pass_over(self, start: int, mentions: list[Mention]) -> None:
        """A sentence without numbers: a metric or period it names is what "it" may mean next."""
        self.distance += 1
        self.unguided += 1
        self.outlook = self.outlook and self.distance < _FADES
        for m in mentions:
            if m.kind == "metric" and (self.named is None or m.span.start - start < _SUBJECT):
                value = m.value
                self.named = Named(value.metric.id, "carried", 0, 0, value.accounting)  # type: ignore[attr-defined]

    def foresee(self, text: str, mentions: list[Mention]) -> None:
        """A sentence without numbers that opens an outlook says what it is given for: "Our guidance for the third quarter is as follows"."""
        period = next((m.value for m in mentions if m.kind == "period"), None)
        if isinstance(period, PeriodRef) and ahead_of_it(text):
            self.guided, self.unguided = period, 0

    def frame(self, line: Line) -> None:
        """A period in front of a sentence holds for the ones after it: "For the full year, …"."""
        for k, t in enumerate(line.tokens[:7]):
            if t.kind == QUANTITY or t.kind == METRIC:
                break
            if t.kind == PERIOD and t.period is not None and t.period.grain != Grain.SPAN and (k == 0 or line.tokens[k - 1].text in _FRAMES or t.period.grain == Grain.TO_DATE) and (k < 4 or line.tokens[0].text in _TURNS):
                self.period, self.distance = t.period, 0
                break
