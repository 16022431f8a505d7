"""Decisions about the labels of a file: name, role, person; what is a label and what is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode.domain.display import shortened
from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Kind, Role
from qualcode.formats.options import AUTOMATIC
from qualcode.formats.read.labels import key_of
from qualcode.formats.read.roles import variants
from qualcode.project.labels import AS_READ, Decision, Voice
from qualcode.tui.importing.kinds import STATED
from qualcode.tui.importing.rows import ROLE_WORDS
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from qualcode.tui.importing.preview import PreviewScreen

ANOTHER, NOBODY = "another", "nobody"
WIDTH = 40


class Deciding:
    """Asks what a label shall be, and keeps the answer with the file."""

    def __init__(self, screen: PreviewScreen) -> None:
        """Take the preview."""
        self.screen = screen
        self._expected: frozenset[str] = frozenset()

    def proposals(self) -> dict[str, tuple[str, str]]:
        """Speakers that are probably another spelling of one: that one, and the reason."""
        found = variants([(one.name, one.turns) for one in self.screen.voices])
        return {one: (main, reason) for one, main, reason in found}

    @property
    def voice(self) -> Voice:
        """The speaker under the cursor; commands ask for it only where there is one."""
        voice = self.screen.voice
        assert voice is not None
        return voice

    # Why not

    def why_not_person(self) -> str:
        """A survey says itself who its people are."""
        reading = self.screen.reading
        survey = reading is not None and reading.kind is Kind.ANSWER_SHEET
        return "In a survey each row is a person: change it after the import." if survey else ""

    def why_not_join(self) -> str:
        """A label alone has nothing to be joined with."""
        return "" if len(self.screen.voices) > 1 else "There is no other label to join with."

    def why_not_proposed(self) -> str:
        """Nothing is proposed beside the label."""
        voice = self.screen.voice
        if voice is not None and voice.name in self.screen.proposals:
            return ""
        return "No other spelling of it was found: m joins with any label."

    def why_not_labels(self) -> str:
        """Some formats name their speakers apart from the text."""
        item = self.screen.item
        if item.kind in STATED or (self.screen.reading and self.screen.reading.people):
            return f"A {item.kind} file names its speakers apart from the text: o changes columns."
        tagged = self.screen.reading is not None and self.screen.reading.convention == "voice tags"
        return "Tags in the file name its speakers, apart from the text." if tagged else ""

    def why_not_taken(self) -> str:
        """Only what was not taken can be taken after all."""
        screen = self.screen
        row = screen.remarks.current if screen.part == "remarks" else None
        if row is None or not screen.notes.group_of(row.key):
            return "Choose a label among the remarks first: it was not taken."
        return self.why_not_labels()

    # Decisions

    def _decide(self, **changes: Any) -> None:
        item = self.screen.item
        for label in self.voice.labels:
            known = item.decisions.get(label, AS_READ)
            item.decide(label, replace(known, **changes))
        self.show()

    def show(self) -> None:
        """Show the labels and the turns with what is decided now."""
        screen = self.screen
        screen.turns.show_turns(screen.turns_read, screen.item.decisions)
        screen.show_labels()
        screen.show_lines()
        screen.turn_highlighted()

    def role(self) -> None:
        """Ask for the role."""
        heading = f"What is {shortened(self.voice.name, WIDTH)}?"
        self._ask(Choose(heading, ROLE_WORDS), lambda role: self._decide(role=Role(role)))

    def rename(self) -> None:
        """Ask for another name."""
        name = self.voice.name
        prompt = Prompt(f"Rename {shortened(name, WIDTH)}", name, done="rename")
        self._ask(prompt, self._rename)

    def _rename(self, name: str) -> None:
        wanted = one_line(name)
        if self.why_not_person() and any(one.name == wanted for one in self.screen.voices):
            self.screen.say(self.why_not_person())
        elif wanted and wanted != self.voice.name:
            self._called(wanted)

    def _called(self, name: str) -> None:
        joined = any(one.name == name for one in self.screen.voices)
        before = self.voice.name
        self._decide(name=name)
        self.screen.labels.select(name)
        if joined:
            self.screen.say(f"{before} is {name} now; u takes it back.")

    def join(self) -> None:
        """Ask for the label that is the same person."""
        name = self.voice.name
        others = [
            (one.name, one.name, f"{one.turns:,} turns")
            for one in self.screen.voices
            if one.name != name
        ]
        heading = f"{shortened(name, WIDTH)} is the same person as"
        self._ask(Choose(heading, others), self._called)

    def join_proposed(self) -> None:
        """Join with the label that is proposed."""
        self._called(self.screen.proposals[self.voice.name][0])

    def tie(self) -> None:
        """Ask which participant it is."""
        known = self.screen.project.participants.all()
        options = [(f"={one.pseudonym}", one.pseudonym, "") for one in known]
        options.append((ANOTHER, "somebody new", "the name is asked for"))
        if self.voice.participant:
            options.append((NOBODY, "nobody known", "the label stands for itself"))
        heading = f"Who is {shortened(self.voice.name, WIDTH)}?"
        self._ask(Choose(heading, options), self._tie)

    def _tie(self, key: str) -> None:
        if key == ANOTHER:
            name = self.voice.name
            prompt = Prompt("A new participant", name, "a pseudonym", done="tie")
            self._ask(prompt, lambda name: self._decide(participant=one_line(name) or None))
        else:
            self._decide(participant=None if key == NOBODY else key[1:])

    def why_not_taken_back(self) -> str:
        """Beside a label only what belongs to it is taken back, and how the file is read."""
        voice, item = self.screen.voice, self.screen.item
        if not item.changed:
            return "Nothing was changed about this file."
        if voice is None or self._decided() or item.options != AUTOMATIC:
            return ""
        return (
            f"Nothing was decided about {shortened(voice.name, WIDTH)}: at the original the key "
            "takes back everything."
        )

    def _decided(self) -> list[str]:
        """The labels under the cursor about which something was decided."""
        labels = self.screen.voice.labels if self.screen.voice else ()
        return [label for label in labels if label in self.screen.item.decisions]

    def as_in_the_file(self) -> None:
        """Take back what was decided about the label, else the options; without a label, all."""
        screen, decided = self.screen, self._decided()
        if screen.voice is None:
            decided = list(screen.item.decisions)
        alone = screen.voice is None or not decided
        for label in decided:
            screen.item.decide(label, Decision())
        if alone and screen.item.options != AUTOMATIC:
            screen.item.options = AUTOMATIC
            screen.read_again()
        else:
            self.show()

    def _ask(self, dialog: Choose | Prompt, then: Callable[[str], object]) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                self.screen.attempt(lambda: then(answer))

        self.screen.program.push_screen(dialog, answered)

    # What is a label

    def not_a_label(self) -> None:
        """Leave the label in the text; the file is read again."""
        item, labels = self.screen.item, frozenset(self.voice.labels)
        options = item.options
        item.options = replace(
            options,
            speakers=options.speakers - labels,
            not_speakers=options.not_speakers | labels,
        )
        self.screen.read_again()

    def take_as_label(self) -> None:
        """Take what was not taken as a label; the file is read again."""
        row = self.screen.remarks.current
        group = self.screen.notes.group_of(row.key) if row else []
        labels = frozenset(one.text for one in group)
        item, options = self.screen.item, self.screen.item.options
        item.options = replace(
            options,
            speakers=options.speakers | labels,
            not_speakers=options.not_speakers - labels,
        )
        self._expected = labels
        self.screen.read_again()

    def check_taken(self) -> None:
        """Say where a label could not be taken, and ask for it no more."""
        item, wanted = self.screen.item, self._expected
        if not wanted or item.waiting:
            return
        self._expected = frozenset()
        found = {key_of(label) for voice in self.screen.voices for label in voice.labels}
        missing = frozenset(label for label in wanted if key_of(label) not in found)
        if missing:
            item.options = replace(item.options, speakers=item.options.speakers - missing)
            said = "” and “".join(shortened(label, WIDTH) for label in missing)
            self.screen.say(f"“{said}” does not stand there as a label: o gives a pattern.")
