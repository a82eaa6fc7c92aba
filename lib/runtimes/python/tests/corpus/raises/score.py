import sys


class Odd(BaseException):
    pass


def recurse():
    return recurse()


def leave():
    sys.exit(7)


def fail(error):
    raise error


WAYS = {
    "ValueError": lambda: fail(ValueError("secret detail")),
    "KeyError": lambda: {}["x"],
    "AssertionError": lambda: fail(AssertionError()),
    "TimeoutError": lambda: fail(TimeoutError("mine")),
    "RecursionError": recurse,
    "MemoryError": lambda: fail(MemoryError()),
    "StopIteration": lambda: next(iter([])),
    "exit": leave,
    "odd": lambda: fail(Odd()),
}


def init():
    pass


def run(data):
    return WAYS[data]()
