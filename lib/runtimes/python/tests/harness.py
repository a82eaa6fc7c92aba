"""Start servers, send exact requests, keep what came back."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

PACKAGE_ROOT = Path(__file__).resolve().parent.parent
START_LIMIT_S = 60.0
# Not the machine's own environment: a proxy or an AZUREML_ variable of the developer's must not change a result.
BASE_ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": tempfile.gettempdir(), "PYTHONUNBUFFERED": "1"}


@dataclass
class Observed:
    """One response."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> Optional[str]:
        """All values of a header, sorted and joined; None if it is not there."""
        values = sorted(value for key, value in self.headers if key.lower() == name.lower())
        return ", ".join(values) if values else None

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Server:
    """A running server process."""

    process: subprocess.Popen[bytes]
    port: int
    stdout_path: Path
    stderr_path: Path
    phase_read: int = -1
    phases_seen: bytes = field(default=b"")

    def wait(self, limit_s: float = START_LIMIT_S) -> int:
        """The exit code."""
        return self.process.wait(limit_s)

    def stdout(self) -> str:
        """What it wrote to stdout so far."""
        return self.stdout_path.read_text(errors="replace")

    def stderr(self) -> str:
        """What it wrote to stderr so far."""
        return self.stderr_path.read_text(errors="replace")

    def phases(self, until: int = 0) -> list[dict[str, Any]]:
        """The phase lines so far; waits until there are `until` of them or the writers are gone."""
        while self.phases_seen.count(b"\n") < until or until == 0:
            data = os.read(self.phase_read, 65536)
            if not data:
                break
            self.phases_seen += data
        return [json.loads(line) for line in self.phases_seen.splitlines()]

    def get(self, path: str = "/", **more: Any) -> Observed:
        """Send a GET."""
        return exchange(self.port, "GET", path, **more)

    def post(self, body: Any = None, headers: Optional[Mapping[str, str]] = None) -> Observed:
        """Post JSON to /score."""
        pairs = {"Content-Type": "application/json", **(headers or {})}
        return exchange(self.port, "POST", "/score", headers=list(pairs.items()), body=json.dumps(body).encode())


def exchange(
    port: int,
    method: str,
    path: str,
    *,
    headers: list[tuple[str, str]] = [],  # noqa: B006
    body: Optional[bytes] = None,
    chunked: bool = False,
    timeout_s: float = 30.0,
) -> Observed:
    """Send one request on its own connection, with exactly these headers besides Host, Connection and the length."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", "model.test")
        connection.putheader("Connection", "close")
        for name, value in headers:
            connection.putheader(name, value.encode("latin-1"))
        if chunked:
            connection.putheader("Transfer-Encoding", "chunked")
            half = len(body or b"") // 2
            parts = [(body or b"")[:half], (body or b"")[half:]]
            connection.endheaders([part for part in parts if part], encode_chunked=True)
        else:
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.endheaders(body)
        response = connection.getresponse()
        return Observed(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


def free_port() -> int:
    """Give a free port of a range that no other socket is given by itself, so that it stays free until it is used."""
    while True:
        port = random.randrange(10_000, 30_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def script_env(folder: Path, env: Mapping[str, str]) -> dict[str, str]:
    """The environment of a server whose code lies in `folder`; `$ROOT` in a value stands for the folder."""
    values = {"AML_APP_ROOT": "$ROOT", "AZUREML_MODEL_DIR": "$ROOT", **env}
    return {**BASE_ENV, **{name: value.replace("$ROOT", str(folder)) for name, value in values.items()}}


def start_reference(python: Path, folder: Path, env: Mapping[str, str], script: str = "score.py") -> Server:
    """Start azmlinfsrv on a script."""
    port = free_port()
    command = [str(python.parent / "azmlinfsrv"), "--entry_script", script, "--port", str(port)]
    return _spawn(command, folder, script_env(folder, env), port)


def start_ours(
    python: Path, folder: Path, env: Mapping[str, str], script: Optional[str] = "score.py", with_phases: bool = False
) -> Server:
    """Start our runtime as an instance's shim does: with a listening socket (and a pipe) handed down."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(1024)
    values = {**script_env(folder, env), "PYTHONPATH": str(PACKAGE_ROOT), "CAUDAL_LISTEN_FD": str(listener.fileno())}
    if script is not None:
        values["AZUREML_ENTRY_SCRIPT"] = script
    fds = [listener.fileno()]
    phase_read = -1
    if with_phases:
        phase_read, phase_write = os.pipe()
        values["CAUDAL_PHASE_FD"] = str(phase_write)
        fds.append(phase_write)
    server = _spawn([str(python), "-m", "caudal_runtime"], folder, values, listener.getsockname()[1], fds)
    server.phase_read = phase_read
    for fd in fds[1:]:
        os.close(fd)
    listener.close()
    return server


def _spawn(command: list[str], folder: Path, env: dict[str, str], port: int, fds: list[int] = []) -> Server:  # noqa: B006
    logs = Path(tempfile.mkdtemp(prefix="caudal-runtime-"))
    stdout, stderr = logs / "stdout", logs / "stderr"
    with stdout.open("wb") as out, stderr.open("wb") as err:
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=out, stderr=err, pass_fds=fds, start_new_session=True
        )
    return Server(process, port, stdout, stderr)


def wait_until_ready(server: Server) -> bool:
    """True when the server answers its probe, False when its process has ended instead."""
    limit = time.monotonic() + START_LIMIT_S
    while server.process.poll() is None:
        try:
            return exchange(server.port, "GET", "/", timeout_s=START_LIMIT_S).status == 200
        except (OSError, http.client.HTTPException):
            if time.monotonic() > limit:
                raise
            time.sleep(0.05)
    return False


def stop(server: Server) -> None:
    """End a server and all its workers, and forget what they wrote."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()
    if server.phase_read != -1:
        os.close(server.phase_read)
        server.phase_read = -1
    shutil.rmtree(server.stdout_path.parent)


@contextlib.contextmanager
def ours(python: Path, folder: Path, env: Mapping[str, str] = {}, **more: Any) -> Iterator[Server]:
    """Our runtime, ready, for the time of a test."""
    server = start_ours(python, folder, env, **more)
    try:
        assert wait_until_ready(server), server.stderr()
        yield server
    finally:
        stop(server)
