"""From a row to its place: in the original, or among the turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.project.labels import name_of

if TYPE_CHECKING:
    from qualcode.formats.reading import NotTaken
    from qualcode.tui.importing.preview import PreviewScreen


class Going:
    """Follows Enter in each part of the preview."""

    def __init__(self, screen: PreviewScreen) -> None:
        """Take the preview."""
        self.screen = screen

    def why_not(self) -> str:
        """Why the row leads nowhere; empty where it does."""
        screen = self.screen
        if screen.part == "remarks":
            here = self._not_taken()
            return "" if here else "This remark is about the whole file."
        if screen.part == "labels":
            return "" if screen.voice else "There is no label here."
        return "" if screen.turn else "There is no turn to go to."

    def _not_taken(self) -> list[NotTaken]:
        row = self.screen.remarks.current
        return self.screen.notes.group_of(row.key) if row else []

    def go(self) -> None:
        """From a turn to the original and back; from a label to its next turn; from a remark."""
        screen = self.screen
        if screen.part == "turns":
            screen.focus_part("original")
        elif screen.part == "original":
            screen.focus_part("turns")
        elif screen.part == "labels":
            self._next_turn()
        else:
            self._to_remark()

    def _next_turn(self) -> None:
        """The next turn of the label after the cursor; after the last one the first."""
        screen, voice = self.screen, self.screen.voice
        if voice is None or screen.reading is None:
            return
        decisions = screen.item.decisions
        own = [
            at
            for at, one in enumerate(screen.reading.turns)
            if one.speaker is not None and name_of(one.speaker, decisions) == voice.name
        ]
        after = [at for at in own if at > screen.turns.cursor]
        screen.turns.select(str((after or own)[0]))
        screen.turn_highlighted()

    def _to_remark(self) -> None:
        """The next line on which that stands, and then the first one again."""
        screen = self.screen
        lines = screen.original.lines
        places = [place_of(lines.text, one) for one in self._not_taken()]
        here = lines.starts[screen.original.cursor] if len(lines) else 0
        place = next((one for one in places if lines.starts[lines.at(one)] > here), places[0])
        screen.focus_part("original")
        screen.original.go_to_line(lines.numbers[lines.at(place)])


def place_of(text: str, one: NotTaken) -> int:
    """Where something stands that was not taken: on its line, else the first time after it.

    The rows of a table are not its lines where cells hold line breaks.
    """
    at = 0
    for _ in range(one.line - 1):
        after = text.find("\n", at)
        if after < 0:
            break
        at = after + 1
    end = text.find("\n", at)
    wanted = one.text.split("\n")[0]
    if wanted and wanted not in text[at : end if end >= 0 else len(text)]:
        later = text.find(wanted, at)
        return later if later >= 0 else at
    return at
