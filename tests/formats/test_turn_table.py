from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.read.cell_times import column_times
from qualcode.formats.reading import Reading
from tests.formats.reads import read, said


def told(reading: Reading) -> str:
    return " ".join(reading.problems)


def test_columns_are_guessed_by_name_and_shown() -> None:
    reading = read(
        "Nr;Name;Start;Ende;Äußerung\n1;Ana;0:01;0:03;Hallo zusammen\n2;Bert;0:04;0:05;Ja.\n",
        "a.csv",
    )
    assert said(reading) == [("Ana", "Hallo zusammen"), ("Bert", "Ja.")]
    assert [(t.start_ms, t.end_ms) for t in reading.turns] == [(1000, 3000), (4000, 5000)]
    assert dict(reading.columns) == {
        "text": "Äußerung",
        "speaker": "Name",
        "start": "Start",
        "end": "Ende",
        "number": "Nr",
    }
    assert "Columns guessed: text = “Äußerung”, speaker = “Name”" in told(reading)
    assert "Cells are parted by a semicolon." in reading.problems


def test_columns_are_guessed_by_contents_where_none_has_a_name() -> None:
    reading = read("0:01,Ana,Hello to all of you\n0:05,Bert,Good morning\n0:09,Ana,Well", "a.csv")
    assert said(reading)[0] == ("Ana", "Hello to all of you")
    assert [turn.start_ms for turn in reading.turns] == [1000, 5000, 9000]


def test_the_user_names_other_columns() -> None:
    text = "Name,Utterance,Translation\nAna,Hola a todos,Hello to all\nBert,No,No\n"
    chosen = {"speaker": "name", "text": "Translation"}
    reading = read(text, "a.csv", ReadOptions(columns=chosen))
    assert said(reading) == [("Ana", "Hello to all"), ("Bert", "No")]
    assert "Columns not taken: “Utterance”." in reading.problems
    nobody = read(text, "a.csv", ReadOptions(columns={"speaker": "-", "text": "2"}))
    assert said(nobody) == [(None, "Hola a todos"), (None, "No")]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"text": "Words"}, "a.csv has no column “Words”; its columns are “Name”, “Text”"),
        ({"words": "Text"}, "a column cannot hold “words”"),
        ({"delimiter": "x"}, "“x” is no delimiter"),
    ],
)
def test_a_column_that_is_not_there_is_named(columns: dict[str, str], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read("Name,Text\nAna,Yes\n", "a.csv", ReadOptions(columns=columns))


@pytest.mark.parametrize("cell", ["Ana: Yes.", "ANA : Yes.", "[Ana]: Yes.", "**Ana:** Yes."])
def test_a_label_that_is_doubled_in_the_text_is_taken_off(cell: str) -> None:
    reading = read(f"speaker,text\nAna,{cell}\nBert,Note: no.\n", "a.csv")
    assert said(reading) == [("Ana", "Yes."), ("Bert", "Note: no.")]
    assert "Text that began with the name of its speaker again: 1 row." in reading.problems


def test_speakers_in_the_text_are_found_where_no_column_has_them() -> None:
    cell = '"Ana: hello there\nBert: no\nnever\nAna: ""yes"""'
    reading = read(f"transcript\n{cell}\n", "a.csv")
    assert said(reading) == [("Ana", "hello there"), ("Bert", "no\nnever"), ("Ana", '"yes"')]


def test_the_user_names_another_delimiter() -> None:
    text = "text,\nSo we said it, all of us,\nAnd left,\n"
    chosen = ReadOptions(columns={"delimiter": "tab"})
    assert said(read(text, "a.csv", chosen))[0] == (None, "So we said it, all of us,")
    assert said(read(text, "a.csv"))[1] == (None, "And left")


def test_an_empty_speaker_is_the_one_before_and_empty_text_is_left_out() -> None:
    reading = read("speaker,text\nAna,Yes.\n,And more.\nBert,\nBert,No.\n", "a.csv")
    assert said(reading) == [("Ana", "Yes."), ("Ana", "And more."), ("Bert", "No.")]
    assert "Without a speaker, given to the one before: 1 row." in reading.problems
    assert "Left out, no text: 1 row." in reading.problems


def test_commas_without_marks_in_the_last_column_are_text() -> None:
    reading = read("speaker,text\nAna,Well, yes, and no\nBert,No\n", "a.csv")
    assert said(reading)[0] == ("Ana", "Well, yes, and no")
    assert "Wider than the heading, the rest taken as text: 1 row." in reading.problems


def test_lines_above_the_heading_are_the_preface() -> None:
    reading = read("Group 3\n\nspeaker,text\nAna,Yes\nBert,No no\n", "a.csv")
    assert reading.preface == "Group 3"
    assert said(reading) == [("Ana", "Yes"), ("Bert", "No no")]


def test_questions_come_with_their_turns() -> None:
    reading = read("question,speaker,text\nQ1 Why?,Ana,So.\nQ1 Why?,Bert,No.\n", "a.csv")
    assert [turn.question for turn in reading.turns] == ["Q1 Why?", "Q1 Why?"]


def test_numbers_and_times_that_go_back_are_flagged() -> None:
    reading = read("turn,speaker,time,text\n2,Ana,0:09,Yes\n1,Bert,0:02,No\n", "a.tsv")
    assert "The numbers of the turns do not rise" in told(reading)
    assert "The time goes back in 1 place" in told(reading)


def test_minutes_that_a_spreadsheet_took_for_hours() -> None:
    rows = "".join(f"{n * 10}:30:00,Ana,so it was\n" for n in range(9))
    reading = read("time,speaker,text\n" + rows, "a.csv")
    assert [turn.start_ms for turn in reading.turns][:2] == [30_000, 630_000]
    assert "Hours and minutes read as minutes and seconds" in told(reading)


def test_messages_of_a_chat_with_days() -> None:
    head = "AuthorID,Author,Date,Content,Attachments\n"
    rows = "1,ana,2024-05-12T10:00:00Z,Hello there,\n2,bert,2024-05-12T10:01:00Z,Hi,\n"
    reading = read(head + rows + "1,ana,2024-05-12T10:02:00Z,So,\n", "a.csv")
    assert said(reading) == [("ana", "Hello there"), ("bert", "Hi"), ("ana", "So")]
    assert [turn.start_ms for turn in reading.turns] == [0, 60_000, 120_000]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig", "mac_roman"])
def test_encodings_and_line_ends(encoding: str) -> None:
    text = "speaker\ttext\r\nRené\tDéjà vu à la fête, l’été\r\nZoë\t“Ça va”, très bien\r\n"
    reading = read(text.encode(encoding), "a.tsv")
    assert said(reading)[0] == ("René", "Déjà vu à la fête, l’été")


def test_no_speakers() -> None:
    reading = read("speaker,text\nAna,Yes.\n", "a.csv", ReadOptions(no_speakers=True))
    assert said(reading) == [(None, "Yes.")]


@pytest.mark.parametrize(
    ("cells", "name", "wanted"),
    [
        (["0.5", "2,25"], "start", [500, 2250]),
        (["0", "5000", "12000"], "start", [0, 5000, 12000]),
        (["0", "5000"], "start (s)", [0, 5_000_000]),
        (["7", "9"], "startMs", [7, 9]),
        (["[00:01:02]", "1:02:03.5", "00:01:02:12"], "", [62_000, 3_723_500, 62_000]),
        (["2024-05-12T10:00:00Z", "2024-05-12 10:00:05.250"], "", [0, 5250]),
        (["12.5 s", "300ms", "soon", ""], "", [12_500, 300, None, None]),
    ],
)
def test_times_of_a_column(cells: list[str], name: str, wanted: list[int | None]) -> None:
    assert column_times(cells, name) == wanted


@pytest.mark.parametrize(
    "text", ["code_id,name,definition\n1,trust,When they trust\n", "tag,description\na,b c d\n"]
)
def test_a_codebook_is_no_talk(text: str) -> None:
    with pytest.raises(BadInput, match=r"a\.csv looks like a codebook"):
        read(text, "a.csv")


def test_a_table_without_talk_is_refused_with_its_columns(shared: Path) -> None:
    path = shared / "data" / "qualcoder-examples" / "cases123.csv"
    with pytest.raises(BadInput, match=r"cases123\.csv: no column holds what was said.*“case”"):
        read(path.read_bytes(), path.name)


def test_a_table_of_sentences(shared: Path) -> None:
    path = shared / "data" / "issue-positions" / "annotations_stances_1_gold.csv"
    reading = read(path.read_bytes(), path.name)
    assert len(reading.turns) == 200
    assert {turn.speaker for turn in reading.turns} == {None}
    assert dict(reading.columns) == {"text": "text"}
