"""The server: one study, one browser, on this computer only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shlex
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

from qualcode.domain.errors import BadInput
from qualcode.serve.gate import Gate

HOST = "127.0.0.1"
PATIENCE = 5.0
"""Seconds that a page waits for the program of the page before it to end."""


class LocalServer(Server):
    """Serves the coding screen of one study; raises BadInput where the port is taken."""

    def __init__(self, words: Sequence[str], title: str, port: int = 0) -> None:
        """Take what stands after ``qualcode`` on the command line, and a port (0: any free)."""
        self.socket = _listening(port)
        port = self.socket.getsockname()[1]
        command = shlex.join([sys.executable, "-m", "qualcode", *words])
        templates = Path(__file__).parent / "templates"
        super().__init__(command, HOST, port, title, templates_path=templates)
        self.gate = Gate(port)
        self._one = asyncio.Lock()

    @property
    def address(self) -> str:
        """The address that works once."""
        return f"{self.public_url}/?token={self.gate.token}"

    def initialize_logging(self) -> None:
        """No log: the library's own holds local variables, and with them participants' words."""
        logging.getLogger("textual-serve").addHandler(logging.NullHandler())
        logging.getLogger("textual-serve").propagate = False

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing here: the command says where the page is."""

    async def make_app(self) -> web.Application:
        """The web application, behind the gate."""
        app = await self._make_app()
        app.middlewares.append(self.gate.middleware)
        app.on_response_prepare.append(self.gate.sign)
        return app

    def serve(self, debug: bool = False) -> None:  # noqa: ARG002
        """Serve until Ctrl+C."""
        self.initialize_logging()
        loop = asyncio.new_event_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.request_exit)
        web.run_app(
            self.make_app(),
            sock=self.socket,
            handle_signals=False,
            loop=loop,
            print=None,
            access_log=None,
        )

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for one page; a second page at the same time is refused."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._one.acquire(), PATIENCE)
            try:
                return await super().handle_websocket(request)
            finally:
                self._one.release()
        raise web.HTTPConflict(text="The study is open in another page of this browser.\n")


def _listening(port: int) -> socket.socket:
    """A socket that listens on this computer only."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise BadInput(f"port {port} cannot be used: {error.strerror}") from error
    return listening
