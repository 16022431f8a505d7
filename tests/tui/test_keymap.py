from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap

from qualcode import settings
from qualcode.tui.commands import keyfile, keymap
from qualcode.tui.commands.base import Command, Context
from qualcode.tui.commands.bindings import bindings_for, remapped
from qualcode.tui.commands.keyfile import load, sample
from qualcode.tui.commands.meeting import clash
from qualcode.tui.commands.registry import all_commands, commands_by_name, key_table
from qualcode.tui.program import QualcodeApp
from qualcode.tui.screens.help import HelpScreen
from qualcode.tui.screens.problems import Problems
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.screens.start import StartScreen
from tests.tui.conftest import Runner, screen_lines

NAMED = {command.name(): command for command in all_commands()}


@pytest.fixture(autouse=True)
def default_keys() -> object:
    """The default keys after each test, whatever it put in force."""
    yield
    keymap.use(keymap.DEFAULT)


def write(text: str) -> Path:
    """Write the user's file of keys."""
    path = keyfile.keys_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def problems(text: str) -> list[str]:
    """What is said of a file, without its path; with an error nothing of it holds."""
    path = write(text)
    found = load()
    assert all(one.startswith(str(path)) for one in found.problems)
    return [one.removeprefix(f"{path}: ") for one in found.problems]


# The file


def test_without_a_file_the_defaults_hold() -> None:
    assert load() == (keymap.DEFAULT, [], [])
    assert load().keymap is keymap.DEFAULT


def test_a_default_key_clashes_with_no_other() -> None:
    for one, other in combinations(all_commands(), 2):
        for key in set(one.default_keys()) & set(other.default_keys()):
            assert not clash(one, other, key), (one, other, key)


def test_the_sample_names_every_command_and_changes_none() -> None:
    assert problems(sample()) == []
    assert load().keymap is keymap.DEFAULT
    for command in all_commands():
        assert f"\n# {command.name()} = " in sample()
        assert command.help() in sample()


def test_every_line_of_the_sample_can_be_made_active() -> None:
    active = [
        line.removeprefix("# ") if line.split(" = ")[0].removeprefix("# ") in NAMED else line
        for line in sample().splitlines()
    ]
    text = "\n".join(active)
    assert problems(text) == []
    found = load().keymap
    assert found.keys == {name: command.default_keys() for name, command in NAMED.items()}
    assert tomllib.loads(text)["go"] == {n: c.go for n, c in NAMED.items() if c.go}
    assert found.go == tomllib.loads(text)["go"]


def test_a_command_takes_any_table_a_list_or_words() -> None:
    assert problems('NextTurn = "h"\n[mine]\nInVivo = ["V", "f9"]\nRepeatCode = "comma, ."\n') == []
    found = load().keymap.keys
    assert found == {
        "NextTurn": ("h",), "InVivo": ("V", "f9"), "RepeatCode": ("comma", "full_stop")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('InVivoo = "V"', "there is no command InVivoo; did you mean InVivo?"),
        ('Zzz = "V"', "there is no command Zzz."),
        ('InVivo = "foo"', "InVivo: “foo” is no key."),
        ('InVivo = "ctrl+enter"', "“ctrl+enter” is a key that many terminals do not send."),
        ('InVivo = "ctrl+i"', "arrives as tab in every terminal."),
        ("InVivo = 4", "the keys of InVivo must be text in quotes"),
        ('InVivo = ["V", 4]', "the keys of InVivo must be text in quotes"),
        ('InVivo = "V"\n[more]\nInVivo = "J"', "InVivo stands there twice."),
        ('InVivo = "f9"\nRejectSuggestion = "f9"', "RejectSuggestion (transcript) and InVivo"),
        ('InVivo = "f9"\nFinishTranscript = "f9"', "both have f9."),
        ('InVivo = "f9"\nHelp = "f9"', "both have f9."),
        ('RowDown = "enter"', "RowDown: enter chooses or leaves in every list."),
        ('[go]\nGoMatrix = "xx"', "the letter of GoMatrix after g must be one character"),
        ('[go]\nGoMatrix = "x"\nGoHistory = "x"', "GoMatrix and GoHistory both have x after g."),
        ('Quit = ""\nQuitHere = ""\nAllCommands = ""', "no key would lead out"),
        ('InVivo = "x', "line 1"),
    ],
)
def test_an_error_is_told_and_the_defaults_hold(text: str, said: str) -> None:
    path = write(f"{text}\n")
    found = load()
    assert found.keymap is keymap.DEFAULT
    assert len(found.problems) == 1, found.problems
    assert said in found.problems[0]
    assert found.problems[0].startswith(str(path))


def test_all_errors_are_listed_at_once() -> None:
    said = problems('Foo = "x"\nInVivo = "ctrl+enter"\nBar = "y"\n')
    assert len(said) == 3
    assert load().keymap is keymap.DEFAULT


def test_a_stolen_key_is_told_with_both_names_and_the_remap_holds() -> None:
    (said,) = problems('InVivo = "x"\n')
    assert said.startswith("InVivo takes x from RejectSuggestion; give RejectSuggestion a key")
    assert load().keymap.keys == {"InVivo": ("x",), "RejectSuggestion": ()}


def test_the_robbed_command_keeps_its_other_keys() -> None:
    (said,) = problems('InVivo = "j"\n')
    assert "NextUnit" in said
    assert load().keymap.keys["NextUnit"] == ("down",)


def test_a_swap_robs_nobody() -> None:
    assert problems('InVivo = "x"\nRejectSuggestion = "v"\n') == []
    assert problems('InVivo = "x"\nRejectSuggestion = ""\n') == []
    assert load().keymap.keys["RejectSuggestion"] == ()


def test_places_that_never_meet_may_share_a_key() -> None:
    assert problems('RenameCode = "f9"\nInVivo = "f9"\nSaveMemo = "f9"\n') == []


def test_a_letter_after_g_can_be_taken() -> None:
    (said,) = problems('[go]\nGoMatrix = "s"\n')
    assert said == "GoMatrix takes s after g from GoSpeakers."
    keymap.use(load().keymap)
    assert NAMED["GoMatrix"].go_letter() == "s"
    assert NAMED["GoMatrix"].way_text() == "g s"
    assert NAMED["GoSpeakers"].way_text() == ""


@pytest.mark.parametrize(
    ("one", "other", "key", "expected"),
    [
        ("NextUnit", "ApplySlot1", "f9", True),
        ("NextUnit", "Help", "f9", True),
        ("NextUnit", "RowDown", "down", False),
        ("NextUnit", "NewCode", "n", False),
        ("ApplySlot1", "NewCode", "n", False),
        ("ApplySlot1", "RowDown", "down", True),
        ("RowDown", "NewCode", "n", True),
        ("SaveMemo", "Help", "f1", False),
        ("SaveMemo", "AllCommands", "ctrl+p", True),
        ("MarkCode", "RowDown", "tab", True),
        ("MarkCode", "SaveMemo", "tab", False),
        ("NewCode", "NewCode", "n", False),
    ],
)
def test_which_commands_cannot_share_a_key(one: str, other: str, key: str, expected: bool) -> None:
    assert clash(NAMED[one], NAMED[other], key) is expected
    assert clash(NAMED[other], NAMED[one], key) is expected


# What shows keys


def test_all_that_names_keys_names_those_in_force() -> None:
    assert problems('InVivo = "f10, V"\nLightOrDark = "f11"\nApplySlot3 = "f12"\n') == []
    keymap.use(load().keymap)
    shown = {row.name: row.key for row in key_table()}
    assert shown["InVivo"] == "F10 V"
    assert shown["LightOrDark"] == "F11"
    assert (shown["ApplySlot1"], shown["ApplySlot3"], shown["ApplySlot9"]) == ("1", "F12", "9")
    keymap.use(keymap.DEFAULT)
    shown = {row.name: row.key for row in key_table()}
    assert (shown["InVivo"], shown["ApplySlot1"]) == ("v", "1-9")
    assert "ApplySlot3" not in shown


def test_words_instead_of_signs() -> None:
    keymap.use(load(words=True).keymap)
    assert all(row.key.isascii() for row in key_table())
    assert NAMED["NextUnit"].key_text() == "down j"
    assert NAMED["ExtendDown"].key_text() == "shift+down"


# Bindings


def keys_of(name: str, *contexts: Context) -> dict[str, bool]:
    """Keys that are bound to a command in some contexts, with their priority."""
    found = remapped(BindingsMap(bindings_for(*contexts)))
    return {
        key: binding.priority
        for key, several in found.key_to_bindings.items()
        for binding in several
        if binding.id == name and not key.startswith("unset+")
    }


def test_bindings_follow_the_keymap() -> None:
    assert keys_of("NextUnit", Context.READER) == {"down": False, "j": False}
    assert keys_of("LightOrDark", Context.EVERYWHERE) == {}
    write('NextUnit = "w"\nLightOrDark = "ctrl+l"\nHelp = "f9"\nInVivo = ""\n')
    keymap.use(load().keymap)
    assert keys_of("NextUnit", Context.READER) == {"w": False}
    assert keys_of("LightOrDark", Context.EVERYWHERE) == {"ctrl+l": True}
    assert keys_of("Help", Context.EVERYWHERE) == {"f9": False}
    assert keys_of("InVivo", Context.READER) == {}


def test_a_key_that_comes_first_still_does_when_it_is_another() -> None:
    own = [binding for binding in bindings_for(Context.LIST) if binding.id == "LastRow"]
    first = [replace(binding, priority=True) for binding in own]
    write('LastRow = "f9"\n')
    keymap.use(load().keymap)
    found = remapped(BindingsMap([*own, *first]))
    assert [(key, one.priority) for key, (one,) in found.key_to_bindings.items()] == [("f9", True)]


def test_aliases_are_bound_where_nothing_else_is() -> None:
    keymap.use(load(layouts=["ru"]).keymap)
    assert keys_of("NextTurn", Context.READER) == {"t": False, "е": False}
    assert keys_of("PreviousTurn", Context.READER) == {"T": False, "Е": False}
    found = remapped(BindingsMap([Binding("n", "make"), Binding("т", "other")]))
    assert {key: one[0].action for key, one in found.key_to_bindings.items()} == {
        "n": "make", "т": "other"
    }  # fmt: skip


def test_an_alias_never_takes_the_key_of_a_command() -> None:
    taken = {key for command in all_commands() for key in command.default_keys()}
    found = load(layouts=settings.LAYOUTS).keymap
    added = {key for several in found.aliases.values() for key in several}
    assert not added & taken
    assert {"й", "é", "σ"} <= added
    assert "left_parenthesis" not in added
    for layout in settings.LAYOUTS:
        one = load(layouts=[layout]).keymap.aliases
        assert len({key for several in one.values() for key in several}) >= 7, layout


def test_a_key_of_the_user_is_no_alias() -> None:
    write('InVivo = "т"\n')
    found = load(layouts=["ru"])
    assert found.problems == []
    assert "т" not in {key for several in found.keymap.aliases.values() for key in several}


# The running program


async def test_a_remapped_key_works_and_is_shown(study: Path, run: Runner) -> None:
    write(
        'InVivo = "x"\nRejectSuggestion = "f9"\nHelp = "f10"\nWriteMemo = "h"\nLightOrDark = "f11"'
    )
    async with run(study) as running:
        assert running.app.startup_problems == []
        footer = running.lines()[-1]
        assert "x in vivo" in footer
        assert "F10 keys" in footer
        assert "h writes one" in running.text()
        await running.press("minus", "x")
        assert len(running.coded()) == 1
        await running.press("down", "minus", "v")
        assert len(running.coded()) == 1
        await running.press("f11")
        assert running.app.theme_name == "light"
        await running.press("f10")
        await running.type("vivo")
        assert "x" in next(line for line in running.lines() if "Make a code named" in line)
        await running.press("escape", "escape", "ctrl+p")
        await running.type("in vivo")
        assert any(" x " in line and "in vivo" in line for line in running.lines())


async def test_errors_are_told_and_the_default_keys_hold(study: Path, run: Runner) -> None:
    path = write('InVivo = "x"\nFoo = "y"\n')
    async with run(study) as running:
        assert running.app.startup_problems == [f"{path}: there is no command Foo."]
        assert isinstance(running.app.screen, Problems)
        assert running.app.screen.sentences == running.app.startup_problems
        assert "Your settings or keys have problems" in running.text()
        await running.press("enter", "minus", "v")
        assert len(running.coded()) == 1


async def test_letters_after_g_can_be_changed(study: Path, run: Runner) -> None:
    write('[go]\nShowDocuments = "x"\n')
    async with run(study) as running:
        await running.press("g")
        assert any(" x  list of transcripts" in line for line in running.lines())
        await running.press("x")
        assert running.bench.panels.current == "documents"


@pytest.mark.parametrize(
    ("layout", "next_turn", "in_vivo", "leave"),
    [("ru", "е", "м", "Й"), ("el", "τ", "ω", "Q"), ("he", "א", "ה", "Q"), ("bg", "ш", "э", "Q")],
)
async def test_keys_of_other_layouts_do_the_same(
    study: Path, run: Runner, layout: str, next_turn: str, in_vivo: str, leave: str
) -> None:
    settings.save(keyboard_layouts=(layout,))
    async with run(study) as running:
        before = running.selected()
        await running.press(next_turn)
        assert running.selected() != before
        await running.press("minus", in_vivo)
        assert len(running.coded()) == 1
        assert f" {in_vivo} " not in running.lines()[-1]
        await running.press(leave)
        assert not running.app._running or running.app._exit


async def test_the_letter_after_g_may_be_of_another_layout(study: Path, run: Runner) -> None:
    settings.save(keyboard_layouts=("ru",))
    async with run(study) as running:
        await running.press("п", "д")
        assert running.bench.panels.current == "documents"


async def test_digits_of_a_french_keyboard_code(study: Path, run: Runner) -> None:
    settings.save(keyboard_layouts=("fr",))
    async with run(study) as running:
        await running.press("minus", "v", "down", "ampersand")
        (_, first), (_, second) = running.coded()
        assert first != second
        await running.press("left_parenthesis")
        assert len(running.coded()) == 2


def test_commands_are_found_by_the_names_in_the_file() -> None:
    assert set(commands_by_name()) == set(NAMED)
    assert all(issubclass(command, Command) for command in NAMED.values())


async def test_keys_of_the_start_screen_and_of_dialogs_can_be_others() -> None:
    write('OpenStudy = "z"\nCloseDialog = "f6"\nHelp = "f9"\n')
    keymap.use(load().keymap)
    app = QualcodeApp(None)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert " z open a study by its path" in "\n".join(screen_lines(app))
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        await pilot.press("z")
        await pilot.pause()
        assert "F6 back" in "\n".join(screen_lines(app))
        await pilot.press("escape", "f9")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(app.screen, Prompt)
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


def test_a_dialog_keeps_a_key_that_closes_it() -> None:
    (said,) = problems('CloseDialog = ""\n')
    assert "no key would close a dialog" in said
