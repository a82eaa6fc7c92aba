"""uvicorn on a thread of its own; the main thread belongs to the user's `init` and `run`."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from typing import Any, Callable, Optional

import uvicorn

from .one_write import OneWriteProtocol

# Longer than a gateway keeps an idle connection (30 s): it closes first and never writes into a closing one.
KEEP_ALIVE_S = 75
BACKLOG = 1024
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class ServerThread:
    """Serves an ASGI app on a listening socket until told to drain."""

    def __init__(self, app: Any, listener: socket.socket, on_end: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            http=OneWriteProtocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE_S,
            backlog=BACKLOG,
        )
        self._server = uvicorn.Server(config)
        self._listener = listener
        self._on_end = on_end
        self._is_up = threading.Event()
        self._signals_read, self._signals_write = socket.socketpair()
        self._signals_read.setblocking(False)
        self._signals_write.setblocking(False)
        self._watch_fd: Optional[int] = None
        self._thread = threading.Thread(target=self._serve, name="caudal-http", daemon=True)
        self.loop: asyncio.AbstractEventLoop = asyncio.new_event_loop()
        self.failure: Optional[BaseException] = None

    def start(self, watch_fd: Optional[int]) -> None:
        """Start serving and return once connections are accepted.

        When `watch_fd` reaches its end (the supervisor is gone), the process ends at once.
        """
        self._watch_fd = watch_fd
        self._thread.start()
        self._is_up.wait()

    def catch_signals(self) -> None:
        """From the main thread: SIGTERM and SIGINT drain, also while `run` is busy in C code."""
        for number in STOP_SIGNALS:
            signal.signal(number, lambda signum, frame: self.loop.call_soon_threadsafe(self._drain))
        # The handler above only runs between two bytecodes of the main thread; this byte is written by the kernel's
        # delivery of the signal itself.
        signal.set_wakeup_fd(self._signals_write.fileno(), warn_on_full_buffer=False)
        # A signal to a process that the user's code forks (multiprocessing ends its own so) is not for us: both of the
        # above would drain this process. Signals wait until the new one has its own handlers.
        os.register_at_fork(
            before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS),
            after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS),
            after_in_child=_forget_signals,
        )

    def _drain(self) -> None:
        """Stop accepting, finish what is running, close idle connections."""
        self._server.should_exit = True

    def _on_signal_bytes(self) -> None:
        try:
            numbers = self._signals_read.recv(4096)
        except BlockingIOError:
            return
        if signal.SIGTERM in numbers or signal.SIGINT in numbers:
            self._drain()

    def _on_parent_byte(self) -> None:
        # The supervisor is gone: nobody would restart or stop this worker.
        os._exit(1)

    def _serve(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.add_reader(self._signals_read.fileno(), self._on_signal_bytes)
            if self._watch_fd is not None:
                self.loop.add_reader(self._watch_fd, self._on_parent_byte)
            self.loop.call_soon(self._tell_when_up)
            self.loop.run_until_complete(self._server.serve(sockets=[self._listener]))
        except BaseException as error:
            self.failure = error
        finally:
            self._is_up.set()
            self._on_end()

    def _tell_when_up(self) -> None:
        if self._server.started:
            self._is_up.set()
        else:
            self.loop.call_later(0.001, self._tell_when_up)


def _forget_signals() -> None:
    """In a forked process: what Python began with."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
