"""The manual has a page and a picture for each view, and its tables are those of the program."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from qualcode.settings import Settings
from qualcode.tui.commands.registry import all_commands
from qualcode.tui.views.registry import VIEWS

REPOSITORY = Path(__file__).resolve().parents[1]
MANUAL = REPOSITORY / "docs" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)\)")


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The program that makes pictures and tables."""
    monkeypatch.syspath_prepend(str(REPOSITORY / "docs"))
    for name in ("COLORTERM", "TERM", "TEXTUAL_ANIMATIONS"):
        monkeypatch.setenv(name, "")
    yield importlib.import_module("pictures")
    sys.modules.pop("pictures", None)


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_tables_are_those_of_the_commands(page: Path, pictures: Any) -> None:
    text = page.read_text(encoding="utf-8")
    assert pictures.with_tables(text) == text, "run: python docs/pictures.py --keys"
    assert "| --- |\n<!-- end" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("view", [*VIEWS, "workbench"])
def test_every_view_has_a_picture_on_a_page_that_is_in_the_index(view: str) -> None:
    assert (MANUAL / f"{view}.svg").exists()
    shown = [page for page in PAGES if f"({view}.svg)" in page.read_text(encoding="utf-8")]
    assert shown
    index = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert any(f"({page.name})" in index for page in shown)


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_pictures_name_nothing_from_elsewhere() -> None:
    for picture in MANUAL.glob("*.svg"):
        text = picture.read_text(encoding="utf-8")
        assert not re.findall(r"(?:href|url\()\W*https?:", text)


def test_pictures_show_no_path_of_the_machine_they_were_taken_on() -> None:
    for picture in MANUAL.glob("*.svg"):
        shown = re.findall(r">([^<>]*)</text>", picture.read_text(encoding="utf-8"))
        assert not [words for words in shown if re.match(r"(?:&#160;)*/\w+/", words)]


def test_every_command_is_in_the_list_of_all() -> None:
    text = (MANUAL / "keys.md").read_text(encoding="utf-8")
    for command in all_commands():
        if command.listed:
            assert command.help() in text


def test_every_setting_is_explained() -> None:
    text = (MANUAL / "settings.md").read_text(encoding="utf-8")
    for name in Settings.__dataclass_fields__:
        assert f"`{name}`" in text
