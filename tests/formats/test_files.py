from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.tables import Table
from qualcode.formats.write.files import replace_file
from qualcode.formats.write.tables import write_table

TABLE = Table("t", ("a",), [("x",)])


def test_a_file_is_replaced_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    target.chmod(0o644)
    written = write_table(TABLE, target)
    assert target.read_bytes() == b"a\r\nx\r\n"
    for path in (written.path, written.recipe_path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "out.csv.recipe.json"]


def test_where_a_link_points_is_replaced(tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    write_table(TABLE, link)
    assert link.is_symlink()
    assert real.read_bytes() == b"a\r\nx\r\n"


@pytest.mark.parametrize("name", ["folder.csv", "out.csv.recipe.json"])
def test_a_folder_as_target_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    target = tmp_path / name.removesuffix(".recipe.json")
    with pytest.raises(BadInput, match="is a folder"):
        write_table(TABLE, target)
    assert os.listdir(tmp_path) == [name]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        replace_file(tmp_path / "no" / "out.csv", b"")


@pytest.mark.parametrize("failing", [1, 2])
def test_when_a_move_fails_both_old_files_stay(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, recipe = tmp_path / "out.csv", tmp_path / "out.csv.recipe.json"
    target.write_text("old")
    recipe.write_text("old recipe")
    moves = []

    def replace(source: Any, place: Any) -> None:
        moves.append(place)
        if len(moves) == failing:
            raise OSError(28, "No space left on device")
        os.rename(source, place)

    monkeypatch.setattr("os.replace", replace)
    with pytest.raises(Refused, match=r"out\.csv.*No space left on device"):
        write_table(TABLE, target)
    assert (target.read_text(), recipe.read_text()) == ("old", "old recipe")
    assert len(os.listdir(tmp_path)) == 2


def test_when_the_first_move_of_a_new_table_fails_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(source: Any, place: Any) -> None:
        if str(place).endswith("out.csv"):
            raise PermissionError(13, "Permission denied")
        os.rename(source, place)

    monkeypatch.setattr("os.replace", replace)
    with pytest.raises(Refused, match="Permission denied"):
        write_table(TABLE, tmp_path / "out.csv")
    assert os.listdir(tmp_path) == []
