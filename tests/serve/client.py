"""Visits the served page without a browser; run as a program, since the suite has no network.

    python -m tests.serve.client ADDRESS KEYS

Prints what each request was answered with, and the text that the program painted.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pyte


async def painted(socket: aiohttp.ClientWebSocketResponse, screen: Any, seconds: float) -> None:
    """Feed what the program paints to an emulated terminal."""
    stream = pyte.ByteStream(screen)
    end = asyncio.get_running_loop().time() + seconds
    while (left := end - asyncio.get_running_loop().time()) > 0:
        try:
            message = await socket.receive(left)
        except TimeoutError:
            return
        if message.type is aiohttp.WSMsgType.BINARY:
            stream.feed(message.data)
        elif message.type is not aiohttp.WSMsgType.TEXT:
            return


async def visit(address: str, keys: str) -> dict[str, Any]:
    base = f"http://{urlsplit(address).netloc}"
    # A browser keeps cookies of addresses that are numbers; this client has to be told to.
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession() as stranger, stranger.get(base) as answer:
        without = answer.status
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        async with session.get(address) as answer:
            first, page, policy = answer.status, await answer.text(), dict(answer.headers)
        screen = pyte.Screen(100, 30)
        async with session.ws_connect(f"{base}/ws?width=100&height=30", max_msg_size=0) as socket:
            await socket.send_json(["resize", {"width": 100, "height": 30}])
            await painted(socket, screen, 4)
            for key in keys:
                await socket.send_json(["stdin", key])
                await painted(socket, screen, 0.7)
        async with aiohttp.ClientSession() as other, other.get(address) as answer:
            second = answer.status
    return {
        "without": without,
        "first": first,
        "second": second,
        "page": page,
        "policy": policy["Content-Security-Policy"],
        "text": "\n".join(screen.display),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(visit(*sys.argv[1:3]))))
