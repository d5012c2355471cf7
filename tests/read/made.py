"""Small files of every format, made by hand from our own words."""

from __future__ import annotations

import io
import zipfile
import zlib

CALL = (
    "Northwind Robotics, Inc. (NYSE:NWR) Q2 2021 Earnings Conference Call May 4, 2021 9:00 AM ET\n"
    "Company Participants\nNora Vale - Chief Executive Officer\nSam Pryce - Chief Financial Officer\n"
    "Conference Call Participants\nInes Varga - Quill Securities\n"
    "Operator\nGood morning, and welcome to the Northwind Robotics second quarter 2021 earnings call.\n"
    "Nora Vale\nThank you. Revenue was $12 million.\nInes Varga\nWhat about orders?\nNora Vale\nThey grew 4%.\n"
)


def docx(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word file with ``paragraphs`` and one table."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    cells = "".join("<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row) + "</w:tr>" for row in rows)
    table = f"<w:tbl>{cells}</w:tbl>" if rows else ""
    return zipped({"word/document.xml": f'<w:document xmlns:w="{w}"><w:body>{body}{table}</w:body></w:document>'.encode()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of ``files``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf(pages: list[list[tuple[float, float, str]]], encrypted: bool = False) -> bytes:
    """A PDF of text at (x, y) in points, 10 point Helvetica, on pages of 612 by 792."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({escaped(text)}) Tj ET\n" for x, y, text in lines).encode("cp1252")
        packed = zlib.compress(shown)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream")
        kids.append(len(objects) + 1)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"ab" * 32, b"cd" * 32))
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % o for o in offsets))
    security = b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), b"00" * 16, b"00" * 16) if encrypted else b""
    out.write(b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, security, table))
    return out.getvalue()


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
