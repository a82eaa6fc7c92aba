def init():
    pass


def run(*, data: str) -> str:
    return data.upper()
