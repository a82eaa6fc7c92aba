"""A scoring script whose `run` tells when it has begun and waits to be let go: no test has to sleep or guess."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from pathlib import Path
from typing import Any, Callable, Optional

from harness import Observed, Server, exchange

LIMIT_S = 30
GATED_SCRIPT = """
import json
import os

calls = 0
ROOT = os.environ["AML_APP_ROOT"]


def wait(request_id):
    with open(os.path.join(ROOT, "begun"), "w") as pipe:
        pipe.write(request_id + "\\n")
    with open(os.path.join(ROOT, "gate")) as pipe:
        pipe.read()


def init():
    pass


def run(data):
    global calls
    calls += 1
    if data == "wait":
        wait(str(os.getpid()))
    return {"calls": calls, "pid": os.getpid()}
"""


class Gate:
    """The two named pipes of a gated script."""

    def __init__(self, folder: Path, script: str = GATED_SCRIPT) -> None:
        (folder / "score.py").write_text(script)
        self._begun, self._gate = folder / "begun", folder / "gate"
        os.mkfifo(self._begun)
        os.mkfifo(self._gate)

    def wait_until_begun(self) -> int:
        """Block until a `run` waits at the gate; its process id."""
        pipe = os.open(self._begun, os.O_RDONLY | os.O_NONBLOCK)
        try:
            # Readable, with nothing to read, for as long as nobody has opened the other end.
            line = _until(lambda: os.read(pipe, 100), BlockingIOError)
        finally:
            os.close(pipe)
        return int(line)

    def open(self) -> None:
        """Let the waiting `run` go."""
        pipe = _until(lambda: os.open(self._gate, os.O_WRONLY | os.O_NONBLOCK), OSError)
        os.write(pipe, b"go")
        os.close(pipe)


def _until(attempt: Callable[[], Any], error: type[Exception]) -> Any:
    """Try until there is something, for at most LIMIT_S seconds."""
    ends = time.monotonic() + LIMIT_S
    while time.monotonic() < ends:
        with contextlib.suppress(error):
            found = attempt()
            if found:
                return found
        time.sleep(0.005)
    raise AssertionError(f"nothing within {LIMIT_S} s")


class Call(threading.Thread):
    """A request on a thread of its own."""

    def __init__(self, server: Server, body: bytes = b"wait", headers: Optional[dict[str, str]] = None) -> None:
        super().__init__(daemon=True)
        self._server, self._body, self._headers = server, body, headers or {}
        self._answer: Optional[Observed] = None
        self._error: Optional[Exception] = None
        self.start()

    def run(self) -> None:
        """Send it and keep the answer."""
        try:
            self._answer = exchange(
                self._server.port, "POST", "/score", headers=list(self._headers.items()), body=self._body
            )
        except Exception as error:
            self._error = error

    def answer(self) -> Observed:
        """Wait for the answer."""
        self.join(30)
        if self._error is not None:
            raise self._error
        assert self._answer is not None, "no answer within 30 s"
        return self._answer


class Sent:
    """A request that the server has certainly read when the constructor returns."""

    def __init__(self, server: Server, body: bytes = b"x", headers: bytes = b"") -> None:
        self.connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        head = b"POST /score HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n" % (headers, len(body))
        self.connection.sendall(head + body)
        # The loop takes what is readable in order, so what was sent before two round trips has been read after them.
        for _ in range(2):
            assert server.get("/").status == 200

    def read(self) -> bytes:
        """The answer, whose body is a JSON object."""
        received = b""
        while not received.endswith(b"}"):
            data = self.connection.recv(65536)
            assert data, received
            received += data
        return received


def score(server: Server, text: str = "x", **headers: str) -> Observed:
    """A request that does not wait at the gate."""
    pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return exchange(server.port, "POST", "/score", headers=pairs, body=text.encode())


def score_until_free(server: Server) -> Observed:
    """Ask again while the answer is `busy`; the slot is given back by another thread of the server."""
    for _ in range(2000):
        answer = score(server)
        if answer.status != 503:
            return answer
    raise AssertionError("still busy after 2000 requests")
