"""Chunks on their way from the main thread, where the user's generator runs, to the event loop, which sends them."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from typing import Callable, Optional, Union

# Chunks that may wait for a slow reader before the generator is made to wait.
MAX_WAITING_CHUNKS = 16

Chunk = Union[bytes, None, BaseException]


class ChunkPipe:
    """A bounded pipe of chunks. None ends it, an exception breaks it off. `call` has the loop call a function."""

    def __init__(self, loop: asyncio.AbstractEventLoop, call: Callable[..., None]) -> None:
        self._loop = loop
        self._call = call
        self._room = threading.Semaphore(MAX_WAITING_CHUNKS)
        self._chunks: deque[Chunk] = deque()
        self._waiter: Optional[asyncio.Future[None]] = None
        self._is_closed = False

    def push(self, chunk: Chunk) -> bool:
        """From the main thread: hand over a chunk, waiting for room; False when nobody reads any more."""
        self._room.acquire()
        if self._is_closed:
            # For the push after this one, the stream's end, which must not wait either.
            self._room.release()
            return False
        self._call(self._arrive, chunk)
        return True

    async def next(self) -> Optional[bytes]:
        """On the loop: the next chunk, None at the end; raises what broke the stream off."""
        while not self._chunks:
            self._waiter = self._loop.create_future()
            await self._waiter
        chunk = self._chunks.popleft()
        self._room.release()
        if isinstance(chunk, BaseException):
            raise RuntimeError("the response's generator raised an exception") from chunk
        return chunk

    def close(self) -> None:
        """On the loop: the reader is gone; the main thread stops at its next chunk."""
        self._is_closed = True
        self._room.release()

    def _arrive(self, chunk: Chunk) -> None:
        self._chunks.append(chunk)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
