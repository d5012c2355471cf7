"""DOCX -> text: one line a paragraph, table cells joined by tabs. Standard library only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from kg.errors import KgError
from kg.read import archive, xml
from kg.read.content import Content

BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LEFT_OUT = frozenset(("del", "moveFrom", "instrText", "delText", "fldData", "txbxContent"))
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def parse(data: bytes, name: str, limit: int = archive.LIMIT) -> Content:
    """The text of the Word file ``data``. Raises KgError when it is broken, encrypted, too large or no Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            body = archive.unzipped(packed, BODY, name, limit)
    except archive.BROKEN as error:
        raise KgError(f"{name}: not a readable Word file", "save it again as .docx") from error
    root = xml.tree(body.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()), name)
    return Content("\n".join(_lines(root)) + "\n", "docx")


def _lines(root: ElementTree.Element) -> Iterator[str]:
    """Each paragraph as a line, each table row as a line; without recursion."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.tag == _W + "p":
            yield _text(node)
        elif node.tag == _W + "tr":
            cells = [" ".join(_text(p) for p in cell.iter(_W + "p")).strip() for cell in node.iter(_W + "tc")]
            yield "\t".join(cell for cell in cells if cell)
        elif node.tag.removeprefix(_W) not in _LEFT_OUT:
            stack.extend(reversed(node))


def _text(paragraph: ElementTree.Element) -> str:
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        tag = node.tag.removeprefix(_W)
        if tag == "t":
            pieces.append(node.text or "")
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag not in _LEFT_OUT:
            stack.extend(reversed(node))
    return "".join(pieces)
