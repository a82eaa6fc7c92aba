"""The ASGI application: routes, ids, slots and deadlines, on the event loop's thread.

A scoring request is handed to the main thread as a Job (`put`) and comes back by `settle` or `start_stream`, which the
main thread calls through `loop.call_soon_threadsafe`. Slots are taken and given back here only, so they need no lock.
"""

from __future__ import annotations

import asyncio
from typing import Any, Callable, Optional

from .asgi_io import Receive, Send, gone_check, header_dict, read_body, send_reply, send_stream
from .cors import Cors
from .deadlines import Deadlines
from .job import Header, Job, Reply, StreamReply
from .logs import log_line
from .replies import (
    DID_NOT_FAIL,
    HTML_TYPE,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    ROUTE_METHOD_NOT_ALLOWED,
    error_reply,
)
from .request_ids import RequestIds, read_ids
from .slots import Slots
from .streams import ChunkPipe
from .swagger import Swagger
from .text import first_query_value

ROUTES = {
    "/score": frozenset({"GET", "HEAD", "POST", "OPTIONS"}),
    "/": frozenset({"GET", "HEAD", "OPTIONS"}),
    "/swagger.json": frozenset({"GET", "HEAD", "OPTIONS"}),
}
BUSY: Header = (b"x-caudal-busy", b"1")
TIMED_OUT: Header = (b"x-caudal-timed-out", b"1")


class App:
    """One worker's application."""

    def __init__(
        self,
        *,
        put: Callable[[Job], None],
        slots: Slots,
        swagger: Swagger,
        is_raw: bool,
        request_timeout_ms: Optional[int] = None,
        server_version: Optional[str] = None,
        cors: Optional[Cors] = None,
        close_when_busy: bool = False,
    ) -> None:
        self._put = put
        self._slots = slots
        self._swagger = swagger
        self._is_raw = is_raw
        self._timeout_ms = request_timeout_ms
        self._always: list[Header] = [(b"x-ms-server-version", server_version.encode())] if server_version else []
        self._cors = cors
        # Another worker of the instance may be free, and only a new connection can reach it.
        self._when_busy: list[Header] = [BUSY, (b"connection", b"close")] if close_when_busy else [BUSY]
        self._deadlines = Deadlines(self._expire)

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        path, method = scope["path"], scope["method"]
        methods = ROUTES.get(path)
        if methods is None:
            await send_reply(receive, send, error_reply(404, NOT_FOUND), [])
            return
        if method not in methods:
            await send_reply(receive, send, error_reply(405, ROUTE_METHOD_NOT_ALLOWED), [])
            return
        headers = header_dict(scope["headers"])
        ids = read_ids(headers)
        extra = ids.headers + self._always
        if self._cors is not None:
            extra = extra + self._cors.headers(method, headers)
        if path == "/score" and ids.refusal is None and (self._is_raw or method in ("GET", "POST")):
            await self._score(scope, headers, ids, receive, send, extra)
            return
        await send_reply(receive, send, ids.refusal or self._plain(path, method, scope["query_string"]), extra)

    def _plain(self, path: str, method: str, query_string: bytes) -> Reply:
        """Answers that need no `run`: the probe, the swagger document, OPTIONS and HEAD."""
        if path == "/score":
            if method == "OPTIONS":
                return Reply(200, [HTML_TYPE, DID_NOT_FAIL], b"")
            return error_reply(405, METHOD_NOT_ALLOWED)
        if method == "OPTIONS":
            return Reply(200, [HTML_TYPE, (b"allow", b"GET, HEAD, OPTIONS")], b"")
        if path == "/":
            return Reply(200, [HTML_TYPE], b"Healthy")
        return self._swagger.reply(first_query_value(query_string, "version"))

    async def _score(
        self,
        scope: Any,
        headers: dict[bytes, bytes],
        ids: RequestIds,
        receive: Receive,
        send: Send,
        extra: list[Header],
    ) -> None:
        """Take a slot, read the body, have it scored, send the answer."""
        if not self._slots.take():
            await send_reply(
                receive, send, error_reply(503, "All slots of this instance are taken."), extra + self._when_busy
            )
            return
        loop = asyncio.get_running_loop()
        deadline, answer_at = _deadline(loop.time(), self._timeout_ms, headers.get(b"x-caudal-deadline-ms"))
        is_handed_over = False
        try:
            body = await read_body(receive)
            if body is None:
                return
            answer, is_gone = loop.create_future(), gone_check(receive)
            job = Job(scope, headers, body, ids.request_id, answer, is_gone, deadline, answer_at)
            self._deadlines.add(job)
            self._put(job)
            is_handed_over = True
        finally:
            if not is_handed_over:
                self._slots.release()
        reply = await job.answer
        if reply.status >= 400:
            log_line("I", ids.request_id, "caudal.runtime", f"{scope['method']} {scope['path']} {reply.status}")
        if isinstance(reply, StreamReply):
            await send_stream(send, reply, extra)
        else:
            await send_reply(receive, send, reply, extra)

    def settle(self, job: Job, reply: Reply) -> None:
        """`run` has returned: free its slot, then answer, unless the caller has been answered already."""
        self._slots.release()
        self._answer(job, reply)

    def forget(self, job: Job) -> None:
        """The job was never run, because nobody waits for it any more."""
        self._slots.release()
        self._deadlines.discard(job)
        self._expire(job)

    def start_stream(self, job: Job, reply: StreamReply) -> None:
        """`run` has returned a stream: send its head; the slot stays taken until `end_stream`."""
        if job.answer.done() and isinstance(reply.chunks, ChunkPipe):
            reply.chunks.close()
        self._answer(job, reply)

    def end_stream(self) -> None:
        """The stream's generator is done."""
        self._slots.release()

    def _answer(self, job: Job, reply: Reply | StreamReply) -> None:
        self._deadlines.discard(job)
        if not job.answer.done():
            job.answer.set_result(reply)
        if job.deadline is not None and asyncio.get_running_loop().time() > job.deadline:
            log_line("W", job.request_id, "caudal.runtime", "run() returned after its request had timed out.")

    def _expire(self, job: Job) -> None:
        """The deadline passed: answer now; the slot stays taken until `settle`."""
        if job.answer.done():
            return
        job.expired = True
        reply = error_reply(408, "The scoring request did not finish within its time limit.")
        reply.headers.append(TIMED_OUT)
        job.answer.set_result(reply)


def _deadline(
    now: float, timeout_ms: Optional[int], header: Optional[bytes]
) -> tuple[Optional[float], Optional[float]]:
    """When `run` is too late to begin, and when the caller is told so, in the loop's seconds; None for never.

    The earlier of the deployment's limit and the gateway's header counts. A gateway that sends the header answers its
    own caller, and learns from our answer that the slot is free again: it must get none before `run` has returned.
    """
    limits = [] if timeout_ms is None else [timeout_ms]
    has_gateway = header is not None and header.isdigit()
    if header is not None and has_gateway:
        limits.append(int(header))
    if not limits:
        return None, None
    deadline = now + min(limits) / 1000
    return deadline, None if has_gateway else deadline
