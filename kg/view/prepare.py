"""Readings -> a laid-out model: the documents asked for, positions kept from an earlier build, names found."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from kg.errors import KgError
from kg.types import Reading, Resolution
from kg.view.draft import build
from kg.view.island import Placed
from kg.view.layout import Kept, place
from kg.view.model import Model


def prepare(
    readings: Sequence[Reading], resolution: Resolution, *, docs: Sequence[str] | None = None, title: str | None = None, cache: Path | None = None
) -> tuple[Model, Placed]:
    """The model of the documents ``docs`` (all when None) and its positions. Raises KgError for an unknown document id."""
    known = {r.document.id for r in readings}
    for doc in docs or ():
        if doc not in known:
            raise KgError(f"no document {doc!r} in the graph", f"known documents: {', '.join(sorted(known)[:8])}{' …' if len(known) > 8 else ''}")
    model = build([r for r in readings if docs is None or r.document.id in docs], resolution, title=title)
    placed = place(model, load(cache) if cache else None)
    if cache:
        save(cache, model, placed)
    return model, placed


def find(model: Model, name: str) -> int:
    """The node known by ``name``, ``alias`` or slug: companies first, then in order. Raises KgError when there is none."""
    wanted = name.casefold()
    hits = []
    for i, node in enumerate(model.nodes):
        names = [node.name, *node.aliases, node.id, node.id.partition(":")[2]]
        if any(n.casefold() == wanted for n in names):
            hits.append(i)
    hits = hits or [i for i, n in enumerate(model.nodes) if wanted in n.name.casefold()]
    if not hits:
        some = ", ".join(n.name for n in model.nodes if n.reporting)
        raise KgError(f"nothing in the graph is called {name!r}", f"companies in the graph: {some}" if some else "")
    return min(hits, key=lambda i: (not model.nodes[i].reporting, model.nodes[i].kind != "company", i))


def load(path: Path) -> Kept | None:
    """What is kept of an earlier build; None when there is none, or when the file is not one of ours."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        leads = {str(k): [[float(x) for x in p] for p in v] for k, v in data["islands"].items()}
        return Kept(leads, {str(k): str(v) for k, v in data["homes"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save(path: Path, model: Model, placed: Placed) -> None:
    """Writes the places of the companies, and what stands around each, beside the output: a temporary file, then a rename."""
    leads = {model.nodes[h].id: placed.leads[h] for h in sorted(placed.leads)}
    own = {n.id: model.nodes[placed.home[i]].id for i, n in enumerate(model.nodes) if n.observation is None and n.kind != "question"}
    text = json.dumps({"version": 1, "islands": leads, "homes": own}, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)
