from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import qualcode
from qualcode.__main__ import main
from qualcode.domain.errors import BadInput, NoSuchProject

TABLES = (
    *("segments", "frequencies", "cooccurrence", "codebook", "speakers", "agreement", "history"),
    *("corpus", "participants", "questions", "replies"),
)
TALK = "Moderator: Why?\nAna: For the money.\nBert: It is trust.\nAna: And money.\n"
CODES = "code_id,name\nmoney,Money\ntrust,Trust\n"
ROWS = """\
transcript,start,end,code,coder
talk,5,19,money,rk
talk,20,32,trust,rk
talk,9,19,trust,rk
talk,5,19,money,ml
"""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[qualcode.Study]:
    """A small study, finished by two coders and opened through the Python interface."""
    path = tmp_path / "clinic.qualcode"
    for name, text in [
        ("talk.txt", TALK),
        ("codes.csv", CODES),
        ("rows.csv", ROWS),
        ("guide.txt", "Why?\n"),
    ]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    for words in (
        ["new", path],
        ["import", path, tmp_path / "talk.txt"],
        ["codebook", "import", path, tmp_path / "codes.csv"],
        ["segments", "import", path, tmp_path / "rows.csv"],
        ["guide", path, "import", tmp_path / "guide.txt"],
        ["guide", path, "assign", "--yes"],
        ["sets", path, "make", "all", "--where", "kind=focus-group"],
        ["finish", path, "--coder", "rk"],
        ["finish", path, "--coder", "ml"],
    ):
        assert main([str(word) for word in words]) == 0
    with qualcode.open(path) as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_a_frame_with_its_recipe(study: qualcode.Study, table: str) -> None:
    frame = getattr(study, table)()
    assert len(frame) > 0
    assert frame.attrs["recipe"]["table"] == table


def test_filters_narrow_a_table(study: qualcode.Study) -> None:
    assert list(study.segments(coders=["rk"], codes=["Money"])["quote"]) == ["For the money."]
    assert set(study.speakers(transcripts=["talk"])["speaker"]) == {"Moderator", "Ana", "Bert"}


def test_the_group_is_data(study: qualcode.Study) -> None:
    assert study.transcripts_in("all") == ("talk",)
    assert list(study.questions(transcripts=["talk"])["turns"]) == [2, 1]
    assert list(study.replies()["replies"]) == [0, 2, 1, 3]
    assert list(study.corpus()["participants"]) == [2]
    assert list(study.participants()["participant"]) == ["Ana", "Bert"]


def test_agreement_names_the_coders(study: qualcode.Study) -> None:
    frame = study.agreement(coders=["rk", "ml"], codes=["money"])
    assert list(frame["f1"]) == [pytest.approx(frame["f1"].iloc[0]), 1.0]


def test_unknown_names_are_refused(study: qualcode.Study) -> None:
    with pytest.raises(BadInput, match="Weather"):
        study.segments(codes=["Weather"])
    with pytest.raises(BadInput, match="xy"):
        study.segments(coders=["xy"])


def test_no_study(tmp_path: Path) -> None:
    with pytest.raises(NoSuchProject, match="gone"):
        qualcode.open(tmp_path / "gone.qualcode")


def test_the_package_has_no_other_lazy_names() -> None:
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = getattr(qualcode, "frobnicate")  # noqa: B009
