from __future__ import annotations

import pytest

from qualcode.analysis import frequencies
from qualcode.analysis.frames import to_frame
from qualcode.domain.tables import Filters, Table
from tests.analysis.factory import codebook, corpus, transcript

pytest.importorskip("pandas")


def test_a_frame_has_the_rows_and_the_recipe_of_the_table() -> None:
    study = corpus(
        [transcript("group", ("Eva", "We learn."))], codebook("a"), [("group", "Ann", "a", 0, 2)]
    )
    table = frequencies(study, Filters())
    frame = to_frame(table)
    assert tuple(frame.columns) == table.columns
    assert frame["mentions"].tolist() == [1, 0]
    assert frame.attrs == {"table": "frequencies", "recipe": table.recipe}


def test_an_empty_table_keeps_its_columns() -> None:
    frame = to_frame(Table("empty", ("a", "b"), []))
    assert frame.shape == (0, 2)
