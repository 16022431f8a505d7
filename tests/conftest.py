"""Fixtures for every room: no home, no animations, and the shared folder where there is one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent
PLACES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


# How long an example takes says something of the machine, and nothing of the program. The quick
# suite draws the same examples each time, `make slow` draws others.
settings.register_profile("quick", deadline=None, max_examples=30, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def _no_network(event: str, details: tuple[object, ...]) -> None:
    """Law 4: nothing in the whole suite connects to an address or takes a port."""
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        raise PermissionError(f"{event} {details[1:]}: qualcode never uses a network")


sys.addaudithook(_no_network)


@pytest.fixture
def shared() -> Path:
    """The folder of real files and reference values; the test is skipped where it is absent."""
    named = os.environ.get("QUALCODE_SHARED")
    folder = Path(named) if named else REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no shared folder at {folder} (QUALCODE_SHARED names another place)")
    return folder


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test: nobody's settings are read or written.

    New processes that a test starts run this checkout.
    """
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for place in PLACES:
        monkeypatch.setenv(place, str(home / place.lower()))
    for name in ("QUALCODE_CONFIG_DIR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    return home
