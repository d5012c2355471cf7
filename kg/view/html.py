"""Model -> one HTML file. pyvis carries the graph and renders the template; everything that is shown is our own.

The page loads nothing: its policy allows no address at all, and only the very scripts whose hashes it names.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import escape

from kg.view.columns import graph, pack, texts
from kg.view.island import Placed
from kg.view.kinds import KINDS
from kg.view.model import Model

#: the modules of the page, each after what it imports
SCRIPTS = (
    "dom", "data", "state", "filter", "place", "painter", "graph-canvas", "graph-vis", "search", "searchbox", "reader", "panel",
    "sidebar", "pictures-parts", "pictures-time", "pictures-split", "pictures-who", "pictures-changed", "pictures", "table", "documents", "classmap", "export", "keyboard", "app",
)  # fmt: skip
VIS_NODES, VIS_LINKS = 2_000, 5_000

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)


def page(model: Model, placed: Placed, *, limit: int, opening: dict[str, Any]) -> str:
    """The whole page as text. ``opening`` is the state it opens with; above ``limit`` nodes it opens on the companies alone."""
    data = graph(model, placed) | {"limit": limit, "opening": opening}
    small = len(model.nodes) <= VIS_NODES and len(model.links) <= VIS_LINKS
    scripts = [s for s in (vendored("vis-network.min.js") if small else "", script()) if s]
    net = network(model, placed) if small else _carrier()
    net.set_template_dir(str(files("kg.view") / "template"), "explorer.html")
    net.templateEnv.globals.update(
        policy=policy(scripts),
        title=str(escape(model.title)),
        style=style(),
        graph=pack(data),
        texts=pack(texts(model)),
        vis=scripts[0] if small else "",
        script=scripts[-1],
    )
    return str(net.generate_html("graph.html", notebook=False))


def network(model: Model, placed: Placed) -> Any:
    """The drawn graph as a pyvis ``Network`` with positions and without physics, to be taken further with pyvis."""
    net = _carrier()
    net.nodes = [
        {"id": node.id, "label": node.name, "title": node.note, "group": node.kind, "x": x, "y": y, "shape": "box"}
        for node, (x, y) in zip(model.nodes, placed.full, strict=True)
    ]
    net.edges = [{"from": model.nodes[k.source].id, "to": model.nodes[k.target].id, "title": k.predicate} for k in model.links]
    return net


def script() -> str:
    """The modules of the page as one strict script: imports and exports are for editors, linters and tests."""
    parts = []
    for name in SCRIPTS:
        text = _read(f"template/script/{name}.js")
        parts.append(_EXPORT.sub("", _IMPORT.sub("", text)).strip())
    return "(() => {\n'use strict';\n" + "\n\n".join(parts) + "\n\nstart();\n})();"


def style() -> str:
    """The style sheet, with the colours of the kinds for light and dark."""
    light, dark = ("\n".join(f"{{scope}} [data-kind='{k.id}'] {{{{ {_variables(c)} }}}}" for k, c in pairs) for pairs in _colours())
    system = dark.format(scope=":root:not([data-theme='light'])")
    kinds = [light.format(scope=":root"), dark.format(scope=":root[data-theme='dark']"), f"@media (prefers-color-scheme: dark) {{\n{system}\n}}"]
    return _read("template/explorer.css") + "\n".join(kinds)


def policy(scripts: list[str]) -> str:
    """The content security policy: no address, no frame, no form; only these scripts."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"


def vendored(name: str) -> str:
    """A vendored script, as it is in the wheel."""
    return _read(f"vendor/{name}").strip()


@cache
def _read(name: str) -> str:
    return Path(str(files("kg.view") / name)).read_text(encoding="utf-8")


def _carrier() -> Any:
    from pyvis.network import Network  # heavy: it brings in IPython

    return Network(directed=True, cdn_resources="in_line")


def _colours() -> tuple[list[tuple[Any, tuple[str, str, str]]], list[tuple[Any, tuple[str, str, str]]]]:
    return [(k, k.light) for k in KINDS], [(k, k.dark) for k in KINDS]


def _variables(colours: tuple[str, str, str]) -> str:
    return f"--edge: {colours[0]}; --body: {colours[1]}; --type: {colours[2]};"
