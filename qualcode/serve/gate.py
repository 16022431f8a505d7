"""Who may use the server: whoever opens the address with the token first, and nobody else."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

COOKIE = "qualcode"

REFUSED = (
    "This address works once, and only in the browser that opened it first. "
    "Stop “qualcode serve” with Ctrl+C and start it again for another one.\n"
)
STRANGER = "This page can only be used from this computer, by its address 127.0.0.1.\n"


class Gate:
    """A one-time token for a session cookie; also refuses other hosts and other origins."""

    def __init__(self, port: int) -> None:
        """Take the port that the server listens on."""
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self.origins = frozenset(f"http://{host}" for host in self.hosts)
        self._token: str | None = secrets.token_urlsafe(24)
        self._session = secrets.token_urlsafe(24)
        self.headers = {
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Content-Security-Policy": (
                "default-src 'self'; script-src 'self' 'unsafe-inline'; "
                "style-src 'self' 'unsafe-inline'; "
                f"connect-src 'self' ws://127.0.0.1:{port} ws://localhost:{port}"
            ),
        }

    @property
    def token(self) -> str:
        """The token, "" once it was used."""
        return self._token or ""

    def check(self, request: web.Request) -> web.Response | None:
        """None for a request that may pass; else the answer it gets."""
        # A page of another site can make a browser ask here under a name of its own.
        if request.host not in self.hosts:
            return web.Response(status=403, text=STRANGER)
        if request.headers.get("Origin", next(iter(self.origins))) not in self.origins:
            return web.Response(status=403, text=STRANGER)
        given = request.query.get("token", "")
        if request.path == "/" and self._token and secrets.compare_digest(given, self._token):
            self._token = None
            return self._welcome()
        if secrets.compare_digest(request.cookies.get(COOKIE, ""), self._session):
            return None
        return web.Response(status=403, text=REFUSED)

    def _welcome(self) -> web.Response:
        """Give the cookie and lead to the address without the token."""
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(COOKIE, self._session, httponly=True, samesite="Strict", path="/")
        return answer

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let through what may pass, with headers that keep everything on this computer."""
        answer = self.check(request)
        if answer is None:
            return await handler(request)
        answer.headers.update(self.headers)
        return answer

    async def sign(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Put the headers on every answer, before it is sent."""
        response.headers.update(self.headers)
