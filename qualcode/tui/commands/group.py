"""Keys of the view of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.domain.display import shortened
from qualcode.tui.commands.base import Command, Context, Group, ViewCommand, go_key
from qualcode.tui.commands.going import GoGroup

if TYPE_CHECKING:
    from qualcode.tui.views.group.view import GroupView

READ_ONLY = "This study is open for reading only."


class GroupCommand(Command):
    """A command of the view of the group."""

    context, group = Context.GROUP, Group.VIEW
    tabs: ClassVar[tuple[str, ...]] = ("corpus", "participants", "questions", "replies", "sets")
    """The tables in which it makes sense."""

    def possible(self, screen: GroupView) -> bool:
        """Only in its tables."""
        return getattr(screen, "tab", "") in self.tabs

    def excuse(self, screen: GroupView) -> str:
        """In which tables it works."""
        if not hasattr(screen, "tab") or screen.tab in self.tabs:
            return ""
        digits = {name: number for number, name in enumerate(GroupCommand.tabs, 1)}
        where = " or ".join(f"{digits[name]} {name}" for name in self.tabs)
        return f"This works in the table {where}."


class GroupChange(GroupCommand):
    """A command that changes the study."""

    def possible(self, screen: GroupView) -> bool:
        """Only with a study that may be written."""
        return super().possible(screen) and not screen.read_only

    def excuse(self, screen: GroupView) -> str:
        """Another table, or a study that is only read."""
        return super().excuse(screen) or (READ_ONLY if getattr(screen, "read_only", 0) else "")


class OpenGroupCell(GroupCommand):
    """Open what is behind the cell: the transcript, the person, the turns; or limit the screen to
    the set under the cursor."""

    key, label, footer, palette = "enter", "open", 10, False

    def prompt(self, screen: GroupView) -> str:
        """Says what comes next."""
        if screen.focused is screen.listed:
            return "to the text"
        if screen.spread.line is None:
            return ""
        words = {"corpus": "transcript", "participants": "person", "sets": "only this set"}
        if screen.tab in words:
            return words[screen.tab]
        if not screen.behind():
            return ""
        return "to the list" if screen.has_class("-listing") else "turns"

    def run(self, screen: GroupView) -> None:
        """Open it."""
        screen.open()


class ShowGroupTable(GroupCommand):
    """Show a table: corpus, participants, questions, replies, sets."""

    label, palette = "tables", False
    tab: ClassVar[str] = ""

    def run(self, screen: GroupView) -> None:
        """Show it."""
        screen.show_table(self.tab)


class ShowCorpus(ShowGroupTable):
    """Show the table of transcripts (1), participants (2), questions by participant (3), who
    answers whom (4), or sets of transcripts (5)."""

    key, tab, shown_key, footer = "1", "corpus", "1-5", 20

    def prompt(self, screen: GroupView) -> str:  # noqa: ARG002
        """Stands for all digits."""
        return self.label


class ShowParticipants(ShowGroupTable):
    """Show the table of participants with their attributes as printed."""

    key, tab, label, listed = "2", "participants", "participants", False


class ShowAnswered(ShowGroupTable):
    """Show who said what to which question."""

    key, tab, label, listed = "3", "questions", "questions by participant", False


class ShowReplies(ShowGroupTable):
    """Show who answers whom."""

    key, tab, label, listed = "4", "replies", "who answers whom", False


class ShowSets(ShowGroupTable):
    """Show the sets of transcripts."""

    key, tab, label, listed = "5", "sets", "sets of transcripts", False


class SpreadMove(GroupCommand):
    """Moves the cursor of the table sideways."""

    group, palette = Group.DIALOG, False
    columns: ClassVar[int | str] = 0

    def possible(self, screen: GroupView) -> bool:
        """Only in the table."""
        return super().possible(screen) and screen.focused is screen.spread

    def run(self, screen: GroupView) -> None:
        """Move it."""
        screen.spread.sidestep(self.columns)


class ColumnRight(SpreadMove):
    """Go to the next column."""

    key, label, columns = "right,l", "next column", 1


class ColumnLeft(SpreadMove):
    """Go to the previous column."""

    key, label, columns = "left", "previous column", -1


class ColumnsRight(SpreadMove):
    """Go as many columns to the right as are in view."""

    key, label, columns = "shift+right", "columns right", "page"


class ColumnsLeft(SpreadMove):
    """Go as many columns to the left as are in view."""

    key, label, columns = "shift+left", "columns left", "-page"


class NextMeasure(GroupCommand):
    """Change what a cell of the questions shows: words, turns, order of answer, or turns that you
    coded as agreement, dissent, a statement for or against."""

    key, label, footer, tabs = "n", "what is shown", 30, ("questions",)

    def run(self, screen: GroupView) -> None:
        """Show the next one."""
        screen.next_measure()


class NextGroupTranscript(GroupCommand):
    """Show the next transcript alone; after the last one, all of them."""

    key, label, footer = "t", "one transcript", 35
    tabs = ("corpus", "participants", "questions", "replies")

    def run(self, screen: GroupView) -> None:
        """Show it."""
        screen.step_transcript(1)


class PreviousGroupTranscript(NextGroupTranscript):
    """Show the previous transcript alone; before the first one, all of them."""

    key, label, footer = "T", "previous transcript", 0

    def run(self, screen: GroupView) -> None:
        """Show it."""
        screen.step_transcript(-1)


class HowItIsMade(GroupCommand):
    """Show how the figures of this table are made: what counts, the filters, and the command that
    makes the same table."""

    key, label, footer = "h", "how it is made", 40
    tabs = ("corpus", "participants", "questions", "replies")

    def possible(self, screen: GroupView) -> bool:
        """Only where there is a table."""
        return super().possible(screen) and screen.table is not None

    def run(self, screen: GroupView) -> None:
        """Show it."""
        screen.filing.explain()


class ExportGroupTable(GroupCommand):
    """Write the table that is shown to a file, with its recipe beside it."""

    key, label, footer = "x", "export", 45
    tabs = ("corpus", "participants", "questions", "replies")

    def possible(self, screen: GroupView) -> bool:
        """Only where there is a table."""
        return super().possible(screen) and screen.table is not None

    def run(self, screen: GroupView) -> None:
        """Ask where to."""
        screen.filing.export()


class ImportGroupData(GroupChange):
    """Take participants with their attributes from a table; in the table of questions, the topic
    guide from a text file."""

    key, label, footer = "i", "import", 50
    tabs = ("participants", "questions")

    def prompt(self, screen: GroupView) -> str:
        """Says what is taken."""
        return "import the guide" if screen.tab == "questions" else "import people"

    def run(self, screen: GroupView) -> None:
        """Ask for the file."""
        screen.filing.take()


class MakeSet(GroupChange):
    """Make a set of transcripts that you mark in a list."""

    key, label, footer, tabs = "m", "make a set", 22, ("sets",)

    def run(self, screen: GroupView) -> None:
        """Ask which."""
        screen.sets.make()


class MakeSetWhere(GroupChange):
    """Make a set by conditions on attributes of groups or people, asked anew each time."""

    key, label, footer, tabs = "w", "make by conditions", 24, ("sets",)

    def run(self, screen: GroupView) -> None:
        """Ask for them."""
        screen.sets.make_where()


class SetCommand(GroupChange):
    """A change of the set under the cursor."""

    tabs = ("sets",)

    def possible(self, screen: GroupView) -> bool:
        """Only with a set under the cursor."""
        return super().possible(screen) and screen.sets.current is not None

    def excuse(self, screen: GroupView) -> str:
        """Another table, a study that is only read, or the row of all transcripts."""
        if (why := super().excuse(screen)) or not hasattr(screen, "sets"):
            return why
        return "" if screen.sets.current else "All transcripts are no set: go to a set first."


class EditSet(SetCommand):
    """Change which transcripts the set under the cursor holds, or its conditions."""

    key, label, footer = "e", "change", 26

    def run(self, screen: GroupView) -> None:
        """Ask."""
        screen.sets.edit()


class RenameSet(SetCommand):
    """Give the set under the cursor another name."""

    key, label = "r", "rename"

    def run(self, screen: GroupView) -> None:
        """Ask."""
        screen.sets.rename()


class DeleteSet(SetCommand):
    """Delete the set under the cursor; its transcripts stay, and undo brings it back."""

    key, label, footer = "d", "delete", 28

    def run(self, screen: GroupView) -> None:
        """Do it."""
        screen.sets.delete()


class GroupPanel(GroupCommand):
    """Go to the list of turns, or back to the table."""

    key, label, footer, palette = "tab,shift+tab", "panels", 95, False

    def possible(self, screen: GroupView) -> bool:
        """Only where the list is open."""
        return super().possible(screen) and bool(screen.has_class("-listing"))

    def excuse(self, screen: GroupView) -> str:
        """That there is no list."""
        return "" if screen.has_class("-listing") else "Enter on a cell opens its list of turns."

    def run(self, screen: GroupView) -> None:
        """Go there."""
        screen.next_panel()


class ChooseLimit(ViewCommand):
    """Limit the list of transcripts, the group's tables and the search to a set of transcripts, or
    show all of them again."""

    label = "limit to a set …"

    def possible(self, screen: Any) -> bool:
        """Only where there are sets."""
        return bool(screen.project.sets.all())

    def excuse(self, screen: Any) -> str:
        """How sets are made."""
        if self.context not in getattr(screen, "CONTEXTS", ()):
            return ""
        return f"There are no sets yet: {go_key()} {GoGroup.go_letter()}, then 5, makes them."

    def run(self, screen: Any) -> None:
        """Ask which."""
        screen.program.ask_limit()


class LimitDocuments(ChooseLimit):
    """Limit the list of transcripts, the group's tables and the search to a set of transcripts, or
    show all of them again."""

    key, context, footer, palette = "s", Context.DOCUMENTS, 30, False

    def prompt(self, screen: Any) -> str:
        """Says which set it is."""
        name = screen.program.limit.name(screen.project)
        return f"set {shortened(name, 16)}" if name else "only a set"


class LimitGroup(ChooseLimit):
    """Limit the list of transcripts, the group's tables and the search to a set of transcripts, or
    show all of them again."""

    key, context, palette = "s", Context.GROUP, False


COMMANDS = (
    OpenGroupCell, ShowCorpus, ShowParticipants, ShowAnswered, ShowReplies, ShowSets, ColumnRight,
    ColumnLeft, ColumnsRight, ColumnsLeft, NextMeasure, NextGroupTranscript,
    PreviousGroupTranscript, HowItIsMade, ExportGroupTable, ImportGroupData, MakeSet, MakeSetWhere,
    EditSet, RenameSet, DeleteSet, GroupPanel, ChooseLimit, LimitDocuments, LimitGroup,
)  # fmt: skip
