"""Read the corpus: a folder is an application (score.py and what it needs), its cases.yaml says what to send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import yaml

CORPUS = Path(__file__).resolve().parent / "corpus"
# Compared on every answer, besides what a request lists under `compare`.
HEADERS = (
    "content-type",
    "x-request-id",
    "x-ms-request-id",
    "x-ms-client-request-id",
    "x-ms-run-function-failed",
    "x-ms-run-fn-exec-ms",
    "x-ms-server-version",
    "traceid",
    "allow",
    "vary",
    "access-control-allow-origin",
    "access-control-allow-methods",
    "access-control-allow-headers",
)


@dataclass(frozen=True)
class Request:
    """One request and the headers to compare on its answer."""

    name: str
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: Optional[bytes]
    chunked: bool
    compare: tuple[str, ...]


@dataclass(frozen=True)
class Application:
    """One folder of the corpus."""

    name: str
    folder: Path
    script: str
    env: dict[str, str]
    boots: bool
    needs_azure: bool
    requests: tuple[Request, ...]


def load_corpus() -> list[Application]:
    """All applications, by name."""
    return [_application(path.parent) for path in sorted(CORPUS.glob("*/cases.yaml"))]


def load_differences() -> list[dict[str, Any]]:
    """The allowed differences."""
    found: list[dict[str, Any]] = yaml.safe_load((CORPUS / "differences.yaml").read_text())
    return found


def _application(folder: Path) -> Application:
    raw = yaml.safe_load((folder / "cases.yaml").read_text())
    return Application(
        name=folder.name,
        folder=folder,
        script=raw.get("script", "score.py"),
        env=raw.get("env", {}),
        boots=raw.get("boot") != "fails",
        needs_azure=raw.get("needs") == "azure",
        requests=tuple(_request(entry) for entry in raw["requests"]),
    )


def _request(raw: dict[str, Any]) -> Request:
    return Request(
        name=str(raw["name"]),
        method=raw["method"],
        path=raw.get("path", "/score"),
        headers=tuple((name, _expand(value)) for name, value in raw.get("headers", [])),
        body=_body(raw),
        chunked=raw.get("chunked", False),
        compare=HEADERS + tuple(raw.get("compare", [])),
    )


def _expand(value: str) -> str:
    """`<a*101>` stands for 101 times `a`."""
    repeated = re.fullmatch(r"<(.)\*(\d+)>", value)
    return repeated[1] * int(repeated[2]) if repeated else value


def _body(raw: dict[str, Any]) -> Optional[bytes]:
    if "text" in raw:
        return str(raw["text"]).encode()
    if "hex" in raw:
        return bytes.fromhex(raw["hex"])
    if "repeat" in raw:
        text, times = raw["repeat"]
        return str(text).encode() * int(times)
    return None
