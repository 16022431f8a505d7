"""Bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, then statistics."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import replace

from qualcode.domain.errors import BadInput
from qualcode.domain.text import normalise_newlines, storable
from qualcode.formats.read.charset import guess_charset
from qualcode.formats.read.original import Original, counted

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a compressed file"),
)
_LINE_ENDS = "\r\u2028\u2029\x0b\x0c\x85"
_SAMPLE = 65_536
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_ESCAPED_SURROGATE = re.compile("\udced[\udca0-\udcbf][\udc80-\udcbf]")
_ESCAPED = re.compile("[\udc80-\udcff]")


def decode(data: bytes, file_name: str, encoding: str | None = None) -> Original:
    """The text of a file and how it was decoded; the byte-order mark is no character of it.

    Every line end becomes one line feed. Raises BadInput for an unknown or unfitting
    ``encoding`` and for what is not text.
    """
    original = decode_exactly(data, file_name, encoding)
    ends = line_ends(original.text)
    if not any(end in original.text for end in _LINE_ENDS):
        return replace(original, line_ends=ends)
    return replace(original, text=normalise_newlines(original.text), line_ends=ends)


def line_ends(text: str) -> str:
    """How the lines of a text end: ``LF``, ``CRLF``, ``CR``, or all with their numbers."""
    both = text.count("\r\n")
    numbers = {"CRLF": both, "LF": text.count("\n") - both, "CR": text.count("\r") - both}
    found = [name for name, number in numbers.items() if number]
    if len(found) < 2:
        return "".join(found)
    return "mixed: " + ", ".join(f"{numbers[name]:,} {name}" for name in found)


def decode_exactly(data: bytes, file_name: str, encoding: str | None = None) -> Original:
    """As ``decode``, but line ends stay as they are in the file (cells of tables need that)."""
    if encoding is not None:
        return _original(_decode_as(data, file_name, encoding), encoding.lower(), True)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    for magic, what in _OTHER_FILES:
        if data.startswith(magic):
            raise BadInput(f"{file_name} is {what}, whatever its name says: it cannot be read")
    wide = _wide(data)
    if wide is not None:
        return _original(data.decode(wide, "surrogatepass"), wide, False)
    try:
        return _original(data.decode("utf-8", "surrogatepass"), "utf-8", True)
    except UnicodeDecodeError:
        return _by_statistics(data, file_name)


def _original(text: str, encoding: str, certain: bool, *problems: str) -> Original:
    """The decoded text made storable, with a sentence on what was replaced."""
    if "\x00" not in text and _encodable(text):
        return Original(text, encoding, certain, problems)
    stored = storable(text)
    said = counted(stored.replaced, "character")
    problems = (*problems, f"{said} (NUL or half a character) replaced by a visible mark.")
    return Original(stored.text, encoding, certain, problems)


def _encodable(text: str) -> bool:
    """Whether there is no lone surrogate; much faster than to search for one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _decode_as(data: bytes, file_name: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise BadInput(f"{file_name}: there is no encoding “{encoding}”") from None
    except (UnicodeError, ValueError):
        raise BadInput(f"{file_name} cannot be read as {encoding}") from None
    return text.removeprefix("\ufeff")


def _marked(data: bytes, encoding: str) -> Original:
    """Text after a byte-order mark; a damaged end or byte becomes a visible mark."""
    try:
        return _original(data.decode(encoding, "surrogatepass"), encoding, True)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _mended(data)
        text = data.decode(encoding, "replace")
        said = f"From byte {error.start:,} on, what is not {encoding} was replaced by “\ufffd”."
        return _original(text, encoding, False, said)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is NUL or the number of one script."""
    pairs = min(len(data), _SAMPLE) // 2
    if pairs < 4 or len(data) % 2:
        return None
    even, odd = data[: pairs * 2 : 2], data[1 : pairs * 2 : 2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        common = Counter(high).most_common(2)
        known = sum(number for _, number in common)
        nul = high.count(0) * 33 >= pairs and 0 in dict(common)
        if nul and known * 10 >= pairs * 9 and low.count(0) * 20 <= pairs:
            try:
                data.decode(name, "surrogatepass")
            except UnicodeDecodeError:
                return None
            return name
    return None


def _by_statistics(data: bytes, file_name: str) -> Original:
    """A single-byte or East Asian set, or UTF-8 with some foreign bytes in it."""
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 10:
        raise BadInput(f"{file_name} does not look like text; if it is, name its encoding")
    if _mostly_utf8(data):
        return _mended(data)
    for name in guess_charset(data):
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError):
            continue
        return _original(text, name, False)
    raise BadInput(f"{file_name} cannot be read in any encoding that was tried")


def _mostly_utf8(data: bytes) -> bool:
    """Whether characters that are right in UTF-8 outnumber the bytes that are not."""
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(1 for _ in _ESCAPED.finditer(text))
    return len(text) - len(text.encode("ascii", "ignore")) >= 2 * bad


def _mended(data: bytes) -> Original:
    """UTF-8 in which each foreign byte is read as Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    text = _ESCAPED_SURROGATE.sub("\ud800", text)
    text, bad = _ESCAPED.subn(_as_windows, text)
    said = counted(bad, "byte that is", "bytes that are")
    return _original(text, "utf-8", False, f"{said} not UTF-8 read as Windows-1252.")


def _as_windows(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")
