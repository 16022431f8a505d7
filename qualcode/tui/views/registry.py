"""All views by name; each is imported when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.tui.views.base import View

WORKBENCH = "workbench"
"""Name of the coding screen, which is always there."""

VIEWS = {
    "dashboard": "qualcode.tui.views.dashboard:Dashboard",
    "speakers": "qualcode.tui.views.speakers:SpeakersView",
    "code": "qualcode.tui.views.code:CodeView",
    "matrix": "qualcode.tui.views.matrix:MatrixView",
    "group": "qualcode.tui.views.group.view:GroupView",
    "questions": "qualcode.tui.views.questions.view:QuestionsView",
    "search": "qualcode.tui.views.search:SearchView",
    "memos": "qualcode.tui.views.memos:MemosView",
    "history": "qualcode.tui.views.history:HistoryView",
    "versions": "qualcode.tui.views.versions:VersionsView",
}
"""Module and class of each view."""


def view_class(name: str) -> type[View]:
    """The class of a view; raises KeyError for a name that is not in VIEWS."""
    module, _, cls = VIEWS[name].partition(":")
    found: type[View] = getattr(import_module(module), cls)
    return found
