from __future__ import annotations

from pathlib import Path

from qualcode.formats.options import ReadOptions
from tests.formats.reads import read, said
from tests.formats.test_captions import vtt

ROLLING = vtt("so we", "so we\nsaid that", "said that", "said that\nit was", "it was\ngood.")


def test_lines_that_are_shown_again_are_read_once() -> None:
    reading = read(ROLLING, "a.vtt")
    assert said(reading) == [(None, "so we said that it was good.")]
    assert "Rolling captions: 4 repeated lines left out." in reading.problems


def test_with_every_cue_a_turn_nothing_is_left_out() -> None:
    reading = read(ROLLING, "a.vtt", ReadOptions(each_cue=True))
    assert [turn.text for turn in reading.turns][1:3] == ["so we said that", "said that"]


def test_what_people_say_twice_stays() -> None:
    reading = read(vtt("Yes.", "Yes.", "Yes.", "No, no.", "No, no."), "a.vtt")
    assert said(reading) == [(None, "Yes. Yes. Yes. No, no. No, no.")]


def test_captions_that_grow_word_by_word() -> None:
    reading = read(vtt("so", "so we", "so we said", "so we said it.", "then", "then no."), "a.vtt")
    assert said(reading) == [(None, "so we said it. then no.")]
    assert reading.turns[0].start_ms == 0
    assert any("4 earlier states left out" in problem for problem in reading.problems)


def test_captions_of_a_video_site(shared: Path) -> None:
    path = shared / "data" / "subtitle-edge-cases" / "webvtt-py" / "youtube_dl.vtt"
    reading = read(path.read_bytes(), path.name)
    assert said(reading) == [(None, "yeah what this will happen is I'm telling")]


def test_dashes_part_two_speakers_where_nobody_is_named() -> None:
    reading = read(vtt("We came", "- Are you coming?\n- No.", "–Why?\nSo?"), "a.vtt")
    assert said(reading) == [
        (None, "We came"),
        (None, "Are you coming?"),
        (None, "No."),
        (None, "Why? So?"),
    ]
    assert "3 dashes taken as a change of speaker; nobody is named." in reading.problems


def test_a_dash_alone_is_text() -> None:
    assert said(read(vtt("- and so", "we went"), "a.vtt")) == [(None, "- and so we went")]


def test_no_speakers_and_every_cue() -> None:
    text = vtt("<v Ana>Yes.", "<v Ana>So.", "<v Bert>No.")
    assert said(read(text, "a.vtt", ReadOptions(no_speakers=True))) == [(None, "Yes. So. No.")]
    each = read(text, "a.vtt", ReadOptions(each_cue=True))
    assert said(each) == [("Ana", "Yes."), ("Ana", "So."), ("Bert", "No.")]
