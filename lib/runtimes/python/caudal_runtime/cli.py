"""Command line of the runtime: sockets and pipes by number from the environment, or a port or path for local use."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from typing import NoReturn, Optional

from . import __version__
from .boot import report_boot_failure
from .errors import BOOT_EXIT_CODE, BootError
from .logs import install_logging
from .phases import PhaseWriter
from .server import BACKLOG
from .settings import read_settings
from .slots import Slots
from .supervisor import Supervisor
from .worker import run_worker

DEFAULT_PORT = 5001


def main(argv: list[str]) -> NoReturn:
    """Serve the entry script that the environment names."""
    options = _parse(argv)
    if options.entry_script:
        os.environ["AZUREML_ENTRY_SCRIPT"] = os.path.realpath(options.entry_script)
    if options.model_dir:
        os.environ["AZUREML_MODEL_DIR"] = options.model_dir
    phases = PhaseWriter(_take_fd("CAUDAL_PHASE_FD"))
    try:
        settings = read_settings(os.environ)
    except BootError as error:
        install_logging()
        report_boot_failure(error, None, phases, 0.0)
        sys.exit(BOOT_EXIT_CODE)
    listener = _open_listener(options, _take_fd("CAUDAL_LISTEN_FD"))
    if settings.worker_count > 1:
        Supervisor(settings, listener, phases).run()
    run_worker(settings, listener, phases, Slots(settings.slots))


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="caudal_runtime", description=f"Caudal's Python runtime {__version__}")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"port to listen on ({DEFAULT_PORT})")
    parser.add_argument("--socket", help="path of a unix socket to listen on instead of a port")
    parser.add_argument("--entry-script", help="scoring script; default: AZUREML_ENTRY_SCRIPT below AML_APP_ROOT")
    parser.add_argument("--model-dir", help="value for AZUREML_MODEL_DIR")
    return parser.parse_args(argv)


def _take_fd(name: str) -> Optional[int]:
    """A file descriptor that was handed down; neither it nor its number goes on to processes of the user's code."""
    value = os.environ.pop(name, None)
    if value is None:
        return None
    fd = int(value)
    os.set_inheritable(fd, False)
    return fd


def _open_listener(options: argparse.Namespace, fd: Optional[int]) -> socket.socket:
    """The inherited listening socket, else a new one."""
    if fd is not None:
        return socket.socket(fileno=fd)
    if options.socket:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(options.socket)
    else:
        # asyncio turns Nagle's algorithm off only for sockets that say that they are TCP.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((options.host, options.port))
    listener.listen(BACKLOG)
    return listener
