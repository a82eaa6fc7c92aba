"""Form: what ruff says of the runtime, its tests and its benchmark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent
PYTHON_FILES = [str(FOLDER), str(FOLDER / "tests" / "run"), str(FOLDER.parents[2] / "bench" / "runtime.py")]


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_ruff_has_nothing_to_say(command: list[str]) -> None:
    argv = [sys.executable, "-m", "ruff", *command, "-q", "--no-cache", "--config", str(FOLDER / "pyproject.toml")]
    result = subprocess.run([*argv, *PYTHON_FILES], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
