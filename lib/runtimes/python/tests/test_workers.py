"""WORKER_COUNT above one."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from gates import GATED_SCRIPT, Call, Gate, score, score_until_free
from harness import Server, ours, start_ours, stop


def pids_of(server: Server, count: int) -> set[int]:
    """Process ids that answer, asked until there are `count` of them."""
    found: set[int] = set()
    for _ in range(3000):
        answer = score(server)
        if answer.status == 200:
            found.add(answer.json()["pid"])
        if len(found) == count:
            return found
    raise AssertionError(f"only {found} answered")


def test_all_workers_answer_and_a_killed_one_is_replaced(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path)
    with ours(python, tmp_path, {"WORKER_COUNT": "2"}) as server:
        before = pids_of(server, 2)
        assert server.process.pid not in before
        victim = before.pop()
        os.kill(victim, signal.SIGKILL)
        while victim in (after := pids_of_after_kill(server)):
            pass
        assert before < after
        assert "ended (-9); starting it again." in server.stdout()


def pids_of_after_kill(server: Server) -> set[int]:
    """Two process ids; a request that the killed worker had accepted may fail."""
    while True:
        try:
            return pids_of(server, 2)
        except OSError:
            continue


def test_the_instance_has_its_slots_once_not_once_a_worker(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"WORKER_COUNT": "3", "CAUDAL_SLOTS": "1"}) as server:
        first = Call(server)
        gate.wait_until_begun()
        answers = [score(server) for _ in range(30)]
        assert {answer.status for answer in answers} == {503}
        # Another worker may have a slot next time, and only a new connection reaches it.
        assert {answer.header("connection") for answer in answers} == {"close"}
        gate.open()
        assert first.answer().status == 200
        assert score_until_free(server).status == 200


def test_a_killed_worker_takes_no_slot_with_it(python: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    with ours(python, tmp_path, {"WORKER_COUNT": "2", "CAUDAL_SLOTS": "1"}) as server:
        call = Call(server)
        pid = gate.wait_until_begun()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(OSError):
            call.answer()
        assert score_until_free(server).status == 200


def test_workers_end_with_their_parent(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path)
    with ours(python, tmp_path, {"WORKER_COUNT": "2"}) as server:
        workers = pids_of(server, 2)
        os.kill(server.process.pid, signal.SIGKILL)
        server.wait()
        while any(is_alive(pid) for pid in workers):
            pass


def is_alive(pid: int) -> bool:
    """Whether a process exists and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_instance_reaches_a_phase_when_all_workers_have(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path)
    with ours(python, tmp_path, {"WORKER_COUNT": "3"}, with_phases=True) as server:
        assert [record["phase"] for record in server.phases(3)] == ["imports", "init", "serving"]


@pytest.mark.parametrize(
    ("init", "code"),
    [("raise ValueError", 3), ("os.kill(os.getpid(), 9)", -9), ("os._exit(5)", 5), ("os.abort()", -6)],
)
def test_a_worker_that_cannot_boot_ends_the_instance_as_it_ended_itself(
    python: Path, tmp_path: Path, init: str, code: int
) -> None:
    (tmp_path / "score.py").write_text(f"import os\ndef init():\n    {init}\ndef run(data):\n    return 1\n")
    server = start_ours(python, tmp_path, {"WORKER_COUNT": "2"})
    try:
        assert server.wait() == code
    finally:
        stop(server)


HELPER = """
import multiprocessing
import time


def init():
    multiprocessing.get_context("fork").Process(target=time.sleep, args=(1000,), daemon=True).start()
"""


def test_a_worker_whose_own_processes_live_on_is_replaced_and_the_end_is_clean(python: Path, tmp_path: Path) -> None:
    Gate(tmp_path, GATED_SCRIPT + HELPER)
    with ours(python, tmp_path, {"WORKER_COUNT": "2"}) as server:
        before = pids_of(server, 2)
        victim = before.pop()
        os.kill(victim, signal.SIGKILL)
        while victim in (after := pids_of_after_kill(server)):
            pass
        assert before < after
        server.process.terminate()
        assert server.wait(30) == 0


@pytest.mark.parametrize("delay_s", [0.0, 0.02, 0.1])
def test_a_signal_while_workers_are_being_started_ends_them_all(python: Path, tmp_path: Path, delay_s: float) -> None:
    started = tmp_path / "started"
    (tmp_path / "score.py").write_text(
        f"import os\nos.mknod({str(started)!r} + str(os.getpid()))\n"
        "def init():\n    pass\ndef run(data):\n    return 1\n"
    )
    server = start_ours(python, tmp_path, {"WORKER_COUNT": "32"})
    try:
        while not list(tmp_path.glob("started*")):
            assert server.process.poll() is None
        time.sleep(delay_s)
        server.process.terminate()
        assert server.wait(30) == 0
        assert [path for path in tmp_path.glob("started*") if is_alive(int(path.name[len("started") :]))] == []
    finally:
        stop(server)
