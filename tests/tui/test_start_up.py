"""What starting the screen loads, and in which order things happen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.tui.conftest import Runner


def loaded_by(code: str) -> set[str]:
    """Names of the top packages that a program loads."""
    program = f"{code}; import sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_painting_process_loads_nothing_heavy() -> None:
    modules = loaded_by("import qualcode.project, qualcode.tui.screens.workbench")
    assert "textual" in modules
    assert not {"spacy", "pandas", "numpy", "sklearn", "alembic", "tree_sitter"} & modules


def test_the_launcher_itself_loads_no_textual() -> None:
    assert "textual" not in loaded_by("import qualcode.tui.app")


async def test_the_text_is_painted_before_counts_and_suggestions(study: Path, run: Runner) -> None:
    async with run(study) as running:
        order: list[str] = []
        bench = running.bench
        bench.suggesting.ask = lambda: order.append("suggestions")  # type: ignore[method-assign]
        show = bench.reader.show

        def shown(*args: object, **options: object) -> None:
            order.append("text")
            show(*args, **options)  # type: ignore[arg-type]

        bench.reader.show = shown  # type: ignore[method-assign]
        bench.switch(running.project.transcripts.all()[1].id)
        assert order == ["text"]
        await running.pilot.pause()
        await running.pilot.pause()
        assert order == ["text", "suggestions"]
