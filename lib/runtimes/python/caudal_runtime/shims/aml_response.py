"""`AMLResponse` for an environment without azureml-inference-server-http."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Optional

from werkzeug.wrappers import Response

__all__ = ["AMLResponse"]


class AMLResponse(Response):
    """An HTTP response that `run` returns as it wants it sent.

    `json_str` serialises the message; `None` becomes `{}`; a header's commas separate repeated headers.
    """

    def __init__(
        self,
        message: Any,
        status_code: int,
        response_headers: Optional[Mapping[str, str]] = None,
        json_str: bool = False,
        run_function_failed: bool = False,
    ) -> None:
        headers = dict(response_headers or {})
        if message is None or json_str:
            text = json.dumps({} if message is None else message)
            super().__init__(text, status=status_code, mimetype="application/json")
        else:
            super().__init__(message, status=status_code, mimetype="text/html")
            if "Content-Type" in headers:
                self.headers.remove("Content-Type")
        self.headers["x-ms-run-function-failed"] = str(run_function_failed)
        for name, value in headers.items():
            for part in value.split(","):
                self.headers.add(name, part.strip())
