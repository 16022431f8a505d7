from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode.project import open_project
from tests.tui.factory import make_study

WATCHED = """
import runpy, sys
def watch(event, details):
    if event == "socket.bind" and details[1][0] != "127.0.0.1":
        raise SystemExit(f"network: {event} {details[1:]}")
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise SystemExit(f"network: {event} {details[1:]}")
sys.addaudithook(watch)
sys.argv = ["qualcode", *sys.argv[1:]]
runpy.run_module("qualcode", run_name="__main__")
"""
"""The program, ended where it listens to other computers or asks another one for anything."""


class Served:
    """A server in a process of its own."""

    def __init__(self, study: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WATCHED, "serve", str(study), "--coder", "RK", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        self.said = [self.process.stdout.readline() for _ in range(3)]
        self.address = self.said[1].strip()

    def run(self, module: str, *words: str) -> dict[str, Any]:
        """What a visitor reports."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def end(self) -> int:
        """Ctrl+C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return make_study(tmp_path)


@pytest.fixture
def served(study: Path) -> Iterator[Served]:
    server = Served(study)
    yield server
    if server.process.poll() is None:
        server.process.kill()
    server.process.wait()
    assert server.process.stdout is not None
    server.process.stdout.close()


def test_one_visitor_codes_in_the_browser_and_nobody_else_gets_in(
    study: Path, served: Served
) -> None:
    told = served.run("tests.serve.client", served.address, "vj")
    assert (told["without"], told["first"], told["second"]) == (403, 200, 403)
    assert "Clinic study" in told["text"]
    assert "https:" not in told["page"]
    assert "default-src 'self'" in told["policy"]
    assert served.end() == 0
    with open_project(study, coder="RK") as project:
        assert "create code and code" in [entry.kind for entry in project.history.entries()]


def test_a_port_that_is_taken_is_refused(study: Path, served: Served) -> None:
    port = served.address.split(":")[2].split("/")[0]
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "serve", str(study), "--port", port],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert done.stderr == f"qualcode: port {port} cannot be used: Address already in use\n"


def test_what_is_no_port_and_what_is_no_study_is_refused(study: Path) -> None:
    for words, sentence, code in (
        ((str(study), "--port", "70000"), "70000 is no port", 2),
        ((str(study.with_name("none.qualcode")),), "none.qualcode", 10),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "qualcode", "serve", *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == code
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no chromium here")
def test_a_real_browser_shows_it_and_asks_nobody_else(
    study: Path, served: Served, tmp_path: Path
) -> None:
    picture = tmp_path / "browser.png"
    chromium = shutil.which("chromium") or ""
    told = served.run("tests.serve.browser", chromium, served.address, str(picture), "v")
    assert told["hosts"] == [served.address.split("/")[2]]
    assert (told["errors"], told["second visit"]) == ([], 403)
    assert picture.stat().st_size > 10_000
    with open_project(study, coder="RK", write=False) as project:
        assert "create code and code" in [entry.kind for entry in project.history.entries()]
