"""qualcode: qualitative coding of focus groups in the terminal.

``qualcode.open("clinic.qualcode")`` gives the tables of a study as pandas DataFrames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.api import Study, open

__version__ = "0.1.0"
__all__ = ["Study", "__version__", "open"]


def __getattr__(name: str) -> object:
    """Import the Python interface only when it is used, so that the program starts at once."""
    if name in ("Study", "open"):
        from qualcode import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
