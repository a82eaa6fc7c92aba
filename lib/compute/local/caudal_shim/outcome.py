"""How an instance ended, out of what the kernel and bubblewrap report."""

import json
import os
from typing import Any

STATUS_BYTES_MAX = 4096
# bubblewrap reports a command's end by signal n as exit code 128 + n, as the shell does.
SIGNAL_CODE_BASE = 128
SIGNAL_MAX = 64


class SandboxStatus:
    """What bubblewrap writes to its status pipe: the first process inside, and the command's exit code."""

    def __init__(self, *, sandboxed: bool) -> None:
        self.sandboxed = sandboxed
        self.inner_pid: int | None = None
        self.exit_code: int | None = None
        self.text = b""

    def feed(self, data: bytes) -> None:
        """Takes what was read from the pipe: one JSON object a line."""
        self.text = (self.text + data)[:STATUS_BYTES_MAX]
        for line in self.text.splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue
            self.inner_pid = value.get("child-pid", self.inner_pid)
            self.exit_code = value.get("exit-code", self.exit_code)


def describe_exit(wait_status: int | None, status: SandboxStatus, *, oom: bool, at: float) -> dict[str, Any]:
    """The content of ``exit.json``: either ``code`` or ``signal`` is set."""
    code: int | None = os.waitstatus_to_exitcode(wait_status or 0)
    number: int | None = None
    if code is not None and code < 0:
        code, number = None, -code
    elif status.exit_code is not None and SIGNAL_CODE_BASE < status.exit_code <= SIGNAL_CODE_BASE + SIGNAL_MAX:
        code, number = None, status.exit_code - SIGNAL_CODE_BASE
    # Without an exit code of the command, an error of bubblewrap is one of setting the sandbox up.
    launch_failed = status.sandboxed and status.exit_code is None and code not in (None, 0)
    return {"code": code, "signal": number, "oom": oom, "at": at, "launch_failed": launch_failed}
