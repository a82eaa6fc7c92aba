"""Make the tests' environments with uv and run pytest in one of them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUNTIME_REQUIREMENTS = HERE.parent / "requirements.txt"
UV = "uv==0.13.9"
# `azure` has the reference server, `bare` has not: the runtime must serve the same scripts in both.
ENVIRONMENTS: dict[str, list[Path]] = {
    "tests": [HERE / "requirements.txt"],
    "azure": [HERE / "azure-environment.txt", HERE / "user-environment.txt", RUNTIME_REQUIREMENTS],
    "bare": [HERE / "user-environment.txt", RUNTIME_REQUIREMENTS],
}


def cache_folder() -> Path:
    """Where the environments are kept: CAUDAL_TEST_CACHE, else a folder of this user's in the temporary folder."""
    given = os.environ.get("CAUDAL_TEST_CACHE")
    return Path(given) if given else Path(tempfile.gettempdir()) / f"caudal-runtime-tests-{os.getuid()}"


def make_uv(cache: Path) -> Path:
    """uv in an environment of its own."""
    folder = cache / "tool"
    uv = folder / "bin" / "uv"
    if not uv.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "pip"), "install", "-q", UV], check=True)
    return uv


def make_environment(uv: Path, cache: Path, name: str) -> Path:
    """The Python of an environment, made unless one of the same requirements is there."""
    files = ENVIRONMENTS[name]
    text = sys.version + "".join(file.read_text() for file in files)
    folder = cache / f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    python = folder / "bin" / "python"
    marker = folder / "complete"
    if not marker.exists():
        subprocess.run([str(uv), "venv", "-q", "--clear", "--python", sys.executable, str(folder)], check=True)
        wanted = [part for file in files for part in ("-r", str(file))]
        subprocess.run(
            [str(uv), "pip", "install", "-q", "--compile-bytecode", "--python", str(python), *wanted], check=True
        )
        marker.touch()
    return python


def make_environments() -> dict[str, Path]:
    """The Pythons of all environments by name."""
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    uv = make_uv(cache)
    with ThreadPoolExecutor() as pool:
        pythons = pool.map(lambda name: make_environment(uv, cache, name), ENVIRONMENTS)
        return dict(zip(ENVIRONMENTS, pythons))


def main(arguments: list[str]) -> int:
    """Run pytest with these arguments; its exit code."""
    if sys.version_info < (3, 11):
        print("The runtime's tests need Python 3.11 or newer.", file=sys.stderr)
        return 2
    pythons = make_environments()
    env = {**os.environ, "CAUDAL_AZURE_PYTHON": str(pythons["azure"]), "CAUDAL_BARE_PYTHON": str(pythons["bare"])}
    return subprocess.run([str(pythons["tests"]), "-m", "pytest", *arguments], cwd=HERE.parent, env=env).returncode
