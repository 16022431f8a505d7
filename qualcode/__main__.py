"""The program: ``python -m qualcode`` and the ``qualcode`` command."""

from __future__ import annotations

import os
from collections.abc import Sequence

PRIVATE = 0o077


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; files it makes are the user's alone."""
    os.umask(PRIVATE)
    from qualcode.cli.run import run

    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
