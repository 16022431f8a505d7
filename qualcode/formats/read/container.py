"""What is checked of a zipped document (docx, odt, epub) before any of its XML is parsed."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from qualcode.domain.errors import BadInput

MAX_MEMBERS = 5_000
MAX_UNPACKED = 200 * 2**20
MAX_XML = 50 * 2**20
"""Largest single part that is parsed."""
MAX_RATIO = 150
_RATIO_FROM = 20 * 2**20
_CHUNK = 2**20
_XML_NAMES = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".rdf")
_ARCHIVE_NAMES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar")
_OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\|\x00")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)
_WIDTHS = ("ascii", "utf-16-le", "utf-16-be")
_ENTITIES = [text.encode(code) for text in ("<!ENTITY", "<!entity") for code in _WIDTHS]
_DOCTYPES = [text.encode(code) for text in ("<!DOCTYPE", "<!doctype") for code in _WIDTHS]


class Kind(NamedTuple):
    """A kind of zipped document: its name in sentences, the part it must have, its ending.

    ``doctype_in`` is a pattern of the parts that may name a document type (never an entity).
    """

    name: str
    must_have: str
    suffix: str
    doctype_in: str = r"(?!)"


class Container:
    """A zip archive that was found sound and bounded; parts are read by name, never extracted."""

    def __init__(self, data: bytes, file_name: str, kind: Kind) -> None:
        """Check everything that can be checked; raises BadInput with the file and the reason."""
        self.file_name = file_name
        if not data.startswith(b"PK"):
            raise BadInput(
                f"{file_name} is not {kind.name} ({kind.suffix}), whatever its name says"
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
            _check_directory(members, len(data), file_name, kind)
            self.names = {member.filename: member for member in members}
            if kind.must_have not in self.names:
                raise BadInput(f"{file_name} is a ZIP archive, but not {kind.name} ({kind.suffix})")
            for member in members:
                _check_member(self._archive, member, file_name, kind)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            said = f"{file_name} is damaged or was cut off: fetch it again ({error})"
            raise BadInput(said) from None

    def read(self, name: str) -> bytes:
        """The bytes of a part; BadInput where it is missing or too large to be parsed."""
        member = self.names.get(name)
        if member is None:
            raise BadInput(f"{self.file_name} lacks its part “{name}”: it is damaged")
        if member.file_size > MAX_XML:
            size, limit = member.file_size / 2**20, MAX_XML // 2**20
            raise BadInput(f"{self.file_name}: {name} has {size:,.0f} MB; up to {limit} are read")
        return self._archive.read(member)


def _check_directory(members: list[zipfile.ZipInfo], size: int, file_name: str, kind: Kind) -> None:
    """Numbers and names that the archive's directory states, before anything is unpacked."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        said = f"save it as an open {kind.suffix} first"
        raise BadInput(f"{file_name} is protected by a password: {said}")
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or packed > size:
        raise BadInput(
            f"{file_name} would unpack to {unpacked / 2**20:,.0f} MB in {len(members):,} parts; "
            f"the limit is {MAX_UNPACKED // 2**20} MB in {MAX_MEMBERS:,}"
        )
    if unpacked > _RATIO_FROM and unpacked > size * MAX_RATIO:
        raise BadInput(f"{file_name} is packed {unpacked // size:,} to 1, as no document is")
    for member in members:
        if _OUTSIDE.search(member.orig_filename) or _is_link_or_device(member):
            name = member.orig_filename
            raise BadInput(f"{file_name} holds a part with the name “{name}”: refused")
        if member.filename.lower().endswith(_ARCHIVE_NAMES):
            raise BadInput(f"{file_name} holds another archive, {member.filename}: refused")


def _is_link_or_device(member: zipfile.ZipInfo) -> bool:
    mode = member.external_attr >> 16
    return stat.S_ISLNK(mode) or any(_DEVICE.fullmatch(p) for p in member.filename.split("/"))


def _check_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, file_name: str, kind: Kind
) -> None:
    """The part unpacks with the right checksum and size, and declares no entity."""
    is_xml = member.filename.lower().endswith(_XML_NAMES)
    may_have = re.search(kind.doctype_in, member.filename) is not None
    forbidden = _ENTITIES if may_have else [*_ENTITIES, *_DOCTYPES]
    before = b""
    for chunk in _chunks(archive, member):
        seen = before + chunk
        if is_xml and any(mark in seen for mark in forbidden):
            said = f"{file_name} declares entities in {member.filename}: refused as unsafe"
            raise BadInput(said)
        before = chunk[-32:]


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part, never more than one stretch of it at a time."""
    try:
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except (zlib.error, RuntimeError) as error:
        raise zipfile.BadZipFile(str(error)) from None
