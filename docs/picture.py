"""Take the picture of the coding screen that the README shows.

    python docs/picture.py

Builds the fictional sample study in a temporary folder, looks for a word with real keys, and writes
``docs/screen.svg``. The picture names no font from elsewhere.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

os.environ.update(COLORTERM="truecolor", TERM="xterm-256color", TEXTUAL_ANIMATIONS="none")

from qualcode.project import open_project
from qualcode.project.demo import build_demo
from qualcode.tui.program import QualcodeApp

TARGET = Path(__file__).with_name("screen.svg")
SIZE = (120, 36)
KEYS = ["slash", *"tidied", "enter", "n", "down"]
_FONT_FACE = re.compile(r"@font-face\s*{.*?}", re.S)


def local(svg: str) -> str:
    """The picture without fonts that would have to be fetched."""
    return _FONT_FACE.sub("", svg).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


async def picture(study: Path) -> str:
    """Read what one of the sample's coders has coded, and give the screen as SVG."""
    project = open_project(study, coder="rk")
    project.coders.reopen()
    app = QualcodeApp(project, coder="rk", transcript="fg3_councillors")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(2.0)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.2)
        await pilot.pause(1.0)
        svg = app.export_screenshot(title="qualcode")
    app.close_study()
    return svg


def main() -> int:
    """Write the picture."""
    with tempfile.TemporaryDirectory(prefix="qualcode-picture-") as folder:
        study = build_demo(Path(folder))
        TARGET.write_text(local(asyncio.run(picture(study))), encoding="utf-8")
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
