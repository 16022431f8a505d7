"""The participant behind a label, their attributes, and the questions they were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.attributes import NO_ANSWER, Subject
from qualcode.domain.display import shortened
from qualcode.domain.errors import Refused
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.views.speakers.proposals import GuideProposals

if TYPE_CHECKING:
    from qualcode.domain.people import Participant
    from qualcode.project.guide_turns import QuestionProposal
    from qualcode.store.transcripts import SpeakerInfo
    from qualcode.tui.views.speakers.view import SpeakersView

ANOTHER = "another"
NOBODY = "nobody"
WIDTH = 40


class People:
    """Asks about the people behind labels and stores the answers."""

    def __init__(self, view: SpeakersView) -> None:
        """Take the view."""
        self.view = view
        self.room = view.project.participants

    def tie(self) -> None:
        """Ask which participant the highlighted label is."""
        info = self.view.changing.info
        known = self.room.all()
        tied = self.room.speakers()
        options = [
            (one.id, one.pseudonym, ", ".join(s.transcript for s in tied.get(one.id, ())))
            for one in known
        ]
        options.append((ANOTHER, "somebody new", "the name is asked for"))
        if info.participant_id:
            options.append((NOBODY, "nobody known", "the label stands for itself"))
        heading = f"Who is {shortened(info.label, WIDTH)}?"
        self.view.ask(Choose(heading, options), lambda key: self._tie(info, key))

    def _tie(self, info: SpeakerInfo, key: str) -> None:
        if key == ANOTHER:
            prompt = Prompt("A new participant", info.label, "a pseudonym", done="add")
            self.view.ask(prompt, lambda name: self._tie_to_another(info, name))
            return
        name = None if key == NOBODY else key
        self.view.change(lambda: self.room.tie(info.label, name, info.transcript))

    def _tie_to_another(self, info: SpeakerInfo, name: str) -> None:
        self.view.change(
            lambda: self.room.create_tied(name, info.label, info.transcript),
            f"{info.label} is {name}.",
        )

    def attribute(self) -> None:
        """Ask for an attribute of the participant under the cursor, then for its value."""
        person = self._person()
        names = [one.name for one in self.room.attributes(Subject.PARTICIPANT)]
        options = [(name, name, _shown(person, name)) for name in names]
        options.append(("", "another attribute", "its name is asked for"))
        heading = f"Attributes of {shortened(person.pseudonym, WIDTH)}"
        self.view.ask(Choose(heading, options), lambda name: self._named(person, name))

    def _named(self, person: Participant, name: str) -> None:
        if name:
            self._value(person, name)
            return
        prompt = Prompt("Another attribute", note="for example: role, size, years")
        self.view.ask(prompt, lambda name: self._value(person, name))

    def _value(self, person: Participant, name: str) -> None:
        note = f"{NO_ANSWER}: asked, but not answered"
        prompt = Prompt(
            f"{shortened(name, WIDTH)} of {person.pseudonym}", _shown(person, name), note
        )
        self.view.ask(
            prompt, lambda value: self.view.change(lambda: self.room.set(person.id, name, value))
        )

    def _person(self) -> Participant:
        voice = self.view.voice
        key = voice.labels[0].participant_id if voice and voice.labels else None
        if key is None:
            raise Refused("nobody is known behind this label: p says who it is")
        return self.room.get(key)

    def questions(self) -> None:
        """List the turns that probably ask a question of the guide."""
        guide = self.view.project.guide
        if not guide.questions():
            raise Refused("the study has no topic guide: qualcode guide STUDY import FILE")
        transcript = self.view.shown_id()
        named = [name for name, key in self._names() if transcript in (None, key)]
        found = guide.propose(named)
        if not found:
            raise Refused("no further turn was found that asks a question of the guide")
        self.view.ask(GuideProposals(found), self._confirm)

    def _names(self) -> list[tuple[str, str]]:
        return list(self.view.project.transcripts.names().items())

    def _confirm(self, chosen: list[QuestionProposal]) -> None:
        number = len(chosen)
        said = f"{number} {'turn' if number == 1 else 'turns'} assigned to questions."
        self.view.change(lambda: self.view.project.guide.confirm(chosen), said)


def _shown(person: Participant, name: str) -> str:
    value = person.attributes.get(name)
    return NO_ANSWER if value == "" else value or ""
