"""Small coded studies for tests, by hand and at random."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.people import Coder
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Role, Speaker, Transcript, Turn

ROLES = {
    "Mod": Role.MODERATOR,
    "Note taker": Role.ASSISTANT,
    "Dolmetscher": Role.INTERPRETER,
    "ALL": Role.SEVERAL,
    "Speaker ?": Role.UNKNOWN,
}
"""Any other label is a participant."""

Said = tuple[str | None, str]
Marked = tuple[str, str, str, int, int]
"""Transcript, coder, code key, start, end."""


def transcript(
    name: str, *said: Said, people: Mapping[str, str] | None = None, speakers: Sequence[str] = ()
) -> Transcript:
    """Turns of (label, text); ``people`` gives the participant behind a label."""
    labels = dict.fromkeys([*speakers, *(label for label, _ in said if label is not None)])
    who = {
        label: Speaker(
            f"{name}/{label}", label, ROLES.get(label, Role.PARTICIPANT), (people or {}).get(label)
        )
        for label in labels
    }
    turns = tuple(
        Turn(f"{name}#{at}", at, text, who[label].id if label is not None else None)
        for at, (label, text) in enumerate(said)
    )
    return Transcript(f"id of {name}", name, turns, tuple(who.values()))


def timed(given: Transcript, times: Sequence[int | None], question: str) -> Transcript:
    """The transcript with start times in milliseconds and one question for all turns."""
    turns = zip(given.turns, times, strict=True)
    return replace(
        given, turns=tuple(replace(t, start_ms=ms, question=question) for t, ms in turns)
    )


def codebook(*keys: str) -> Codebook:
    """Codes by key, in this order; ``a.b`` stands below ``a``."""
    return Codebook(
        tuple(
            Code(
                f"id:{key}",
                key,
                key.rpartition(".")[2].capitalize(),
                f"id:{key.rpartition('.')[0]}" if "." in key else None,
                sort=at,
            )
            for at, key in enumerate(keys)
        ),
        version=3,
    )


def corpus(
    transcripts: Iterable[Transcript],
    codes: Codebook,
    marked: Iterable[Marked] = (),
    coders: Iterable[str] = ("Ann", "Ben"),
) -> Corpus:
    """A study with segments numbered s0, s1 and so on, as given."""
    return Corpus(
        tuple(transcripts),
        codes,
        tuple(Coder(f"id of {coder}", coder) for coder in coders),
        [
            CodedSpan(f"s{at}", f"id of {name}", f"id:{code}", f"id of {coder}", start, end)
            for at, (name, coder, code, start, end) in enumerate(marked)
        ],
    )


def at(given: Transcript, text: str) -> tuple[int, int]:
    """Start and end of a text in a transcript."""
    start = given.text.index(text)
    return start, start + len(text)


_LABELS = st.sampled_from([None, "Mod", "Note taker", "ALL", "Speaker ?", "Eva", "Jo"])
_CODES = ("a", "a.b", "a.b.c", "a.d", "e")


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """Up to three short transcripts; Jo may be one person over all of them, Eva never is."""
    people = draw(st.sampled_from([{}, {"Jo": "p1"}]))
    turns = st.lists(st.tuples(_LABELS, st.text("ab c\n'-.", max_size=9)), max_size=5)
    given = [
        transcript(f"g{at}", *said, people=people, speakers=("Silent",) if at else ())
        for at, said in enumerate(draw(st.lists(turns, max_size=3)))
    ]
    codes = _CODES[: draw(st.integers(0, len(_CODES)))]
    coders = ("Ann", "Ben", "Cleo")[: draw(st.integers(0, 3))]
    marked: list[Marked] = []
    for one in given:
        if one.text and codes and coders:
            point = st.integers(0, len(one.text))
            row = st.tuples(st.sampled_from(coders), st.sampled_from(codes), point, point)
            for coder, code, first, last in draw(st.lists(row, max_size=8)):
                marked.append((one.name, coder, code, min(first, last), max(first, last)))
    return corpus(given, codebook(*codes), marked, coders)


@st.composite
def filters_of(draw: st.DrawFn, study: Corpus) -> Filters:
    """Any filters that the study knows the names of."""

    def some(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if draw(st.booleans()))

    return Filters(
        coders=some(study.coder_names.values()),
        codes=some(study.codebook.by_id),
        transcripts=some(one.name for one in study.transcripts),
        all_text=draw(st.booleans()),
        union=draw(st.booleans()),
    )


@st.composite
def filtered(draw: st.DrawFn) -> tuple[Corpus, Filters]:
    """A study and filters for it."""
    study = draw(corpora())
    return study, draw(filters_of(study))
