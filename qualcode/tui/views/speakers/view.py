"""Speakers: a table of voices above, the highlighted one's turns as one reading below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from qualcode.project.talk import Said, Talk, Voice
from qualcode.tui.commands.base import Context
from qualcode.tui.marking import Marker
from qualcode.tui.reader.palette import colour_for
from qualcode.tui.views.base import View
from qualcode.tui.views.speakers.reading import CodeLook, Reading, shown_of, turn_of
from qualcode.tui.views.speakers.table import Table, name_of
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import Pieces, pieces

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.speakers import Variant
    from qualcode.tui.views.speakers.changing import Changing
    from qualcode.tui.views.speakers.people import People

NO_TRANSCRIPTS = "No transcripts yet. Go to the coding screen (g w) and import files (i)."
NO_LABELS = "This transcript names no speakers: lines such as “Anna: …” name them at import."


class SpeakersView(View):
    """Who said how much, silence included; what is coded is the present coder's."""

    NAME: ClassVar[str] = "speakers"
    TITLE_TEXT: ClassVar[str] = "Speakers"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.SPEAKERS)
    CSS_PATH = "speakers.tcss"
    AUTO_FOCUS = "#voices"

    def __init__(self, project: Project) -> None:
        """Take an open study; the transcript to show comes with ``aim``."""
        super().__init__(project)
        self.columns, self.title_line = Line(id="columns"), Line(id="reading-title")
        self.voices, self.turns = LineList(id="voices"), LineList(id="reading")
        self.transcript: str | None = None
        self.everywhere = False
        self.wanted = ""
        self.talk: Talk | None = None
        self.variants: Mapping[str, Variant] = {}
        self.said: tuple[Said, ...] = ()
        self.looks: dict[str, CodeLook] = {}

    @cached_property
    def changing(self) -> Changing:
        """What can be changed about a speaker."""
        from qualcode.tui.views.speakers.changing import Changing

        return Changing(self)

    @cached_property
    def people(self) -> People:
        """Who stands behind a label, and what they were asked."""
        from qualcode.tui.views.speakers.people import People

        return People(self)

    def body(self) -> ComposeResult:
        """Column names and voices above, the reading below."""
        self.title_line.add_class("title")
        yield self.columns
        yield self.voices
        yield self.title_line
        yield self.turns

    def aim(self, *, transcript: str = "", speaker: str = "", **_: Any) -> None:
        """Show this transcript (id), and put the cursor on this speaker (id)."""
        if transcript:
            self.transcript, self.everywhere = transcript, False
        self.wanted = speaker

    def header_left(self) -> Pieces:
        """The study, and whose speakers these are."""
        name = self.talk.transcript if self.talk else ""
        return pieces(
            (self.project.title, "strong"),
            "  ",
            (f"Speakers of {name or 'all transcripts'}", "accent"),
        )

    # Showing

    def show_view(self) -> None:
        """Read the talk and draw it; the cursor stays on its voice."""
        self.talk = self.project.talk.of(self.shown_id())
        speakers = self.project.speakers
        ids = {(one.transcript, one.label): one.id for v in self.talk.voices for one in v.labels}
        # Variants are those of one transcript; over all of them, looking takes too long.
        found = [] if self.everywhere else speakers.variants(self.shown_id())
        self.variants = {ids[one.transcript, one.label]: one for one in found}
        self._look_at_codes()
        self._draw_table(self.wanted or None)
        self.wanted = ""
        self.show_reading()

    def shown_id(self) -> str | None:
        """Id of the transcript that is shown; None for all of them."""
        known = list(self.project.transcripts.names().values())
        if self.transcript not in known:
            last = self.project.coders.last_transcript()
            self.transcript = last if last in known else next(iter(known), None)
        return None if self.everywhere else self.transcript

    def _look_at_codes(self) -> None:
        marker = Marker(self.project.codebook.current())
        dark, ground = self.program.current_theme.dark, self.background_colors[1].hex6
        self.looks = {
            code: CodeLook(marker.name(code), colour_for(colour, dark, ground))
            for code, colour in marker.colours.items()
        }

    def _draw_table(self, cursor: str | None = None) -> None:
        if self.talk is None:
            return
        names = {code: look.name for code, look in self.looks.items()}
        table = Table(self.talk, names, self.variants, plain=self.plain)
        width = max(self.size.width - 3, 20)
        self.columns.show(table.head(width) if self.talk.voices else ())
        rows = table.rows(width)
        if not rows:
            rows = [Row("none", pieces((NO_TRANSCRIPTS, "muted")), heading=True)]
        self.voices.set_rows(rows, cursor=cursor)
        self.voices.styles.height = max(len(rows), 3)

    @property
    def plain(self) -> bool:
        """Whether only letters and digits are wanted instead of blocks and lines."""
        return self.program.settings.plain or self.program.settings.ascii

    @property
    def voice(self) -> Voice | None:
        """The voice under the cursor."""
        row = self.voices.current
        if row is None or self.talk is None:
            return None
        return next((one for one in self.talk.voices if one.key == row.key), None)

    def show_reading(self) -> None:
        """Show the turns of the highlighted voice, from their beginning."""
        voice = self.voice
        place = self.shown_id()
        self.said = () if voice is None else self.project.talk.reading(voice, place)
        self._draw_reading()
        self.show_footer()

    def _draw_reading(self) -> None:
        voice = self.voice
        reading = Reading(self.looks, max(self.size.width - 3, 20), plain=self.plain)
        shown = shown_of(self.said)
        rows = reading.rows(shown, several=self.everywhere)
        if voice is not None and len(shown) < len(self.said):
            left = len(self.said) - len(shown)
            text = f"{left:,} more turns: Enter on the last one shown goes on in the transcript."
            rows.append(Row("more", pieces((text, "muted")), heading=True))
        self.turns.set_rows(rows)
        self._show_title(voice)

    def _show_title(self, voice: Voice | None) -> None:
        if voice is None:
            self.title_line.show(())
            return
        word = "turn" if voice.turns == 1 else "turns"
        text = f"{voice.turns:,} {word}, as one reading" if voice.turns else "not a word"
        remark = "" if voice.role.counts else f"{voice.role.value}, not counted"
        if self.talk and self.talk.transcript and not any(v.labels for v in self.talk.voices):
            remark = NO_LABELS
        variant = self.variants.get(voice.labels[0].id) if len(voice.labels) == 1 else None
        if variant is not None:
            remark = f"probably {variant.main} ({variant.reason})"
        left = pieces((name_of(voice), "heading"), (f": {text}", "muted"))
        self.title_line.show(left, pieces((remark, "muted")))

    @on(LineList.Highlighted, "#voices")
    def voice_highlighted(self) -> None:
        """Another voice is under the cursor."""
        self.turns.cursor = 0
        self.turns.scroll_to(y=0, animate=False, immediate=True)
        self.show_reading()

    @on(LineList.Chosen, "#reading")
    def turn_clicked(self) -> None:
        """A turn was clicked."""
        self.open_turn()

    def on_resize(self) -> None:
        """Fit the columns and the text to the width."""
        super().on_resize()
        if self.is_mounted and self.talk is not None:
            self.after_paint(self._draw_table)
            self.after_paint(self._draw_reading)

    # What commands do

    def switch_part(self) -> None:
        """Go from the table to the turns, or back."""
        there = self.voices if self.turns.has_focus else self.turns
        self.set_focus(there)
        self.after_paint(self.show_footer)

    def open_turn(self) -> None:
        """Open the turn under the cursor on the coding screen; from the table go to the turns."""
        row = self.turns.current
        if row is None:
            self.say("There is no turn to open.")
        elif not self.turns.has_focus:
            self.switch_part()
        else:
            said = self.said[turn_of(row.key)]
            self.program.open_place(said.transcript_id, said.start, said.end)

    def read_only_this(self) -> None:
        """Show on the coding screen only what this speaker says, from the turn under the cursor."""
        voice, row = self.voice, self.turns.current
        if voice is None or row is None:
            self.say("There is no turn to show.")
            return
        said = self.said[turn_of(row.key)]
        self.program.open_place(said.transcript_id, said.start, said.end)
        bench = self.program.workbench
        here = {one.id for one in voice.labels if one.transcript_id == said.transcript_id}
        bench.reader.only_speakers(here)
        bench.after_move()
        bench.show_state()
        bench.say(f"Only what {voice.label} says is shown here.")

    def toggle_everywhere(self) -> None:
        """Show the speakers of all transcripts, or of the one again."""
        self.everywhere = not self.everywhere
        self.show_again()

    def step_transcript(self, way: int) -> None:
        """Show the next or the previous transcript."""
        known = list(self.project.transcripts.names().values())
        here = known.index(self.transcript) if self.transcript in known else 0
        if 0 <= here + way < len(known):
            self.transcript, self.everywhere = known[here + way], False
            self.voices.cursor = 0
            self.show_again()
        else:
            self.say("There is no transcript after this one." if way > 0 else "This is the first.")

    def escape(self) -> bool:
        """From the turns back to the table."""
        if self.turns.has_focus:
            self.switch_part()
            return True
        return False
