"""Answers a request whose time is over while its `run` goes on. Used on the event loop's thread only."""

from __future__ import annotations

import asyncio
from typing import Callable, Optional

from .job import Job


class Deadlines:
    """One timer for all jobs in flight; there are at most as many as slots."""

    def __init__(self, expire: Callable[[Job], None]) -> None:
        self._expire = expire
        self._jobs: set[Job] = set()
        self._timer: Optional[asyncio.TimerHandle] = None
        self._timer_at = 0.0

    def add(self, job: Job) -> None:
        """Watch a job, if it has a time limit."""
        if job.answer_at is None:
            return
        self._jobs.add(job)
        if self._timer is None or job.answer_at < self._timer_at:
            self._schedule(job.answer_at)

    def discard(self, job: Job) -> None:
        """The job is answered. The timer stays: setting it anew for each request would cost more than it saves."""
        self._jobs.discard(job)

    def _schedule(self, at: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer_at = at
        self._timer = asyncio.get_running_loop().call_at(at, self._fire)

    def _fire(self) -> None:
        self._timer = None
        # The timer may fire a clock tick early.
        now = asyncio.get_running_loop().time() + 0.001
        waiting: list[float] = []
        for job in list(self._jobs):
            if job.answer_at is None or job.answer_at <= now:
                self._jobs.discard(job)
                self._expire(job)
            else:
                waiting.append(job.answer_at)
        if waiting:
            self._schedule(min(waiting))
