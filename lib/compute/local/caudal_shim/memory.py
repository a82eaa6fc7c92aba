"""Holds an instance to its memory: by a control group where the machine lets us, else by looking."""

import contextlib
import os
from pathlib import Path
from typing import Any

from .proc import list_tree, read_pss_bytes

PROCESSES_PER_INSTANCE_MAX = 8192


class ControlGroup:
    """One instance's control groups, version 2 (one folder) or version 1 (one per controller)."""

    def __init__(self, version: int, folders: dict[str, str]) -> None:
        self.version = version
        self.folders = folders
        self.memory = Path(folders["memory"])

    def read_oom_kills(self) -> int:
        """How often the kernel killed a process of the group for memory."""
        name = "memory.events" if self.version == 2 else "memory.oom_control"
        return _read_field(self.memory / name, "oom_kill")

    def read_usage_bytes(self) -> int:
        """Memory in use without the page cache that the kernel can drop at once."""
        usage_file = "memory.current" if self.version == 2 else "memory.usage_in_bytes"
        idle_field = "inactive_file" if self.version == 2 else "total_inactive_file"
        try:
            usage = int((self.memory / usage_file).read_text())
        except (OSError, ValueError):
            return 0
        return max(0, usage - _read_field(self.memory / "memory.stat", idle_field))

    def add(self, pid: int) -> None:
        """Moves a process into the group. Raises OSError when the machine does not allow it."""
        for folder in self.folders.values():
            _write(Path(folder) / "cgroup.procs", str(pid))

    def remove(self) -> None:
        """Removes the empty groups."""
        for folder in set(self.folders.values()):
            with contextlib.suppress(OSError):
                os.rmdir(folder)


def create_control_group(
    parents: dict[str, Any] | None, name: str, memory_mib: int | None, cpus: float | None
) -> ControlGroup | None:
    """The instance's groups below ``parents`` ({version, memory, cpu?, pids?}), or None when that is not allowed."""
    if parents is None:
        return None
    version = int(parents["version"])
    folders = {key: os.path.join(parents[key], name) for key in ("memory", "cpu", "pids") if parents.get(key)}
    group = ControlGroup(version, folders)
    try:
        for folder in folders.values():
            os.makedirs(folder, exist_ok=True)
        _set_limits(group, memory_mib, cpus)
    except OSError:
        group.remove()
        return None
    return group


def _set_limits(group: ControlGroup, memory_mib: int | None, cpus: float | None) -> None:
    limit = None if memory_mib is None else str(memory_mib * 1024 * 1024)
    if group.version == 2:
        if limit is not None:
            _write(group.memory / "memory.max", limit)
            _write_if_there(group.memory / "memory.swap.max", "0")
            _write_if_there(group.memory / "memory.oom.group", "1")
        _write_if_there(group.memory / "pids.max", str(PROCESSES_PER_INSTANCE_MAX))
        if cpus is not None:
            _write_if_there(group.memory / "cpu.weight", str(min(10_000, max(1, round(cpus * 100)))))
        return
    if limit is not None:
        _write(group.memory / "memory.limit_in_bytes", limit)
        _write_if_there(group.memory / "memory.memsw.limit_in_bytes", limit)
    if "pids" in group.folders:
        _write_if_there(Path(group.folders["pids"]) / "pids.max", str(PROCESSES_PER_INSTANCE_MAX))
    if "cpu" in group.folders and cpus is not None:
        _write_if_there(Path(group.folders["cpu"]) / "cpu.shares", str(max(2, round(cpus * 1024))))


def measure_tree_bytes(root: int, limit_bytes: int | None) -> int:
    """
    Memory of everything below ``root``. Resident sizes, which are cheap and never too low, answer while they stay
    under the limit; only above it are the proportional sizes added up.
    """
    stats = list_tree(root)
    resident = sum(stat.resident_bytes for stat in stats)
    if limit_bytes is not None and resident <= limit_bytes:
        return resident
    return sum(read_pss_bytes(stat) for stat in stats)


def measure_temporary_bytes(pid: int | None) -> int:
    """Bytes in the sandbox's in-memory /tmp, seen through a process inside of it."""
    if pid is None:
        return 0
    folder = f"/proc/{pid}/root/tmp"
    try:
        # While bubblewrap builds the sandbox, the process sees the host's /tmp, which is not the instance's doing.
        if os.stat(folder).st_dev == os.stat("/tmp").st_dev:
            return 0
        found = os.statvfs(folder)
    except OSError:
        return 0
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def _read_field(path: Path, name: str) -> int:
    try:
        for line in path.read_text().splitlines():
            key, _, value = line.partition(" ")
            if key == name:
                return int(value)
    except (OSError, ValueError):
        pass
    return 0


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode("ascii"))
    finally:
        os.close(descriptor)


def _write_if_there(path: Path, text: str) -> None:
    with contextlib.suppress(OSError):
        _write(path, text)
