"""JSON transcripts: lists of turns, segments of Whisper and of speech services, chats."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.formats.read.cue_joining import Spoken, by_speaker, paragraphs, trimmed
from qualcode.formats.read.decode import decode
from qualcode.formats.read.json_strings import Strings, clean
from qualcode.formats.read.json_times import item_times
from qualcode.formats.read.json_tree import (
    QUESTION_KEYS,
    TEXT_KEYS,
    Lists,
    first_of,
    lists_of,
    lowered,
    speaker_key,
    speaker_names,
    speaker_of,
    texts_of,
)
from qualcode.formats.read.original import Original, counted, listed, word_set
from qualcode.formats.read.registry import register
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.read.turns import span_problems
from qualcode.formats.reading import Reading, ReadTurn, Scored

_JOINED = word_set("segments words word_segments cues captions events transcription chunks items")
_STRING_KEYS = frozenset(TEXT_KEYS) | word_set(
    "punctuated_word utf8 word simpletext simple_text displaytext rawtext"
)
_FEW_WORDS = 1.5
_LONGEST = 2_000
_MARKS = word_set(". , ; : ? ! … 。 ， ？ ！")


@dataclass(frozen=True, slots=True)
class JsonOriginal(Original):
    """A JSON file as decoded, and its value; several where each line is one."""

    value: Any = None
    file_name: str = ""


class _Found(NamedTuple):
    """A list of items and what is known of it; ``items`` have keys as they are compared."""

    path: str
    lists: int
    items: list[dict[str, Any]]
    texts: list[list[str]]
    speaker: str

    @property
    def score(self) -> float:
        """Letters that it explains, doubled where speakers are named, fewer for single words."""
        said = [len("".join(texts)) for texts in self.texts if texts]
        words = sum(len("".join(texts)[:_LONGEST].split()) for texts in self.texts)
        short = 0.6 if words < _FEW_WORDS * len(said) and len(said) > 4 else 1.0
        return sum(said) * (2.0 if self.speaker else 1.0) * short


def decode_json(data: bytes, file_name: str, encoding: str | None) -> JsonOriginal:
    """The text and value of a JSON file; BadInput where it is neither JSON nor JSON lines."""
    original = decode(data, file_name, encoding)
    try:
        value = _value(original.text)
    except RecursionError:
        raise BadInput(f"{file_name} is nested too deeply to be a transcript") from None
    except ValueError as error:
        raise BadInput(f"{file_name} is not JSON: {str(error)[:120]}") from None
    return JsonOriginal(
        text=original.text,
        encoding=original.encoding,
        certain=original.certain,
        problems=original.problems,
        line_ends=original.line_ends,
        value=value,
        file_name=file_name,
    )


def _value(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        # One value on each line is JSON lines; what is wrong with the file is said otherwise.
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or error.msg != "Extra data":
            raise
        return [json.loads(line, strict=False) for line in lines]


def understand_json(original: Original, name: str) -> Reading:
    """The turns of the list that explains most of the file; BadInput where there is none."""
    assert isinstance(original, JsonOriginal)
    every = [_found(lists) for lists in lists_of(original.value)]
    told = [one for one in every if _convention(one) == original.options.convention]
    best = max(told or every, key=lambda found: found.score, default=None)
    if best is None or not best.score:
        best = _whole_text(original)
    if original.options.no_speakers:
        best = best._replace(speaker="")
    problems = [*original.problems]
    spoken = list(_spoken(original, best, problems))
    last = best.path.replace("[]", "").split(".")[-1]
    joined = last.casefold() in _JOINED and not original.options.each_cue
    turns = _turns(spoken, best, joined, problems)
    problems += span_problems([(part.start_ms, part.end_ms) for part in spoken])
    problems += _left_out(original.value, best)
    return Reading(
        format=name,
        encoding=original.encoding,
        encoding_certain=original.certain,
        convention=_convention(best),
        turns=tuple(turns),
        preface="",
        problems=tuple(problems),
        line_ends=original.line_ends,
        ranking=_ranking(every, best),
    )


def _ranking(every: Sequence[_Found], best: _Found) -> tuple[Scored, ...]:
    """The best list and the one behind it, by the letters they explain against the best."""
    others = sorted((one for one in every if one is not best), key=lambda one: -one.score)
    most = best.score or 1.0
    return tuple(
        Scored(_convention(one), round(one.score / most, 4))
        for one in (best, *others[:1])
        if one.score
    )


def _convention(found: _Found) -> str:
    return f"JSON, list “{clean(found.path) or 'at the top'}”"


def _found(lists: Lists) -> _Found:
    items = [lowered(item) for one in lists.items for item in one]
    return _Found(
        lists.path, len(lists.items), items, [texts_of(item) for item in items], speaker_key(items)
    )


def _whole_text(original: JsonOriginal) -> _Found:
    """A file whose only words are one text (a Whisper result without segments)."""
    top = lowered(original.value) if isinstance(original.value, dict) else {}
    texts = texts_of(top)
    if not texts:
        raise BadInput(f"{original.file_name} holds no list of turns (objects with a text)")
    return _Found("text", 1, [top], [texts], "")


def _spoken(original: JsonOriginal, best: _Found, problems: list[str]) -> Iterator[Spoken]:
    """Each item that says something, with its places in the file."""
    key = best.path.replace("[]", "").split(".")[-1]
    at = max(0, original.text.find(json.dumps(key)) if key else 0)
    strings = Strings(original.text, at, _STRING_KEYS)
    names = speaker_names(original.value)
    starts, ends = item_times(best.items, best.texts, problems)
    silent = 0
    for item, texts, start, end in zip(best.items, best.texts, starts, ends, strict=True):
        stretches = trimmed([piece for text in texts for piece in strings.stretches(text)])
        if not stretches:
            silent += 1
            continue
        label = speaker_of(item, best.speaker, names) if best.speaker else None
        label = " ".join(clean(label).split()) if label else None
        yield Spoken(label, bool(best.speaker), tuple(stretches), start, end)
    if silent:
        problems.append(f"Left out, no text: {counted(silent, 'item')}.")


def _turns(
    spoken: Sequence[Spoken], best: _Found, joined: bool, problems: list[str]
) -> list[ReadTurn]:
    """Items as turns; pieces of a machine's transcript joined by speaker or to paragraphs."""
    if joined and len(spoken) > 1:
        problems.append(f"Joined to turns: {counted(len(spoken), 'segment')}.")
        spoken = _with_marks(spoken)
        return by_speaker(spoken, problems) if best.speaker else paragraphs(spoken)
    questions = _questions(best)
    turns = []
    for part, question in zip(spoken, questions, strict=True):
        text = TurnText()
        text.extend(part.stretches, " ")
        turns.append(
            ReadTurn(part.speaker, text.text, part.start_ms, part.end_ms, text.pieces, question)
        )
    return turns


def _questions(best: _Found) -> list[str | None]:
    """The question of each item that says something, where items name one."""
    found: list[str | None] = []
    for item, texts in zip(best.items, best.texts, strict=True):
        if "".join(texts).strip():
            _, said = first_of(item, QUESTION_KEYS)
            found.append(" ".join(clean(said).split()) or None if isinstance(said, str) else None)
    return found


def _with_marks(spoken: Sequence[Spoken]) -> list[Spoken]:
    """Pieces with the marks that follow them as pieces of their own."""
    found: list[Spoken] = []
    for part in spoken:
        if found and "".join(text for text, _ in part.stretches) in _MARKS:
            before = found.pop()
            part = before._replace(
                stretches=(*before.stretches, *part.stretches),
                end_ms=before.end_ms if part.end_ms is None else part.end_ms,
            )
        found.append(part)
    return found


def _left_out(value: Any, best: _Found) -> list[str]:
    """Sentences on several conversations in one file and on what else it holds."""
    said = []
    if best.lists > 1:
        said.append(f"The file holds {best.lists:,} conversations; they follow one another.")
    top = value if isinstance(value, dict) else {}
    first = best.path.replace("[]", "").split(".")[0]
    others = [clean(str(key)) for key, one in top.items() if one and str(key) != first]
    if others:
        said.append(f"Not taken from the file: {listed(others)}.")
    return said


register(".json", decode_json, understand_json)
register(".jsonl", decode_json, understand_json)
