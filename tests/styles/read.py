"""The fixture documents of the styles, and a short way to write down what was read of them."""

from __future__ import annotations

from pathlib import Path

from kg.segment import segment
from kg.types import Document, Layout, Participant

DOCUMENTS = Path(__file__).parent / "documents"


def document(text: str) -> Document:
    """A document of these words."""
    return Document("call", "call.txt", "", text)


def read(name: str) -> tuple[str, Layout]:
    """The text and the layout of ``documents/<name>.txt``."""
    text = (DOCUMENTS / f"{name}.txt").read_bytes().decode("utf-8")
    return text, segment(document(text))


def person(p: Participant) -> str:
    """"Arne Holt | executive | CFO; Chairman @Alder Bank | Quill Securities"."""
    titles = "; ".join(t.text + (f" @{t.org.name}" if t.org else "") for t in p.titles)
    return " | ".join([p.names[0].name, p.part.value, titles, p.firm.name if p.firm else ""])


def speakers(layout: Layout) -> list[str]:
    """Who speaks, turn for turn; "-" for nobody named, "*" for an interpreted turn."""
    names = {p.id: p.names[0].name for p in layout.participants}
    return [names.get(t.speaker or "", "-") + ("*" if t.interpreted else "") for t in layout.turns]


def floors(layout: Layout) -> list[tuple[str | None, ...]]:
    """Asker and answerers of each exchange."""
    names: dict[str | None, str | None] = {p.id: p.names[0].name for p in layout.participants}
    return [(names.get(e.asker), *(names[a] for a in e.answerers)) for e in layout.exchanges]
