"""`rawhttp` and `AMLRequest` for an environment without azureml-inference-server-http."""

from __future__ import annotations

from typing import Any, Callable, TypeVar

from werkzeug.wrappers import Request as AMLRequest

__all__ = ["AMLRequest", "rawhttp"]

_Run = TypeVar("_Run", bound=Callable[..., Any])

# The name is the reference's: the runtime asks whichever module the script imported.
_rawHttpRequested = False


def rawhttp(func: _Run) -> _Run:
    """Mark `run` as taking the HTTP request itself."""
    global _rawHttpRequested
    _rawHttpRequested = True
    return func
