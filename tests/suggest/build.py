"""A small codebook and small transcripts for the tests of the suggester."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import qualcode
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.suggestions import Decided, Decision
from qualcode.domain.transcripts import Role, Speaker, Transcript, Turn
from qualcode.suggest.engine import Unit

ROOT = Path(qualcode.__file__).resolve().parents[1]


def code(key: str, **fields: object) -> Code:
    """A code whose id is its key."""
    values: dict[str, object] = {"id": key, "key": key, "name": key, "unit": "sentence"}
    return Code(**{**values, **fields})  # type: ignore[arg-type]


CODEBOOK = Codebook(
    (
        code("inc", status="theme", keywords=("network",), sort=1),
        code(
            "inc.info",
            parent_id="inc",
            sort=2,
            applies_to="participant",
            keywords=("mailing list", "newsletter", "peer to peer"),
            weak_keywords=("share", "data", "exchange"),
            negative_phrases=("share price",),
        ),
        code(
            "inc.money",
            parent_id="inc",
            sort=3,
            applies_to="participant",
            keywords=("funding", "grant", "jobs"),
            weak_keywords=("support",),
            negative_phrases=("lost funding",),
        ),
        code("pol.health", sort=4, applies_to="any", keywords=("health",)),
        code(
            "ix.agree",
            sort=5,
            unit="turn",
            applies_to="participant",
            keywords=("exactly", "[nods]"),
            weak_keywords=("right", "true"),
        ),
        code("old", sort=6, status="retired", keywords=("newsletter",)),
        code("gone", sort=7, status="merged:inc.info", keywords=("newsletter",)),
    ),
    version=4,
)


def transcript(*said: tuple[str, str], id: str = "t", language: str = "en") -> Transcript:
    """A transcript of (speaker, text); the speaker MOD moderates."""
    labels = dict.fromkeys(label for label, _ in said)
    speakers = tuple(
        Speaker(label, label, Role.MODERATOR if label == "MOD" else Role.PARTICIPANT)
        for label in labels
    )
    turns = tuple(Turn(f"{id}{n}", n, text, label) for n, (label, text) in enumerate(said))
    return Transcript(id, id, turns, speakers, language=language)


def unit(text: str, *, start: int = 0, turn: int = 0, counts: bool = True) -> Unit:
    """One unit of transcript t."""
    return Unit("t", start, start + len(text), text, counts=counts, turn=turn)


def decided(
    span: Sequence[int],
    code_id: str,
    decision: Decision = Decision.REJECTED,
    transcript_id: str = "t",
) -> Decided:
    """A decision of coder c on a place."""
    return Decided(transcript_id, span[0], span[1], code_id, "c", decision)
