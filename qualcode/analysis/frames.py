"""Tables as pandas data frames; the only module of the room that loads pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.tables import Table

if TYPE_CHECKING:
    import pandas


def to_frame(table: Table) -> pandas.DataFrame:
    """The table as a data frame; its ``attrs`` hold the name as ``table`` and the ``recipe``."""
    import pandas

    frame = pandas.DataFrame.from_records(list(table.rows), columns=list(table.columns))
    frame.attrs = {"table": table.name, "recipe": dict(table.recipe)}
    return frame
