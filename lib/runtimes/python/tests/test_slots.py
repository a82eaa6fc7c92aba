"""Slots: what an instance takes in, and what it refuses at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from gates import Call, Gate, Sent, score, score_until_free
from harness import ours

from caudal_runtime.slots import SharedSlots, Slots, share_of


def test_a_request_beyond_the_slots_is_refused_before_its_body_is_sent(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1"}) as server:
        first = Call(server)
        gate.wait_until_begun()
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
            head = connection.recv(65536)
        assert head.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nx-caudal-busy: 1\r\n" in head
        gate.open()
        assert first.answer().status == 200
        assert score_until_free(server).status == 200


def test_probes_and_documents_are_answered_while_all_slots_are_taken(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1"}) as server:
        first = Call(server)
        gate.wait_until_begun()
        assert [server.get("/").body for _ in range(5)] == [b"Healthy"] * 5
        assert server.get("/swagger.json").status == 200
        assert server.get("/nothing").status == 404
        gate.open()
        assert first.answer().status == 200


def test_a_connection_stays_usable_after_busy(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1"}) as server:
        first = Call(server)
        gate.wait_until_begun()
        second = Sent(server)
        assert second.read().startswith(b"HTTP/1.1 503 ")
        gate.open()
        assert first.answer().status == 200
        second.connection.sendall(b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx")
        assert second.read().startswith(b"HTTP/1.1 200 ")


def test_requests_within_the_slots_wait_for_each_other(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "3"}) as server:
        first = Call(server)
        gate.wait_until_begun()
        second, third = Sent(server), Sent(server)
        assert score(server).status == 503
        gate.open()
        assert first.answer().status == 200
        assert b'"calls": 2,' in second.read()
        assert b'"calls": 3,' in third.read()


def test_a_caller_who_leaves_while_sending_gives_the_slot_back(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path)
    with ours(python, tmp_path, {"CAUDAL_SLOTS": "1"}) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        assert score_until_free(server).status == 200


def test_without_a_number_of_slots_nothing_is_refused() -> None:
    slots = Slots(None)
    assert all(slots.take() for _ in range(1000))


def test_workers_together_never_hold_more_than_the_instances_slots() -> None:
    read_fd, write_fd = os.pipe()
    os.set_blocking(read_fd, False)
    os.write(write_fd, b"sss")
    held = memoryview(bytearray(8)).cast("I")
    first = SharedSlots(2, read_fd, write_fd, held[0:1])
    second = SharedSlots(2, read_fd, write_fd, held[1:2])
    assert [first.take(), first.take(), first.take()] == [True, True, False]
    assert [second.take(), second.take()] == [True, False]
    assert list(held) == [2, 1]
    first.release()
    assert second.take()
    assert list(held) == [1, 2]


def test_shares_are_rounded_up_so_that_no_worker_is_left_without() -> None:
    assert [share_of(slots, 4) for slots in (1, 4, 5, 8)] == [1, 1, 2, 2]
