"""A text in the coder's own editor, while the screen is suspended."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from qualcode.domain.errors import Refused

NO_EDITOR = "no editor is set: set the environment variable EDITOR, for example EDITOR=nano"
LARGEST = 4_000_000
"""Bytes of the edited file that are read back at most."""


def editor_of(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The editor's command from VISUAL or EDITOR; Refused where there is none that can be used."""
    for name in ("VISUAL", "EDITOR"):
        if wanted := environment.get(name, "").strip():
            try:
                command = shlex.split(wanted, posix=os.name != "nt")
            except ValueError as error:
                raise Refused(f"{name} cannot be understood ({error}): {wanted}") from error
            if shutil.which(command[0]) is None:
                raise Refused(f"the editor “{command[0]}” of {name} is not there")
            return command
    raise Refused(NO_EDITOR)


def edited(text: str, command: list[str], suspended: AbstractContextManager[None]) -> str:
    """The text as it is after the editor has ended.

    It lies in a private folder meanwhile, which is removed in every case. ``suspended`` gives
    the terminal away. Raises Refused where the editor or its result cannot be used.
    """
    with _private_folder() as folder:
        path = folder / "memo.md"
        path.touch(mode=0o600)
        path.write_bytes(text.encode())
        # Nothing may be raised while the screen is suspended: it would not come back.
        failure = ""
        with suspended:
            failure = _run([*command, str(path)])
        if failure:
            raise Refused(f"{failure}: the memo is as it was before")
        found = _read(path)
    # Editors end the last line of a file, which a memo need not have.
    return found if text.endswith("\n") else found.removesuffix("\n")


def _run(command: list[str]) -> str:
    """Run the editor; why it failed, or an empty string."""
    # Ctrl+C in the terminal is for the editor. A handler, unlike SIG_IGN, is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        return f"the editor “{command[0]}” cannot be started ({error})"
    finally:
        signal.signal(signal.SIGINT, before)
    return f"the editor “{command[0]}” ended with an error ({code})" if code else ""


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("the editor's text is too long for a memo: the memo is as it was before")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeError) as error:
        raise Refused(
            f"what the editor wrote cannot be read ({error}): the memo is as it was before"
        ) from error


@contextmanager
def _private_folder() -> Iterator[Path]:
    """A folder of the user's own, in memory where the system has such a place."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    try:
        folder = Path(tempfile.mkdtemp(prefix="qualcode-", dir=own or None))
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="qualcode-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
