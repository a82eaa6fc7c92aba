def init():
    pass


def run(data):
    return {"type": type(data).__name__, "length": len(data), "data": data[:200]}
