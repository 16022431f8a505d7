from __future__ import annotations

from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from qualcode.serve.gate import COOKIE, Gate

HOST = {"Host": "127.0.0.1:8123"}


def ask(gate: Gate, path: str, **headers: str) -> web.Response | None:
    return gate.check(make_mocked_request("GET", path, headers={**HOST, **headers}))


def test_the_token_is_good_for_one_visit() -> None:
    gate = Gate(8123)
    token = gate.token
    first = ask(gate, f"/?token={token}")
    assert first is not None
    assert (first.status, first.headers["Location"]) == (303, "/")
    second = ask(gate, f"/?token={token}")
    assert second is not None
    assert second.status == 403
    assert gate.token == ""


def test_the_visitor_gets_a_cookie_that_opens_everything_else() -> None:
    gate = Gate(8123)
    first = ask(gate, f"/?token={gate.token}")
    assert first is not None
    cookie = first.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    with_cookie = {"Cookie": f"{COOKIE}={cookie.value}"}
    assert ask(gate, "/", **with_cookie) is None
    assert ask(gate, "/ws", **with_cookie) is None
    assert ask(gate, "/static/js/textual.js", **with_cookie) is None


def test_nothing_opens_without_token_or_cookie() -> None:
    gate = Gate(8123)
    for path in ("/", "/ws", "/?token=", "/?token=wrong", "/download/1", "/static/js/textual.js"):
        answer = ask(gate, path)
        assert answer is not None
        assert answer.status == 403
    assert gate.token, "a wrong token does not use the right one up"


def test_the_token_opens_only_the_first_page() -> None:
    gate = Gate(8123)
    answer = ask(gate, f"/ws?token={gate.token}")
    assert answer is not None
    assert answer.status == 403


def test_other_hosts_and_origins_are_refused_even_with_the_token() -> None:
    gate = Gate(8123)
    for headers in (
        {"Host": "evil.example:8123"},
        {"Host": "127.0.0.1:9"},
        {"Origin": "http://evil.example"},
    ):
        answer = ask(gate, f"/?token={gate.token}", **headers)
        assert answer is not None
        assert answer.status == 403
    assert ask(gate, "/", Origin="http://127.0.0.1:8123") is not None


def test_every_answer_keeps_the_browser_on_this_computer() -> None:
    policy = Gate(8123).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy.replace("https", "")
