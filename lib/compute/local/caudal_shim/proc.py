"""What ``/proc`` tells about processes: who descends from whom, what they use, when they started."""

import contextlib
import os
import signal

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
PROCESSES_MAX = 65_536
KERNEL_LISTS_CHILDREN = os.path.exists(f"/proc/self/task/{os.getpid()}/children")


class Stat:
    """The fields of ``/proc/<pid>/stat`` that matter here. Times are clock ticks."""

    __slots__ = ("pid", "state", "parent", "ticks", "start_time", "resident_bytes")

    def __init__(self, pid: int, text: str) -> None:
        # The name in brackets may hold spaces and brackets itself, so fields are counted from the last bracket.
        fields = text[text.rindex(")") + 2 :].split()
        self.pid = pid
        self.state = fields[0]
        self.parent = int(fields[1])
        self.ticks = sum(int(field) for field in fields[11:15])
        self.start_time = int(fields[19])
        self.resident_bytes = int(fields[21]) * PAGE_BYTES


def read_stat(pid: int) -> Stat | None:
    """The process's numbers, or None when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return Stat(pid, file.read())
    except (OSError, ValueError, IndexError):
        return None


def read_boot_id() -> str:
    """Names this boot of the machine: a pid and a start time mean nothing in another boot."""
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        return file.read().strip()


def list_descendants(root: int) -> list[Stat]:
    """Every live process below ``root``. The shim is a sub-reaper, so orphans stay below it."""
    children: dict[int, list[Stat]] = {}
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    for pid in pids[:PROCESSES_MAX]:
        stat = read_stat(pid)
        if stat is not None:
            children.setdefault(stat.parent, []).append(stat)
    found: list[Stat] = []
    waiting = [root]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.append(child)
            waiting.append(child.pid)
    return found


def list_tree(root: int) -> list[Stat]:
    """
    The processes below ``root``, for looking at them often: it reads as many files as the tree has threads, however
    many processes the machine has. While processes fork or die it may miss one; killing uses `list_descendants`.
    """
    found: list[Stat] = []
    waiting = [root]
    while waiting and len(found) < PROCESSES_MAX:
        children = _read_children(waiting.pop())
        if children is None:
            return list_descendants(root)
        stats = [stat for stat in map(read_stat, children) if stat is not None]
        found.extend(stats)
        waiting.extend(stat.pid for stat in stats)
    return found


def _read_children(pid: int) -> list[int] | None:
    """The direct children of all threads of ``pid``; None where the kernel does not list them."""
    found: list[int] = []
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return found
    for thread in threads:
        try:
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                found.extend(int(word) for word in file.read().split())
        except OSError:
            if not KERNEL_LISTS_CHILDREN:
                return None
    return found


def list_children(pid: int) -> list[int]:
    """The direct children of ``pid``, oldest first."""
    stats = [stat for stat in list_descendants(pid) if stat.parent == pid and stat.state != "Z"]
    return [stat.pid for stat in sorted(stats, key=lambda stat: stat.start_time)]


def read_pss_bytes(stat: Stat) -> int:
    """The process's proportional set size: shared pages are split among those that share them."""
    try:
        with open(f"/proc/{stat.pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return stat.resident_bytes


def send_signal(pid: int, number: int) -> None:
    """Sends a signal; a process that is gone is fine."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def kill_descendants(root: int) -> int:
    """SIGKILL to everything below ``root``. Returns how many live processes were seen."""
    living = [stat for stat in list_descendants(root) if stat.state != "Z"]
    for stat in living:
        send_signal(stat.pid, signal.SIGKILL)
    return len(living)
