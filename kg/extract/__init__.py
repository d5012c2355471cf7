"""What is read from prose. FINDERS see one passage and return mentions; RELATERS see the whole document's scenes and return facts and notes.

Both are visible tuples, in order of precedence. A finder or relater that does not apply returns nothing and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.concordance import Vocabulary
from kg.extract.metrics import METRICS, find_metrics
from kg.extract.names import find as find_names
from kg.extract.names.groups import CUSTOMERS
from kg.extract.observations import relate_observations
from kg.extract.people import people
from kg.extract.periods.forms import PERIODS
from kg.extract.quantities import NUMBERS, find_measures
from kg.extract.relations import relate_relations
from kg.extract.relations.derive import from_observations
from kg.extract.relations.offers import OFFERS
from kg.extract.relations.patterns import CUES
from kg.participants.relate import offices
from kg.types import Context, Fact, Mention, Note, Passage, Scene

Finder = Callable[[Context, Passage], Iterable[Mention]]
Relater = Callable[[Context, tuple[Scene, ...]], Iterable[Fact | Note]]

FINDERS: tuple[Finder, ...] = (find_measures, find_metrics, find_names)
RELATERS: tuple[Relater, ...] = (offices, relate_observations, relate_relations, people)

# Whose words are looked for in one pass over the document.
VOCABULARIES: tuple[Vocabulary, ...] = (NUMBERS, PERIODS, METRICS, CUSTOMERS, CUES, OFFERS)

# What follows from all facts of a document together.
Deriver = Callable[[Context, Sequence[Fact]], Iterable[Fact]]
DERIVERS: tuple[Deriver, ...] = (from_observations,)
