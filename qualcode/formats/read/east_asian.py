"""Telling Shift-JIS, EUC-JP, EUC-KR, GB18030 and Big5 apart by the characters that come out.

A text of another script does not decode without a fault in these sets for long: a letter before
a blank is half a character there. What decodes is judged by how common its characters are.
"""

from __future__ import annotations

_FEWEST = 8
_SAMPLE = 65_536
_KANA = ("\u3040", "\u30ff")
_HALF_WIDTH = ("\uff61", "\uff9f")
_HANGUL = ("\uac00", "\ud7a3")
_IDEOGRAPHS = ("\u4e00", "\u9fff")
_COMMON = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}
"""Rows of the frequent characters in the two Chinese sets: first byte from, to."""


def guess_east_asian(data: bytes) -> str | None:
    """The set whose characters are those of a real text; None where none is."""
    sample = data[:_SAMPLE]
    for name in ("euc_jp", "cp932"):
        text = _decoded(sample, name)
        if _share(text, _KANA) >= 0.2 and _share(text, _HALF_WIDTH) < 0.1:
            return name
    if _share(_decoded(sample, "cp949"), _HANGUL) >= 0.85:
        return "cp949"
    scores = {name: _common(_decoded(sample, name), name) for name in _COMMON}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 0.75 else None


def _decoded(sample: bytes, name: str) -> str:
    """The sample's characters beyond ASCII; empty where it has a fault or too few of them.

    Its last bytes may be half a character.
    """
    for cut in range(4):
        try:
            text = sample[: len(sample) - cut].decode(name)
        except UnicodeDecodeError:
            if len(sample) < _SAMPLE:
                return ""
            continue
        wide = [char for char in text if char > "\x7f" and not _is_mark(char)]
        return "".join(wide) if len(wide) >= _FEWEST else ""
    return ""


def _is_mark(char: str) -> bool:
    return (
        "\u2000" <= char <= "\u206f" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff60"
    )


def _share(text: str, block: tuple[str, str]) -> float:
    first, last = block
    return sum(1 for char in text if first <= char <= last) / max(1, len(text))


def _common(text: str, name: str) -> float:
    """Share of the characters that stand in the rows of frequent ones."""
    narrow, first, last = _COMMON[name]
    found = 0
    for char in text:
        if _IDEOGRAPHS[0] <= char <= _IDEOGRAPHS[1]:
            found += first <= char.encode(narrow, "replace")[0] <= last
    return found / max(1, len(text))
