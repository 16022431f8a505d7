from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.display import displayed, shortened
from tests.domain.texts import quick, texts

HARMFUL = (
    {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))}
    | {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    | set("\u2028\u2029\u200b\ufeff")
)


@quick
@given(texts, st.booleans())
def test_what_is_shown_is_as_long_harmless_and_stays_so(text: str, lines: bool) -> None:
    shown = displayed(text, lines=lines)
    assert len(shown) == len(text)
    assert not (set(shown) & (HARMFUL - ({"\n"} if lines else set())))
    assert displayed(shown, lines=lines) == shown
    assert all(a == b for a, b in zip(text, shown, strict=True) if a not in HARMFUL)
    shown.encode()


def test_every_control_is_replaced_and_joiners_stay() -> None:
    everything = map(chr, range(0x110000))
    controls = [
        char for char in everything if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
    ]
    assert not set(displayed("".join(controls))) & set(controls)
    assert (
        displayed("\u0645\u06cc\u200c👩\u200d👧[laughs]") == "\u0645\u06cc\u200c👩\u200d👧[laughs]"
    )


def test_marks_say_what_stood_there() -> None:
    assert displayed("a\x1b]0;x\x07\x00\n\x7f\x9b") == "a␛]0;x␇␀␊␡�"
    assert displayed("a\nb\tc", lines=True) == "a\nb␉c"


@quick
@given(texts, st.integers(-1, 12))
def test_a_shortened_line_fits(text: str, width: int) -> None:
    line = shortened(text, width)
    assert len(line) <= max(width, 0)
    assert not set(line) & HARMFUL
    if len(text) <= width:
        assert line == displayed(text.replace("\n", " "))
    elif width > 0:
        assert line.endswith("…")


@pytest.mark.parametrize(("width", "expected"), [(0, ""), (1, "…"), (3, "ab…"), (4, "ab c")])
def test_shortened_widths(width: int, expected: str) -> None:
    assert shortened("ab\nc", width) == expected
