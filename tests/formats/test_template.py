from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.read.template import fit, parse_template
from qualcode.formats.read.transcript import read_transcript


def turns(text: str, pattern: str) -> list[tuple[str | None, str, int | None]]:
    reading = read_transcript(text.encode(), "talk.txt", ReadOptions(turns=pattern))
    return [(turn.speaker, turn.text, turn.start_ms) for turn in reading.turns]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("[{time}] {speaker}: {text}", "[00:01] x/1: It is: so."),
        ("{time} - {speaker} / {text}", "00:01  -  x/1 / It is: so."),
        ("{speaker}|{time}|{text}", "x/1|00:01|It is: so."),
        ("{number}. {speaker} ({time}) = {text}", "17. x/1 (0:01) = It is: so."),
        ("{skip}#{speaker}#{time}#{text}", "any thing#x/1#00:01#It is: so."),
        (r"{speaker}\t{time}\t{text}", "x/1\t00:01 \tIt is: so."),
        ("{{{speaker}}} {time} {text}", "{x/1} 00:01 It is: so."),
    ],
)
def test_a_line_as_it_looks(pattern: str, line: str) -> None:
    assert turns(f"Head\n{line}\nand more\n", pattern) == [("x/1", "It is: so.\nand more", 1000)]


def test_a_label_on_a_line_of_its_own() -> None:
    text = "@ Ana Lopez\nWe did.\n\n@ Bert\nNo.\n"
    assert turns(text, "@ {speaker}") == [("Ana Lopez", "We did.", None), ("Bert", "No.", None)]


def test_times_alone_make_turns_without_speakers() -> None:
    found = turns("(00:01) We did: yes.\n(00:02) No.\n", "({time}) {text}")
    assert found == [(None, "We did: yes.", 1000), (None, "No.", 2000)]


def test_a_pattern_that_fits_nothing_is_refused_with_the_file() -> None:
    with pytest.raises(BadInput, match=r"talk\.txt: the pattern .* fits none"):
        turns("Ana: Yes.", "{speaker}# {text}")


@pytest.mark.parametrize(
    "pattern",
    [
        "", "{text}", "{speaker}", "{speaker}{text}", "{speaker}: {speaker} {text}",
        "{who}: {text}", "{text}: {speaker}", "{speaker}{skip}: {text}", "x",
        "{speaker}: {text} end", "x" * 201,
    ],
)  # fmt: skip
def test_a_pattern_of_no_use_is_refused(pattern: str) -> None:
    with pytest.raises(BadInput, match="pattern"):
        parse_template(pattern)


@given(st.text("ab:[] \t{}0\\", max_size=40), st.text("ab:[] \t0", max_size=200))
def test_any_pattern_on_any_line(start: str, line: str) -> None:
    try:
        parts = parse_template(start + "{speaker}: {text}")
    except BadInput:
        return
    found = fit(parts, line)
    assert found is None or (found.label and len(found.label) <= 80 and found.at <= len(line))


def test_only_the_beginning_of_a_line_is_looked_at() -> None:
    """However long a line is, no part of it beyond the fields' bounds decides anything."""
    parts = parse_template("{skip}-{skip}-{speaker}: {text}")
    line = "a-" * 1_000_000
    assert fit(parts, line) is None
    assert fit(parts, "a-b-Ana: " + line) == ("Ana", None, 9)
