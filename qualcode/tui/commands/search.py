"""The search over all transcripts, and coding all hits of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Command, Context, Group, SelectionCommand

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench
    from qualcode.tui.views.search import SearchView


class SearchCommand(Command):
    """A command of the search view."""

    context, group = Context.SEARCH, Group.FIND
    needs = "There are no hits: type what to search for."

    def possible(self, screen: SearchView) -> bool:
        """Only with a hit under the cursor."""
        return bool(screen.hits)


class OpenHit(SearchCommand):
    """Open the place on the coding screen, with the hit selected; g f comes back to the search."""

    key, label, footer, palette = "enter", "open", 10, False

    def prompt(self, screen: SearchView) -> str:
        """In the entry Enter goes to the hits first."""
        if not screen.in_list:
            return "to the hits"
        return "open" if screen.hit is not None else "list more"

    def run(self, screen: SearchView) -> None:
        """Show it."""
        screen.open_hit()


class EditSearch(SearchCommand):
    """Go back to the words of the search and change them."""

    key, label, footer = "slash", "change the search", 20
    needs = "The words of the search are being typed already."

    def possible(self, screen: SearchView) -> bool:
        """Only from the list."""
        return screen.in_list

    def run(self, screen: SearchView) -> None:
        """Put the cursor into the entry."""
        screen.edit()


class CodeAllHits(SearchCommand):
    """Code all hits of the search with one code: choose what of each, see the counts, one undo."""

    key, label, footer, group = "A", "code all hits", 30, Group.CODE
    writes = True

    def possible(self, screen: SearchView) -> bool:
        """Only in a study that may be written."""
        return super().possible(screen) and not screen.read_only

    def prompt(self, screen: SearchView) -> str:
        """In the entry the key is a letter."""
        return self.label if screen.in_list else ""

    def run(self, screen: SearchView) -> None:
        """Ask how."""
        screen.code_all()


class CodeHitsHere(SelectionCommand):
    """Code all hits of the search in this transcript with one code, after a look at the counts."""

    key, label, footer = "A", "code all hits", 35

    def possible(self, screen: Workbench) -> bool:
        """Only while a search has hits."""
        return super().possible(screen) and bool(screen.finding.hits)

    def excuse(self, screen: Workbench) -> str:
        """That nothing was found."""
        return (
            super().excuse(screen) or "There are no hits here: {Search} searches this transcript."
        )

    def run(self, screen: Workbench) -> None:
        """Ask how."""
        screen.finding.code_all()


COMMANDS = (OpenHit, EditSearch, CodeAllHits, CodeHitsHere)
