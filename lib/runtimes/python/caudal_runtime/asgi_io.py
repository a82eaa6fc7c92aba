"""One request's ASGI messages: its headers, its body, whether its caller is still there, and sending the answer."""

from __future__ import annotations

from typing import Any, Callable, Optional

from .job import Header, Reply, StreamReply
from .streams import ChunkPipe

Receive = Callable[[], Any]
Send = Callable[[Any], Any]


def header_dict(pairs: list[Header]) -> dict[bytes, bytes]:
    """Headers by lower-case name; repeated ones are joined by a comma, as WSGI servers do."""
    headers = dict(pairs)
    if len(headers) < len(pairs):
        headers = {}
        for name, value in pairs:
            headers[name] = headers[name] + b"," + value if name in headers else value
    return headers


async def read_body(receive: Receive) -> Optional[bytes]:
    """The whole body, None if the caller hung up before its end."""
    message = await receive()
    if message["type"] != "http.request":
        return None
    if not message.get("more_body"):
        body: bytes = message["body"]
        return body
    parts = [message["body"]]
    while message.get("more_body"):
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message["body"])
    return b"".join(parts)


def gone_check(receive: Receive) -> Callable[[], bool]:
    """Tells whether the caller has hung up. uvicorn keeps that on the object whose method `receive` is."""
    cycle = getattr(receive, "__self__", None)
    return lambda: bool(getattr(cycle, "disconnected", False))


async def send_reply(receive: Receive, send: Send, reply: Reply, extra: list[Header]) -> None:
    """Send a finished answer with its length; 204 and 304 have no body."""
    headers = reply.headers + extra
    body = reply.body
    if reply.status in (204, 304):
        body = b""
    else:
        headers.append((b"content-length", b"%d" % len(body)))
    cycle = getattr(receive, "__self__", None)
    if body and cycle is not None and cycle.scope["method"] != "HEAD":
        cycle.transport.hold()
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def send_stream(send: Send, reply: StreamReply, extra: list[Header]) -> None:
    """Send a streamed answer chunk by chunk."""
    pipe: ChunkPipe = reply.chunks
    try:
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers + extra})
        while (chunk := await pipe.next()) is not None:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        pipe.close()
