"""@rawhttp: the request object that `run` gets, and the response object that it returns."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Callable

from .aml_modules import REAL_API
from .job import Header, Reply, StreamReply
from .replies import FAILED

# Hop-by-hop headers belong to the connection, which is ours; the length is counted, not believed.
NOT_FORWARDED = frozenset(
    {
        "connection",
        "keep-alive",
        "transfer-encoding",
        "upgrade",
        "te",
        "trailer",
        "proxy-authenticate",
        "content-length",
    }
)
# `x-caudal-busy` from a script would have the gateway send the request to another instance: scored twice.
OURS = "x-caudal-"
# What RFC 9110 lets a header be. uvicorn refuses others when it is too late to say so: it only closes the connection.
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")

Opener = Callable[[dict[str, Any]], "AbstractContextManager[Any]"]


def make_request_opener() -> Opener:
    """A function from a WSGI environ to a context in which `run` gets the request object.

    With flask in the process (Azure's package brings it) it is flask's Request inside a request context, so that
    `jsonify` and `flask.request` work; else it is werkzeug's.
    """
    if "flask" in sys.modules:
        import flask

        app = flask.Flask("caudal_runtime")

        @contextlib.contextmanager
        def open_flask(environ: dict[str, Any]) -> Iterator[Any]:
            with app.request_context(environ) as context:
                yield context.request

        return open_flask

    from werkzeug.wrappers import Request

    @contextlib.contextmanager
    def open_werkzeug(environ: dict[str, Any]) -> Iterator[Any]:
        yield Request(environ)

    return open_werkzeug


def is_response(value: Any) -> bool:
    """Whether `run` returned an HTTP response: an AMLResponse, or flask's (which Azure's AMLResponse is)."""
    flask = sys.modules.get("flask")
    if flask is not None and isinstance(value, flask.Response):
        return True
    module = sys.modules.get(f"{REAL_API}.aml_response")
    return module is not None and isinstance(value, module.AMLResponse)


def reply_from_response(response: Any, environ: dict[str, Any]) -> Reply | StreamReply:
    """The response as it goes out; one with a generator for a body is streamed."""
    chunks, status_line, pairs = response.get_wsgi_response(environ)
    status = int(status_line.split(" ", 1)[0])
    if not 200 <= status <= 599:
        raise ValueError(f"run() returned a response with the status {status_line!r}, which is no final HTTP status.")
    for name, value in pairs:
        if not HEADER_NAME.fullmatch(name) or not HEADER_VALUE.fullmatch(str(value)):
            raise ValueError(f"run() returned a response whose header {name!r}: {value!r} HTTP does not allow.")
    headers: list[Header] = [
        (name.lower().encode("latin-1"), str(value).encode("latin-1"))
        for name, value in pairs
        if name.lower() not in NOT_FORWARDED and not name.lower().startswith(OURS)
    ]
    if status >= 500:
        headers = [header for header in headers if header[0] != FAILED[0]]
        headers.append(FAILED)
    if response.is_streamed:
        return StreamReply(status, headers, chunks, response.close)
    body = b"".join(chunks)
    response.close()
    return Reply(status, headers, body)
