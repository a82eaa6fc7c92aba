"""The request in WSGI's words: what `request_headers` and @rawhttp show to the user's code."""

from __future__ import annotations

import io
import sys
from typing import Any
from urllib.parse import unquote_to_bytes

from .job import Job


def header_environ(scope: Any) -> dict[str, str]:
    """Request headers as CGI variables; repeated ones are joined by a comma."""
    environ: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name = raw_name.decode("latin-1").upper()
        if "_" in name:
            # `x_y` and `x-y` would become the same variable; the ambiguous spelling is dropped (as gunicorn does).
            continue
        value = raw_value.decode("latin-1").strip()
        if name in ("CONTENT-TYPE", "CONTENT-LENGTH"):
            environ[name.replace("-", "_")] = value
            continue
        key = "HTTP_" + name.replace("-", "_")
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    return environ


def request_headers(scope: Any) -> dict[str, str]:
    """The dict that a `run` with the parameter `request_headers` gets: names in Title-Case."""
    headers = {}
    for key, value in header_environ(scope).items():
        if key.startswith("HTTP_"):
            headers[key[5:].replace("_", "-").title()] = value
        elif value:
            headers[key.replace("_", "-").title()] = value
    return headers


def build_environ(job: Job) -> dict[str, Any]:
    """A complete WSGI environ of the request, its body in memory."""
    scope = job.scope
    environ: dict[str, Any] = dict(header_environ(scope))
    host, _, port = environ.get("HTTP_HOST", "localhost").partition(":")
    client = scope.get("client") or ("", 0)
    query = scope["query_string"].decode("latin-1")
    path = scope["raw_path"]
    target = path.decode("latin-1") + (f"?{query}" if query else "")
    environ.update(
        {
            "REQUEST_METHOD": scope["method"],
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "RAW_URI": target,
            "REQUEST_URI": target,
            "SERVER_NAME": host,
            "SERVER_PORT": port or "80",
            "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
            "SERVER_SOFTWARE": "caudal",
            "REMOTE_ADDR": client[0],
            "REMOTE_PORT": str(client[1]),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(job.body),
            "wsgi.input_terminated": True,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
    )
    return environ
