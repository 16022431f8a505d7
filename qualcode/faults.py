"""The log of an internal fault: where it happened, never what the study says."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb

from qualcode import __version__


def write_log(fault: BaseException) -> Path | None:
    """Write the places of a fault to the user's state folder; None where that fails.

    Neither messages nor local values are written: both may hold participants' words.
    """
    from platformdirs import user_state_path

    moment = datetime.now(UTC)
    folder = user_state_path("qualcode") / "faults"
    target = folder / f"{moment:%Y%m%dT%H%M%S%f}.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.write_text("\n".join([_heading(moment), *_chain(fault), ""]), encoding="utf-8")
        target.chmod(0o600)
    except OSError:
        return None
    return target


def _heading(moment: datetime) -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    return f"qualcode {__version__}, Python {python}, {sys.platform}, {moment:%Y-%m-%d %H:%M} UTC"


def _chain(fault: BaseException | None) -> list[str]:
    """Type and places of the fault and of those behind it, outermost first."""
    lines: list[str] = []
    while fault is not None:
        lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        lines += [
            f"  {os.path.basename(place.filename)}:{place.lineno} in {place.name}"
            for place in extract_tb(fault.__traceback__)
        ]
        fault = fault.__cause__ or fault.__context__
    return lines
