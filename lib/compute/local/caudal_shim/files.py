"""Files of an instance's folder, each replaced whole so that a reader never sees half of one."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

SPEC = "spec.json"
STARTED = "shim.json"
EXITED = "exit.json"
PHASES = "phases.jsonl"
LOCK = "shim.lock"

SPEC_BYTES_MAX = 4 * 1024 * 1024


def read_spec(folder: Path) -> dict[str, Any]:
    """The instance's specification. Raises ValueError when it is larger than 4 MiB."""
    path = folder / SPEC
    if path.stat().st_size > SPEC_BYTES_MAX:
        raise ValueError(f"{path} is larger than {SPEC_BYTES_MAX} bytes")
    return json.loads(path.read_text("utf-8"))


def write_atomically(path: Path, value: dict[str, Any]) -> None:
    """Writes ``value`` as JSON beside ``path`` (mode 600), then renames it into place."""
    draft = path.with_name(path.name + ".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def unlink_quietly(path: str | Path) -> None:
    """Removes a file or socket; one that is not there is fine."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
