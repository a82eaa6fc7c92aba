"""Fixtures: the Pythons that the tests need, and folders with scoring scripts."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import Callable

import pytest
from environments import make_environments


@pytest.fixture(scope="session")
def pythons() -> dict[str, Path]:
    """Interpreters by environment; made by `tests/run` or here, when pytest was called directly."""
    azure, bare = os.environ.get("CAUDAL_AZURE_PYTHON"), os.environ.get("CAUDAL_BARE_PYTHON")
    if azure and bare:
        return {"azure": Path(azure), "bare": Path(bare)}
    return make_environments()


@pytest.fixture(scope="session")
def python(pythons: dict[str, Path]) -> Path:
    """An interpreter with the runtime's dependencies and without Azure's package."""
    return pythons["bare"]


@pytest.fixture
def write_script(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a scoring script and returns its folder."""

    def write(source: str) -> Path:
        (tmp_path / "score.py").write_text(textwrap.dedent(source))
        return tmp_path

    return write
