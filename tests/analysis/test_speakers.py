from __future__ import annotations

import re

from hypothesis import given

from qualcode.analysis import speakers_table
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Speaker, Transcript
from tests.analysis.brute import LEFT_OUT, Counter
from tests.analysis.factory import at, codebook, corpus, filtered, transcript


def said(given: Transcript, speaker: Speaker | None) -> list[str]:
    return [turn.text for turn in given.turns if given.speaker_of(turn) == speaker]


def words(texts: list[str]) -> int:
    return sum(len(re.findall(r"\w+(?:['-]\w+)*", text)) for text in texts)


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@given(filtered())
def test_every_figure_equals_a_count_of_characters(case: tuple[Corpus, Filters]) -> None:
    study, filters = case
    count = Counter(study, filters)
    rows = iter(speakers_table(study, filters).rows)
    for one in count.transcripts:
        voices: list[Speaker | None] = list(one.speakers)
        voices += [None] if said(one, None) else []
        heard = [v for v in voices if filters.all_text or not v or v.role not in LEFT_OUT]
        all_words = words([turn.text for turn in one.turns])
        heard_words = sum(words(said(one, voice)) for voice in heard)
        for voice in voices:
            texts = said(one, voice)
            row = next(rows)
            assert row[:6] == (
                *(one.name, voice.label if voice else "", voice.role if voice else "unknown"),
                *(len(texts), words(texts), share(words(texts), all_words)),
            )
            if voice not in heard:
                assert row[6:] == (None, None, None, None)
                continue
            own = {
                character
                for character, (where, turn) in count.turn_of.items()
                if where is one and where.speaker_of(turn) == voice
            }
            marks = [mark for mark in count.marks if mark.characters & own]
            coded = {character for mark in marks for character in mark.characters & own}
            assert row[6:] == (
                *(share(words(texts), heard_words), share(len(coded), len(own))),
                *(len(marks), len({mark.code for mark in marks})),
            )
    assert list(rows) == []


def test_shares_of_a_small_group() -> None:
    group = transcript("group", ("Mod", "Why so?"), ("Eva", "We save money now."), ("Jo", "Yes no"))
    marked = [
        ("group", "Ann", "a", *at(group, "We save")),
        ("group", "Ann", "b", *at(group, "save money")),
        ("group", "Ann", "b", *at(group, "Why so?")),
    ]
    rows = speakers_table(corpus([group], codebook("a", "b"), marked), Filters()).rows
    assert rows == [
        ("group", "Mod", "moderator", 1, 2, 2 / 8, None, None, None, None),
        ("group", "Eva", "participant", 1, 4, 4 / 8, 4 / 6, 13 / 18, 2, 2),
        ("group", "Jo", "participant", 1, 2, 2 / 8, 2 / 6, 0.0, 0, 0),
    ]


def test_text_without_speakers_and_silent_speakers_have_rows() -> None:
    sheet = transcript("sheet", (None, "One."), (None, "Two."), speakers=("Eva",))
    rows = speakers_table(corpus([sheet], codebook("a")), Filters()).rows
    assert rows == [
        ("sheet", "Eva", "participant", 0, 0, 0.0, 0.0, None, 0, 0),
        ("sheet", "", "unknown", 2, 2, 1.0, 1.0, 0.0, 0, 0),
    ]
