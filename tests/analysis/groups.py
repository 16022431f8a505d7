"""Small studies with people, attributes, a guide and replies, at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from qualcode.analysis import GroupData
from qualcode.domain.attributes import Attribute, AttributeType, Subject
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.guide import Question
from qualcode.domain.people import Coder, Participant
from qualcode.domain.transcripts import Role, Transcript
from tests.analysis.factory import transcript

QUESTIONS = (Question("q0", "Q0", 0, "Who?"), Question("q1", "Q1", 1, "Why?"))
PEOPLE = ("p1", "p2", "p3")
CODES = ("agree", "build", "dissent", "money")
_LABELS = st.sampled_from([None, "Mod", "ALL", "Speaker ?", "Eva", "Jo", "Max"])
_SIZES = st.sampled_from([None, "", "small", "large"])
_YEARS = st.sampled_from([None, "", "3", "7.5", "12"])


def book(codes: tuple[str, ...] = CODES) -> Codebook:
    """Interaction codes (all but money)."""
    return Codebook(
        tuple(
            Code(f"id:{key}", f"ix.{key}", key.title(), None, sort=at, layer=layer)
            for at, key in enumerate(codes)
            for layer in ["content" if key == "money" else "interaction"]
        )
    )


def attributes(printed: bool = True) -> tuple[Attribute, ...]:
    """A choice, and a number with bands."""
    return (
        Attribute("a1", Subject.PARTICIPANT, "size", AttributeType.CHOICE, 1),
        Attribute("a2", Subject.PARTICIPANT, "years", AttributeType.NUMBER, 2, (5, 10), printed),
    )


@st.composite
def talks(draw: st.DrawFn, name: str) -> Transcript:
    """Turns of some voices; some ask a question, some answer another turn than the last."""
    turns = st.lists(st.tuples(_LABELS, st.text("ab \n'", max_size=8)), max_size=8)
    said = draw(turns)
    people = {label: draw(st.sampled_from([None, *PEOPLE])) for label in ("Eva", "Jo", "Max")}
    known = {label: person for label, person in people.items() if person}
    made = transcript(name, *said, people=known, speakers=("Silent",))
    changed = []
    for at, turn in enumerate(made.turns):
        key = draw(st.sampled_from([None, None, "Q0", "Q1"]))
        target = draw(st.sampled_from([None, None, *made.turns[: at + 1]]))
        answered = target.id if target else None
        changed.append(replace(turn, question=key, replies_to=answered))
    return replace(made, turns=tuple(changed))


@st.composite
def groups(draw: st.DrawFn) -> tuple[Corpus, GroupData]:
    """Up to two transcripts, coded at random by two coders."""
    given = [draw(talks(f"g{at}")) for at in range(draw(st.integers(0, 2)))]
    codes = book(CODES[: draw(st.integers(0, len(CODES)))])
    spans: list[CodedSpan] = []
    for one in given:
        if one.text and codes.codes:
            point = st.integers(0, len(one.text))
            row = st.tuples(st.sampled_from(codes.codes), st.sampled_from("AB"), point, point)
            for code, coder, first, last in draw(st.lists(row, max_size=6)):
                if first != last:
                    place = (min(first, last), max(first, last))
                    spans.append(CodedSpan(f"s{len(spans)}", one.id, code.id, coder, *place))
    coders = (Coder("A", "Ann"), Coder("B", "Ben"))
    people = []
    for at, key in enumerate(PEOPLE):
        drawn = {"size": draw(_SIZES), "years": draw(_YEARS)}
        known = {name: value for name, value in drawn.items() if value is not None}
        people.append(Participant(key, f"Person {at}", known))
    group = GroupData(tuple(people), attributes(), questions=QUESTIONS)
    return Corpus(tuple(given), codes, coders, spans), group


def moderator(one: Transcript, speaker_id: str | None) -> bool:
    """Whether a speaker leads the talk."""
    found = one.speaker_by_id.get(speaker_id or "")
    return found is not None and found.role is Role.MODERATOR
