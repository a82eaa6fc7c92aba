"""What an instance leaves behind while it runs: its output in rotated segments, and its phases."""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

from .files import PHASES

LINE_BYTES_MAX = 16 * 1024
PHASES_BYTES_MAX = 64 * 1024
PARTIAL_LINE_SECONDS_MAX = 1.0


def stamp() -> str:
    """Now, as RFC 3339 in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class SegmentWriter:
    """
    Appends lines to ``<folder>/<n>.log``, and keeps the newest segments only.

    A full disk loses lines, never the instance.
    """

    def __init__(self, folder: Path, segment_bytes: int, segments: int) -> None:
        self.folder = folder
        self.segment_bytes = segment_bytes
        self.segments = segments
        # Lines are written together, but never so many that segments would become much larger than they may.
        self.batch_bytes = min(LINE_BYTES_MAX, segment_bytes // 8)
        self.lost_lines = 0
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.number = max((int(file.stem) for file in folder.glob("*.log") if file.stem.isdigit()), default=0) + 1
        self.size = 0
        self.descriptor: int | None = None

    def write(self, data: bytes) -> None:
        """Appends whole lines."""
        try:
            if self.descriptor is not None and self.size + len(data) > self.segment_bytes and self.size > 0:
                self._close()
                self.number += 1
            if self.descriptor is None:
                self._open()
            self.size += os.write(self.descriptor, data)
        except OSError:
            self.lost_lines += data.count(b"\n")

    def _open(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        self.descriptor = os.open(self.folder / f"{self.number}.log", flags, 0o600)
        self.size = 0
        for file in self.folder.glob("*.log"):
            if file.stem.isdigit() and int(file.stem) <= self.number - self.segments:
                file.unlink(missing_ok=True)

    def _close(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


class LineSplitter:
    """Cuts one stream into stamped lines; a longer line goes on in the next one."""

    def __init__(self, stream: str, writer: SegmentWriter) -> None:
        self.stream = stream
        self.writer = writer
        self.rest = b""
        self.rest_since = 0.0

    def feed(self, data: bytes) -> None:
        """Takes what was read from the stream."""
        *lines, rest = (self.rest + data).split(b"\n")
        self.rest = rest
        self.rest_since = time.monotonic()
        while len(self.rest) >= LINE_BYTES_MAX:
            lines.append(self.rest[:LINE_BYTES_MAX])
            self.rest = self.rest[LINE_BYTES_MAX:]
        self._emit(lines)

    def flush(self, *, now: bool) -> None:
        """Writes an unfinished line: at the end, or when it has waited for a second."""
        if self.rest and (now or time.monotonic() - self.rest_since >= PARTIAL_LINE_SECONDS_MAX):
            line, self.rest = self.rest, b""
            self._emit([line])

    def _emit(self, lines: list[bytes]) -> None:
        head = f"{stamp()} {self.stream} ".encode()
        batch: list[bytes] = []
        size = 0
        for line in lines:
            for at in range(0, max(1, len(line)), LINE_BYTES_MAX):
                stamped = head + line[at : at + LINE_BYTES_MAX].rstrip(b"\r") + b"\n"
                batch.append(stamped)
                size += len(stamped)
                if size >= self.writer.batch_bytes:
                    self.writer.write(b"".join(batch))
                    batch, size = [], 0
        if batch:
            self.writer.write(b"".join(batch))


class PhaseRecorder:
    """Keeps the phases that the runtime reports, one JSON object a line, at most 64 KiB of them."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / PHASES
        self.rest = b""
        self.written = 0

    def feed(self, data: bytes) -> None:
        """Takes what was read from the phase pipe. What is not a JSON object is dropped."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        if len(self.rest) > PHASES_BYTES_MAX:
            self.rest = b""
        for line in lines:
            self._record(line)

    def _record(self, line: bytes) -> None:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not isinstance(value, dict):
            return
        text = json.dumps(value).encode() + b"\n"
        if self.written + len(text) > PHASES_BYTES_MAX:
            return
        try:
            with open(self.path, "ab") as file:
                file.write(text)
            self.written += len(text)
        except OSError:
            pass
