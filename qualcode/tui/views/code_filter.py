"""Which passages the code view shows: codes, and what else they were narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.project import Project
from qualcode.project.passages import Passage
from qualcode.project.voices import PARTICIPANT, TRANSCRIPT, Cast, Voice


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Beside the codes: a label, a transcript, or the column ``key`` of the way ``by``.

    ``counted`` leaves out who leads the talk, as tables do.
    """

    speaker: str = ""
    transcript: str = ""
    by: str = ""
    key: str = ""
    counted: bool = False

    @property
    def empty(self) -> bool:
        """Whether it lets everything through."""
        return self == Narrowing()

    def _voices(self, cast: Cast) -> frozenset[Voice] | None:
        if self.by:
            return cast.voices_of(self.by, self.key, counted=self.counted)
        if self.counted:
            everyone = cast.by_voice.items()
            return frozenset(voice for voice, row in everyone if row.role.counts)
        return None

    def passages(
        self, project: Project, cast: Cast, codes: tuple[str, ...], *, below: bool
    ) -> list[Passage]:
        """The coder's passages that fit; no codes mean all."""
        return project.passages.of(
            codes,
            below=below,
            transcripts=(self.transcript,) if self.transcript else (),
            speakers=(self.speaker,) if self.speaker else (),
            voices=self._voices(cast),
            cast=cast,
        )

    def words(self, cast: Cast) -> str:
        """What it lets through, in words; "" for everything."""
        found = []
        if self.speaker:
            labels = {row.speaker_id: row.label for row in cast.rows}
            found.append(labels.get(self.speaker, self.speaker))
        if self.transcript:
            names = {row.transcript_id: row.transcript for row in cast.rows}
            found.append(names.get(self.transcript, self.transcript))
        if self.by:
            headings = cast.headings(self.by, counted=False) if self.by in cast.ways else []
            title = next((one.title for one in headings if one.key == self.key), self.key)
            name = self.by.partition(":")[2]
            found.append(f"{name}: {title}" if name else title)
        if self.counted:
            found.append("who counts in tables")
        return ", ".join(found)


def narrowing(
    speaker: str = "",
    transcript: str = "",
    attribute: tuple[str, str, str] | None = None,
    by: str = "",
    key: str = "",
    counted: bool = False,
) -> Narrowing:
    """From what another view asks for; an attribute is (participant or transcript, name, value)."""
    if attribute is not None:
        subject, name, key = attribute
        by = f"{subject if subject in (PARTICIPANT, TRANSCRIPT) else PARTICIPANT}:{name}"
    return Narrowing(speaker, transcript, by, key, counted)
