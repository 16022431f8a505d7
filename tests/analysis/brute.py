"""The same counts the long way round: sets of characters, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Role, Transcript, Turn

Character = tuple[str, int]
"""Transcript name and position."""
LEFT_OUT = (Role.MODERATOR, Role.ASSISTANT, Role.INTERPRETER)


@dataclass
class Mark:
    """A segment as the set of its characters that count."""

    coder: str
    code: str
    characters: set[Character]


class Counter:
    """A filtered study, character by character."""

    def __init__(self, study: Corpus, filters: Filters) -> None:
        self.study = study
        self.filters = filters
        self.transcripts = [
            t for t in study.transcripts if not filters.transcripts or t.name in filters.transcripts
        ]
        self.coders = [
            c.name for c in study.coders if not filters.coders or c.name in filters.coders
        ]
        self.codes = [
            code for code in study.codebook.codes if not filters.codes or code.id in filters.codes
        ]
        self.turn_of: dict[Character, tuple[Transcript, Turn]] = {}
        self.words: list[set[Character]] = []
        for t in self.transcripts:
            self._read(t)
        self.own = self._marks()
        self.marks = united(self.own) if filters.union else self.own
        self.shown = ["(union)"] if filters.union else self.coders

    def _read(self, t: Transcript) -> None:
        position = 0
        for turn in t.turns:
            if self.filters.all_text or t.role_of(turn) not in LEFT_OUT:
                for step in range(len(turn.text)):
                    self.turn_of[t.name, position + step] = (t, turn)
                for match in re.finditer(r"\w+(?:['-]\w+)*", turn.text):
                    self.words.append({(t.name, position + n) for n in range(*match.span())})
            position += len(turn.text) + 1

    def _marks(self) -> list[Mark]:
        found = []
        names = {t.id: t.name for t in self.transcripts}
        keys = {code.id: code.key for code in self.codes}
        for span in self.study.spans:
            coder = self.study.coder_names[span.coder_id]
            if span.transcript_id in names and span.code_id in keys and coder in self.coders:
                name = names[span.transcript_id]
                characters = {(name, n) for n in range(span.start, span.end)} & set(self.turn_of)
                if characters:
                    found.append(Mark(coder, keys[span.code_id], characters))
        return found

    def of(self, coder: str, codes: Iterable[str]) -> list[Mark]:
        wanted = set(codes)
        return [m for m in self.marks if m.coder == coder and m.code in wanted]

    def below(self, key: str) -> list[str]:
        codes = self.study.codebook
        return [codes.by_id[code].key for code in codes.below(codes.by_key[key].id)]

    def people(self, characters: Iterable[Character]) -> int:
        found = set()
        for character in characters:
            t, turn = self.turn_of[character]
            speaker = t.speaker_of(turn)
            if speaker is not None and speaker.role is not Role.SEVERAL:
                found.add(speaker.participant_id or (t.name, speaker.label))
        return len(found)


def united(marks: list[Mark]) -> list[Mark]:
    """Marks of one code that share a character become one, until none do."""
    done: list[Mark] = []
    for mark in marks:
        new = Mark("(union)", mark.code, set(mark.characters))
        again = True
        while again:
            meeting = [m for m in done if m.code == new.code and m.characters & new.characters]
            again = bool(meeting)
            for other in meeting:
                new.characters |= other.characters
                done.remove(other)
        done.append(new)
    return done


def together(marks: Iterable[Mark]) -> set[Character]:
    """All characters of some marks."""
    return {character for mark in marks for character in mark.characters}


def groups(characters: Iterable[Character]) -> int:
    """How many transcripts the characters come from."""
    return len({name for name, _ in characters})
