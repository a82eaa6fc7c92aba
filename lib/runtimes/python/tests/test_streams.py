"""Streamed responses, bodies and connections."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
from pathlib import Path

import pytest
from gates import GATED_SCRIPT, Gate, score_until_free
from harness import Server, ours

from caudal_runtime.streams import MAX_WAITING_CHUNKS, ChunkPipe

SCRIPT = (
    GATED_SCRIPT
    + """

from azureml_inference_server_http.api.aml_request import rawhttp
from azureml_inference_server_http.api.aml_response import AMLResponse


def chunks(way):
    try:
        yield b"first"
        if way == "wait":
            wait(str(os.getpid()))
        if way == "fail":
            raise ValueError("in the middle")
        if way in ("endless", "late"):
            while True:
                yield b"x" * 65536
        yield b"last"
    finally:
        print("the generator was closed")


@rawhttp
def run(request):
    way = request.args.get("way")
    if way == "late":
        wait(str(os.getpid()))
    return AMLResponse(chunks(way), 200, {"Content-Type": "text/plain"})
"""
)


def open_stream(server: Server, way: str) -> http.client.HTTPResponse:
    """The response as soon as its head is there."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", f"/score?way={way}")
    return connection.getresponse()


def test_a_chunk_arrives_before_the_next_one_is_made(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path, SCRIPT)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1"}) as server:
        response = open_stream(server, "wait")
        assert response.read(5) == b"first"
        gate.wait_until_begun()
        # The slot is taken for as long as the stream goes on.
        assert open_stream(server, "x").status == 503
        gate.open()
        assert response.read() == b"last"


def test_a_generator_that_raises_breaks_the_answer_off_visibly(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path, SCRIPT)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1"}) as server:
        with pytest.raises(http.client.IncompleteRead):
            open_stream(server, "fail").read()
        assert "in the middle" in server.stderr()
        assert score_until_free(server).status == 200


def test_a_reader_who_leaves_ends_the_generator_and_frees_the_slot(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path, SCRIPT)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1"}) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(b"GET /score?way=endless HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
        assert score_until_free(server).status == 200
        assert "the generator was closed" in server.stdout()


def test_a_closed_pipe_never_blocks_also_when_it_is_full() -> None:
    pushed: list[bool] = []
    pipe = ChunkPipe(asyncio.new_event_loop(), lambda function, *args: function(*args))
    for _ in range(MAX_WAITING_CHUNKS):
        assert pipe.push(b"x")
    pusher = threading.Thread(target=lambda: pushed.extend(pipe.push(chunk) for chunk in (b"x", None)), daemon=True)
    pusher.start()
    pipe.close()
    pusher.join(10)
    assert pushed == [False, False]


def test_a_stream_that_comes_after_its_timeout_frees_the_slot(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path, SCRIPT)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1", "CAUDAL_REQUEST_TIMEOUT_MS": "200"}) as server:
        for _ in range(3):
            score_until_free(server)
            while (status := open_stream(server, "late").status) == 503:
                pass
            assert status == 408
            gate.wait_until_begun()
            gate.open()
        score_until_free(server)


def test_requests_share_a_connection_also_when_sent_ahead(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path)
    request = b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"
    with ours(python, tmp_path) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(request * 20)
            received = b""
            while received.count(b"HTTP/1.1 200 ") < 20 or not received.endswith(b"}"):
                received += connection.recv(65536)
        assert received.count(b'"calls"') == 20


def test_a_body_is_asked_for_only_when_there_is_a_slot(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path)
    with ours(python, tmp_path) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 100 ")
            connection.sendall(b"x")
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
