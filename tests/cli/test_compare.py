from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def done(shell: Shell, study: Path) -> Path:
    """The study, finished by both coders."""
    shell.good("finish", study, "--coder", "rk")
    shell.good("finish", study, "--coder", "ml")
    return study


def test_json_has_the_measures(shell: Shell, done: Path) -> None:
    found = shell.good("compare", done, "--json").json
    money = {one["code"]: one for one in found["codes"]}["Money"]
    assert money["code_id"] == "why.money"
    assert money["f1"] == 1.0
    assert money["percent"] == 1.0
    assert {"percent", "cohen_kappa", "alpha_nominal", "f1"} <= set(found["overall"])
    assert 0 < found["overall"]["f1"] < 1


def test_undefined_is_null_and_a_dash(shell: Shell, done: Path) -> None:
    one = shell.good("compare", done, "--json", "--code", "Trust").json["codes"][0]
    assert one["f1"] == 0
    assert one["code"] == "Trust"
    none = shell.good("compare", done, "--json", "--code", "Reasons").json["codes"][0]
    assert none["cohen_kappa"] is None
    assert none["f1"] is None
    assert "–" in shell.good("compare", done, "--code", "Reasons").out


@pytest.mark.parametrize("unit", ["character", "sentence", "turn"])
def test_units(shell: Shell, done: Path, unit: str) -> None:
    found = shell.good("compare", done, "--unit", unit, "--coders", "rk,ml", "--json").json
    assert {one["code"]: one["f1"] for one in found["codes"]}["Money"] == 1.0


def test_all_text_counts_the_moderator(shell: Shell, done: Path) -> None:
    def overall(*words: str) -> float:
        value: float = shell.good("compare", done, "--json", *words).json["overall"]["percent"]
        return value

    assert overall("--all-text") > overall()


def test_unfinished_is_refused_unless_asked_for(shell: Shell, study: Path) -> None:
    assert "group" in shell.refused(1, "compare", study)
    named = shell.good("compare", study, "--transcript", "group", "--json").json
    asked = shell.good("compare", study, "--include-unfinished", "--json").json
    assert named["overall"]["f1"] == asked["overall"]["f1"]


def test_unknown_names(shell: Shell, done: Path) -> None:
    assert "“xy”" in shell.refused(2, "compare", done, "--coders", "rk,xy")
    assert "“Weather”" in shell.refused(2, "compare", done, "--code", "Weather")
    assert "“other”" in shell.refused(2, "compare", done, "--transcript", "other")


def test_one_coder_is_not_enough(shell: Shell, done: Path) -> None:
    assert shell("compare", done, "--coders", "rk").code in (1, 2)
