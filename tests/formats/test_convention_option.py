from __future__ import annotations

import json

from qualcode.formats.options import ReadOptions
from qualcode.formats.read.transcript import read_transcript

TALK = "[Ana] I came.\n\n[Bert] I too.\n\n[Ana] Well: no.\n\n[Bert] Well: yes.\n\n[Ana] Fine.\n"


def test_a_way_of_reading_that_came_second_can_be_taken() -> None:
    first = read_transcript(TALK.encode(), "talk.txt")
    names = [one.convention for one in first.ranking]
    assert first.convention == "[name] text"
    second = read_transcript(
        b"Ana: One.\nBert: Two.\nAna: Three.\nBert\tFour.\nAna\tFive.\nBert\tSix.\n", "x.txt"
    )
    other = second.runner_up
    assert other is not None
    forced = read_transcript(TALK.encode(), "talk.txt", ReadOptions(convention="not there"))
    assert forced == first
    assert names[0] == first.convention


def test_the_other_list_of_a_file_and_a_table_as_a_survey() -> None:
    said = [{"speaker": "Ana", "text": "It was far away."}] * 3
    data = json.dumps({"talk": said, "more": [{"speaker": "Bert", "text": "Short."}] * 2}).encode()
    first = read_transcript(data, "a.json")
    assert first.runner_up is not None
    option = ReadOptions(convention=first.runner_up.convention)
    second = read_transcript(data, "a.json", option)
    assert [turn.text for turn in second.turns] == ["Short."] * 2
    assert second.runner_up is not None
    assert second.runner_up.convention == first.convention
    rows = "\n".join(f"P{n % 2},It was number {n} for me then" for n in range(6))
    table = f"who,text\n{rows}\n".encode()
    assert read_transcript(table, "t.csv").convention == "table of turns"
    survey = read_transcript(table, "t.csv", ReadOptions(convention="survey"))
    assert survey.convention == "survey"
