"""Documents with bytes changed, taken out or doubled: a reading or a sentence, nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.read.transcript import decoded_text, read_transcript
from tests.drawing import drawn
from tests.formats.made_documents import book, docx, odt, parts_of, repacked
from tests.formats.made_pdf import column, pdf
from tests.formats.reads import check_map, refusal

TALK = ("Ana: Hi there.", "Bert: Yes, “so” it is.", "Ana: And then?")
RTF = r"{\rtf1\ansi{\fonttbl{\f0 A;}}{\b Ana:} Hi.\par{\deleted x}\u8220?Bert: Yes."
RTF += r"\par\trowd a\cell\row}"
PAGE = "<h1>T</h1><table><tr><td>Ana<td>Hi.</table><p>Bert: Yes.<br>&eacute;<dl><dt>a<dd>b</dl>"


def in_part(data: bytes, part: str) -> tuple[bytes, Callable[[bytes], bytes]]:
    """A part of an archive, and what puts a changed one back."""
    return parts_of(data)[part], lambda changed: repacked(data, {part: changed})


def whole(data: bytes) -> tuple[bytes, Callable[[bytes], bytes]]:
    """All bytes of a file that is no archive."""
    return data, lambda changed: changed


BOOK = book({"a.xhtml": PAGE, "b.xhtml": "<p>Ana: So.</p>"})
FILES = {
    "docx": in_part(docx(*TALK), "word/document.xml"),
    "styles.docx": in_part(docx(*TALK), "word/styles.xml"),
    "odt": in_part(odt(*TALK), "content.xml"),
    "epub": in_part(BOOK, "OEBPS/a.xhtml"),
    "contents.epub": in_part(BOOK, "OEBPS/a.opf"),
    "html": whole(PAGE.encode()),
    "rtf": whole(RTF.encode()),
    "pdf": whole(pdf(column(*TALK), column("Bert: No.", "17"))),
}
PUT = [b"", b"\x00", b"<", b">", b"&", b"/", b"9", b"-1", b"\xff", b"}", b"{", b"(", b"\\u"]
PUT += [b"999999999999", b" Tj ", b"\\bin99 ", b"<w:tbl>", b"\xf0\x9f", b"]]>", b"<!--"]
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 12),
        st.sampled_from(PUT),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("kind", FILES)
@given(changes=CHANGES)
@drawn(60)
def test_damage(kind: str, changes: list[tuple[float, int, bytes]]) -> None:
    content, packed = FILES[kind]
    for place, length, put in changes:
        at = int(place * len(content))
        content = content[:at] + put + content[at + length :]
    data, name = packed(content), f"talk.{kind}"
    sentence = refusal(lambda: read_transcript(data, name))
    if sentence is not None:
        assert sentence.startswith(name)
        return
    check_map(read_transcript(data, name), decoded_text(data, name))


@pytest.mark.parametrize("kind", FILES)
def test_undamaged(kind: str) -> None:
    content, packed = FILES[kind]
    assert len(read_transcript(packed(content), f"talk.{kind}").turns) >= 2
