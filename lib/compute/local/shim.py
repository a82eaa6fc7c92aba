"""The shim: parent and keeper of one local instance. Run as ``python3 shim.py <instance folder>``.

It outlives the controller. It binds the instance's socket, starts the command (inside the sandbox when there is one),
keeps its output and its phases, holds it to its memory, answers on a control socket and leaves ``exit.json``.
Only the standard library of Python 3.11 or newer is used.
"""

import sys

from caudal_shim.keeper import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
