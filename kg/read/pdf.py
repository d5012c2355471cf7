"""PDF -> text: running headers and footers removed, columns in order, wrapped lines joined. Needs the extra ``pdf`` (pypdfium2)."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from kg.errors import KgError
from kg.read import columns
from kg.read.content import Content
from kg.read.line import Line
from kg.types import Note, Span

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_MARGIN = 0.12  # share of the page height in which headers and footers run
_REPEATS = 3  # pages that a running line must stand on
_NUMBERED = re.compile(r"^(?:page )?#(?: ?(?:of|/|\|) ?#)?$|\bpage # of #$", re.I)
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"[\uf0b7\uf0a7\u2022\u25cf\u25aa]|[-\u2013] |\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)] ")
_SOFT = {0xFFFE: "\xad", 0x02: "\xad"}  # what pdfium puts for a hyphen at the end of a line
_GAP = 1.35  # times the usual distance of lines: above it a new paragraph begins
_FILLED = 0.85  # share of the column that a wrapped line fills
_SHORT = 60  # characters: shorter lines may be names and titles


def parse(data: bytes, name: str) -> Content:
    """The text of the PDF ``data``. Raises KgError when it is broken, encrypted, a scan without text, or pypdfium2 is absent."""
    try:
        import pypdfium2
    except ImportError as error:
        raise KgError(f"{name}: reading PDF needs pypdfium2", 'pip install "finkg[pdf]"') from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise KgError(f"{name}: an encrypted PDF", "save it without its password") from error
        raise KgError(f"{name}: a broken or truncated PDF", "fetch it again") from error
    try:
        pages = [_lines(document, number) for number in range(len(document))]
        heights = [document.get_page_size(number)[1] for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise KgError(f"{name}: a broken PDF ({error})", "fetch it again") from error
    finally:
        document.close()
    text = _reflowed(_without_furniture(pages, heights))
    if not text.strip():
        raise KgError(f"{name}: a PDF without text, as a scan is", "run text recognition (OCR) on it first")
    whole = b"%%EOF" in data[-2048:]
    notes = () if whole else (Note("the PDF has no end mark: it may be truncated", Span(max(0, len(text) - 40), len(text)), "read.pdf"),)
    return Content(text, "pdf", notes=notes)


def _lines(document: Any, number: int) -> list[Line]:
    """The lines of a page in the order of its content, columns one after the other."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        found: list[Line] = []
        position = 0
        gaps: list[tuple[columns.Gap, ...]] = []
        exact = len(text) == textpage.count_chars()
        for raw in text.split("\r\n"):
            stripped = raw.strip()
            if stripped:
                start = position + raw.index(stripped)
                found.append(_line(textpage, stripped, start, number, exact))
                gaps.append(columns.gaps(textpage, stripped, start) if exact else ())
            position += len(raw) + 2
        return columns.ordered(found, gaps, page.get_width())
    finally:
        textpage.close()
        page.close()


def _line(textpage: Any, text: str, start: int, number: int, exact: bool) -> Line:
    if not exact:
        return Line(text, 0, 0, 0, 0, number)
    left = textpage.get_charbox(start, loose=True)[0]
    right = textpage.get_charbox(start + len(text) - 1, loose=True)[2]
    return Line(text, left, right, _baseline(textpage, start), _baseline(textpage, start + len(text) - 1), number, _font(textpage, start))


def _baseline(textpage: Any, index: int) -> float:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    return y.value


def _font(textpage: Any, index: int) -> str:
    import pypdfium2.raw as pdfium

    buffer, flags = ctypes.create_string_buffer(96), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, buffer, 96, flags)
    return buffer.value.decode("latin-1")


def _without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The pages without page numbers and running lines; a running header is kept where it stands first, for what it says of the document."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_key(line) for line in lines if _at_edge(line, height)})
    kept: list[list[Line]] = []
    first: set[tuple[str, int]] = set()
    for lines, height in zip(pages, heights, strict=True):
        page = [line for line in lines if not (_at_edge(line, height) and _is_furniture(line, height, seen, first))]
        feet = next((i for i, line in enumerate(page) if not 0 < line.base < _MARGIN * height), 0)
        kept.append([*page[feet:], *page[:feet]])  # some programs write the foot of the page first
    return kept


def _is_furniture(line: Line, height: float, seen: Counter[tuple[str, int]], first: set[tuple[str, int]]) -> bool:
    key = _key(line)
    if _NUMBERED.search(key[0]):
        return True
    if line.base < height / 2:
        return seen[key] >= _REPEATS - 1 or key[0].lower().startswith(("copyright", "\xa9"))
    if seen[key] < _REPEATS:
        return False
    known = key in first
    first.add(key)
    return known


def _at_edge(line: Line, height: float) -> bool:
    return line.base > (1 - _MARGIN) * height or 0 < line.base < _MARGIN * height


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.base / 3)


def _reflowed(pages: list[list[Line]]) -> str:
    leading = _leading(pages)
    full = _full(pages)
    pieces: list[str] = []
    before: Line | None = None
    for lines in pages:
        for line in lines:
            text = line.text.translate(_SOFT)
            if before is None:
                pieces.append(text)
            elif _continues(before, line, lines, leading, full):
                pieces.append(text if pieces[-1].endswith("\xad") or text[0] in ",.;:)" else " " + text)
            else:
                pieces.append(("\n\n" if _apart(before, line, leading) else "\n") + text)
            before = line
    return _rejoined("".join(pieces)) + "\n" if pieces else ""


def _rejoined(text: str) -> str:
    """Words broken at a line's end made whole: without the hyphen where the document has the whole word, else with it."""
    if "\xad" not in text:
        return text
    words = set(re.findall(r"[a-z]+", text.lower()))
    return re.sub(r"(\w*)\xad(\w*)", lambda m: m[1] + ("" if (m[1] + m[2]).lower() in words else "-") + m[2], text)


def _leading(pages: Iterable[list[Line]]) -> float:
    """The usual distance between two lines of a paragraph, in points."""
    steps: Counter[int] = Counter()
    for lines in pages:
        steps.update(round(a.last - b.base) for a, b in pairwise(lines) if 5 <= a.last - b.base <= 40)
    return float(min(step for step, times in steps.items() if 2 * times >= max(steps.values()))) if steps else 0.0


def _full(pages: Iterable[list[Line]]) -> float:
    """How far lines reach that are full: the third longest of all, and a tenth more. A single long line among short ones is no margin."""
    rights = sorted((line.right for lines in pages for line in lines), reverse=True)
    return 1.1 * rights[min(2, len(rights) - 1)] if rights else 0.0


def _continues(before: Line, line: Line, lines: list[Line], leading: float, full: float) -> bool:
    """Whether ``line`` goes on where ``before`` was wrapped."""
    if not line.right or _BULLET.match(line.text):
        return False
    if before.page != line.page:
        return line.text[0].islower() and not before.text.endswith((".", "?", "!", ":"))
    if abs(before.last - line.base) < 0.4 * leading:
        return not before.text.endswith(":") and line.left >= before.right - 2 and line.left - before.right < leading
    if _apart(before, line, leading) or line.base >= before.last or (len(before.text) < _SHORT and _set_off(before, line)):
        return False
    if before.right > full and not line.text[0].islower():
        return False
    reach = _reach(line, lines)
    if before.right - line.left < _FILLED * (reach - line.left):
        return False
    letter = (line.right - line.left) / len(line.text)
    fits = before.right + (len(line.text.split(" ", 1)[0]) + 1) * letter <= reach + 1
    return not fits or (len(before.text) > _SHORT and not before.text.endswith((".", "?", "!", ":")))


def _set_off(before: Line, line: Line) -> bool:
    """Whether the two lines look like a name above its title: another font, or another left edge."""
    return before.font != line.font or line.left > before.left + 8


def _reach(line: Line, lines: list[Line]) -> float:
    """How far the lines of the column reach that ``line`` stands in: those with the same left edge, else all of the page."""
    column = [other.right for other in lines if abs(other.left - line.left) <= 4]
    return max(column) if len(column) > 3 else max(other.right for other in lines)


def _apart(before: Line, line: Line, leading: float) -> bool:
    step = before.last - line.base
    return before.page != line.page or (leading > 0 and (step > _GAP * leading or step < -leading))
