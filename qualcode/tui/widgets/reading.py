"""The reader with the keys of the coding screen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.reader import Reader
from qualcode.tui.sturdy import Sturdy


class CodingReader(Sturdy, Reader):
    """A reader whose keys move, code and find."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.READER)]
