"""A same-length copy of a text for matching: lower case, plain quotes, dashes and spaces. Offsets hold in both."""

from __future__ import annotations

_PLAIN = {
    "'": "\u2018\u2019\u201a\u201b\u02bc\u00b4",
    '"': "\u201c\u201d\u201e\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    " ": "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t",
}


def fold(text: str) -> str:
    """``len(fold(text)) == len(text)`` for every text: a letter whose lower case is longer ("\u0130") is kept as it is."""
    if text.isascii():
        return text.replace("\t", " ").lower()
    plain = text
    for meant, forms in _PLAIN.items():
        for written in forms:  # a text holds few of them: ten times faster than a table looked up for each character
            if written in plain:
                plain = plain.replace(written, meant)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c if len(c.lower()) != 1 else c.lower() for c in plain)
