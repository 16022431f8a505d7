from __future__ import annotations

import csv
import json
import os
import stat
from pathlib import Path

import pytest

from qualcode.cli.demo import EXPORTS, program
from qualcode.domain.errors import BadInput
from qualcode.project.demo import default_folder, sample
from tests.cli.conftest import Shell


def test_demo_from_nothing_and_again(shell: Shell, tmp_path: Path) -> None:
    said = shell.good("demo", "--no-screen", "--into", "here").out
    folder = tmp_path / "here"
    study = folder / "city_networks.qualcode"

    facts = shell.good("status", study, "--everyone", "--json").json
    names = sorted(one["name"] for one in facts["transcripts"])
    assert len(names) == 3
    assert min(facts["segments"]["rk"], facts["segments"]["ml"]) >= 120
    assert facts["finished"] == {"rk": names, "ml": names}
    assert all(one["kind"] == "focus-group" for one in facts["transcripts"])

    for name, suffix in EXPORTS:
        assert (folder / f"{name}{suffix}").stat().st_size > 0
        assert json.loads((folder / f"{name}{suffix}.recipe.json").read_text("utf-8"))
    assert "rk × ml, by character" in said
    assert "all codes together" in said
    assert "participants.csv: 18 people behind 18 labels" in said
    assert "topic_guide.txt: 9 questions; 25 turns confirmed, 2 proposed" in said
    assert shell.good("participants", study).out.count("\n") >= 18
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}

    keep_the_coding_of_a_third_coder(shell, tmp_path, study, names[0])


def keep_the_coding_of_a_third_coder(shell: Shell, place: Path, study: Path, name: str) -> None:
    """A second run keeps the study and writes its tables again."""
    (place / "mine.csv").write_text(
        f"transcript,start,end,code,coder\n{name},0,9,inc.info,me\n", encoding="utf-8"
    )
    shell.good("segments", "import", study, "mine.csv", "--coder", "me")
    (place / "here" / "segments.csv").unlink()
    said = shell.good("demo", "--no-screen", "--into", "here").out
    assert "is kept" in said
    assert "rk × ml, by character" in said
    assert shell.good("status", study, "--everyone", "--json").json["segments"]["me"] == 1
    shell.good("reopen", study, "--coder", "rk")
    said = shell.good("demo", "--no-screen", "--into", "here").out
    assert "cannot be compared" in said
    with (place / "here" / "segments.csv").open(encoding="utf-8", newline="") as file:
        assert {row["coder"] for row in csv.DictReader(file)} == {"rk", "ml", "me"}


def test_the_moderator_is_one_person(shell: Shell) -> None:
    shell.good("demo", "--no-screen", "--into", "here")
    assert "may be" not in shell.good("speakers", "here/city_networks.qualcode").out


def test_a_build_that_fails_leaves_nothing(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise BadInput("the sample is gone")

    monkeypatch.setattr("qualcode.project.demo.sample", fail)
    result = shell("demo", "--no-screen", "--into", "here")
    assert (result.code, result.err) == (2, "qualcode: the sample is gone\n")
    assert list((tmp_path / "here").iterdir()) == []


def test_the_default_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_folder() == Path("qualcode-demo")
    (tmp_path / "codebooks").mkdir()
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "README.md").touch()
    (tmp_path / "docs").mkdir()
    assert default_folder() == Path("exports/demo")
    monkeypatch.chdir(tmp_path / "docs")
    assert default_folder() == Path(os.pardir) / "exports" / "demo"


def test_the_program_is_named_as_it_can_be_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", [".venv/bin/qualcode", "demo"])
    monkeypatch.setenv("PATH", "")
    assert program() == ".venv/bin/qualcode"
    monkeypatch.setattr("sys.argv", ["/somewhere/qualcode/__main__.py", "demo"])
    assert program() == "qualcode"


def test_the_sample_is_complete() -> None:
    files = sample()
    assert sorted(path.suffix for path in files.transcripts) == [".docx", ".txt", ".vtt"]
    others = (files.segments, files.groups, files.participants, files.guide)
    assert all(path.is_file() for path in (*files.codebooks, *others))
