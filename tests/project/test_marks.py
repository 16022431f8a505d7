from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project.marks import FILE, mark_table, marks_file

ROW = "kind,opening,closing,words\nlaugh,[,],haha\n"


def test_the_nearest_table_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, folder = tmp_path / "config", tmp_path / "study"
    config.mkdir()
    folder.mkdir()
    monkeypatch.setenv("QUALCODE_CONFIG_DIR", str(config))
    study = folder / "clinic.qualcode"
    assert marks_file(study).parent.name == "codebooks"
    assert len(mark_table(study)) > 20
    (config / FILE).write_text(ROW, encoding="utf-8")
    assert marks_file(study).parent == config
    (folder / FILE).write_text(ROW, encoding="utf-8")
    assert marks_file(study).parent == folder
    assert mark_table(study)[0].words == ("haha",)
