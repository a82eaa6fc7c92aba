def init():
    pass


def run(a, b):
    return [a, b]
