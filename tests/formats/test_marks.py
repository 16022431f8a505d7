from __future__ import annotations

import pytest

from qualcode.domain.errors import BadInput
from qualcode.domain.marks import MarkKind, MarkRule
from qualcode.formats.read.marks import read_marks

HEAD = "kind,opening,closing,words\n"


def test_rows_become_rules_in_their_order() -> None:
    rules = read_marks((HEAD + "laugh,[,],Lacht; lachen\n\ncomment,[,],*\n").encode(), "m.csv")
    assert rules == (
        MarkRule(MarkKind.LAUGH, "[", "]", ("lacht", "lachen")),
        MarkRule(MarkKind.COMMENT, "[", "]", ("*",)),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("smile,[,],x", "“smile” is no kind"),
        ("laugh,,],x", "needs an opening"),
        ("laugh,[,],", "needs an opening"),
    ],
)
def test_a_wrong_row_is_named(row: str, said: str) -> None:
    with pytest.raises(BadInput, match=rf"m\.csv, line 2: .*{said}"):
        read_marks((HEAD + row + "\n").encode(), "m.csv")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadInput, match=r"m\.csv, line 1: there is no column words"):
        read_marks(b"kind,opening,closing\nlaugh,[,]\n", "m.csv")
