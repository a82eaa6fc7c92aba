"""Booting: phases, exit codes, and what is said when it fails."""

from __future__ import annotations

import json
import os
import select
from pathlib import Path
from typing import Callable

import pytest
from harness import ours, start_ours, stop

from caudal_runtime.errors import BootError
from caudal_runtime.phases import MAX_LINE_BYTES, PhaseWriter

GOOD = "def init():\n    pass\ndef run(data):\n    return 1\n"
FAILURES = [
    ("import no_such_package\n", "import_error", "imports", "No module named 'no_such_package'"),
    ("def broken(:\n", "import_error", "imports", "SyntaxError"),
    ("def init():\n    pass\n", "missing_run", "imports", "has no run() function"),
    ("def run(data):\n    pass\n", "missing_init", "imports", "has no init() function"),
    (
        "def init():\n    raise KeyError('w')\ndef run(data):\n    pass\n",
        "init_failed",
        "init",
        "init() raised KeyError",
    ),
    ("def init():\n    pass\ndef run(*args):\n    pass\n", "bad_run_signature", "imports", "positional-only"),
    (
        "from azureml_inference_server_http.api.aml_request import rawhttp\n"
        "from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType as P\n"
        "from inference_schema.schema_decorators import input_schema\n"
        "def init():\n    pass\n"
        "@rawhttp\n@input_schema('data', P(1))\ndef run(data):\n    pass\n",
        "mixed_decorators",
        "imports",
        "both @rawhttp and @input_schema",
    ),
]


@pytest.mark.parametrize(("source", "kind", "phase", "text"), FAILURES, ids=[failure[1] for failure in FAILURES])
def test_a_failed_boot_names_its_kind_and_phase_and_exits_with_3(
    python: Path, tmp_path: Path, source: str, kind: str, phase: str, text: str
) -> None:
    (tmp_path / "score.py").write_text(source)
    (tmp_path / "weights.bin").write_text("")
    server = start_ours(python, tmp_path, {}, with_phases=True)
    try:
        assert server.wait() == 3
        record = server.phases()[-1]
        assert record["phase"] == phase
        assert record["error"]["kind"] == kind
        assert text in record["error"]["message"]
        assert text in server.stderr()
        if record["error"]["traceback_tail"]:
            assert record["error"]["traceback_tail"].splitlines()[-1] in server.stderr()
            assert "weights.bin" in server.stderr()
    finally:
        stop(server)


def test_a_script_that_is_not_there_is_named(python: Path, tmp_path: Path) -> None:
    server = start_ours(python, tmp_path, {}, with_phases=True)
    try:
        assert server.wait() == 3
        assert server.phases()[-1]["error"]["kind"] == "script_missing"
        assert str(tmp_path / "score.py") in server.stderr()
    finally:
        stop(server)


@pytest.mark.parametrize(
    "env", [{"WORKER_COUNT": "0"}, {"SCORING_TIMEOUT_MS": "soon"}, {"CAUDAL_SLOTS": "-1"}, {"WORKER_TIMEOUT": "5m"}]
)
def test_a_setting_that_is_no_number_is_named(python: Path, tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "score.py").write_text(GOOD)
    server = start_ours(python, tmp_path, env, with_phases=True)
    try:
        assert server.wait() == 3
        error = server.phases()[-1]["error"]
        assert error["kind"] == "bad_config"
        assert next(iter(env)) in error["message"]
    finally:
        stop(server)


def test_the_three_phases_come_in_order_with_their_times(python: Path, tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("import time\ntime.sleep(0.05)\n" + GOOD)
    with ours(python, tmp_path, with_phases=True) as server:
        records = server.phases(3)
        assert [record["phase"] for record in records] == ["imports", "init", "serving"]
        assert records[0]["ms"] >= 50
        assert all(record["ms"] >= 0 and record["at"] > 1.7e9 for record in records)
        # Nothing more can come: the pipe is closed.
        assert select.select([server.phase_read], [], [], 10)[0]
        assert server.phases() == records


def test_the_handed_down_descriptors_stay_ours(python: Path, write_script: Callable[[str], Path]) -> None:
    script = """
    import os
    import subprocess
    import sys

    def init():
        pass

    def run(data):
        listing = "import os; print(sorted(os.listdir('/proc/self/fd'), key=int))"
        child = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, close_fds=False)
        return {"env": [name for name in os.environ if name.endswith("_FD")], "child": child.stdout.strip()}
    """
    with ours(python, write_script(script), with_phases=True) as server:
        # 0 to 2, and 3 for the listing of the folder itself.
        assert server.post().json() == {"env": [], "child": "['0', '1', '2', '3']"}


def test_a_users_module_does_not_take_the_place_of_ours(python: Path, tmp_path: Path) -> None:
    for name in ("click", "uvicorn", "h11", "httptools"):
        (tmp_path / f"{name}.py").write_text("raise RuntimeError('the user has one too')\n")
    (tmp_path / "score.py").write_text(GOOD)
    with ours(python, tmp_path) as server:
        assert server.post().status == 200


def test_a_phase_line_is_short_enough_to_be_written_whole() -> None:
    read_fd, write_fd = os.pipe()
    error = {"kind": "init_failed", "message": "m" * 5000, "traceback_tail": '"\n\u2028' * 2000}
    PhaseWriter(write_fd).write("init", 1.0, error)
    line = os.read(read_fd, 65536)
    assert len(line) <= MAX_LINE_BYTES
    assert json.loads(line)["error"]["kind"] == "init_failed"


def test_nobody_reading_the_phases_is_no_reason_to_fail() -> None:
    read_fd, write_fd = os.pipe()
    os.close(read_fd)
    PhaseWriter(write_fd).write("serving", 1.0)


def test_a_boot_error_keeps_what_the_controller_needs() -> None:
    error = BootError("missing_run", "imports", "no run")
    assert (error.kind, error.phase, str(error)) == ("missing_run", "imports", "no run")
