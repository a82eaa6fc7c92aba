"""Time limits: the caller is answered at once, the slot stays taken until `run` has returned."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from gates import Call, Gate, Sent, score, score_until_free
from harness import ours


def test_a_timed_out_request_keeps_its_slot_until_run_returns(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1", "CAUDAL_REQUEST_TIMEOUT_MS": "200"}) as server:
        first = Call(server, headers={"x-request-id": "slow"})
        gate.wait_until_begun()
        answer = first.answer()
        assert (answer.status, answer.header("x-caudal-timed-out"), answer.header("x-request-id")) == (408, "1", "slow")
        assert score(server).header("x-caudal-busy") == "1"
        gate.open()
        assert score_until_free(server).json()["calls"] == 2
        assert "[slow] caudal.runtime - run() returned after its request had timed out." in server.stdout()


def test_a_gateway_hears_of_a_timed_out_request_only_when_its_slot_is_free(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1", "CAUDAL_REQUEST_TIMEOUT_MS": "60000"}) as server:
        ends = time.monotonic() + 1
        first = Call(server, headers={"x-caudal-deadline-ms": "1000", "x-request-id": "late"})
        gate.wait_until_begun()
        while time.monotonic() < ends + 0.1:
            assert score(server).header("x-caudal-busy") == "1"
        gate.open()
        assert first.answer().status == 200
        assert "[late] caudal.runtime - run() returned after its request had timed out." in server.stdout()
        assert score(server, x_caudal_deadline_ms="nonsense").status == 200


@pytest.mark.parametrize(
    ("env", "headers"),
    [({}, b"x-caudal-deadline-ms: 1\r\n"), ({"CAUDAL_REQUEST_TIMEOUT_MS": "200"}, b"")],
    ids=["by the gateway's header", "by the deployment's limit"],
)
def test_a_request_that_timed_out_while_waiting_is_never_run(
    python: Path, tmp_path: Path, env: dict[str, str], headers: bytes
) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, env) as server:
        first = Call(server)
        gate.wait_until_begun()
        second = Sent(server, headers=headers)
        ends = time.monotonic() + 0.001
        if env:
            # It is answered at its limit, while the other still runs.
            assert second.read().startswith(b"HTTP/1.1 408 ")
        while time.monotonic() <= ends:
            # It has been read, so its millisecond is over by the end of this.
            assert server.get("/").status == 200
        gate.open()
        if not env:
            assert second.read().startswith(b"HTTP/1.1 408 ")
        assert first.answer().status in (200, 408)
        assert score(server).json()["calls"] == 2


def test_a_request_whose_caller_hung_up_while_waiting_is_never_run(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "2"}) as server:
        first = Call(server)
        gate.wait_until_begun()
        second = Sent(server)
        assert score(server).status == 503
        second.connection.close()
        # By now the loop has seen the connection close.
        assert [server.get("/").status for _ in range(3)] == [200] * 3
        gate.open()
        assert first.answer().status == 200
        assert score_until_free(server).json()["calls"] == 2


def test_scoring_timeout_ends_run_and_frees_its_slot(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1", "SCORING_TIMEOUT_MS": "200"}) as server:
        answer = Call(server).answer()
        assert answer.status == 500
        assert answer.json() == {"message": "Scoring timeout after 200 ms"}
        assert answer.header("x-ms-run-function-failed") == "True"
        assert score_until_free(server).status == 200
