import datetime
import enum
import json


class Colour(enum.IntEnum):
    RED = 1


class Text(str):
    pass


def circular():
    items = []
    items.append(items)
    return items


def deep():
    items = []
    for _ in range(100000):
        items = [items]
    return items


VALUES = {
    "none": lambda: None,
    "true": lambda: True,
    "zero": lambda: 0,
    "float": lambda: 0.1 + 0.2,
    "minus zero": lambda: -0.0,
    "whole float": lambda: 1e16,
    "nan": lambda: float("nan"),
    "infinities": lambda: [float("inf"), float("-inf")],
    "big": lambda: 2**80,
    "empty": lambda: "",
    "text": lambda: "Cádiz ☀ \u2028 </script> \x7f",
    "surrogate": lambda: "\ud800",
    "json text": lambda: json.dumps({"a": 1}),
    "list": lambda: [1, "a", None, [2]],
    "empty list": lambda: [],
    "empty dict": lambda: {},
    "tuple": lambda: (1, 2),
    "integer keys": lambda: {1: "a", None: "b", True: "c", 1.5: "d"},
    "order": lambda: {"z": 1, "a": 2},
    "enum": lambda: Colour.RED,
    "text subclass": lambda: Text("x"),
    "set": lambda: {1},
    "bytes": lambda: b"x",
    "datetime": lambda: datetime.datetime(2024, 1, 1),
    "generator": lambda: (i for i in range(3)),
    "tuple keys": lambda: {(1, 2): 3},
    "object": lambda: object(),
    "circular": circular,
    "deep": deep,
}


def init():
    pass


def run(data):
    return VALUES[json.loads(data)]()
