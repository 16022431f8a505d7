"""Take the pictures of the README and the manual, and write the manual's tables of keys.

    python docs/pictures.py            # everything
    python docs/pictures.py matrix     # one picture
    python docs/pictures.py --keys     # only the tables of keys

Builds the fictional sample study in a temporary folder and uses it with real keys. The pictures
name no font from elsewhere.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

os.environ.update(COLORTERM="truecolor", TERM="xterm-256color", TEXTUAL_ANIMATIONS="none")

HERE = Path(__file__).resolve().parent
MANUAL = HERE / "manual"
SIZE = (120, 36)
_FONT_FACE = re.compile(r"@font-face\s*{.*?}", re.S)
_TABLE = re.compile(r"(<!-- keys: (.+?) -->\n).*?(<!-- end of keys -->)", re.S)
_SETTINGS = re.compile(r"(<!-- settings -->\n).*?(<!-- end of settings -->)", re.S)


class Picture(NamedTuple):
    """One picture: keys that are pressed before it is taken; a word is typed letter by letter."""

    keys: tuple[str, ...]
    transcript: str = "fg3_councillors"
    size: tuple[int, int] = SIZE
    bare: bool = False
    """Whether the study has no transcripts yet."""


IMPORT = ("i", "ctrl+u", "'transcripts/", "enter", "tab", "end", "up")

PICTURES = {
    "workbench": Picture(("slash", "'tidied", "enter", "n", "down")),
    "palette": Picture(("slash", "'tidied", "enter", "n", "c", "'net")),
    "dashboard": Picture(("g", "d")),
    "speakers": Picture(("g", "s")),
    "code": Picture(("f3", "down", "down", "g", "v")),
    "matrix": Picture(("g", "m", "down", "right")),
    "group": Picture(("g", "p", "3", "down", "right", "right", "enter")),
    # The filter leaves the cursor on what is proposed.
    "questions": Picture(("g", "q", "f", "f")),
    "search": Picture(("g", "f", "'funding")),
    "memos": Picture(("g", "n")),
    "history": Picture(("g", "h")),
    "versions": Picture(("g", "b")),
    "import": Picture(IMPORT, bare=True),
    "preview": Picture((*IMPORT, "enter", "down", "down", "down"), bare=True),
    "help": Picture(("question_mark",)),
    "narrow": Picture(("slash", "'tidied", "enter", "n"), size=(80, 24)),
}


def local(svg: str) -> str:
    """The picture without fonts that would have to be fetched."""
    return _FONT_FACE.sub("", svg).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


async def taken(study: Path, picture: Picture) -> str:
    """Use the study as one of the sample's coders, and give the screen as SVG."""
    from qualcode.project import open_project
    from qualcode.tui.program import QualcodeApp

    project = open_project(study, coder="rk")
    transcript = None if picture.bare else picture.transcript
    app = QualcodeApp(project, coder="rk", transcript=transcript)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(2.0)
        for key in picture.keys:
            await pilot.press(*(key[1:] if key.startswith("'") else [key]))
            await pilot.pause(0.3)
        await pilot.pause(1.0)
        svg = app.export_screenshot(title="qualcode")
    app.close_study()
    return local(svg)


def take(names: list[str]) -> None:
    """Take pictures of a study in which the coder has coded, and written memos."""
    # The import lists files of this checkout by paths that are the same everywhere.
    os.chdir(HERE.parent)
    from qualcode.domain.memos import MemoKind, Subject
    from qualcode.project import create_project, open_project
    from qualcode.project.demo import build_demo

    with tempfile.TemporaryDirectory(prefix="qualcode-pictures-") as folder:
        built = build_demo(Path(folder))
        with open_project(built, coder="rk") as project:
            project.coders.reopen()
            one = project.transcripts.get("fg3_councillors")
            for segment in project.segments.of(one.id)[3:6]:
                project.memos.write(Subject.SEGMENT, segment.id, "Said with a sigh; compare fg1.")
            project.memos.write(
                Subject.TRANSCRIPT, one.id, "Ask again who pays the fee.", MemoKind.TO_DO
            )
        for name in names:
            study = built.with_name("picture.qualcode")
            study.unlink(missing_ok=True)
            if PICTURES[name].bare:
                create_project(study, title="City networks", coder="rk").close()
            else:
                shutil.copyfile(built, study)
                study.chmod(0o600)
            svg = asyncio.run(taken(study, PICTURES[name]))
            target = MANUAL / f"{name}.svg"
            target.write_text(svg, encoding="utf-8")
            print(target)


def table(name: str) -> str:
    """Commands as a table, from the commands themselves.

    ``name`` is "all", or contexts with commas between, with a group behind a slash where only its
    commands are meant: "transcript, coding screen / Code".
    """
    from qualcode.tui.commands.registry import key_table

    contexts, _, group = (part.strip() for part in name.partition("/"))
    wanted = {one.strip() for one in contexts.split(",")}
    lines = ["| keys | command | what it does |", "| --- | --- | --- |"]
    for row in key_table():
        here = row.context.value in wanted and group in ("", row.group.value)
        if here or name == "all":
            key = f"`{row.key}`".replace("|", "\\|") if row.key else ""
            lines.append(f"| {key} | {row.label} | {row.help} |")
    return "\n".join(lines) + "\n"


def with_tables(page: str) -> str:
    """A page of the manual with its tables as they are now."""
    page = _TABLE.sub(lambda found: found[1] + table(found[2]) + found[3], page)
    return _SETTINGS.sub(lambda found: found[1] + settings_table() + found[2], page)


def settings_table() -> str:
    """The settings as a table, from the settings themselves."""
    from dataclasses import fields

    from qualcode.settings import Settings

    lines = ["| setting | default | what it does |", "| --- | --- | --- |"]
    for one in fields(Settings):
        default = str(one.default).lower() if isinstance(one.default, bool) else one.default
        shown = f"`{default}`" if default not in ("", ()) else ""
        lines.append(f"| `{one.name}` | {shown} | {one.metadata['words']} |")
    return "\n".join(lines) + "\n"


def write_tables() -> None:
    """Write the tables of keys into all pages of the manual."""
    for path in sorted(MANUAL.glob("*.md")):
        path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")


def main(words: list[str]) -> int:
    """Write what was asked for."""
    unknown = [word for word in words if word not in PICTURES and word != "--keys"]
    if unknown:
        print(f"there is no picture {', '.join(unknown)}; there are: {', '.join(PICTURES)}")
        return 2
    write_tables()
    if words != ["--keys"]:
        take([word for word in words if word in PICTURES] or list(PICTURES))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
