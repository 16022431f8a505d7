from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from qualcode.domain.errors import Refused
from qualcode.suggest.client import Reply, SuggestionWorker
from qualcode.suggest.direct import suggest_now
from qualcode.suggest.pipes import worker_environment
from qualcode.suggest.units import units_of
from tests.suggest.build import CODEBOOK, decided, transcript, unit

PATIENCE = 60.0
TALK = transcript(("MOD", "Health?"), ("A", "A newsletter. Fine."), ("B", "Exactly. On health."))


@pytest.fixture(scope="module")
def running() -> Iterator[SuggestionWorker]:
    worker = SuggestionWorker()
    worker.start()
    yield worker
    worker.close()


@pytest.fixture
def worker(running: SuggestionWorker) -> SuggestionWorker:
    running.cancel()
    running.send_codebook(CODEBOOK)
    return running


def _until(worker: SuggestionWorker, enough: Callable[[list[Reply]], bool]) -> list[Reply]:
    found: list[Reply] = []
    end = time.monotonic() + PATIENCE
    while not enough(found):
        assert time.monotonic() < end, f"no answer within {PATIENCE} s: {found}"
        select.select([worker.fileno()], [], [], 0.5)
        found += worker.replies()
    return found


def _done(request: int) -> Callable[[list[Reply]], bool]:
    return lambda found: any(r.request == request and r.done for r in found)


def test_a_transcript_comes_back_as_proposals(worker: SuggestionWorker) -> None:
    request = worker.request_transcript(TALK)
    found = _until(worker, _done(request))
    assert [p for r in found for p in r.proposals] == suggest_now(CODEBOOK, [TALK])
    assert {(r.transcript_id, r.codebook_version, r.error) for r in found} == {("t", 4, "")}
    assert (worker.engine, worker.alive) == ("rules", True)


def test_units_in_view_come_first(worker: SuggestionWorker) -> None:
    units = units_of(TALK)
    request = worker.request("t", units, first=(units[-1].start, units[-1].end))
    found = _until(worker, _done(request))
    starts = [p.start for r in found for p in r.proposals]
    assert starts == [units[3].start, units[4].start, units[1].start]


def test_decisions_are_kept_from_being_proposed(worker: SuggestionWorker) -> None:
    units = units_of(TALK)
    worker.send_decisions([decided((units[1].start, units[1].end), "inc.info")], units)
    worker.send_decision(decided((units[3].start, units[4].end), "ix.agree"), units)
    found = _until(worker, _done(worker.request("t", units)))
    assert [p.code_id for r in found for p in r.proposals] == ["pol.health"]


def test_an_explanation_is_one_reply(worker: SuggestionWorker) -> None:
    units = units_of(TALK)
    found = _until(worker, _done(worker.explain(units[1], "inc.info", units)))
    explanation = found[-1].explanation
    assert explanation is not None
    assert explanation.reason == "keyword “newsletter”"


def test_a_bad_unit_closes_its_request_with_a_sentence(worker: SuggestionWorker) -> None:
    wrong = unit("Health.", start=-3)
    found = _until(worker, _done(worker.request("t", [wrong])))
    assert "another length" in found[-1].error


def test_nothing_is_given_out_of_what_was_cancelled(worker: SuggestionWorker) -> None:
    long = units_of(transcript(*[("A", "A newsletter on health. " + "Nothing. " * 200)] * 400))
    first = worker.request("t", long)
    _until(worker, lambda found: bool(found))
    worker.cancel(first)
    second = worker.request_transcript(TALK)
    found = _until(worker, _done(second))
    assert {r.request for r in found} == {second}


def test_sending_a_very_long_transcript_does_not_hold_up_the_caller(
    worker: SuggestionWorker,
) -> None:
    long = transcript(*[("A", "A newsletter on health came and went away. " * 14)] * 1000)
    assert len(long.text) > 600_000
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)
    try:
        begun = time.perf_counter()
        request = worker.request_transcript(long)
        for _ in range(100):
            worker.replies()
        took = time.perf_counter() - begun
    finally:
        os.kill(worker.pid, signal.SIGCONT)
    # Blocked writing would last as long as the worker is stopped.
    assert took < PATIENCE
    found = _until(worker, _done(request))
    assert sum(len(r.proposals) for r in found) == 28_000


def test_after_a_kill_a_restart_sends_everything_again() -> None:
    worker = SuggestionWorker()
    worker.start()
    try:
        units = units_of(TALK)
        worker.send_codebook(CODEBOOK)
        worker.send_decisions([decided((units[1].start, units[1].end), "inc.info")], units)
        _until(worker, _done(worker.request("t", units)))
        first = worker.pid
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        open_request = worker.request("t", units)
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while worker.alive and time.monotonic() < end:
            worker.replies()
            time.sleep(0.01)
        assert not worker.alive
        assert worker.replies() == []
        worker.restart()
        assert worker.alive
        assert worker.pid != first
        found = _until(worker, _done(open_request))
        assert found[0].part == 0
        assert [p.code_id for r in found for p in r.proposals] == ["ix.agree", "pol.health"]
    finally:
        worker.close()


@pytest.mark.parametrize("busy", ["idle", "stopped", "starting"])
def test_close_ends_the_process_whatever_it_does(busy: str) -> None:
    worker = SuggestionWorker()
    worker.start()
    pid = worker.pid
    assert pid is not None
    if busy != "starting":
        worker.send_codebook(CODEBOOK)
        _until(worker, _done(worker.request("t", units_of(TALK))))
    if busy == "stopped":
        os.kill(pid, signal.SIGSTOP)
        worker.request_transcript(transcript(*[("A", "Nothing at all. " * 1000)] * 50))
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    worker.close()


def test_a_worker_that_was_not_started_is_not_alive_and_says_nothing() -> None:
    worker = SuggestionWorker()
    assert not worker.alive
    assert worker.replies() == []
    with pytest.raises(Refused, match="not been started"):
        worker.fileno()


def test_the_worker_sees_no_proxy_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("SOME_TOKEN", "x")
    assert {"HTTPS_PROXY", "SOME_TOKEN"}.isdisjoint(worker_environment())
