from __future__ import annotations

import time

from qualcode.domain.units import sentences


def test_a_paragraph_of_many_sentences_is_split_in_time_proportional_to_its_length() -> None:
    text = "They told us nothing at all. " * 20_000
    started = time.process_time()
    found = sentences(text)
    assert len(found) == 20_000
    assert time.process_time() - started < 2
