"""What the fuzzer starts from, and how the bytes it makes become a file of each kind."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import openpyxl

from tests.formats.made_documents import docx, epub, odt, parts_of, zipped
from tests.formats.made_pdf import assembled, column, pdf

TALK = "Moderator: Why?\n[00:01:02] Ana: For the money [laughs].\n\nBert (2): Trust, I'd say…\n"
CUES = (
    "00:00:01.000 --> 00:00:02.500\n<v Ana>For the money.</v>\n\n"
    "00:00:03.000 --> 00:00:04.000\nBert: No &amp; yes\n"
)
PAGE = (
    "<p><b>Ana:</b> For the <i>money</i>.<br>And so.</p>"
    "<table><tr><td>Bert</td><td>No</td></tr></table>"
)
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}"
    r"\b Ana:\b0  For the m\'f6ney \u8230?\par Bert: No.\par}"
)
CHAT = (
    "[12/03/2024, 14:05:01] Ana: Hello\n[12/03/2024, 14:06:00] Bert: <Media omitted>\n"
    "12/03/2024, 14:07 - Ana: x\n"
)
JSON = '{"segments": [{"speaker": "Ana", "start": 1.5, "end": 2, "text": "For the money"}]}'
TABLE = 'speaker,text,start\nAna,"For the ""money""",00:01\nBert,No,00:02\n'
PATTERN = b"BT /F1 10 Tf 60 700 Td (Ana: Hi) Tj 0 -12 Td [(Be) -200 (rt: No)] TJ ET"


@cache
def workbook() -> bytes:
    """A workbook of two rows."""
    book_ = openpyxl.Workbook()
    for row in (["speaker", "text"], ["Ana", "For the money"], ["Bert", 12.5]):
        book_.active.append(row)
    out = io.BytesIO()
    book_.save(out)
    return out.getvalue()


MAIN: dict[str, tuple[Callable[[], bytes], str]] = {
    ".docx": (lambda: docx("Ana: Hi.", "Bert: No."), "word/document.xml"),
    ".odt": (lambda: odt("Ana: Hi.", "Bert: No."), "content.xml"),
    ".epub": (lambda: epub("Ana: Hi.", "Bert: No."), "OEBPS/one.xhtml"),
    ".xlsx": (workbook, "xl/worksheets/sheet1.xml"),
}
"""A sound archive of each kind, and the part of it that holds the words."""

TEXTS: dict[str, tuple[str, ...]] = {
    ".txt": (TALK, CHAT, CUES),
    ".md": (TALK, "# Talk\n\n**Ana:** Hi.\n\n### Bert\n\nNo.\n"),
    ".rtf": (RTF,),
    ".html": (PAGE,),
    ".vtt": (f"WEBVTT\n\nNOTE x\n\n{CUES}",),
    ".srt": (f"1\n{CUES}",),
    ".sbv": ("0:00:01.000,0:00:02.000\nAna: Hi\n\n0:00:03.000,0:00:04.000\nNo\n",),
    ".csv": (TABLE, "id;Why?;How?\n1;For the money;Well\n2;;Badly\n"),
    ".tsv": (TABLE.replace(",", "\t"),),
    ".json": (JSON, '[{"name": "Ana", "message": "Hi", "time": "00:00:01"}]'),
    ".jsonl": ('{"speaker": "Ana", "text": "Hi"}\n{"speaker": "Bert", "text": "No"}\n',),
}


def seeds_of(suffix: str) -> list[bytes]:
    """Small inputs for the fuzzer; for packed formats those of the part with the words."""
    if suffix == ".pdf":
        return [PATTERN, pdf(column("Ana: Hi.", "Bert: No."))]
    if suffix in MAIN:
        sound, part = MAIN[suffix]
        return [parts_of(sound())[part]]
    return [text.encode() for text in TEXTS[suffix]]


def file_of(suffix: str, data: bytes) -> bytes:
    """A file of the kind: the part with the words replaced where the format is packed."""
    if suffix == ".pdf":
        return data if data.startswith(b"%PDF") else assembled([data])
    if suffix not in MAIN or data.startswith(b"PK"):
        return data
    parts, part = _parts(suffix)
    return zipped({**parts, part: data})


@cache
def _parts(suffix: str) -> tuple[dict[str, bytes], str]:
    sound, part = MAIN[suffix]
    return parts_of(sound()), part
