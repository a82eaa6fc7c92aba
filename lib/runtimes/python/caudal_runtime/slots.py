"""Slots: how many requests are in an instance at once. Used from one thread only, the event loop's.

With one worker a slot is a number. With several, a worker holds at most its share, and each slot is one byte of a pipe
that all workers share, so that the instance as a whole never has more than CAUDAL_SLOTS; the supervisor puts back those
of a worker that died.
"""

from __future__ import annotations

import os
from typing import Optional


class Slots:
    """The slots of one worker. `limit` None means no limit."""

    def __init__(self, limit: Optional[int]) -> None:
        self._limit = limit
        self.taken = 0

    def take(self) -> bool:
        """Take a slot; False when none is free."""
        if self._limit is not None and self.taken >= self._limit:
            return False
        self.taken += 1
        return True

    def release(self) -> None:
        """Give a slot back."""
        self.taken -= 1


class SharedSlots(Slots):
    """A worker's share of an instance's slots.

    `held` is this worker's cell in memory that the supervisor can read: it is raised before a byte is read, so that a
    worker killed in between costs nothing.
    """

    def __init__(self, limit: int, read_fd: int, write_fd: int, held: memoryview) -> None:
        super().__init__(limit)
        self._read_fd = read_fd
        self._write_fd = write_fd
        self._held = held

    def take(self) -> bool:
        """Take a slot of the worker's share and of the instance; False when either has none."""
        if not super().take():
            return False
        self._held[0] += 1
        try:
            os.read(self._read_fd, 1)
        except BlockingIOError:
            self._held[0] -= 1
            super().release()
            return False
        return True

    def release(self) -> None:
        """Give a slot back to the instance."""
        os.write(self._write_fd, b"s")
        self._held[0] -= 1
        super().release()


def share_of(slots: int, workers: int) -> int:
    """The most slots that one worker may hold: an even share, rounded up."""
    return -(-slots // workers)
