"""A real browser without a window that opens the page, types keys and takes a picture.

    python -m tests.serve.browser CHROMIUM ADDRESS PICTURE KEYS

Prints the hosts that were asked, the console's errors and whether a second visit is refused.
"""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--remote-debugging-port=0",
    "--window-size=1200,800",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
PATIENCE = 60.0
FULL_SCREEN = 4_000
"""Characters that the program sends at least to paint everything."""
QUIET = 1.5
"""Seconds without anything painted."""


class Page:
    """One page, driven by the DevTools protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.number = 0
        self.asked: set[str] = set()
        self.errors: list[str] = []
        self.painted, self.last = 0, 0.0
        self.waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def listen(self) -> None:
        async for message in self.socket:
            told = json.loads(message.data)
            if told.get("id") in self.waiting:
                self.waiting.pop(told["id"]).set_result(told.get("result", {}))
            elif told.get("method") == "Network.requestWillBeSent":
                self.asked.add(told["params"]["request"]["url"])
            elif told.get("method") == "Network.webSocketFrameReceived":
                self.painted += len(told["params"]["response"]["payloadData"])
                self.last = asyncio.get_running_loop().time()
            elif told.get("method") == "Runtime.exceptionThrown":
                self.errors.append(str(told["params"]["exceptionDetails"].get("text")))

    async def call(self, method: str, **given: Any) -> dict[str, Any]:
        self.number += 1
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.waiting[self.number] = answer
        await self.socket.send_json({"id": self.number, "method": method, "params": given})
        return await asyncio.wait_for(answer, PATIENCE)

    async def shown(self) -> None:
        """Wait until the program has painted."""
        for _ in range(300):
            told = await self.call(
                "Runtime.evaluate", expression="document.body.classList.contains('-first-byte')"
            )
            if told["result"].get("value"):
                return
            await asyncio.sleep(0.1)
        raise TimeoutError("nothing was painted")

    async def settled(self) -> None:
        """Wait until the whole screen was painted and nothing came for a while."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while self.painted < FULL_SCREEN or loop.time() - self.last < QUIET:
            if loop.time() > end:
                raise TimeoutError("the screen was not painted")
            await asyncio.sleep(0.1)

    async def type(self, keys: str) -> None:
        for key in keys:
            for kind in ("keyDown", "keyUp"):
                text = {"text": key} if kind == "keyDown" else {}
                await self.call("Input.dispatchKeyEvent", type=kind, key=key, **text)
            self.last = asyncio.get_running_loop().time()
            await self.settled()


async def debugger(folder: str) -> str:
    """Address of the browser's debugger, which it writes into its folder."""
    for _ in range(300):
        port = Path(folder, "DevToolsActivePort")
        if port.exists() and port.read_text().strip():
            return f"http://127.0.0.1:{port.read_text().split()[0]}"
        await asyncio.sleep(0.1)
    raise TimeoutError("the browser did not start")


async def visit(chromium: str, address: str, picture: str, keys: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = subprocess.Popen(
            [chromium, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            async with aiohttp.ClientSession() as session:
                base = await debugger(folder)
                async with session.get(f"{base}/json/list") as answer:
                    target = next(one for one in await answer.json() if one["type"] == "page")
                async with session.ws_connect(
                    target["webSocketDebuggerUrl"], max_msg_size=0
                ) as socket:
                    return await drive(Page(socket), session, address, picture, keys)
        finally:
            browser.terminate()
            browser.wait(20)


async def drive(
    page: Page, session: aiohttp.ClientSession, address: str, picture: str, keys: str
) -> dict[str, Any]:
    listening = asyncio.create_task(page.listen())
    for domain in ("Network", "Runtime", "Page"):
        await page.call(f"{domain}.enable")
    # Without a window the page would believe that another one has the keys.
    await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
    await page.call("Page.navigate", url=address)
    await page.shown()
    await page.settled()
    await page.type(keys)
    taken = await page.call("Page.captureScreenshot")
    Path(picture).write_bytes(base64.b64decode(taken["data"]))
    async with session.get(address) as again:
        second = again.status
    listening.cancel()
    hosts = {urlsplit(url).netloc for url in page.asked if not url.startswith("data:")}
    return {"hosts": sorted(hosts), "errors": page.errors, "second visit": second}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(visit(*sys.argv[1:5]))))
