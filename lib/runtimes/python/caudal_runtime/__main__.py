"""`python -m caudal_runtime`. Only the import path is put right here; the work is in `cli`."""

from __future__ import annotations

import os
import sys


def _without_cwd() -> list[str]:
    """Take the working directory off the import path while our own imports run, and return what was taken.

    `python -m` puts it first, and it is the user's folder: a file of theirs called `click.py` must not become ours.
    """
    cwd = os.getcwd()
    taken = [entry for entry in sys.path[:1] if entry in ("", cwd)]
    del sys.path[: len(taken)]
    return taken


if __name__ == "__main__":
    _taken = _without_cwd()
    from caudal_runtime.cli import main

    sys.path[:0] = _taken
    main(sys.argv[1:])
