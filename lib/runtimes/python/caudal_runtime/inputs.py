"""From a request to the keyword arguments of `run`, one function a style."""

from __future__ import annotations

import inspect
import json
from typing import Any

from .errors import InputError
from .job import Job
from .logs import logger
from .replies import METHOD_NOT_ALLOWED
from .text import is_form_type, is_json_type, parse_query

_hinted = False


def text_input(job: Job, name: str) -> dict[str, Any]:
    """The body as text for an undecorated `run`; a GET's query parameters become JSON text."""
    method = job.scope["method"]
    if method == "GET":
        return {name: json.dumps(parse_query(job.scope["query_string"]))}
    if method != "POST":
        raise InputError(405, METHOD_NOT_ALLOWED)
    body = job.body
    if is_form_type(job.content_type()):
        _hint_at_form()
        body = b""
    try:
        return {name: str(body, "utf-8")}
    except UnicodeDecodeError as error:
        raise InputError(400, f"Input cannot be decoded as UTF-8: {error}") from None


def _hint_at_form() -> None:
    """Say once that nothing of a form is left for `run`: `curl -d` sends forms by default."""
    global _hinted
    if not _hinted:
        _hinted = True
        logger.warning("A form was posted, so run() gets an empty string; send `Content-Type: application/json`.")


def schema_input(job: Job, parameters: tuple[inspect.Parameter, ...]) -> dict[str, Any]:
    """Named values out of a JSON object (or a GET's query) for a `run` with @input_schema."""
    method = job.scope["method"]
    if method == "GET":
        values: Any = parse_query(job.scope["query_string"])
    elif method == "POST":
        values = _json_object(job)
    else:
        raise InputError(405, METHOD_NOT_ALLOWED)
    arguments: dict[str, Any] = {}
    for parameter in parameters:
        value = values.get(parameter.name, parameter.default)
        if value is inspect.Parameter.empty:
            raise InputError(400, f"A value is not provided for the {parameter.name!r} parameter.")
        arguments[parameter.name] = value
    return arguments


def _json_object(job: Job) -> dict[str, Any]:
    if not is_json_type(job.content_type()):
        raise InputError(415, "Expects Content-Type to be application/json")
    try:
        value = json.loads(job.body)
    except json.JSONDecodeError as error:
        if not job.body:
            raise InputError(400, "POST body is empty. Expecting a JSON dictionary.") from None
        raise InputError(400, f"POST body could not be decoded as JSON: {error}") from None
    if not isinstance(value, dict):
        raise InputError(400, "POST body should be a JSON dictionary.")
    return value
