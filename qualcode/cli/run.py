"""One command line from its arguments to its exit code; no traceback ever reaches the user."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from qualcode.cli import output
from qualcode.cli.collector import SELDOM, collecting
from qualcode.cli.parser import build
from qualcode.cli.registry import COMMANDS
from qualcode.domain.errors import QualcodeError

FAULT = 1
BAD_INPUT = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (default: the program's own) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    output.prepare()
    try:
        with collecting(SELDOM):
            code = _perform(words)
        sys.stdout.flush()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except QualcodeError as error:
        return _told(str(error), error.exit_code)
    except BrokenPipeError:
        return _pipe_closed()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _told(_about(error), BAD_INPUT)
    except Exception as fault:
        return _told(_fault(fault), FAULT)
    return code


def _perform(words: list[str]) -> int:
    """Parse and run; without a command the start screen opens."""
    parser = build([word for word in words[:1] if word in COMMANDS])
    args = parser.parse_args(words)
    if args.command is None:
        from qualcode.cli.screen import start

        return start()
    code: int = args.run(args)
    return code


def _told(sentence: str, code: int) -> int:
    output.complain(sentence)
    return code


def _about(error: OSError) -> str:
    """The system's reason and the file it is about, as one sentence."""
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}" if error.filename else reason


def _fault(fault: Exception) -> str:
    from qualcode.faults import write_log

    log = write_log(fault)
    where = f"where it happened is in {log}" if log else "no log could be written"
    return f"a fault in qualcode itself ({type(fault).__name__}); {where}"


def _pipe_closed() -> int:
    """Point standard output at nothing, so that Python's last flush stays quiet too."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
    return PIPE_CLOSED
