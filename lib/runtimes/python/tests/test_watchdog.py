"""WORKER_TIMEOUT: a `run` that hangs costs its worker, not the instance."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest
from gates import score
from harness import ours, start_ours, stop

SCRIPT = """
import ctypes
import os
import time

from azureml_inference_server_http.api.aml_request import rawhttp
from azureml_inference_server_http.api.aml_response import AMLResponse


def hang_asleep():
    time.sleep(1000)


def hang_with_the_lock():
    ctypes.PyDLL(None).sleep(1000)


def chunks():
    for _ in range(6):
        time.sleep(0.5)
        yield b"chunk"


def init():
    pass


@rawhttp
def run(request):
    way = request.get_data(as_text=True)
    if way == "stream":
        return AMLResponse(chunks(), 200)
    if way != "x":
        return globals()[way]()
    return AMLResponse(str(os.getpid()), 200)
"""


@pytest.mark.parametrize("way", ["hang_asleep", "hang_with_the_lock"])
def test_a_run_that_hangs_is_ended_with_its_worker_and_says_where_it_was(
    python: Path, tmp_path: Path, way: str
) -> None:
    (tmp_path / "score.py").write_text(SCRIPT)
    with ours(python, tmp_path, {"WORKER_COUNT": "2", "WORKER_TIMEOUT": "1"}) as server:
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            score(server, way, x_request_id="stuck")
        assert f'score.py", line {SCRIPT.splitlines().index(f"def {way}():") + 2} in {way}' in server.stderr()
        if way == "hang_asleep":
            assert "[stuck] caudal.runtime - run() took longer than WORKER_TIMEOUT, 1 s: this" in server.stderr()
        while "ended (1); starting it again." not in server.stdout():
            pass
        assert score(server).status == 200


def test_the_only_worker_of_an_instance_ends_with_1(python: Path, tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(SCRIPT)
    server = start_ours(python, tmp_path, {"WORKER_TIMEOUT": "1"})
    try:
        # Sent before it serves: the very first request is watched too.
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            score(server, "hang_with_the_lock")
        assert server.wait() == 1
    finally:
        stop(server)


@pytest.mark.parametrize("timeout", ["0", "2"])
def test_a_stream_may_go_on_for_as_long_as_chunks_come(python: Path, tmp_path: Path, timeout: str) -> None:
    (tmp_path / "score.py").write_text(SCRIPT)
    with ours(python, tmp_path, {"WORKER_TIMEOUT": timeout}) as server:
        assert score(server, "stream").body == b"chunk" * 6
