from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.formats.options import ReadOptions
from qualcode.formats.read.chat_times import clock_of, date_order
from tests.formats.reads import read, said

DAY = 86_400_000
IOS = (
    "[12.05.23, 14:32:10] Ana Ruiz: \u200eMessages and calls are end-to-end encrypted.\n"
    "[12.05.23, 14:33:10] Ana Ruiz: Hello\n\nsecond line\n"
    "\u200e[13.05.23, 09:00:00] ~ Bert 🌍: \u200eimage omitted\n"
    "[13.05.23, 09:00:10] Ana Ruiz changed the subject to “New: old”\n"
    "[13.05.23, 09:01:00] +49 170 1234567: hi: you\n"
)


def test_a_chat_of_a_telephone() -> None:
    reading = read(IOS)
    assert said(reading)[1:] == [
        ("Ana Ruiz", "Hello\nsecond line"),
        ("Bert 🌍", "image omitted"),
        ("+49 170 1234567", "hi: you"),
    ]
    assert [turn.start_ms for turn in reading.turns][:2] == [0, 60_000]
    assert reading.problems == (
        "Dates read as day, month, year; times count from the first message, 2023-05-12 14:32.",
        "Left out, written by the program: 1 line.",
        "Pictures or sounds that the file does not hold: 1 message.",
    )
    assert [(one.line, one.text[:30]) for one in reading.not_taken] == [
        (6, "[13.05.23, 09:00:10] Ana Ruiz ")
    ]


@pytest.mark.parametrize(
    ("first", "second", "minutes"),
    [
        ("5/12/23, 2:32\u202fPM", "5/13/23, 2:32\u202fPM", 1440),
        ("5/12/23, 11:59 p.m.", "5/13/23, 12:01 a.m.", 2),
        ("12/05/2023 14:32", "13/05/2023 14:33", 1441),
        ("12/05/2023, 14:32", "13/05/2023, 14:32", 1440),
        ("12.05.23, 14:32", "12.05.23, 14:40", 8),
        ("12. 5. 2023 14:32", "14. 5. 2023 14:32", 2880),
        ("2023-05-12, 14.32", "2023-05-12, 14.40", 8),
        ("2023/5/12 下午2:32", "2023/5/13 上午2:32", 720),
        ("12/05/2023 à 14:32", "12/05/2023 à 14:33", 1),
        ("12 May 2023 at 14:32", "13 May 2023 at 14:32", 1440),
        ("12 de mayo de 2023, 14:32", "13 de mayo de 2023, 14:32", 1440),
        ("May 12, 2023, 2:32 PM", "May 12, 2023, 2:33 PM", 1),
    ],
)
@pytest.mark.parametrize("head", ["{} - {}: ", "[{}] {}: "])
def test_days_and_clocks_of_many_countries(
    first: str, second: str, minutes: int, head: str
) -> None:
    text = "".join(
        head.format(stamp, name) + said + "\n"
        for stamp, name, said in (
            (first, "Ana", "Hola: todos"),
            (first, "Bert", "ok"),
            (second, "Ana", "sí"),
        )
    )
    reading = read(text)
    assert said(reading) == [("Ana", "Hola: todos"), ("Bert", "ok"), ("Ana", "sí")]
    assert [turn.start_ms for turn in reading.turns] == [0, 0, minutes * 60_000]


@pytest.mark.parametrize(
    ("text", "convention"),
    [
        ("Ana, [12.05.2023 14:32]\nHi\nyou\n\nBert, [12.05.2023 14:35]\nNo\n", "name, [date time]"),
        (
            "2023. 5. 12. 오후 2:32, Ana : Hi\nyou\n2023. 5. 12. 오후 2:35, Bert : No\n",
            "date, time, name",
        ),
        ("[14:32] <ana> Hi\nyou\n[14:33] -!- cleo has joined\n[14:35] <@bert> No\n", "time <name>"),
        (
            "14:32:10\t From Ana to Everyone : Hi\nyou\n14:35:10\t From Bert to Everyone : No\n",
            "tab",
        ),
        (
            "14:32:10 From Ana to Everyone:\n\tHi\n\tyou\n14:35:10 From Bert to Everyone:\n\tNo\n",
            "From",
        ),
        (
            "Ana  2:32 PM\nHi\nyou\nBert  [2:35 PM]\nNo\nAna  2:36 PM\nSo\n2:37 PM\nmore\n",
            "name and time of day",
        ),
        (
            "Ana — 12/05/2023 14:32\nHi\nyou\nBert — 12/05/2023 14:35\nNo\n"
            "Ana — 12/05/2023 14:36\nSo\n",
            "name and date on a line",
        ),
        (
            "[12/05/2023 14:32] ana\nHi\nyou\n\n[12/05/2023 14:35] bert\nNo\n\n"
            "[12/05/2023 14:36] ana\nSo\n",
            "name on a line",
        ),
        (
            "Conversation: Bert\n\nFrom: Ana (+49 170 123)\nType: incoming\n"
            "Sent: Fri, 12 May 2023 14:32:10 +0200\nReceived: x\n\nHi\nyou\n\n"
            "From: Bert\nType: outgoing\nSent: Fri, 12 May 2023 14:35:10 +0200\n\nNo\n",
            "From: name",
        ),
        ("2023-05-12 14:32:10\tana\tHi\nyou\n2023-05-12 14:35:10\tbert\tNo\n", "tab, name, tab"),
    ],
)
def test_other_programs(text: str, convention: str) -> None:
    reading = read(text)
    assert convention in reading.convention
    first, second = reading.turns[:2]
    assert (first.speaker or "").casefold() == "ana"
    assert (first.text, second.text) == ("Hi\nyou", "No")
    assert (second.speaker or "").casefold() == "bert"
    assert first.start_ms is not None
    assert second.start_ms is not None
    assert second.start_ms - first.start_ms == 180_000


def test_a_chat_that_was_saved_as_markdown() -> None:
    text = "[2023-05-12 14:32] Ana: Hi\nyou\n[2023-05-12 14:35] Bert: No\n"
    assert said(read(text, "a.md")) == [("Ana", "Hi\nyou"), ("Bert", "No")]


def test_doings_and_midnight() -> None:
    reading = read("[23:59] <ana> so\n[23:59] * bert waves\n[00:01] <ana> bye\n")
    assert said(reading) == [("ana", "so"), ("bert", "waves"), ("ana", "bye")]
    assert reading.turns[2].start_ms == DAY + 60_000


def test_messages_to_one_person_are_said() -> None:
    reading = read(
        "14:32:10\t From Ana to Everyone : hi\n"
        "14:33:10\t From Bert to Ana (Direct Message) : psst\n"
    )
    assert said(reading) == [("Ana", "hi"), ("Bert", "psst")]
    assert "Sent to one person only, and read all the same: 1 message." in reading.problems


@pytest.mark.parametrize(
    "text",
    [
        "[00:01:02] Ana: hello\n[00:01:05] Bert: no\n[00:02:00] Ana: ok\n",
        "Ana: at 12:30\nBert: <laughs> no\nAna: 14:30 fine\n",
        "Interview, 12.05.2023 14:30\n\nAna: Hello\nBert: Hello\nAna: So\nBert: No\n",
        "<p>Ana</p>\nSo we said\nand went\n",
    ],
)
def test_interviews_are_no_chats(text: str) -> None:
    assert not read(text).convention.startswith("chat")


@pytest.mark.parametrize(
    "text",
    [
        "12:30 something: more\n12:31 other: less\n12:32 something: more\n",
        "<laughs> no\nso it is\n<pause> yes\n<laughs> no\n",
        "<td> Ana: yes\n<td> Bert: no\n<td> more\n",
        "<slow> yes\nAna: no\nBert: well\n<slow> so\nAna: so it is\nBert: no\n",
        "Welcome 9:00 AM\nAna Ruiz\n\nKeynote 9:30 AM\nBert\n\nCoffee 10:00 AM\nall\n",
        "2023-05-12 14:32:10 - INFO: started\n2023-05-12 14:32:11 - ERROR: failed\n" * 2,
        "[12.05.2023, 14:30] Note: begins\nso we go\n[12.05.2023, 14:40] Note: ends\n",
        "".join(
            f"12.05.2023, 14:{at} - {point}: We talk.\n"
            for at, point in (
                (10, "Opening"),
                (15, "Report"),
                (20, "Budget"),
                (30, "Vote"),
                (40, "End"),
            )
        ),
        "".join(
            f"{name} {at}.05.2023 14:30\n\nInterviewer: How?\n{name}: So.\nInterviewer: And?\n\n"
            for at, name in ((12, "Ana"), (13, "Bert"), (14, "Cleo"))
        ),
    ],
    ids=["times", "marks", "tags", "manner", "programme", "log", "notes", "minutes", "interviews"],
)
def test_other_stamped_lines_are_no_chats(text: str) -> None:
    assert not read(text).convention.startswith("chat")


def test_a_chat_of_few_messages_is_one() -> None:
    three = "".join(f"12.05.2023, 14:0{at} - {name}: Hi\n" for at, name in enumerate("ABC"))
    assert [who for who, _ in said(read(three))] == ["A", "B", "C"]
    bare = "<ana> Hi\n<bert> No\n<ana> Yes\n"
    assert said(read(bare)) == [("ana", "Hi"), ("bert", "No"), ("ana", "Yes")]
    long = "".join(f"Ana 12/05/2023 14:{at}\none\ntwo\nthree: four\nfive\n" for at in range(10, 20))
    assert read(long).convention == "chat: name and date on a line"


def test_the_user_can_say_that_it_is_none() -> None:
    assert {t.speaker for t in read(IOS, "a.txt", ReadOptions(no_speakers=True)).turns} == {None}


def test_orders_of_dates_and_clocks() -> None:
    assert date_order(["01/02/2023", "01/13/2023"], False) == "mdy"
    assert date_order(["01/02/2023", "13/02/2023"], True) == "dmy"
    assert date_order(["01/02/23", "02/02/23", "03/02/23"], True) == "dmy"
    assert date_order(["2023-02-01"], True) == "ymd"
    assert [clock_of(c) for c in ("12:00 AM", "12:00 PM", "24:00", "x")] == [
        0,
        DAY // 2,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("call", "messages", "people"),
    [
        ("acdc_2026-02-19_175", 130, 36),
        ("acdc_2026-03-19_176", 306, 41),
        ("allwalletdevs_2026-05-20_039", 20, 2),
        ("focil_2026-04-07_032", 2, 1),
        ("pqinterop_2026-07-08_047", 8, 7),
        ("rpcstandards_2026-07-13_030", 1, 1),
    ],
)
def test_chats_of_meetings(shared: Path, call: str, messages: int, people: int) -> None:
    reading = read((shared / "data" / "zoom-meetings-vtt" / call / "chat.txt").read_bytes())
    assert len(reading.turns) == messages
    assert len({turn.speaker for turn in reading.turns}) == people
    assert all(turn.start_ms is not None for turn in reading.turns)
