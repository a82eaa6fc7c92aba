"""SIGTERM: finish what is running, take nothing new, end with 0."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from gates import Call, Gate, Sent
from harness import ours


def test_a_running_request_is_finished_before_the_end(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "2"}) as server:
        first = Call(server)
        gate.wait_until_begun()
        second = Sent(server)
        server.process.terminate()
        with pytest.raises(ConnectionRefusedError):
            while True:
                socket.create_connection(("127.0.0.1", server.port), timeout=30).close()
        assert server.process.poll() is None
        gate.open()
        assert first.answer().status == 200
        assert second.read().startswith(b"HTTP/1.1 200 ")
        assert server.wait() == 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_idle_instance_ends_with_0_and_leaves_nothing(python: Path, tmp_path: Path, workers: str) -> None:
    Gate(tmp_path)
    with ours(python, tmp_path, {"WORKER_COUNT": workers}) as server:
        # A kept-alive connection must not hold the end up.
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert idle.recv(65536).startswith(b"HTTP/1.1 200 ")
            server.process.terminate()
            assert server.wait() == 0


def test_a_thread_of_the_users_does_not_keep_the_process_alive(python: Path, tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(
        "import threading\n"
        "def init():\n    threading.Thread(target=threading.Event().wait).start()\n"
        "def run(data):\n    return 1\n"
    )
    with ours(python, tmp_path) as server:
        server.process.terminate()
        assert server.wait() == 0
