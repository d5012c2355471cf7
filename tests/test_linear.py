"""Work grows with the length of a text, whatever the text: calls are counted, because times differ from machine to machine.

What happens inside one call of a pattern is not counted; a pattern that runs away is told by the processor time, with a bound that only such a one reaches.
"""

from __future__ import annotations

import sys
import time

import pytest

from kg.facts import facts
from kg.types import Document

LENGTH = 2400  # characters; more than a sentence may have before it is cut
RATIO = 2.6  # of calls, for a text of twice the length
SECONDS = 30  # of processor time; each takes less than one

REPEATED = {
    "digits": "7",
    "brackets": "([",
    "capitals": "A",
    "capitals and dots": "A.",
    "names": "Alder ",
    "names in a list": "Alder, Kestrel and ",
    "lines": "\n",
    "marks": ".",
    "amounts": "$1 to ",
    "moves": "revenue grew 5% to $6 million ",
    "changes": "5% ",
    "doubtful numbers": "[1 ",
    "number words": "one hundred and ",
    "periods": "the third quarter of 2021 ",
    "metrics": "revenue of ",
    "tickers": "Alder (NYSE: ALD), ",
    "segments": "our retail and wholesale ",
    "sentences": "Revenue grew 5% to $6 million. ",
    "turns": "Ines Holt: Revenue was $6 million.\n\n",
}


def document(text: str) -> Document:
    return Document("long", "long.txt", "0" * 64, text)


def calls(text: str) -> int:
    """How many calls reading ``text`` takes, of functions of Python and of C."""
    count = 0

    def hear(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        facts(document(text))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    text = unit * (2 * LENGTH // len(unit))
    facts(document(text[:LENGTH]))  # words and patterns are read once
    start = time.process_time()
    facts(document(text))
    assert time.process_time() - start < SECONDS
    assert calls(text) <= RATIO * calls(text[:LENGTH]) + 1000
