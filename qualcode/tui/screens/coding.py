"""Coding from the screen: what each coding key does, and what it shows afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.domain.errors import QualcodeError, Refused
from qualcode.domain.segments import Segment
from qualcode.domain.spans import Span
from qualcode.domain.text import count_words
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.copying import Copying
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.mark_actions import MarkActions
from qualcode.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from qualcode.tui.screens.palette import Choice
    from qualcode.tui.screens.workbench import Workbench

ONLY_CODING = frozenset({"segment", "coder_transcript", "suggestion"})
"""Tables that are changed by coding alone; memos are shown apart."""

LONGEST_IN_VIVO = 6
"""Words of a selection that become a code's name without asking."""


class Coding:
    """The coding actions of the workbench: commit first, paint after."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen."""
        self.screen, self.desk = screen, screen.desk
        self.marks = MarkActions(screen)
        self.copying = Copying(screen)

    def apply(self, code_id: str) -> None:
        """Code the selection; the cursor stays."""
        span = self.screen.selection
        self._show(self.desk.apply(span, code_id))

    def _show(self, *segments: Segment) -> None:
        """Show segments that were added or changed."""
        for segment in segments:
            self.screen.add_mark(segment)
        self.screen.show_state()

    def open_palette(self) -> None:
        """Ask for codes by name."""
        from qualcode.tui.screens.palette import CodePalette

        span = self.screen.selection
        self.screen.program.push_screen(
            CodePalette(self.desk, span), lambda choice: self._apply_choice(span, choice)
        )

    def _apply_choice(self, span: Span, choice: Choice | None) -> None:
        if choice is None:
            return

        def act() -> None:
            if choice.new is None and len(choice.codes) == 1:
                self._show(self.desk.apply(span, choice.codes[0]))
                return
            made = self.desk.apply_all(span, choice.codes, choice.new)
            if choice.new:
                self.screen.codebook_changed()
            self._show(*made)

        self.screen.program.attempt(act)

    def _create(self, span: Span, name: str) -> None:
        segment = self.desk.in_vivo(span, name)
        self.screen.codebook_changed()
        self._show(segment)

    def in_vivo(self) -> None:
        """Code the selection with a code named after its words."""
        span = self.screen.selection
        text = self.desk.transcript.text[span.start : span.end] if self.desk.transcript else ""
        name = " ".join(text.split()).strip(" .,;:!?…-–—“”\"'‘’")
        if not name:
            self.screen.say("There are no words here to name a code after.")
        elif count_words(name) <= LONGEST_IN_VIVO:
            self._name_in_vivo(span, name)
        else:
            self.screen.program.push_screen(
                Prompt("Name of the code in vivo", name, "Trim it to a few words.", "code"),
                lambda given: self._named(span, given),
            )

    def _named(self, span: Span, name: str | None) -> None:
        if name:
            self.screen.program.attempt(lambda: self._name_in_vivo(span, name))

    def _name_in_vivo(self, span: Span, name: str) -> None:
        known = [c for c in self.desk.codebook.codes if c.name.casefold() == name.casefold()]
        if known:
            self._show(self.desk.apply(span, known[0].id))
        else:
            self._create(span, name)

    def accept(self) -> None:
        """Accept the top suggestion and go on; without one, just go on."""
        screen = self.screen
        top = screen.top
        if top is None or self.desk.read_only:
            screen.go_on()
            return
        proposal, rank = top
        span = screen.aim.range_for(proposal, screen.selection)
        segment = self.desk.accept(proposal, rank, span, screen.suggesting.engine)
        screen.add_mark(segment)
        screen.show_ghosts()
        screen.go_on()
        screen.show_state()

    def reject(self) -> None:
        """Reject the top suggestion; go to the next one here, else go on."""
        screen = self.screen
        if screen.top is None:
            return
        self.desk.reject(*screen.top, screen.suggesting.engine)
        screen.show_ghosts()
        screen.forget_place()
        here = screen.aim.at(screen.selection)
        if screen.top is None or (screen.hunting and here not in self.desk.proposals.places):
            screen.go_on()
        screen.show_state()

    def remove(self) -> None:
        """Remove the one code here at once; of several the coder chooses."""
        here = self.screen.segments_here
        if len(here) == 1:
            self._remove(here[0])
        elif here:
            from qualcode.tui.screens.choose import Choose

            transcript = self.desk.transcript
            text = transcript.text if transcript else ""
            options = [
                (
                    segment.id,
                    self.desk.code_name(segment.code_id),
                    f"“{shortened(text[segment.start : segment.end], 40)}”",
                )
                for segment in here
            ]
            self.screen.program.push_screen(Choose("Remove which code?", options), self._chosen)

    def _chosen(self, segment_id: str | None) -> None:
        held = self.desk.held
        if segment_id and held and segment_id in held.by_id:
            self.screen.program.attempt(lambda: self._remove(held.by_id[segment_id]))

    def _remove(self, segment: Segment) -> None:
        self.desk.remove(segment)
        self.screen.reader.remove_mark(segment.id)
        self.screen.show_state()

    def move_boundary(self, edge: str, words: int) -> None:
        """Move an edge of the segment under the cursor by a word."""
        segment = self.screen.segments_here[0]
        changed = self.desk.move_boundary(segment, edge, words)
        if changed is None:
            self.screen.say("This boundary cannot go further.")
            return
        self.screen.add_mark(changed)
        self.screen.show_state()

    def resize(self, segment_id: str, span: Span) -> None:
        """Give a segment of the open transcript other boundaries."""
        if self.desk.read_only:
            raise Refused("this study is open for reading only")
        if self.desk.held and segment_id in self.desk.held.by_id:
            self._show(self.desk.resize(self.desk.held.by_id[segment_id], span))

    def undo(self) -> None:
        """Undo the coder's newest action and say what it was."""
        self._travel_back(redo=False)

    def redo(self) -> None:
        """Do again what was undone."""
        self._travel_back(redo=True)

    def _travel_back(self, *, redo: bool) -> None:
        history = self.desk.project.history
        version = self.screen.marker.codebook.version
        done = (history.redo() if redo else history.undo())[-1]
        screen = self.screen
        here = self.desk.transcript is not None and done.transcript_id == self.desk.transcript.id
        if here and done.segments is not None and done.tables <= ONLY_CODING:
            self._take_segments(done.segments, done.tables)
        else:
            self.take_changes(version, () if here else (done.transcript_id,))
        if here and done.start is not None and not screen.sees(done.start):
            screen.reader.go_to(done.start)
        screen.show_state()
        word = "Redone" if redo else "Undone"
        screen.say(f"{word}: {done.sentence}")

    def _take_segments(self, segments: Collection[str], tables: Collection[str]) -> None:
        """Show what changed of these segments of the open transcript; nothing else did."""
        held = self.desk.held
        before = [held.by_id[one] for one in segments if held and one in held.by_id]
        changed, gone = self.desk.reload_some(segments)
        self.screen.change_marks(changed, gone)
        if "coder_transcript" in tables:
            self.screen.progress.reload_states()
        places = [Span(one.start, one.end) for one in [*before, *changed]]
        self.screen.suggesting.again(places, decided="suggestion" in tables)

    def take_changes(self, version: int, elsewhere: Iterable[str | None] = (None,)) -> None:
        """Read again what was changed outside the open transcript's coding, and show it.

        ``version`` is that of the codebook shown so far; ``elsewhere`` are other transcripts with
        changes, None stands for any.
        """
        screen, desk = self.screen, self.desk
        if screen.reload_if_changed():
            return
        changed, gone = desk.reload()
        for transcript_id in elsewhere:
            desk.load_counts()
            screen.progress.forget(transcript_id)
        screen.progress.reload_states()
        renoted = screen.memos.load_again()
        if desk.codebook.version != version:
            screen.codebook_changed()
            screen.show_marks()
        else:
            screen.change_marks([*changed, *renoted], gone)
        screen.suggesting.again()

    def finish(self) -> None:
        """Ask whether this transcript is finished, or open again; then say so in the study."""
        transcript = self.desk.transcript
        if transcript is None:
            return
        finished = self.desk.project.coders.finished(transcript.id)
        name = shortened(transcript.name, 40)
        if finished:
            question = Confirm("Reopen this transcript?", f"You finished “{name}”.", "reopen")
        else:
            share = self.desk.held.coded_share if self.desk.held else 0
            question = Confirm(
                "Finish this transcript?",
                f"{share:.0%} of “{name}” is coded. Finished transcripts count in comparisons.",
                "finish",
            )
        self.screen.program.push_screen(question, lambda yes: self._finish(finished, yes))

    def _finish(self, finished: bool, yes: bool | None) -> None:
        transcript = self.desk.transcript
        if not yes or transcript is None:
            return
        coders = self.desk.project.coders
        change = coders.reopen if finished else coders.finish
        try:
            change((transcript.name,))
        except QualcodeError as error:
            self.screen.say(str(error))
            return
        self.screen.progress.reload_states()
        self.screen.show_ghosts()
        self.screen.show_state()
        self.screen.say(
            "Reopened."
            if finished
            else with_keys("Finished. Press {FinishTranscript} to reopen it.")
        )
