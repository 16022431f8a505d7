"""What every zipped document is refused for (faults E1 to E4)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.read import container
from qualcode.formats.read.transcript import read_transcript
from tests.formats.made_documents import docx, epub, odt, repacked, xlsx, zipped

BUILT: dict[str, Callable[..., bytes]] = {"docx": docx, "odt": odt, "epub": epub, "xlsx": xlsx}
MAIN = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "epub": "OEBPS/one.xhtml",
    "xlsx": "xl/worksheets/sheet1.xml",
}

pytestmark = pytest.mark.parametrize("kind", list(BUILT))


def refused(kind: str, data: bytes) -> str:
    with pytest.raises(BadInput, match=rf"^talk\.{kind}") as caught:
        read_transcript(data, f"talk.{kind}")
    return str(caught.value)


def with_parts(kind: str, parts: dict[str, bytes]) -> str:
    return refused(kind, repacked(BUILT[kind]("Ana: Hi."), parts))


def test_the_sound_file_is_read(kind: str) -> None:
    assert read_transcript(BUILT[kind]("Ana: Hi."), f"talk.{kind}").turns[0].text == "Hi."


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize("entity", ['<!ENTITY b "cc">', '<!ENTITY b SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(kind: str, entity: str, code: str) -> None:
    xml = f'<?xml version="1.0" encoding="{code}"?><!DOCTYPE a [{entity}]><a>&b;</a>'
    assert "refused as unsafe" in with_parts(kind, {MAIN[kind]: xml.encode(code)})


def test_an_entity_across_two_stretches_is_found(kind: str) -> None:
    xml = b"<!--" + b"x" * (2**20 - 8) + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>'
    assert "refused as unsafe" in with_parts(kind, {"more.xml": xml})


def test_an_entity_in_an_encoding_that_hides_it(kind: str) -> None:
    xml = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert f"talk.{kind}" in with_parts(kind, {MAIN[kind]: xml.encode("cp037")})


def test_bombs_are_refused_by_their_directory(kind: str) -> None:
    assert "packed" in with_parts(kind, {"big.bin": bytes(40 * 2**20)})
    assert "the limit is" in with_parts(kind, {f"m/{n}": b"" for n in range(5_001)})


def test_a_part_too_large_to_be_parsed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind == "xlsx":
        pytest.skip("rows of a sheet are read one by one, up to a number of cells")
    monkeypatch.setattr(container, "MAX_XML", 2**20)
    big = b"<a>" + b"word " * 2**18 + b"</a>"
    assert "has 1 MB; up to 1 are read" in with_parts(kind, {MAIN[kind]: big})


def test_a_directory_that_lies_about_sizes(kind: str) -> None:
    data = bytearray(repacked(BUILT[kind]("Ana: Hi."), {"x.bin": bytes(2**20)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert "damaged" in refused(kind, bytes(data))


def test_members_that_overlap_are_refused(kind: str) -> None:
    """Many entries of the directory that share one stretch of packed bytes."""
    data = bytearray(repacked(BUILT[kind]("Ana: Hi."), {"x.bin": bytes(2**20)}))
    end = data.rindex(b"PK\x05\x06")
    entry = bytes(data[data.rindex(b"PK\x01\x02") : end])
    number = int.from_bytes(data[end + 10 : end + 12], "little")
    copies = [entry.replace(b"x.bin", b"%05d" % n) for n in range(400)]
    size = int.from_bytes(data[end + 12 : end + 16], "little") + len(entry) * len(copies)
    tail = bytearray(data[end:])
    tail[8:12] = (number + len(copies)).to_bytes(2, "little") * 2
    tail[12:16] = size.to_bytes(4, "little")
    refused(kind, bytes(data[:end]) + b"".join(copies) + bytes(tail))


@pytest.mark.parametrize(
    "name", ["../evil.xml", "a/../../b", "/etc/x", "C:/x", "a\\b", "word/NUL", "aux.txt"]
)
def test_names_that_point_elsewhere(kind: str, name: str) -> None:
    assert f"“{name}”: refused" in with_parts(kind, {name: b"x"})


def test_links_are_refused(kind: str) -> None:
    out = io.BytesIO(BUILT[kind]("Ana: Hi."))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "“link”: refused" in refused(kind, out.getvalue())


def test_an_archive_inside_is_refused(kind: str) -> None:
    assert "holds another archive" in with_parts(kind, {"inner.zip": zipped({"a": b"b"})})
    inside = zipped({f"a.{kind}": BUILT[kind]("Ana: Hi.")})
    assert "is a ZIP archive, but not" in refused(kind, inside)


def test_encrypted_members_are_refused(kind: str) -> None:
    data = bytearray(BUILT[kind]("Ana: Hi."))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "protected by a password" in refused(kind, bytes(data))


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_what_was_cut_off_is_refused(kind: str, share: float) -> None:
    data = BUILT[kind]("Ana: Hi.")
    assert "damaged or was cut off" in refused(kind, data[: int(len(data) * share)])


def test_a_flipped_bit_is_noticed(kind: str) -> None:
    data = bytearray(BUILT[kind]("Ana: Hi."))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        member = archive.getinfo(MAIN[kind])
    data[member.header_offset + 60 + len(member.filename)] ^= 0xFF
    assert "damaged" in refused(kind, bytes(data))


def test_other_files_under_its_name(kind: str) -> None:
    assert "whatever its name says" in refused(kind, b"Ana: Hi.")
    assert "whatever its name says" in refused(kind, b"")
    reason = "cannot be read as a workbook" if kind == "xlsx" else "is damaged"
    assert reason in with_parts(kind, {MAIN[kind]: b""})


def test_an_encoding_cannot_be_given(kind: str) -> None:
    with pytest.raises(BadInput, match=r"talk\..*encoding"):
        read_transcript(BUILT[kind]("Ana: Hi."), f"talk.{kind}", encoding="utf-8")
