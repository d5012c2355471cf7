"""HTML -> text: one paragraph a block, page furniture left out. Needs the extra ``html`` (selectolax)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import KgError
from kg.read.content import Content

_SILENT = frozenset("script style noscript template svg iframe form button select nav footer aside head object audio video canvas dialog".split())
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol dl blockquote table pre article section figure figcaption".split())
_LINES = frozenset("div tr dt dd header main address center caption thead tbody details summary hr".split())
_CELLS = frozenset(("td", "th"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LOGIN = 1500  # characters of visible text below which a page with a password field is a login page
_THIN = 40


def parse(text: str, name: str) -> Content:
    """The visible text of the HTML page ``text``. Raises KgError for a login page, a page without text, or when selectolax is absent."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise KgError(f"{name}: reading HTML needs selectolax", 'pip install "finkg[html]"') from error
    tree = LexborHTMLParser(text)
    found = _rendered(_main(tree)) if tree.root is not None else ""
    if len(found) < _LOGIN and tree.css_first("input[type=password]") is not None:
        raise KgError(f"{name}: a login page, not a document", "open it in a browser, log in, and save the page with the text")
    if len(found) < _THIN and tree.css_first("script") is not None:
        raise KgError(f"{name}: a page whose text is filled in by scripts", "save the page from a browser after it has loaded")
    if not found:
        raise KgError(f"{name}: a page without text", "save the page that shows the text")
    return Content(found + "\n", "html")


def _main(tree: Any) -> list[Any]:
    """The elements to be read: the article where it holds most of the text, with the heading and time above it, else the body."""
    body = tree.body or tree.root
    articles = tree.css("article, [itemprop=articleBody]")
    if not articles:
        return [body]
    sizes = [len(a.text() or "") for a in articles]
    best = articles[sizes.index(max(sizes))]
    if 2 * max(sizes) < len(body.text() or "") - sum(len(s.text() or "") for s in tree.css("script, style")):
        return [body]
    above = [] if best.css_first("h1") else tree.css("h1")[:1]
    stamp = [] if best.css_first("time") else tree.css("time")[:1]
    return [*above, *stamp, best]


def _rendered(roots: list[Any]) -> str:
    pieces: list[str] = []
    for root in roots:
        pieces.append("\n\n")
        pieces.extend(_walk(root))
    lines: list[str] = []
    for line in "".join(pieces).split("\n"):
        line = _SPACES.sub(" ", line.replace("\v", "\t")).strip(" ") if "\v" not in line else _row(line)
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n")


def _row(line: str) -> str:
    cells = [_SPACES.sub(" ", cell).strip() for cell in line.split("\v")]
    return "\t".join(cell for cell in cells if cell)


def _walk(root: Any) -> Iterator[str]:
    """Text and breaks in document order, without recursion: "\\n\\n" around paragraphs, "\\n" around lines, "\\v" after a cell."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag
        if tag == "-text":
            kept = node.text_content or ""
            yield kept.replace("\v", " ") if _preformatted(node) else _SPACES.sub(" ", kept.replace("\v", " "))
            continue
        if tag in _SILENT or tag.startswith(("-", "_", "!")):
            continue
        if tag == "br":
            yield "\n"
            continue
        mark = "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _LINES else "\v" if tag in _CELLS else ""
        if mark:
            stack.append(mark)
        children = list(node.iter(include_text=True))
        stack.extend(reversed(children))
        if mark and mark != "\v":
            stack.append(mark)


def _preformatted(node: Any) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("pre", "textarea")
