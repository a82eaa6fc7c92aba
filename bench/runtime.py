"""Requests per second of the Python runtime against azmlinfsrv: same script, packages, machine and run.

    python3 bench/runtime.py [--seconds 5] [--connections 1 16 64] [--rounds 3]

Needs Python 3.11 or newer and a package index (the environments are those of the runtime's tests). `wrk` makes the load
if it is on PATH (Debian and Ubuntu: apt-get install wrk); else a slower generator in Python does, and the figures are
lower for both. The rounds alternate between the servers, so that a busy machine is unfair to neither; the best counts.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "lib" / "runtimes" / "python" / "tests"
sys.path.insert(0, str(TESTS))

from environments import make_environments  # noqa: E402
from harness import Server, start_ours, start_reference, stop, wait_until_ready  # noqa: E402

SCRIPT = """
import json

import numpy as np


def init():
    global weights
    weights = np.arange(10) / 10


def run(data):
    return (np.array(json.loads(data)["data"]) @ weights).tolist()
"""
BODY = b'{"data": [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]}'
HEAD = b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY)


def measure(port: int, connections: int, seconds: float) -> tuple[float, str]:
    """Requests per second and the median latency, by wrk or by our own generator."""
    if shutil.which("wrk") is None:
        return asyncio.run(measure_here(port, connections, seconds))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(f"wrk.method='POST' wrk.body='{BODY.decode()}' wrk.headers['Content-Type']='application/json'")
        script.flush()
        url = f"http://127.0.0.1:{port}/score"
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", "-s", script.name, url]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(f"not every answer was a 2xx:\n{text}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    median = re.search(r"50%\s+(\S+)", text)
    if rate is None or median is None:
        raise RuntimeError(f"wrk said something else:\n{text}")
    return float(rate[1]), median[1]


async def measure_here(port: int, connections: int, seconds: float) -> tuple[float, str]:
    """The load in Python: one request after the other on each connection, a new one whenever the server closes it."""
    ends = time.monotonic() + seconds
    latencies: list[float] = []

    async def one_connection() -> None:
        while time.monotonic() < ends:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                while time.monotonic() < ends and not reader.at_eof():
                    started = time.monotonic()
                    writer.write(HEAD + BODY)
                    head = (await reader.readuntil(b"\r\n\r\n")).lower()
                    length = re.search(rb"content-length: (\d+)", head)
                    await reader.readexactly(int(length[1]) if length else 0)
                    latencies.append(time.monotonic() - started)
                    if b"connection: close" in head:
                        break
            finally:
                writer.close()

    await asyncio.gather(*(one_connection() for _ in range(connections)))
    return len(latencies) / seconds, f"{sorted(latencies)[len(latencies) // 2] * 1000:.2f}ms"


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 16, 64])
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        print("wrk is not on PATH; the load is made in Python, which is slower (apt-get install wrk).")
    python = make_environments()["azure"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "score.py").write_text(SCRIPT)
        servers = {"caudal": start_ours(python, folder, {}), "azmlinfsrv": start_reference(python, folder, {})}
        try:
            compare(servers, options)
        finally:
            for server in servers.values():
                stop(server)


def compare(servers: dict[str, Server], options: argparse.Namespace) -> None:
    """One line a number of connections: the best round of each server and their ratio."""
    for who, server in servers.items():
        if not wait_until_ready(server):
            raise RuntimeError(f"{who} did not start:\n{server.stderr()}")
    for connections in options.connections:
        best = dict.fromkeys(servers, (0.0, ""))
        for _ in range(options.rounds):
            for who, server in servers.items():
                best[who] = max(best[who], measure(server.port, connections, options.seconds))
        parts = [f"{who} {rate:8,.0f}/s (p50 {median})" for who, (rate, median) in best.items()]
        ratio = best["caudal"][0] / best["azmlinfsrv"][0]
        print(f"{connections:3} connections: {'   '.join(parts)}   ratio {ratio:.1f}x", flush=True)


if __name__ == "__main__":
    main()
