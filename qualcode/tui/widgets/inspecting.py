"""What a code means, as paragraphs: definition, when to use it and when not, an example, quotes."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from qualcode.domain.codebook import PATH_SEPARATOR, Code, Codebook
from qualcode.domain.display import displayed
from qualcode.tui.widgets.painting import Pieces, pieces, wrap
from qualcode.tui.widgets.pane import Pane

ELLIPSIS = "…"


def name_in_place(codebook: Codebook, code_id: str) -> Pieces:
    """A code's name and the codes above it, for a row of a list.

    The name stands first: where there is little room, what is above it is cut.
    """
    *above, name = codebook.paths[code_id].split(PATH_SEPARATOR)
    return pieces(name, *([(f"  in {PATH_SEPARATOR.join(above)}", "muted")] if above else ()))


def rules_of(code: Code) -> list[Pieces]:
    """Definition and rules of a code; what is empty is left out."""
    missing = ("No definition yet.", "muted")
    found = [pieces(code.definition or missing)]
    for label, style, text in (
        ("use when ", "good", code.include_when),
        ("not when ", "warn", code.exclude_when),
        ("example ", "accent", code.example),
    ):
        if text:
            found.append(pieces((label, style), text))
    if code.retired:
        found.append(pieces(("retired: cannot be applied", "warn")))
    return found


def quotes_of(quotes: Sequence[str]) -> list[Pieces]:
    """The coder's own quotes of a code."""
    return [pieces(("yours ", "accent"), (f"“{quote}”", "muted")) for quote in quotes]


class Inspector(Pane):
    """Shows a little of every paragraph where all of them do not fit; the wheel shows all of it."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is shown yet."""
        super().__init__(id=id)
        self.whole: tuple[Pieces, ...] = ()
        self._fitted = (0, 0)

    @property
    def text(self) -> str:
        """All that is known, also what the pane has no room for."""
        return "\n".join("".join(part.text for part in line) for line in self.whole)

    @property
    def complete(self) -> bool:
        """Whether all of it stands in the pane."""
        return self.content == self.whole

    def show(self, content: Sequence[Pieces]) -> None:
        """Show paragraphs, each cut to its share of the lines where they are too many."""
        fits = (self.size.width, self.size.height)
        if tuple(content) == self.whole and fits == self._fitted:
            return
        self.whole, self._fitted = tuple(content), fits
        super().show(shared_out(self.whole, *fits))

    def on_resize(self) -> None:
        """Share the lines out again."""
        self.show(self.whole)
        super().on_resize()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Who scrolls wants to read all of it."""
        super().show(self.whole)
        super().on_mouse_scroll_down(event)


def shared_out(content: Sequence[Pieces], width: int, height: int) -> tuple[Pieces, ...]:
    """Paragraphs cut so that something of each stands in ``height`` lines, the long ones first."""
    if width < 1 or height < 1:
        return tuple(content)
    lines = [_lines(one, width) for one in content]
    most = max(lines, default=0)
    while most > 1 and sum(min(one, most) for one in lines) > height:
        most -= 1
    # The lines that are left over go to the first paragraphs, which say most.
    spare = height - sum(min(one, most) for one in lines)
    found = []
    for one, needed in zip(content, lines, strict=True):
        extra = min(max(needed - most, 0), max(spare, 0))
        spare -= extra
        found.append(_cut(one, width, most + extra) if needed > most + extra else one)
    return tuple(found)


def _lines(paragraph: Pieces, width: int) -> int:
    return len(wrap("".join(part.text for part in paragraph), width))


def _cut(paragraph: Pieces, width: int, lines: int) -> Pieces:
    """A paragraph cut to so many lines, with an ellipsis at its end."""
    *lead, last = paragraph
    label = displayed("".join(part.text for part in lead), lines=True)
    kept = " ".join(wrap(label + last.text, width)[:lines])[len(label) :]
    while kept and len(wrap(label + kept + ELLIPSIS, width)) > lines:
        kept = kept[:-1]
    return (*lead, last._replace(text=kept.rstrip() + ELLIPSIS))
