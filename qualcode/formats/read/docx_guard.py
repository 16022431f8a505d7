"""What is checked of a .docx before any of its XML is parsed."""

from __future__ import annotations

from qualcode.domain.errors import BadInput
from qualcode.formats.read.container import Container, Kind

DOCX = Kind("a Word document", "[Content_Types].xml", ".docx")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_docx(data: bytes, file_name: str) -> Container:
    """The parts of a sound and bounded .docx; raises BadInput with the reason for any other."""
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data
        what = "is protected by a password" if locked else "is in the old Word format (.doc)"
        raise BadInput(f"{file_name} {what}: save it as an open .docx first")
    return Container(data, file_name, DOCX)
