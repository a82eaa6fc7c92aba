"""The phase pipe: one JSON line when imports, init and serving are done, or when one of them failed."""

from __future__ import annotations

import json
import os
import time
import traceback
from typing import Any, Optional

from .errors import BootError

# A line stays under PIPE_BUF (4096 bytes on Linux), so that a write is whole even with several writers.
MAX_LINE_BYTES = 4096
TRACEBACK_TAIL_CHARS = 2000


class PhaseWriter:
    """Writes phases to a file descriptor; without one it does nothing."""

    def __init__(self, fd: Optional[int]) -> None:
        self._fd = fd

    def write(self, phase: str, elapsed_ms: float, error: Optional[dict[str, Any]] = None) -> None:
        """Report that `phase` ended after `elapsed_ms` milliseconds, with `error` if it failed."""
        record: dict[str, Any] = {"phase": phase, "ms": round(elapsed_ms, 3), "at": round(time.time(), 6)}
        if error is not None:
            record["error"] = error
        self.write_record(record)

    def write_record(self, record: dict[str, Any]) -> None:
        """Write one record as a line, its traceback shortened from the front until the line is atomic."""
        if self._fd is None:
            return
        line = (json.dumps(record) + "\n").encode()
        error = record.get("error")
        while error and len(line) > MAX_LINE_BYTES:
            error["traceback_tail"] = error["traceback_tail"][len(error["traceback_tail"]) // 2 + 1 :]
            error["message"] = error["message"][:1000]
            line = (json.dumps(record) + "\n").encode()
        try:
            os.write(self._fd, line)
        except OSError:
            # Nobody reads any more: the supervisor of the instance is gone, serving goes on.
            self._fd = None

    def close(self) -> None:
        """All is said; processes that the user's code starts from here on do not get the descriptor."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def describe_failure(error: BootError) -> dict[str, Any]:
    """The error object of a phase line: stable kind, one-line message, the end of the user's traceback."""
    cause = error.__cause__
    return {
        "kind": error.kind,
        "message": error.message,
        "traceback_tail": format_cause(cause)[-TRACEBACK_TAIL_CHARS:] if cause is not None else "",
    }


def format_cause(cause: BaseException) -> str:
    """The traceback of the user's exception without our frames and the import machinery's."""
    trace = cause.__traceback__
    while trace is not None and _is_ours(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(cause), cause, trace or cause.__traceback__))


def _is_ours(filename: str) -> bool:
    return filename.startswith(("<frozen importlib", os.path.dirname(os.path.abspath(__file__)) + os.sep))
