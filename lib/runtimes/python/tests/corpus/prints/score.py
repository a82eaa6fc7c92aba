import logging
import sys


def init():
    print("in init", end="")


def run(data):
    print("one", data, sep="-", end="\n\n", flush=True)
    print("two\nlines")
    print("to stderr", file=sys.stderr)
    print()
    sys.stdout.write("written\n")
    logging.getLogger("mine").warning("a warning")
    return "printed"
