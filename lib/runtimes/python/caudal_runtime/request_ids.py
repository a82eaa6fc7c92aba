"""The id headers of a request and what is echoed of them."""

from __future__ import annotations

import os
import random
from typing import Optional

from .job import Header, Reply
from .replies import error_reply

# Azure's limit for each of the three id headers, in characters.
MAX_ID_CHARS = 100

# Of our own: a script that calls random.seed(0) must not make ids repeat. Seeded at import and in each forked worker.
_random = random.Random()
os.register_at_fork(after_in_child=_random.seed)


class RequestIds:
    """Ids to echo (empty ones are not sent) and, if one was too long, the 431 that answers the request."""

    __slots__ = ("request_id", "headers", "refusal")

    def __init__(self, request_id: str, headers: list[Header], refusal: Optional[Reply]) -> None:
        self.request_id = request_id
        self.headers = headers
        self.refusal = refusal


def read_ids(headers: dict[bytes, bytes]) -> RequestIds:
    """Read the three ids: x-request-id is kept or made.

    x-ms-request-id is the older name of x-ms-client-request-id; each stands in for the other.
    """
    given = headers.get(b"x-request-id")
    request_id = _make_id() if given is None else given
    trace = headers.get(b"traceid")
    echoed: list[Header] = [] if trace is None else [(b"traceid", trace)]
    if len(request_id) > MAX_ID_CHARS:
        refusal = error_reply(431, f"x-request-id must not exceed {MAX_ID_CHARS} characters")
        return RequestIds("-", echoed, refusal)
    if request_id:
        echoed.append((b"x-request-id", request_id))
    legacy = headers.get(b"x-ms-request-id", b"")
    client = headers.get(b"x-ms-client-request-id", b"")
    if legacy:
        client = client or legacy
    else:
        legacy = client or request_id
    if len(legacy) > MAX_ID_CHARS or len(client) > MAX_ID_CHARS:
        message = f"x-ms-request-id and x-ms-client-request-id must not exceed {MAX_ID_CHARS} characters"
        return RequestIds(request_id.decode("latin-1"), echoed, error_reply(431, message))
    if legacy:
        echoed.append((b"x-ms-request-id", legacy))
    if client:
        echoed.append((b"x-ms-client-request-id", client))
    return RequestIds(request_id.decode("latin-1"), echoed, None)


def _make_id() -> bytes:
    """A UUID of version 4. uuid.uuid4 makes a system call, which gives the interpreter's lock away: a thread switch."""
    digits = b"%032x" % (_random.getrandbits(128) & ~(0xF << 76) & ~(0x3 << 62) | (0x4 << 76) | (0x2 << 62))
    return b"-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
