"""The answers that are ours: results as JSON, and errors as `{"message": ...}`."""

from __future__ import annotations

import json
from typing import Any

from .job import Header, Reply

JSON_TYPE: Header = (b"content-type", b"application/json")
HTML_TYPE: Header = (b"content-type", b"text/html; charset=utf-8")
DID_NOT_FAIL: Header = (b"x-ms-run-function-failed", b"False")
FAILED: Header = (b"x-ms-run-function-failed", b"True")

INTERNAL_ERROR = "An unexpected internal error occurred. Check the logs for more info."
SCRIPT_ERROR = "An unexpected error occurred in scoring script. Check the logs for more info."
NOT_FOUND = (
    "The requested URL was not found on the server. If you entered the URL manually please check your spelling"
    " and try again."
)
ROUTE_METHOD_NOT_ALLOWED = "The method is not allowed for the requested URL."
METHOD_NOT_ALLOWED = "Method not allowed"


def json_reply(value: Any, status: int = 200, run_failed: bool = False) -> Reply:
    """`value` by json.dumps with its defaults (NaN stays NaN, text is escaped to ASCII); None becomes `{}`.

    Raises what json.dumps raises.
    """
    body = json.dumps({} if value is None else value).encode("ascii")
    return Reply(status, [JSON_TYPE, FAILED if run_failed else DID_NOT_FAIL], body)


def error_reply(status: int, message: str, run_failed: bool = False) -> Reply:
    """An error in the one shape that callers know."""
    return json_reply({"message": message}, status, run_failed)
