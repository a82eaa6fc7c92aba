"""The control socket: a Unix socket on which a controller pings and stops the instance, one JSON object a line."""

import hmac
import json
import os
import selectors
import socket
from collections.abc import Callable
from typing import Any

from .files import unlink_quietly

REQUEST_BYTES_MAX = 4096
CONNECTIONS_MAX = 32


def bind_socket(path: str, backlog: int) -> socket.socket:
    """Binds and listens on ``path`` (mode 600), in place of whatever an earlier run left there."""
    unlink_quietly(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(path)
    finally:
        os.umask(before)
    listener.listen(backlog)
    return listener


class ControlConnection:
    """
    One controller's connection. Answers are short, so they are written at once; a client that does not read is dropped.
    """

    def __init__(
        self, connection: socket.socket, nonce: str, handle: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> None:
        connection.setblocking(False)
        self.socket = connection
        self.nonce = nonce
        self.handle = handle
        self.buffer = b""

    def read(self) -> bool:
        """Answers what has arrived. False when the connection is over."""
        try:
            data = self.socket.recv(REQUEST_BYTES_MAX)
        except BlockingIOError:
            return True
        except OSError:
            return False
        if data == b"":
            return False
        *lines, self.buffer = (self.buffer + data).split(b"\n")
        if len(self.buffer) > REQUEST_BYTES_MAX:
            return False
        return all(self._answer(line) for line in lines)

    def _answer(self, line: bytes) -> bool:
        try:
            request = json.loads(line)
            nonce = request["nonce"]
            known = isinstance(nonce, str) and hmac.compare_digest(nonce.encode(), self.nonce.encode())
            reply = self.handle(request) if known else {"ok": False, "error": "The nonce is not this instance's."}
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            reply = {"ok": False, "error": f"Not a request: {error}"}
        try:
            self.socket.sendall(json.dumps(reply).encode() + b"\n")
        except OSError:
            return False
        return True


class ControlServer:
    """Accepts controllers on a Unix socket, as part of the shim's one loop."""

    def __init__(
        self,
        path: str,
        selector: selectors.BaseSelector,
        nonce: str,
        handle: Callable[[dict[str, Any]], dict[str, Any]],
    ) -> None:
        self.selector = selector
        self.nonce = nonce
        self.handle = handle
        self.connections: dict[int, ControlConnection] = {}
        listener = bind_socket(path, CONNECTIONS_MAX)
        listener.setblocking(False)
        selector.register(listener, selectors.EVENT_READ, self._accept)

    def _accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        if len(self.connections) >= CONNECTIONS_MAX:
            connection.close()
            return
        self.connections[connection.fileno()] = ControlConnection(connection, self.nonce, self.handle)
        self.selector.register(connection, selectors.EVENT_READ, self._on_request)

    def _on_request(self, connection: socket.socket) -> None:
        if not self.connections[connection.fileno()].read():
            self.selector.unregister(connection)
            del self.connections[connection.fileno()]
            connection.close()
