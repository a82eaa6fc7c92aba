"""Form: what ruff says of the runtime, its tests and its benchmark, and of what Caudal itself runs in Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent
ROOT = FOLDER.parents[2]
CONFIG = str(FOLDER / "pyproject.toml")
# The runtime works in users' environments; Caudal's own programs need a newer Python.
RUNTIME = ["--target-version", "py39", str(FOLDER), str(FOLDER / "tests" / "run"), str(ROOT / "bench" / "runtime.py")]
PROGRAMS = ["--target-version", "py311", str(ROOT / "lib" / "compute" / "local"), str(ROOT / "lib" / "launcher")]


@pytest.mark.parametrize("files", [RUNTIME, PROGRAMS], ids=["runtime", "programs"])
@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_ruff_has_nothing_to_say(command: list[str], files: list[str]) -> None:
    argv = [sys.executable, "-m", "ruff", *command, "-q", "--no-cache", "--config", CONFIG, *files]
    result = subprocess.run(argv, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
