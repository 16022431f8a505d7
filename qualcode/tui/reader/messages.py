"""What the reader tells the screen around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from qualcode.domain.spans import Span
from qualcode.tui.reader.spans import Mark

if TYPE_CHECKING:
    from qualcode.tui.reader.view import View


class ReaderMessage(Message, bubble=True):
    """A message from a reader."""

    def __init__(self, reader: View) -> None:
        """Take the reader that sends it."""
        super().__init__()
        self.reader = reader

    @property
    def control(self) -> View:
        """The reader, for ``@on`` with a selector."""
        return self.reader


class Moved(ReaderMessage, namespace="reader"):
    """The selection or the unit changed; in a burst only the last one is delivered."""

    def __init__(self, reader: View, selection: Span, unit: str) -> None:
        """Take what is selected now."""
        super().__init__(reader)
        self.selection = selection
        self.unit = unit

    def can_replace(self, message: Message) -> bool:
        """A later one says all that this one says."""
        return isinstance(message, Moved) and message.reader is self.reader


class Selected(ReaderMessage, namespace="reader"):
    """A selection was made with the mouse."""

    def __init__(self, reader: View, selection: Span) -> None:
        """Take what was selected."""
        super().__init__(reader)
        self.selection = selection


class Told(ReaderMessage, namespace="reader"):
    """Something that the coder should know, in one sentence."""

    def __init__(self, reader: View, sentence: str) -> None:
        """Take the sentence."""
        super().__init__(reader)
        self.sentence = sentence


class BoundaryDragged(ReaderMessage, namespace="reader"):
    """A boundary of a mark was dragged; the reader shows the range as its selection."""

    def __init__(self, reader: View, mark: Mark, span: Span) -> None:
        """Take the mark and the range that it is meant to have."""
        super().__init__(reader)
        self.mark = mark
        self.span = span


class MarkClicked(ReaderMessage, namespace="reader"):
    """A bracket or a code's name in the margin was clicked."""

    def __init__(self, reader: View, mark: Mark) -> None:
        """Take the mark that was clicked."""
        super().__init__(reader)
        self.mark = mark
