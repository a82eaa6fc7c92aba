"""``keep``: listens without ever accepting, and gives the socket to whoever asks on a control socket of mode 600.

A launcher says ``attach`` and stays connected; ``take`` is answered with the descriptor; ``end`` ends the keeper.
Nobody may hang for ever: without a launcher for ``alone_seconds`` it ends by itself, and callers are refused.
"""

import contextlib
import fcntl
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Iterator
from typing import Any

# So many callers wait in the kernel; it takes the smaller of this and its own limit (net.core.somaxconn).
CALLERS_WAITING_MAX = 4096
CONTROL_BACKLOG = 16
CONNECT_SECONDS_MAX = 1.0
REQUEST_BYTES_MAX = 64
LOG_BYTES_MAX = 65_536


class Keeper:
    """The public socket and those who ask for it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.selector = selectors.DefaultSelector()
        self.launchers: set[socket.socket] = set()
        self.alone_since = time.monotonic()
        self.has_ended = False
        self.public = open_public_socket(settings["host"], settings["port"], settings.get("descriptor"))
        # The control socket comes last: whoever can connect to it finds a keeper that listens.
        control = bind_control_socket(settings["control_socket"])
        self.control_inode = os.stat(settings["control_socket"]).st_ino
        self.selector.register(control, selectors.EVENT_READ, self._accept)

    def run(self) -> None:
        """Answers until it is told to end or has been alone for too long."""
        while not self.has_ended:
            for key, _ in self.selector.select(self._seconds_left()):
                key.data(key.fileobj)
            if self._seconds_left() == 0:
                say(f"No launcher came for {self.settings['alone_seconds']} s: the port is given up.")
                return

    def close(self) -> None:
        """Takes the control socket away first: whoever finds it must find a keeper that stays."""
        path = self.settings["control_socket"]
        with contextlib.suppress(OSError), alone_beside(path):
            # It may be another keeper's by now.
            if os.stat(path).st_ino == self.control_inode:
                os.unlink(path)
        self.public.close()

    def _seconds_left(self) -> float | None:
        if self.launchers:
            return None
        return max(0.0, self.alone_since + self.settings["alone_seconds"] - time.monotonic())

    def _accept(self, control: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection, _ = control.accept()
            connection.setblocking(False)
            self.selector.register(connection, selectors.EVENT_READ, self._on_request)

    def _on_request(self, connection: socket.socket) -> None:
        try:
            # Requests are one short word, written at once; on a Unix socket such a word arrives in one piece.
            words = connection.recv(REQUEST_BYTES_MAX).split()
            for word in words:
                self._answer(connection, word)
        except OSError:
            words = []
        if not words:
            self._drop(connection)

    def _answer(self, connection: socket.socket, word: bytes) -> None:
        match word:
            case b"attach":
                self.launchers.add(connection)
                known = {"pid": os.getpid(), "host": self.settings["host"], "port": self.settings["port"]}
                connection.sendall(json.dumps(known).encode() + b"\n")
            case b"take":
                socket.send_fds(connection, [b"\n"], [self.public.fileno()])
            case b"end":
                self.has_ended = True

    def _drop(self, connection: socket.socket) -> None:
        self.selector.unregister(connection)
        connection.close()
        if connection in self.launchers:
            self.launchers.remove(connection)
            self.alone_since = time.monotonic()


def open_public_socket(host: str, port: int, descriptor: int | None) -> socket.socket:
    """Binds and listens; with ``descriptor`` takes the listening socket that a gateway has kept over a keeper's end."""
    if descriptor is not None:
        inherited = socket.socket(fileno=descriptor)
        is_listening = inherited.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) != 0
        if not is_listening or port not in (0, inherited.getsockname()[1]):
            raise OSError(f"descriptor {descriptor} does not listen on port {port}")
        return inherited
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    public = socket.socket(family, kind, protocol)
    public.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        # `::` means every address of the machine, those of IPv4 included.
        public.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    public.bind(address)
    public.listen(CALLERS_WAITING_MAX)
    return public


def bind_control_socket(path: str) -> socket.socket:
    """Binds and listens on ``path`` in place of what a killed keeper left there; only this user may connect.

    Raises OSError when a keeper lives there: it would go on without a way to reach it.
    """
    with alone_beside(path):
        if is_answered(path):
            raise OSError(f"another keeper answers at {path}")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        control.setblocking(False)
        control.bind(path)
        control.listen(CONTROL_BACKLOG)
    return control


def is_answered(path: str) -> bool:
    """Whether a process listens on the Unix socket at ``path``, be it ever so busy."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(CONNECT_SECONDS_MAX)
        try:
            probe.connect(path)
        except (TimeoutError, BlockingIOError):
            return True
        except OSError:
            return False
    return True


@contextlib.contextmanager
def alone_beside(path: str) -> Iterator[None]:
    """No other keeper changes the folder of ``path`` meanwhile. The kernel frees the lock with its holder."""
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def keep(text: str) -> int:
    """Keeps the socket as the JSON ``text`` says. Returns the exit code once it is given up."""
    settings = json.loads(text)
    os.umask(0o177)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        keeper = Keeper(settings)
    except OSError as error:
        print(error.strerror or error, file=sys.stderr)
        return 1
    leave_starter(settings["log_file"])
    try:
        keeper.run()
    finally:
        keeper.close()
    return 0


def leave_starter(log_file: str) -> None:
    """What was wrong at the start is told to whoever started the keeper; from here on it outlives them."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    log = os.open(log_file, flags, 0o600)
    if os.fstat(log).st_size > LOG_BYTES_MAX:
        os.ftruncate(log, 0)
    os.dup2(log, sys.stderr.fileno())
    os.close(log)


def say(line: str) -> None:
    """Writes a line to the log; a full disk must not end the keeper."""
    with contextlib.suppress(OSError):
        print(time.strftime("%Y-%m-%dT%H:%M:%S%z"), line, file=sys.stderr, flush=True)
