"""Strategies for texts such as people say them, and such as nobody does."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

quick = settings(max_examples=40, deadline=None)
"""Few examples: these properties run with every change."""

AWKWARD = "\u202e\u2066\u200b\ufeff\u2028\x1b\x07\x9b\x00\x85\u0301🙂\u200d"
SPOKEN = "ab iI.,;:!?…-–—'’\"”()[]\n\t 1é漢。！？" + AWKWARD

PHRASES = (
    "Dr.|Lee|said|so.|No.|3|e.g.|this,|5|p.m.|Then|—|I.|J.|etc.|«Oui.»|[laughs]|well...|(no)|"
    "Why?!|\n|\n\n"
)

texts = st.one_of(
    st.text(alphabet=SPOKEN, max_size=60),
    st.text(st.characters(exclude_categories=()), max_size=30),
    st.lists(st.sampled_from(PHRASES.split("|")), max_size=12).map(" ".join),
)
