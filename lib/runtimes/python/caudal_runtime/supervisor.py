"""WORKER_COUNT > 1: a parent that forks the workers, sums up their phases, restarts those that die, passes signals on.

The parent imports nothing of the user's. All workers accept from the same socket.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import selectors
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any, NoReturn, Optional

from .errors import BOOT_EXIT_CODE
from .phases import PhaseWriter
from .settings import Settings
from .slots import SharedSlots, Slots, share_of
from .worker import run_worker

PHASES = ("imports", "init", "serving")
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
# A worker that dies again and again is restarted after this long, doubled each time, in seconds.
FIRST_DELAY_S = 0.1
MAX_DELAY_S = 5.0
STEADY_S = 10.0


@dataclass
class Worker:
    """What the parent knows of one worker place: its process, its pipe, how far it has come, when to start it again."""

    index: int
    pid: int = 0
    pipe: int = -1
    rest: bytes = b""
    phase_ms: dict[str, float] = field(default_factory=dict)
    has_served: bool = False
    started_at: float = 0.0
    delay_s: float = FIRST_DELAY_S
    restart_at: Optional[float] = None


class Supervisor:
    """The parent of the workers of one instance."""

    def __init__(self, settings: Settings, listener: socket.socket, phases: PhaseWriter) -> None:
        self._settings = settings
        self._listener = listener
        self._phases = phases
        self._workers = [Worker(index) for index in range(settings.worker_count)]
        self._selector = selectors.DefaultSelector()
        self._reported: set[str] = set()
        self._is_stopping = False
        self._exit_code = 0
        # The workers hold the reading end: it ends when the parent does, whatever kills it.
        self._life_read, self._life_write = os.pipe()
        self._held = memoryview(mmap.mmap(-1, 4 * settings.worker_count)).cast("I")
        self._slot_read, self._slot_write = os.pipe()
        os.set_blocking(self._slot_read, False)
        if settings.slots is not None:
            os.write(self._slot_write, b"s" * settings.slots)

    def run(self) -> NoReturn:
        """Supervise until told to stop (0), or until a worker cannot boot (its code, or its signal)."""
        wake_read, wake_write = socket.socketpair()
        wake_read.setblocking(False)
        wake_write.setblocking(False)
        for number in (*STOP_SIGNALS, signal.SIGCHLD):
            signal.signal(number, self._on_signal)
        signal.set_wakeup_fd(wake_write.fileno(), warn_on_full_buffer=False)
        self._selector.register(wake_read, selectors.EVENT_READ, None)
        for worker in self._workers:
            self._start(worker)
        while any(worker.pid for worker in self._workers) or not self._is_stopping:
            for key, _ in self._selector.select(self._until_restart()):
                if key.data is None:
                    wake_read.recv(4096)
                else:
                    self._read_phases(key.data)
            self._reap()
            self._restart_due()
        sys.exit(self._exit_code)

    def _on_signal(self, number: int, frame: Any) -> None:
        if number != signal.SIGCHLD:
            self._stop(number)

    def _stop(self, number: int) -> None:
        """Pass the signal on; the loop ends when all workers have."""
        self._is_stopping = True
        for worker in self._workers:
            worker.restart_at = None
            if worker.pid:
                # The handler may run between a worker's end and our taking note of it.
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker.pid, number)

    def _start(self, worker: Worker) -> None:
        """Fork a worker, unless we are stopping.

        Signals wait until its process id is known, so that `_stop` misses no worker, and so that one that comes between
        the fork and the child's own handlers does not run the parent's.
        """
        worker.restart_at = None
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        if not self._is_stopping:
            self._fork(worker)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)

    def _fork(self, worker: Worker) -> None:
        read_fd, write_fd = os.pipe()
        os.set_blocking(read_fd, False)
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            self._become_worker(worker, write_fd)
        os.close(write_fd)
        worker.pid, worker.pipe, worker.rest, worker.phase_ms = pid, read_fd, b"", {}
        worker.started_at, worker.has_served = time.monotonic(), False
        self._selector.register(read_fd, selectors.EVENT_READ, worker)

    def _become_worker(self, worker: Worker, phase_fd: int) -> NoReturn:
        """In the child: drop what is the parent's and serve. Never returns into the parent's loop."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (*STOP_SIGNALS, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
            self._selector.close()
            os.close(self._life_write)
            run_worker(self._settings, self._listener, PhaseWriter(phase_fd), self._slots_of(worker), self._life_read)
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else 1
            raise
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(code)

    def _slots_of(self, worker: Worker) -> Slots:
        if self._settings.slots is None:
            return Slots(None)
        share = share_of(self._settings.slots, self._settings.worker_count)
        held = self._held[worker.index : worker.index + 1]
        return SharedSlots(share, self._slot_read, self._slot_write, held)

    def _read_phases(self, worker: Worker) -> None:
        """Take a worker's phase lines; the instance has reached a phase when all its workers have."""
        try:
            data = os.read(worker.pipe, 65536)
        except BlockingIOError:
            # It has ended, and a process that it has forked holds its end of the pipe.
            return
        if not data:
            self._close_pipe(worker)
            return
        *lines, worker.rest = (worker.rest + data).split(b"\n")
        for line in lines:
            record = json.loads(line)
            if "error" in record:
                self._phases.write_record(record)
                continue
            worker.phase_ms[record["phase"]] = record["ms"]
            worker.has_served = worker.has_served or record["phase"] == "serving"
        for phase in PHASES:
            slowest = [worker.phase_ms.get(phase) for worker in self._workers]
            if phase not in self._reported and all(ms is not None for ms in slowest):
                self._reported.add(phase)
                self._phases.write(phase, max(ms for ms in slowest if ms is not None))

    def _close_pipe(self, worker: Worker) -> None:
        self._selector.unregister(worker.pipe)
        os.close(worker.pipe)
        worker.pipe = -1

    def _reap(self) -> None:
        """Look at every worker that has ended."""
        for worker in self._workers:
            if not worker.pid:
                continue
            pid, status = os.waitpid(worker.pid, os.WNOHANG)
            if pid:
                self._on_end(worker, status)

    def _on_end(self, worker: Worker, status: int) -> None:
        if worker.pipe != -1:
            self._read_phases(worker)
        if worker.pipe != -1:
            self._close_pipe(worker)
        worker.pid = 0
        self._give_back_slots(worker)
        if self._is_stopping:
            return
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
        if code == BOOT_EXIT_CODE or not worker.has_served:
            self._fail(code)
            return
        if time.monotonic() - worker.started_at > STEADY_S:
            worker.delay_s = FIRST_DELAY_S
        worker.restart_at = time.monotonic() + worker.delay_s
        worker.delay_s = min(worker.delay_s * 2, MAX_DELAY_S)
        print(
            f"W [{os.getpid()}] [-] caudal.runtime - Worker {worker.index} ended ({code}); starting it again.",
            flush=True,
        )

    def _give_back_slots(self, worker: Worker) -> None:
        held = self._held[worker.index]
        if held:
            self._held[worker.index] = 0
            os.write(self._slot_write, b"s" * held)

    def _fail(self, code: int) -> NoReturn:
        """A worker that cannot boot ends the instance the way it ended itself."""
        for other in self._workers:
            if other.pid:
                os.kill(other.pid, signal.SIGKILL)
                os.waitpid(other.pid, 0)
        sys.stdout.flush()
        if code < 0:
            signal.signal(-code, signal.SIG_DFL) if -code not in (signal.SIGKILL, signal.SIGSTOP) else None
            os.kill(os.getpid(), -code)
        os._exit(code or 1)

    def _until_restart(self) -> Optional[float]:
        due = [worker.restart_at for worker in self._workers if worker.restart_at is not None]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _restart_due(self) -> None:
        for worker in self._workers:
            if worker.restart_at is not None and worker.restart_at <= time.monotonic():
                self._start(worker)
