from __future__ import annotations

import pytest

from qualcode.domain.errors import BadInput
from tests.formats.reads import read, said


def cues(*texts: str, step: int = 1, length: int = 900, comma: bool = False) -> str:
    """Captions one after the other, numbered, each ``step`` seconds after the last."""
    mark = "," if comma else "."
    blocks = []
    for number, text in enumerate(texts):
        at = number * step
        start = f"00:{at // 60:02}:{at % 60:02}{mark}000"
        end = f"00:{at // 60:02}:{at % 60:02}{mark}{length:03}"
        blocks.append(f"{number + 1}\n{start} --> {end}\n{text}\n")
    return "\n".join(blocks)


def vtt(*texts: str, step: int = 1) -> str:
    return "WEBVTT\n\n" + cues(*texts, step=step)


def test_neighbouring_cues_of_one_voice_are_one_turn() -> None:
    reading = read(
        vtt("<v Ana>We", "<v Ana>joined.</v>", "<v.loud Bert>Why?</v>", "<v Ana>So."), "a.vtt"
    )
    assert said(reading) == [("Ana", "We joined."), ("Bert", "Why?"), ("Ana", "So.")]
    assert [(t.start_ms, t.end_ms) for t in reading.turns] == [
        (0, 1900),
        (2000, 2900),
        (3000, 3900),
    ]
    assert len(reading.turns[0].source) == 2
    assert reading.convention == "voice tags"


def test_names_with_brackets_and_emoji_and_crlf() -> None:
    text = vtt(
        "Ana Ruiz (Town): Hi.",
        "more",
        "Bert 🌍 | Hub: Yes.",
        "Ana Ruiz (Town): So.",
        "Bert 🌍 | Hub: No.",
    )
    reading = read(text.replace("\n", "\r\n"), "a.vtt")
    assert said(reading)[:2] == [("Ana Ruiz (Town)", "Hi. more"), ("Bert 🌍 | Hub", "Yes.")]
    assert "Given to the speaker before: 1 caption without a speaker." in reading.problems


@pytest.mark.parametrize("labelled", ["<v Ana>Yes.", "Ana: Yes."])
def test_captions_without_a_name_continue_the_speaker(labelled: str) -> None:
    other = labelled.replace("Ana", "Bert")
    reading = read(vtt("[music]", labelled, "And.", other, labelled, other), "a.vtt")
    assert said(reading)[:3] == [(None, "[music]"), ("Ana", "Yes. And."), ("Bert", "Yes.")]
    assert "Given to the speaker before: 1 caption without a speaker." in reading.problems


def test_two_voices_in_one_cue() -> None:
    reading = read(vtt("<v Ana>Yes.</v> <v Bert>No.</v>", "Ana: no label\nhere"), "a.vtt")
    assert said(reading) == [("Ana", "Yes."), ("Bert", "No. Ana: no label here")]


def test_two_labels_in_one_cue() -> None:
    reading = read(
        cues("Ana: Yes.\nBert: No.\nNever.", "Ana: So.", "Bert: Hm.", comma=True), "a.srt"
    )
    assert said(reading)[:2] == [("Ana", "Yes."), ("Bert", "No. Never.")]


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("Tom &amp; Ana &lt;3 a&nbsp;b", "Tom & Ana <3 a\xa0b"),
        ("this<00:05:04.199><c> will</c><c.red> do</c>", "this will do"),
        ("<i>So</i> <b>it</b> is<br>then", "So it is then"),
        ("if x < 5 and y > 3", "if x < 5 and y > 3"),
        ("{\\an8}Up here", "Up here"),
        ("well <laughs> yes", "well <laughs> yes"),
        ("<v It's an apple tree!", "It's an apple tree!"),
        ("<v>It's an apple tree!", "It's an apple tree!"),
        ("&#0;a&#13;b &unknown; &", "\ufffda b &unknown; &"),
    ],
)
def test_tags_go_and_entities_are_decoded(cue: str, text: str) -> None:
    assert said(read(vtt(cue), "a.vtt")) == [(None, text)]


def test_without_names_sentences_and_pauses_make_paragraphs() -> None:
    quick = read(vtt("One thing", "is this.", "And that."), "a.vtt")
    assert said(quick) == [(None, "One thing is this. And that.")]
    slow = read(vtt("One thing", "is this.", "And that.", step=3), "a.vtt")
    assert said(slow) == [(None, "One thing is this."), (None, "And that.")]
    assert slow.convention == "no labels"


def test_long_talk_without_names_is_cut_after_sentences() -> None:
    reading = read(vtt(*["So we said that it was good."] * 100), "a.vtt")
    assert all(600 <= len(turn.text) < 640 for turn in reading.turns[:-1])
    endless = read(vtt(*["and we said that it was good and"] * 100), "a.vtt")
    assert all(len(turn.text) < 1600 for turn in endless.turns)


def test_times_that_overlap_or_go_back_are_flagged_and_the_order_kept() -> None:
    text = "WEBVTT\n\n" + "\n\n".join(
        f"{start} --> {end}\n<v {name}>{name} speaks."
        for start, end, name in (
            ("00:05.000", "00:09.000", "Ana"),
            ("00:08.000", "00:10.000", "Bert"),
            ("00:01.000", "00:00.500", "Cleo"),
        )
    )
    reading = read(text, "a.vtt")
    assert [turn.speaker for turn in reading.turns] == ["Ana", "Bert", "Cleo"]
    told = " ".join(reading.problems)
    assert "The time goes back in 1 place (first at 00:00:01)" in told
    assert "Captions overlap in time in 1 place (first at 00:00:08)" in told
    assert "The end lies before the start in 1 place" in told


def test_broken_time_lines_lose_no_words() -> None:
    broken = "00:01.000 --> 00:1x.000\n<v Ana>One.\n\n<v Bert>Two.\n\n"
    reading = read(f"WEBVTT\n\n{broken}00:03.000 --> 00:04.000\n<v Ana>Three.", "a.vtt")
    assert said(reading) == [("Ana", "One."), ("Bert", "Two."), ("Ana", "Three.")]
    assert "The times of 1 caption could not be read." in reading.problems
    assert "Added to the caption before, having no time of their own: 1 line." in reading.problems


def test_missing_empty_lines_between_cues() -> None:
    text = cues("One.", "Two.", "Three.", comma=True).replace("\n\n", "\n")
    assert said(read(text, "a.srt")) == [(None, "One. Two. Three.")]


def test_head_comments_and_styles_are_not_speech() -> None:
    text = (
        "WEBVTT - A talk\nLanguage: en\n\nNOTE\nTown hall, May\n\nSTYLE\n::cue { color: red }\n\n"
    )
    reading = read(text + cues("One.") + "\nNOTE check this\n\n" + cues("Two."), "a.vtt")
    assert reading.preface == "WEBVTT - A talk\nLanguage: en\nTown hall, May"
    assert said(reading) == [(None, "One. Two.")]
    assert "Left out: 1 comment between the captions." in reading.problems


def test_a_file_without_captions_is_refused() -> None:
    with pytest.raises(BadInput, match=r"a\.vtt holds no captions"):
        read("WEBVTT\n", "a.vtt")
    with pytest.raises(BadInput, match=r"a\.srt: there is nothing said"):
        read("1\n00:00:01,000 --> 00:00:02,000\n", "a.srt")
