"""What a sentence leaves to the next ones of its paragraph: a metric, a period, an outlook, a topic."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.names.gates import may_be_named
from kg.extract.observations.basis import Against
from kg.extract.observations.naming import Named, vocabulary
from kg.extract.observations.status import ahead_of_it
from kg.extract.observations.tokens import METRIC, PERIOD, QUANTITY, Line
from kg.extract.observations.when import ahead, key_of
from kg.extract.quantity import Grain, PeriodRef
from kg.extract.subjects.found import Answer, Found, Whole
from kg.extract.subjects.spoken import SILENCE, Topics
from kg.lexicon import words_of
from kg.types import Context, Mention, Scene, Status, Thing

_SUBJECT = 45  # characters within which a metric is likely to be the subject of its sentence
_OUTLOOK = 8  # sentences for which an outlook is given for the same period
_ASKED = 2
_FADES = 3  # sentences after which what was said before means nothing any more
_TURNS = words_of("grammar", "turns")
_FRAMES = frozenset("for during the our".split())
_YEARS = 10  # sentences for which a fourth-quarter call goes on about the whole year
_RESULTS = 6  # … for which an article goes on about the results of one period
_COMPARED = 2  # … and for which changes are against what the last one was said to be against


@dataclass
class Carry:
    """What a sentence leaves to the next one of the paragraph."""

    named: Named | None = None
    moving: Named | None = None  # the last metric that things have which was said to move
    period: PeriodRef | None = None  # in front of a sentence of the paragraph: "For the full year, …"
    spoken: PeriodRef | None = None  # the last one said of a number
    outlook: bool = False
    guided: PeriodRef | None = None  # what the outlook of this speech is given for
    unguided: int = 0  # sentences since
    topics: Topics = SILENCE
    target: Thing | None = None  # of the offer named last
    last: Found | None = None  # what the number before is about
    paragraph: int = -1
    distance: int = 0
    unnumbered: int = 0  # sentences since a number was read
    currency: str | None = None  # of most amounts in the document
    notes: list[str] = field(default_factory=list)
    key: str | None = None  # of the number before
    result: str | None = None  # the key of the results that an article without a period of its own tells
    told: int = 0  # sentences ago
    whole: int = 0  # sentences that a fourth-quarter call may still speak of the whole year
    basis: str | None = None  # what the last change was said to be against
    since: int = 0  # sentences ago

    @property
    def ratio(self) -> bool:
        """Whether a ratio was spoken of, which a share said in passing does not end."""
        entry = vocabulary(self.named.id) if self.named is not None else None
        return entry is not None and entry.unit == "percent"

    def enter(self, scene: Scene, headed: Thing | None = None) -> None:
        """A new paragraph: what was said before fades unless the paragraphs are single sentences. ``headed``: the part that the speaker heads."""
        if scene.passage.turn is None or scene.passage.turn != self.paragraph:
            self.topics, self.whole = Topics(frame=headed, recent=headed), 0
        elif len(scene.sentences) > 1:
            self.topics = self.topics.paragraph()
        self.basis = None
        turned = scene.passage.turn != self.paragraph and scene.passage.turn is not None
        if self.unguided > (_ASKED if turned else _OUTLOOK):  # an answer is for the period that was asked about
            self.guided = None
        anew = len(scene.sentences) > 1 or scene.passage.turn != self.paragraph
        if anew or self.unnumbered > _FADES:
            self.named, self.moving = None, None
        if anew or self.distance > _FADES:
            self.period, self.spoken, self.outlook = None, None, False
        self.paragraph = scene.passage.turn if scene.passage.turn is not None else -1

    def pass_over(self, start: int, mentions: list[Mention]) -> None:
        """A sentence without numbers: a metric or period it names is what "it" may mean next."""
        self.distance += 1
        self.unnumbered += 1
        self.unguided += 1
        self.outlook = self.outlook and self.distance < _FADES
        for m in mentions:
            if m.kind == "metric" and (self.named is None or m.span.start - start < _SUBJECT):
                value = m.value
                self.named = Named(value.metric.id, "carried", 0, 0, value.accounting)  # type: ignore[attr-defined]

    def hear(self, context: Context, mentions: list[Mention]) -> None:
        """The periods of a sentence: in a call on a fourth quarter, whether it speaks of the quarter or of the whole year."""
        self.topics = self.topics.went_on()
        self.since += 1
        self.told += 1
        self.result = self.result if self.told < _RESULTS else None
        self.basis = self.basis if self.since < _COMPARED else None
        self.whole = max(0, self.whole - 1)
        header = context.layout.header.period
        if header is None or not header.value.endswith("Q4"):
            return
        compared = [m.span for m in mentions if m.kind == "cue"]
        said = [m.value for m in mentions if m.kind == "period" and not any(s.start <= m.span.start < s.end for s in compared)]
        keys = {key_of(ref, context, False) for ref in said if isinstance(ref, PeriodRef) and not (ref.point or ref.said)}
        if header.value in keys:
            self.whole = 0
        elif f"{header.value[:4]}-FY" in keys:
            self.whole = _YEARS

    def report(self, key: str | None, own: bool, status: Status) -> None:
        """A number that was reported with its period: the other results of an article are for the same one."""
        if own and status == Status.REPORTED and key is not None and ("-Q" in key or key.endswith("-FY")):
            self.result, self.told = key, 0

    def compare(self, against: Against) -> None:
        """What a change was said to be against."""
        if against.said and against.basis is not None:
            self.basis, self.since = against.basis, 0

    def foresee(self, context: Context, text: str, mentions: list[Mention]) -> None:
        """A sentence without numbers that opens an outlook says what it is given for: "Our guidance for the third quarter is as follows",
        "How should we think about margins in 2025?"."""
        said = [m.value for m in mentions if m.kind == "period" and isinstance(m.value, PeriodRef)]
        long = [ref for ref in said if ref.grain in (Grain.QUARTER, Grain.YEAR, Grain.HALF)]
        later = next((ref for ref in long if ahead(ref, key_of(ref, context), context)), None)
        period = long[0] if long and ahead_of_it(text) else later
        if period is not None:
            self.guided, self.unguided = period, 0

    def turn(self, context: Context, answer: Answer) -> None:
        """A sentence without numbers was about ``answer``: the numbers behind it are, too."""
        if isinstance(answer, Found) and (answer.vouched or may_be_named(context.document.text, answer.thing)):
            self.topics = self.topics.told(answer)
        elif answer is Whole.COMPANY or (isinstance(answer, Found) and answer.rule == "turning-to"):
            self.topics = self.topics.ended()

    def open(self, line: Line) -> None:
        """ "Turning to earnings, …" ends what was told of the year to date."""
        if self.period is not None and self.period.grain == Grain.TO_DATE and line.tokens and line.tokens[0].text in _TURNS:
            self.period = None

    def frame(self, line: Line) -> None:
        """A period in front of a sentence holds for the ones after it: "For the full year, …"."""
        for k, t in enumerate(line.tokens[:7]):
            if t.kind == QUANTITY or t.kind == METRIC:
                break
            if t.kind == PERIOD and t.period is not None and t.period.grain != Grain.SPAN and self._frames(line, k):
                self.period, self.distance = t.period, 0
                break

    @staticmethod
    def _frames(line: Line, k: int) -> bool:
        """Whether the period at token ``k`` frames what follows; "last quarter's flows were …" speaks of these flows alone."""
        tokens = line.tokens
        ref = tokens[k].period
        if ref is None or not (k < 4 or tokens[0].text in _TURNS):
            return False
        if k and tokens[k - 1].text not in _FRAMES:
            return ref.grain == Grain.TO_DATE
        past = (ref.offset or 0) < 0 or (ref.years or 0) < 0
        return not (past and (tokens[k].text.endswith("'s") or (k + 1 < len(tokens) and tokens[k + 1].text != ",")))
