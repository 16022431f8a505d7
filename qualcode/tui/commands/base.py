"""The command: one thing a coder can do, with its key, its words and its action."""

from __future__ import annotations

from enum import StrEnum
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.tui.commands.keymap import active
from qualcode.tui.keyboard import characters_of_keys

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class Context(StrEnum):
    """Where a key works: the part of the screen that must have the focus."""

    READER = "transcript"
    CODES = "code tree"
    DOCUMENTS = "list of transcripts"
    LIST = "any list"
    STUDY = "coding screen"
    MEMO = "memo"
    PALETTE = "code palette"
    IMPORT = "import"
    DIALOG = "every dialog"
    CONFIRM = "yes or no"
    CHOICE = "lists of choices"
    TO_READ = "what is only read"
    FORM = "forms"
    AUTO_CODE = "coding all hits"
    SPLIT = "split of a code"
    MARKING = "lists to mark"
    START = "start screen"
    PREVIEW = "preview of an import"
    VIEW = "every view"
    AWAY = "views beside the coding screen"
    DASHBOARD = "dashboard"
    SPEAKERS = "speakers"
    CODE_VIEW = "passages of a code"
    MATRIX = "matrix"
    GROUP = "group"
    QUESTIONS = "questions of the guide"
    SEARCH = "search"
    MEMOS = "memos"
    HISTORY = "history"
    VERSIONS = "codebook versions"
    EVERYWHERE = "everywhere"


class Group(StrEnum):
    """Heading under which the help lists a command."""

    MOVE = "Move"
    CODE = "Code"
    FIND = "Go and find"
    TREE = "Codebook (in the code tree)"
    VIEW = "Screen and study"
    DIALOG = "In dialogs and lists"


class Command:
    """One thing a coder can do; the docstring of each subclass is its help.

    ``key`` lists Textual key names, comma separated; ``footer`` orders the footer (0: not there);
    ``go`` is the letter after ``g`` that leads there.
    """

    key: ClassVar[str] = ""
    label: ClassVar[str] = ""
    group: ClassVar[Group] = Group.VIEW
    context: ClassVar[Context] = Context.STUDY
    footer: ClassVar[int] = 0
    palette: ClassVar[bool] = True
    shown_key: ClassVar[str] = ""
    listed: ClassVar[bool] = True
    go: ClassVar[str] = ""
    opener: ClassVar[type[Command] | None] = None
    """The command that asks, after which ``letter`` is this one."""
    letter: ClassVar[str] = ""
    writes: ClassVar[bool] = False
    """Whether it changes the study; where that is only read, this and who holds it are said."""
    needs: ClassVar[str] = ""
    """What is missing where it cannot be done, as a sentence; ``{Command}`` names a key."""
    letters_follow: ClassVar[bool] = False
    """Whether who presses the key goes on typing; an excuse then takes the letters, too."""

    @classmethod
    def name(cls) -> str:
        """Stable identifier, used for remapping."""
        return cls.__name__

    @classmethod
    def help(cls) -> str:
        """What it does, in one or two sentences."""
        return " ".join(cleandoc(cls.__doc__ or "").split())

    @classmethod
    def default_keys(cls) -> tuple[str, ...]:
        """Textual names of its keys as long as the user wants no others, the main one first."""
        return tuple(key for key in cls.key.split(",") if key)

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """Textual names of its keys, the main one first."""
        keys = active().keys.get(cls.__name__)
        return cls.default_keys() if keys is None else keys

    @classmethod
    def key_text(cls) -> str:
        """Its keys as they stand on a keyboard."""
        if cls.shown_key and cls.__name__ not in active().retold:
            return cls.shown_key
        return " ".join(pretty_key(key) for key in cls.key_names())

    @classmethod
    def go_letter(cls) -> str:
        """The letter after ``g`` that leads there; "" without one."""
        return active().go.get(cls.__name__, cls.go)

    @classmethod
    def way_text(cls) -> str:
        """Its keys, or without any the ones that lead there by ``g`` or by another command."""
        if keys := cls.key_text():
            return keys
        if cls.opener is not None and cls.letter:
            first = cls.opener.key_text().split(" ")[0]
            return f"{first} {cls.letter}" if first else ""
        letter = cls.go_letter()
        return f"{go_key()} {letter}" if letter else ""

    def enabled(self, screen: Any) -> bool:
        """Whether it can be done on this screen now."""
        return self.context in getattr(screen, "CONTEXTS", ()) and self.possible(screen)

    def possible(self, screen: Any) -> bool:  # noqa: ARG002
        """Whether it makes sense with what is selected."""
        return True

    def prompt(self, screen: Any) -> str:  # noqa: ARG002
        """Words for the footer: what the key does to this selection; "" leaves it out."""
        return self.label

    def excuse(self, screen: Any) -> str:
        """Why it cannot be done here now, as a sentence; "" where that goes without saying."""
        if self.context not in getattr(screen, "CONTEXTS", ()):
            return ""
        return (only_read(screen) if self.writes else "") or self.needs

    def run(self, screen: Any) -> None:
        """Do it."""
        raise NotImplementedError(self.name())


class ViewCommand(Command):
    """A command of every view, the coding screen among them."""

    context = Context.VIEW


class CodingCommand(Command):
    """A command of the coding screen."""

    def enabled(self, screen: Workbench) -> bool:
        """Whether it can be done on this screen now."""
        return Context.STUDY in getattr(screen, "CONTEXTS", ()) and self.possible(screen)


class ReadingCommand(CodingCommand):
    """A command that needs an open transcript."""

    needs = "No transcript is open: {ShowDocuments} lists them, {ImportFiles} imports some."

    def possible(self, screen: Workbench) -> bool:
        """Only where a transcript is open."""
        return screen.desk.transcript is not None


class WritingCommand(CodingCommand):
    """A command that changes the study; it is off while the study is open for reading only."""

    writes = True

    def possible(self, screen: Workbench) -> bool:
        """Only with a study that may be written."""
        return not screen.desk.read_only


class TextCommand(WritingCommand):
    """A command that writes something about the selected text."""

    group = Group.CODE
    context = Context.READER

    def possible(self, screen: Workbench) -> bool:
        """Only where text is selected."""
        return super().possible(screen) and screen.has_selection

    def excuse(self, screen: Workbench) -> str:
        """A study that is only read, or one without text."""
        if Context.STUDY not in getattr(screen, "CONTEXTS", ()):
            return ""
        return only_read(screen) or ("" if screen.has_selection else "No text is selected here.")


class SelectionCommand(TextCommand):
    """A command that codes the selection."""

    def possible(self, screen: Workbench) -> bool:
        """Only in a transcript that is not finished."""
        return super().possible(screen) and not screen.finished

    def excuse(self, screen: Workbench) -> str:
        """A finished transcript, besides what any text command needs."""
        if why := super().excuse(screen):
            return why
        if Context.STUDY in getattr(screen, "CONTEXTS", ()) and screen.finished:
            return "You have finished this transcript: f reopens it."
        return ""


def only_read(screen: Any) -> str:
    """That the study is open for reading only, why, and who holds it; "" where it is not."""
    project = screen.project
    return f"{ONLY_READ}: {project.actions.read_only}." if project.read_only else ""


ONLY_READ = "This study is open for reading only"

_PRETTY = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "⏎", "tab": "Tab",
    "shift+tab": "shift+Tab", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "plus": "+", "equals_sign": "=", "minus": "-",
    "less_than_sign": "<", "greater_than_sign": ">", "left_parenthesis": "(",
    "right_parenthesis": ")", "full_stop": ".", "slash": "/", "colon": ":",
    "question_mark": "?", "percent_sign": "%", "space": "space", "backspace": "backspace",
    "shift+down": "shift+↓", "shift+up": "shift+↑", "shift+left": "shift+←",
    "shift+right": "shift+→",
}  # fmt: skip

SAFE_KEYS = frozenset(
    [*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *_PRETTY]
    + [f"f{number}" for number in range(1, 7)]
    + ["ctrl+c", "ctrl+p", "ctrl+q", "ctrl+s"]
)
"""Keys that every keyboard and terminal sends, without AltGr or the Kitty protocol."""


def pretty_key(key: str) -> str:
    """A Textual key name as it stands on a keyboard."""
    if key in _PRETTY:
        sign = _PRETTY[key]
        plain = active().words and not sign.isascii()
        return {"enter": "Enter"}.get(key, key) if plain else sign
    if key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return characters_of_keys().get(key, key)


def go_key() -> str:
    """The key that asks where to go."""
    return " ".join(pretty_key(key) for key in active().keys.get("GoTo", ("g",))[:1])
