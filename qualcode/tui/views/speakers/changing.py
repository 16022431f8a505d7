"""Changes to speakers: role, label, and labels that mean one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.domain.errors import Refused
from qualcode.domain.transcripts import Role
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from qualcode.store.transcripts import SpeakerInfo
    from qualcode.tui.views.speakers.view import SpeakersView


class Changing:
    """Asks what shall be changed about the highlighted speaker and does it."""

    def __init__(self, view: SpeakersView) -> None:
        """Take the view."""
        self.view = view
        self.speakers = view.project.speakers

    @property
    def info(self) -> SpeakerInfo:
        """The highlighted label; Refused where there is none, or more than one."""
        voice = self.view.voice
        if voice is None or not voice.labels:
            raise Refused("there is no speaker under the cursor: choose one with ↓ and ↑")
        if len(voice.labels) > 1:
            raise Refused(
                f"{voice.label} speaks in {len(voice.labels)} transcripts: press a, and change "
                "the speaker in one of them"
            )
        return voice.labels[0]

    def role(self) -> None:
        """Ask for the role of the label."""
        info = self.info
        options = [(role.value, role.value, "" if role.counts else "not counted") for role in Role]
        heading = f"What is {shortened(info.label, 40)}?"
        self.view.ask(Choose(heading, options), lambda role: self._set_role(info, role))

    def _set_role(self, info: SpeakerInfo, role: str) -> None:
        self.view.change(lambda: self.speakers.set_role(info.label, Role(role), info.transcript))

    def merge(self) -> None:
        """Ask for the label to join this one with."""
        info = self.info
        others = [
            (one.label, one.label, f"{one.turns} turns")
            for one in self.speakers.all(info.transcript)
            if one.id != info.id
        ]
        if not others:
            raise Refused("there is no other speaker in this transcript to join with")
        heading = f"{shortened(info.label, 40)} is the same person as"
        self.view.ask(Choose(heading, others), lambda into: self._merge(info, into))

    def _merge(self, info: SpeakerInfo, into: str) -> None:
        self.view.change(
            lambda: self.speakers.merge(info.label, into, info.transcript),
            f"{info.label} is {into} now.",
        )

    def accept_variant(self) -> None:
        """Join the label with the one that is proposed."""
        info = self.info
        if self.view.everywhere:
            raise Refused("other spellings are proposed within one transcript: press a first")
        variant = self.view.variants.get(info.id)
        if variant is None:
            raise Refused(f"no other spelling of “{info.label}” was found: m joins with any label")
        self._merge(info, variant.main)

    def rename(self) -> None:
        """Ask for another label."""
        info = self.info
        prompt = Prompt(f"Rename {shortened(info.label, 40)}", info.label, done="rename")
        self.view.ask(prompt, lambda name: self._rename(info, name))

    def _rename(self, info: SpeakerInfo, name: str) -> None:
        if name != info.label:
            self.view.change(lambda: self.speakers.rename(info.label, name, info.transcript))
