from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.reading import Reading
from tests.formats.reads import read, said


def load(value: Any, options: ReadOptions | None = None, *, ascii_only: bool = True) -> Reading:
    text = json.dumps(value, ensure_ascii=ascii_only)
    return read(text, "a.json", options or ReadOptions())


def times(reading: Reading) -> list[tuple[int | None, int | None]]:
    return [(turn.start_ms, turn.end_ms) for turn in reading.turns]


@pytest.mark.parametrize(
    ("speaker", "text"),
    [("speaker", "text"), ("name", "utterance"), ("speakerName", "content"), ("from", "message")],
)
def test_a_list_of_turns_under_any_of_the_usual_names(speaker: str, text: str) -> None:
    turns = [{speaker: "Ana", text: "Yes."}, {speaker: "Bert", text: "No."}]
    again = [*turns, {speaker: "Ana", text: "So."}]
    assert said(load(again)) == [("Ana", "Yes."), ("Bert", "No."), ("Ana", "So.")]
    assert said(load({"meta": {"x": 1}, "turns": again}))[1] == ("Bert", "No.")


def test_segments_of_whisper_become_paragraphs() -> None:
    value = {
        "text": " Hello there. And on.",
        "segments": [
            {
                "id": 0,
                "start": 0.0,
                "end": 2.5,
                "text": " Hello there.",
                "words": [{"word": " Hello"}],
            },
            {"id": 1, "start": 2.5, "end": 4.0, "text": " And caf\u00e9."},
            {"id": 2, "start": 9.0, "end": 9.5, "text": " Later."},
        ],
        "language": "en",
    }
    reading = load(value)
    assert said(reading) == [(None, "Hello there. And café."), (None, "Later.")]
    assert times(reading) == [(0, 4000), (9000, 9500)]
    assert "Not taken from the file: “text”, “language”." in reading.problems
    assert len(load(value, ReadOptions(each_cue=True)).turns) == 3


def test_segments_with_speakers_are_joined_by_speaker() -> None:
    value = {
        "segments": [
            {"start": 0.0, "end": 2.5, "text": " Hi there.", "speaker": "SPEAKER_00"},
            {"start": 2.5, "end": 4.0, "text": " Well", "speaker": "SPEAKER_00"},
            {"start": 4.5, "end": 5.0, "text": "No", "speaker": "SPEAKER_01"},
        ]
    }
    assert said(load(value)) == [("SPEAKER_00", "Hi there. Well"), ("SPEAKER_01", "No")]
    assert said(load(value, ReadOptions(no_speakers=True))) == [(None, "Hi there. Well No")]


def test_monologues_with_names_in_a_list_of_their_own() -> None:
    value = {
        "speakers": [{"id": 0, "name": "Ana Ruiz"}, {"id": 1, "name": "Bert"}],
        "monologues": [
            {
                "speaker": 0,
                "elements": [
                    {"type": "text", "value": "Hi", "ts": 0.5, "end_ts": 0.8},
                    {"type": "punct", "value": ", "},
                    {"type": "text", "value": "you", "ts": 1.0, "end_ts": 1.2},
                ],
            },
            {"speaker": 1, "elements": [{"type": "text", "value": "Yes"}]},
        ],
    }
    assert said(load(value)) == [("Ana Ruiz", "Hi, you"), ("Bert", "Yes")]


def test_utterances_in_milliseconds_beside_their_words() -> None:
    words = [{"text": "Hi", "start": 250, "end": 300, "speaker": "A"}]
    value = {
        "id": "x",
        "text": "Hi there. Yes.",
        "words": words,
        "utterances": [
            {"start": 250, "end": 1500, "speaker": "A", "text": "Hi there.", "words": words},
            {"start": 2000, "end": 2500, "speaker": "B", "text": "Yes."},
        ],
    }
    reading = load(value)
    assert said(reading) == [("Speaker A", "Hi there."), ("Speaker B", "Yes.")]
    assert times(reading) == [(250, 1500), (2000, 2500)]
    first = json.dumps(value).index("Hi there.", json.dumps(value).index("utterances"))
    assert reading.turns[0].source[0].source == first


def test_words_with_marks_of_their_own() -> None:
    def word(text: str, speaker: str, start: str | None) -> dict[str, Any]:
        item: dict[str, Any] = {"alternatives": [{"content": text}], "speaker_label": speaker}
        return {**item, "type": "punctuation"} if start is None else {**item, "start_time": start}

    items = [
        word("Hello", "spk_0", "0.1"),
        word(".", "spk_0", None),
        word("Bye", "spk_1", "1.1"),
        word("now", "spk_1", "1.5"),
        word(".", "spk_1", None),
    ]
    reading = load(
        {"results": {"transcripts": [{"transcript": "Hello. Bye now."}], "items": items}}
    )
    assert said(reading) == [("spk_0", "Hello."), ("spk_1", "Bye now.")]


def test_chats_with_links_and_days() -> None:
    value = {
        "name": "Group",
        "messages": [
            {"type": "service", "date": "2024-05-12T09:59:00", "actor": "Ana", "text": ""},
            {
                "type": "message",
                "date": "2024-05-12T10:00:00",
                "from": "Ana",
                "text": ["see ", {"type": "link", "text": "http://x"}, "\nok"],
            },
            {"type": "message", "date": "2024-05-12T10:01:00", "from": "Bert", "text": "fine"},
        ],
    }
    reading = load(value)
    assert said(reading) == [("Ana", "see http://x\nok"), ("Bert", "fine")]
    assert times(reading) == [(60_000, None), (120_000, None)]
    assert "Left out, no text: 1 item." in reading.problems


def test_json_lines_and_escapes() -> None:
    text = (
        '{"speaker":"Ana","text":"Hi \\"you\\"\\r\\nthere"}\n'
        '{"speaker":"Bert","text":"\\ud83d\\ude00 \\ud800 x\\u0000\\u2028y"}\n'
    )
    reading = read(text, "a.jsonl")
    assert said(reading) == [("Ana", 'Hi "you"\nthere'), ("Bert", "😀 \ufffd x\u2400\ny")]


@pytest.mark.parametrize("ascii_only", [True, False])
def test_places_of_texts_with_accents(ascii_only: bool) -> None:
    turns = [{"speaker": "Zoë", "text": "Déjà 🌍 vu"}, {"speaker": "B", "text": "Déjà 🌍 vu"}]
    reading = load(turns, ascii_only=ascii_only)
    assert [turn.text for turn in reading.turns] == ["Déjà 🌍 vu"] * 2
    assert reading.turns[0].source[0].source < reading.turns[1].source[0].source


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is not JSON"),
        ("[]", "holds no list of turns"),
        ('{"a": 1}', "holds no list of turns"),
        ("[" * 100_000, "nested too deeply"),
        ("1" * 10_000, "is not JSON"),
        ('[{"speaker": "Ana", "text": "cut off', "is not JSON"),
    ],
)
def test_what_is_no_transcript_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=rf"a\.json.*{why}"):
        read(text, "a.json")


@pytest.mark.parametrize(
    ("name", "turns", "speakers"),
    [
        ("ES2009b", 298, 4),
        ("TS3010a", 168, 4),
        ("Bro011", 346, 6),
        ("education_10", 132, 7),
        ("education_22", 164, 10),
        ("covid_2", 393, 71),
    ],
)
def test_meetings(shared: Path, name: str, turns: int, speakers: int) -> None:
    path = shared / "data" / "meetings-qmsum" / f"{name}.json"
    reading = read(path.read_bytes(), path.name)
    assert len(reading.turns) == turns
    assert len({turn.speaker for turn in reading.turns}) == speakers
    assert all(turn.source for turn in reading.turns)


def test_many_conversations_in_one_file(shared: Path) -> None:
    path = shared / "data" / "casino" / "casino_valid.json"
    reading = read(path.read_bytes(), path.name)
    value = json.loads(path.read_bytes())
    assert len(reading.turns) == sum(len(one["chat_logs"]) for one in value)
    assert len({turn.speaker for turn in reading.turns}) == 2
    assert "The file holds 30 conversations; they follow one another." in reading.problems
