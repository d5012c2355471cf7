"""XML -> text: the body of a transcript event, else the text of all elements, one a line. Standard library only."""

from __future__ import annotations

import html
from xml.etree import ElementTree

from kg.errors import KgError
from kg.read.content import Content
from kg.types import Meta

_BODY = ("Body", "body", "Transcript", "transcript", "Content", "content", "Text", "text")
_FACTS = {"companyname": "company", "companyticker": "ticker", "eventtitle": "title", "exchange": "exchange", "publisher": "publisher"}


def tree(data: str | bytes, name: str) -> ElementTree.Element:
    """The root element of ``data``. Raises KgError when it is not well-formed, or defines entities (the seed of an entity bomb)."""
    head = data[:4096]
    if (b"<!ENTITY" in head) if isinstance(head, bytes) else ("<!ENTITY" in head):
        raise KgError(f"{name}: XML with entity definitions is not read", "remove the <!DOCTYPE …> block")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise KgError(f"{name}: not well-formed XML ({error})", "fetch it again, or give the text as .txt") from error


def parse(text: str, name: str) -> Content:
    """The text of an XML file, and the facts that its elements state. Entities that were escaped twice are resolved."""
    start = text.find("<")
    declared = text.find("?>", start) + 2 if text.startswith("<?xml", start) else start
    root = tree(text[declared:], name)  # already decoded: the declared encoding no longer holds
    bodies = [e.text.strip("\r\n") for e in root.iter() if e.tag in _BODY and e.text and e.text.strip()]
    if not bodies:
        bodies = [" ".join(piece.split()) for e in root.iter() for piece in (e.text or "", e.tail or "") if piece.strip()]
    stated = {_FACTS[e.tag.lower()]: e.text.strip() for e in root.iter() if e.tag.lower() in _FACTS and e.text and e.text.strip()}
    facts = {key: html.unescape(value) for key, value in stated.items()}
    meta = Meta(facts.get("company"), facts.get("ticker"), facts.get("exchange"), title=facts.get("title"), publisher=facts.get("publisher"))
    return Content(html.unescape("\n".join(bodies)) + "\n", "xml", meta)
