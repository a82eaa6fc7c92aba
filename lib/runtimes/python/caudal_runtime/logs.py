"""Log lines of an instance: `<level> [<pid>] [<request id or ->] <logger> - <text>`.

Time and stream are added by whoever reads our stdout and stderr. `print` goes through here so that a line can be found
by the id of the request that printed it; a user's own `logging` set-up is left alone and only gets a default.
"""

from __future__ import annotations

import builtins
import functools
import logging
import os
import sys
from typing import Any, TextIO

_print = builtins.print
_stdout = sys.stdout
_basic_config = logging.basicConfig
# One `run` at a time per process, so one variable serves the main thread and any thread that the user's code starts.
_current = {"request_id": "-"}

logger = logging.getLogger("caudal.runtime")


def set_request_id(request_id: str) -> None:
    """Tag the lines that follow with this request id; `-` outside of a request."""
    _current["request_id"] = request_id


def prefix(level: str, name: str) -> str:
    """What a line begins with."""
    return f"{level} [{os.getpid()}] [{_current['request_id']}] {name} - "


class TaggedFormatter(logging.Formatter):
    """Formats a record as one of our lines; the lines of a traceback follow as they are."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, with its traceback if it has one."""
        return prefix(record.levelname[:1], record.name) + super().format(record)


@functools.wraps(builtins.print)
def tagged_print(*objects: Any, sep: Any = " ", end: Any = "\n", file: Any = None, flush: bool = False) -> None:
    """`print`, with each line to stdout tagged; other files get what they always got.

    `end` is not written to stdout, as in Azure's server: a print is a log record there.
    """
    stream = file or sys.stdout
    if stream is not _stdout:
        # Also a stream that the script has put in stdout's place, to catch what is printed.
        _print(*objects, sep=sep, end=end, file=file, flush=flush)
        return
    head = prefix("I", "print")
    text = (" " if sep is None else sep).join(map(str, objects))
    stream.write("".join([f"{head}{line}\n" for line in text.split("\n")]))
    stream.flush()


@functools.wraps(logging.basicConfig)
def tagged_basic_config(**options: Any) -> None:
    """`logging.basicConfig`, but lines are tagged unless the script says how, or where to, they are written.

    `logging.info(...)` and its like call it by themselves, and `logging.lastResort` counts for nothing from then on.
    """
    if options.keys() <= {"level", "force"}:
        options["handlers"] = [_tagged_handler(sys.stderr)]
    _basic_config(**options)


def _tagged_handler(stream: TextIO) -> logging.Handler:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TaggedFormatter())
    return handler


def install_logging() -> None:
    """Set up our loggers, tag `print`, and give un-configured loggers of the user a tagged line on stderr."""
    to_stderr = _tagged_handler(sys.stderr)
    to_stderr.setLevel(logging.WARNING)
    to_stdout = _tagged_handler(sys.stdout)
    to_stdout.addFilter(lambda record: record.levelno < logging.WARNING)
    logging.getLogger("caudal").handlers = [to_stdout, to_stderr]
    logging.getLogger("caudal").setLevel(logging.INFO)
    logging.getLogger("caudal").propagate = False
    logging.getLogger("uvicorn").handlers = [to_stderr]
    logging.getLogger("uvicorn").propagate = False
    # Not a root handler: that would turn the user's own `logging.basicConfig` into nothing.
    logging.lastResort = _tagged_handler(sys.stderr)
    logging.basicConfig = tagged_basic_config
    builtins.print = tagged_print


def log_line(level: str, request_id: str, name: str, text: str) -> None:
    """One line about a request, from a thread other than the one that runs it."""
    sys.stdout.write(f"{level} [{os.getpid()}] [{request_id}] {name} - {text}\n")
    sys.stdout.flush()
