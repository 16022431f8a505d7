"""Replacing files whole: the old one stays until the new one is on the disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.domain.display import shortened
from qualcode.domain.errors import BadInput, Refused


def real_target(path: Path) -> Path:
    """The file that is replaced: where a link points; BadInput for a folder or a lost place."""
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise BadInput(f"{path} is a folder: name a file in it")
        if not target.parent.is_dir():
            raise BadInput(f"{path} cannot be written: the folder {target.parent} does not exist")
        if target.exists() and not target.is_file():
            raise BadInput(f"{path} is not a regular file")
    except OSError as error:
        # A name that the system does not take is only noticed when it is looked for.
        raise BadInput(f"{shortened(str(path), 80)} cannot be written: {error.strerror}") from error
    return target


@contextmanager
def workshop(path: Path) -> Iterator[Path]:
    """A private folder beside a target, on the same disk, gone afterwards whatever happens.

    An error of the operating system inside becomes Refused, naming the path.
    """
    target = real_target(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".qualcode-", dir=target.parent) as folder:
            yield Path(folder)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused(f"{path} cannot be written ({why}); what was there is unchanged") from error


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write a file (mode 0600) into a workshop, down to the disk."""
    made = folder / name
    with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return made


def move(made: Path, path: Path) -> None:
    """Put a finished file in its place at once."""
    target = real_target(path)
    os.replace(made, target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, mode 0600; where the path is a link, its target.

    Raises BadInput for a folder or a missing folder, Refused where the disk does not allow it.
    """
    with workshop(path) as folder:
        move(put(folder, "product", data), path)
