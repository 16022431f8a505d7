"""Who spoke how much, when, and how much of it the present coder has coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.domain.display import shortened
from qualcode.domain.spans import total_length
from qualcode.domain.transcripts import Role, Transcript, Turn
from qualcode.project.room import Room
from qualcode.project.talk_time import SLICES, Timeline, pour, timeline
from qualcode.store import talk, transcripts
from qualcode.store.talk import CodedPart, TurnFact
from qualcode.store.transcripts import SpeakerInfo

NOBODY = "nobody"
"""Key of the turns that have no speaker."""

TOP = 3
QUESTION = 70
"""Characters of a question that are told."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks, or is listed and silent; shares are 0 to 1, ``slices`` hold words.

    ``coded`` is None without a character said; ``top`` holds the codes with most segments in the
    voice's turns: (code id, segments).
    """

    key: str
    label: str
    role: Role
    participant: str
    labels: tuple[SpeakerInfo, ...]
    turns: int
    words: int
    share: float
    coded: float | None
    top: tuple[tuple[str, int], ...]
    slices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """All voices of one transcript, or of all (``transcript`` is "" then), on one timeline."""

    transcript: str
    voices: tuple[Voice, ...]
    turns: int
    words: int
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Question:
    """What a turn answers to: whose turn, its number from 1, its question, shortened."""

    speaker: str
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a reading: where it stands, in whole positions, and its own codes in order."""

    transcript_id: str
    transcript: str
    turn: int
    start: int
    end: int
    start_ms: int | None
    text: str
    question: Question | None
    codes: tuple[str, ...]


@dataclass(slots=True)
class _Sum:
    """What is summed up for one voice."""

    turns: int = 0
    words: int = 0
    characters: int = 0
    coded: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slices: list[int] = field(default_factory=lambda: [0] * SLICES)


class TalkRoom(Room):
    """Talk of one transcript or of all; of the codings only the present coder's are seen."""

    def of(self, transcript: str | None = None) -> Talk:
        """Every voice of a transcript (name or id; None: of all), silent ones included.

        In one transcript a voice is a label; over all it is a participant where one is known.
        """
        ids = None if transcript is None else [self.project.transcripts.get(transcript).id]
        labels = transcripts.speaker_infos(self.database, ids[0] if ids else None)
        people = talk.pseudonyms(self.database)
        turns = talk.turns(self.database, ids)
        keys = _keys(labels, joined=ids is None)
        line, places = timeline(turns)
        sums = _summed(turns, places, [keys.get(t.speaker_id or "", NOBODY) for t in turns])
        _add_codes(sums, turns, keys, talk.coded(self.database, self.coder.id, ids))
        grouped = _grouped(labels, keys, people if ids is None else {}, NOBODY in sums)
        words = sum(turn.words for turn in turns)
        # Of equally many the first of the codebook: ids are random, and a table shall not be.
        order = {code.id: at for at, (_, code) in enumerate(self.project.codebook.current().walk())}
        voices = [
            _voice(key, infos, people, sums.get(key, _Sum()), words, order, joined=ids is None)
            for key, infos in grouped.items()
        ]
        name = self.project.transcripts.get(ids[0]).name if ids else ""
        return Talk(name, tuple(voices), len(turns), words, line)

    def reading(self, voice: Voice, transcript: str | None = None) -> tuple[Said, ...]:
        """All turns of a voice as one reading, with what each answered to and the coder's codes."""
        ids = [one.transcript_id for one in voice.labels]
        if transcript is not None:
            ids = [self.project.transcripts.get(transcript).id]
        elif voice.key == NOBODY:
            ids = list(self.project.transcripts.names().values())
        wanted = list(dict.fromkeys(ids))
        speakers = {one.id for one in voice.labels}
        if len(wanted) == 1:
            chosen = [self.project.transcripts.get(wanted[0])]
        else:
            chosen = transcripts.load_many(self.database, wanted)
        coded = talk.coded(self.database, self.coder.id, wanted)
        codes = _codes_of_turns(chosen, coded)
        return tuple(
            said
            for one in chosen
            for said in _said(one, speakers if voice.key != NOBODY else set(), codes)
        )


def _keys(labels: Iterable[SpeakerInfo], *, joined: bool) -> dict[str, str]:
    """Key of the voice of each speaker id."""
    return {one.id: (joined and one.participant_id) or one.id for one in labels}


def _grouped(
    labels: Iterable[SpeakerInfo], keys: dict[str, str], people: Iterable[str], nobody: bool
) -> dict[str, list[SpeakerInfo]]:
    """The labels of each voice, in order of appearance; then those who never appear."""
    found: dict[str, list[SpeakerInfo]] = {}
    for one in labels:
        found.setdefault(keys[one.id], []).append(one)
    for person in people:
        found.setdefault(person, [])
    if nobody:
        found[NOBODY] = []
    return found


def _summed(
    turns: Sequence[TurnFact], places: Iterable[tuple[int, int]], keys: Sequence[str]
) -> dict[str, _Sum]:
    found: dict[str, _Sum] = {}
    for turn, place, key in zip(turns, places, keys, strict=True):
        one = found.setdefault(key, _Sum())
        one.turns += 1
        one.words += turn.words
        one.characters += turn.characters
        pour(one.slices, place, turn.words)
    return found


def _add_codes(
    sums: dict[str, _Sum],
    turns: Sequence[TurnFact],
    keys: dict[str, str],
    coded: Iterable[CodedPart],
) -> None:
    """Add coded characters and segments per code; a segment counts once for each of its voices."""
    index = {turn.id: number for number, turn in enumerate(turns)}
    voice = [keys.get(turn.speaker_id or "", NOBODY) for turn in turns]
    spans: list[list[tuple[int, int]]] = [[] for _ in turns]
    counted: list[tuple[str, str]] = []
    for code, first, start, last, end in coded:
        begin = index[first]
        if first == last:
            spans[begin].append((start, end))
            counted.append((voice[begin], code))
            continue
        stop = index[last]
        spans[begin].append((start, turns[begin].characters))
        for number in range(begin + 1, stop):
            spans[number].append((0, turns[number].characters))
        spans[stop].append((0, end))
        counted += [(key, code) for key in set(voice[begin : stop + 1])]
    for (key, code), count in Counter(counted).items():
        sums[key].codes[code] = count
    for key, parts in zip(voice, spans, strict=True):
        if len(parts) == 1:
            sums[key].coded += parts[0][1] - parts[0][0]
        elif parts:
            sums[key].coded += total_length(parts)


def _voice(
    key: str,
    infos: list[SpeakerInfo],
    people: dict[str, str],
    total: _Sum,
    words: int,
    order: Mapping[str, int],
    *,
    joined: bool,
) -> Voice:
    person = people.get(key) or (people.get(infos[0].participant_id or "", "") if infos else "")
    label = person if joined and person else (infos[0].label if infos else "")
    ranked = sorted(total.codes.items(), key=lambda entry: (-entry[1], order.get(entry[0], 0)))
    return Voice(
        key=key,
        label=label,
        role=infos[0].role if infos else Role.PARTICIPANT if person else Role.UNKNOWN,
        participant=person,
        labels=tuple(infos),
        turns=total.turns,
        words=total.words,
        share=total.words / words if words else 0.0,
        coded=total.coded / total.characters if total.characters else None,
        top=tuple(ranked[:TOP]),
        slices=tuple(total.slices),
    )


def _codes_of_turns(
    chosen: Iterable[Transcript], coded: Iterable[CodedPart]
) -> dict[str, list[str]]:
    """Code ids on each turn by the turn's id, in the order in which they begin."""
    order = [turn.id for one in chosen for turn in one.turns]
    index = {key: number for number, key in enumerate(order)}
    found: dict[str, list[str]] = {}
    for code, first, _, last, _ in sorted(coded, key=lambda part: (index[part[1]], part[2])):
        for number in range(index[first], index[last] + 1):
            here = found.setdefault(order[number], [])
            if code not in here:
                here.append(code)
    return found


def _said(one: Transcript, speakers: set[str], codes: dict[str, list[str]]) -> list[Said]:
    """The turns of some speakers in a transcript; of none: the turns without a speaker."""
    found: list[Said] = []
    asked: int | None = None
    for number, turn in enumerate(one.turns):
        mine = turn.speaker_id in speakers if speakers else turn.speaker_id is None
        if mine:
            start = one.positions.starts[number]
            answers = asked if one.role_of(turn).counts else None
            before = one.turn_index.get(turn.replies_to or "", answers)
            before = None if before == number else before
            found.append(
                Said(
                    transcript_id=one.id,
                    transcript=one.name,
                    turn=number + 1,
                    start=start,
                    end=start + len(turn.text),
                    start_ms=turn.start_ms,
                    text=turn.text,
                    question=None if before is None else _question(one, one.turns[before], before),
                    codes=tuple(codes.get(turn.id, ())),
                )
            )
        if not one.role_of(turn).counts:
            asked = number
    return found


def _question(one: Transcript, turn: Turn, number: int) -> Question:
    """The last question of a turn, else its beginning."""
    speaker = one.speaker_of(turn)
    text = turn.text
    if "?" in text:
        text = text[: text.rindex("?") + 1]
        begin = max(text.rfind(mark, 0, len(text) - 1) for mark in (". ", "? ", "! ", "\n"))
        text = text[begin + 1 :].strip() or turn.text
    return Question(speaker.label if speaker else "", number + 1, shortened(text, QUESTION))
