"""Calls from the main thread to the event loop, with one wake-up for many."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, Callable


class Outbox:
    """Like `loop.call_soon_threadsafe`, which makes a system call (and so a thread switch) for every single call."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._calls: deque[tuple[Callable[..., None], tuple[Any, ...]]] = deque()
        self._is_waking = False

    def call(self, function: Callable[..., None], *args: Any) -> None:
        """From the main thread: have the loop call `function`, in the order of these calls."""
        self._calls.append((function, args))
        if not self._is_waking:
            self._is_waking = True
            self._loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        # Before the calls: one that is added from here on wakes the loop again, at worst for nothing.
        self._is_waking = False
        while self._calls:
            function, args = self._calls.popleft()
            function(*args)
