"""The shim's one loop: output in, requests in, memory watched, the child's end waited for."""

import contextlib
import fcntl
import os
import selectors
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

from . import files, proc
from .control import ControlServer, bind_socket
from .journal import LineSplitter, PhaseRecorder, SegmentWriter
from .launch import Launched, become_subreaper, launch
from .memory import create_control_group, measure_temporary_bytes, measure_tree_bytes
from .outcome import SandboxStatus, describe_exit

LISTEN_BACKLOG = 1024
TICK_SECONDS = 0.25
READ_BYTES = 65_536
# So long the pipes of an ended command are still read; whoever holds one open cannot delay the end.
DRAIN_SECONDS_MAX = 2.0
SIGNALLED_GRACE_SECONDS = 10.0
ALREADY_RUNNING = 4


class Keeper:
    """Everything about one running instance."""

    def __init__(self, folder: Path, spec: dict[str, Any]) -> None:
        self.folder = folder
        self.spec = spec
        self.selector = selectors.DefaultSelector()
        self.pipes: dict[int, Any] = {}
        self.oom = False
        self.kill_at: float | None = None
        self.exit_status: int | None = None
        self.exit_at = 0.0
        self.drain_until = 0.0
        self.status = SandboxStatus(sandboxed=spec.get("sandbox") is not None)
        self.last_ping = time.monotonic()
        self.writer = SegmentWriter(Path(spec["log_dir"]), spec["segment_bytes"], spec["segments"])
        limit = spec.get("memory_mib")
        self.limit_bytes = None if limit is None else limit * 1024 * 1024

    def start(self) -> None:
        """Binds, launches, and says so in ``shim.json``."""
        become_subreaper()
        self._watch_signals()
        self.listener = bind_socket(self.spec["socket"], LISTEN_BACKLOG)
        self.control = ControlServer(self.spec["control_socket"], self.selector, self.spec["nonce"], self._answer)
        spawned_at = time.time()
        self.child = launch(self.spec, self.listener.fileno())
        # Only the child may hold the socket from here on: when it ends, callers are refused at once and do not hang.
        self.listener.close()
        self.group = self._join_group()
        self._register_pipes(self.child)
        own, child = proc.read_stat(os.getpid()), proc.read_stat(self.child.pid)
        files.write_atomically(
            self.folder / files.STARTED,
            {
                "pid": os.getpid(),
                "start_time": 0 if own is None else own.start_time,
                "boot_id": proc.read_boot_id(),
                "child_pid": self.child.pid,
                "child_start_time": 0 if child is None else child.start_time,
                "spawned_at": spawned_at,
                "started_at": time.time(),
                "sandboxed": self.status.sandboxed,
                "memory_limit": self._describe_limit(),
                "control_groups": [] if self.group is None else sorted(set(self.group.folders.values())),
            },
        )
        os.write(self.child.go, b"g")
        os.close(self.child.go)

    def run(self) -> None:
        """Works until the child has ended and its output is read."""
        next_tick = time.monotonic()
        while not self._is_done():
            for key, _ in self.selector.select(max(0.0, min(TICK_SECONDS, next_tick - time.monotonic()))):
                key.data(key.fileobj)
            if time.monotonic() >= next_tick:
                next_tick = time.monotonic() + TICK_SECONDS
                self._tick()

    def finish(self) -> None:
        """Ends what is left, leaves ``exit.json``, frees sockets and groups."""
        self._kill_everything()
        for splitter in (self.stdout, self.stderr):
            splitter.flush(now=True)
        if self.group is not None and self.group.read_oom_kills() > 0:
            self.oom = True
        # On a full disk nobody learns how it ended; that is no reason to keep sockets and groups as well.
        with contextlib.suppress(OSError):
            files.write_atomically(
                self.folder / files.EXITED, describe_exit(self.exit_status, self.status, oom=self.oom, at=self.exit_at)
            )
        for name in ("socket", "control_socket"):
            files.unlink_quietly(self.spec[name])
        if self.group is not None:
            self.group.remove()

    # --- start-up -----------------------------------------------------------------------------------------------

    def _watch_signals(self) -> None:
        reader, writer = socket.socketpair()
        reader.setblocking(False)
        writer.setblocking(False)
        self.signal_pipe = (reader, writer)
        signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        for number in (signal.SIGPIPE, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        self.selector.register(reader, selectors.EVENT_READ, self._on_signal)

    def _join_group(self) -> Any:
        group = create_control_group(
            self.spec.get("cgroup_parent"),
            f"caudal-{self.spec['instance_id']}",
            self.spec.get("memory_mib"),
            self.spec.get("cpus"),
        )
        if group is None:
            return None
        try:
            group.add(self.child.pid)
        except OSError:
            group.remove()
            return None
        return group

    def _register_pipes(self, child: Launched) -> None:
        self.stdout = LineSplitter("stdout", self.writer)
        self.stderr = LineSplitter("stderr", self.writer)
        phases = PhaseRecorder(self.folder)
        self.pipes = {
            child.stdout: self.stdout.feed,
            child.stderr: self.stderr.feed,
            child.phases: phases.feed,
            child.status: self.status.feed,
        }
        for descriptor in self.pipes:
            self.selector.register(descriptor, selectors.EVENT_READ, self._on_readable)

    def _describe_limit(self) -> str:
        if self.limit_bytes is None:
            return "none"
        return "polled" if self.group is None else f"cgroup_v{self.group.version}"

    # --- events -------------------------------------------------------------------------------------------------

    def _on_signal(self, reader: socket.socket) -> None:
        numbers = reader.recv(1024)
        if signal.SIGTERM in numbers or signal.SIGINT in numbers:
            self._begin_stop(SIGNALLED_GRACE_SECONDS)
        self._reap()

    def _on_readable(self, descriptor: int) -> None:
        try:
            data = os.read(descriptor, READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.pipes[descriptor](data)
            return
        self.selector.unregister(descriptor)
        del self.pipes[descriptor]
        os.close(descriptor)

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        self.last_ping = time.monotonic()
        match request.get("op"):
            case "ping":
                # Measuring may read the page tables of the whole tree; who only wants to know that we live says so.
                measured = {} if request.get("brief") is True else self._measure()
                return {"ok": True, "pid": os.getpid(), "child_pid": self.child.pid, **measured}
            case "stop":
                self._begin_stop(min(3600.0, max(0.0, float(request["grace_s"]))))
                return {"ok": True, "pid": os.getpid(), "child_pid": self.child.pid}
        return {"ok": False, "error": "op must be ping or stop."}

    def _measure(self) -> dict[str, Any]:
        stats = proc.list_tree(os.getpid())
        memory = self.group.read_usage_bytes() if self.group is not None else measure_tree_bytes(os.getpid(), None)
        return {
            "rss_bytes": sum(stat.resident_bytes for stat in stats),
            "memory_bytes": memory,
            "memory_limit_bytes": self.limit_bytes,
            "cpu_seconds": sum(stat.ticks for stat in stats) / proc.CLOCK_TICKS,
            "processes": sum(1 for stat in stats if stat.state != "Z"),
            "lost_log_lines": self.writer.lost_lines,
        }

    # --- time ---------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        now = time.monotonic()
        self._reap()
        self.stdout.flush(now=False)
        self.stderr.flush(now=False)
        if self.kill_at is not None and now >= self.kill_at:
            self._kill_everything()
        elif now - self.last_ping > self.spec["controller_grace_s"] and self.kill_at is None:
            self._begin_stop(SIGNALLED_GRACE_SECONDS)
        if self.exit_status is None and self._is_over_memory():
            self.oom = True
            self._kill_everything()

    def _is_over_memory(self) -> bool:
        if self.limit_bytes is None:
            return False
        if self.group is not None:
            return self.group.read_oom_kills() > 0
        used = measure_tree_bytes(os.getpid(), self.limit_bytes) + measure_temporary_bytes(self.status.inner_pid)
        return used > self.limit_bytes

    # --- the end ------------------------------------------------------------------------------------------------

    def _begin_stop(self, grace_seconds: float) -> None:
        self.kill_at = min(self.kill_at or float("inf"), time.monotonic() + grace_seconds)
        if grace_seconds <= 0:
            self._kill_everything()
            return
        target = self._command_pid()
        if target is None:
            self._kill_everything()
        else:
            proc.send_signal(target, signal.SIGTERM)

    def _command_pid(self) -> int | None:
        """The command itself. bubblewrap stands two processes above it and would end the sandbox at once on SIGTERM."""
        if not self.status.sandboxed:
            return self.child.pid
        inside = [] if self.status.inner_pid is None else proc.list_children(self.status.inner_pid)
        return inside[0] if inside else None

    def _kill_everything(self) -> None:
        """SIGKILL until nothing is left below; a process that forks while it is killed is met in the next round."""
        for _ in range(100):
            living = proc.kill_descendants(os.getpid())
            self._reap()
            if living == 0:
                return
            time.sleep(0.01)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self.child.pid and self.exit_status is None:
                self.exit_status = status
                self.exit_at = time.time()
                self.drain_until = time.monotonic() + DRAIN_SECONDS_MAX
                proc.kill_descendants(os.getpid())

    def _is_done(self) -> bool:
        if self.exit_status is None:
            return False
        return not self.pipes or time.monotonic() >= self.drain_until


def main(arguments: list[str]) -> int:
    """Keeps the instance in the folder ``arguments[0]``. Returns the shim's exit code."""
    folder = Path(arguments[0]).resolve()
    os.umask(0o077)
    lock = os.open(folder / files.LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"A shim already keeps {folder}.", file=sys.stderr)
        return ALREADY_RUNNING
    keeper = Keeper(folder, files.read_spec(folder))
    for name in (files.STARTED, files.EXITED, files.PHASES):
        files.unlink_quietly(folder / name)
    keeper.start()
    _tell_driver()
    keeper.run()
    keeper.finish()
    return 0


def _tell_driver() -> None:
    """One line on stdout, on which the driver waits; it may be gone, and from here on nobody listens."""
    with contextlib.suppress(OSError):
        os.write(1, b"started\n")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.close(null)
