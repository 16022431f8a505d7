from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.transcripts import Role
from qualcode.formats.reading import Reading, ReadPerson, ReadTurn
from qualcode.project.labels import Decision, decided, name_of, voices
from qualcode.project.transcripts import FileReading, SpeakerCount

LABELS = ("Ana", "ana", "I", "Bert", "P1 [/]")


def reading_of(said: list[tuple[str | None, str]]) -> FileReading:
    """A file in which these labels say these texts."""
    turns = tuple(ReadTurn(speaker, text) for speaker, text in said)
    counts: dict[str, int] = {}
    for speaker, _ in said:
        if speaker is not None:
            counts[speaker] = counts.get(speaker, 0) + 1
    role = {"I": Role.MODERATOR}
    speakers = tuple(
        SpeakerCount(name, role.get(name, Role.PARTICIPANT), turns)
        for name, turns in counts.items()
    )
    reading = Reading("txt", "utf-8", True, "Name:", turns, "", ())
    return FileReading(Path("group.txt"), "group", b"", "0", reading, speakers, None)


NAMES = st.sampled_from([*LABELS, "Anna", " Anna ", "", "?"])
DECISIONS = st.dictionaries(
    st.sampled_from([*LABELS, "not there"]),
    st.builds(
        Decision,
        name=st.none() | NAMES,
        role=st.none() | st.sampled_from(Role),
        participant=st.none() | NAMES,
    ),
)
TALK = st.lists(st.tuples(st.none() | st.sampled_from(LABELS), st.text(max_size=5)), max_size=12)


@given(TALK, DECISIONS)
def test_texts_and_their_order_stay_and_counts_add_up(
    said: list[tuple[str | None, str]], decisions: dict[str, Decision]
) -> None:
    file = reading_of(said)
    made = decided(file, decisions)
    turns = made.reading.turns
    assert [one.text for one in turns] == [text for _, text in said]
    assert [one.speaker is None for one in turns] == [label is None for label, _ in said]
    assert sum(one.turns for one in made.speakers) == sum(1 for label, _ in said if label)
    names = [one.name for one in made.speakers]
    assert len(set(names)) == len(names)
    counts = {one.name: one.turns for one in made.speakers}
    assert counts == {name: sum(one.speaker == name for one in turns) for name in names}
    assert {one.speaker for one in turns} - {None} == set(names)
    merged = [label for voice in voices(file.speakers, decisions) for label in voice.labels]
    assert sorted(merged) == sorted(one.name for one in file.speakers)


def test_two_labels_with_one_name_are_one_speaker_with_the_role_of_its_own_label() -> None:
    file = reading_of([("ana", "a"), ("I", "b"), ("Ana", "c"), ("Bert", "d")])
    one, two, _ = voices(file.speakers, {"ana": Decision(name="Ana")})
    assert (one.name, one.turns, one.labels) == ("Ana", 2, ("ana", "Ana"))
    assert (two.name, two.role) == ("I", Role.MODERATOR)
    (into, _, _) = voices(file.speakers, {"ana": Decision(name="I")})
    assert (into.name, into.role, into.turns) == ("I", Role.MODERATOR, 2)
    (into, _, _) = voices(file.speakers, {"ana": Decision(name="I", role=Role.SEVERAL)})
    assert into.role is Role.SEVERAL


def test_who_is_tied_and_of_unknown_role_took_part() -> None:
    unknown = (SpeakerCount("?", Role.UNKNOWN, 1),)
    (voice,) = voices(unknown, {"?": Decision(participant="Nurse 1")})
    assert (voice.role, voice.participant) == (Role.PARTICIPANT, "Nurse 1")


def test_a_blank_name_is_none_and_nothing_decided_changes_nothing() -> None:
    file = reading_of([("Ana", "a")])
    assert name_of("Ana", {"Ana": Decision(name=" \n")}) == "Ana"
    assert decided(file, {}) is file
    assert decided(file, {"Zoe": Decision(name="Zoé")}) == file


def test_people_whom_a_file_describes_go_with_their_labels() -> None:
    file = reading_of([("Ana", "a"), ("Bert", "b")])
    people = (
        ReadPerson("Ana", (("age", "30"), ("town", ""))),
        ReadPerson("Bert", (("age", "31"), ("town", "Ulm"))),
    )
    file = replace(file, reading=replace(file.reading, people=people))
    made = decided(file, {"Bert": Decision(name="Ana")})
    assert made.reading.people == (ReadPerson("Ana", (("age", "30"), ("town", "Ulm"))),)
