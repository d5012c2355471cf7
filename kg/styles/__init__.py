"""The house styles of transcripts and articles, one a file. Each module: NAME, MARKS, fits(document), split(document) -> Layout.

The first style that fits reads the document; the last fits everything.
"""

from __future__ import annotations

from typing import Protocol

from kg.styles import (
    article,
    capital_iq,
    exchange_filing,
    fool_takeaways,
    generic,
    motley_fool,
    name_alone,
    name_title,
    named_colon,
    one_word,
    plain,
    remarks,
    rev,
    seeking_alpha,
    streetevents,
    streetevents_pdf,
)
from kg.types import Document, Layout


class Style(Protocol):
    NAME: str  # "seeking-alpha"
    MARKS: tuple[str, ...]  # samples of the marks that the style looks for, for `kg styles`

    def fits(self, document: Document) -> bool: ...
    def split(self, document: Document) -> Layout: ...


STYLES: tuple[Style, ...] = (
    streetevents,
    streetevents_pdf,
    capital_iq,
    fool_takeaways,
    seeking_alpha,
    motley_fool,
    exchange_filing,
    one_word,
    rev,
    name_title,
    name_alone,
    named_colon,
    generic,
    article,
    remarks,
    plain,
)
