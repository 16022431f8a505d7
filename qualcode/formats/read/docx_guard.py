"""What is checked of a .docx before any of its XML is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from qualcode.domain.errors import BadInput

MAX_MEMBERS = 5_000
MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 150
_RATIO_FROM = 20 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DTD = [
    text.encode(code)
    for text in ("<!DOCTYPE", "<!ENTITY")
    for code in ("ascii", "utf-16-le", "utf-16-be")
]
_OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\")


def check_docx(data: bytes, file_name: str) -> None:
    """Raise BadInput, with the reason, for what is no sound and bounded .docx."""
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data
        what = "is protected by a password" if locked else "is in the old Word format (.doc)"
        raise BadInput(f"{file_name} {what}: save it as an open .docx first")
    if not data.startswith(b"PK"):
        raise BadInput(f"{file_name} is not a Word document (.docx), whatever its name says")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), len(data), file_name)
            _check_members(archive, file_name)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise BadInput(f"{file_name} is damaged or was cut off: fetch it again ({error})") from None


def _check_directory(members: list[zipfile.ZipInfo], size: int, file_name: str) -> None:
    """Numbers and names that the archive's directory states, before anything is unpacked."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise BadInput(f"{file_name} is protected by a password: save it as an open .docx first")
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or packed > size:
        raise BadInput(
            f"{file_name} would unpack to {unpacked / 2**20:,.0f} MB in {len(members):,} parts; "
            f"the limit is {MAX_UNPACKED // 2**20} MB in {MAX_MEMBERS:,}"
        )
    if unpacked > _RATIO_FROM and unpacked > size * MAX_RATIO:
        raise BadInput(f"{file_name} is packed {unpacked // size:,} to 1, as no document is")
    for member in members:
        if _OUTSIDE.search(member.filename):
            raise BadInput(f"{file_name} holds a part with the name “{member.filename}”: refused")


def _check_members(archive: zipfile.ZipFile, file_name: str) -> None:
    """Each part unpacks, and none declares a document type or an entity."""
    if "[Content_Types].xml" not in archive.namelist():
        raise BadInput(f"{file_name} is a ZIP archive, but not a Word document (.docx)")
    for member in archive.infolist():
        part = _unpacked(archive, member)
        if any(mark in part for mark in _DTD):
            raise BadInput(f"{file_name} declares entities in {member.filename}: refused as unsafe")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except (zlib.error, RuntimeError) as error:
        raise zipfile.BadZipFile(str(error)) from None
