from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import settings
from qualcode.settings import Settings, load, save


@pytest.fixture
def path() -> Path:
    """Where the settings are, in a home of this test's own."""
    settings.folder().mkdir(parents=True)
    return settings.config_path()


def test_without_a_file_all_is_as_documented() -> None:
    assert load() == (Settings(), [])
    assert not settings.folder().exists()


def test_the_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.FOLDER_VARIABLE, str(tmp_path / "here"))
    assert settings.config_path() == tmp_path / "here" / "config.toml"


def test_the_sample_names_every_setting_and_changes_none(path: Path) -> None:
    path.write_text(settings.sample(), "utf-8")
    assert load() == (Settings(), [])
    for one in fields(Settings):
        assert f"\n# {one.name} = " in path.read_text("utf-8")


def test_every_default_of_the_sample_can_be_made_active(path: Path) -> None:
    lines = settings.sample().splitlines()
    names = tuple(f"# {one.name} = " for one in fields(Settings))
    active = [line.removeprefix("# ") for line in lines if line.startswith(names)]
    assert len(active) == len(names)
    path.write_text("\n".join(active), "utf-8")
    assert load() == (Settings(), [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('theme = "dark\nplain = true', "line 1"),
        ("plain = true\nmouse = [\n", "line 3"),
        ("plain = true\nplain = false\n", "line 2"),
        ("plain = true\n\n= 4", "line 3"),
    ],
)
def test_a_broken_file_never_stops_the_start(path: Path, text: str, place: str) -> None:
    path.write_text(text, "utf-8")
    found, problems = load()
    assert found == Settings()
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}, {place}: ")
    assert "nothing in this file is used" in problems[0]


def test_bytes_that_are_no_text_are_told_with_their_line(path: Path) -> None:
    path.write_bytes(b"plain = true\n# \xff\n")
    assert load().problems == [f"{path}, line 2: not UTF-8, so nothing in this file is used."]


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    path.mkdir()
    found, problems = load()
    assert found == Settings()
    assert "cannot be read" in problems[0]
    assert "cannot be read" in save(plain=True)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('theme = "blue"', "there is no 'blue', only dark, light"),
        ("theme = 3", "theme must be a text in quotes, not 3"),
        ("text_width = true", "text_width must be a whole number, not True"),
        ("text_width = 19", "text_width must be from 20 to 400, not 19"),
        ("text_width = 84.0", "must be a whole number"),
        ("mouse = 1", "mouse must be true or false, not 1"),
        ('mouse = "on"', "mouse must be true or false"),
        ('keyboard_layouts = "ru"', "is not in a list of ru, uk"),
        ('keyboard_layouts = ["ru", "xx"]', "'xx' is not in a list"),
        ("keyboard_layouts = [3]", "3 is not in a list"),
        ('themes = "dark"', "there is no setting themes; did you mean theme?"),
        ("[table]\nx = 1", "there is no setting table."),
    ],
)
def test_a_wrong_value_is_told_and_the_others_hold(path: Path, line: str, words: str) -> None:
    path.write_text(f"blank_lines = false\n{line}\n", "utf-8")
    found, problems = load()
    assert found == Settings(blank_lines=False)
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}: ")
    assert words in problems[0]


def test_all_kinds_of_values_are_read(path: Path) -> None:
    path.write_text(
        'theme = "ansi"\ntext_width = 60\nplain = true\nkeyboard_layouts = ["ru", "fr"]\n', "utf-8"
    )
    wanted = Settings(theme="ansi", text_width=60, plain=True, keyboard_layouts=("ru", "fr"))
    assert load() == (wanted, [])


def test_saving_keeps_comments_order_and_what_is_not_ours(path: Path) -> None:
    before = (
        "# mine\nmouse = false # for copying\n\n# wide\ntext_width = 100\nother = 1\n[t]\nx = 1\n"
    )
    path.write_text(before, "utf-8")
    assert save(text_width=90, plain=True) == ""
    after = path.read_text("utf-8")
    assert after.replace("plain = true\n\n", "") == before.replace("100", "90")
    assert load().settings == Settings(mouse=False, text_width=90, plain=True)


def test_saving_activates_the_line_of_the_sample(path: Path) -> None:
    path.write_text(settings.sample(), "utf-8")
    assert save(theme="light") == ""
    assert path.read_text("utf-8") == settings.sample().replace(
        '# theme = "dark"', 'theme = "light"'
    )


def test_saving_without_a_file_writes_the_documented_one() -> None:
    assert save(theme="light", keyboard_layouts=("el",)) == ""
    text = settings.config_path().read_text("utf-8")
    assert '\ntheme = "light"\n' in text
    assert '\nkeyboard_layouts = ["el"]\n' in text
    assert "\n# mouse = true\n" in text
    assert load() == (Settings(theme="light", keyboard_layouts=("el",)), [])


def test_saving_a_default_stays_when_the_file_is_new() -> None:
    assert save(theme="dark") == ""
    assert '\ntheme = "dark"\n' in settings.config_path().read_text("utf-8")


def test_a_broken_file_is_not_overwritten(path: Path) -> None:
    path.write_text("plain = tru\n", "utf-8")
    assert "nothing was saved" in save(theme="light")
    assert path.read_text("utf-8") == "plain = tru\n"


def test_a_linked_file_stays_linked(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("plain = true\n", "utf-8")
    path.symlink_to(real)
    assert save(mouse=False) == ""
    assert path.is_symlink()
    assert "mouse = false" in real.read_text("utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(path: Path) -> None:
    path.parent.chmod(0o500)
    assert "cannot be written" in save(plain=True)


def test_a_place_that_is_no_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(settings.FOLDER_VARIABLE, str(tmp_path / "file"))
    assert "nothing was saved" in save(plain=True)
    assert load().settings == Settings()


def test_an_unknown_name_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError):
        save(them="dark")


def test_the_theme_of_an_earlier_version_is_taken_over() -> None:
    from qualcode.tui.places import state_folder

    state_folder().mkdir(parents=True)
    (state_folder() / "screen.json").write_text(json.dumps({"theme": "light"}), "utf-8")
    assert load().settings.theme == "light"
    assert save(mouse=False) == ""
    assert load().settings == Settings(theme="light", mouse=False)
    (state_folder() / "screen.json").write_text("[]", "utf-8")
    settings.config_path().unlink()
    assert load() == (Settings(), [])


@given(
    theme=st.sampled_from(settings.THEMES),
    width=st.integers(settings.NARROWEST, settings.WIDEST),
    flags=st.lists(st.booleans(), min_size=3, max_size=3),
    layouts=st.lists(st.sampled_from(settings.LAYOUTS), unique=True),
    editor=st.text(st.characters(exclude_categories=["C"]), max_size=20),
)
def test_what_is_saved_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    theme: str,
    width: int,
    flags: list[bool],
    layouts: list[str],
    editor: str,
) -> None:
    path = tmp_path_factory.mktemp("s") / "config.toml"
    wanted = {
        "theme": theme, "text_width": width, "mouse": flags[0], "plain": flags[1],
        "times": flags[2], "keyboard_layouts": tuple(layouts), "editor": editor,
    }  # fmt: skip
    for first in (True, False):
        assert save(path, **wanted) == "", first
        assert load(path) == (Settings(**wanted), [])  # type: ignore[arg-type]


def test_reading_loads_no_writer_of_toml() -> None:
    code = (
        "import sys; from qualcode import settings; settings.load(); "
        "sys.exit(any(name in sys.modules for name in ('tomlkit', 'textual')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "", "# x", "[go]", " [go] # y", "[keys]", "[a.b]", "[[go]]", "a = 1",
                    "a = true # z",
                    'b-c = "x, y"', "b = 'x'", 'c = ["x", "y"]', 'c = ["x",]', "c = [ ]", "c = [1]",
                    'd = "a\\tb"', "e = 01", "e = +1", "e = -1", "e = 1.5", "f =", "é = 1",
                    "a.b = 1",
                    'g = """x"""', 'h = "# no"', "i = 1979-05-27", "j = 1_000", "k = {x = 1}", "\r",
                    'l = "ж"', "12 = 3", "m = ٣", "n = true false", 'o = "x" "y"', "\x01",
                    "p = 1\r",
                ]
            ),
            st.text(st.characters(codec="utf-8"), max_size=12),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_the_quick_reader_reads_as_pythons_does_or_not_at_all(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = settings.simple_toml(text)
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        expected = None
    assert found is None or found == expected
    if set(lines) <= {"", "# x", 'b-c = "x, y"', "c = [ ]", 'h = "# no"', 'l = "ж"', "12 = 3"}:
        assert (found is None) == (expected is None)


@pytest.mark.parametrize("text", [settings.sample(), 'a = ["x", "y"] # z\n[go]\nb = "1"\n'])
def test_usual_files_need_no_other_reader(text: str) -> None:
    assert settings.simple_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["text_width = " + "9" * 5_000, "a = " + "[" * 5_000])
def test_what_python_cannot_read_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    loaded = settings.load(path)
    assert loaded.settings == settings.Settings()
    assert len(loaded.problems) == 1
    assert "nothing in this file is used" in loaded.problems[0]


def test_a_mark_of_the_encoding_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "light"\n')
    assert settings.load(path) == (settings.Settings(theme="light"), [])
