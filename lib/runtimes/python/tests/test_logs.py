"""What a script prints can be found by the request that printed it."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest
from gates import score
from harness import ours

SCRIPT = """
import logging
import sys
import threading

logging.getLogger("mine").setLevel(logging.INFO)

def init():
    print("loading", 2, "models", sep="-", end="!")

def run(data):
    print("first\\nsecond")
    print("for stderr", file=sys.stderr)
    thread = threading.Thread(target=lambda: print("from a thread"))
    thread.start()
    thread.join()
    logging.getLogger("mine").info("a record")
    if data == "fail":
        raise ValueError("the reason")
    return 1
"""


def test_each_printed_line_carries_the_request_id(python: Path, write_script: Callable[[str], Path]) -> None:
    with ours(python, write_script(SCRIPT)) as server:
        score(server, x_request_id="r-1")
        pid = server.process.pid
        lines = server.stdout().splitlines()
        assert f"I [{pid}] [-] print - loading-2-models" in lines
        for text in ("first", "second", "from a thread"):
            assert f"I [{pid}] [r-1] print - {text}" in lines
        errors = server.stderr().splitlines()
        assert "for stderr" in errors
        assert f"I [{pid}] [r-1] mine - a record" in errors


def test_a_failed_run_leaves_the_scripts_traceback_without_our_frames(
    python: Path, write_script: Callable[[str], Path]
) -> None:
    with ours(python, write_script(SCRIPT)) as server:
        score(server, "fail", x_request_id="r-2")
        errors = server.stderr()
        assert "[r-2] caudal.runtime - run() raised an exception." in errors
        assert "ValueError: the reason" in errors
        assert 'raise ValueError("the reason")' in errors
        assert "caudal_runtime/invoke.py" not in errors
        assert "[r-2] caudal.runtime - POST /score 500" in server.stdout()


def test_a_scripts_own_logging_set_up_is_left_alone(python: Path, write_script: Callable[[str], Path]) -> None:
    script = """
    import logging
    import sys

    logging.basicConfig(level=logging.DEBUG, format="MINE %(message)s", stream=sys.stdout)

    def init():
        logging.debug("set up")

    def run(data):
        return 1
    """
    with ours(python, write_script(script)) as server:
        assert "MINE set up" in server.stdout().splitlines()


@pytest.mark.parametrize("set_up", ["pass", "logging.basicConfig(level=logging.INFO)"])
def test_the_root_logger_keeps_the_request_id(python: Path, write_script: Callable[[str], Path], set_up: str) -> None:
    script = f"""
    import logging

    {set_up}

    def init():
        logging.info("model loaded")

    def run(data):
        logging.warning("bad row")
        logging.getLogger("mine").error("worse row")
    """
    with ours(python, write_script(script)) as server:
        score(server, x_request_id="r-3")
        errors = server.stderr().splitlines()
        pid = server.process.pid
        assert f"W [{pid}] [r-3] root - bad row" in errors
        assert f"E [{pid}] [r-3] mine - worse row" in errors
        # As in Azure's server, records below a warning are not for the root logger unless the script says so.
        assert (f"I [{pid}] [-] root - model loaded" in errors) == (set_up != "pass")


def test_a_script_can_catch_what_is_printed(python: Path, write_script: Callable[[str], Path]) -> None:
    script = """
    import contextlib
    import io

    def init():
        pass

    def run(data):
        caught = io.StringIO()
        with contextlib.redirect_stdout(caught):
            print("a", "b", end="!")
        return caught.getvalue()
    """
    with ours(python, write_script(script)) as server:
        assert score(server).json() == "a b!"
