"""PDF files: their text layer, without page numbers, running heads and numbers in the margin."""

from __future__ import annotations

import io
from collections import Counter
from itertools import chain
from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.formats.read.documents import left_out, original_of
from qualcode.formats.read.original import Original, counted
from qualcode.formats.read.pdf_columns import with_speakers
from qualcode.formats.read.pdf_content import Matrix, PageReader, times
from qualcode.formats.read.pdf_font import Font
from qualcode.formats.read.pdf_lines import (
    PdfLine,
    lines_of_page,
    without_furniture,
    without_numbers,
)
from qualcode.formats.read.pdf_paragraphs import paragraphs
from qualcode.formats.read.registry import register
from qualcode.formats.read.scoring import understand

MAX_PAGES = 3_000
MAX_CONTENT = 200 * 2**20
"""Largest unpacked drawing of all pages together, in bytes."""
_TAIL = 4_096
_LEAST_LETTERS = 25
_COMMENTS = ("/Text", "/FreeText")
_TURNS: dict[int, Matrix] = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, -1, 1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, 1, -1, 0, 0, 0),
}


def decode_pdf(data: bytes, file_name: str, encoding: str | None) -> Original:
    """Paragraphs as lines: lines joined, divided words made whole, what is no speech removed.

    Raises BadInput where the file is cut off, protected, a scan without text or no PDF.
    """
    if encoding is not None:
        raise BadInput(f"{file_name}: a PDF states its own encoding; none can be given")
    _check_ends(data, file_name)
    import logging

    # pypdf warns of small faults in a log that would be printed over the screen.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        return _read(data, file_name)
    except BadInput:
        raise
    except Exception as error:
        # Damaged objects make pypdf raise nearly anything.
        what = str(error).split("\n")[0][:120] or type(error).__name__
        raise BadInput(f"{file_name} cannot be read as a PDF ({what})") from None


def _check_ends(data: bytes, file_name: str) -> None:
    if b"%PDF-" not in data[:1_024]:
        raise BadInput(f"{file_name} is not a PDF, whatever its name says")
    if b"%%EOF" not in data[-_TAIL:] or b"startxref" not in data[-_TAIL:]:
        raise BadInput(f"{file_name} was cut off (its end is missing): fetch it again")


def _read(data: bytes, file_name: str) -> Original:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    _unlock(reader, file_name)
    if len(reader.pages) > MAX_PAGES:
        said = f"{len(reader.pages):,} pages; up to {MAX_PAGES:,} are read"
        raise BadInput(f"{file_name} has {said}")
    fonts: dict[int, Font] = {}
    found = Counter[str]()
    pages = _pages(reader, fonts, found, file_name)
    _check_text(pages, fonts, found, file_name)
    blank = [str(number) for number, page in enumerate(pages, start=1) if not page]
    problems = [f"No text on page {', '.join(blank[:20])} (a picture?)."] if blank else []
    kept, heads = without_furniture(pages)
    kept, numbers = without_numbers(kept)
    lines = with_speakers(list(chain.from_iterable(kept)))
    made, whole = paragraphs(lines)
    return original_of(made, [*problems, *heads, *numbers, *whole, *_left_out(found, fonts)])


def _unlock(reader: Any, file_name: str) -> None:
    """Open a file that anybody may read; refuse one that needs a password."""
    if not reader.is_encrypted:
        return
    from pypdf.errors import DependencyError

    try:
        opened = reader.decrypt("")
    except (DependencyError, NotImplementedError):
        opened = 0
    if not opened:
        said = "is protected by a password or encrypted: save it as an open PDF first"
        raise BadInput(f"{file_name} {said}")


def _pages(
    reader: Any, fonts: dict[int, Font], found: Counter[str], file_name: str
) -> list[list[PdfLine]]:
    """The lines of each page; counts comments, pictures and turned text on the way."""
    pages: list[list[PdfLine]] = []
    total = 0
    for number, page in enumerate(reader.pages):
        contents = page.get_contents()
        data = contents.get_data() if contents is not None else b""
        total += len(data)
        if total > MAX_CONTENT:
            limit = MAX_CONTENT // 2**20
            raise BadInput(f"{file_name} unpacks to more than {limit} MB of drawing: refused")
        content = PageReader(fonts)
        resources = page.get("/Resources")
        resources = resources.get_object() if resources is not None else None
        content.read(data, resources, _TURNS[int(page.rotation) % 360], _visible(page))
        pages.append(lines_of_page(content.runs, number))
        found["outside"] += content.outside
        found["turned"] += content.turned
        found["pictures"] += content.pictures
        for note in page.get("/Annots") or []:
            found["comments"] += note.get_object().get("/Subtype") in _COMMENTS
    return pages


def _visible(page: Any) -> tuple[float, float, float, float]:
    """Left, low, right and high end of the part of a page that is shown, after its turning."""
    box = page.cropbox
    corners = [
        times((1, 0, 0, 1, float(x), float(y)), _TURNS[int(page.rotation) % 360])
        for x, y in ((box.left, box.bottom), (box.right, box.top))
    ]
    across, up = sorted(c[4] for c in corners), sorted(c[5] for c in corners)
    return across[0], up[0], across[1], up[1]


def _check_text(
    pages: list[list[PdfLine]], fonts: dict[int, Font], found: Counter[str], file_name: str
) -> None:
    """Refuse a scan, and a file whose fonts do not tell which letters they show."""
    text = "".join(line.text for page in pages for line in page)
    letters = sum(1 for char in text if char.isalpha())
    unknown = sum(font.unknown for font in fonts.values())
    drawn = bool(fonts) and not found["pictures"]
    if unknown * 5 > len(text) or (drawn and not letters):
        raise BadInput(f"{file_name}: its fonts do not tell which letters they show")
    if not letters or (letters < _LEAST_LETTERS * len(pages) and found["pictures"]):
        raise BadInput(
            f"{file_name} holds pictures of pages (a scan) and no text: "
            "have its text recognised (OCR) first"
        )


def _left_out(found: Counter[str], fonts: dict[int, Font]) -> list[str]:
    unknown = sum(font.unknown for font in fonts.values())
    said = []
    if found["comments"]:
        said.append(counted(found["comments"], "comment"))
    if found["turned"]:
        said.append(
            counted(found["turned"], "character of turned text", "characters of turned text")
        )
    if found["outside"]:
        outside = "outside the visible page"
        said.append(f"{counted(found['outside'], 'letter')} {outside}")
    problems = left_out(said)
    if unknown:
        what = counted(unknown, "character", "characters")
        problems.append(f"{what} that the fonts do not name became “\ufffd”.")
    return problems


register(".pdf", decode_pdf, understand)
