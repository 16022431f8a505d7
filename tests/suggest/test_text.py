from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.suggest.text import folded, plain


def test_spaces_become_one_and_positions_lead_back() -> None:
    text = "the  mailing\u00a0\tlist"
    clean = plain(text)
    assert clean.text == "the mailing list"
    at = clean.text.index("mailing")
    start, end = clean.original(at, at + len("mailing list"))
    assert text[start:end] == "mailing\u00a0\tlist"


def test_apostrophes_and_hyphens_become_straight_without_moving_anything() -> None:
    clean = plain("don’t peer‑to‑peer")
    assert clean == ("don't peer-to-peer", None)


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    assert folded("É" + "lan") == folded("E\u0301lan")


@given(st.text(st.characters(), max_size=60))
def test_plain_text_can_be_encoded_and_each_word_leads_back(text: str) -> None:
    clean = plain(text)
    clean.text.encode()
    for at, character in enumerate(clean.text):
        start, end = clean.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        if character.isalnum():
            assert text[start:end] == character
