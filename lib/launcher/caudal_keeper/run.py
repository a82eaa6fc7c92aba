"""``run``: gets the public socket from the keeper and becomes a program.

Node cannot receive a descriptor from a process that it is no relative of, so this stands between the launcher and the
gateway for a moment. The process stays the same: number, pipes and the channel to the launcher are the program's.
"""

import os
import signal
import socket
import sys
from typing import NoReturn

PUBLIC_SOCKET = 3
ANSWER_SECONDS_MAX = 10.0


def run(control_socket: str, command: list[str]) -> NoReturn:
    """Becomes ``command`` with the public socket as descriptor 3."""
    # Ctrl-C in the moment before: an end without Python's words about it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        descriptor = take_public_socket(control_socket)
    except OSError as error:
        sys.exit(f"The keeper of the public socket does not answer at {control_socket}: {error}")
    if descriptor == PUBLIC_SOCKET:
        os.set_inheritable(descriptor, True)
    else:
        os.dup2(descriptor, PUBLIC_SOCKET, inheritable=True)
        os.close(descriptor)
    os.execv(command[0], command)


def take_public_socket(control_socket: str) -> int:
    """The descriptor that the keeper sends. Raises OSError when nobody answers."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(ANSWER_SECONDS_MAX)
        connection.connect(control_socket)
        connection.sendall(b"take\n")
        _, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
    if not descriptors:
        raise OSError("it ended without an answer")
    return descriptors[0]
