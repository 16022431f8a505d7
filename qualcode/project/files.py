"""Reading the files that a user names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualcode.domain.errors import BadInput


def file_bytes(path: Path, check: Callable[[int], None] | None = None) -> bytes:
    """The bytes of a regular file; raises BadInput, naming it, for anything else.

    ``check`` is given the size of the file before a byte of it is read.
    """
    try:
        if path.is_dir():
            raise BadInput(f"{path} is a folder, not a file")
        if path.exists() and not path.is_file():
            # Reading a pipe or a device might never end.
            raise BadInput(f"{path} is not a regular file")
        if check is not None:
            check(path.stat().st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput(f"{path} cannot be read: {reason}") from error
