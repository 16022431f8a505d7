"""The process that reads files: ``python -m qualcode.formats.read.reader SUFFIX``.

It takes one file after the other from standard input and answers on standard output, keeps to the
time and memory that each request allows, opens no connection, and ends at once when its input
closes: also in the middle of a file, when the program that started it is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any, BinaryIO, NoReturn

from qualcode.domain.errors import BadInput
from qualcode.formats.read.bounds import MEMORY_ENDED, MemoryBound, bound_time
from qualcode.formats.read.registry import MODULES, format_of
from qualcode.formats.read.transcript import read_transcript
from qualcode.formats.read.wire import from_line, options_from, reading_to, to_line

_LEFT_OUT = ("numpy",)
"""What a library takes where it is there and no reader needs: numpy reserves memory for sums, and
ends the process where it gets none."""
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
_GROWN = 32 * 2**20

_Request = tuple[dict[str, Any], bytes]


def _requests(source: BinaryIO, asked: SimpleQueue[_Request]) -> NoReturn:
    """Pass requests on; end the process where no more can come."""
    try:
        while line := source.readline():
            asked_for = from_line(line)
            asked.put((asked_for, source.read(asked_for["size"])))
        os._exit(0)
    except MemoryError:
        os._exit(MEMORY_ENDED)
    finally:
        os._exit(1)


def _answers(request: dict[str, Any], data: bytes) -> Iterator[bytes]:
    """The lines that answer a request."""
    try:
        reading = read_transcript(data, request["name"], options_from(request["options"]))
    except BadInput as error:
        yield to_line({"refused": str(error)})
    except MemoryError:
        os._exit(MEMORY_ENDED)
    except Exception as error:
        # Only the kind is told: the text of an error may hold words of participants.
        yield to_line({"failed": type(error).__name__})
    else:
        yield from reading_to(reading)


def _private_output() -> BinaryIO:
    """Standard output for answers alone; whatever else is printed goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _no_network(event: str, _arguments: object) -> None:
    if event in _NETWORK:
        raise PermissionError("the reader opens no connection")


def _serve(target: BinaryIO, asked: SimpleQueue[_Request], memory: MemoryBound) -> None:
    """Answer requests; after a large file end, for memory once taken is not all given back."""
    while True:
        request, data = asked.get()
        bound_time(request["seconds"])
        memory.allow(request["memory"])
        try:
            for line in _answers(request, data):
                target.write(line)
            del data
            target.write(to_line({"again": memory.grown < _GROWN}))
            target.flush()
        except MemoryError:
            os._exit(MEMORY_ENDED)
        except OSError:
            os._exit(0)


def main() -> None:
    """Serve the program that started this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.addaudithook(_no_network)
    sys.modules.update(dict.fromkeys(_LEFT_OUT))  # type: ignore[arg-type]
    if sys.argv[1] in MODULES:
        format_of(sys.argv[1])
    asked: SimpleQueue[_Request] = SimpleQueue()
    target = _private_output()
    threading.Thread(target=_requests, args=(sys.stdin.buffer, asked), daemon=True).start()
    _serve(target, asked, MemoryBound())


if __name__ == "__main__":
    main()
