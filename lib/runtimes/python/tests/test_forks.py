"""Processes that the user's code forks."""

from __future__ import annotations

from pathlib import Path

from gates import score
from harness import ours

SCRIPT = """
import multiprocessing
import time

fork = multiprocessing.get_context("fork")


def init():
    pass


def run(data):
    process = fork.Process(target=time.sleep, args=(1000,))
    process.start()
    process.terminate()
    process.join(20)
    with fork.Pool(2) as pool:
        return [process.exitcode, pool.map(str, [1, 2])]
"""


def test_a_forked_process_ends_at_a_signal_and_ours_goes_on(python: Path, tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(SCRIPT)
    with ours(python, tmp_path) as server:
        assert [score(server).json() for _ in range(5)] == [[-15, ["1", "2"]]] * 5
