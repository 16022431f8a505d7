"""Choosing a character set by statistics, for bytes that are neither UTF-8 nor UTF-16.

charset-normalizer proposes; where several sets decode without a fault (the usual case with a
handful of accents) each decoding is judged by whether its letters and marks stand where such
characters stand in writing.
"""

from __future__ import annotations

import re
from itertools import islice

from qualcode.formats.read.east_asian import guess_east_asian
from qualcode.formats.read.original import word_set

_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTEXT = 24
_SAMPLES = 2000
_USUAL = ("cp1252", "mac_roman", "cp1250", "mac_latin2", "cp1251", "koi8_r", "cp1253")
_MULTIBYTE = word_set("big5 big5hkscs cp932 cp949 cp950 euc_jp euc_kr gb18030 gb2312 gbk shift_jis")
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÁÂÄÅÆÇÈÉÊÍÎÑÓÔÖØÚÜŒ")
_EASTERN = frozenset("ąćęłńśźżŁŚŻČčďěňřšťůžŠŽŘőűŐŰșțşţğıăĂŞŢ")
_NOT_ESTONIAN = frozenset("áéíó")
_QUOTES = frozenset("“”„«»‹›‚")
_APOSTROPHES = frozenset("’‘")
_MARKS = frozenset("–—…¿¡£€§°·•\xa0™®©½¼²³")


def sample_of(data: bytes) -> bytes:
    """Bytes around the first bytes that are not ASCII, one stretch per line."""
    stretches = [
        data[max(0, found.start() - _CONTEXT) : found.end() + _CONTEXT]
        for found in islice(_HIGH.finditer(data), _SAMPLES)
    ]
    return b"\n".join(stretches)


def guess_charset(data: bytes) -> list[str]:
    """Names of the likely character sets, best first; never empty."""
    wide = guess_east_asian(data)
    if wide is not None:
        return [wide, "latin_1"]
    sample = sample_of(data)
    mac = data.count(b"\r") > 0 and data.count(b"\n") == 0
    scored = []
    for order, name in enumerate(_proposals(sample)):
        try:
            text = sample.decode(name, "replace" if name in _MULTIBYTE else "strict")
        except (UnicodeError, LookupError):
            continue
        # Lone carriage returns are how old Mac programs ended their lines.
        bonus = 0.1 if mac and name.startswith("mac") else 0.0
        scored.append((order * 0.02 - plausibility(text) - bonus, order, name))
    return [name for _, _, name in sorted(scored)] + ["latin_1"]


def _proposals(sample: bytes) -> list[str]:
    """The usual sets, then what charset-normalizer finds coherent or East Asian."""
    # Imported here: most files are UTF-8 and never need it.
    from charset_normalizer import from_bytes

    matches = from_bytes(sample[:20_000])
    found = [m.encoding for m in matches if m.coherence > 0 or m.encoding in _MULTIBYTE]
    return list(dict.fromkeys([*_USUAL, *found[:8]]))


def plausibility(text: str) -> float:
    """Mean score (-1 to 1) of the characters beyond ASCII by what stands beside them."""
    padded = f" {text} "
    scores = [
        _score(padded[at], padded[at - 1], padded[at + 1])
        for at in range(1, len(padded) - 1)
        if padded[at] >= "\x80"
    ]
    if "õ" in text and not _NOT_ESTONIAN.isdisjoint(text):
        # Beside á, é, í, ó it is Portuguese, which has it before an e only, or a Hungarian ő.
        scores += [-1.0] * len(re.findall("õ(?!e)", text))
    return sum(scores) / len(scores) if scores else 0.0


def _score(char: str, before: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if char in _APOSTROPHES:
        return 1.0 if before.isalpha() or after.isalpha() else 0.5
    if char in _QUOTES:
        return -1.0 if inside else 0.8
    if char in _MARKS:
        return -0.5 if inside and char not in "–—·…" else 0.6
    if char == "´":
        return 0.8 if inside else 0.3
    if not char.isalpha():
        return 0.6 if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff65" else -1.0
    return _letter_score(char, before, after)


def _letter_score(char: str, before: str, after: str) -> float:
    if (char.isupper() and before.islower()) or (char.islower() and after.isupper()):
        return -1.0
    if char >= "\u0250":
        return _other_script_score(before, after)
    if before.isdigit() or after.isdigit():
        return -0.5
    if any("\x80" <= beside < "\u0250" and beside.isalpha() for beside in (before, after)):
        return 0.2
    return 1.0 if char in _WESTERN else 0.7 if char in _EASTERN else -0.2


def _other_script_score(before: str, after: str) -> float:
    """Letters of other scripts stand beside their like, hardly ever inside a Latin word."""
    if any(beside.isalpha() and beside < "\u0250" for beside in (before, after)):
        return -1.0
    return 1.0 if before.isalpha() or after.isalpha() else 0.1
