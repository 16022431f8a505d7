"""How a file is read: what can be set about it, and which way of reading was taken."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from qualcode.domain.display import shortened
from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.read.ranking import NO_LABELS, STAMPS
from qualcode.formats.read.table_columns import NONE, PARTS, SURVEY_PARTS
from qualcode.formats.read.template import parse_template
from qualcode.tui.importing.kinds import CUES, ENCODINGS, LINES, TABLES, TYPED
from qualcode.tui.importing.rows import counted, encoding_of
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.widgets.painting import Pieces, pieces

if TYPE_CHECKING:
    from textual.screen import Screen

    from qualcode.tui.importing.preview import PreviewScreen

NAMELESS = (NO_LABELS, STAMPS)
"""Ways of reading that name nobody; which of them is taken shows in the lines."""

OTHER, GUESS = "other", "guess"
PATTERN_NOTE = "as a line looks: {speaker}: {text}   [{time}] {speaker} - {text}   {number} {skip}"


class Choosing:
    """Asks how the file shall be read; each answer reads it again at once."""

    def __init__(self, screen: PreviewScreen) -> None:
        """Take the preview."""
        self.screen = screen

    @property
    def options(self) -> ReadOptions:
        """What is set about the file now."""
        return self.screen.item.options

    def facts(self) -> tuple[Pieces, Pieces]:
        """How the file was read: format, encoding, convention, runner-up; what the user set."""
        reading = self.screen.reading
        if reading is None:
            return pieces(("not read", "warn")), ()
        found = [one for one in (reading.format, encoding_of(reading)) if one]
        found.append(f"{reading.convention} ({reading.score:.2f})")
        if reading.runner_up is not None:
            second = reading.runner_up
            found.append(f"behind it: {second.convention} ({second.score:.2f})")
        if reading.columns:
            found.append(", ".join(f"{part} = {name}" for part, name in self.taken().items()))
        own = ", ".join(self.set_options())
        return pieces((" · ".join(found), "muted")), pieces((own, "accent"))

    def set_options(self) -> list[str]:
        """What the user set, in a few words each."""
        one = self.options
        said = [f"encoding {one.encoding}"] if one.encoding else []
        said += [f"pattern {one.turns}"] if one.turns else []
        said += ["no speakers"] if one.no_speakers else []
        said += ["each caption a turn"] if one.each_cue else []
        said += ["columns"] if one.columns else []
        said += [f"as {one.convention}"] if one.convention else []
        said += [f"{counted(len(one.speakers), 'label')} added"] if one.speakers else []
        said += [f"{counted(len(one.not_speakers), 'label')} left out"] if one.not_speakers else []
        return said

    def read_as(self, **changes: Any) -> None:
        """Read the file again with other options."""
        item = self.screen.item
        item.options = replace(item.options, **changes)
        self.screen.read_again()

    # The list of options

    def ask(self) -> None:
        """List what makes sense for this kind of file."""
        kind, one = self.screen.item.kind, self.options
        wide = [
            ("e", "encoding", one.encoding or "found out", kind in TYPED, self.encoding),
            ("p", "pattern of a line", one.turns or "found out", kind in LINES, self.pattern),
            ("n", "no speakers", _on(one.no_speakers), True, self.no_speakers),
            ("q", "each caption its own turn", _on(one.each_cue), kind in CUES, self.each_cue),
            ("k", "columns", self._columns_told(), kind in TABLES, self.columns),
        ]
        fitting = [(letter, words, now, run) for letter, words, now, fits, run in wide if fits]
        runs = {letter: run for letter, _, _, run in fitting}
        rows = [(letter, words, now) for letter, words, now, _ in fitting]
        heading = f"How to read {shortened(self.screen.item.path.name, 40)}"
        letters = "".join(letter for letter, *_ in fitting)
        self._open(Choose(heading, rows, letters), lambda letter: runs[letter]())

    def _open(self, dialog: Screen[str], then: Callable[[str], object]) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                self.screen.attempt(lambda: then(answer))

        self.screen.program.push_screen(dialog, answered)

    def encoding(self) -> None:
        """Ask for the encoding."""
        rows = [("", "find it out", "")]
        rows += [(name, words, name) for name, words in ENCODINGS]
        rows.append((OTHER, "another one", "its name is asked for"))
        self._open(Choose("How are the letters stored?", rows, "0123456789abc"), self._encoding)

    def _encoding(self, name: str) -> None:
        if name == OTHER:
            prompt = Prompt("Name of the encoding", note="for example: latin_1", check=_unknown)
            self._open(prompt, lambda name: self.read_as(encoding=name))
        else:
            self.read_as(encoding=name or None)

    def pattern(self) -> None:
        """Ask for the pattern of a line; nothing typed, or the old one taken away, finds it out."""
        if self.options.turns:
            rows = [("", "find it out", ""), (OTHER, "another pattern", self.options.turns)]
            self._open(Choose("How does a line name its speaker?", rows), self._pattern)
        else:
            self._pattern(OTHER)

    def _pattern(self, key: str) -> None:
        if key == OTHER:
            value = self.options.turns or "{speaker}: {text}"
            heading = "How does a line name its speaker?"
            prompt = Prompt(heading, value, PATTERN_NOTE, "read", check=_wrong_pattern)
            self._open(prompt, lambda text: self.read_as(turns=text, no_speakers=False))
        else:
            self.read_as(turns=None)

    def no_speakers(self) -> None:
        """Take paragraphs without speakers, or look for speakers again."""
        self.read_as(no_speakers=not self.options.no_speakers, turns=None, convention=None)

    def each_cue(self) -> None:
        """Keep each caption, or join those of one speaker again."""
        self.read_as(each_cue=not self.options.each_cue)

    # Columns

    def _columns_told(self) -> str:
        said = ", ".join(f"{part} = {name}" for part, name in self.taken().items())
        return shortened(said, 40) + ("" if self.options.columns else " (guessed)")

    def taken(self) -> dict[str, str]:
        """The columns that were taken, by what they hold."""
        reading, found = self.screen.reading, dict[str, str]()
        for part, name in reading.columns if reading else ():
            found[part] = f"{found[part]}; {name}" if part in found else name
        return found

    def columns(self) -> None:
        """Ask which part of a turn stands in another column."""
        taken = self.taken()
        asked = dict(self.options.columns or {})
        people = self.screen.reading is not None and bool(self.screen.reading.people)
        rows = [
            (part, part, asked.get(part) or taken.get(part, "–"))
            for part in (SURVEY_PARTS if people else PARTS)
        ]
        rows.append((GUESS, "guess them all", ""))
        self._open(Choose("Which column holds what?", rows), self._column)

    def _column(self, part: str) -> None:
        names = self.screen.column_names()
        if part == GUESS:
            self.read_as(columns=None)
        elif part in ("answers", "attributes") or not names:
            note = "names of columns, with ; between" if part in SURVEY_PARTS else "its name"
            value = (self.options.columns or self.taken()).get(part, "")
            prompt = Prompt(f"Columns for {part}", value, note, "read")
            self._open(prompt, partial(self._set_column, part))
        else:
            rows = [(name, name, "") for name in names]
            rows.append((NONE, "no column", ""))
            self._open(Choose(f"The column for {part}", rows), partial(self._set_column, part))

    def _set_column(self, part: str, name: str) -> None:
        self.read_as(columns={**(self.options.columns or {}), part: name})

    # The other way of reading

    @property
    def forced(self) -> bool:
        """Whether the file is read in a way that did not come first."""
        return self.options.convention is not None or self.options.no_speakers

    def other_name(self) -> str:
        """The way that would be taken."""
        if self.forced:
            return "found out"
        second = self.screen.reading.runner_up if self.screen.reading else None
        return second.convention if second else ""

    def why_no_other(self) -> str:
        """Why there is no other way; empty where there is one."""
        reading = self.screen.reading
        if self.forced:
            return ""
        if self.options.turns:
            return "The pattern says how the lines are read: o takes it away."
        if reading is None or reading.runner_up is None:
            return "No other way of reading fits this file."
        second = reading.runner_up.convention
        if second in NAMELESS and reading.convention in NAMELESS:
            return f"“{second}” came second; it names no speakers either."
        return ""

    def take_other(self) -> None:
        """Take the way that came second, or find it out again."""
        second = self.other_name()
        if self.forced:
            self.read_as(convention=None, no_speakers=False)
        elif second in NAMELESS:
            self.read_as(no_speakers=True)
        else:
            self.read_as(convention=second)

    # All files of the kind

    def why_not_all(self) -> str:
        """Why nothing is left to be read so; empty where something is."""
        screen = self.screen
        alike = screen.session.alike(screen.item)
        if not alike:
            return f"There is no other {screen.item.kind} file in the list."
        if all(one.options == screen.item.options for one in alike):
            return f"All {screen.item.kind} files are read with these options already."
        return ""

    def same_for_all(self) -> None:
        """Read all other files of the kind with the options of this one."""
        screen = self.screen
        alike = screen.session.alike(screen.item)
        for one in alike:
            one.options = screen.item.options
        screen.chooser.ask_for(alike)
        screen.say(f"{counted(len(alike), 'file')} are read again with these options.")


def _on(value: bool) -> str:
    return "on" if value else "off"


def _unknown(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return f"“{name}” is no encoding that is known here."
    return ""


def _wrong_pattern(text: str) -> str:
    try:
        parse_template(text)
    except BadInput as error:
        said = str(error)
        return said[:1].upper() + said[1:] + "."
    return ""
