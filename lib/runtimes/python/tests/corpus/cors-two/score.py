def init():
    pass


def run(data):
    if data == "fail":
        raise ValueError
    return data
