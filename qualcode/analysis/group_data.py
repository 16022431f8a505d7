"""What is known of a group beside its talk, and the people in a transcript."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from qualcode.analysis.axis import Axis
from qualcode.analysis.scope import Scope, Spans
from qualcode.domain.attributes import Attribute
from qualcode.domain.guide import Question
from qualcode.domain.people import Participant
from qualcode.domain.transcripts import Role, Transcript

INTERACTION = "interaction"
"""Layer of the codes that say how a turn stands to the one it answers."""

STANCES: dict[str, frozenset[str]] = {
    "agree": frozenset({"agree", "agreement"}),
    "build": frozenset({"build", "building on", "builds on"}),
    "dissent": frozenset({"dissent", "disagree", "disagreement"}),
    "challenge": frozenset({"challenge", "question to a peer"}),
    "statement_for": frozenset({"build", "building on", "builds on", "statement for", "for"}),
    "statement_against": frozenset({"statement against", "against", "counter-example"}),
}
"""Last parts of keys, or names, of the interaction codes that mean a stance."""


@dataclass(frozen=True)
class GroupData:
    """Participants, attributes of people and of transcripts, values by transcript id, guide."""

    participants: tuple[Participant, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    transcript_attributes: tuple[Attribute, ...] = ()
    transcript_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    words: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Words by transcript and speaker id ("" for nobody), where they are counted already."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a transcript: all labels of one participant there, or one label."""

    key: str
    name: str
    role: Role
    speakers: tuple[str, ...]


def people_in(transcript: Transcript, known: Mapping[str, Participant]) -> list[Person]:
    """Everyone with a label in a transcript, in order of appearance, named by pseudonym."""
    found: dict[str, Person] = {}
    for one in transcript.speakers:
        participant = known.get(one.participant_id or "")
        key = participant.id if participant else one.id
        present = found.get(key)
        name = participant.pseudonym if participant else one.label
        role = present.role if present else one.role
        speakers = (*present.speakers, one.id) if present else (one.id,)
        found[key] = Person(key, name, role, speakers)
    return list(found.values())


def stance_turns(scope: Scope, spans: Spans, wanted: tuple[str, ...]) -> dict[str, set[str] | None]:
    """Ids of the turns with text coded as each stance, by whichever coder of the scope.

    None for a stance without a code in the scope.
    """
    axis = Axis(scope.transcripts, all_text=True)
    start, end = axis.at(spans.transcript, spans.start), axis.at(spans.transcript, spans.end)
    row, turn = axis.parts(start, end)
    ids = [one.id for transcript in scope.transcripts for one in transcript.turns]
    marked: dict[int, set[str]] = {}
    for code, at in zip(spans.code[row].tolist(), turn.tolist(), strict=True):
        marked.setdefault(code, set()).add(ids[at])
    found: dict[str, set[str] | None] = {}
    for stance in wanted:
        codes = [at for at, _ in enumerate(scope.codes) if _means(scope, at, stance)]
        turns = set().union(*(marked.get(at, set()) for at in codes))
        found[stance] = turns if codes else None
    return found


def _means(scope: Scope, at: int, stance: str) -> bool:
    code = scope.codes[at]
    names = {code.key.rpartition(".")[2].casefold(), code.name.casefold()}
    return code.layer == INTERACTION and bool(names & STANCES[stance])


def group_hash(scope: Scope, group: GroupData) -> str:
    """SHA-256 (hexadecimal) over people, attributes, guide and replies, without ids."""
    names = {one.id: one.pseudonym for one in group.participants}
    declared = [*group.attributes, *group.transcript_attributes]
    content = {
        "people": sorted([one.pseudonym, one.attributes] for one in group.participants),
        "attributes": [{**asdict(one), "id": ""} for one in declared],
        "groups": [
            [t.name, dict(group.transcript_values.get(t.id, {}))] for t in scope.transcripts
        ],
        "labels": [
            [[s.label, names.get(s.participant_id or "")] for s in t.speakers]
            for t in scope.transcripts
        ],
        "guide": [[one.key, one.text] for one in group.questions],
        "replies": [
            [
                [at, t.turn_index.get(turn.replies_to, -1)]
                for at, turn in enumerate(t.turns)
                if turn.replies_to
            ]
            for t in scope.transcripts
        ],
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
