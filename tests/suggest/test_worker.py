from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from qualcode.suggest.messages import codebook_to, rows_to, to_line
from qualcode.suggest.pipes import worker_environment
from qualcode.suggest.units import units_of
from tests.suggest.build import CODEBOOK, decided, transcript, unit


class Talk:
    """A worker process spoken to in lines."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "qualcode.suggest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=worker_environment(),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.source, self.target = self.process.stdin, self.process.stdout

    def say(self, **message: Any) -> None:
        self.write(to_line(message))

    def write(self, line: bytes) -> None:
        self.source.write(line)
        self.source.flush()

    def hear(self) -> dict[str, Any]:
        answer = json.loads(self.target.readline())
        assert isinstance(answer, dict)
        return answer

    def hear_until(self, kind: str) -> list[dict[str, Any]]:
        heard = [self.hear()]
        while heard[-1]["type"] != kind:
            heard.append(self.hear())
        return heard

    def end(self) -> None:
        if not self.source.closed:
            self.source.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        self.target.close()
        if self.process.stderr:
            self.process.stderr.close()


@pytest.fixture(scope="module")
def started() -> Iterator[Talk]:
    talk = Talk()
    yield talk
    talk.end()


@pytest.fixture
def talk(started: Talk) -> Talk:
    started.write(to_line(codebook_to(CODEBOOK)))
    assert started.hear() == {"type": "codebook", "request": 0, "codebook": 4}
    return started


def _ask(talk: Talk, request: int, units: Any, **more: Any) -> None:
    talk.say(type="units", request=request, units=rows_to(units), **more)


def test_hello_names_the_engine(talk: Talk) -> None:
    talk.say(type="hello", request=3)
    answer = talk.hear()
    assert (answer["type"], answer["request"], answer["engine"]) == ("hello", 3, "rules")
    assert "spaCy" in answer["engine_version"]


def test_units_are_answered_in_parts_in_the_given_order(talk: Talk) -> None:
    said = transcript(*[("A", f"Number {n} on health. " + "Nothing. " * 150) for n in range(60)])
    units = units_of(said)[::-1]
    _ask(talk, 7, units)
    *parts, done = talk.hear_until("done")
    assert done == {"type": "done", "request": 7, "codebook": 4, "cancelled": False}
    assert [part["part"] for part in parts] == list(range(len(parts)))
    assert len(parts) > 3
    starts = [row[1] for part in parts for row in part["proposals"]]
    assert starts == [u.start for u in units if "health" in u.text]
    assert len(parts[0]["proposals"]) < len(starts) / 3


def test_whole_turns_are_split_by_the_worker(talk: Talk) -> None:
    _ask(talk, 8, [unit("Nothing here. A newsletter. Nothing.")], split=True)
    part, _done = talk.hear_until("done")
    assert [(row[1], row[2]) for row in part["proposals"]] == [(14, 27)]


def test_decisions_are_respected_and_replaced(talk: Talk) -> None:
    said = unit("A newsletter on health.")
    rows = rows_to([said])
    talk.say(type="decisions", decisions=rows_to([decided((0, 9), "inc.info")]), units=rows)
    more = rows_to([decided((0, 9), "pol.health")])
    talk.say(type="decisions", decisions=more, units=rows, more=True)
    _ask(talk, 9, [said])
    heard = talk.hear_until("done")
    assert [row for part in heard for row in part.get("proposals", [])] == []
    talk.say(type="decisions", decisions=[])
    _ask(talk, 10, [said])
    assert len(talk.hear_until("done")[1]["proposals"]) == 2


def test_explain_answers_with_hits(talk: Talk) -> None:
    said = rows_to([unit("A newsletter.")])
    talk.say(type="explain", request=11, code="inc.info", units=said)
    explanation = talk.hear()["explanation"]
    assert explanation["reason"] == "keyword “newsletter”"
    assert explanation["hits"][0][2:4] == [2, 12]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"nonsense\n", "not JSON"),
        (b"[1]\n", "not a JSON object"),
        (b"\xff\xfe\n", "not JSON"),
        (b'{"type":"dance"}\n', "one of hello"),
        (b'{"type":["units"]}\n', "one of hello"),
        (b'{"type":"units","request":"x"}\n', "whole number"),
        (b'{"type":"units","request":5}\n', "rows of Unit is missing"),
        (b'{"type":"units","request":5,"units":[[1]]}\n', "9 values"),
        (b'{"type":"codebook","version":1}\n', "codebook needs"),
        (b'{"type":"decisions","decisions":[3]}\n', "row of Decided"),
        (b'{"type":"explain","units":[]}\n', "explanation"),
        (b"[" * 200_000 + b"\n", "not JSON"),
    ],
)
def test_a_bad_request_is_answered_with_an_error(talk: Talk, line: bytes, words: str) -> None:
    talk.write(line)
    answer = talk.hear()
    assert answer["type"] == "error"
    assert words in answer["message"]
    talk.say(type="hello")
    assert talk.hear()["type"] == "hello"


def test_a_cancel_takes_effect_in_the_middle_of_long_work(talk: Talk) -> None:
    long = transcript(*[("A", "A newsletter on health. " + "Nothing at all. " * 200)] * 300)
    _ask(talk, 20, units_of(long))
    assert talk.hear()["part"] == 0
    talk.say(type="cancel", request=20)
    _ask(talk, 21, [unit("Health.")])
    *heard, done = talk.hear_until("done")
    assert done["cancelled"] is True
    assert sum(len(part["proposals"]) for part in heard) < 480
    assert talk.hear_until("done")[-1] == {
        "type": "done",
        "request": 21,
        "codebook": 4,
        "cancelled": False,
    }


def test_cancel_without_a_number_drops_what_waits_and_nothing_later(talk: Talk) -> None:
    _ask(talk, 30, units_of(transcript(*[("A", "Nothing at all. " * 200)] * 300)))
    _ask(talk, 31, [unit("Health.")])
    talk.say(type="cancel")
    _ask(talk, 32, [unit("Health.")])
    heard: list[dict[str, Any]] = []
    while not heard or heard[-1]["request"] != 32 or heard[-1]["type"] != "done":
        heard.append(talk.hear())
    done = {m["request"]: m["cancelled"] for m in heard if m["type"] == "done"}
    assert done == {30: True, 31: True, 32: False}


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="priorities are those of POSIX")
def test_the_worker_runs_at_low_priority(talk: Talk) -> None:
    here = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, talk.process.pid) >= min(19, here + 10)


def test_units_before_a_codebook_are_refused_and_closing_the_input_ends_it_quietly() -> None:
    talk = Talk()
    try:
        _ask(talk, 1, [unit("Health.")])
        answer = talk.hear()
        assert (answer["request"], answer["type"]) == (1, "error")
        talk.write(to_line(codebook_to(CODEBOOK)))
        talk.hear()
        long = units_of(transcript(*[("A", "A newsletter on health. " * 300)] * 200))
        _ask(talk, 2, long)
        talk.hear()
        talk.source.close()
        # What was already written is drained, so that the worker is not held up by a full pipe.
        drain = threading.Thread(target=talk.target.read)
        drain.start()
        assert talk.process.wait(2) == 0
        drain.join()
        assert talk.process.stderr is not None
        assert talk.process.stderr.read() == b""
    finally:
        talk.end()
