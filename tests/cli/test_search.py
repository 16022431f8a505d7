"""``qualcode search``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_words_are_listed_with_their_place_and_counted(shell: Shell, study: Path) -> None:
    out = shell.good("search", study, "money").out
    assert out.splitlines()[0].split() == ["transcript", "turn", "speaker", "text"]
    assert "Ana      For the money, mostly." in out
    assert out.splitlines()[-1] == "2 turns"
    limited = shell.good("search", study, "money", "--limit", 1).out
    assert limited.splitlines()[-1] == "2 turns, 1 shown"
    assert len(shell.good("search", study, "money", "--limit", 0, "--json").json["hits"]) == 2


def test_the_json_holds_positions_and_the_coder_s_own_codes(shell: Shell, study: Path) -> None:
    found = shell.good("search", study, "trust", "--json", "--coder", "rk").json
    assert found["total"] == 1
    (hit,) = found["hits"]
    text = shell.good("text", study, hit["transcript"]).out
    assert [text[a:b] for a, b in hit["matches"]] == ["trust", "trust"]
    assert hit["codes"] == ["why.trust"]
    other = shell.good("search", study, "trust", "--json", "--coder", "nobody").json
    assert other["hits"][0]["codes"] == []


def test_nothing_found_is_an_answer_of_its_own(shell: Shell, study: Path) -> None:
    result = shell("search", study, "zebra")
    assert (result.code, result.out, result.err) == (1, "0 turns\n", "")


def test_mistakes_are_sentences(shell: Shell, study: Path) -> None:
    assert "has no partner" in shell.refused(2, "search", study, '"open')
    assert "say what to search for" in shell.refused(2, "search", study)
    assert "is not a number of turns" in shell("search", study, "x", "--limit", "-3").err
    assert "only after the comparison" in shell.refused(1, "search", study, "coder:ml")


def test_the_index_can_be_made_again(shell: Shell, study: Path) -> None:
    assert shell.good("search", study, "--rebuild").out == ""
    assert shell.good("search", study, "money", "--rebuild").out.endswith("2 turns\n")
