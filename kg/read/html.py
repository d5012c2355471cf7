"""HTML -> text: one paragraph a block, page furniture left out. Needs the extra ``html`` (selectolax)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import KgError
from kg.read.content import Content

_SILENT = frozenset("script style noscript template svg iframe button select textarea nav footer aside head object audio video canvas dialog".split())
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol dl blockquote table pre article section figure figcaption".split())
_LINES = frozenset("div tr dt dd header main address center caption thead tbody details summary hr".split())
_CELLS = frozenset(("td", "th"))
_PARAGRAPH, _LINE, _CELL = "\x1e", "\x1f", "\x1d"  # marks between blocks while a page is walked
_MARKS = re.compile("[\x1d-\x1f]")
_BREAK = re.compile("[ \\n]*[\x1e\x1f][ \\n\x1e\x1f]*")
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
    pieces = [piece for root in roots for piece in (_PARAGRAPH, *_walk(root))]
    text = _BREAK.sub(lambda m: "\n\n" if _PARAGRAPH in m[0] else "\n", "".join(pieces))
    lines = (_row(line) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _row(line: str) -> str:
    cells = [_SPACES.sub(" ", cell).strip() for cell in line.split(_CELL)]
    return "\t".join(cell for cell in cells if cell)


def _walk(root: Any) -> Iterator[str]:
    """Text and marks (paragraph, line, cell) in document order; without recursion, as pages may be nested deeply."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag
        if tag == "-text":
            kept = _MARKS.sub(" ", node.text_content or "")
            yield kept if _preformatted(node) else _SPACES.sub(" ", kept)
        elif tag == "br":
            yield "\n"
        elif tag not in _SILENT and not tag.startswith(("-", "_", "!")):
            mark = _PARAGRAPH if tag in _PARAGRAPHS else _LINE if tag in _LINES else _CELL if tag in _CELLS else ""
            if mark:
                stack.append(mark)
            stack.extend(reversed(list(node.iter(include_text=True))))
            if mark and mark != _CELL:
                stack.append(mark)


def _preformatted(node: Any) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("pre", "textarea")
