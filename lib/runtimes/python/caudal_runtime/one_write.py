"""uvicorn's HTTP protocol, with the head and the body of an answer in one write.

uvicorn writes them apart: two system calls here, and two reads for whoever waits for the answer.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

# Not used here: uvicorn would import it later, when the user's folder is on the import path.
import uvicorn.lifespan.off  # noqa: F401
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["OneWriteProtocol", "OneWriteTransport"]


class OneWriteTransport:
    """A transport that can keep its next write back until the one after it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._is_holding = False
        self._head = b""

    def hold(self) -> None:
        """Keep the next write back; another write must follow."""
        self._is_holding = True

    def write(self, data: bytes) -> None:
        """Write, together with what was kept back."""
        if self._is_holding:
            self._is_holding = False
            self._head = data
            return
        if self._head:
            data, self._head = self._head + data, b""
        self._transport.write(data)

    def close(self) -> None:
        """Write what was kept back, then close."""
        if self._head:
            self.write(b"")
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """All else is the transport's."""
        return getattr(self._transport, name)


class OneWriteProtocol(HttpToolsProtocol):
    """uvicorn's protocol over such a transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new connection."""
        super().connection_made(cast("asyncio.Transport", OneWriteTransport(transport)))
