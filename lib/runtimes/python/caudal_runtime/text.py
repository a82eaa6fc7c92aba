"""Small parsers of HTTP text: query parameters and content types, as Azure's server (werkzeug) reads them."""

from __future__ import annotations

import codecs
import json
from typing import Any
from urllib.parse import parse_qsl, quote

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


def _keep_quoted(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 stay percent-encoded."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return quote(error.object[error.start : error.end], safe=""), error.end


codecs.register_error("caudal.keep_quoted", _keep_quoted)


def parse_query(query_string: bytes) -> dict[str, Any]:
    """Query parameters as values: each is JSON if it parses, else its text; a repeated name gives a list."""
    found: dict[str, list[Any]] = {}
    pairs = parse_qsl(query_string.decode(), keep_blank_values=True, errors="caudal.keep_quoted")
    for name, value in pairs:
        found.setdefault(name, []).append(_value_of(value))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def first_query_value(query_string: bytes, name: str) -> str | None:
    """The first value of one query parameter as text, or None."""
    pairs = parse_qsl(query_string.decode("utf-8", "replace"), keep_blank_values=True)
    return next((value for key, value in pairs if key == name), None)


def _value_of(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def media_type(content_type: str) -> str:
    """`Application/JSON; charset=utf-8` -> `application/json`."""
    return content_type.partition(";")[0].strip().lower()


def is_json_type(content_type: str) -> bool:
    """application/json and application/*+json."""
    media = media_type(content_type)
    return media == "application/json" or (media.startswith("application/") and media.endswith("+json"))


def is_form_type(content_type: str) -> bool:
    """Whether werkzeug takes the body for a form, which leaves nothing for an undecorated `run`.

    multipart without a boundary cannot be read as a form and stays a body.
    """
    media = media_type(content_type)
    return media == FORM_TYPES[0] or (media == FORM_TYPES[1] and "boundary=" in content_type.lower())
