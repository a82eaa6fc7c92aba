"""Runs a program on a terminal of its own, types answers when prompts appear, and prints what the terminal showed.

Usage: answer-terminal.py '[["prompt", "answer"], ...]' PROGRAM [ARGUMENT...]
"""

import json
import os
import pty
import select
import sys
import time

QUIET_S = 0.3
# A spinner is never quiet.
PROMPT_S = 1.0


def main() -> int:
    steps = json.loads(sys.argv[1])
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[2], sys.argv[2:])
    shown = b""
    since = None
    while True:
        readable, _, _ = select.select([terminal], [], [], QUIET_S)
        if readable:
            try:
                data = os.read(terminal, 4096)
            except OSError:  # Linux: the program has left the terminal
                break
            if not data:
                break
            shown += data
        if not steps or steps[0][0].encode() not in shown:
            continue
        since = since or time.monotonic()
        if not readable or time.monotonic() - since > PROMPT_S:
            os.write(terminal, steps.pop(0)[1].encode())
            since = None
    sys.stdout.buffer.write(shown)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


sys.exit(main())
