"""One scoring request on its way from the event loop to the main thread and back."""

from __future__ import annotations

import asyncio
from typing import Any, Callable, Optional

Header = tuple[bytes, bytes]


class Reply:
    """A finished answer: status, headers (lower-case names) and body."""

    __slots__ = ("status", "headers", "body")

    def __init__(self, status: int, headers: list[Header], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


class StreamReply:
    """The head of an answer whose body is produced chunk by chunk on the main thread."""

    __slots__ = ("status", "headers", "chunks", "close")

    def __init__(self, status: int, headers: list[Header], chunks: Any, close: Callable[[], None]) -> None:
        self.status = status
        self.headers = headers
        self.chunks = chunks
        self.close = close


class Job:
    """What `run` needs to know of a request, and where its answer goes.

    `scope` is the ASGI scope, `answer` the future that the request's coroutine awaits, `is_gone` tells whether the
    caller has hung up. After `deadline` (time.monotonic) it is too late to begin; at `answer_at` the caller is answered
    if `run` has not returned, and `expired` says that this has happened.
    """

    __slots__ = ("scope", "headers", "body", "request_id", "answer", "is_gone", "deadline", "answer_at", "expired")

    def __init__(
        self,
        scope: Any,
        headers: dict[bytes, bytes],
        body: bytes,
        request_id: str,
        answer: "asyncio.Future[Reply | StreamReply]",
        is_gone: Callable[[], bool],
        deadline: Optional[float],
        answer_at: Optional[float],
    ) -> None:
        self.scope = scope
        self.headers = headers
        self.body = body
        self.request_id = request_id
        self.answer = answer
        self.is_gone = is_gone
        self.deadline = deadline
        self.answer_at = answer_at
        self.expired = False

    def is_wanted(self, now: float) -> bool:
        """Whether anybody still waits for the answer at `now` (time.monotonic)."""
        return not (self.expired or self.is_gone() or (self.deadline is not None and now >= self.deadline))

    def content_type(self) -> str:
        """The request's content type, empty if it has none."""
        return self.headers.get(b"content-type", b"").decode("latin-1")
