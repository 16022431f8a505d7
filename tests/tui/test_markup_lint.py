"""Text from a study reaches widgets only through the painted ones, never as markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import qualcode.tui

ROOM = Path(qualcode.tui.__file__).parent
READS_MARKUP = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Markdown", "RichLog", "Log",
    "DataTable", "OptionList", "Option", "Select", "Tree", "ListView", "Header", "Footer",
    "Collapsible", "TabPane", "Tooltip", "Link",
}  # fmt: skip
MODULES = sorted(ROOM.rglob("*.py"))


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def name_of(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_there_are_modules() -> None:
    assert len(MODULES) > 40


def test_no_widget_that_reads_markup_is_used() -> None:
    found = [
        f"{path.name}:{node.lineno} {alias.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual")
        for alias in node.names
        if alias.name in READS_MARKUP
    ]
    assert found == []


def test_every_notification_turns_markup_off() -> None:
    loose = []
    for path in MODULES:
        for call in calls(path):
            if name_of(call) == "notify":
                markup = [key.value for key in call.keywords if key.arg == "markup"]
                off = markup and isinstance(markup[0], ast.Constant) and markup[0].value is False
                if not off:
                    loose.append(f"{path.name}:{call.lineno}")
    assert loose == []


def test_markup_is_never_parsed() -> None:
    forbidden = {"from_markup", "render_markup", "Markup"}
    found = [
        f"{path.name}:{call.lineno}"
        for path in MODULES
        for call in calls(path)
        if name_of(call) in forbidden
    ]
    assert found == []


def test_nothing_is_printed() -> None:
    found = [
        f"{path.name}:{call.lineno}"
        for path in MODULES
        for call in calls(path)
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    ]
    assert found == []


def test_titles_and_tooltips_take_no_text_of_a_study() -> None:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    named = target.attr if isinstance(target, ast.Attribute) else ""
                    if named in {"tooltip", "border_title", "border_subtitle", "sub_title"}:
                        found.append(f"{path.name}:{node.lineno}")
    assert found == []
