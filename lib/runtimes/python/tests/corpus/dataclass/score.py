from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass
class Answer:
    text: str


def init():
    pass


def run(data):
    return asdict(Answer(data))
