"""The socket keeper: holds the gateways' public socket, so that callers wait while no gateway and no launcher runs.

``socket_keeper.py keep SETTINGS`` listens (SETTINGS: one JSON object, see ``caudal_keeper/keep.py``);
``socket_keeper.py run CONTROL_SOCKET PROGRAM [ARGUMENT ...]`` becomes a program that has the socket as descriptor 3.
Only the standard library of Python 3.11 or newer is used.
"""

import sys

from caudal_keeper.keep import keep
from caudal_keeper.run import run

if __name__ == "__main__":
    match sys.argv[1:]:
        case ["keep", settings]:
            sys.exit(keep(settings))
        case ["run", control_socket, *command] if command:
            run(control_socket, command)
    print("Usage: socket_keeper.py keep SETTINGS | run CONTROL_SOCKET PROGRAM [ARGUMENT ...]", file=sys.stderr)
    sys.exit(2)
