"""How long a memo may be, whichever way it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import Refused
from qualcode.domain.memos import LONGEST_MEMO, MemoKind, Subject
from qualcode.project import Project
from tests.factories import segments_file


def test_a_memo_that_is_too_long_is_refused_and_the_old_one_stays(project: Project) -> None:
    whole = project.memos.write(Subject.STUDY, "", "x" * LONGEST_MEMO)
    with pytest.raises(Refused, match="at most 100,000 characters, and this one has 100,001"):
        project.memos.edit(whole.id, whole.text + "y")
    with pytest.raises(Refused, match="at most 100,000 characters"):
        project.memos.write(Subject.STUDY, "", "x" * 5_000_000)
    assert project.memos.on(Subject.STUDY) == [whole]


def test_text_and_kind_change_as_one_step(project: Project) -> None:
    made = project.memos.write(Subject.STUDY, "", "first")
    changed = project.memos.edit(made.id, "second", MemoKind.REFLEXIVE)
    assert (changed.text, changed.kind) == ("second", MemoKind.REFLEXIVE)
    assert project.memos.on(Subject.STUDY) == [changed]
    assert project.memos.edit(made.id, "third").kind is MemoKind.REFLEXIVE
    project.history.undo(2)
    assert project.memos.on(Subject.STUDY) == [made]


def test_a_memo_of_a_table_that_is_too_long_makes_its_row_bad(
    project: Project, tmp_path: Path
) -> None:
    rows = [
        ("group", 0, 3, "Money", "Ada", "x" * (LONGEST_MEMO + 1)),
        ("group", 4, 7, "Money", "Ada", "short"),
    ]
    path = segments_file(tmp_path / "coded.csv", rows)
    result = project.segments.import_csv(path, skip_bad=True)
    assert [(bad.line, "at most 100,000" in bad.reason) for bad in result.bad] == [(2, True)]
    assert result.imported == 1
