"""The user's settings: one documented TOML file, read at the start, never in the way of it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

FOLDER_VARIABLE = "QUALCODE_CONFIG_DIR"
"""Environment variable that names another folder for both files."""

THEMES = ("dark", "light", "contrast-dark", "contrast-light", "ansi")
LAYOUTS = ("ru", "uk", "el", "he", "ar", "fa", "bg", "sr", "fr")
NARROWEST, WIDEST = 20, 400

HEADING = """\
# Settings of qualcode. Take away the “# ” before a line to change that setting.
# The keys have a file of their own beside this one: qualcode keys --write
"""


def _one(default: Any, words: str, **rules: Any) -> Any:
    return field(default=default, metadata={"words": words, **rules})


@dataclass(frozen=True)
class Settings:
    """What the user may set; each with its default."""

    coder: str = _one("", "Who codes where --coder is not given; empty: the login name.")
    theme: str = _one("dark", f"Colours: {', '.join(THEMES)}.", among=THEMES)
    text_width: int = _one(
        84, "Most columns that the text of a transcript takes.", least=NARROWEST, most=WIDEST
    )
    blank_lines: bool = _one(True, "A blank line between turns.")
    times: bool = _one(True, "The column of times.")
    suggestions: bool = _one(True, "Suggested codes while you read.")
    mouse: bool = _one(True, "The mouse; without it the terminal's own selection works everywhere.")
    plain: bool = _one(
        False, "For screen readers: ASCII lines, words for states, the cursor on the current row."
    )
    ascii: bool = _one(False, "Brackets and lines from ASCII characters only.")
    keyboard_layouts: tuple[str, ...] = _one(
        (),
        f"Layouts whose letters shall work as keys too: {', '.join(LAYOUTS)}.",
        among=LAYOUTS,
    )
    editor: str = _one("", "Program for long memos; empty: $VISUAL, else $EDITOR.")


class Loaded(NamedTuple):
    """Settings, and a sentence for each thing in the file that could not be used."""

    settings: Settings
    problems: list[str]


def folder() -> Path:
    """The folder of settings and keys; it may not exist yet."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("qualcode", appauthor=False)


def config_path() -> Path:
    """The file of settings; it may not exist yet."""
    return folder() / "config.toml"


def load(path: Path | None = None) -> Loaded:
    """Read the settings; what is missing or wrong is the default, and wrong things are told."""
    path = path or config_path()
    values, problem = read_toml(path)
    if values is None:
        old = Settings(theme=_theme_of_old() or Settings().theme)
        return Loaded(Settings(), [problem]) if problem else Loaded(old, [])
    good: dict[str, Any] = {}
    problems = []
    known = {one.name: one for one in fields(Settings)}
    for name, value in values.items():
        wrong = _wrong(known[name], value) if name in known else _unknown(name, known)
        if wrong:
            problems.append(f"{path}: {wrong}")
        else:
            good[name] = tuple(value) if isinstance(value, list) else value
    return Loaded(Settings(**good), problems)


def read_toml(path: Path) -> tuple[dict[str, Any] | None, str]:
    """The values of a TOML file and ""; None and a sentence, or None and "" without a file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, f"{path} cannot be read: {error.strerror or type(error).__name__}."
    try:
        text = data.decode("utf-8-sig")
        simple = simple_toml(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, f"{path}, line {line}: not UTF-8, so nothing in this file is used."
    if simple is not None:
        return simple, ""
    import tomllib

    try:
        return tomllib.loads(text), ""
    except RecursionError:
        return None, f"{path}: nested too deeply; nothing in this file is used."
    except ValueError as error:
        # At the end of a document Python names no line.
        place = re.search(r"^(.*) \(at line (\d+), column \d+\)$", str(error))
        said, line = (place[1], int(place[2])) if place else (str(error), data.count(b"\n") + 1)
        said = said.partition(" (at ")[0]
        return None, f"{path}, line {line}: {said}; nothing in this file is used."


_TEXT = r'"[^"\\\x00-\x1f\x7f]*"'
_LINE = (
    r"[ \t]*(?:#.*|\[(?P<table>[\w-]+)\][ \t]*(?:#.*)?|(?P<name>[\w-]+)[ \t]*=[ \t]*"
    rf"(?P<value>true|false|0|[1-9][0-9]{{0,9}}|{_TEXT}|"
    rf"\[[ \t]*(?:{_TEXT}(?:[ \t]*,[ \t]*{_TEXT})*)?[ \t]*\])[ \t]*(?:#.*)?)?"
)


def simple_toml(text: str) -> dict[str, Any] | None:
    """The values of a file with only tables, words, numbers and lists of words; else None.

    Both files are such as a rule, and loading Python's reader takes longer than all else.
    """
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        return None
    line_of = re.compile(_LINE, re.ASCII)
    found: dict[str, Any] = {}
    table = found
    for line in text.split("\n"):
        match = line_of.fullmatch(line)
        if match is None:
            return None
        if name := match["table"]:
            if name in found:
                return None
            table = found[name] = {}
        elif name := match["name"]:
            if name in table:
                return None
            # All these values are written as in JSON.
            table[name] = json.loads(match["value"])
    return found


def save(path: Path | None = None, **changes: Any) -> str:
    """Change settings in the file and keep the user's comments and order; "" or what went wrong.

    Raises TypeError for a name that is no setting.
    """
    wanted = replace(Settings(), **changes)
    path = path or config_path()
    text, problem = None, ""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return _write(path, sample(load(path).settings, wanted, changes))
    except (OSError, UnicodeDecodeError) as error:
        problem = f"{path} cannot be read ({type(error).__name__}), so nothing was saved."
    return problem or _write_changes(path, text or "", {k: getattr(wanted, k) for k in changes})


def _write_changes(path: Path, text: str, changes: dict[str, Any]) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        for name, value in changes.items():
            if name not in tomlkit.parse(text):
                text = _uncommented(text, name)
            document = tomlkit.parse(text)
            document[name] = list(value) if isinstance(value, tuple) else value
            text = tomlkit.dumps(document)
    except TOMLKitError:
        return f"{path} has an error, so nothing was saved; mend it or delete it."
    return _write(path, text)


def _uncommented(text: str, name: str) -> str:
    """The text with its line ``# name = ...`` made active, so that the value stands there."""
    line = re.compile(rf"^#[ \t]?({name}[ \t]*=.*)$", re.MULTILINE)
    head = text[: first.start()] if (first := re.search(r"^\s*\[", text, re.MULTILINE)) else text
    return line.sub(r"\1", head, count=1) + text[len(head) :] if line.search(head) else text


def sample(
    known: Settings | None = None, wanted: Settings | None = None, names: Container[str] = ()
) -> str:
    """The documented file: each setting as a comment, active where it is not the default."""
    known = known or Settings()
    lines = [HEADING]
    for one in fields(Settings):
        value = getattr(wanted if one.name in names else known, one.name)
        active = value != one.default or one.name in names
        lines += [f"# {one.metadata['words']}"]
        lines += [f"{'' if active else '# '}{one.name} = {as_toml(value)}\n"]
    return "\n".join(lines)


def as_toml(value: object) -> str:
    """A value of a setting as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(as_toml(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False)


def write_new(path: Path, text: str, *, force: bool = False) -> str:
    """Write a file; "" or why not: there is one already, or it cannot be written."""
    if path.exists() and not force:
        return f"{path} is there already; --force writes over it"
    return _write(path, text)


def _write(path: Path, text: str) -> str:
    # A link, as from a folder of dotfiles, stays a link.
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.write_text(text, "utf-8")
        partial.replace(target)
    except OSError as error:
        return f"{path} cannot be written: {error.strerror or type(error).__name__}."
    return ""


def _unknown(name: str, known: dict[str, Field[Any]]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    return f"there is no setting {name}" + (f"; did you mean {near[0]}?" if near else ".")


def _wrong(one: Field[Any], value: object) -> str:
    """What is wrong with a value, as the end of a sentence; "" where nothing is."""
    kind, rules, name = type(one.default), one.metadata, one.name
    among = rules.get("among", ())
    if kind is tuple:
        listed = value if isinstance(value, list) else [value]
        if not isinstance(value, list) or any(entry not in among for entry in listed):
            odd = next((entry for entry in listed if entry not in among), value)
            return f"{name}: {as_text(odd)} is not in a list of {', '.join(among)}."
    elif type(value) is not kind:
        words = {bool: "true or false", int: "a whole number", str: "a text in quotes"}
        return f"{name} must be {words[kind]}, not {as_text(value)}."
    elif among and value not in among:
        return f"{name}: there is no {as_text(value)}, only {', '.join(among)}."
    elif isinstance(value, int) and kind is int:
        least, most = rules["least"], rules["most"]
        if not least <= value <= most:
            return f"{name} must be from {least} to {most}, not {value}."
    return ""


def as_text(value: object) -> str:
    """A wrong value for a sentence, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _theme_of_old() -> str | None:
    """The theme that an earlier version kept in its state folder."""
    from platformdirs import user_state_path

    try:
        text = (user_state_path("qualcode", appauthor=False) / "screen.json").read_text("utf-8")
        theme = json.loads(text).get("theme")
    except (OSError, ValueError, AttributeError):
        return None
    return theme if theme in THEMES else None
