def init(x):
    pass


def run(data):
    return data
