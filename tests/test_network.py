"""Law 4: no connection is opened and no port is bound at run time."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

_WATCHED = """
import runpy, sys
def watch(event, details):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        raise SystemExit(f"network: {event} {details[1:]}")
sys.addaudithook(watch)
sys.argv = ["qualcode", *sys.argv[1:]]
runpy.run_module("qualcode", run_name="__main__")
"""


def test_the_suite_itself_is_watched() -> None:
    with socket.socket() as free, pytest.raises(PermissionError, match="never uses a network"):
        free.bind(("127.0.0.1", 0))


def test_the_whole_demonstration_runs_without_a_network(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WATCHED, "demo", "--no-screen", "--into", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "agreement.csv").exists()
