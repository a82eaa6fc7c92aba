"""CORS headers for AML_CORS_ORIGINS, by the rules of flask-cors, which Azure's server uses."""

from __future__ import annotations

import re
from typing import Optional

from .job import Header

ALLOWED_METHODS = "GET, POST"
# An origin that holds one of these is taken for a regular expression.
PATTERN_CHARS = frozenset("*\\]?$^[]()")


class Cors:
    """Which origins may call, and the headers that say so. An origin is literal text, a pattern, or `*`."""

    def __init__(self, origins: str) -> None:
        given = [origin.strip() for origin in origins.split(",")]
        self._is_open = "*" in given
        self._literals = sorted(origin for origin in given if PATTERN_CHARS.isdisjoint(origin))
        patterns = [origin for origin in given if not PATTERN_CHARS.isdisjoint(origin)]
        self._patterns = [re.compile(".*" if text == "*" else text, re.IGNORECASE) for text in patterns]

    def headers(self, method: str, request: dict[bytes, bytes]) -> list[Header]:
        """The headers to add to an answer; none for an origin that is not allowed."""
        allowed = self._allowed(request.get(b"origin", b"").decode("latin-1"))
        found = [(b"access-control-allow-origin", origin.encode("latin-1")) for origin in allowed]
        if not found:
            return []
        if method == "OPTIONS":
            found.extend(_preflight(request))
        may_vary = len(self._literals) + len(self._patterns) > 1 or bool(self._patterns)
        if may_vary and allowed != ["*"]:
            found.append((b"vary", b"Origin"))
        return found

    def _allowed(self, origin: str) -> list[str]:
        """The origin to name: the caller's if it matches; `*` or the first literal one if the caller names none."""
        if not origin:
            return ["*"] if self._is_open else self._literals[:1]
        is_literal = any(origin.lower() == literal.lower() for literal in self._literals)
        if is_literal or any(pattern.match(origin) for pattern in self._patterns):
            return [origin]
        return []


def _preflight(request: dict[bytes, bytes]) -> list[Header]:
    """What a preflight request may do."""
    method: Optional[str] = request.get(b"access-control-request-method", b"").decode("latin-1").upper()
    if not method or method not in ALLOWED_METHODS:
        return []
    found: list[Header] = [(b"access-control-allow-methods", ALLOWED_METHODS.encode())]
    asked = request.get(b"access-control-request-headers", b"").decode("latin-1")
    names = sorted(name.strip() for name in asked.split(",") if name.strip())
    if names:
        found.append((b"access-control-allow-headers", ", ".join(names).encode("latin-1")))
    return found
