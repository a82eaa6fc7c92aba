"""Errors of the runtime. A boot error ends the process; an input error becomes a 4xx answer."""

from __future__ import annotations

BOOT_EXIT_CODE = 3


class BootError(Exception):
    """The instance cannot serve.

    `kind` is a stable word for the controller, `phase` is `imports` or `init`, and the cause (if any) is the
    exception whose traceback the user wants to see.
    """

    def __init__(self, kind: str, phase: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.phase = phase
        self.message = message


class InputError(Exception):
    """The request does not fit `run`: answered with `status` and `{"message": ...}`."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
