"""PDF files written by hand: each page is a list of (x, y, text) or (x, y, size, text)."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, str] | tuple[float, float, float, str]


def pdf(*pages: Sequence[Placed], extra: bytes = b"", resources: str = "") -> bytes:
    """A file of one Helvetica font; ``extra`` is added to the content of each page."""
    return assembled([_content(page) + extra for page in pages], resources)


def assembled(contents: Sequence[bytes], resources: str = "", font: str = "") -> bytes:
    """A file with the given contents of pages and, if wanted, another font dictionary."""
    helvetica = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        f"<< {font or helvetica} >>".encode(),
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return written(objects)


def written(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Objects, numbered from 1, as a file with its cross-reference table."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    said = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF"
    )
    return bytes(out) + said.encode()


def _content(page: Sequence[Placed]) -> bytes:
    parts = []
    for x, y, *rest in page:
        size, text = rest if len(rest) == 2 else (10.0, rest[0])
        plain = str(text).replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"BT /F1 {size} Tf {x} {y} Td ({plain}) Tj ET\n")
    return "".join(parts).encode("cp1252")


def column(*lines: str, top: float = 780, x: float = 60, leading: float = 12) -> list[Placed]:
    """Lines below each other; an empty one leaves a gap."""
    return [(x, top - leading * n, text) for n, text in enumerate(lines) if text]
