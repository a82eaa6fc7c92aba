"""WORKER_TIMEOUT: a worker whose `run` hangs ends with 1, so that another takes its place, as under Azure's gunicorn.

faulthandler ends it if it must: its thread needs no interpreter, so that a `run` that keeps Python's lock in C code is
ended too. Either way stderr says where each thread was.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import time
from typing import Optional

from .logs import logger

# How often it looks, in seconds.
TICK_S = 1.0
STDERR = 2


class Watchdog:
    """Watches the main thread. A `timeout_s` of 0 turns it off."""

    def __init__(self, loop: asyncio.AbstractEventLoop, timeout_s: int) -> None:
        self._loop = loop
        self._timeout_s = timeout_s
        self._since: Optional[float] = None
        self._is_armed = False

    def start(self) -> None:
        """Before the loop runs, so that the first look comes before the first request."""
        if self._timeout_s:
            self._loop.call_soon(self._tick)

    def begin(self) -> None:
        """The user's code begins, or its stream has given a sign of life."""
        self._since = time.monotonic()
        # Arming starts a thread, so not with every request: while requests come, the ticks keep it armed.
        if self._timeout_s and not self._is_armed:
            self._arm()

    def end(self) -> None:
        """The user's code has returned."""
        self._since = None

    def _tick(self) -> None:
        self._loop.call_later(TICK_S, self._tick)
        if self._since is None:
            # Some interpreters wait by the time of day, which may jump: an idle worker has nothing to fear from that.
            self._is_armed = False
            faulthandler.cancel_dump_traceback_later()
        # Also when user's code has begun on the main thread in between.
        if self._since is not None:
            self._arm()

    def _arm(self) -> None:
        left = self._timeout_s + (self._since or time.monotonic()) - time.monotonic()
        if left <= 0:
            logger.error("run() took longer than WORKER_TIMEOUT, %d s: this worker ends.", self._timeout_s)
            faulthandler.dump_traceback(STDERR)
            os._exit(1)
        # Later than the tick that can say why, and that does not come if `run` keeps the lock.
        self._is_armed = True
        faulthandler.dump_traceback_later(left + 2 * TICK_S, exit=True, file=STDERR)
